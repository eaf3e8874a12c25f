package entity_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// sectioned makes a document of sections, "byline: By Ada Quill", and finds what is
// in it.
func sectioned(parts ...string) *models.Document {
	kinds := map[string]models.SectionKind{"byline": models.Byline, "body": models.Body, "comment": models.Comment}
	doc := &models.Document{}
	var b strings.Builder
	for _, part := range parts {
		kind, words, _ := strings.Cut(part, ": ")
		start := b.Len()
		b.WriteString(words)
		sec := models.Section{Span: models.Span{Start: start, End: b.Len()}, Kind: kinds[kind], Actor: models.None}
		if kinds[kind] == models.Comment {
			sec.Author, _, _ = strings.Cut(words, ": ")
		}
		if kinds[kind] == models.Byline {
			doc.Article.Byline = strings.TrimPrefix(words, "By ")
		}
		doc.Sections = append(doc.Sections, sec)
		b.WriteString("\n\n")
	}
	doc.Article.SourceURI, doc.Article.Text = "a", b.String()
	doc.Article.ID = models.NewArticleID("a", b.String())
	annotate(doc)
	return doc
}

// No pronoun goes back to who writes, and who is spoken to by the name of a byline
// is the author.
func TestWritersAreNotSpokenOf(t *testing.T) {
	for _, c := range []struct{ parts, want []string }{
		{[]string{"byline: By Alice Turner", "body: A father called her a tyrant. The ban stands."},
			[]string{"By [Alice Turner|author:alice-turner]", "A father called her a tyrant. The ban stands."}},
		{[]string{"byline: By Chris Lowry", "body: Officers want a man in his thirties."},
			[]string{"By [Chris Lowry|author:chris-lowry]", "[Officers|nominal group:officers] want a man in his thirties."}},
		{[]string{"body: Gareth Pugh lost the vote.", "comment: Tom: Pugh must go! He is a disgrace."},
			[]string{"[Gareth Pugh|person:gareth-pugh] lost the vote.", "[Tom|commenter:tom]: [Pugh|person:gareth-pugh] must go! [He|pronoun person:gareth-pugh] is a disgrace."}},
		{[]string{"byline: By Alice Turner", "body: The school is shut.", "comment: Tom: Well said, Ms Turner."},
			[]string{"By [Alice Turner|author:alice-turner]", "The school is shut.", "[Tom|commenter:tom]: Well said, Ms [Turner|author:alice-turner]."}},
		{[]string{"byline: By Daniel Frost and Priya Nair", "body: The school is shut."},
			[]string{"By [Daniel Frost|author:daniel-frost] and [Priya Nair|author:priya-nair]", "The school is shut."}},
	} {
		got := strings.Split(strings.TrimSpace(marks(sectioned(c.parts...))), "\n\n")
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("marks (-want +got):\n%s", diff)
		}
	}
}

// Marks of direction are no part of a name, and a line may break within one.
func TestNamesOverMarksAndLines(t *testing.T) {
	for text, want := range map[string]models.ActorID{
		"The letter was sent to Nora Lindqvist\u200e on Friday.": "person:nora-lindqvist",
		"The committee that was to look into the crash met for the first time\non Monday and heard from four people who had been near the field, Nora\nLindqvist among them, when the jet came down there.": "person:nora-lindqvist",
	} {
		doc := read(text)
		var got []models.ActorID
		for _, act := range doc.Actors[1:] {
			if act.Type == models.Person {
				got = append(got, act.ID)
			}
		}
		if diff := cmp.Diff([]models.ActorID{want}, got); diff != "" {
			t.Errorf("%q: persons (-want +got):\n%s", text, diff)
		}
	}
}
