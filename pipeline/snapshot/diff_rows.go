package snapshot

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"os"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/pack"
)

// articles compares all tables of what stands in articles.
func (d *differ) articles() error {
	before, err := articleIDs(d.old)
	if err != nil {
		return err
	}
	after, err := articleIDs(d.now)
	if err != nil {
		return err
	}
	pairs := d.rewrites(before, after)
	held := &shelf{places: make(map[string]place)}
	defer held.clear()
	next, stop := iter.Pull2(Bundles(d.old))
	defer stop()
	// older gives the next article of the older snapshot, nil at the end; one that
	// is gone is told of and passed by.
	older := func() (*Bundle, error) {
		for {
			b, err, ok := next()
			if err != nil || !ok {
				return nil, err
			}
			if _, ok := after[b.Article.ArticleID]; ok || pairs.old[b.Article.ArticleID] {
				return b, nil
			}
			if err := d.alone(table.Removed, b); err != nil {
				return nil, err
			}
		}
	}
	for b, err := range Bundles(d.now) {
		if err != nil {
			return err
		}
		id := b.Article.ArticleID
		if was, ok := pairs.of[id]; ok {
			id = was
		} else if _, ok := before[id]; !ok {
			if err := d.alone(table.Added, b); err != nil {
				return err
			}
			continue
		}
		old, err := held.take(id)
		for old == nil && err == nil {
			if old, err = older(); err != nil || old == nil {
				break
			}
			if old.Article.ArticleID != id {
				err = held.put(old)
				old = nil
			}
		}
		if err != nil {
			return err
		}
		if old == nil {
			return fmt.Errorf("%s: article %s is there twice; sayso verify says more", d.now.Dir, id)
		}
		if err := d.both(old, b); err != nil {
			return err
		}
	}
	b, err := older() // the rest are gone
	if err == nil && b != nil {
		err = fmt.Errorf("%s: article %s is there twice; sayso verify says more", d.old.Dir, b.Article.ArticleID)
	}
	return err
}

// A uri is the hash of where an article was read.
type uri [16]byte

// articleIDs are the ids of all articles, with their URIs.
func articleIDs(s *Snapshot) (map[string]uri, error) {
	all := make(map[string]uri)
	for art, err := range Rows(s, table.Articles) {
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256([]byte(art.SourceURI))
		all[art.ArticleID] = uri(sum[:16])
	}
	return all, nil
}

// alone tells of an article that is in one snapshot only, and of all its rows.
func (d *differ) alone(change string, b *Bundle) error {
	old, now := b, &Bundle{}
	if change == table.Added {
		old, now = now, b
	}
	if err := lone(d, table.Articles, change, b.Article.ArticleID, &b.Article); err != nil {
		return err
	}
	return d.rows(b.Article.ArticleID, old, now)
}

// lone tells of one row that came or went.
func lone[R any](d *differ, k *table.Kind[R], change, article string, r *R) error {
	old, now, of := []R{*r}, []R(nil), []int(nil)
	if change == table.Added {
		old, now, of = nil, old, []int{-1}
	}
	return compare(d, k, article, old, now, of, nil)
}

// both compares an article of both snapshots.
func (d *differ) both(old, now *Bundle) error {
	id := now.Article.ArticleID
	if err := compare(d, table.Articles, id, []table.Article{old.Article}, []table.Article{now.Article}, []int{0}, nil); err != nil {
		return err
	}
	return d.rows(id, old, now)
}

// rows matches and compares the rows of an article.
func (d *differ) rows(id string, old, now *Bundle) error {
	var m *matches
	if was := old.Article.ArticleID; was != "" && now.Article.ArticleID != "" && was != now.Article.ArticleID {
		m = matchByWords(old, now)
	} else {
		m = matchByPlace(old, now)
	}
	r := m.ids
	err := compare(d, table.Sections, id, old.Sections, now.Sections, m.sections, r)
	err = andCompare(err, d, table.Sentences, id, old.Sentences, now.Sentences, m.sentences, r)
	err = andCompare(err, d, table.Tokens, id, old.Tokens, now.Tokens, m.tokens, r)
	err = andCompare(err, d, table.Mentions, id, old.Mentions, now.Mentions, m.mentions, r)
	err = andCompare(err, d, table.Claims, id, old.Claims, now.Claims, m.claims, r)
	err = andCompare(err, d, table.ClaimSpans, id, old.ClaimSpans, now.ClaimSpans, m.claimSpans, r)
	err = andCompare(err, d, table.ClaimActors, id, old.ClaimActors, now.ClaimActors, m.claimActors, r)
	err = andCompare(err, d, table.Stances, id, old.Stances, now.Stances, m.stances, r)
	return andCompare(err, d, table.StanceSummary, id, old.Summaries, now.Summaries, m.summaries, r)
}

