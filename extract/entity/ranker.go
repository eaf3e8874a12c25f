package entity

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/models"
)

// A Ranker weighs reasons: for each phrase it takes the antecedent, or none,
// whose reasons weigh most.
type Ranker struct{ weights []int32 }

// DefaultRanker is the ranker of the weights that are built in.
var DefaultRanker = sync.OnceValue(func() *Ranker {
	rk, err := NewRanker(data.Rows("antecedent-weight"))
	if err != nil {
		panic("entity: " + err.Error())
	}
	return rk
})

// NewRanker makes a ranker of rows of a reason and its weight in thousandths; a
// reason without a row weighs nothing.
func NewRanker(rows [][]string) (*Ranker, error) {
	byName := make(map[string]int, reasons)
	for i, name := range ReasonNames() {
		byName[name] = i
	}
	rk := &Ranker{weights: make([]int32, reasons)}
	for _, row := range rows {
		if len(row) != 2 {
			return nil, fmt.Errorf("a reason of %d columns", len(row))
		}
		i, ok := byName[row[0]]
		if !ok {
			return nil, fmt.Errorf("there is no reason %q", row[0])
		}
		w, err := strconv.ParseInt(row[1], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("the weight of %q: %w", row[0], err)
		}
		rk.weights[i] = int32(w)
	}
	return rk, nil
}

// sum is what the reasons weigh.
func (rk *Ranker) sum(list []reason) int {
	n := 0
	for _, r := range list {
		n += int(rk.weights[r])
	}
	return n
}

func (rk *Ranker) sumOf(list []uint16) int {
	n := 0
	for _, r := range list {
		n += int(rk.weights[r])
	}
	return n
}

// A Link says what a phrase was put with.
type Link struct {
	Antecedent int // the phrase, or None
	Group      int // the same for all that were put together
}

// A Choice is what a phrase may be put with, for training: the first option is
// that it has no antecedent.
type Choice []Option

// An Option is the numbers of the reasons of one antecedent, and whether it is
// right.
type Option struct {
	Reasons []uint16
	Right   bool
}

// Phrases are the phrases of a document, ready to be put together once.
type Phrases struct {
	linker *linker
	at     []int         // of each in the linker's order, its number
	Spans  []models.Span // of each, its tokens
	Heads  []int         // of each, the token of the document that it hangs on
	Joint  []bool        // of each, whether it is several joined: "Putin and Aliyev"
}

// Given takes as phrases what the spans of tokens of a document cover that is
// read. The document is left alone.
func Given(doc *models.Document, spans []models.Span) *Phrases {
	own := *doc
	own.Sections = slices.Clone(doc.Sections)
	c, items := settled(&own)
	p := newPhraser(&own)
	at := make([]int, len(spans))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int {
		if d := spans[a].Start - spans[b].Start; d != 0 {
			return d
		}
		return spans[b].End - spans[a].End
	})
	phrases := make([]phrase, len(spans))
	for i, k := range at {
		phrases[i] = p.phrase(spans[k].Start, spans[k].End)
	}
	p.name(phrases, c, items)
	l := newLinker(p, c, phrases)
	l.given = 1
	return newPhrases(l, at)
}

// Found takes as phrases what is found as such in a document that is read, in
// the order of their beginnings. The document is left alone.
func Found(doc *models.Document) *Phrases {
	own := *doc
	own.Sections = slices.Clone(doc.Sections)
	c, items := settled(&own)
	l, _ := c.linker(items)
	at := make([]int, len(l.phrases))
	for i := range at {
		at[i] = i
	}
	return newPhrases(l, at)
}

func newPhrases(l *linker, at []int) *Phrases {
	ps := &Phrases{linker: l, at: at, Spans: make([]models.Span, len(at)), Heads: make([]int, len(at)), Joint: make([]bool, len(at))}
	for i, k := range at {
		ph := &l.phrases[i]
		ps.Spans[k], ps.Heads[k], ps.Joint[k] = models.Span{Start: ph.first, End: ph.last}, ph.head, ph.joint
	}
	return ps
}

