package corpus

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// folds are the actors that the corpus knows better under another id, and that
// id: one of whom an article has only a short name, where the corpus leaves no
// doubt who bears it ("Halloran" where just one person is called so, "HWU" where
// just one organization goes by it), and one whose name is only spelled
// otherwise. Two who stand in one article, whom that tells apart, or whose
// countries differ are never one.
//
// Which of two spellings stays does not hang on how often each is found, so that
// more articles change no more than they must: it is the longer one, then the
// first in order. key gives what the spellings of one name have in common.
func (a *Actors) folds(key func(name string) string) map[models.ActorID]models.ActorID {
	f := folding{a, key, make(map[models.ActorID]models.ActorID), make(map[models.ActorID][]models.ActorID)}
	f.spellings()
	f.shortNames()
	return f.to
}

// A folding is the folds so far.
type folding struct {
	*Actors
	key    func(name string) string
	to     map[models.ActorID]models.ActorID
	joined map[models.ActorID][]models.ActorID // who was folded into an actor
}

// fold folds an actor into another, if nothing speaks against their being one,
// nor against those who were folded into that one before.
func (f folding) fold(id, into models.ActorID) {
	for _, other := range append(f.joined[into], into) {
		if !f.compatible(id, other) {
			return
		}
	}
	f.to[id] = into
	f.joined[into] = append(f.joined[into], id)
}

// foldable reports whether actors of a type have names that may be short or be
// spelled in several ways.
func foldable(typ models.ActorType) bool {
	return typ == models.Person || typ == models.Organization
}

// spellings folds actors whose names are one but for their spelling.
func (f folding) spellings() {
	groups := make(map[string][]models.ActorID)
	for _, id := range slices.Sorted(maps.Keys(f.tallies)) {
		t := f.tallies[id]
		name := f.first(t.names)
		if !foldable(t.typ) || !strings.Contains(name, " ") {
			continue
		}
		key := t.typ.String() + ":" + f.key(name)
		groups[key] = append(groups[key], id)
	}
	for _, ids := range groups {
		best := slices.MinFunc(ids, func(x, y models.ActorID) int {
			return cmp.Or(len(y)-len(x), strings.Compare(string(x), string(y)))
		})
		for _, id := range ids {
			if id != best {
				f.fold(id, best)
			}
		}
	}
}

// shortNames folds actors of a name of one word into the only one who bears it.
func (f folding) shortNames() {
	bearers := make(map[string][]models.ActorID) // by type and short name
	for _, id := range slices.Sorted(maps.Keys(f.tallies)) {
		t := f.tallies[id]
		name := f.first(t.names)
		if !foldable(t.typ) || !strings.Contains(name, " ") || strings.Contains(name, "’s ") || f.to[id] != "" {
			continue
		}
		shorts := make(map[string]bool)
		if t.typ == models.Person {
			shorts[f.key(name[strings.LastIndexByte(name, ' ')+1:])] = true
		}
		for _, c := range t.named {
			shorts[f.shortKey(t.typ, f.forms[c.form])] = true
		}
		for short := range shorts {
			key := t.typ.String() + ":" + short
			bearers[key] = append(bearers[key], id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(f.tallies)) {
		t := f.tallies[id]
		name := f.first(t.names)
		if !foldable(t.typ) || name == "" || strings.Contains(name, " ") {
			continue
		}
		var fit []models.ActorID
		list := bearers[t.typ.String()+":"+f.shortKey(t.typ, name)]
		for _, full := range list {
			if f.compatible(id, full) {
				fit = append(fit, full)
			}
		}
		// One of another country is no doubt, one whose country nobody knows is.
		if len(fit) == 1 && (len(list) == 1 || f.first(t.countries) != "") {
			f.fold(id, fit[0])
		}
	}
}

// shortKey is what short names of a type are compared by: an acronym has but one
// spelling.
func (f folding) shortKey(typ models.ActorType, name string) string {
	if typ == models.Person {
		return f.key(name)
	}
	return strings.ReplaceAll(name, ".", "")
}

// compatible reports whether nothing the corpus tells speaks against two actors
// being one.
func (a *Actors) compatible(x, y models.ActorID) bool {
	one, two := a.tallies[x], a.tallies[y]
	if c, d := a.first(one.countries), a.first(two.countries); c != "" && d != "" && c != d {
		return false
	}
	for i, k := 0, 0; i < len(one.seen) && k < len(two.seen); {
		switch d := one.seen[i] - two.seen[k]; {
		case d == 0:
			return false
		case d < 0:
			i++
		default:
			k++
		}
	}
	return true
}

// merge adds up the tallies of actors that are folded. The names of the one that
// stays stay.
func (a *Actors) merge(to map[models.ActorID]models.ActorID) {
	for _, id := range slices.Sorted(maps.Keys(to)) {
		from, into := a.tallies[id], a.tallies[to[id]]
		into.articles += from.articles
		into.mentions += from.mentions
		into.claims += from.claims
		for _, c := range from.countries {
			into.countries.plus(c.form, c.n)
		}
		for _, c := range from.mentioned {
			into.mentioned.plus(c.form, c.n)
		}
		into.seen = append(into.seen, from.seen...)
		delete(a.tallies, id)
	}
}
