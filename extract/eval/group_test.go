package eval

import (
	"math"
	"math/rand/v2"
	"testing"
)

// plainB3 is B³ as its definition reads: member by member.
func plainB3(members []Member) (p, r float64) {
	nPred, nGold := 0, 0
	for _, m := range members {
		inBoth, inPred, inGold := 0, 0, 0
		for _, o := range members {
			if o.Pred != None && o.Pred == m.Pred {
				inPred++
			}
			if o.Gold != None && o.Gold == m.Gold {
				inGold++
			}
			if o.Pred != None && o.Gold != None && o == m {
				inBoth++
			}
		}
		if m.Pred != None {
			nPred++
			p += float64(inBoth) / float64(inPred)
		}
		if m.Gold != None {
			nGold++
			r += float64(inBoth) / float64(inGold)
		}
	}
	return 100 * p / float64(max(nPred, 1)), 100 * r / float64(max(nGold, 1))
}

func TestGroupingAgainstPlain(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		members := make([]Member, rnd.IntN(20))
		for i := range members {
			members[i] = Member{rnd.IntN(5) - 1, rnd.IntN(5) - 1}
		}
		var s Grouping
		s.Add(members)
		p, r := plainB3(members)
		if math.Abs(s.Precision()-p) > 1e-9 || math.Abs(s.Recall()-r) > 1e-9 {
			t.Fatalf("B³ of %v: %v / %v, plainly %v / %v", members, s.Precision(), s.Recall(), p, r)
		}
		var back, again, self Grouping
		same := make([]Member, len(members))
		other := make([]Member, len(members))
		gold := 0
		for i, m := range members {
			other[i] = Member{m.Pred, m.Gold}
			same[i] = Member{m.Gold, m.Gold}
			if m.Gold != None {
				gold++
			}
		}
		back.Add(other)
		if math.Abs(back.F1()-s.F1()) > 1e-9 {
			t.Fatalf("B³ is not symmetric: %v and %v", s.F1(), back.F1())
		}
		self.Add(same)
		if gold > 0 && self.F1() != 100 {
			t.Fatalf("gold against itself: %v", self.F1())
		}
		rnd.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		again.Add(members)
		if again != s {
			t.Fatalf("order decides: %+v and %+v", s, again)
		}
	}
}

// The worked example of Bagga and Baldwin: groups of five, two and five, of
// which the two of five are found as one.
func TestGroupingExample(t *testing.T) {
	var members []Member
	for i := range 12 {
		gold, pred := 0, 0
		switch {
		case i >= 7:
			gold, pred = 2, 0
		case i >= 5:
			gold, pred = 1, 1
		}
		members = append(members, Member{gold, pred})
	}
	var s Grouping
	s.Add(members)
	// (5·5/10 + 2·1 + 5·5/10) / 12
	if want := 100 * 7.0 / 12; math.Abs(s.Precision()-want) > 1e-9 {
		t.Errorf("precision %v, want %v", s.Precision(), want)
	}
	if s.Recall() != 100 {
		t.Errorf("recall %v, want 100", s.Recall())
	}
}
