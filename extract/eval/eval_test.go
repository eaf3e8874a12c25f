package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

func TestFormat(t *testing.T) {
	rows := []Row{{"names", "a", "name F1", 66.66, 1200}, {"stance", "longer", "macro F1", 100, 3}}
	want := "names   a       name F1    66.7  1200\n" +
		"stance  longer  macro F1  100.0     3\n"
	if got := Format(rows); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestCount(t *testing.T) {
	c := Count{Right: 1, Gold: 4, Pred: 2}
	if c.Precision() != 50 || c.Recall() != 25 || c.F1() != 100*2.0/6 {
		t.Errorf("%v %v %v", c.Precision(), c.Recall(), c.F1())
	}
	if none := (Count{}); none.Precision() != 0 || none.Recall() != 0 || none.F1() != 0 {
		t.Error("a figure of nothing is not 0")
	}
}

func TestNames(t *testing.T) {
	name := func(start, end int, typ string) Name { return Name{models.Span{Start: start, End: end}, typ} }
	gold := []Name{name(0, 4, "PER"), name(8, 12, "ORG"), name(20, 24, "ORG")}
	var s, self, none Names
	s.Add(gold, []Name{name(0, 4, "PER"), name(0, 4, "PER"), name(8, 12, "LOC"), name(20, 25, "ORG")})
	want := []Row{
		{"names", "here", "name F1", 100 * 2.0 / 6, 3},
		{"names", "here", "name precision", 100 * 1.0 / 3, 3},
		{"names", "here", "name recall", 100 * 1.0 / 3, 3},
		{"names", "here", "LOC F1", 0, 0},
		{"names", "here", "ORG F1", 0, 2},
		{"names", "here", "PER F1", 100, 1},
	}
	if diff := cmp.Diff(want, s.Rows("here")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	self.Add(gold, gold)
	none.Add(gold, nil)
	for _, r := range self.Rows("") {
		if r.Value != 100 {
			t.Errorf("gold against itself: %s is %v", r.Measure, r.Value)
		}
	}
	for _, r := range none.Rows("") {
		if r.Value != 0 {
			t.Errorf("nothing found: %s is %v", r.Measure, r.Value)
		}
	}
}

func TestStretch(t *testing.T) {
	span := func(a, b int) models.Span { return models.Span{Start: a, End: b} }
	a := merge([]models.Span{span(8, 9), span(0, 3), span(2, 5), span(5, 6), span(7, 7)})
	if want := []models.Span{span(0, 6), span(8, 9)}; !cmp.Equal(a, want) {
		t.Fatalf("merge = %v, want %v", a, want)
	}
	b := []models.Span{span(4, 7), span(8, 20)}
	if shared(a, b) != 3 || shared(b, a) != 3 || union(a, b) != 19 {
		t.Errorf("shared %d, %d, union %d; want 3, 3, 19", shared(a, b), shared(b, a), union(a, b))
	}
	toks := []models.Span{span(0, 2), span(6, 8), span(8, 9), span(9, 12)}
	if got, want := covered(toks, a), []bool{true, false, true, false}; !cmp.Equal(got, want) {
		t.Errorf("covered = %v, want %v", got, want)
	}
}
