package corpus

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// maxAliases is how many forms of one actor are kept in a result.
const maxAliases = 100

// Actors counts the actors of a run. The zero value is ready.
type Actors struct {
	tallies map[models.ActorID]*tally
	ids     map[string]form // every form once, however many actors bear it
	forms   []string
	docs    int32
}

// A form is a name, a country or an alias, by its place in Actors.forms.
type form uint32

// A tally is what is kept of an actor between articles.
type tally struct {
	typ                         models.ActorType
	articles, mentions, claims  int32
	names, countries, mentioned counts
	named                       counts  // the forms of mentions that are names
	seen                        []int32 // the articles that it is in, by their number
}

// counts holds a number for each of a few forms. Most actors have one or two,
// for which a map would cost ten times as much.
type counts []struct {
	form form
	n    int32
}

// add counts one more of f. A form that comes often moves to the front.
func (c *counts) add(f form) { c.plus(f, 1) }

// plus counts n more of f.
func (c *counts) plus(f form, n int32) {
	list := *c
	for i := range list {
		if list[i].form == f {
			list[i].n += n
			if i > 0 && list[i].n > list[i-1].n {
				list[i], list[i-1] = list[i-1], list[i]
			}
			return
		}
	}
	*c = append(list, struct {
		form form
		n    int32
	}{f, n})
}

// Add counts the actors of doc.
func (a *Actors) Add(doc *models.Document) {
	if a.tallies == nil {
		a.tallies = make(map[models.ActorID]*tally)
		a.ids = make(map[string]form)
	}
	a.docs++
	here := make([]*tally, len(doc.Actors))
	for i, act := range doc.Actors {
		t := a.tallies[act.ID]
		if t == nil {
			t = &tally{typ: act.Type}
			a.tallies[models.ActorID(strings.Clone(string(act.ID)))] = t
		}
		t.articles++
		a.count(&t.names, act.Name)
		a.count(&t.countries, act.Country)
		if foldable(t.typ) {
			t.seen = append(t.seen, a.docs)
		}
		here[i] = t
	}
	for i, men := range doc.Mentions {
		t := here[men.Actor]
		t.mentions++
		// "Both countries" has a mention for each and is a name of neither.
		several := i > 0 && doc.Mentions[i-1].Span == men.Span || i+1 < len(doc.Mentions) && doc.Mentions[i+1].Span == men.Span
		if men.Kind != models.Pronoun && !several {
			text := strings.Join(strings.Fields(doc.Text(men.Span)), " ")
			a.count(&t.mentioned, text)
			if men.Kind == models.Name && foldable(t.typ) && !strings.ContainsAny(text, " .") { // no ticker: "C.N"
				a.count(&t.named, text)
			}
		}
	}
	for _, clm := range doc.Claims {
		for _, part := range clm.Parts {
			if part.Role == models.Source {
				here[part.Actor].claims++
			}
		}
	}
}

// count adds one to the form's counter, which must not hold on to the text of
// an article: a form is copied the first time it is seen.
func (a *Actors) count(c *counts, text string) {
	if text == "" {
		return
	}
	id, ok := a.ids[text]
	if !ok {
		id = form(len(a.forms))
		text = strings.Clone(text)
		a.forms = append(a.forms, text)
		a.ids[text] = id
	}
	c.add(id)
}

// Fold joins actors that the corpus leaves no doubt are one and returns whose id
// becomes which (see folds). It comes after the last Add. key gives what the
// spellings of one name have in common.
func (a *Actors) Fold(key func(name string) string) map[models.ActorID]models.ActorID {
	to := a.folds(key)
	a.merge(to)
	return to
}

// Len is the number of actors.
func (a *Actors) Len() int { return len(a.tallies) }

// All yields the actors in the order of their ids. An actor's name is the one
// that most articles give it, its country the one on which all that give it one
// agree, its aliases the forms under which it is
// mentioned, pronouns aside, most frequent first and at most a hundred.
func (a *Actors) All() iter.Seq[models.CorpusActor] {
	return func(yield func(models.CorpusActor) bool) {
		ids := make([]models.ActorID, 0, len(a.tallies))
		for id := range a.tallies {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			t := a.tallies[id]
			act := models.CorpusActor{
				Actor:    models.Actor{ID: id, Name: a.first(t.names), Type: t.typ, Country: a.country(t)},
				Aliases:  a.ranked(t.mentioned),
				Articles: int(t.articles),
				Mentions: int(t.mentions),
				Claims:   int(t.claims),
			}
			act.Aliases = act.Aliases[:min(len(act.Aliases), maxAliases)]
			if !yield(act) {
				return
			}
		}
	}
}

// ranked lists forms, most frequent first, then in the order of their bytes.
func (a *Actors) ranked(c counts) []models.Alias {
	list := make([]models.Alias, 0, len(c))
	for _, one := range c {
		list = append(list, models.Alias{Text: a.forms[one.form], Count: int(one.n)})
	}
	slices.SortFunc(list, func(x, y models.Alias) int {
		return cmp.Or(y.Count-x.Count, strings.Compare(x.Text, y.Text))
	})
	return list
}

// country is an actor's country, "" where its articles disagree: they may speak
// of two people of one name.
func (a *Actors) country(t *tally) string {
	if len(t.countries) != 1 {
		return ""
	}
	return a.forms[t.countries[0].form]
}

func (a *Actors) first(c counts) string {
	if list := a.ranked(c); len(list) > 0 {
		return list[0].Text
	}
	return ""
}
