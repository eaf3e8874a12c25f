package claim_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// odd are texts that break what rules take for granted.
var odd = []string{
	"", " ", "\n\n\n", ".", "“", "”", "\"", "“”", "““““””", "'", "‘’", "said", "said said said.", "“said", "said: “", "he said,",
	"“A,” he said, “B", "“One. “Two. “Three.", "”He left.” she said “", "according to", "According to .", "that that that said that",
	"İ said İ’s ‘İ’.", "\u202ehe said that\u202c it was\u2066 so.", "HE SAID THAT IT WAS SO. SHE DENIED IT.",
	"accused of by to for with, who said, and, but: “, ” ;", "the the the of of of in view of the view of",
	"He, who, which, that, said, adding, saying, that, to, “no”, ‘no’, \"no\".",
	"I/we said (that (he (said (no", "He said: he said: he said: he said: no.", "— said —“x”— said —", "sAid:0\ufffd,said\ufffd,",
}

func TestLaws(t *testing.T) {
	texts := slices.Clone(odd)
	for _, a := range odd {
		texts = append(texts, a+" The minister denied that “"+a+"” was true, "+a+" he said. "+a)
	}
	for _, text := range texts {
		for _, kind := range []models.SectionKind{models.Body, models.Comment} {
			doc := read(t, text, kind)
			if err := doc.Check(); err != nil {
				t.Errorf("%q: %v", text, err)
			}
			again := read(t, text, kind)
			if diff := cmp.Diff(doc.Claims, again.Claims); diff != "" {
				t.Errorf("%q: another result the second time:\n%s", text, diff)
			}
		}
	}
}

// repeated makes a document of a unit so many times over, whose words have the
// tags that they have in a few copies of it.
func repeated(t *testing.T, unit string, times int) *models.Document {
	t.Helper()
	few := read(t, strings.Repeat(unit, 20), models.Body)
	known := make(map[string]models.Token)
	for _, tok := range few.Tokens {
		known[few.Text(tok.Span)] = tok
	}
	text := strings.Repeat(unit, times)
	doc := &models.Document{Article: models.Article{Text: text, ID: models.NewArticleID("", text)}}
	doc.Sections = []models.Section{{Span: models.Span{End: len(text)}, Actor: models.None}}
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	for i := range doc.Tokens {
		tok := &doc.Tokens[i]
		like, ok := known[doc.Text(tok.Span)]
		if !ok {
			like = few.Tokens[0] // marks that are one word however many
		}
		tok.UPOS, tok.XPOS, tok.Lemma = like.UPOS, like.XPOS, like.Lemma
	}
	return doc
}

// A sentence of a hundred thousand words must cost about as much a word as one
// of a thousand. The bound is loose: it fails on quadratic time alone.
func TestTimeIsLinear(t *testing.T) {
	for _, unit := range []string{
		"he said that ", "“", "“he said ", "the view of the ", "a, ", "and he said and ", "who said ", "x of y of ", "( ", "'", "accused him of ", "\"no,\" ", "in the view of the ",
	} {
		doc := repeated(t, unit, 60_000/len(unit))
		start := time.Now()
		for range 2 {
			claim.Find(doc)
		}
		if d := time.Since(start); d > 4*time.Second {
			t.Errorf("%q repeated: %v for %d words", unit, d, len(doc.Tokens))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range odd {
		f.Add(text)
	}
	f.Add("“We will not pay,” he said. “Never.”\n\n“We never promised it,” Lavrov told the BBC.")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		if err := read(t, text, models.Body).Check(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}
