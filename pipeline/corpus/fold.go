package corpus

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// Fold joins actors that the corpus knows better under another id and returns
// whose id becomes which: of one of whom an article has only a short name, where
// the corpus leaves no doubt who bears it ("Halloran" where just one person is
// called so, "HWU" where just one organization goes by it), and of one whose name
// is only spelled otherwise. Two who stand in one article, whom that tells apart,
// or whose countries differ are never one.
//
// Which of two spellings stays does not hang on how often each is found, so that
// more articles change no more than they must: it is the longer one, then the
// first in order. key gives what the spellings of one name have in common. The
// error is one of writing or reading.
func (a *Actors) Fold(key func(name string) string) (map[models.ActorID]models.ActorID, error) {
	if err := a.settle(); err != nil {
		return nil, err
	}
	f := &folding{a, key, make(map[models.ActorID]models.ActorID), make(map[models.ActorID][]candidate)}
	if err := f.spellings(); err != nil {
		return nil, a.fail(err)
	}
	if err := f.shortNames(); err != nil {
		return nil, a.fail(err)
	}
	a.folds = f
	return f.to, nil
}

// A folding is the folds so far.
type folding struct {
	*Actors
	key    func(name string) string
	to     map[models.ActorID]models.ActorID
	joined map[models.ActorID][]candidate // who was folded into an actor
}

// A candidate is an actor by its id and its place in the ledger.
type candidate struct {
	id    models.ActorID
	place int64
}

// foldable reports whether actors of a type have names that may be short or be
// spelled in several ways.
func foldable(typ models.ActorType) bool {
	return typ == models.Person || typ == models.Organization
}

// fold folds actors into another, each if nothing speaks against its being that
// one, nor against those who were folded into it before.
func (f *folding) fold(list []candidate, into candidate) error {
	var all joint
	for _, c := range slices.Concat([]candidate{into}, f.joined[into.id]) {
		t, err := f.ledger.at(c.place)
		if err != nil {
			return err
		}
		all.add(t)
	}
	for _, c := range list {
		t, err := f.ledger.at(c.place)
		if err != nil {
			return err
		}
		if all.admits(t) {
			all.add(t)
			f.to[c.id] = into.id
			f.joined[into.id] = append(f.joined[into.id], c)
		}
	}
	return nil
}

// gather adds up the tallies of the actors that are folded into one.
func (f *folding) gather(t *tally) error {
	from := slices.SortedFunc(slices.Values(f.joined[t.ID]), candidate.compare)
	for _, c := range from {
		other, err := f.ledger.at(c.place)
		if err != nil {
			return err
		}
		t.join(other)
	}
	return nil
}

func (c candidate) compare(other candidate) int { return cmp.Compare(c.place, other.place) }

// spellings folds actors whose names are one but for their spelling.
func (f *folding) spellings() error {
	keys := newSorter(f.dir, f.chunk)
	defer keys.close()
	for t, err := range f.ledger.all() {
		if err != nil {
			return err
		}
		name := t.Names.first()
		if !foldable(t.Type) || !strings.Contains(name, " ") {
			continue
		}
		if err := keys.add(t.under(f.key(name), bearer)); err != nil {
			return err
		}
	}
	for group, err := range groups(keys) {
		if err != nil {
			return err
		}
		best := slices.MinFunc(group.bearers, func(x, y candidate) int {
			return cmp.Or(len(y.id)-len(x.id), x.compare(y))
		})
		if len(group.bearers) == 1 {
			continue
		}
		others := slices.DeleteFunc(group.bearers, func(c candidate) bool { return c == best })
		if err := f.fold(others, best); err != nil {
			return err
		}
	}
	return nil
}

