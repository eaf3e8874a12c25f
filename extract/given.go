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
	m.read(doc, func(Step) {})
	entity.Find(doc)
}

// Stance judges how the holder of a pair, or the text where there is none,
// stands toward its target.
func (m *Model) Stance(pair stance.Pair) stance.Judgement {
	doc := &models.Document{Article: models.Article{Text: pair.Text}, Sections: []models.Section{{Span: models.Span{End: len(pair.Text)}, Actor: models.None}}}
	doc.Sentences, doc.Tokens = token.Split(pair.Text, doc.Sections)
	m.read(doc, func(Step) {})
	return stance.Score(doc.Sentences, doc.Tokens, pair)
}
