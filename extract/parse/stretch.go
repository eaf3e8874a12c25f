package parse

// A stretch is words that make one tree: a sentence, or a part of a very long
// one. It is the tokens [from, to) of the sentence that begins with token first,
// counted from the first token that is read.
//
// The trees of a sentence's stretches hang together: the root of each later one
// hangs on the root of the first, as UD has it for clauses strung together
// (parataxis), though with the relation that scores best.
type stretch struct{ from, to, first int }

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
