package corpus

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

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
		var a Actors
		for _, i := range order {
			a.Add(docs[i])
		}
		if diff := cmp.Diff(want, slices.Collect(a.All())); diff != "" {
			t.Errorf("order %v (-want +got):\n%s", order, diff)
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
	var a Actors
	a.Add(doc)
	for act := range a.All() {
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
		var a Actors
		for _, act := range tt.actors {
			a.Add(sighting(act, "Ivan Orlov"))
		}
		for act := range a.All() {
			if act.Country != tt.want {
				t.Errorf("%v: country %q, want %q", tt.actors, act.Country, tt.want)
			}
		}
	}
}
