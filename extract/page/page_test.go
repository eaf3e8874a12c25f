package page

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/sayso-nlp/sayso/models"
)

// outline writes a page's sections, one a line: kind[author]: words. Line ends
// are shown as "/", and of a long section the first and last words.
func outline(pg Page) string {
	var b strings.Builder
	for _, sec := range pg.Sections {
		fmt.Fprintf(&b, "%s[%s]: %s\n", sec.Kind, sec.Author, brief(sec.In(pg.Article.Text)))
	}
	return b.String()
}

func brief(s string) string {
	var kept []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	toks := strings.Fields(strings.Join(kept, " / "))
	if len(toks) > 12 {
		toks = append(append(toks[:6:6], "…"), toks[len(toks)-4:]...)
	}
	return strings.Join(toks, " ")
}

func expectSections(t *testing.T, rec models.Record, want string) Page {
	t.Helper()
	pg := Read(rec)
	expectLaws(t, rec, pg)
	if diff := cmp.Diff(strings.TrimLeft(want, "\n"), outline(pg)); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
	return pg
}

// expectLaws holds what every page must keep: all text that is not white space
// lies in exactly one section, sections are ordered and disjoint, start and end
// on words, and cut no code point; plain text is unchanged.
func expectLaws(t *testing.T, rec models.Record, pg Page) {
	t.Helper()
	text := pg.Article.Text
	if rec.Format != models.HTML && text != rec.Body {
		t.Fatal("plain text has changed")
	}
	if !utf8.ValidString(text) {
		t.Fatal("text is not valid UTF-8")
	}
	end := 0
	for i, sec := range pg.Sections {
		if sec.Start < end || sec.End <= sec.Start || sec.End > len(text) {
			t.Fatalf("section %d at %d:%d, after %d, of %d", i, sec.Start, sec.End, end, len(text))
		}
		if gap := text[end:sec.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%q lies in no section", gap)
		}
		words := sec.In(text)
		if words != strings.TrimFunc(words, unicode.IsSpace) {
			t.Fatalf("section %d is not flush: %q", i, words)
		}
		if !utf8.ValidString(words) {
			t.Fatalf("section %d cuts a code point", i)
		}
		if sec.Actor != models.None {
			t.Fatalf("section %d has an actor", i)
		}
		end = sec.End
	}
	if gap := text[end:]; strings.TrimSpace(gap) != "" {
		t.Fatalf("%q lies in no section", gap)
	}
	doc := models.Document{Article: pg.Article, Sections: pg.Sections}
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
}

