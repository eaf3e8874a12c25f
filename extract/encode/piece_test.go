package encode

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
)

var piecesFile = flag.String("pieces", "", "words and their pieces, as testdata/pieces.py makes them with the vocabulary of -weights")

// samplePieces reads words and their pieces as the tokenizers package makes
// them with the vocabulary of uncased BERT.
func samplePieces(t testing.TB) (words []string, pieces [][]string) {
	t.Helper()
	readPieces(t, "testdata/pieces.txt", func(word, list string) {
		words, pieces = append(words, word), append(pieces, strings.Fields(list))
	})
	return words, pieces
}

// readPieces reads what testdata/pieces.py wrote.
func readPieces(t testing.TB, name string, do func(word, list string)) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		quoted, list, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		var word string
		if err := json.Unmarshal([]byte(quoted), &word); !ok || err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		do(word, list)
	}
}

// sampleVocabulary is what the sample's words need: pieces in the order in which
// they come. It cuts the sample as the whole
// vocabulary does, since a longer piece never fitted.
func sampleVocabulary(t testing.TB) []string {
	list := []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
	seen := map[string]bool{"[UNK]": true}
	_, pieces := samplePieces(t)
	for _, word := range pieces {
		for _, piece := range word {
			if !seen[piece] {
				seen[piece] = true
				list = append(list, piece)
			}
		}
	}
	return list
}

func newPieces(t testing.TB, vocabulary []string) *Pieces {
	t.Helper()
	p, err := NewPieces(strings.Join(vocabulary, "\n") + "\n")
	if err != nil {
		t.Fatal(err)
	}
	if p.Len() != len(vocabulary) {
		t.Fatalf("%d pieces of %d", p.Len(), len(vocabulary))
	}
	return p
}

func named(vocabulary []string, ids []int32) []string {
	var names []string
	for _, id := range ids {
		names = append(names, vocabulary[id])
	}
	return names
}

func TestPieces(t *testing.T) {
	vocabulary := sampleVocabulary(t)
	p := newPieces(t, vocabulary)
	words, want := samplePieces(t)
	if len(words) < 250 {
		t.Fatalf("a sample of %d words", len(words))
	}
	for i, word := range words {
		got := named(vocabulary, p.Append([]int32{7}, word))
		if got[0] != vocabulary[7] || !slices.Equal(got[1:], want[i]) {
			t.Errorf("%+q: %q, want %q", word, got[1:], want[i])
		}
		for _, most := range []int{1, 2, 5} {
			some := named(vocabulary, p.AppendSome(nil, word, most))
			if !slices.Equal(some, want[i][:min(most, len(want[i]))]) {
				t.Errorf("%+q: the first %d pieces are %q, want %q", word, most, some, want[i])
			}
		}
	}
}

