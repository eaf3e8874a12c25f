package tag

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestPairedKnowsEveryPartOfSpeech(t *testing.T) {
	var xpos []string
	for line := range strings.Lines(pairs) {
		if tags := strings.Fields(line); len(tags) > 0 {
			xpos = append(xpos, tags[1:]...)
		}
	}
	slices.Sort(xpos)
	xpos = slices.Compact(xpos)
	for u, list := range paired(universalTags, xpos) {
		if len(list) == 0 || len(list) == len(xpos) || !slices.IsSorted(list) {
			t.Errorf("%s goes with %v of %d", universalTags[u], list, len(xpos))
		}
	}
	if list := paired([]string{"NOUN", "SCONJ"}, []string{"UH", "NN", "JJ"}); !slices.Equal(list[0], []int{1}) || len(list[1]) != 3 {
		t.Errorf("%v: a noun is NN; what goes with nothing goes with all", list)
	}
}

// The best pair is the best of all pairs that are allowed.
func TestBestPair(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	allowed := [][]int{{0, 2}, {1}, {0, 1, 2, 3}, {3}}
	for range 500 {
		upos, xpos := make([]float32, 4), make([]float32, 4)
		for i := range 4 {
			upos[i], xpos[i] = float32(r.IntN(4)), float32(r.IntN(4))
		}
		wantU, wantX := -1, -1
		for u := range allowed {
			for _, x := range allowed[u] {
				if wantU < 0 || upos[u]+xpos[x] > upos[wantU]+xpos[wantX] {
					wantU, wantX = u, x
				}
			}
		}
		if u, x := bestPair(upos, xpos, allowed); u != wantU || x != wantX {
			t.Fatalf("%v %v: %d %d, not %d %d", upos, xpos, u, x, wantU, wantX)
		}
	}
}
