package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"iter"
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// Copies finds the articles of a run that are copies of others: first Repeated
// and Original, for each article, then Near.
//
// Copies are articles of the same text, and near copies: a wire story under
// another headline, with a byline and a sentence in front, shortened from the
// end, a few words changed. Whether two texts are near copies hangs on their
// signatures alone; what a chain of such pairs joins is one group. Then a group
// of which a text is an excerpt of one in another group goes to that one; if
// there are several, to the one that holds most of it, for a stock paragraph may
// stand in many stories and makes them none. So the groups do not depend on the
// order of the articles. All articles of a group are copies of its first.
//
// Pairs are looked for by locality-sensitive hashing in bands (Leskovec,
// Rajaraman and Ullman, "Mining of massive datasets", chapter 3): only texts that
// agree in all hashes of a band are compared. Of two that share half of their
// shingles one pair in three hundred is missed, of one and another that holds all
// of it and is three times as long, one in five.
//
// Signatures are on the disk, so an article takes about a hundred and fifty bytes
// of memory. The zero value is not ready, and Close is to be called.
type Copies struct {
	dir    string
	chunk  int
	ids    map[models.ArticleID]struct{}
	texts  map[[16]byte]uint32 // the first article of a text, by its number
	order  []models.ArticleID  // of the articles, by number
	first  []uint32            // of the article's group, as far as it is known: an earlier one or itself
	signed []uint32            // the articles whose signatures are kept
	sigs   signatures
}

// NewCopies makes a Copies that keeps its files in the folder dir.
func NewCopies(dir string) *Copies { return newCopies(dir, sigBlock) }

// newCopies is NewCopies with a number of signatures to keep in memory.
func newCopies(dir string, block int) *Copies {
	return &Copies{dir: dir, chunk: block, ids: make(map[models.ArticleID]struct{}), texts: make(map[[16]byte]uint32), sigs: signatures{dir: dir, block: block}}
}

// Close removes the files.
func (c *Copies) Close() error { return c.sigs.close() }

// Repeated reports whether an article with this id came before.
// It remembers the id.
func (c *Copies) Repeated(id models.ArticleID) bool {
	if _, ok := c.ids[id]; ok {
		return true
	}
	c.ids[id] = struct{}{}
	return false
}

// Original returns the first article with the same text as art, "" if art is
// the first. It remembers the text and its signature. The error is one of
// writing.
func (c *Copies) Original(art *models.Article, sig *Signature) (models.ArticleID, error) {
	number := uint32(len(c.order))
	c.order = append(c.order, art.ID)
	sum := sha256.Sum256([]byte(art.Text))
	key := [16]byte(sum[:16])
	if first, ok := c.texts[key]; ok {
		c.first = append(c.first, first)
		return c.order[first], nil
	}
	c.texts[key] = number
	c.first = append(c.first, number)
	if sig.shingles == 0 {
		return "", nil
	}
	if err := c.sigs.add(sig); err != nil {
		return "", err
	}
	c.signed = append(c.signed, number)
	return "", nil
}

// Near finds the near copies. It comes after the last article and returns those
// of which Original did not say what is now known, with the first of their
// group. The error is one of reading or writing.
func (c *Copies) Near() (map[models.ArticleID]models.ArticleID, error) {
	said := slices.Clone(c.first)
	if err := c.meet(c.join); err != nil {
		return nil, err
	}
	places := make(map[uint32]place)
	if err := c.meet(func(x, y shingled) error { return c.look(places, x, y) }); err != nil {
		return nil, err
	}
	c.attach(places)
	late := make(map[models.ArticleID]models.ArticleID)
	for i := range c.first {
		if first := c.find(uint32(i)); first != said[i] {
			late[c.order[i]] = c.order[first]
		}
	}
	return late, nil
}

// A shingled text is one that is held against others: its place in signed and
// its signature.
type shingled struct {
	place uint32
	sig   *Signature
}

