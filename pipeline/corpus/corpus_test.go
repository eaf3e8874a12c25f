package corpus

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// counted counts the actors of documents, in memory or on the disk.
func counted(t *testing.T, chunk int, docs ...*models.Document) *Actors {
	a := newActors(t.TempDir(), chunk)
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, doc := range docs {
		if err := a.Add(doc); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// rows are the actors of a count.
func rows(t *testing.T, a *Actors) []models.CorpusActor {
	var list []models.CorpusActor
	for act, err := range a.All() {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, act)
	}
	return list
}

// chunks are numbers of records to keep in memory: all, and so few that most
// are on the disk.
var chunks = []int{1000, 2}

// sighting makes a document that names one actor by the given forms.
func sighting(act models.Actor, forms ...string) *models.Document {
	doc := &models.Document{Actors: []models.Actor{act}}
	for _, form := range forms {
		start := len(doc.Article.Text)
		doc.Article.Text += form + " "
		doc.Mentions = append(doc.Mentions, models.Mention{Span: models.Span{Start: start, End: start + len(form)}})
	}
	return doc
}

func TestActors(t *testing.T) {
	short := models.Actor{ID: "person:ilham-aliyev", Name: "Ilham Aliyev", Type: models.Person}
	full := models.Actor{ID: "person:ilham-aliyev", Name: "Ilham Aliyev", Type: models.Person, Country: "AZE"}
	nato := models.Actor{ID: "organization:nato", Name: "NATO", Type: models.Organization}
	docs := []*models.Document{
		sighting(short, "Ilham Aliyev", "Aliyev", "Aliyev"),
		sighting(full, "Aliyev", "Ilham\nAliyev"),
		sighting(nato, "NATO", "the alliance"),
	}
	docs[0].Claims = []models.Claim{{Parts: []models.Part{{Role: models.Source}, {Role: models.Target}}}}
	docs[1].Mentions = append(docs[1].Mentions, models.Mention{Span: models.Span{Start: 0, End: 2}, Kind: models.Pronoun})

	want := []models.CorpusActor{
		{Actor: nato, Aliases: []models.Alias{{Text: "NATO", Count: 1}, {Text: "the alliance", Count: 1}}, Articles: 1, Mentions: 2},
		{Actor: full, Aliases: []models.Alias{{Text: "Aliyev", Count: 3}, {Text: "Ilham Aliyev", Count: 2}}, Articles: 2, Mentions: 6, Claims: 1},
	}
	// Whatever the order of the articles, the actors come out the same.
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}} {
		for _, chunk := range chunks {
			a := counted(t, chunk, docs[order[0]], docs[order[1]], docs[order[2]])
			if diff := cmp.Diff(want, rows(t, a)); diff != "" {
				t.Errorf("order %v, chunk %d (-want +got):\n%s", order, chunk, diff)
			}
			if a.Len() != len(want) {
				t.Errorf("%d actors, want %d", a.Len(), len(want))
			}
		}
	}
}

// What several are called together is an alias of none of them.
func TestPluralIsNoAlias(t *testing.T) {
	doc := &models.Document{
		Article: models.Article{Text: "Peru and Chile met. Both countries left."},
		Actors: []models.Actor{
			{ID: "country:PER", Name: "Peru", Type: models.Country, Country: "PER"},
			{ID: "country:CHL", Name: "Chile", Type: models.Country, Country: "CHL"},
		},
	}
	doc.Mentions = []models.Mention{
		{Span: models.Span{Start: 0, End: 4}}, {Span: models.Span{Start: 9, End: 14}, Actor: 1},
		{Span: models.Span{Start: 20, End: 34}, Kind: models.Nominal}, {Span: models.Span{Start: 20, End: 34}, Kind: models.Nominal, Actor: 1},
	}
	for _, act := range rows(t, counted(t, 2, doc)) {
		if want := []models.Alias{{Text: act.Name, Count: 1}}; !slices.Equal(act.Aliases, want) || act.Mentions != 2 {
			t.Errorf("%s: %d mentions, aliases %v, want 2 and %v", act.ID, act.Mentions, act.Aliases, want)
		}
	}
}

// Two people of one name and two countries leave the name without one.
func TestCountryOfTwo(t *testing.T) {
	one := models.Actor{ID: "person:ivan-orlov", Name: "Ivan Orlov", Type: models.Person, Country: "RUS"}
	two, none := one, one
	two.Country, none.Country = "BGR", ""
	for _, tt := range []struct {
		actors []models.Actor
		want   string
	}{{[]models.Actor{one, none, one}, "RUS"}, {[]models.Actor{one, one, two}, ""}} {
		var docs []*models.Document
		for _, act := range tt.actors {
			docs = append(docs, sighting(act, "Ivan Orlov"))
		}
		for _, act := range rows(t, counted(t, 2, docs...)) {
			if act.Country != tt.want {
				t.Errorf("%v: country %q, want %q", tt.actors, act.Country, tt.want)
			}
		}
	}
}
