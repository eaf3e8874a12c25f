package extract

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
)

// shipped opens the weights that the program carries, once.
var shipped = sync.OnceValues(func() (*Model, error) { return Open("") })

func open(t testing.TB) *Model {
	t.Helper()
	m, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// read carries a text through all stages and holds the result to the
// invariants.
func read(t *testing.T, rec models.Record) *models.Document {
	t.Helper()
	pg := page.Read(rec)
	doc := open(t).Article(pg)
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	if doc.Article.Text != pg.Article.Text {
		t.Fatal("a stage changed the text")
	}
	return doc
}

// What a reader sees first: who did what with words, and whom it is about.
func TestArticle(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"President Halonen pledged to continue the inquiry and to pay the families.",
			"pledge: President Halonen | pledged | to continue the inquiry and to pay the families"},
		{"Estonians accused Chirac of ignoring the smaller states.",
			"accusation: Estonians | accused | Chirac of ignoring the smaller states → Jacques Chirac"},
		{"“The road is open,” said Tarja Halonen.",
			"statement: Tarja Halonen | said | “The road is open,”"},
		{"According to the ministry, nobody was hurt.",
			"statement: the ministry | According to | nobody was hurt"},
	} {
		doc := read(t, models.Record{URI: "a.txt", Body: tt.text + "\n"})
		var got []string
		for _, clm := range doc.Claims {
			line := clm.Type.String() + ": " + doc.Text(clm.Source[0]) + " | " + doc.Text(clm.Cue[0]) + " | " + doc.Text(clm.Content[0])
			for _, p := range clm.Parts {
				if p.Role == models.Target {
					line += " → " + doc.Actors[p.Actor].Name
				}
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

// A title with "of" in it stands before the name of the source.
func TestSourceBehindOffice(t *testing.T) {
	doc := read(t, models.Record{URI: "a.txt", Body: "Secretary of State Hillary Clinton said that she was ready.\n"})
	if len(doc.Claims) != 1 || doc.Claims[0].SourceActor() == models.None || doc.Actors[doc.Claims[0].SourceActor()].ID != "person:hillary-clinton" {
		t.Errorf("claims %+v, actors %+v", doc.Claims, doc.Actors)
	}
}

func TestStance(t *testing.T) {
	text := "The senator condemned the militia."
	pair := stance.Pair{Text: text, Holder: models.Span{Start: 4, End: 11}, HasHolder: true, Target: models.Span{Start: 26, End: 33}}
	if got := open(t).Stances(pair)[0]; got.Label != models.Against || got.Score >= 0 {
		t.Errorf("%s: %v %v", text, got.Label, got.Score)
	}
}

func FuzzArticle(f *testing.F) {
	for _, text := range []string{
		"", "“", "He said: “No.\n\nThen he left.", "İ'll ȺȺȺȺ'll ‘Certain’",
		"Moscow accused Kiev. \u202eKiev denied it.\u202c", strings.Repeat("said ", 200),
		"<article><p>The mayor said so.</p><ol class=comment-list><li class=comment>I agree.</ol>",
	} {
		f.Add(text, uint8(0))
		f.Add(text, uint8(2))
	}
	f.Fuzz(func(t *testing.T, text string, format uint8) {
		read(t, models.Record{URI: "a", Body: strings.ToValidUTF8(text, "\uFFFD"), Format: models.Format(format % 3)})
	})
}
