package corpus

import (
	"cmp"
	"crypto/sha256"
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// Copies finds the articles of a run that are copies of others. The zero value
// is ready.
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
// An article takes about four hundred bytes of memory.
type Copies struct {
	ids    map[models.ArticleID]struct{}
	texts  map[[16]byte]uint32 // the first article of a text, by its number
	order  []models.ArticleID  // of the articles, by number
	first  []uint32            // of the article's group, as far as it is known: an earlier one or itself
	signed []uint32            // the articles whose signatures are kept
	sigs   signatures
}

// signatures is a list of signatures that grows without being copied.
type signatures [][]Signature

// sigBlock is how many signatures are kept in a block.
const sigBlock = 1024

func (s *signatures) add(sig *Signature) {
	if n := len(*s); n == 0 || len((*s)[n-1]) == sigBlock {
		*s = append(*s, make([]Signature, 0, sigBlock))
	}
	last := &(*s)[len(*s)-1]
	*last = append(*last, *sig)
}

func (s signatures) at(i uint32) *Signature { return &s[i/sigBlock][i%sigBlock] }

// Repeated reports whether an article with this id came before.
// It remembers the id.
func (c *Copies) Repeated(id models.ArticleID) bool {
	if c.ids == nil {
		c.ids = make(map[models.ArticleID]struct{})
	}
	if _, ok := c.ids[id]; ok {
		return true
	}
	c.ids[id] = struct{}{}
	return false
}

// Original returns the first article with the same text as art, "" if art is
// the first. It remembers the text and its signature.
func (c *Copies) Original(art *models.Article, sig *Signature) models.ArticleID {
	if c.texts == nil {
		c.texts = make(map[[16]byte]uint32)
	}
	number := uint32(len(c.order))
	c.order = append(c.order, art.ID)
	sum := sha256.Sum256([]byte(art.Text))
	key := [16]byte(sum[:16])
	if first, ok := c.texts[key]; ok {
		c.first = append(c.first, first)
		return c.order[first]
	}
	c.texts[key] = number
	c.first = append(c.first, number)
	if sig.shingles > 0 {
		c.signed = append(c.signed, number)
		c.sigs.add(sig)
	}
	return ""
}

// Near finds the near copies. It comes after the last article and returns those
// of which Original did not say what is now known, with the first of their
// group.
func (c *Copies) Near() map[models.ArticleID]models.ArticleID {
	said := slices.Clone(c.first)
	c.meet(c.join)
	places := make(map[uint32]place)
	c.meet(func(x, y uint32) { c.look(places, x, y) })
	c.attach(places)
	late := make(map[models.ArticleID]models.ArticleID)
	for i := range c.first {
		if first := c.find(uint32(i)); first != said[i] {
			late[c.order[i]] = c.order[first]
		}
	}
	return late
}

// meet calls f with texts that agree in a band, by their place in signed. The
// list of texts is sorted by a hash of the band; behind it in a number stands
// which text it is.
func (c *Copies) meet(f func(x, y uint32)) {
	keys := make([]uint64, len(c.signed))
	for band := range bands {
		for i := range keys {
			var h uint64
			for _, x := range c.sigs.at(uint32(i)).least[band*bandRows:][:bandRows] {
				h = h<<16 | uint64(x)
			}
			keys[i] = mix(h)&^(1<<32-1) | uint64(i)
		}
		slices.Sort(keys)
		for from, to := 0, 1; from < len(keys); from, to = to, to+1 {
			for to < len(keys) && keys[to]>>32 == keys[from]>>32 {
				to++
			}
			c.among(keys[from:to], band, f)
		}
	}
}

// window is with how many others a text meets in one band. Texts that share so
// much that more of them come together are copies as a rule, and joined by few
// comparisons; but they may be made to share it, and time must not grow with the
// square of their number.
const window = 256

// among lets texts meet that agree in a band: each the next ones in the order of
// their signatures from the band on, which has nothing of the order of the input.
func (c *Copies) among(keys []uint64, band int, f func(x, y uint32)) {
	if len(keys) > window {
		from := band * bandRows
		slices.SortFunc(keys, func(x, y uint64) int {
			s, t := c.sigs.at(uint32(x)), c.sigs.at(uint32(y))
			return cmp.Or(slices.Compare(s.least[from:], t.least[from:]), slices.Compare(s.least[:from], t.least[:from]), cmp.Compare(s.shingles, t.shingles))
		})
	}
	for i, x := range keys {
		for _, y := range keys[i+1 : min(len(keys), i+1+window)] {
			f(uint32(x), uint32(y))
		}
	}
}

// join joins the groups of two texts if they are near copies.
func (c *Copies) join(x, y uint32) {
	a, b := c.find(c.signed[x]), c.find(c.signed[y])
	if a != b && c.sigs.at(x).near(c.sigs.at(y)) {
		c.first[max(a, b)] = min(a, b)
	}
}

// A place is a text of another group that holds most of one of a group, and how
// much.
type place struct {
	text  uint32
	share int64
}

// look notes a text of which another is an excerpt, if none holds more of any of
// its group. Groups must not change meanwhile.
func (c *Copies) look(places map[uint32]place, x, y uint32) {
	s, t := c.sigs.at(x), c.sigs.at(y)
	if s.shingles > t.shingles {
		x, y, s, t = y, x, t, s
	}
	group := c.find(c.signed[x])
	if group == c.find(c.signed[y]) {
		return
	}
	share := s.inside(t)
	if share < excerptShare {
		return
	}
	// Of two that hold as much, the order of the input must not choose.
	best, ok := places[group]
	if !ok || share > best.share || share == best.share && slices.Compare(t.least[:], c.sigs.at(best.text).least[:]) < 0 {
		places[group] = place{y, share}
	}
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
