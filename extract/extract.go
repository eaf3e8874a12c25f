// Package extract reads one article: from a record to a document with all that
// is found in it. It is pure: no files, no network, no clock.
//
// [Model.Watched] is the order of the stages, one call a line.
package extract

import (
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// Article finds everything in a page. It may be called by several at once.
func (m *Model) Article(pg page.Page) *models.Document {
	return m.Watched(pg, func(Step) {})
}

// Watched is Article, and tells after each step which it was; the steps of the
// encoder and its scorers come again for each run of a very long article.
func (m *Model) Watched(pg page.Page, done func(Step)) *models.Document {
	doc := &models.Document{Article: pg.Article, Sections: pg.Sections}
	doc.Sentences, doc.Tokens = token.Split(doc.Article.Text, doc.Sections)
	done(Tokens)
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	m.read(doc, d, done)
	entity.Find(doc)
	done(Actors)
	claim.Find(doc)
	done(Claims)
	m.stances.Find(doc, &d.stances)
	done(Stances)
	return doc
}