// meet calls f with texts that agree in a band. The list of texts is sorted by a
// hash of the band; behind it in a number stands which text it is.
func (c *Copies) meet(f func(x, y shingled) error) error {
	keys := make([]uint64, len(c.signed))
	for band := range bands {
		i := 0
		for sig, err := range c.sigs.all() {
			if err != nil {
				return err
			}
			var h uint64
			for _, x := range sig.least[band*bandRows:][:bandRows] {
				h = h<<16 | uint64(x)
			}
			keys[i] = mix(h)&^(1<<32-1) | uint64(i)
			i++
		}
		slices.Sort(keys)
		for from, to := 0, 1; from < len(keys); from, to = to, to+1 {
			for to < len(keys) && keys[to]>>32 == keys[from]>>32 {
				to++
			}
			if to-from == 1 {
				continue
			}
			if err := c.among(keys[from:to], band, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// window is with how many others a text meets in one band. Texts that share so
// much that more of them come together are copies as a rule, and joined by few
// comparisons; but they may be made to share it, and time must not grow with the
// square of their number.
const window = 256

// among lets texts meet that agree in a band: each the last ones before it.
func (c *Copies) among(keys []uint64, band int, f func(x, y shingled) error) error {
	texts := c.texted(keys)
	if len(keys) > window {
		s := newSorter(c.dir, c.chunk)
		defer s.close()
		texts = c.ordered(s, texts, band)
	}
	last := make([]shingled, 0, window) // as in a ring
	n := 0
	for y, err := range texts {
		if err != nil {
			return err
		}
		for _, x := range last {
			if err := f(x, y); err != nil {
				return err
			}
		}
		if len(last) < window {
			last = append(last, y)
		} else {
			last[n%window] = y
		}
		n++
	}
	return nil
}

// texted yields the texts of a list of keys.
func (c *Copies) texted(keys []uint64) iter.Seq2[shingled, error] {
	return func(yield func(shingled, error) bool) {
		for _, key := range keys {
			sig, err := c.sigs.at(uint32(key))
			if !yield(shingled{uint32(key), sig}, err) || err != nil {
				return
			}
		}
	}
}

// ordered yields texts in the order of their signatures from a band on, which has
// nothing of the order of the input.
func (c *Copies) ordered(s *sorter, texts iter.Seq2[shingled, error], band int) iter.Seq2[shingled, error] {
	from := band * bandRows
	return func(yield func(shingled, error) bool) {
		for t, err := range texts {
			if err == nil {
				key := t.sig.appendLeast(t.sig.appendLeast(nil, from, hashes), 0, from)
				err = s.add(record{string(binary.BigEndian.AppendUint32(key, uint32(t.sig.shingles))), uint64(t.place), t.sig.append(nil)})
			}
			if err != nil {
				yield(shingled{}, err)
				return
			}
		}
		for r, err := range s.sorted() {
			if err != nil {
				yield(shingled{}, err)
				return
			}
			if !yield(shingled{uint32(r.number), signatureOf(r.body)}, nil) {
				return
			}
		}
	}
}

// join joins the groups of two texts if they are near copies.
func (c *Copies) join(x, y shingled) error {
	a, b := c.find(c.signed[x.place]), c.find(c.signed[y.place])
	if a != b && x.sig.near(y.sig) {
		c.first[max(a, b)] = min(a, b)
	}
	return nil
}

// A place is a text of another group that holds most of one of a group, and how
// much.
type place struct {
	text  uint32
	share int64
}

// look notes a text of which another is an excerpt, if none holds more of any of
// its group. Groups must not change meanwhile.
func (c *Copies) look(places map[uint32]place, x, y shingled) error {
	if x.sig.shingles > y.sig.shingles {
		x, y = y, x
	}
	group := c.find(c.signed[x.place])
	if group == c.find(c.signed[y.place]) {
		return nil
	}
	share := x.sig.inside(y.sig)
	best, ok := places[group]
	if share < excerptShare || ok && share < best.share {
		return nil
	}
	if ok && share == best.share {
		// Of two that hold as much, the order of the input must not choose.
		other, err := c.sigs.at(best.text)
		if err != nil || slices.Compare(y.sig.least[:], other.least[:]) >= 0 {
			return err
		}
	}
	places[group] = place{y.place, share}
	return nil
}

// attach joins each group with the one that it has its place in.
func (c *Copies) attach(places map[uint32]place) {
	for group, p := range places {
		a, b := c.find(group), c.find(c.signed[p.text])
		c.first[max(a, b)] = min(a, b)
	}
}

// find returns the first article of a group, as far as it is known, and makes
// the way there shorter for the next time.
func (c *Copies) find(i uint32) uint32 {
	for c.first[i] != i {
		c.first[i] = c.first[c.first[i]]
		i = c.first[i]
	}
	return i
}
