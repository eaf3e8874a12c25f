package eval

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Confusion counts decisions among a few classes: gold by found.
type Confusion struct {
	Classes []string
	N       [][]int // N[gold][found]
}

// NewConfusion makes an empty table over the classes.
func NewConfusion(classes ...string) *Confusion {
	c := &Confusion{Classes: classes, N: make([][]int, len(classes))}
	for i := range c.N {
		c.N[i] = make([]int, len(classes))
	}
	return c
}

// Add counts one decision; both are indexes of classes.
func (c *Confusion) Add(gold, pred int) { c.N[gold][pred]++ }

// Class counts one class against all others.
func (c *Confusion) Class(i int) Count {
	n := Count{Right: c.N[i][i]}
	for j := range c.N {
		n.Gold += c.N[i][j]
		n.Pred += c.N[j][i]
	}
	return n
}

// Micro is the micro-averaged F1, which is the accuracy where every decision
// has one class, in percent.
func (c *Confusion) Micro() float64 { return c.all().F1() }

// Macro is the mean F1 over the classes that are gold or found anywhere, in
// percent.
func (c *Confusion) Macro() float64 {
	sum, n := 0.0, 0
	for i := range c.Classes {
		if one := c.Class(i); one.Gold+one.Pred > 0 {
			sum += one.F1()
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

func (c *Confusion) all() Count {
	var n Count
	for i := range c.Classes {
		n = n.plus(c.Class(i))
	}
	return n
}

// Rows gives micro and macro F1, the F1 of each class, and, where a class is
// called neutral, the share of it that was called so.
func (c *Confusion) Rows(corpus string) []Row {
	n := c.all().Gold
	rows := []Row{{Measure: "micro F1", Value: c.Micro(), N: n}, {Measure: "macro F1", Value: c.Macro(), N: n}}
	for i, name := range c.Classes {
		one := c.Class(i)
		rows = append(rows, Row{Measure: name + " F1", Value: one.F1(), N: one.Gold})
	}
	if i := slices.Index(c.Classes, "neutral"); i >= 0 {
		rows = append(rows, Row{Measure: "neutral called neutral", Value: c.Class(i).Recall(), N: c.Class(i).Gold})
	}
	return named("stance", corpus, rows)
}

// Format writes the table as text: a line a gold class, a column a found one.
func (c *Confusion) Format() string {
	first, wide := len("gold \\ found"), 6
	for _, name := range c.Classes {
		first, wide = max(first, utf8.RuneCountInString(name)), max(wide, utf8.RuneCountInString(name))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-*s", first, "gold \\ found")
	for _, name := range c.Classes {
		fmt.Fprintf(&b, "  %*s", wide, name)
	}
	b.WriteByte('\n')
	for i, name := range c.Classes {
		fmt.Fprintf(&b, "%-*s", first, name)
		for _, n := range c.N[i] {
			fmt.Fprintf(&b, "  %*d", wide, n)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// A Triple says that a holder stands so toward a target. Each actor is the list
// of names it goes by; two actors are the same if they share one.
type Triple struct {
	Holder, Target []string
	Label          string
	Optional       bool // gold only: costs nothing to miss and nothing to find
}

// Triples scores the stances of whole articles: right is a triple with the
// holder, the target and the label of a gold one, each gold one found once. The
// zero value is ready.
type Triples struct{ Count Count }

// Add scores one article.
func (s *Triples) Add(gold, pred []Triple) {
	var edges []edge
	for i, g := range gold {
		for j, p := range pred {
			if g.Label != p.Label || !share(g.Holder, p.Holder) || !share(g.Target, p.Target) {
				continue
			}
			w := required
			if g.Optional {
				w = optional
			}
			edges = append(edges, edge{i, j, w})
		}
	}
	found := match(len(gold), len(pred), edges)
	s.Count.Pred += len(pred)
	for i, g := range gold {
		if !g.Optional {
			s.Count.Gold++
		}
		switch {
		case found[i] < 0:
		case g.Optional:
			s.Count.Pred--
		default:
			s.Count.Right++
		}
	}
}

// Rows gives F1, precision and recall.
func (s *Triples) Rows(corpus string) []Row { return named("stance", corpus, s.Count.prf("triple")) }

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}
