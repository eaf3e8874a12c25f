package parse

import "github.com/sayso-nlp/sayso/extract/tensor"

// A grid holds the scores of every arc of a stretch of words: row i tells how
// well word i hangs on each head, column 0 being the root and column j+1 word j.
// What stands where a word would hang on itself is never read.
type grid struct {
	n      int
	scores []float32 // n rows of n+1
}

func (g grid) row(i int) []float32 { return g.scores[i*(g.n+1) : (i+1)*(g.n+1)] }

// root is the head of the word that hangs on no other.
const root = -1

// A decoder finds trees; its memory is used again.
type decoder struct {
	heads []int // of the words of the stretch, by their numbers in it; root for one
	seen  []int // see isTree
	edmonds
}

// decode finds the heads of a stretch's words: the tree of one root in which no
// mark of punctuation governs (unless there are but marks) that has the highest
// sum of scores. The answer is good until the next call.
//
// Most words' best heads make a tree as they are; the others go through
// Edmonds' method.
func (d *decoder) decode(g grid, punct []bool) []int {
	d.heads = tensor.Sized(d.heads, g.n)
	greedy(d.heads, g, punct)
	if !d.isTree(d.heads) {
		d.weigh(g, punct)
		d.solve(d.heads)
	}
	return d.heads
}

// greedy gives each word its best head, without regard to the others; of equal
// heads the first, the root before all.
func greedy(heads []int, g grid, punct []bool) {
	for i := range heads {
		row := g.row(i)
		best, top := root, row[0]
		for j, score := range row[1:] {
			if score > top && j != i && !punct[j] {
				best, top = j, score
			}
		}
		heads[i] = best
	}
}

// isTree reports whether heads have one root and no cycle.
func (d *decoder) isTree(heads []int) bool {
	roots := 0
	d.seen = tensor.Sized(d.seen, len(heads)) // from which word the walk up came first, plus one
	clear(d.seen)
	for i := range heads {
		at := i
		for at != root && d.seen[at] == 0 {
			d.seen[at] = i + 1
			at = heads[at]
		}
		if at != root && d.seen[at] == i+1 {
			return false
		}
		if heads[i] == root {
			roots++
		}
	}
	return roots == 1
}