func TestRecordFieldsWin(t *testing.T) {
	const body = `<html><head><meta property="og:title" content="Page Title"><meta name="author" content="Page Author">
<meta property="og:site_name" content="Page Site"><meta property="article:published_time" content="2020-05-06"></head>
<body><article><p>The council said that it would vote on the plan before the end of the month.</p></article></body></html>`
	page := Read(models.Record{URI: "a.html", Format: models.HTML, Body: body})
	art := page.Article
	got := []string{art.Title, art.Byline, art.Publisher, fmt.Sprint(art.PublishedOn)}
	if diff := cmp.Diff([]string{"Page Title", "Page Author", "Page Site", "{2020 5 6}"}, got); diff != "" {
		t.Error(diff)
	}
	art = Read(models.Record{URI: "a.html", Format: models.HTML, Body: body, Title: "T", Byline: "B", Publisher: "P", Published: "2019-01-02"}).Article
	got = []string{art.Title, art.Byline, art.Publisher, fmt.Sprint(art.PublishedOn)}
	if diff := cmp.Diff([]string{"T", "B", "P", "{2019 1 2}"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestMetadata(t *testing.T) {
	rec := models.Record{URI: "a", Body: "One two.", Fields: []models.Field{
		{Name: "b", JSON: `{"z": 1.50, "a": [true, null]}`},
		{Name: "a<", JSON: `"x & <y>"`},
		{Name: "b", JSON: `2`},
		{Name: "broken", JSON: `{"`},
	}}
	const want = `{"a<":"x & <y>","b":{"a":[true,null],"z":1.50},"broken":"{\""}`
	if got := Read(rec).Article.Metadata; got != want {
		t.Errorf("metadata %s, want %s", got, want)
	}
	if got := Read(models.Record{URI: "a"}).Article.Metadata; got != "" {
		t.Errorf("metadata of no fields: %s", got)
	}
	page := models.Record{URI: "a", Format: models.HTML, Body: `<link rel=canonical href="https://example.org/a?b=1&amp;c=2"><p>The mayor resigned.</p>`}
	if got := Read(page).Article.Metadata; got != `{"url":"https://example.org/a?b=1&c=2"}` {
		t.Errorf("metadata of a page: %s", got)
	}
	page.Fields = []models.Field{{Name: "url", JSON: `"https://example.org/own"`}}
	if got := Read(page).Article.Metadata; got != `{"url":"https://example.org/own"}` {
		t.Errorf("metadata of a page with an url of its own: %s", got)
	}
}

// A date of a record that names no day stands in the metadata as it was written.
func TestUnreadDate(t *testing.T) {
	const page = "<title>Talks</title><time datetime=2024-03-02>x</time><p>The mayor resigned.</p>"
	for _, c := range []struct {
		date, own, want string
		format          models.Format
	}{
		{date: "03/05/2021", want: `{"date":"03/05/2021"}`},
		{date: "2021", own: `"the fifth"`, want: `{"date":"the fifth"}`},
		{date: "a \"spring\" day", want: `{"date":"a \"spring\" day"}`},
		{date: "spring", want: `{"date":"spring"}`, format: models.HTML},
		{date: "03.05.2021"},
		{date: ""},
	} {
		rec := models.Record{URI: "a", Body: "The mayor resigned.", Published: c.date, Format: c.format}
		if c.own != "" {
			rec.Fields = []models.Field{{Name: "date", JSON: c.own}}
		}
		if c.format == models.HTML {
			rec.Body = page
		}
		art := Read(rec).Article
		if art.Metadata != c.want {
			t.Errorf("%q: metadata %s, want %s", c.date, art.Metadata, c.want)
		}
		if known := art.PublishedOn != (models.Date{}); known != (c.date != "" && c.want == "") {
			t.Errorf("%q: published on %v", c.date, art.PublishedOn)
		}
		if len(rec.Fields) == 1 && rec.Fields[0].JSON != c.own {
			t.Errorf("%q: the record's fields have changed", c.date)
		}
	}
}

// A line over the text gives the day of publication where the record has none.
func TestDateOfText(t *testing.T) {
	day := models.Date{Year: 2024, Month: 3, Day: 2}
	for _, c := range []struct {
		name, record, text string
		want               models.Date
		format             models.Format
	}{
		{name: "under the byline", text: "The Gates\nBy Eszter Kovacs\n2 March 2024\n\n" + para, want: day},
		{name: "alone under the title", text: "The Gates\n\nSaturday, March 2, 2024\n\n" + para, want: day},
		{name: "with a place", text: "The Gates\n\nPORT SUDAN, 2 March 2024\n\n" + para, want: day},
		{name: "behind the name", text: "The Gates\nEszter Kovacs, 02.03.2024\n\n" + para, want: day},
		{name: "the first of two", text: "The Gates\nPublished March 2, 2024\nUpdated March 9, 2024\n\n" + para, want: day},
		{name: "no day", text: "The Gates\nBy Eszter Kovacs\nMarch 2024\n\n" + para},
		{name: "of a comment", text: "The Gates\n\n" + para + "\n" + second + "\n\n1 Comment\nJon Birk\nMarch 4, 2024 at 8:01 am\nNo.\nReply"},
		{name: "of the record", record: "2024-03-02", text: "The Gates\n5 May 2020\n\n" + para, want: day},
		{name: "unknown of the record", record: "2023", text: "The Gates\n2 March 2024\n\n" + para},
		{name: "of a page without <time>", format: models.HTML, text: "<article><h1>Talks</h1><p>By Eszter Kovacs</p><p>2 March 2024</p>" + htmlText + "</article>", want: day},
		{name: "of a page in one line", format: models.HTML, text: "<article><h1>Talks</h1><p>By Eszter Kovacs | 2 March 2024</p>" + htmlLast + "</article>", want: day},
		{name: "of a page that is short", format: models.HTML, text: "<title>Talks</title><h1>Talks</h1><p>By Eszter Kovacs</p><p>2 March 2024</p>" + htmlLast, want: day},
		{name: "on top of a page", format: models.HTML, text: "<title>Talks</title><div>Saturday, 2 March 2024</div>" + htmlNav + "<article><h1>Talks</h1><p>By Eszter Kovacs</p>" + htmlText + "</article>"},
		{name: "behind a page's text", format: models.HTML, text: "<article><h1>Talks</h1>" + htmlLast + "<p>2 March 2024</p></article>"},
	} {
		art := Read(models.Record{URI: "a", Format: c.format, Published: c.record, Body: c.text}).Article
		if art.PublishedOn != c.want {
			t.Errorf("%s: published on %v, want %v", c.name, art.PublishedOn, c.want)
		}
	}
}

// The seeds are read where they are: only kinds and counts are held here.
func TestSeeds(t *testing.T) {
	for name, want := range map[string]string{
		"000.txt": "title caption body list body boilerplate",
		"002.txt": "title byline caption body",
		"004.txt": "title body boilerplate",
	} {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "seeds", name))
		if err != nil {
			t.Skip("no seeds here")
		}
		rec := models.Record{URI: name, Body: string(text)}
		pg := Read(rec)
		expectLaws(t, rec, pg)
		var kinds []string
		for _, sec := range pg.Sections {
			kinds = append(kinds, sec.Kind.String())
			if sec.Author != "" {
				t.Errorf("%s: a section by %q", name, sec.Author)
			}
			if n := strings.Count(sec.In(pg.Article.Text), "* "); sec.Kind == models.List && n != 5 {
				t.Errorf("%s: a list of %d", name, n)
			}
		}
		if got := strings.Join(kinds, " "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if pg.Article.Language != "en" {
			t.Errorf("%s: language %q", name, pg.Article.Language)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range plainCases {
		f.Add(c.text)
	}
	for _, c := range htmlCases {
		f.Add(c.page)
	}
	f.Add("İ'll \u2029x\r\r\n\x00\u00a0#")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		for _, format := range []models.Format{models.Plain, models.HTML} {
			rec := models.Record{URI: "fuzz", Body: s, Format: format}
			pg := Read(rec)
			expectLaws(t, rec, pg)
			if diff := cmp.Diff(pg, Read(rec)); diff != "" {
				t.Errorf("read twice: %s", diff)
			}
		}
	})
}
