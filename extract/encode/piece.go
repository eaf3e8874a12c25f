package encode

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/rangetable"
)

// longestWord is the number of characters beyond which a word is not cut into
// pieces but unknown as a whole.
const longestWord = 100

// Pieces cuts words into the pieces of a vocabulary, exactly as the tokenizers
// package does it for text already split into words (an uncased BERT: its
// normalizer, its pre-tokenizer and WordPiece). A special piece written out in
// a text, "[SEP]", is text like any other. Pieces are read-only and may be
// shared.
type Pieces struct {
	first, next map[string]int32 // pieces that begin a word; those that go on, without their "##"
	longest     int              // the longest piece in bytes

	Unknown, Begin, End int32 // [UNK], [CLS], [SEP]
}

// NewPieces reads a vocabulary: one piece a line, in the order of the ids.
func NewPieces(vocabulary string) (*Pieces, error) {
	n := strings.Count(vocabulary, "\n") + 1
	p := &Pieces{first: make(map[string]int32, n), next: make(map[string]int32, n/4)}
	id := int32(0)
	for line := range strings.Lines(vocabulary) {
		piece := strings.TrimSuffix(line, "\n")
		words, word := p.first, piece
		if rest, ok := strings.CutPrefix(piece, "##"); ok && rest != "" {
			words, word = p.next, rest
		}
		if _, twice := words[word]; twice || word == "" {
			return nil, fmt.Errorf("vocabulary: piece %d, %q, is empty or there twice", id, piece)
		}
		words[word] = id
		p.longest = max(p.longest, len(word))
		id++
	}
	for _, special := range []struct {
		name string
		id   *int32
	}{{"[UNK]", &p.Unknown}, {"[CLS]", &p.Begin}, {"[SEP]", &p.End}} {
		id, ok := p.first[special.name]
		if !ok {
			return nil, errors.New("vocabulary: no piece " + special.name)
		}
		*special.id = id
	}
	return p, nil
}

// Len is the number of pieces in the vocabulary.
func (p *Pieces) Len() int { return len(p.first) + len(p.next) }

// Append appends the pieces of one word: at least one, [UNK] if nothing else
// is left of it.
func (p *Pieces) Append(dst []int32, word string) []int32 {
	return p.AppendSome(dst, word, math.MaxInt)
}

// AppendSome appends the first pieces of a word, no more than most (which is
// at least one) of them. It takes no more time or memory than these need.
func (p *Pieces) AppendSome(dst []int32, word string, most int) []int32 {
	c := cutter{pieces: p, dst: dst, most: len(dst) + min(most, math.MaxInt-len(dst))}
	for i, r := range word {
		if len(c.dst) >= c.most {
			break
		}
		if r >= utf8.RuneSelf {
			c.wide(word[i:], r)
			continue
		}
		switch narrow[r] {
		case drop:
		case blank:
			c.flush()
		case mark:
			c.flush()
			c.add(r)
			c.flush()
		default:
			c.add(rune(narrow[r]))
		}
	}
	c.flush()
	if len(c.dst) > c.most {
		c.dst = c.dst[:c.most]
	}
	if len(c.dst) == len(dst) {
		return append(dst, p.Unknown)
	}
	return c.dst
}

// A cutter gathers the normalized characters of a stretch without blanks and
// punctuation and cuts it when it is complete.
type cutter struct {
	pieces *Pieces
	dst    []int32
	most   int
	n      int // characters of the stretch
	size   int // bytes of the stretch, as long as it is not too long
	buf    [longestWord * utf8.UTFMax]byte
}

func (c *cutter) add(r rune) {
	if c.n++; c.n <= longestWord {
		c.size += utf8.EncodeRune(c.buf[c.size:], r)
	}
}

