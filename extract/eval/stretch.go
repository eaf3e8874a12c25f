package eval

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// merge sorts spans, drops empty ones and joins those that overlap or touch.
// It leaves its input alone.
func merge(spans []models.Span) []models.Span {
	list := slices.DeleteFunc(slices.Clone(spans), models.Span.Empty)
	slices.SortFunc(list, models.Span.Compare)
	out := list[:0]
	for _, s := range list {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// size is how many characters lie in merged spans.
func size(spans []models.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// shared is how many characters lie in both lists of merged spans.
func shared(a, b []models.Span) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		n += max(0, min(a[i].End, b[j].End)-max(a[i].Start, b[j].Start))
		if a[i].End < b[j].End {
			i++
		} else {
			j++
		}
	}
	return n
}

// union is how many characters lie in either of two lists of merged spans.
func union(a, b []models.Span) int { return size(a) + size(b) - shared(a, b) }

// covered marks the tokens that overlap merged spans. Tokens are in order and
// disjoint.
func covered(toks, spans []models.Span) []bool {
	marks := make([]bool, len(toks))
	j := 0
	for i, tok := range toks {
		for j < len(spans) && spans[j].End <= tok.Start {
			j++
		}
		marks[i] = j < len(spans) && spans[j].Overlaps(tok)
	}
	return marks
}
