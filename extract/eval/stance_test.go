package eval

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestConfusion(t *testing.T) {
	c := NewConfusion("against", "neutral", "favor", "never")
	for _, d := range [][2]int{{0, 0}, {0, 1}, {1, 1}, {1, 1}, {1, 2}, {2, 2}} {
		c.Add(d[0], d[1])
	}
	// against: 1 of 2 gold, 1 found: 2/3. neutral: 2 of 3, 3 found: 2/3. favor: 1 of 1, 2 found: 2/3.
	want := []Row{
		{"stance", "here", "micro F1", 100 * 4.0 / 6, 6},
		{"stance", "here", "macro F1", 100 * 2.0 / 3, 6},
		{"stance", "here", "against F1", 100 * 2.0 / 3, 2},
		{"stance", "here", "neutral F1", 100 * 2.0 / 3, 3},
		{"stance", "here", "favor F1", 100 * 2.0 / 3, 1},
		{"stance", "here", "never F1", 0, 0},
		{"stance", "here", "neutral called neutral", 100 * 2.0 / 3, 3},
	}
	near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })
	if diff := cmp.Diff(want, c.Rows("here"), near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text := c.Format()
	if got := strings.Fields(strings.Split(text, "\n")[2]); !cmp.Equal(got, []string{"neutral", "0", "2", "1", "0"}) {
		t.Errorf("line of neutral is %q in\n%s", got, text)
	}
}

func TestConfusionIsSymmetric(t *testing.T) {
	c, back := NewConfusion("a", "b", "c"), NewConfusion("a", "b", "c")
	for i := range 60 {
		g, p := i*7%3, i*i%3
		c.Add(g, p)
		back.Add(p, g)
	}
	if c.Micro() != back.Micro() || c.Macro() != back.Macro() {
		t.Errorf("F1 %v / %v, swapped %v / %v", c.Micro(), c.Macro(), back.Micro(), back.Macro())
	}
}

// Always saying neutral on three of four neutral pairs and five classes.
func TestConfusionOfMajority(t *testing.T) {
	c := NewConfusion("neutral", "b", "c", "d", "e")
	for i := range 16 {
		c.Add(max(0, i-11), 0)
	}
	if c.Micro() != 75 || math.Abs(c.Macro()-100*24.0/28/5) > 1e-9 {
		t.Errorf("micro %v, macro %v", c.Micro(), c.Macro())
	}
}

func TestTriples(t *testing.T) {
	gold := []Triple{
		{Holder: []string{"north", "northland"}, Target: []string{"south"}, Label: "against"},
		{Holder: []string{"south"}, Target: []string{"north"}, Label: "favor"},
		{Holder: []string{"east"}, Target: []string{"west"}, Label: "favor", Optional: true},
	}
	tests := []struct {
		name string
		pred []Triple
		want Count
	}{
		{"itself", gold, Count{2, 2, 2}},
		{"nothing", nil, Count{0, 2, 0}},
		{"one of its names", []Triple{{Holder: []string{"northland"}, Target: []string{"south", "southland"}, Label: "against"}}, Count{1, 2, 1}},
		{"another label", []Triple{{Holder: []string{"north"}, Target: []string{"south"}, Label: "favor"}}, Count{0, 2, 1}},
		{"the wrong way round", []Triple{{Holder: []string{"south"}, Target: []string{"north"}, Label: "against"}}, Count{0, 2, 1}},
		{"twice", []Triple{gold[1], gold[1]}, Count{1, 2, 2}},
		{"an optional one", gold[2:], Count{0, 2, 0}},
		{"no names", []Triple{{Label: "favor"}}, Count{0, 2, 1}},
	}
	for _, tt := range tests {
		var s Triples
		s.Add(gold, tt.pred)
		if s.Count != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, s.Count, tt.want)
		}
	}
}
