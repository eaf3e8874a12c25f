package eval

import (
	"math/rand/v2"
	"testing"
)

// best is the slow plain twin of match: the most weight over all one-to-one
// pairings, by trying each.
func best(g, nGold int, taken map[int]bool, weight map[[2]int]int64) int64 {
	if g == nGold {
		return 0
	}
	most := best(g+1, nGold, taken, weight)
	for pair, w := range weight {
		if pair[0] != g || taken[pair[1]] {
			continue
		}
		taken[pair[1]] = true
		most = max(most, w+best(g+1, nGold, taken, weight))
		delete(taken, pair[1])
	}
	return most
}

func TestMatchIsOptimal(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		nGold, nPred := rnd.IntN(6), rnd.IntN(6)
		weight := make(map[[2]int]int64)
		var edges []edge
		for g := range nGold {
			for p := range nPred {
				if rnd.IntN(2) == 0 {
					w := int64(1 + rnd.IntN(9))
					weight[[2]int{g, p}] = w
					edges = append(edges, edge{g, p, w})
				}
			}
		}
		rnd.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
		got, used := int64(0), make(map[int]bool)
		for g, p := range match(nGold, nPred, edges) {
			if p < 0 {
				continue
			}
			w, ok := weight[[2]int{g, p}]
			if !ok || used[p] {
				t.Fatalf("match pairs %d with %d: no edge, or paired before", g, p)
			}
			used[p] = true
			got += w
		}
		if want := best(0, nGold, map[int]bool{}, weight); got != want {
			t.Fatalf("match is worth %d, best is %d, of %v", got, want, edges)
		}
	}
}

// A chain in which the best neighbour of each is the wrong one for all: greedy
// pairing finds 2 here, the best is 3.
func TestMatchIsNotGreedy(t *testing.T) {
	edges := []edge{{0, 0, 10}, {0, 1, 9}, {1, 0, 9}, {2, 2, 1}}
	got := match(3, 3, edges)
	if got[0] != 1 || got[1] != 0 || got[2] != 2 {
		t.Errorf("match = %v, want [1 0 2]", got)
	}
}
