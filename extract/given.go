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
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	m.read(doc, d, func(Step) {})
	entity.Find(doc)
}

// Stances judges how the holder of each pair, or the text where there is none,
// stands toward its target. All pairs are of one text, which is read once.
func (m *Model) Stances(pairs ...stance.Pair) []stance.Judgement {
	var found []stance.Judgement
	m.alone(pairs[0].Text, func(doc *models.Document, d *desk) {
		for _, pair := range pairs {
			found = append(found, m.stances.Score(doc.Sentences, doc.Tokens, pair, &d.stances))
		}
	})
	return found
}

// Grounds are what the judgements of pairs of one text are made of.
func (m *Model) Grounds(pairs ...stance.Pair) []stance.Grounds {
	var found []stance.Grounds
	m.alone(pairs[0].Text, func(doc *models.Document, d *desk) {
		for _, pair := range pairs {
			grounds, _ := m.stances.Grounds(doc.Sentences, doc.Tokens, pair, &d.stances)
			found = append(found, grounds)
		}
	})
	return found
}

// alone reads a text that is no article.
func (m *Model) alone(text string, use func(doc *models.Document, d *desk)) {
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	doc := &models.Document{Article: models.Article{Text: text}, Sections: []models.Section{{Span: models.Span{End: len(text)}, Actor: models.None}}}
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	m.read(doc, d, func(Step) {})
	use(doc, d)
}
