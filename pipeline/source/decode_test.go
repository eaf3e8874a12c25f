package source

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/sayso-nlp/sayso/models"
)

// Whatever is valid UTF-8 stays as it is, code point for code point.
func TestPlainTextIsExact(t *testing.T) {
	for _, text := range []string{
		"  A line.\r\nAnother.\rA third.\n\n", "\tİ'll\u00a0go\u200b \u202eback\u202c\u2028", "a\u0301 \uFFFD \uFEFF mark", "\v\f\x1b\x7f .",
		"𝔘 😀 \U0010FFFF \uE000 .", "Ünï\u0085cödé",
	} {
		for _, mark := range []string{"", "\uFEFF"} {
			recs, skips := readAll(t, Options{}, put(t, "a.txt", []byte(mark+text)))
			if len(recs) != 1 || recs[0].Body != text || recs[0].Replaced != 0 {
				t.Errorf("%q: %+v %+v", text, recs, skips)
			}
		}
	}
}

func TestBrokenBytes(t *testing.T) {
	cases := []struct {
		raw, want string
		replaced  int
	}{
		{"The talks \xff went on.", "The talks \uFFFD went on.", 1},
		{"The talks \xfe\xff went on.", "The talks \uFFFD\uFFFD went on.", 2},
		{"Zoë said “no” \xe2\x80 and left.", "Zoë said “no” \uFFFD and left.", 1},
		{"Zoë said “no\xe2\x80", "Zoë said “no\uFFFD", 1},
		{"Zoë said “yes” \xf0\x9f\x98x \xed\xa0\x80 \xc0\xaf.", "Zoë said “yes” \uFFFDx \uFFFD\uFFFD\uFFFD \uFFFD\uFFFD.", 6},
		{"it\xe2\x80s over", "it\uFFFDs over", 1},
		{"Erdo\xc4 said", "Erdo\uFFFD said", 1},
		{"\uFEFFcaf\xe9", "caf\uFFFD", 1},
	}
	for _, c := range cases {
		recs, _ := readAll(t, Options{}, put(t, "a.txt", []byte(c.raw)))
		if len(recs) != 1 || recs[0].Body != c.want || recs[0].Replaced != c.replaced {
			t.Errorf("%q: %+v", c.raw, recs)
		}
	}
	for raw, want := range map[string]string{
		"\xff\xfea\x00\x00\xd8b\x00c":                                "a\uFFFDb\uFFFD", // a half pair and a half unit
		"\xfe\xff\xd8\x3d\xde\x00\xd8":                               "😀\uFFFD",
		"\xff\xfe\x00\x00a\x00\x00\x00\x00\x00\x11\x00b\x00\x00\x00": "a\uFFFDb",
	} {
		recs, _ := readAll(t, Options{}, put(t, "a.txt", []byte(raw)))
		if len(recs) != 1 || recs[0].Body != want || recs[0].Replaced != strings.Count(want, "\uFFFD") {
			t.Errorf("%q: %+v", raw, recs)
		}
	}
}

func TestOtherEncodings(t *testing.T) {
	const english = "The minister said on Tuesday that the talks in the capital would go on. "
	cases := []struct {
		name, text string
		enc        encoding.Encoding
	}{
		{"quotes", english + "“No,” he said – it’s over. " + english, charmap.Windows1252},
		{"one quote", "it’s over", charmap.Windows1252},
		{"accents", english + "José met François in a café: déjà vu à la carte. £5, 10 €.", charmap.Windows1252},
		{"Icelandic", english + "Guðrún Þórsdóttir, a poet, left.", charmap.Windows1252},
		{"Turkish", english + "Erdoğan met Çavuşoğlu in İstanbul; Işık left.", charmap.Windows1254},
		{"Polish", english + "Wałęsa met Tusk in Łódź, near Częstochowa.", charmap.Windows1250},
		{"Russian", "Президент заявил, что переговоры продолжатся в столице.", charmap.Windows1251},
		{"Russian amid English", english + "Переговоры в столице продолжаются. " + english, charmap.Windows1251},
		{"Russian, KOI8", "Президент заявил, что переговоры продолжатся в столице.", charmap.KOI8R},
		{"Mac", english + "“No,” José said – it’s over at the café. ", charmap.Macintosh},
		{"Japanese", "首相は火曜日に会談が続くと述べた。決定はまだない。", japanese.ShiftJIS},
		{"Japanese, EUC", "首相は火曜日に会談が続くと述べた。決定はまだない。", japanese.EUCJP},
		{"Chinese", "总统星期二表示，会谈将在首都继续进行，还没有作出决定。", simplifiedchinese.GBK},
		{"Taiwanese", "總統星期二表示，會談將在首都繼續進行，我們還沒有作出決定。", traditionalchinese.Big5},
		{"Korean", "대통령은 화요일 회담이 수도에서 계속될 것이라고 말했다.", korean.EUCKR},
	}
	for _, c := range cases {
		raw, err := c.enc.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(c.name, err)
		}
		recs, _ := readAll(t, Options{}, put(t, "a.txt", []byte(raw)))
		if len(recs) != 1 || recs[0].Body != c.text || recs[0].Replaced != 0 {
			t.Errorf("%s: %+v", c.name, recs)
		}
	}
}

