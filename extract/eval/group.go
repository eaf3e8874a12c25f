package eval

import (
	"cmp"
	"slices"
)

// None is the group of a member that was not found, or is not in the gold.
const None = -1

// A Member is one thing that is grouped: by the number of its gold group and of
// the group it was found in.
type Member struct{ Gold, Pred int }

// Grouping scores groups by B³ (Bagga and Baldwin 1998): for a member, the
// share of its found group that is in its gold group is its precision, and the
// share of its gold group that is in its found group its recall; each is
// averaged over all members of all articles. A member that is only found has
// precision 0, one that is only gold recall 0 (Stoyanov et al. 2009). The zero
// value is ready.
type Grouping struct {
	precision, recall float64 // sums over members
	found, gold       int
}

// Add scores the members of one article. Group numbers mean nothing outside it.
func (s *Grouping) Add(members []Member) {
	// Members of the same two groups have the same precision and recall, so it
	// is enough to go over the pairs of groups. The pairs are sorted, so that the
	// sums come out the same whatever the order of the members.
	list := slices.Clone(members)
	goldSize, predSize := make(map[int]int), make(map[int]int)
	for _, m := range list {
		if m.Gold != None {
			goldSize[m.Gold]++
			s.gold++
		}
		if m.Pred != None {
			predSize[m.Pred]++
			s.found++
		}
	}
	type cell struct{ n, gold, pred int }
	var cells []cell
	slices.SortFunc(list, func(a, b Member) int { return cmp.Or(a.Gold-b.Gold, a.Pred-b.Pred) })
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j] == list[i] {
			j++
		}
		if list[i].Gold != None && list[i].Pred != None {
			cells = append(cells, cell{j - i, goldSize[list[i].Gold], predSize[list[i].Pred]})
		}
		i = j
	}
	// By size, not by number: numbering the groups otherwise must not matter.
	slices.SortFunc(cells, func(a, b cell) int { return cmp.Or(a.n-b.n, a.gold-b.gold, a.pred-b.pred) })
	for _, c := range cells {
		s.precision += float64(c.n*c.n) / float64(c.pred)
		s.recall += float64(c.n*c.n) / float64(c.gold)
	}
}

// Precision is the mean precision of the members found, in percent.
func (s *Grouping) Precision() float64 {
	if s.found == 0 {
		return 0
	}
	return 100 * s.precision / float64(s.found)
}

// Recall is the mean recall of the gold members, in percent.
func (s *Grouping) Recall() float64 {
	if s.gold == 0 {
		return 0
	}
	return 100 * s.recall / float64(s.gold)
}

// F1 is the harmonic mean of the two, in percent.
func (s *Grouping) F1() float64 {
	p, r := s.Precision(), s.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// rows gives the three figures as rows without task and corpus.
func (s *Grouping) rows(what string) []Row {
	return []Row{
		{Measure: what + " F1", Value: s.F1(), N: s.gold},
		{Measure: what + " precision", Value: s.Precision(), N: s.found},
		{Measure: what + " recall", Value: s.Recall(), N: s.gold},
	}
}

// Gold is how many gold members were added.
func (s *Grouping) Gold() int { return s.gold }
