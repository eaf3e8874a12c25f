package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// articleOf makes a document in which each actor is mentioned by its forms.
func articleOf(actors []models.Actor, forms ...[]string) *models.Document {
	doc := &models.Document{Actors: actors}
	for i, list := range forms {
		for _, form := range list {
			start := len(doc.Article.Text)
			doc.Article.Text += form + " "
			doc.Mentions = append(doc.Mentions, models.Mention{Span: models.Span{Start: start, End: start + len(form)}, Actor: i})
		}
	}
	return doc
}

// plainKey knows that "iy" and "i" are spellings of one sound.
func plainKey(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), "iy", "i")
}

func TestFold(t *testing.T) {
	person := func(id, name, code string) models.Actor {
		return models.Actor{ID: models.ActorID("person:" + id), Name: name, Type: models.Person, Country: code}
	}
	body := func(id, name string) models.Actor {
		return models.Actor{ID: models.ActorID("organization:" + id), Name: name, Type: models.Organization}
	}
	one := func(act models.Actor, forms ...string) *models.Document { return articleOf([]models.Actor{act}, forms) }
	type folds map[models.ActorID]models.ActorID
	mark, ada, alone := person("mark-halden", "Mark Halden", ""), person("ada-halden", "Ada Halden", ""), person("halden", "Halden", "")
	tests := []struct {
		name string
		docs []*models.Document
		want folds
	}{
		{"the only one of the surname", []*models.Document{one(mark, "Mark Halden"), one(alone, "Halden")}, folds{"person:halden": "person:mark-halden"}},
		{"two of the surname", []*models.Document{one(mark, "Mark Halden"), one(ada, "Ada Halden"), one(alone, "Halden")}, folds{}},
		{"told apart by country", []*models.Document{one(person("mark-halden", "Mark Halden", "DNK"), "Mark Halden"), one(person("ada-halden", "Ada Halden", "NOR"), "Ada Halden"), one(person("halden", "Halden", "NOR"), "Halden")},
			folds{"person:halden": "person:ada-halden"}},
		{"of another country", []*models.Document{one(person("mark-halden", "Mark Halden", "DNK"), "Mark Halden"), one(person("halden", "Halden", "NOR"), "Halden")}, folds{}},
		{"two in one article", []*models.Document{articleOf([]models.Actor{mark, alone}, []string{"Mark Halden"}, []string{"Halden"})}, folds{}},
		{"an acronym", []*models.Document{one(body("harbour-workers-union", "Harbour Workers Union"), "Harbour Workers Union", "HWU"), one(body("hwu", "HWU"), "HWU")},
			folds{"organization:hwu": "organization:harbour-workers-union"}},
		{"a person is no organization", []*models.Document{one(mark, "Mark Halden"), one(body("halden", "Halden"), "Halden")}, folds{}},
		{"spellings", []*models.Document{one(person("arsen-tuliev", "Arsen Tuliev", ""), "Arsen Tuliev"), one(person("arsen-tuliyev", "Arsen Tuliyev", ""), "Arsen Tuliyev"), one(person("tuliyev", "Tuliyev", ""), "Tuliyev")},
			folds{"person:arsen-tuliev": "person:arsen-tuliyev", "person:tuliyev": "person:arsen-tuliyev"}},
		{"somebody's father is not he", []*models.Document{one(person("mark-halden-father", "Mark Halden’s father", ""), "his father"), one(person("father", "Father", ""), "Father")}, folds{}},
	}
	for _, tt := range tests {
		n := len(rows(t, counted(t, 1000, tt.docs...)))
		for _, chunk := range chunks {
			for range 2 {
				a := counted(t, chunk, tt.docs...)
				got, err := a.Fold(plainKey)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tt.want, folds(got)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", tt.name, diff)
				}
				if a.Len() != n-len(tt.want) || len(rows(t, a)) != a.Len() {
					t.Errorf("%s: %d actors of %d", tt.name, a.Len(), n)
				}
				slices.Reverse(tt.docs)
			}
		}
	}
}

// What is folded counts for the one that stays, under whose name it goes.
func TestFoldCounts(t *testing.T) {
	full := models.Actor{ID: "person:mark-halden", Name: "Mark Halden", Type: models.Person}
	short := models.Actor{ID: "person:halden", Name: "Halden", Type: models.Person, Country: "DNK"}
	a := counted(t, 2, articleOf([]models.Actor{short}, []string{"Halden", "Halden"}), articleOf([]models.Actor{short}, []string{"Halden"}),
		articleOf([]models.Actor{full}, []string{"Mark Halden", "Halden"}))
	if _, err := a.Fold(plainKey); err != nil {
		t.Fatal(err)
	}
	want := []models.CorpusActor{{
		Actor:   models.Actor{ID: "person:mark-halden", Name: "Mark Halden", Type: models.Person, Country: "DNK"},
		Aliases: []models.Alias{{Text: "Halden", Count: 4}, {Text: "Mark Halden", Count: 1}}, Articles: 3, Mentions: 5,
	}}
	if diff := cmp.Diff(want, rows(t, a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
