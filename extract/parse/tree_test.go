package parse

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// worth is what a tree is worth, the dear things first: roots too many, words
// that hang on punctuation, and scores in parts.
type worth struct{ roots, marks, score int64 }

func (a worth) less(b worth) bool {
	if a.roots != b.roots {
		return a.roots > b.roots
	}
	if a.marks != b.marks {
		return a.marks > b.marks
	}
	return a.score < b.score
}

func weighed(g grid, punct []bool, heads []int) worth {
	var w worth
	for i, h := range heads {
		if h == root {
			w.roots++
		} else if punct[h] {
			w.marks++
		}
		w.score += fixed(g.row(i)[h+1])
	}
	return w
}

// acyclic is the definition: from each word the way up ends.
func acyclic(heads []int) bool {
	for i := range heads {
		at := i
		for steps := 0; at != root; steps++ {
			if steps > len(heads) {
				return false
			}
			at = heads[at]
		}
	}
	return true
}

// everyTree is the slow twin of decode: it looks at all ways to give n words
// heads, and returns what the best tree is worth.
func everyTree(g grid, punct []bool) worth {
	heads := make([]int, g.n)
	for i := range heads {
		heads[i] = root
	}
	var best worth
	found := false
	for {
		if acyclic(heads) {
			if w := weighed(g, punct, heads); !found || best.less(w) {
				best, found = w, true
			}
		}
		i := 0
		for ; i < g.n; i++ {
			heads[i]++
			if heads[i] == i {
				heads[i]++
			}
			if heads[i] < g.n {
				break
			}
			heads[i] = root
		}
		if i == g.n {
			return best
		}
	}
}

// drawn makes a grid of scores by a function.
func drawn(n int, score func() float32) grid {
	g := grid{n, make([]float32, n*(n+1))}
	for i := range g.scores {
		g.scores[i] = score()
	}
	return g
}

// The tree that is found is worth as much as the best of all trees, whatever
// the scores: spread, nearly all equal, at the limits and beyond.
func TestDecodeFindsTheBestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	draws := map[string]func() float32{
		"spread": func() float32 { return float32(r.IntN(1<<16)-1<<15) / 256 },
		"few":    func() float32 { return float32(r.IntN(3)) },
		"equal":  func() float32 { return 1.5 },
		"extremes": func() float32 {
			return []float32{-math.MaxFloat32, -scoreLimit, 0, scoreLimit, math.MaxFloat32}[r.IntN(5)]
		},
		"infinite": func() float32 { return float32(math.Inf(r.IntN(3) - 1)) },
	}
	for name, draw := range draws {
		t.Run(name, func(t *testing.T) {
			var d decoder
			for range 300 {
				g := drawn(1+r.IntN(5), draw)
				punct := make([]bool, g.n)
				for i := range punct {
					punct[i] = r.IntN(3) == 0
				}
				want := everyTree(g, punct)
				heads := d.decode(g, punct)
				if !acyclic(heads) {
					t.Fatalf("%v: a cycle: %v", g, heads)
				}
				if got := weighed(g, punct, heads); got != want {
					t.Fatalf("%v, punctuation %v: %v is worth %v, not %v", g, punct, heads, got, want)
				}
				if want.roots != 1 {
					t.Fatalf("%d roots", want.roots)
				}
			}
			g := drawn(6, draw)
			punct := make([]bool, 6)
			if got, want := weighed(g, punct, d.decode(g, punct)), everyTree(g, punct); got != want {
				t.Errorf("six words: %v, not %v", got, want)
			}
		})
	}
}

// Edmonds' method finds what the best heads are where they make a tree.
func TestSolveAgreesWithGreedy(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var d decoder
	trees := 0
	for range 3000 {
		g := drawn(1+r.IntN(6), func() float32 { return float32(r.IntN(1 << 17)) })
		g.scores[0] += 1 << 16 // makes for one root
		punct := make([]bool, g.n)
		heads := make([]int, g.n)
		greedy(heads, g, punct)
		if !d.isTree(heads) {
			continue
		}
		trees++
		got := make([]int, g.n)
		d.weigh(g, punct)
		d.solve(got)
		if !slices.Equal(got, heads) {
			t.Fatalf("%v: %v, not %v", g, got, heads)
		}
	}
	if trees < 300 {
		t.Errorf("only %d trees", trees)
	}
}

