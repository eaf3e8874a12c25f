package token

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/sayso-nlp/sayso/models"
)

// cut writes a text's sentences one a line, its tokens separated by |.
func cut(text string) string {
	sents, toks := Split(text, whole(text))
	var lines []string
	for _, sent := range sents {
		var words []string
		for _, tok := range toks[sent.First:sent.Last] {
			words = append(words, tok.In(text))
		}
		lines = append(lines, strings.Join(words, "|"))
	}
	return strings.Join(lines, "\n")
}

func whole(text string) []models.Section {
	return []models.Section{{Span: models.Span{End: len(text)}, Actor: models.None}}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ what, text, want string }{
		{"quotes", "He said: “No.”", "He|said|:|“|No|.|”"},
		{"quotes", `"Yes," she said.`, `"|Yes|,|"|she|said|.`},
		{"single quotes", "these ‘Certain Circles’ exist", "these|‘|Certain|Circles|’|exist"},
		{"single quotes", "a 'stop' sign", "a|'|stop|'|sign"},
		{"nested quotes", "“He said ‘never’”", "“|He|said|‘|never|’|”"},
		{"clitics", "They don't, I’ve, we'd, she’ll; it’s", "They|do|n't|,|I|’ve|,|we|'d|,|she|’ll|;|it|’s"},
		{"clitics at an end", "We didn’t. He's.", "We|did|n’t|.\nHe|'s|."},
		{"no apostrophe", "they dont and cannot", "they|do|nt|and|can|not"},
		{"possessives", "Russia’s and the families' plans", "Russia|’s|and|the|families|'|plans"},
		{"names", "O'Brien met the Ba'athists at five o'clock", "O'Brien|met|the|Ba'athists|at|five|o'clock"},
		{"left out", "'em in the '60s, rock 'n' roll", "'em|in|the|'60s|,|rock|'n|'|roll"},
		{"dashes", "a calculation-- and so—or so – yes", "a|calculation|--|and|so|—|or|so|–|yes"},
		{"years", "2023-- 24 and 2023-24", "2023|--|24|and|2023|-|24"},
		{"hyphens", "a 15-year Kremlin-backed non-violent pro-Western e-mail", "a|15|-|year|Kremlin|-|backed|non-violent|pro-Western|e-mail"},
		{"slashes", "and/or km/h on 9/11 and 11/28/2020", "and|/|or|km|/|h|on|9/11|and|11/28/2020"},
		{"money", "$5 and £3.5bn, 10% of €1,000", "$|5|and|£|3.5|bn|,|10|%|of|€|1,000"},
		{"times", "at 10:30 or 5pm", "at|10:30|or|5|pm"},
		{"abbreviations", "Mr. Osei of Acme Inc. met Gen. J. K. Mbeki", "Mr.|Osei|of|Acme|Inc.|met|Gen.|J.|K.|Mbeki"},
		{"abbreviations", "the U.S., i.e. us, a Ph.D. etc.)", "the|U.S.|,|i.e.|us|,|a|Ph.D.|etc.|)"},
		{"abbreviations", "The I.R.S. and the U.S.S.R. left the U.S.The door", "The|I.R.S.|and|the|U.S.S.R.|left|the|U.S.|The|door"},
		{"no abbreviation at an end", "They reached Oz. Nobody knew.", "They|reached|Oz|.\nNobody|knew|."},
		{"no abbreviation at an end", "He said no. She sat.", "He|said|no|.\nShe|sat|."},
		{"ellipses", "Well... so… wait....", "Well|...|so|…|wait|...."},
		{"shouting", "What?! No!!! -- yes", "What|?!\nNo|!!!\n--|yes"},
		{"brackets", "(see [4]) {x}", "(|see|[|4|]|)|{|x|}"},
		{"addresses", "See https://example.com/a-b?c=d, www.example.org. Or me@example.co.uk!", "See|https://example.com/a-b?c=d|,|www.example.org|.\nOr|me@example.co.uk|!"},
		{"files", "read-me.pdf and example.com", "read-me.pdf|and|example.com"},
		{"tags", "#Baku2024 @someone #1", "#Baku2024|@someone|#|1"},
		{"faces", "nice :-) ;) =D ^_^ <3", "nice|:-)|;)|=D|^_^|<3"},
		{"telephones", "call 555-0134 or 202-555-0134", "call|555-0134|or|202-555-0134"},
		{"firms", "AT&T and R&D", "AT&T|and|R&D"},
		{"decades", "the 1990's and the 1990s", "the|1990's|and|the|1990s"},
		{"Turkish and Azerbaijani", "İlham Əliyev’in Şuşa’da", "İlham|Əliyev’in|Şuşa’da"},
		{"other scripts", "Он сказал «да». 他说不。好。", "Он|сказал|«|да|»|.\n他说不|。\n好|。"},
		{"invisible marks", "a\u200bb \u202eno\u202c e\u0301t", "a\u200bb|\u202eno\u202c|e\u0301t"},
		{"white space", " \u00a0a\u2003b\t", "a|b"},
	} {
		if got := cut(tt.text); got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.what, tt.text, got, tt.want)
		}
	}
}

