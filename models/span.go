package models

// A Span is a stretch of an article's text: a half-open range of byte offsets,
// on code point boundaries.
type Span struct{ Start, End int }

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// In returns what the span reads in text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether the two share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Hull is the shortest span that contains both.
func (s Span) Hull(t Span) Span { return Span{min(s.Start, t.Start), max(s.End, t.End)} }

// Compare orders spans by start, then the longer first: a span stands before
// those it contains. It serves slices.SortFunc.
func (s Span) Compare(t Span) int {
	if s.Start != t.Start {
		return s.Start - t.Start
	}
	return t.End - s.End
}
