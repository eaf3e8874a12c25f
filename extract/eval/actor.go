package eval

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// A Mention is a mention as its scorer sees it. Actor numbers it with the others
// of the same actor; the numbers mean nothing outside their article and side.
type Mention struct {
	models.Span
	Head  models.Span // gold only: the least that must be found; empty: all of it
	Actor int
	Kind  models.MentionKind
	// Exempt, gold only: its antecedent is not asked for, as of "I", which stands
	// for whoever speaks.
	Exempt bool
}

// Actors scores which mentions are found and which of them stand for the same
// actor. The zero value is ready.
//
// A found mention stands for a gold one if it has its span, or lies within it
// and overlaps its head ("Putin" for "Russian President Vladimir Putin"); each
// pairs with one at most. Of all pairings the one with most pairs is taken, then
// with most equal spans, then with the greatest overlap. Mentions with the same
// span count as one, of the actor with the lowest number.
//
// B³ is taken over all mentions, and over those found alone, which leaves out
// what was missed and judges the grouping by itself.
//
// A pronoun or nominal that is not exempt and has a name or nominal of its actor before it is
// right if it was found and the nearest name or nominal before it that was
// found for its actor stands for a gold mention of the right actor.
type Actors struct {
	Mentions Count
	All      Grouping
	Found    Grouping
	Pronoun  Ratio
	Nominal  Ratio
}

// Add scores one article.
func (s *Actors) Add(gold, pred []Mention) {
	gs, ps := sorted(gold), sorted(pred)
	of, by := pairMentions(gs, ps)
	var all, found []Member
	for i, g := range gs {
		m := Member{g.Actor, None}
		if of[i] >= 0 {
			m.Pred = ps[of[i]].Actor
			found = append(found, m)
		}
		all = append(all, m)
	}
	for j, p := range ps {
		if by[j] < 0 {
			all = append(all, Member{None, p.Actor})
		}
	}
	s.Mentions = s.Mentions.plus(Count{Right: len(found), Gold: len(gs), Pred: len(ps)})
	s.All.Add(all)
	s.Found.Add(found)
	for i, g := range gs {
		ratio := &s.Nominal
		switch g.Kind {
		case models.Pronoun:
			ratio = &s.Pronoun
		case models.Nominal:
		default:
			continue
		}
		if g.Exempt || before(gs, i) < 0 {
			continue
		}
		right := false
		if of[i] >= 0 {
			if q := before(ps, of[i]); q >= 0 && by[q] >= 0 {
				right = gs[by[q]].Actor == g.Actor
			}
		}
		ratio.Add(right)
	}
}

// Rows gives the figures.
func (s *Actors) Rows(corpus string) []Row {
	rows := s.Mentions.prf("mention")
	rows = append(rows, s.All.rows("B3")...)
	rows = append(rows, Row{Measure: "B3 F1 of mentions found", Value: s.Found.F1(), N: s.Found.gold})
	rows = append(rows, s.Pronoun.row("pronoun accuracy"), s.Nominal.row("nominal accuracy"))
	return named("actors", corpus, rows)
}

// sorted orders mentions by span, then by all else, and keeps one of a span.
func sorted(list []Mention) []Mention {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b Mention) int {
		return cmp.Or(a.Span.Compare(b.Span), a.Actor-b.Actor, int(a.Kind)-int(b.Kind), a.Head.Compare(b.Head), compareBool(a.Exempt, b.Exempt))
	})
	return slices.CompactFunc(out, func(a, b Mention) bool { return a.Span == b.Span })
}

// before is the nearest mention before i that is of the same actor and no
// pronoun, or -1. A mention that contains i does not count: in "[the party of
// [its] founder]" the whole is no antecedent of its part.
func before(list []Mention, i int) int {
	for k := i - 1; k >= 0; k-- {
		if list[k].Actor == list[i].Actor && list[k].Kind != models.Pronoun && !list[k].Contains(list[i].Span) {
			return k
		}
	}
	return -1
}

// pairMentions returns for each gold mention the found one that stands for it
// and the other way round, or -1.
func pairMentions(gold, pred []Mention) (of, by []int) {
	var edges []edge
	for i, g := range gold {
		// Whatever stands for g starts at or behind its start.
		first, _ := slices.BinarySearchFunc(pred, g.Start, func(p Mention, at int) int { return p.Start - at })
		for j := first; j < len(pred) && pred[j].Start < g.End; j++ {
			p := pred[j]
			switch {
			case p.Span == g.Span:
				edges = append(edges, edge{i, j, required + optional})
			case g.Contains(p.Span) && !g.Head.Empty() && p.Overlaps(g.Head):
				edges = append(edges, edge{i, j, required + int64(1000*p.Len()/g.Len())})
			}
		}
	}
	of, by = match(len(gold), len(pred), edges), make([]int, len(pred))
	for j := range by {
		by[j] = -1
	}
	for i, j := range of {
		if j >= 0 {
			by[j] = i
		}
	}
	return of, by
}