// shortNames folds actors of a name of one word into the only one who bears it.
func (f *folding) shortNames() error {
	keys := newSorter(f.dir, f.chunk)
	defer keys.close()
	for t, err := range f.ledger.all() {
		if err != nil {
			return err
		}
		for _, r := range f.names(t) {
			if err := keys.add(r); err != nil {
				return err
			}
		}
	}
	var pairs []pair
	for group, err := range groups(keys) {
		if err != nil {
			return err
		}
		found, err := f.pair(group)
		if err != nil {
			return err
		}
		pairs = append(pairs, found...)
	}
	slices.SortFunc(pairs, func(x, y pair) int { return cmp.Or(x.full.compare(y.full), x.short.compare(y.short)) })
	for len(pairs) > 0 {
		full, n := pairs[0].full, 0
		var list []candidate
		for ; n < len(pairs) && pairs[n].full == full; n++ {
			list = append(list, pairs[n].short)
		}
		if err := f.fold(list, full); err != nil {
			return err
		}
		pairs = pairs[n:]
	}
	return nil
}

// names are the short names that an actor bears, or is alone known by.
func (f *folding) names(t placed) []record {
	name := t.Names.first()
	switch {
	case !foldable(t.Type) || name == "":
		return nil
	case !strings.Contains(name, " "):
		return []record{t.under(f.shortKey(t.Type, name), short)}
	case strings.Contains(name, "’s ") || f.to[t.ID] != "":
		return nil
	}
	keys := make(map[string]bool)
	if t.Type == models.Person {
		keys[f.key(name[strings.LastIndexByte(name, ' ')+1:])] = true
	}
	for _, c := range t.Named {
		keys[f.shortKey(t.Type, c.Text)] = true
	}
	var list []record
	for key := range keys {
		list = append(list, t.under(key, bearer))
	}
	return list
}

// A pair is an actor who is known by a short name alone, and the one whom it must
// be.
type pair struct{ short, full candidate }

// pair finds for those who are known by a short name alone the one of its bearers
// whom each must be, if there is one: one of another country is no doubt, one whose
// country nobody knows is.
func (f *folding) pair(g group) ([]pair, error) {
	if len(g.bearers) == 0 {
		return nil, nil
	}
	type search struct {
		pair
		joint
		fit int
	}
	var searches []*search
	for _, c := range g.shorts {
		t, err := f.ledger.at(c.place)
		if err != nil {
			return nil, err
		}
		if len(g.bearers) == 1 || t.Countries.first() != "" {
			s := &search{pair: pair{short: c}}
			s.add(t)
			searches = append(searches, s)
		}
	}
	if len(searches) == 0 {
		return nil, nil
	}
	for _, c := range g.bearers {
		t, err := f.ledger.at(c.place)
		if err != nil {
			return nil, err
		}
		for _, s := range searches {
			if s.admits(t) {
				s.full = c
				s.fit++
			}
		}
	}
	var pairs []pair
	for _, s := range searches {
		if s.fit == 1 {
			pairs = append(pairs, s.pair)
		}
	}
	return pairs, nil
}

// shortKey is what short names of a type are compared by: an acronym has but one
// spelling.
func (f *folding) shortKey(typ models.ActorType, name string) string {
	if typ == models.Person {
		return f.key(name)
	}
	return strings.ReplaceAll(name, ".", "")
}

// How an actor has a name.
const (
	bearer = iota // among others, fuller ones
	short         // as the only one
)

// under is an actor under one of its names: the key is of the type and the name,
// the number the place, the body how it has the name and its id.
func (t placed) under(name string, how byte) record {
	return record{t.Type.String() + ":" + name, uint64(t.place), append([]byte{how}, t.ID...)}
}

// A group is the actors that have one name, each kind in the order of their ids.
type group struct{ bearers, shorts []candidate }

// groups yields the groups of actors that stand under one key.
func groups(keys *sorter) iter.Seq2[group, error] {
	return func(yield func(group, error) bool) {
		var g group
		last := ""
		for r, err := range keys.sorted() {
			if err != nil {
				yield(group{}, err)
				return
			}
			if last != "" && r.key != last {
				if !yield(g, nil) {
					return
				}
				g = group{}
			}
			last = r.key
			c := candidate{models.ActorID(r.body[1:]), int64(r.number)}
			if r.body[0] == short {
				g.shorts = append(g.shorts, c)
			} else {
				g.bearers = append(g.bearers, c)
			}
		}
		if last != "" {
			yield(g, nil)
		}
	}
}
