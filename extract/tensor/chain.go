package tensor

import (
	"bytes"
	"slices"
)

// A Chain finds the best sequence of labels over the tokens of a sentence: the
// one whose scores, and whose transitions if there are any, have the highest
// sum among those in which every label may stand behind the one before (Viterbi
// 1967).
//
// It counts in integers, so that the order of a sum cannot matter and a long
// sentence loses nothing. Of equal sequences it takes the one whose last label,
// then whose label before that …, comes first. It is read-only and may be
// shared.
type Chain struct {
	labels int
	from   [][]uint8 // by label: the labels that it may stand behind
	alike  []int     // by label: the first that may stand behind the same
	opens  []bool    // by label: whether a sequence may begin with it
	steps  []int64   // by label before and label; nil without transitions
}

// MostLabels keeps a label in a byte.
const MostLabels = 1 << 8

// Opens stands for the label before the first.
const Opens = -1

// NewChain makes a chain of n labels, fewer than MostLabels. may says whether a
// label may stand behind another, or begin a sequence if that is Opens.
// transitions, row-major by label before and label, may be nil.
func NewChain(n int, may func(before, label int) bool, transitions []float32) *Chain {
	c := &Chain{labels: n, from: make([][]uint8, n), alike: make([]int, n), opens: make([]bool, n)}
	for y := range n {
		c.opens[y] = may(Opens, y)
		for x := range n {
			if may(x, y) {
				c.from[y] = append(c.from[y], uint8(x))
			}
		}
		c.alike[y] = slices.IndexFunc(c.from[:y+1], func(from []uint8) bool { return bytes.Equal(from, c.from[y]) })
	}
	if transitions != nil {
		c.steps = make([]int64, n*n)
		for i, x := range transitions {
			c.steps[i] = fixed(x)
		}
	}
	return c
}

// fixed is a score as an integer, in parts of 2⁻¹²; scores have no more to tell
// after int8 weights. What is no number counts as nothing, and bounds keep a
// sum of 2²⁹ of them inside 64 bits.
func fixed(x float32) int64 {
	const parts, most = 1 << 12, 1 << 20
	switch {
	case x != x:
		return 0
	case x > most:
		x = most
	case x < -most:
		x = -most
	}
	return int64(x * parts)
}

// never is a sum that no sequence reaches.
const never = -1 << 62

// Trellis is the memory of a chain, for one user at a time. The zero value is
// ready.
type Trellis struct {
	now, next []int64
	tops      []int64 // by label: the best sum before it
	back      []uint8 // by token and label: the label before
	best      []uint8 // the answer
}

// Best returns the best labels of scores, row-major by token and label, valid
// until the next call with t.
func (c *Chain) Best(scores []float32, t *Trellis) []uint8 {
	width := c.labels
	n := len(scores) / width
	if n == 0 {
		return nil
	}
	t.now, t.next, t.tops = Sized(t.now, width), Sized(t.next, width), Sized(t.tops, width)
	t.back, t.best = Sized(t.back, n*width), Sized(t.best, n)
	now, next := t.now, t.next
	for y := range now {
		now[y] = never
		if c.opens[y] {
			now[y] = fixed(scores[y])
		}
	}
	for i := 1; i < n; i++ {
		row := scores[i*width:][:width]
		back := t.back[i*width:][:width]
		for y := range next {
			top, who := int64(never), uint8(0)
			if first := c.alike[y]; first < y && c.steps == nil { // the same label before is best
				top, who = t.tops[first], back[first]
			} else {
				for _, x := range c.from[y] {
					sum := now[x]
					if sum == never {
						continue
					}
					if c.steps != nil {
						sum += c.steps[int(x)*width+y]
					}
					if sum > top {
						top, who = sum, x
					}
				}
				t.tops[y] = top
			}
			if top != never {
				top += fixed(row[y])
			}
			next[y], back[y] = top, who
		}
		now, next = next, now
	}
	last := 0
	for y := range now {
		if now[y] > now[last] {
			last = y
		}
	}
	for i := n - 1; i >= 0; i-- {
		t.best[i] = uint8(last)
		last = int(t.back[i*width+last])
	}
	return t.best
}
