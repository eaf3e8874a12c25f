package entity

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// outer is the label of a token that stands in no name.
const outer = "O"

// A decoder finds the best sequence of name labels of a sentence: the one whose
// scores, and whose transitions if there are any, have the highest sum among
// those in which each I-X stands behind B-X or I-X (Viterbi).
//
// It counts in integers, so that the order of a sum cannot matter and a long
// sentence loses nothing. Of equal sequences it takes the one whose last label,
// then whose label before that …, stands first in the list of labels.
type decoder struct {
	labels []string
	outer  int       // the label O
	from   [][]uint8 // by label: the labels that it may stand behind
	opens  []bool    // by label: whether a sentence may begin with it
	steps  []int64   // by label before and label; nil without transitions
}

// mostLabels keeps a label in a byte.
const mostLabels = 1 << 8

// newDecoder reads the labels: O, and B-X and I-X for each type X.
func newDecoder(labels []string, transitions []float32) (*decoder, error) {
	n := len(labels)
	if n < 2 || n >= mostLabels {
		return nil, fmt.Errorf("%d labels of names", n)
	}
	if transitions != nil && len(transitions) != n*n {
		return nil, fmt.Errorf("%d transitions between %d labels of names", len(transitions), n)
	}
	d := &decoder{labels: labels, from: make([][]uint8, n), opens: make([]bool, n)}
	seen := make(map[string]bool, n)
	for _, l := range labels {
		if seen[l] {
			return nil, fmt.Errorf("the label %q of names stands twice", l)
		}
		seen[l] = true
	}
	if !seen[outer] {
		return nil, errors.New("no label O among those of names")
	}
	for i, l := range labels {
		prefix, kind, _ := strings.Cut(l, "-")
		switch {
		case l == outer:
			d.outer = i
		case kind == "" || prefix != "B" && prefix != "I":
			return nil, fmt.Errorf("%q is no label of a name", l)
		case !seen["B-"+kind] || !seen["I-"+kind]:
			return nil, fmt.Errorf("the label %q of names has no partner", l)
		}
		d.opens[i] = prefix != "I"
		for k, m := range labels {
			if prefix != "I" || m == l || m == "B-"+kind {
				d.from[i] = append(d.from[i], uint8(k))
			}
		}
	}
	if transitions != nil {
		d.steps = make([]int64, n*n)
		for i, x := range transitions {
			d.steps[i] = fixed(x)
		}
	}
	return d, nil
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

// bar makes O the one label for a token of these scores.
func (d *decoder) bar(scores []float32) {
	for y := range d.labels {
		if y != d.outer {
			scores[y] = -math.MaxFloat32
		}
	}
}

// never is a sum that no sequence reaches.
const never = -1 << 62

// trellis is the memory of a decoder, for one user at a time.
type trellis struct {
	now, next []int64
	back      []uint8 // by token and label: the label before
	best      []uint8 // the answer
}

// decode returns the best labels of a sentence of len(scores)/len(labels)
// tokens, valid until the next call with t.
func (d *decoder) decode(scores []float32, t *trellis) []uint8 {
	width := len(d.labels)
	n := len(scores) / width
	if n == 0 {
		return nil
	}
	t.now, t.next = sized(t.now, width), sized(t.next, width)
	t.back, t.best = sized(t.back, n*width), sized(t.best, n)
	now, next := t.now, t.next
	for y := range now {
		now[y] = never
		if d.opens[y] {
			now[y] = fixed(scores[y])
		}
	}
	for i := 1; i < n; i++ {
		row := scores[i*width:][:width]
		back := t.back[i*width:][:width]
		for y := range next {
			top, who := int64(never), d.from[y][0]
			for _, x := range d.from[y] {
				sum := now[x]
				if sum == never {
					continue
				}
				if d.steps != nil {
					sum += d.steps[int(x)*width+y]
				}
				if sum > top {
					top, who = sum, x
				}
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

// sized is buf with room for n, whatever it held.
func sized[T any](buf []T, n int) []T {
	if cap(buf) < n {
		return make([]T, n)
	}
	return buf[:n]
}
