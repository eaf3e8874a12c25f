package parse

import (
	"math"

	"github.com/sayso-nlp/sayso/extract/tensor"
)

// The order of what a tree must be: it has one root first of all, then no mark
// of punctuation governs, and then the scores decide. Each price outweighs all
// that comes after it: a score counts in parts of 1/2¹⁶ and up to ±2¹⁹, which
// makes 2³⁵, and a stretch holds at most 2⁸ words, so that the scores of two
// trees differ by 2⁴⁴ at most and their punctuation by 2⁵⁴. So the tree of one
// root is found without trying each word as the root (as by Gabow and Tarjan,
// "Efficient algorithms for a family of matroid intersection problems", 1984,
// and Zmigrod, Vieira and Cotterell, "Please mind the root", EMNLP 2020), and
// since sums of integers are exact, it is the best one.
const (
	parts      = 1 << 16
	scoreLimit = 1 << 19
	maxStretch = 1 << 8
	punctPrice = 1 << 46
	rootPrice  = 1 << 57
)

// A slot is a row and column of Edmonds' matrix: 0 is the root, i+1 word i, and
// after a contraction all of a cycle's words have the lowest of their slots.
type slot = int

// An arc is an arc of the words as they stand, whatever has been contracted.
type arc struct{ dep, head int16 } // head may be root

// before orders arcs of equal weight.
func (a arc) before(b arc) bool { return a.head < b.head || a.head == b.head && a.dep < b.dep }

// state says what has become of a slot.
type state uint8

const (
	free   state = iota // not yet looked at
	onPath              // on the path that is being grown
	done                // hangs on the root, perhaps through others
	merged              // its words have another slot now
)

// edmonds finds a maximum spanning arborescence of a complete graph (Chu and
// Liu 1965, Edmonds 1967) in time n², as Tarjan ("Finding optimum branchings",
// Networks, 1977) has it for dense graphs; a path is grown from head to head,
// as in Gabow, Galil, Spencer and Tarjan (1986), until it meets the root or
// itself, which is a cycle to be contracted.
type edmonds struct {
	n      int
	weight []int64 // by dependent's slot − 1, head's slot
	arcs   []arc   // the arc that has this weight
	state  []state // by slot
	node   []int   // by slot: which node it stands for
	path   []slot

	// Nodes are words, then cycles in the order of their contraction.
	parent []int   // the cycle that holds the node, −1 for none
	into   []arc   // the arc chosen for the node
	paid   []int64 // its weight
}

// weigh takes up the scores of a stretch.
func (e *edmonds) weigh(g grid, punct []bool) {
	n := g.n
	e.n = n
	e.weight, e.arcs = tensor.Sized(e.weight, n*(n+1)), tensor.Sized(e.arcs, n*(n+1))
	for i := range n {
		row := g.row(i)
		to := i * (n + 1)
		for c, score := range row {
			w := fixed(score)
			if c == 0 {
				w -= rootPrice
			} else if punct[c-1] {
				w -= punctPrice
			}
			e.weight[to+c], e.arcs[to+c] = w, arc{int16(i), int16(c - 1)}
		}
	}
}

// fixed is a score in parts.
func fixed(score float32) int64 {
	switch {
	case score >= scoreLimit:
		return scoreLimit * parts
	case score > -scoreLimit:
		return int64(math.RoundToEven(float64(score) * parts))
	}
	return -scoreLimit * parts // not a number, too
}

// solve fills heads with the best tree.
func (e *edmonds) solve(heads []int) {
	n := e.n
	e.state, e.node = tensor.Sized(e.state, n+1), tensor.Sized(e.node, n+1)
	clear(e.state)
	for s := range e.node {
		e.node[s] = s - 1
	}
	e.state[0] = done
	e.parent, e.into, e.paid = e.parent[:0], e.into[:0], e.paid[:0]
	for range n {
		e.addNode()
	}
	for s := slot(1); s <= n; s++ {
		if e.state[s] == free {
			e.grow(s)
		}
	}
	e.expand()
	for i := range heads {
		heads[i] = int(e.into[i].head)
	}
}

func (e *edmonds) addNode() int {
	e.parent, e.into, e.paid = append(e.parent, -1), append(e.into, arc{}), append(e.paid, 0)
	return len(e.parent) - 1
}

// grow follows best heads from a slot until they lead to the root.
func (e *edmonds) grow(from slot) {
	e.path = append(e.path[:0], from)
	e.state[from] = onPath
	for {
		dep := e.path[len(e.path)-1]
		head := e.best(dep)
		at := (dep-1)*(e.n+1) + head
		e.into[e.node[dep]], e.paid[e.node[dep]] = e.arcs[at], e.weight[at]
		switch e.state[head] {
		case free:
			e.path = append(e.path, head)
			e.state[head] = onPath
		case onPath:
			e.contract(head)
		case done:
			for _, s := range e.path {
				e.state[s] = done
			}
			return
		}
	}
}

// best is the best head of a slot, of equal ones the first.
func (e *edmonds) best(dep slot) slot {
	row := e.weight[(dep-1)*(e.n+1) : dep*(e.n+1)]
	head := 0 // never merged, never dep
	for s := 1; s < len(row); s++ {
		if row[s] > row[head] && s != dep && e.state[s] != merged {
			head = s
		}
	}
	return head
}

// contract makes one node of the end of the path from first on, which is a
// cycle, and leaves its slot as the path's end. An arc into the cycle replaces
// the arc that was chosen for the word it goes to: its weight is the gain.
func (e *edmonds) contract(first slot) {
	from := len(e.path) - 1
	for e.path[from] != first {
		from--
	}
	cycle := e.path[from:]
	id := e.addNode()
	to := cycle[0]
	for _, s := range cycle {
		e.parent[e.node[s]] = id
		e.state[s] = merged
		to = min(to, s)
	}
	n := e.n + 1
	for s := range n {
		if e.state[s] == merged {
			continue
		}
		best := -1
		var gain int64
		for _, c := range cycle {
			at := (c-1)*n + s
			w := e.weight[at] - e.paid[e.node[c]]
			if best < 0 || w > gain || w == gain && e.arcs[at].before(e.arcs[best]) {
				best, gain = at, w
			}
		}
		e.weight[(to-1)*n+s], e.arcs[(to-1)*n+s] = gain, e.arcs[best]
		if s == 0 {
			continue
		}
		best = (s-1)*n + cycle[0]
		for _, c := range cycle[1:] {
			at := (s-1)*n + c
			if e.weight[at] > e.weight[best] || e.weight[at] == e.weight[best] && e.arcs[at].before(e.arcs[best]) {
				best = at
			}
		}
		e.weight[(s-1)*n+to], e.arcs[(s-1)*n+to] = e.weight[best], e.arcs[best]
	}
	e.node[to], e.state[to] = id, onPath
	e.path = append(e.path[:from], to)
}

// expand opens the cycles, the last contracted first: the arc into a cycle is
// the arc of that one of its nodes which holds the arc's word; the others keep
// theirs.
func (e *edmonds) expand() {
	for id := len(e.parent) - 1; id >= e.n; id-- {
		at := int(e.into[id].dep)
		for e.parent[at] != id {
			at = e.parent[at]
		}
		e.into[at] = e.into[id]
	}
}
