package coding

import (
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// A Stratum is a part of the units of a kind that rows are drawn from by
// themselves, each unit as likely as the others.
type Stratum struct {
	Kind   Kind
	Name   string // "": all units of the kind
	Units  int
	Rows   int // drawn
	Folded int // strata too small for rows of their own that were made one; 0: it is none of these
}

// other is the name of what is folded.
const other = "(other)"

// A ticket is a unit that may be drawn: those of the lowest ranks are.
type ticket struct {
	rank uint64
	turn uint64 // its place in the sheet, which says nothing of its stratum
	id   string
}

func (t ticket) compare(u ticket) int {
	return cmp.Or(cmp.Compare(t.rank, u.rank), strings.Compare(t.id, u.id))
}

// newTicket lets chance put a unit somewhere: the first bytes of a SHA-256 are
// spread as evenly as any generator's numbers, and the same everywhere.
func newTicket(seed uint64, kind Kind, id string) ticket {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\x00%s\x00%s", seed, kind, id))
	return ticket{binary.BigEndian.Uint64(sum[:]), binary.BigEndian.Uint64(sum[8:]), id}
}

// tickets are the lowest ranks seen, the highest of them on top (a bottom-k
// sample: Cohen and Kaplan, PODC 2007).
type tickets []ticket

func (t tickets) Len() int           { return len(t) }
func (t tickets) Less(i, j int) bool { return t[i].compare(t[j]) > 0 }
func (t tickets) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *tickets) Push(x any)        { *t = append(*t, x.(ticket)) }
func (t *tickets) Pop() any {
	last := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return last
}

// keep adds a ticket if it is among the n lowest.
func (t *tickets) keep(x ticket, n int) {
	if len(*t) < n {
		heap.Push(t, x)
	} else if x.compare((*t)[0]) < 0 {
		(*t)[0] = x
		heap.Fix(t, 0)
	}
}

// A pool is the units of one kind, by stratum.
type pool struct {
	kind   Kind
	room   int // rows that may be drawn in all
	units  int
	strata map[string]*hopper
}

// A hopper is a stratum while units go in.
type hopper struct {
	Stratum
	lowest tickets
}

func (p *pool) add(stratum string, t ticket) {
	h := p.strata[stratum]
	if h == nil {
		h = &hopper{Stratum: Stratum{Kind: p.kind, Name: stratum}}
		p.strata[stratum] = h
	}
	p.units++
	h.Units++
	h.lowest.keep(t, p.room)
}

// hoppers lists the strata, the largest first, for a draw of n rows. A stratum
// needs two rows for its spread to show; where there are too many for that, the
// smallest are folded into one.
func (p *pool) hoppers(n int) []*hopper {
	var list []*hopper
	for _, h := range p.strata {
		list = append(list, h)
	}
	slices.SortFunc(list, func(x, y *hopper) int { return cmp.Or(y.Units-x.Units, strings.Compare(x.Name, y.Name)) })
	most := max(n/2, 1)
	if len(list) <= most {
		return list
	}
	rest := list[most-1:]
	folded := &hopper{Stratum: Stratum{Kind: p.kind, Name: other, Folded: len(rest)}}
	for _, h := range rest {
		folded.Units += h.Units
		for _, t := range h.lowest {
			folded.lowest.keep(t, p.room)
		}
	}
	return append(list[:most-1:most-1], folded)
}

// draw fixes how many rows each stratum gives and returns their tickets.
func (p *pool) draw(n int) (strata []Stratum, drawn [][]ticket) {
	list := p.hoppers(n)
	sizes := make([]int, len(list))
	for i, h := range list {
		sizes[i] = h.Units
	}
	for i, rows := range shares(n, sizes) {
		h := list[i]
		h.Rows = rows
		slices.SortFunc(h.lowest, ticket.compare)
		strata = append(strata, h.Stratum)
		drawn = append(drawn, h.lowest[:rows])
	}
	return strata, drawn
}

// shares divides n equally among parts that hold so many at most: 10 among 2, 9
// and 9 are 2, 4 and 4. What cannot be divided goes to the first.
func shares(n int, sizes []int) []int {
	got := make([]int, len(sizes))
	for n > 0 {
		open := 0
		for i, size := range sizes {
			if got[i] < size {
				open++
			}
		}
		if open == 0 {
			break
		}
		each := max(n/open, 1)
		for i, size := range sizes {
			more := min(each, size-got[i], n)
			got[i] += more
			n -= more
		}
	}
	return got
}
