package entity_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/models"
)

// thread makes an article of a body and comments, each with its head, and finds
// what is in it. A comment is written "Name | words".
func thread(body string, comments ...string) *models.Document {
	doc := &models.Document{}
	var b strings.Builder
	add := func(s string, kind models.SectionKind, author string) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(s)
		doc.Sections = append(doc.Sections, models.Section{Span: models.Span{Start: start, End: b.Len()}, Kind: kind, Author: author, Actor: models.None})
	}
	add(body, models.Body, "")
	for i, c := range comments {
		name, words, _ := strings.Cut(c, " | ")
		add(fmt.Sprintf("%d. %s\nMarch 4, 2020 at 8:01 am", i+1, name), models.Boilerplate, name)
		add(words, models.Comment, name)
	}
	doc.Article = models.Article{SourceURI: "a", Text: b.String(), ID: models.NewArticleID("a", b.String())}
	annotate(doc)
	return doc
}

// Who comments is one actor, over the comment, in its author and where another
// names them; the article's author is someone else.
func TestCommenters(t *testing.T) {
	const body = "The minister opened the dam, and Jon Stewart praised him."
	for _, c := range []struct {
		comments []string
		want     []string // the marked texts of the comments
	}{
		{[]string{"Bob | The minister lies.", "Ann Weir | I agree with Bob.", "Sam Birk | Ann Weir is wrong, and so is Bob."},
			[]string{"The minister lies.", "[I|pronoun commenter:ann-weir] agree with [Bob|commenter:bob].", "[Ann Weir|commenter:ann-weir] is wrong, and so is [Bob|commenter:bob]."}},
		// Names that are none by their looks.
		{[]string{"truth99 | No.", "bob | I agree with truth99.", "Sela | @truth99 and @bob are right."},
			[]string{"No.", "[I|pronoun commenter:bob] agree with [truth99|commenter:truth99].", "@[truth99|commenter:truth99] and @[bob|commenter:bob] are right."}},
		// Whom the article names, and whom all know, stays who he is.
		{[]string{"Jon Stewart | I never did.", "Putin | Nor did I.", "Bob | Jon Stewart and Putin lie."},
			[]string{"[I|pronoun commenter:jon-stewart] never did.", "Nor did [I|pronoun commenter:putin].", "[Jon Stewart|person:jon-stewart] and [Putin|person:vladimir-putin] lie."}},
		// A longer name is another's.
		{[]string{"Ann Weir | No.", "Bob | Ann Weir Smith said so."},
			[]string{"No.", "[Ann Weir Smith|person:ann-weir-smith] said so."}},
		{[]string{"1984 | No.", "Bob | It was so in 1984."}, []string{"No.", "It was so in 1984."}},
		{[]string{"The Reader | No.", "Bob | I am the reader, and I say yes."}, []string{"No.", "[I|pronoun commenter:bob] am the reader, and [I|pronoun commenter:bob] say yes."}},
	} {
		doc := thread(body, c.comments...)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		want := "The minister opened the dam, and [Jon Stewart|person:jon-stewart] praised him."
		got := marks(doc)
		for i, comment := range c.comments {
			name, _, _ := strings.Cut(comment, " | ")
			id := "commenter:" + strings.ToLower(strings.ReplaceAll(name, " ", "-"))
			want += fmt.Sprintf("\n\n%d. [%s|%s]\nMarch 4, 2020 at 8:01 am\n\n%s", i+1, name, id, c.want[i])
			for _, sec := range doc.Sections[1+2*i : 3+2*i] {
				if sec.Actor == models.None || string(doc.Actors[sec.Actor].ID) != id {
					t.Errorf("%s: the actor of %q is %d", name, doc.Text(sec.Span), sec.Actor)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		authors := 0
		for _, act := range doc.Actors {
			if act.Type == models.Author {
				authors++
			}
		}
		if authors != 1 {
			t.Errorf("%d authors in %v", authors, doc.Actors)
		}
	}
}

// A head over a comment is no byline, even where it is called one.
func TestHeadIsNoByline(t *testing.T) {
	doc := thread("The dam is open.", "Bob | No.")
	doc.Sections[1].Kind = models.Byline
	annotate(doc)
	if doc.Actors[0].Name != "" || doc.Actors[0].Type != models.Author {
		t.Errorf("the author is %v", doc.Actors[0])
	}
	if len(doc.Actors) != 2 || doc.Actors[1].ID != "commenter:bob" {
		t.Errorf("actors %v", doc.Actors)
	}
}

// Looking for many commenters in a long text takes time in its length.
func TestLongThread(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	var comments []string
	for i := range 1500 {
		comments = append(comments, fmt.Sprintf("The Reader %d | The reader the reader the reader the reader said no.", i))
	}
	doc := thread("The dam is open.", comments...)
	begin := time.Now()
	entity.Find(doc)
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("%v", took)
	}
	if err := doc.Check(); err != nil {
		t.Error(err)
	}
}
