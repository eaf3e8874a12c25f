package corpus

import (
	"slices"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// The numbers of near copies. They were chosen by reading what is found in raw
// news and by perturbing it, see docs/corpora.md; other numbers, other groups.
const (
	// shingleWords is how many words in a row make a shingle.
	shingleWords = 3
	// fewest is how many distinct shingles a text must have to be held against
	// others: of less, a stock phrase is half.
	fewest = 40
	// hashes is how many least hashes a signature holds: bands of bandRows each.
	bands, bandRows = 42, 3
	hashes          = bands * bandRows
)

// A Signature is what is kept of a text to know its near copies by: how many
// distinct shingles (words in a row, without case and punctuation) it has, and
// of each of many hash functions the least value over them, cut to 16 bits. Two
// texts agree in about as many of these as their shingles agree, by Jaccard's
// measure (Broder 1997, "On the resemblance and containment of documents"; bits
// cut off as in Li and König 2010, "b-bit minwise hashing").
//
// The zero Signature is that of a text too short to be a near copy of any.
type Signature struct {
	shingles int32
	least    [hashes]uint16
}

// Sign makes the signature of a document's own text: its body, without
// headlines, bylines, captions, comments, and what else stands on a page. It
// depends on nothing but the document.
func Sign(doc *models.Document) *Signature { return sign(shinglesOf(doc)) }

// shinglesOf are the distinct shingles of a document's own text, hashed, in
// order.
func shinglesOf(doc *models.Document) []uint64 {
	var r shingler
	for _, sec := range doc.Sections {
		if sec.Kind == models.Body && sec.Author == "" {
			r.read(doc.Text(sec.Span))
		}
	}
	slices.Sort(r.shingles)
	return slices.Compact(r.shingles)
}

// sign makes a signature of distinct shingles.
func sign(shingles []uint64) *Signature {
	s := new(Signature)
	if len(shingles) < fewest {
		return s
	}
	s.shingles = int32(len(shingles))
	for i := range hashes {
		seed := mix(uint64(i) + 1)
		least := ^uint64(0)
		for _, x := range shingles {
			least = min(least, mix(x^seed))
		}
		s.least[i] = uint16(least) // the low bits are as random as the high ones
	}
	return s
}

// A shingler hashes the shingles of a text, piece by piece.
type shingler struct {
	words    [shingleWords]uint64 // the hashes of the last words, as in a ring
	n        int                  // words read
	shingles []uint64
}

// FNV-1a's numbers.
const fnvBasis, fnvPrime = 0xcbf29ce484222325, 0x100000001b3

// read reads a piece of text. A word is a run of letters, their marks and
// numbers; a shingle may begin in one piece and end in the next.
func (r *shingler) read(text string) {
	h, inWord := uint64(fnvBasis), false
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsNumber(c) || inWord && unicode.IsMark(c) {
			h, inWord = (h^uint64(unicode.ToLower(c)))*fnvPrime, true
			continue
		}
		if inWord {
			r.word(h)
			h, inWord = fnvBasis, false
		}
	}
	if inWord {
		r.word(h)
	}
}

// word takes the hash of a word, and of the shingle that ends with it.
func (r *shingler) word(h uint64) {
	r.words[r.n%shingleWords] = h
	if r.n++; r.n < shingleWords {
		return
	}
	var sum uint64
	for i := range shingleWords {
		sum = sum*fnvPrime + mix(r.words[(r.n+i)%shingleWords])
	}
	r.shingles = append(r.shingles, mix(sum))
}

// mix spreads the bits of a number over all of it (the last step of Steele, Lea
// and Flood 2014, "Fast splittable pseudorandom number generators").
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// agree counts the hashes in which two signatures are the same.
func (s *Signature) agree(t *Signature) int {
	n := 0
	for i := range s.least {
		if s.least[i] == t.least[i] {
			n++
		}
	}
	return n
}

// near reports whether two texts are near copies, as far as their signatures
// tell: at least half of the shingles that either has are in both (Jaccard's
// measure), which is two thirds of each if they are as long. It is the same both
// ways.
func (s *Signature) near(t *Signature) bool {
	return s.shingles > 0 && t.shingles > 0 && 2*s.agree(t) >= hashes
}

// An excerpt has at least four fifths of its shingles in a text that is at most
// three times as long: what a long list of news in brief shares with each of
// them makes it an excerpt of none.
const (
	excerptShare = whole * 4 / 5
	timesAsLong  = 3
)

// whole is a share of one.
const whole = 1 << 16

// inside estimates the share of a text's shingles that stand in another, longer
// one, as a part of whole; 0 if that is none that it may be an excerpt of.
//
// Of a and b shingles with Jaccard's measure j, j(a+b)/(1+j) are in both; j is
// the share of the hashes that agree. All of it is done in whole numbers.
func (s *Signature) inside(t *Signature) int64 {
	a, b := int64(s.shingles), int64(t.shingles)
	if a == 0 || a > b || b > timesAsLong*a {
		return 0
	}
	same := int64(s.agree(t))
	return min(whole*same*(a+b)/((hashes+same)*a), whole)
}

// Shared counts out what two signatures estimate: the share of the shingles of
// either of two documents that are in both, the share of the shorter one's, and
// how many times as long the other is. All are 0 if one is too short to be a near
// copy of any.
func Shared(a, b *models.Document) (jaccard, share, times float64) {
	x, y := shinglesOf(a), shinglesOf(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < fewest {
		return 0, 0, 0
	}
	both := 0
	for _, h := range x {
		if _, ok := slices.BinarySearch(y, h); ok {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both), float64(both) / float64(len(x)), float64(len(y)) / float64(len(x))
}