// Choices are the choices over the phrases when those before are put together as
// groups says, by the number of what each refers to, or as the ranker does if it
// is not nil: what is learned then is to go on from what was put together wrongly. If several
// antecedents are right, all are marked.
func (ps *Phrases) Choices(groups []int, rk *Ranker) []Choice {
	l := ps.linker
	first := map[int]int{}
	var list []Choice
	var buf []int
	for i := range l.phrases {
		of := groups[ps.at[i]]
		var c Choice
		option := func(reasons []reason, right bool) {
			o := Option{Right: right}
			for _, r := range reasons {
				o.Reasons = append(o.Reasons, uint16(r))
			}
			c = append(c, o)
		}
		option(l.alone(i, nil), false)
		best, who := 0, models.None
		if rk != nil {
			best = rk.sumOf(c[0].Reasons)
		}
		found := false
		buf = l.candidates(i, buf)
		for _, k := range buf {
			right := groups[ps.at[k]] == of
			found = found || right
			option(l.against(i, k, nil), right)
			if rk != nil {
				if s := rk.sumOf(c[len(c)-1].Reasons); s > best {
					best, who = s, k
				}
			}
		}
		c[0].Right = !found
		list = append(list, c)
		if rk != nil {
			l.settle(i, who)
		} else if k, ok := first[of]; ok {
			l.settle(i, k)
		} else {
			l.settle(i, models.None)
			first[of] = i
		}
	}
	return list
}

// Links puts the phrases together.
func (rk *Ranker) Links(ps *Phrases) []Link {
	links := make([]Link, len(ps.at))
	for i, a := range rk.link(ps.linker) {
		links[ps.at[i]] = Link{Antecedent: models.None, Group: ps.linker.in[i]}
		if a != models.None {
			links[ps.at[i]].Antecedent = ps.at[a]
		}
	}
	return links
}

// link decides all phrases from first to last and returns their antecedents.
func (rk *Ranker) link(l *linker) []int {
	ante := make([]int, len(l.phrases))
	var buf []int
	var list []reason
	for i := range l.phrases {
		list = l.alone(i, list[:0])
		best, who := rk.sum(list), models.None
		buf = l.candidates(i, buf)
		if k := l.must(i); k != models.None {
			who, buf = k, buf[:0]
		}
		for _, k := range buf {
			list = l.against(i, k, list[:0])
			if s := rk.sum(list); s > best {
				best, who = s, k
			}
		}
		ante[i] = who
		l.settle(i, who)
	}
	return ante
}

// A decision is the antecedent of a phrase, or None, and how much better it was
// than the best one of another group, none among them.
type decision struct{ antecedent, margin int }

// surely is the margin of what grammar decides.
const surely = 1 << 20

// idle reports whether a phrase stands for no actor whatever it refers back to: a
// thing that is spoken of anew, "this", "there". Others may still refer to it.
func idle(ph *phrase) bool {
	return ph.kind == noName && (ph.said == saidA || ph.said == saidThe || ph.said == saidOther) || ph.said == saidYou
}

// refer decides all phrases from first to last, where names that have an actor
// stand by it.
func (rk *Ranker) refer(l *linker) []decision {
	made := make([]decision, len(l.phrases))
	groups := map[int]int{} // of actors, their last phrase
	var buf []int
	var list []reason
	for i := range l.phrases {
		ph := &l.phrases[i]
		if ph.actor != models.None {
			if k, ok := groups[ph.actor]; ok {
				l.settle(i, k)
				made[i] = decision{k, 0}
				groups[ph.actor] = i
				continue
			}
		}
		if ph.actor == models.None && idle(ph) {
			l.settle(i, models.None)
			made[i] = decision{models.None, 0}
			continue
		}
		list = l.alone(i, list[:0])
		best, second, who, group := rk.sum(list), -1<<30, models.None, models.None
		buf = l.candidates(i, buf)
		if k := l.must(i); k != models.None {
			l.settle(i, k)
			made[i] = decision{k, surely}
			continue
		}
		for _, k := range buf {
			if g := &l.groups[l.in[k]]; ph.actor != models.None && g.actor != models.None {
				continue
			}
			list = l.against(i, k, list[:0])
			switch s := rk.sum(list); {
			case s > best && l.in[k] == group:
				best, who = s, k
			case s > best:
				best, second, who, group = s, best, k, l.in[k]
			case l.in[k] != group:
				second = max(second, s)
			}
		}
		made[i] = decision{who, best - second}
		l.settle(i, who)
		if ph.actor != models.None {
			groups[ph.actor] = i
		}
	}
	return made
}
