package extract

import (
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// Words fills what can be said of the tokens of a document that came with
// sentences and tokens: tags, lemmas, trees and names.
func (m *Model) Words(doc *models.Document) {
	m.read(doc.Article.Text, doc.Sentences, doc.Tokens)
	entity.Find(doc)
}

// Stance judges how the holder of a pair, or the text where there is none,
// stands toward its target.
func (m *Model) Stance(pair stance.Pair) stance.Judgement {
	text := pair.Text
	sents, toks := token.Split(text, []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}})
	m.read(text, sents, toks)
	return stance.Score(sents, toks, pair)
}