// What prose v2.0.0 does with these chunks, measured: it panics, cuts a letter
// in half, drops text, drops text, drops the clitic, leaves the quote, changes
// the quote, keeps the point.
func TestProseTraps(t *testing.T) {
	for text, want := range map[string]string{
		"ȺȺȺȺ'll":    "ȺȺȺȺ|'ll",
		"İİİİİ'll":   "İİİİİ|'ll",
		"İ'll":       "İ|'ll",
		"'stop'":     "'|stop|'",
		"didn't.":    "did|n't|.",
		"‘Certain":   "‘|Certain",
		"“No":        "“|No",
		"Yes.":       "Yes|.",
		"&rsquo;":    "&|rsquo|;",
		"a\u00a0b":   "a|b",
		"a\tb":       "a|b",
		"¯\\(ツ)/¯x":  "¯|\\|(|ツ|)|/|¯|x",
		"(((((((":    "(|(|(|(|(|(|(",
		"'s's's's":   "'s|'s|'s|'s",
		"n'tn'tn't":  "n'tn't|n't",
		"’":          "’",
		"'":          "'",
		"n't":        "n't",
		"I'llI'll'l": "I'llI|'ll|'l",
	} {
		if got := cut(text); strings.ReplaceAll(got, "|", "") != strings.ReplaceAll(strings.Join(strings.Fields(text), ""), "|", "") {
			t.Errorf("%q became %q", text, got)
		} else if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// Chunks that prose cannot be given are cut by the plain splitter; it and the
// way by prose agree on ordinary chunks.
func TestPlainTwin(t *testing.T) {
	for _, text := range strings.Fields(`He said: “No.” They don't, we’ve (see [4]) a 15-year U.S. Mr. J. and/or
		10% $5.50 Russia’s families' 'stop' dash--dash again... What?! 10:30 1,000,000 AT&T`) {
		ends := func(by func(*chunk) bool) []int {
			ch := chunk{text: text, at: make([]bool, len(text))}
			ch.at[0] = true
			if !by(&ch) {
				return nil
			}
			for _, m := range mends {
				m.do(&ch)
			}
			var at []int
			for i, start := range ch.at {
				if start {
					at = append(at, i)
				}
			}
			return at
		}
		prose := ends((*chunk).byProse)
		plain := ends(func(c *chunk) bool { c.plain(); return true })
		if prose == nil && text != "'stop'" {
			t.Errorf("prose loses some of %q", text)
		}
		if prose != nil && !slices.Equal(prose, plain) {
			t.Errorf("%q: %v by prose, %v plainly", text, prose, plain)
		}
	}
}

// A chunk of letters is not shown to prose: prose would leave it whole.
func TestLettersAreWhole(t *testing.T) {
	for _, text := range []string{"war", "NATO", "S", "iPhone", "Ms", "ll", "nt", "XDD", "xD"} {
		ch := chunk{text: text, at: make([]bool, len(text))}
		ch.at[0] = true
		if !ch.byProse() || slices.Contains(ch.at[1:], true) {
			t.Errorf("prose cuts %q", text)
		}
	}
}

// laws checks what holds of every text.
func laws(t *testing.T, text string) {
	t.Helper()
	// Two sections with a gap, so that nothing may leave its own.
	mid := len(text) / 2
	for mid < len(text) && !utf8.RuneStart(text[mid]) {
		mid++
	}
	for _, secs := range [][]models.Section{whole(text), {{Span: models.Span{End: mid}, Actor: models.None}, {Span: models.Span{Start: mid, End: len(text)}, Actor: models.None}}} {
		secs = slices.DeleteFunc(secs, func(s models.Section) bool { return s.Empty() })
		doc := models.Document{Article: models.Article{Text: text}, Sections: secs}
		doc.Article.ID = models.NewArticleID("", text)
		doc.Sentences, doc.Tokens = Split(text, secs)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		at := 0
		for i, tok := range doc.Tokens {
			if strings.TrimSpace(text[at:tok.Start]) != "" {
				t.Fatalf("%q stands in no token", text[at:tok.Start])
			}
			if strings.ContainsFunc(tok.In(text), unicode.IsSpace) {
				t.Fatalf("token %d, %q, holds white space", i, tok.In(text))
			}
			if tok.Head != models.None {
				t.Fatalf("token %d has a head", i)
			}
			at = tok.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q stands in no token", text[at:])
		}
		for _, sent := range doc.Sentences {
			if sent.Last-sent.First > MaxWords {
				t.Fatalf("a sentence of %d tokens", sent.Last-sent.First)
			}
		}
		sents, toks := Split(text, secs)
		if !slices.Equal(sents, doc.Sentences) || !slices.Equal(toks, doc.Tokens) {
			t.Fatal("two runs differ")
		}
	}
}

func TestLaws(t *testing.T) {
	for _, text := range []string{
		"", " ", "\n\n\n", ".", "...", ". . .", "a", "'", "İ", "ȺȺȺȺ'll", "\u2028", "a\r\nb", "😀😀", "\u0301",
		strings.Repeat("no end ", 3000), strings.Repeat("(", 5000), strings.Repeat("a.", 5000), strings.Repeat("'s", 3000),
		strings.Repeat("a\n", 3000), strings.Repeat("“", 1000) + strings.Repeat(" ”", 1000), strings.Repeat("1. ", 2000),
		strings.Repeat("-", 10000), strings.Repeat("é", 10000), strings.Repeat("[1] ", 3000), ". " + strings.Repeat("[1]", 3000),
	} {
		laws(t, text)
	}
	// Texts drawn from pieces that matter to the rules.
	pieces := strings.Split(". , ! ? … “ ” ‘ ’ ' \" ( ) [ ] - -- — / a A No Mr U.S 5 1990 's n't 'll İ Ⱥ 漢 。 :) www.a.com #x [4] * •", " ")
	pieces = append(pieces, " ", " ", " ", "\n", "\n\n")
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var b strings.Builder
		for range rnd.IntN(60) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		laws(t, b.String())
	}
}

// What is kept of a chunk decides nothing, nor do other goroutines.
func TestSplitIsPure(t *testing.T) {
	text := strings.Repeat("Mr. Osei didn’t say “no” to the U.S., he said. Fine. ", 40)
	want := cut(text)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if diff := cmp.Diff(want, cut(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
	group.Wait()
	for _, line := range strings.Split(want, "\n") {
		if line != "Mr.|Osei|did|n’t|say|“|no|”|to|the|U.S.|,|he|said|." && line != "Fine|." {
			t.Errorf("got %s", line)
		}
	}
}

func TestWordsAndSentences(t *testing.T) {
	text := "  One two. Three!  "
	want := []models.Span{{Start: 2, End: 10}, {Start: 11, End: 17}}
	if diff := cmp.Diff(want, spans(text)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]models.Span{{Start: 11, End: 16}, {Start: 16, End: 17}}, Words(text, want[1])); diff != "" {
		t.Error(diff)
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"He said: “No.” (See U.S. law.) Don't!", "ȺȺȺȺ'll İ'll", "1. One\n2. Two\n\nThree", "a.B c. d", "http://a.b/c. :) [1] [2]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		laws(t, text)
	})
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("Mr. Osei didn’t say “no” to the U.S. plan, he told well-known reporters on 9 May; others did. It cost $5 million. ", 200)
	secs := whole(text)
	b.SetBytes(int64(len(text)))
	n := 0
	for b.Loop() {
		_, toks := Split(text, secs)
		n += len(toks)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "words/s")
}
