package coding

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestShares(t *testing.T) {
	for _, tt := range []struct {
		n     int
		sizes []int
		want  []int
	}{
		{10, []int{2, 9, 9}, []int{2, 4, 4}},
		{10, []int{100, 100, 100}, []int{4, 3, 3}},
		{10, []int{1, 0, 3}, []int{1, 0, 3}},
		{1, []int{5, 5}, []int{1, 0}},
		{7, nil, []int{}},
	} {
		if got := shares(tt.n, tt.sizes); !slices.Equal(got, tt.want) {
			t.Errorf("%d among %v: %v, want %v", tt.n, tt.sizes, got, tt.want)
		}
	}
}

// filled is a pool of claims of strata of given sizes.
func filled(seed uint64, sizes map[string]int) *pool {
	p := &pool{kind: Claim, room: 100, strata: make(map[string]*hopper)}
	for name, n := range sizes {
		for i := range n {
			p.add(name, newTicket(seed, Claim, fmt.Sprintf("%s-%d", name, i)))
		}
	}
	return p
}

func TestSmallStrataAreFolded(t *testing.T) {
	strata, drawn := filled(1, map[string]int{"a": 50, "b": 20, "c": 3, "d": 2, "e": 1}).draw(6)
	want := []Stratum{{Name: "a", Units: 50, Rows: 2}, {Name: "b", Units: 20, Rows: 2}, {Name: "(other)", Units: 6, Rows: 2, Folded: 3}}
	if diff := cmp.Diff(want, strata); diff != "" {
		t.Error(diff)
	}
	for i, list := range drawn {
		if len(list) != 2 || list[0].compare(list[1]) >= 0 {
			t.Errorf("%s: %v", strata[i].Name, list)
		}
	}
}

// The draw is a matter of seed and ids alone: not of order, nor of the room kept,
// and what is added later takes the place of few.
func TestDrawIsFixed(t *testing.T) {
	drawn := func(seed uint64, n int) []string {
		_, lists := filled(seed, map[string]int{"": n}).draw(10)
		var ids []string
		for _, x := range lists[0] {
			ids = append(ids, x.id)
		}
		return ids
	}
	want := []string{"-373", "-992", "-112", "-849", "-610", "-262", "-709", "-75", "-487", "-166"}
	if got := drawn(1, 1000); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if slices.Equal(drawn(2, 1000), want) {
		t.Error("another seed draws the same")
	}
	kept := 0
	for _, id := range drawn(1, 1100) {
		if slices.Contains(want, id) {
			kept++
		}
	}
	if kept < 8 {
		t.Errorf("of ten drawn of a thousand %d are drawn of 1100", kept)
	}
}

// Each unit is as likely as the next.
func TestDrawIsFair(t *testing.T) {
	counts := make(map[string]int)
	for seed := range uint64(2000) {
		_, lists := filled(seed, map[string]int{"": 20}).draw(5)
		for _, x := range lists[0] {
			counts[x.id]++
		}
	}
	// 500 each, give or take four standard errors of 19.4.
	for id, n := range counts {
		if n < 422 || n > 578 {
			t.Errorf("%s is drawn %d times of 2000, not about 500", id, n)
		}
	}
	if len(counts) != 20 {
		t.Errorf("%d of 20 are ever drawn", len(counts))
	}
}