// flush cuts the stretch: the longest piece that it begins with, then the
// longest that the rest begins with, and so on; if nothing fits somewhere,
// all of it is unknown.
func (c *cutter) flush() {
	if c.n == 0 {
		return
	}
	p, word, start := c.pieces, c.buf[:c.size], len(c.dst)
	if c.n > longestWord {
		word = nil
		c.dst = append(c.dst, p.Unknown)
	}
	for words := p.first; len(word) > 0; words = p.next {
		end := min(len(word), p.longest)
		id, ok := words[string(word[:end])]
		for !ok && end > 1 {
			end--
			if end < len(word) && !utf8.RuneStart(word[end]) {
				continue
			}
			id, ok = words[string(word[:end])]
		}
		if !ok {
			c.dst = append(c.dst[:start], p.Unknown)
			break
		}
		c.dst = append(c.dst, id)
		word = word[end:]
	}
	c.n, c.size = 0, 0
}

// wide takes a character beyond ASCII, r, which rest begins with: without its
// accents, in lower case, an ideograph as a word of its own. Marks need not be
// put into canonical order first: those that stay are in no vocabulary, so
// that their word is unknown in any order.
func (c *cutter) wide(rest string, r rune) {
	switch {
	case r == utf8.RuneError || known(unicode.Cc, r) || known(unicode.Cf, r) || unicode.Is(unicode.Co, r):
		return
	case unicode.IsSpace(r):
		c.flush()
		return
	}
	alone := ideograph(r)
	if alone {
		c.flush()
	}
	if at := r - hangulBase; 0 <= at && at < hangulCount {
		c.add(leadBase + at/(vowels*tails))
		c.add(vowelBase + at%(vowels*tails)/tails)
		if tail := at % tails; tail != 0 {
			c.add(tailBase + tail)
		}
	} else if parts := norm.NFD.PropertiesString(rest).Decomposition(); parts != nil {
		for len(parts) > 0 {
			part, size := utf8.DecodeRune(parts)
			c.bare(part)
			parts = parts[size:]
		}
	} else {
		c.bare(r)
	}
	if alone {
		c.flush()
	}
}

// bare takes a character that cannot be decomposed further.
func (c *cutter) bare(r rune) {
	switch {
	case r == '\u1885' || r == '\u1886' || r == '\ua9bd': // marks only since
	case known(unicode.Mn, r) && r != '\U000111c9' || r == '\u1734':
		return
	case r < utf8.RuneSelf && narrow[r] == mark, known(unicode.P, r), r == '\u166d', r == '\U000111c9':
		c.flush()
		c.add(r)
		c.flush()
		return
	case r == '\ua7cb': // in lower case only since
		r = '\u0264'
	case r == '\ua7dc':
		r = '\u019b'
	default:
		r = unicode.ToLower(r)
	}
	c.add(r)
}

// known reports whether r is of a category for the tokenizers package, which
// counts what came after Unicode 8 as letters. The few characters whose
// category or lower case changed since are named in bare.
func known(category *unicode.RangeTable, r rune) bool {
	return unicode.Is(category, r) && unicode.Is(unicode8, r)
}

var unicode8 = rangetable.Assigned("8.0.0")

// ideograph reports whether r stands in a block of Chinese characters.
func ideograph(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF ||
		0x20000 <= r && r <= 0x2A6DF || 0x2A700 <= r && r <= 0x2B73F ||
		0x2B740 <= r && r <= 0x2B81F || 0x2B920 <= r && r <= 0x2CEAF ||
		0xF900 <= r && r <= 0xFAFF || 0x2F800 <= r && r <= 0x2FA1F
}

// Hangul syllables are decomposed by arithmetic (Unicode, section 3.12).
const (
	hangulBase, hangulCount       = 0xAC00, 11172
	leadBase, vowelBase, tailBase = 0x1100, 0x1161, 0x11A7
	vowels, tails                 = 21, 28
)

// What becomes of an ASCII character: dropped, a blank, a word of its own, or
// the character that stands here.
const (
	drop  = 0
	blank = 1
	mark  = 2
)

var narrow = func() (class [utf8.RuneSelf]byte) {
	for r := range class {
		switch c := rune(r); {
		case c == '\t' || c == '\n' || c == '\r' || c == ' ':
			class[r] = blank
		case c < ' ' || c == 0x7f:
			class[r] = drop
		case unicode.IsPunct(c) || unicode.IsSymbol(c):
			class[r] = mark
		default:
			class[r] = byte(unicode.ToLower(c))
		}
	}
	return class
}()
