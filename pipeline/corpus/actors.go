package corpus

import (
	"errors"
	"iter"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/pack"
)

// maxAliases is how many forms of one actor are kept in a result.
const maxAliases = 100

// Actors counts the actors of a run: first Add, for each article, then Fold, if
// at all, then All. The zero value is not ready, and Close is to be called.
//
// What is counted lies on the disk, sorted by actor: memory does not grow with
// the number of actors, but for those that Fold joins, some hundred bytes each, and
// for what sorting takes (see chunk). After an error all calls but Close return it.
type Actors struct {
	dir    string
	chunk  int
	docs   int
	actors int      // that All yields, once it is known
	err    error    // the first
	seen   *sorter  // what each article tells of an actor, until all is counted
	ledger *ledger  // what all tell, afterwards
	folds  *folding // nil: nothing is joined
}

// NewActors makes an Actors that keeps its files in the folder dir.
func NewActors(dir string) *Actors { return newActors(dir, chunk) }

// newActors is NewActors with a number of records to keep in memory.
func newActors(dir string, chunk int) *Actors {
	return &Actors{dir: dir, chunk: chunk, seen: newSorter(dir, chunk)}
}

// Close removes the files.
func (a *Actors) Close() error {
	a.fail(errClosed)
	a.seen.close()
	a.seen = nil
	if a.ledger == nil {
		return nil
	}
	err := a.ledger.close()
	a.ledger = nil
	return err
}

var errClosed = errors.New("counting actors is over")

// fail keeps the first error.
func (a *Actors) fail(err error) error {
	if a.err == nil {
		a.err = err
	}
	return a.err
}

// Add counts the actors of doc. The error is one of writing.
func (a *Actors) Add(doc *models.Document) error {
	if a.ledger != nil {
		return a.fail(errClosed)
	}
	if a.err != nil {
		return a.err
	}
	a.docs++
	for _, t := range tallies(doc, a.docs) {
		if err := a.seen.add(record{strings.Clone(string(t.ID)), uint64(a.docs), pack.Bytes(&t)}); err != nil {
			return a.fail(err)
		}
	}
	return nil
}

// tallies counts the actors of an article with the given number.
func tallies(doc *models.Document, number int) []tally {
	here := make([]tally, len(doc.Actors))
	for i, act := range doc.Actors {
		here[i] = tally{ID: act.ID, Type: act.Type, Articles: 1}
		here[i].Names.plus(act.Name, 1)
		here[i].Countries.plus(act.Country, 1)
		if foldable(act.Type) {
			here[i].Seen = []int{number}
		}
	}
	for i, men := range doc.Mentions {
		t := &here[men.Actor]
		t.Mentions++
		// "Both countries" has a mention for each and is a name of neither.
		several := i > 0 && doc.Mentions[i-1].Span == men.Span || i+1 < len(doc.Mentions) && doc.Mentions[i+1].Span == men.Span
		if men.Kind != models.Pronoun && !several {
			text := strings.Join(strings.Fields(doc.Text(men.Span)), " ")
			t.Mentioned.plus(text, 1)
			if men.Kind == models.Name && foldable(t.Type) && !strings.ContainsAny(text, " .") { // no ticker: "C.N"
				t.Named.plus(text, 1)
			}
		}
	}
	for _, clm := range doc.Claims {
		for _, part := range clm.Parts {
			if part.Role == models.Source {
				here[part.Actor].Claims++
			}
		}
	}
	return here
}

// settle ends the counting: it makes one tally of all that were made of an actor.
func (a *Actors) settle() error {
	if a.ledger != nil || a.err != nil {
		return a.err
	}
	l, err := newLedger(a.dir)
	if err != nil {
		return a.fail(err)
	}
	a.ledger = l
	for t, err := range a.sums() {
		if err == nil {
			err = l.add(t)
		}
		if err != nil {
			return a.fail(err)
		}
	}
	a.seen.close()
	a.actors = l.actors
	return a.fail(l.flush())
}

// sums yields what all articles tell of each actor.
func (a *Actors) sums() iter.Seq2[*tally, error] {
	return func(yield func(*tally, error) bool) {
		var s *sum
		for r, err := range a.seen.sorted() {
			t := new(tally)
			if err == nil {
				err = pack.FromBytes(r.body, t)
			}
			switch {
			case err != nil:
				yield(nil, err)
				return
			case s != nil && s.first.ID == t.ID:
				s.add(t)
				continue
			case s != nil && !yield(s.total(), nil):
				return
			}
			s = &sum{first: t}
		}
		if s != nil {
			yield(s.total(), nil)
		}
	}
}

// Len is the number of actors that All yields, once Fold has come or All was read.
func (a *Actors) Len() int {
	if a.folds != nil {
		return a.actors - len(a.folds.to)
	}
	return a.actors
}

// All yields the actors in the order of their ids, or an error of reading. An
// actor's name is the one that most articles give it, its country the one on
// which all that give it one agree, its aliases the forms under which it is
// mentioned, pronouns aside, most frequent first and at most a hundred.
func (a *Actors) All() iter.Seq2[models.CorpusActor, error] {
	return func(yield func(models.CorpusActor, error) bool) {
		if err := a.settle(); err != nil {
			yield(models.CorpusActor{}, err)
			return
		}
		for t, err := range a.ledger.all() {
			if err == nil && a.folds != nil {
				if a.folds.to[t.ID] != "" {
					continue
				}
				err = a.folds.gather(t.tally)
			}
			if err != nil {
				yield(models.CorpusActor{}, err)
				return
			}
			if !yield(t.row(), nil) {
				return
			}
		}
	}
}
