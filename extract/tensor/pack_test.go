package tensor

import (
	"math"
	"slices"
	"testing"
)

// packings are the two ways to make a right side of n columns and k inputs.
var packings = []struct {
	name string
	run  func(s *side, x []float32, stride int)
	rows bool // a row of x becomes a column
}{
	{"rows", packRows, true},
	{"columns", packColumns, false},
}

// TestPackings holds all kernels against the definition: every column of the
// right side is scaled, rounded and put at packedAt, and summed.
func TestPackings(t *testing.T) {
	for _, way := range packings {
		for _, kind := range kinds {
			for _, n := range []int{1, 3, 15, 16, 17, 32, 47, 48, 49, 64, 100, 160} {
				for _, k := range []int{1, 2, 3, 4, 6, 15, 16, 17, 23, 29, 32, 64, 160} {
					lines, width := k, n
					if way.rows {
						lines, width = n, k
					}
					stride := width + n%3
					x := numbers((lines-1)*stride+width, kind.next, uint64(n*k))
					at := func(c, i int) float32 {
						if way.rows {
							return x[c*stride+i]
						}
						return x[i*stride+c]
					}
					want := define(n, k, at)
					for _, kernel := range Kernels() {
						var got Packed
						got.size(k, n)
						withKernel(t, kernel, func() { way.run(&got.side, x, stride) })
						if what := unlike(&got.side, &want.side); what != "" {
							t.Fatalf("%s, %s, %s, %d inputs of %d columns: other %s", way.name, kernel, kind.name, k, n, what)
						}
					}
				}
			}
		}
	}
}

// define packs as the definition reads.
func define(n, k int, at func(c, i int) float32) *Packed {
	var p Packed
	p.size(k, n)
	for c := range n {
		var peak float32
		for i := range k {
			if v := float32(math.Abs(float64(at(c, i)))); v > peak {
				peak = v
			}
		}
		inverse := float32(0)
		if peak >= leastPeak {
			p.side.scale[c], inverse = peak/63, 63/peak
		}
		for i := range k {
			v := math.RoundToEven(float64(at(c, i) * inverse))
			if v != v {
				v = -63
			}
			p.side.packed[packedAt(i, c, p.side.groups)] = byte(int8(v))
		}
	}
	p.side.sum()
	return &p
}

// unlike names what differs between two right sides.
func unlike(a, b *side) string {
	switch _, ok := differ(a.scale, b.scale); {
	case !ok:
		return "scale"
	case !slices.Equal(a.packed, b.packed):
		return "weights"
	case !slices.Equal(a.plus, b.plus) || !slices.Equal(a.minus, b.minus):
		return "sums"
	}
	return ""
}

// BenchmarkPackings measures the keys and the values of one layer.
func BenchmarkPackings(b *testing.B) {
	const pieces, size, heads, stride = 160, 32, 12, 1152
	x := numbers(pieces*stride, ordinary, 41)
	for _, way := range packings {
		for _, kernel := range Kernels() {
			b.Run(way.name+"/"+string(kernel), func(b *testing.B) {
				withKernel(b, kernel, func() {
					var p Packed
					for b.Loop() {
						for h := range heads {
							if way.rows {
								p.size(size, pieces)
							} else {
								p.size(pieces, size)
							}
							way.run(&p.side, x[h*size:], stride)
						}
					}
				})
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/pieces, "ns/piece")
			})
		}
	}
}
