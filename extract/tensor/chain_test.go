package tensor

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// inside may stand behind what begins or goes on with its type alone.
func inside(before, label int) bool {
	kind, in := strings.CutPrefix(someLabels[label], "I-")
	return !in || before != Opens && (someLabels[before] == "B-"+kind || someLabels[before] == "I-"+kind)
}

var someLabels = []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG"}

// bestOfAll is the chain as its definition reads: every sequence in turn.
func bestOfAll(labels []string, transitions, scores []float32) []uint8 {
	width := len(labels)
	n := len(scores) / width
	seq := make([]uint8, n)
	var best []uint8
	top := int64(math.MinInt64)
	for {
		sum, legal := int64(0), true
		for i, y := range seq {
			sum += fixed(scores[i*width+int(y)])
			if i > 0 && transitions != nil {
				sum += fixed(transitions[int(seq[i-1])*width+int(y)])
			}
			if kind, ok := strings.CutPrefix(labels[y], "I-"); ok {
				legal = legal && i > 0 && (labels[seq[i-1]] == "B-"+kind || labels[seq[i-1]] == "I-"+kind)
			}
		}
		// The first in the order of the last label, then of the one before.
		if legal && (sum > top) {
			top, best = sum, slices.Clone(seq)
		}
		i := 0
		for ; i < n; i++ {
			if seq[i]++; int(seq[i]) < width {
				break
			}
			seq[i] = 0
		}
		if i == n {
			return best
		}
	}
}

func TestChainIsBestOfAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var tr Trellis
	for round := range 400 {
		n := 1 + round%5
		draw := func(n int) []float32 {
			x := make([]float32, n)
			for i := range x {
				x[i] = float32(rng.IntN(7)-3) / 2 // coarse, for ties
			}
			return x
		}
		scores := draw(n * len(someLabels))
		var transitions []float32
		if round%2 == 1 {
			transitions = draw(len(someLabels) * len(someLabels))
		}
		d := NewChain(len(someLabels), inside, transitions)
		if got, want := d.Best(scores, &tr), bestOfAll(someLabels, transitions, scores); !slices.Equal(got, want) {
			t.Fatalf("%v %v: got %v, want %v", scores, transitions, got, want)
		}
	}
}

func TestChainAllocatesNothing(t *testing.T) {
	d := NewChain(len(someLabels), inside, nil)
	var tr Trellis
	scores := make([]float32, 50*len(someLabels))
	d.Best(scores, &tr)
	if n := testing.AllocsPerRun(10, func() { d.Best(scores, &tr) }); n != 0 {
		t.Errorf("%v allocations a sentence", n)
	}
}

// Any scores at all give labels of which each I- has its B-.
func FuzzChain(f *testing.F) {
	f.Add([]byte{0, 0, 128, 127, 0, 0, 192, 255, 1, 2, 3, 4, 0, 0, 128, 255, 9, 9, 9, 9})
	f.Fuzz(func(t *testing.T, raw []byte) {
		scores := make([]float32, len(raw)/4)
		for i := range scores {
			scores[i] = math.Float32frombits(uint32(raw[4*i]) | uint32(raw[4*i+1])<<8 | uint32(raw[4*i+2])<<16 | uint32(raw[4*i+3])<<24)
		}
		var transitions []float32
		width := len(someLabels)
		if len(scores) > width*width && raw[0]&1 == 1 {
			transitions, scores = scores[:width*width], scores[width*width:]
		}
		d := NewChain(len(someLabels), inside, transitions)
		var tr Trellis
		got := d.Best(scores, &tr)
		if len(got) != len(scores)/width {
			t.Fatalf("%d labels for %d tokens", len(got), len(scores)/width)
		}
		for i, y := range got {
			if kind, ok := strings.CutPrefix(someLabels[y], "I-"); ok && (i == 0 || !strings.HasSuffix(someLabels[got[i-1]], "-"+kind)) {
				t.Fatalf("%v: I- without B-", got)
			}
		}
		if n := len(got); n > 0 && n <= 4 {
			if want := bestOfAll(someLabels, transitions, scores[:n*width]); !slices.Equal(got, want) {
				t.Fatalf("got %v, want %v", got, want)
			}
		}
	})
}