// A gold tree written as scores is the tree that comes back, at any length that
// a stretch may have and through a decoder that has been used before.
func TestDecodeGivesBackATree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var d decoder
	for _, n := range []int{1, 2, 3, 17, 100, maxStretch, 40} {
		heads := randomTree(r, n)
		g := drawn(n, func() float32 { return -1 })
		for i, h := range heads {
			g.row(i)[h+1] = 3
		}
		// One word likes a wrong head even better, so that there is a cycle to break.
		if n > 3 {
			at := slices.Index(heads, root)
			child := slices.Index(heads, at)
			g.row(at)[child+1] = 4
		}
		if got := d.decode(g, make([]bool, n)); !slices.Equal(got, heads) {
			t.Errorf("%d words: %v, not %v", n, got, heads)
		}
	}
}

func randomTree(r *rand.Rand, n int) []int {
	heads := make([]int, n)
	order := r.Perm(n)
	for k, i := range order {
		heads[i] = root
		if k > 0 {
			heads[i] = order[r.IntN(k)]
		}
	}
	return heads
}

func TestIsTree(t *testing.T) {
	for _, tt := range []struct {
		heads []int
		want  bool
	}{
		{[]int{root}, true},
		{[]int{1, root, 1}, true},
		{[]int{root, root}, false},
		{[]int{1, 0}, false},
		{[]int{1, 2, 1, root}, false},
		{[]int{3, 0, 1, root}, true},
		{[]int{1, 2, 0}, false},
		{nil, false},
	} {
		var d decoder
		if got := d.isTree(tt.heads); got != tt.want {
			t.Errorf("%v: %v", tt.heads, got)
		}
		if want := acyclic(tt.heads) && count(tt.heads, root) == 1; want != tt.want {
			t.Errorf("%v: the definition says %v", tt.heads, want)
		}
	}
}

func count(list []int, v int) int {
	n := 0
	for _, w := range list {
		if w == v {
			n++
		}
	}
	return n
}

// Where nothing tells the trees apart the answer is still always the same.
func TestTies(t *testing.T) {
	for _, tt := range []struct {
		name  string
		n     int
		punct []int
		want  []int
	}{
		{"one word", 1, nil, []int{root}},
		{"a mark alone", 1, []int{0}, []int{root}},
		{"equal words", 4, nil, []int{root, 0, 0, 0}},
		{"a mark first", 3, []int{0}, []int{1, root, 1}},
		{"marks alone", 3, []int{0, 1, 2}, []int{root, 0, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			punct := make([]bool, tt.n)
			for _, i := range tt.punct {
				punct[i] = true
			}
			var d decoder
			for range 3 {
				if got := d.decode(drawn(tt.n, func() float32 { return 0 }), punct); !slices.Equal(got, tt.want) {
					t.Errorf("%v, not %v", got, tt.want)
				}
			}
		})
	}
}

// Any bytes as scores give a tree of one root in which no mark governs while
// there is a word.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{3, 1, 200, 7, 9, 255, 0, 128, 64, 3, 9, 1, 2})
	f.Add([]byte{1})
	f.Add([]byte{12, 0x7f, 0x80, 0xff})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		n := int(data[0])%24 + 1
		next := 1
		g := drawn(n, func() float32 {
			if next >= len(data) {
				return 0
			}
			next++
			// Every bit pattern of the upper half: infinities and no numbers among them.
			return math.Float32frombits(uint32(data[next-1])<<24 | uint32(data[len(data)-next+1])<<16)
		})
		punct := make([]bool, n)
		words := 0
		for i := range punct {
			punct[i] = data[(i+1)%len(data)]&3 == 0
			if !punct[i] {
				words++
			}
		}
		var d decoder
		heads := d.decode(g, punct)
		if !acyclic(heads) || count(heads, root) != 1 {
			t.Fatalf("no tree: %v", heads)
		}
		for i, h := range heads {
			if h != root && punct[h] && words > 0 {
				t.Errorf("%d hangs on the mark %d", i, h)
			}
		}
	})
}
