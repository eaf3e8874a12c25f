package models

import "unicode/utf8"

// stride is how many bytes lie between two remembered code point counts.
const stride = 256

// Offsets translates byte offsets of one text into code point offsets and back.
// Building reads the text once; a look-up reads at most stride bytes. A text of
// ASCII alone costs no memory. Not safe for a text that changes.
type Offsets struct {
	text  string
	marks []int // marks[i]: code points before byte i*stride; nil for ASCII
	n     int
}

// NewOffsets indexes text, which must be valid UTF-8.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, n: utf8.RuneCountInString(text)}
	if o.n == len(text) {
		return o
	}
	o.marks = make([]int, 0, len(text)/stride+1)
	n := 0
	for i := range len(text) {
		if i%stride == 0 {
			o.marks = append(o.marks, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	return o
}

// Len is the number of code points in the text.
func (o *Offsets) Len() int { return o.n }

// Rune returns how many code points stand before byte offset b,
// which must lie in 0…len(text).
func (o *Offsets) Rune(b int) int {
	if o.marks == nil {
		return b
	}
	if b == len(o.text) {
		return o.n
	}
	m := b / stride
	n := o.marks[m]
	for i := m * stride; i < b; i++ {
		if utf8.RuneStart(o.text[i]) {
			n++
		}
	}
	return n
}

// Byte returns the byte offset of code point r, which must lie in 0…Len().
// It is the inverse of Rune on code point boundaries.
func (o *Offsets) Byte(r int) int {
	if o.marks == nil {
		return r
	}
	if r == o.n {
		return len(o.text)
	}
	// The last mark that counts at most r code points.
	lo, hi := 0, len(o.marks)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; o.marks[mid] <= r {
			lo = mid
		} else {
			hi = mid
		}
	}
	b, n := lo*stride, o.marks[lo]
	for ; b < len(o.text); b++ {
		if !utf8.RuneStart(o.text[b]) {
			continue
		}
		if n == r {
			return b
		}
		n++
	}
	return len(o.text)
}

// Runes translates a span of bytes into one of code points.
func (o *Offsets) Runes(s Span) (start, end int) { return o.Rune(s.Start), o.Rune(s.End) }

// Span translates a range of code points into a span of bytes.
func (o *Offsets) Span(start, end int) Span { return Span{o.Byte(start), o.Byte(end)} }