// The longest piece wins, also where a shorter one would let the rest be cut.
func TestPiecesGreedy(t *testing.T) {
	vocabulary := []string{"[UNK]", "[CLS]", "[SEP]", "ab", "abc", "##cd", "##d", "##de", "é", "#", "##ß"}
	p := newPieces(t, vocabulary)
	for word, want := range map[string]string{
		"abd":    "ab ##d",
		"abcd":   "abc ##d",
		"abcde":  "abc ##de",
		"ABCDé":  "abc ##de",
		"éab":    "[UNK]", // é becomes e, which is not there
		"abc-ab": "abc [UNK] ab",
		"##cd":   "# # [UNK]",
		"abß":    "ab ##ß",
		"abẞ":    "ab ##ß",
		"d":      "[UNK]",
		"":       "[UNK]",
		"\xff":   "[UNK]",
		"a\xffb": "ab",
	} {
		if got := strings.Join(named(vocabulary, p.Append(nil, word)), " "); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}

func TestNewPiecesBad(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "no piece [UNK]",
		"[UNK]\n[CLS]\nthe\n":        "no piece [SEP]",
		"[UNK]\n[CLS]\n\n[SEP]\n":    "empty",
		"[UNK]\n[CLS]\n[SEP]\na\na":  "twice",
		"[UNK]\n[CLS]\n[SEP]\n##\na": "",
	} {
		_, err := NewPieces(text)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestCase(t *testing.T) {
	for word, want := range map[string]uint8{
		"": NoCase, "1990": NoCase, "—": NoCase, "中国": NoCase, "\xff": NoCase,
		"said": Lower, "n't": Lower, "3rd": Lower, "é": Lower, "ß": Lower, "м": Lower,
		"Lavrov": Title, "Élysée": Title, "“The": Title, "Mr.": Title, "Ǆavid": Title, "ǅavid": Title, "O’s": Title,
		"NATO": Upper, "U.S.": Upper, "G20S": Upper, "ДНР": Upper,
		"McCain": Mixed, "iPhone": Mixed, "O'Brien": Mixed, "NATOs": Mixed, "eBAY": Mixed,
		"I": OneUpper, "J.": OneUpper, "3M": OneUpper, "Я": OneUpper,
	} {
		if got := Case(word); got != want {
			t.Errorf("%q: case %d, want %d", word, got, want)
		}
	}
}

// slowPieces is the cutting by its definition, a step after the other on whole
// strings.
func slowPieces(vocabulary map[string]bool, word string) []string {
	var clean strings.Builder
	for _, r := range word {
		switch {
		case r == 0 || r == '\ufffd' || r != '\t' && r != '\n' && r != '\r' && (unicode.Is(unicode.Cc, r) || known(unicode.Cf, r) || unicode.Is(unicode.Co, r)):
		case unicode.IsSpace(r):
			clean.WriteRune(' ')
		case ideograph(r):
			clean.WriteString(" " + string(r) + " ")
		default:
			clean.WriteRune(r)
		}
	}
	var low strings.Builder
	for _, r := range norm.NFD.String(clean.String()) {
		if !known(unicode.Mn, r) && r != '\u034f' { // norm puts U+034F between too many marks
			low.WriteString(strings.ToLower(string(r)))
		}
	}
	var words []string
	from := 0
	for at, r := range low.String() + " " {
		mark := known(unicode.P, r) || r < 128 && strings.ContainsRune("$+<=>^`|~", r)
		if r != ' ' && !mark {
			continue
		}
		if at > from {
			words = append(words, low.String()[from:at])
		}
		if mark {
			words = append(words, string(r))
		}
		from = at + len(string(r))
	}
	var pieces []string
	for _, word := range words {
		chars := []rune(word)
		var own []string
		for at := 0; at < len(chars) && len(chars) <= 100; {
			to := len(chars)
			prefix := ""
			if at > 0 {
				prefix = "##"
			}
			for to > at && !vocabulary[prefix+string(chars[at:to])] {
				to--
			}
			if to == at {
				own = nil
				break
			}
			own = append(own, prefix+string(chars[at:to]))
			at = to
		}
		if own == nil {
			own = []string{"[UNK]"}
		}
		pieces = append(pieces, own...)
	}
	if pieces == nil {
		return []string{"[UNK]"}
	}
	return pieces
}

// Any bytes are cut as the slow twin cuts them.
func FuzzPieces(f *testing.F) {
	words, _ := samplePieces(f)
	for _, word := range words {
		f.Add(word)
	}
	vocabulary := sampleVocabulary(f)
	p := newPieces(f, vocabulary)
	all := map[string]bool{}
	for _, piece := range vocabulary {
		all[piece] = true
	}
	f.Fuzz(func(t *testing.T, word string) {
		if strings.ContainsAny(word, "\u1734\u1885\u1886\ua9bd\u166d\U000111c9\ua7cb\ua7dc") {
			return // of another kind since Unicode 8
		}
		got, want := named(vocabulary, p.Append(nil, word)), slowPieces(all, word)
		if !slices.Equal(got, want) {
			t.Errorf("%+q: %q, want %q", word, got, want)
		}
	})
}

// Words by the hundred thousand are cut as the tokenizers package cuts them.
func TestPiecesOfCorpus(t *testing.T) {
	if *piecesFile == "" {
		t.Skip("no -pieces")
	}
	enc := trained(t)
	vocabulary, err := tensortest.Weights(t).Text("vocabulary")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Split(strings.TrimSuffix(vocabulary, "\n"), "\n")
	var ids []int32
	words, wrong := 0, 0
	readPieces(t, *piecesFile, func(word, want string) {
		ids = enc.Append(ids[:0], word)
		words++
		if got := strings.Join(named(names, ids), " "); got != want {
			if wrong++; wrong <= 50 {
				t.Errorf("%+q: %s, want %s", word, got, want)
			}
		}
	})
	t.Logf("%d words, %d of them cut in another way", words, wrong)
}

func BenchmarkPieces(b *testing.B) {
	vocabulary := sampleVocabulary(b)
	p := newPieces(b, vocabulary)
	words, _ := samplePieces(b)
	var ids []int32
	n := 0
	for b.Loop() {
		for _, word := range words[:100] {
			ids = p.Append(ids[:0], word)
			n += len(ids)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/piece")
}
