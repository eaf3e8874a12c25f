// Package page turns a record into an article's text and its sections.
//
// A page is more than its article: there are names, dates, captions, buttons,
// other people's comments. Plain text (and Markdown, whose marks are part of its
// text) stays as it is to the last character; HTML becomes a text that this
// package writes: title, byline, paragraphs, comments. Both are cut into
// sections, each a stretch in one role and one voice, so that a reader's comment
// is never taken for the author's word. What stands over a comment, its writer's
// name and a time, is boilerplate with that Author: a byline is the article's.
//
// Roles are found by the form of lines and by a list of phrases, so a line that
// looks like a button is taken for one; what is in doubt is body. No page is
// refused here: an empty text, a page without an article and another language
// are stated, and the caller decides.
package page

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A Page is a record read as an article: its text, what its markup and lines
// say of it, and its sections in order. Sections have no actors yet.
type Page struct {
	Article  models.Article
	Sections []models.Section
	// NoMainText says that an HTML page holds text, but no article: navigation, a
	// form, an index. Its text is then that of its title and comments, if any.
	NoMainText bool
}

// Read makes a page of rec. It cannot fail: any record gives a page, perhaps an
// empty one.
func Read(rec models.Record) Page {
	art := models.Article{SourceURI: rec.URI, ExternalID: rec.ID, Title: tidy(rec.Title), Byline: tidy(rec.Byline),
		Publisher: tidy(rec.Publisher), PublishedOn: parseDate(rec.Published), Replaced: rec.Replaced}
	pg := Page{Article: art}
	fields := slices.Clone(rec.Fields)
	if rec.Format == models.HTML {
		if url := pg.html(rec); url != "" {
			fields = append(fields, models.Field{Name: "url", JSON: encode(url)})
		}
	} else {
		pg.plain(rec)
	}
	if rec.Published != "" && art.PublishedOn == (models.Date{}) {
		fields = append(fields, models.Field{Name: "date", JSON: encode(rec.Published)}) // as written, or it would be lost
	}
	pg.Article.Metadata = metadata(fields)
	pg.Article.Language = Language(pg.Article.Text)
	pg.Article.ID = models.NewArticleID(rec.URI, pg.Article.Text)
	return pg
}

// plain keeps the text of rec and finds its sections.
func (pg *Page) plain(rec models.Record) {
	art := &pg.Article
	art.Text = rec.Body
	var found reader
	pg.Sections, found = layout(art.Text, art.Title, art.Byline)
	if art.Title == "" && found.titled {
		art.Title = tidy(strings.TrimLeft(found.title, "#* "))
	}
	if art.Byline == "" {
		art.Byline = strings.Join(found.names, ", ")
	}
	if rec.Published == "" { // one that cannot be read may still be of another day
		art.PublishedOn = found.published
	}
}

// tidy makes one line of s.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// metadata writes fields, which it sorts, as a JSON object with sorted keys and
// no white space; "" if there are none. The first of two fields of one name
// counts; what is no JSON becomes a string.
func metadata(fields []models.Field) string {
	if len(fields) == 0 {
		return ""
	}
	slices.SortStableFunc(fields, func(a, b models.Field) int { return strings.Compare(a.Name, b.Name) })
	fields = slices.CompactFunc(fields, func(a, b models.Field) bool { return a.Name == b.Name })
	var b strings.Builder
	b.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(encode(f.Name))
		b.WriteByte(':')
		b.WriteString(canonical(f.JSON))
	}
	b.WriteByte('}')
	return b.String()
}

// canonical rewrites a JSON value: objects sorted by key, no white space, no
// needless escapes, figures as they were written.
func canonical(value string) string {
	dec := json.NewDecoder(strings.NewReader(value))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil || !json.Valid([]byte(value)) {
		return encode(value)
	}
	return encode(v)
}

// encode writes v; encoding/json sorts the keys of a map.
func encode(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "null" // cannot be: v came out of a decoder
	}
	return strings.TrimSuffix(b.String(), "\n")
}