// Files are put together from UTF-8 and windows-1252; what is neither stays
// broken.
func TestMixedEncodings(t *testing.T) {
	cases := []struct {
		name, raw, want string
		replaced        int
	}{
		{"more windows-1252", "Zoë met José at the caf\xe9; it\x92s \x93over\x94, he said, \x96 and Fran\xe7ois left.",
			"Zoë met José at the café; it’s “over”, he said, – and François left.", 0},
		{"more UTF-8", "“Zoë,” José said – “it’s over.” \x93Fran\xe7ois?\x94 It\x92s d\xe9j\xe0 vu.", "“Zoë,” José said – “it’s over.” “François?” It’s déjà vu.", 0},
		{"side by side", "“Zoë” went. He loved the \x93caf\xe9\x94.", "“Zoë” went. He loved the “café”.", 0},
		{"Cyrillic", "Мэр сказал “нет”. The mayor\x92s word, \x93no\x94, stands.", "Мэр сказал “нет”. The mayor’s word, “no”, stands.", 0},
		{"cut characters", "Zoë’s “yes” went; it\xe2\x80s over, Erdo\xc4 said \xe2\x80 it\x92s.", "Zoë’s “yes” went; it\uFFFDs over, Erdo\uFFFD said \uFFFD it’s.", 3},
		{"noise", "Zoë’s “yes” \xff went \x81 by; B\xffron it\x92s.", "Zoë’s “yes” \uFFFD went \uFFFD by; B\uFFFDron it’s.", 3},
		{"a third encoding", "Zoë’s “yes” to Erdo\xf0an and \xddst\xfd", "Zoë’s “yes” to Erdo\uFFFDan and \uFFFDst\uFFFD", 3},
		{"marked", "\uFEFFZoë’s caf\xe9", "Zoë’s caf\uFFFD", 1},
	}
	for _, c := range cases {
		recs, _ := readAll(t, Options{}, put(t, "a.txt", []byte(c.raw)))
		if len(recs) != 1 || recs[0].Body != c.want || recs[0].Replaced != c.replaced {
			t.Errorf("%s: %+v", c.name, recs)
		}
	}
}

// Two characters of another encoding that happen to be one of UTF-8 do not make
// a text UTF-8.
func TestPairsThatPassForUTF8(t *testing.T) {
	const english = "The minister said on Tuesday that the talks in the capital would go on. "
	for _, c := range []struct {
		name, text, pair string
		enc              encoding.Encoding
	}{
		{"Western", english + "They met at the “CAFÉ” – it’s José’s.", "É”", charmap.Windows1252},
		{"Polish", english + "He left “POZNAŃ” for Łódź; Wałęsa – for Częstochowa.", "Ń”", charmap.Windows1250},
		{"Turkish", english + "Erdoğan met Çavuşoğlu at “LİCÉ” – in İstanbul.", "É”", charmap.Windows1254},
		{"Russian", "Президент заявил, что переговоры «НАТО» продолжатся в столице.", "О»", charmap.Windows1251},
		{"Mac", english + "“école,” José said – it’s over at the café.", "“é", charmap.Macintosh},
	} {
		raw, err := c.enc.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if pair, err := c.enc.NewEncoder().String(c.pair); err != nil || !utf8.ValidString(pair) || !strings.Contains(raw, pair) {
			t.Fatalf("%s: %q is no character of UTF-8", c.name, pair)
		}
		recs, _ := readAll(t, Options{}, put(t, "a.txt", []byte(raw)))
		if len(recs) != 1 || recs[0].Body != c.text || recs[0].Replaced != 0 {
			t.Errorf("%s: %+v", c.name, recs)
		}
	}
}

func TestDeclaredEncodings(t *testing.T) {
	const page = "<html><head><meta charset=\"%\"></head><body><p>Erdo\xf0an"
	for charset, want := range map[string]string{
		"windows-1254": "Erdoğan", "iso-8859-1": "Erdoðan", "utf-8": "Erdo\uFFFDan", "none-such": "Erdoğan",
	} {
		raw := strings.ReplaceAll(page, "%", charset)
		recs, _ := readAll(t, Options{}, put(t, "a.html", []byte(raw)))
		if len(recs) != 1 || !strings.HasSuffix(recs[0].Body, "<p>"+want) || recs[0].Format != models.HTML {
			t.Errorf("%s: %+v", charset, recs)
		}
	}
	// UTF-8 is UTF-8 whatever it calls itself.
	recs, _ := readAll(t, Options{}, put(t, "a.html", []byte("<meta charset=latin1><p>Erdoğan")))
	if len(recs) != 1 || !strings.HasSuffix(recs[0].Body, "Erdoğan") {
		t.Errorf("%+v", recs)
	}
}

// repair does what the decoder of x/text does, which is slow and does not count.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "a\xffb", "\xe2\x80\xe2\x80\x9c", "\xf0\x9f\x98", "\xed\xa0\x80", "It\x92s", "\x83\x81\x82\xa0", "\xc0\xaf\xf5"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, replaced := repair(raw)
		if want := bytes.ToValidUTF8(raw, nil); strings.ReplaceAll(text, "\uFFFD", "") != strings.ReplaceAll(string(want), "\uFFFD", "") {
			t.Fatalf("repair(%q) = %q", raw, text)
		}
		if n := strings.Count(text, "\uFFFD") - bytes.Count(raw, []byte("\uFFFD")); n != replaced {
			t.Fatalf("%q: counted %d, made %d", raw, replaced, n)
		}
		text, replaced = mend(raw)
		if n := strings.Count(text, "\uFFFD") - bytes.Count(raw, []byte("\uFFFD")); !utf8.ValidString(text) || n != replaced || utf8.Valid(raw) && text != string(raw) {
			t.Fatalf("mend(%q) = %q, %d", raw, text, replaced)
		}
		for _, format := range []models.Format{models.Plain, models.HTML} {
			text, replaced = decode(raw, guessed, format)
			if !utf8.ValidString(text) || replaced < 0 || utf8.Valid(raw) && text != string(raw) {
				t.Fatalf("decode(%q) = %q, %d", raw, text, replaced)
			}
		}
	})
}
