package parse

import "slices"

// A stretch is words that make one tree: a sentence, or a part of a very long
// one. It is the tokens [from, to) of the sentence that begins with token first,
// counted from the first token that is read.
//
// The trees of a sentence's stretches hang together: one leads, the first that
// has a word, and the roots of the others hang on its root, as UD has it for
// clauses strung together (parataxis), though with the relation that scores
// best. Where others are but marks, each mark hangs there.
type stretch struct {
	from, to, first int
	leads           bool
}

// leading finds the stretch that leads the sentence of tokens [first, last): if
// there are but marks, the first.
func leading(punct []bool, first, last int) (from, to int) {
	for from = first; from < last; from = to {
		if to = cut(punct, from, last); !wordless(punct[from:to]) {
			return from, to
		}
	}
	return first, cut(punct, first, last)
}

// wordless reports whether all are marks of punctuation.
func wordless(punct []bool) bool { return !slices.Contains(punct, false) }

// cut finds where the stretch that begins at from ends: at the sentence's end
// last, or if that is too far off, behind the last mark of punctuation in the
// stretch's second half, or where it must.
func cut(punct []bool, from, last int) int {
	if last-from <= maxStretch {
		return last
	}
	for i := from + maxStretch - 1; i >= from+maxStretch/2; i-- {
		if punct[i] {
			return i + 1
		}
	}
	return from + maxStretch
}
