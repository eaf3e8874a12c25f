package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A chunk is what stands between two white spaces, on its way to being cut.
type chunk struct {
	text string
	at   []bool // at[i]: a token starts at byte i; at[0] is always true, at[len(text)] never read
	last bool   // nothing follows it in its sentence
}

// A cutter cuts chunks and remembers how. The memory is of one call alone and
// bounded; what is cut does not depend on it.
type cutter struct {
	known map[string][]int
	ends  []int
	at    []bool
}

// remember bounds what a cutter keeps: so many chunks, each of so many bytes.
const (
	rememberChunks = 1 << 14
	rememberBytes  = 64
)

func newCutter() *cutter { return &cutter{known: make(map[string][]int)} }

// cut returns where the tokens of a chunk end, the chunk's own end last. The
// slice is valid until the next call.
func (c *cutter) cut(text string, last bool) []int {
	if letters(text) && fusedWords[text] == 0 {
		c.ends = append(c.ends[:0], len(text))
		return c.ends
	}
	if last || len(text) > rememberBytes {
		return c.work(text, last)
	}
	if ends, ok := c.known[text]; ok {
		return ends
	}
	ends := append([]int(nil), c.work(text, last)...)
	if len(c.known) < rememberChunks {
		c.known[text] = ends
	}
	return ends
}

// work cuts a chunk by prose, or by the plain splitter where prose cannot, and
// mends what comes.
func (c *cutter) work(text string, last bool) []int {
	if cap(c.at) < len(text) {
		c.at = make([]bool, len(text)+256)
	}
	ch := chunk{text: text, at: c.at[:len(text)], last: last}
	clear(ch.at)
	ch.at[0] = true
	if !ch.byProse() {
		clear(ch.at)
		ch.at[0] = true
		ch.plain()
	}
	for _, m := range mends {
		m.do(&ch)
	}
	c.ends = c.ends[:0]
	for i := 1; i < len(text); i++ {
		if ch.at[i] && utf8.RuneStart(text[i]) {
			c.ends = append(c.ends, i)
		}
	}
	c.ends = append(c.ends, len(text))
	return c.ends
}

// letters reports whether text is ASCII letters alone: prose and the mends
// leave such a chunk whole (but see fusedWords).
func letters(text string) bool {
	for i := range len(text) {
		if c := text[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// split makes a token start at byte i.
func (c *chunk) split(i int) {
	if i > 0 && i < len(c.text) {
		c.at[i] = true
	}
}

// join makes one token of the bytes from to end.
func (c *chunk) join(from, end int) {
	c.split(from)
	c.split(end)
	for i := from + 1; i < end; i++ {
		c.at[i] = false
	}
}

// pieces calls do with each token of the chunk; do may split inside its token
// and join what lies inside it.
func (c *chunk) pieces(do func(start, end int)) {
	start := 0
	for i := 1; i <= len(c.text); i++ {
		if i == len(c.text) || c.at[i] {
			do(start, i)
			start = i
		}
	}
}

// plain is the splitter for chunks that prose would lose something of, and the
// slow and simple one that tests hold against it: letters and digits belong
// together, with the points, commas and apostrophes between them, and any other
// mark stands alone.
func (c *chunk) plain() {
	inner := func(i, size int) bool {
		before, _ := utf8.DecodeLastRuneInString(c.text[:i])
		after, _ := utf8.DecodeRuneInString(c.text[i+size:])
		return i > 0 && i+size < len(c.text) && wordy(before) && wordy(after)
	}
	was := false
	for i, r := range c.text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(c.text[i:])
		}
		is := wordy(r) || strings.ContainsRune(".,'’:@_&", r) && inner(i, size) || strings.ContainsRune("-/–", r)
		if !is || !was {
			c.split(i)
		}
		was = is
	}
}

// wordy reports whether a rune is of the kind that words and numbers are made
// of. Marks on letters and invisible format characters count: they belong to
// their word.
func wordy(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.Is(unicode.Cf, r)
}