// andCompare compares unless something failed before.
func andCompare[R any](err error, d *differ, k *table.Kind[R], article string, old, now []R, of []int, ids *renaming) error {
	if err != nil {
		return err
	}
	return compare(d, k, article, old, now, of, ids)
}

// A shelf keeps articles that are not yet due, in a temporary file.
type shelf struct {
	file   *os.File // nil until there is one
	end    int64
	places map[string]place
}

type place struct {
	at int64
	n  int
}

func (s *shelf) put(b *Bundle) (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "sayso-diff-*"); err != nil {
			return fmt.Errorf("comparing snapshots: %w", err)
		}
	}
	text := pack.Pack(b)
	if _, err := s.file.WriteAt(text, s.end); err != nil {
		return fmt.Errorf("comparing snapshots: %w", err)
	}
	s.places[b.Article.ArticleID] = place{s.end, len(text)}
	s.end += int64(len(text))
	return nil
}

// take gives an article off the shelf, nil if it is not there.
func (s *shelf) take(id string) (*Bundle, error) {
	p, ok := s.places[id]
	if !ok {
		return nil, nil
	}
	delete(s.places, id)
	text := make([]byte, p.n)
	b := new(Bundle)
	_, err := s.file.ReadAt(text, p.at)
	if err == nil {
		err = pack.Unpack(text, b)
	}
	if err != nil {
		return nil, fmt.Errorf("comparing snapshots: %w", err)
	}
	return b, nil
}

func (s *shelf) clear() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

// actors compares the tables of actors, which stand in the order of their ids.
func (d *differ) actors() error {
	if d.counts["actors"] == nil {
		return nil
	}
	next, stop := iter.Pull2(sorted(d.old))
	defer stop()
	var old *table.Actor
	over := false
	pull := func() error {
		act, err, ok := next()
		old, over = act, !ok
		return err
	}
	if err := pull(); err != nil {
		return err
	}
	for now, err := range sorted(d.now) {
		if err != nil {
			return err
		}
		for !over && old.ActorID < now.ActorID {
			if err := lone(d, table.Actors, table.Removed, "", old); err != nil {
				return err
			}
			if err := pull(); err != nil {
				return err
			}
		}
		if over || old.ActorID != now.ActorID {
			if err := lone(d, table.Actors, table.Added, "", now); err != nil {
				return err
			}
			continue
		}
		if err := changed(d, table.Actors, "", old, now, nil); err != nil {
			return err
		}
		if err := pull(); err != nil {
			return err
		}
	}
	for !over {
		if err := lone(d, table.Actors, table.Removed, "", old); err != nil {
			return err
		}
		if err := pull(); err != nil {
			return err
		}
	}
	return nil
}

// sorted yields actors and fails where they are out of order.
func sorted(s *Snapshot) iter.Seq2[*table.Actor, error] {
	return func(yield func(*table.Actor, error) bool) {
		last := ""
		for act, err := range Rows(s, table.Actors) {
			if err == nil && act.ActorID <= last {
				err = fmt.Errorf("%s: actors are not in the order of their ids from %s on", s.Dir, act.ActorID)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			last = act.ActorID
			if !yield(act, nil) {
				return
			}
		}
	}
}

// skips compares what could not be used. Such rows have no key, and there may be
// equal ones: each is there or not. Memory holds a hash for each that differs
// and is not paired yet.
func (d *differ) skips() error {
	if d.counts["skips"] == nil {
		return nil
	}
	left := make(map[[16]byte]int32)
	sum := func(r *table.Skip) [16]byte {
		s := sha256.Sum256([]byte(object(wholeRow(table.Skips, r))))
		return [16]byte(s[:16])
	}
	for r, err := range Rows(d.old, table.Skips) {
		if err != nil {
			return err
		}
		left[sum(r)]++
	}
	for r, err := range Rows(d.now, table.Skips) {
		if err != nil {
			return err
		}
		if key := sum(r); left[key] > 0 {
			left[key]--
			continue
		}
		if err := lone(d, table.Skips, table.Added, "", r); err != nil {
			return err
		}
	}
	for r, err := range Rows(d.old, table.Skips) {
		if err != nil {
			return err
		}
		if key := sum(r); left[key] > 0 {
			left[key]--
			if err := lone(d, table.Skips, table.Removed, "", r); err != nil {
				return err
			}
		}
	}
	return nil
}
