package entity

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// However long the encoder makes a name, no word of it looks further than
// mostWords, which keeps a sentence of such words from taking their square.
func TestLongNames(t *testing.T) {
	const n = 20 * mostWords
	for _, words := range []string{
		"Anna|B-PER" + strings.Repeat(" Anna|I-PER", n),
		"al|B-PER" + strings.Repeat(" al|I-PER", n),
		"Anna|B-PER" + strings.Repeat(" and|I-PER Anna|I-PER", n),
		"Acme|B-ORG" + strings.Repeat(" Acme|I-ORG", n),
	} {
		text, toks := labelled(words)
		for i := range toks {
			toks[i].UPOS = "PROPN"
		}
		doc := &models.Document{
			Article:   models.Article{SourceURI: "a", Text: text, ID: models.NewArticleID("a", text)},
			Sections:  []models.Section{{Span: models.Span{End: len(text)}, Actor: models.None}},
			Sentences: []models.Sentence{{Span: models.Span{End: len(text)}, Last: len(toks)}},
			Tokens:    toks,
		}
		r := reader{ws: make([]word, len(toks))}
		for i := range toks {
			r.ws[i].kind, r.ws[i].begin = labelKind(toks[i].Name)
		}
		for i := range toks {
			if got, want := r.rest(i), min(mostWords, len(toks)-i); got != want {
				t.Fatalf("%.30s …: %d words from %d on, want %d", words, got, i, want)
			}
		}
		Find(doc)
		if err := doc.Check(); err != nil {
			t.Errorf("%.30s …: %v", words, err)
		}
	}
}
