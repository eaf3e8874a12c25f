package tensor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// under runs f with a kernel and then goes back to the one before.
func under(t testing.TB, name Kernel, f func()) {
	t.Helper()
	before := current
	if err := UseKernel(name); err != nil {
		t.Fatal(err)
	}
	defer func() { current = before }()
	f()
}

// fast lists the kernels of this processor but the plain one.
func fast() []Kernel { return Kernels()[:len(Kernels())-1] }

// A filling says how a random product is made.
type filling struct {
	name       string
	zero       uint8
	activation func(r *rand.Rand) uint8
	weight     func(r *rand.Rand) int8
}

func anyByte(r *rand.Rand) uint8   { return uint8(r.Uint32()) }
func anyWeight(r *rand.Rand) int8  { return int8(r.IntN(2*maxWeight+1) - maxWeight) }
func edgeByte(r *rand.Rand) uint8  { return uint8(255 * r.IntN(2)) }
func edgeWeight(r *rand.Rand) int8 { return int8(maxWeight * (2*r.IntN(2) - 1)) }

var fillings = []filling{
	{"random", 128, anyByte, anyWeight},
	{"random probabilities", 0, anyByte, anyWeight},
	{"edges", 128, edgeByte, edgeWeight},
	{"edges, probabilities", 0, edgeByte, edgeWeight},
	{"least", 128, func(*rand.Rand) uint8 { return 0 }, func(*rand.Rand) int8 { return maxWeight }},
	{"largest", 0, func(*rand.Rand) uint8 { return 255 }, func(*rand.Rand) int8 { return maxWeight }},
	{"largest, below zero", 0, func(*rand.Rand) uint8 { return 255 }, func(*rand.Rand) int8 { return -maxWeight }},
}

// randomProduct makes both sides of a product. Every slice is just as long as
// it must be, and the padding of the left side is rubbish.
func randomProduct(t testing.TB, r *rand.Rand, m, k, n int, fill filling) (*Matrix, *Rows) {
	t.Helper()
	packed := make([]byte, packedBytes(k, n))
	for i := range k {
		for c := range n {
			packed[packedAt(i, c, roundUp(k, group)/group)] = byte(fill.weight(r))
		}
	}
	scale, bias := make([]float32, n), make([]float32, n)
	for i := range n {
		scale[i], bias[i] = r.Float32()/100, r.Float32()-0.5
	}
	matrix, err := NewMatrix(k, n, packed, scale, bias)
	if err != nil {
		t.Fatal(err)
	}
	x := &Rows{M: m, K: k, Stride: roundUp(k, group), Zero: fill.zero}
	x.Data, x.Scale = make([]uint8, m*x.Stride), make([]float32, m)
	for i := range x.Data {
		x.Data[i] = anyByte(r)
	}
	for i := range m {
		for j := range k {
			x.Data[i*x.Stride+j] = fill.activation(r)
		}
		x.Scale[i] = r.Float32()
	}
	return matrix, x
}

// byDefinition is the product number by number, without the packed form's
// groups and panels.
func byDefinition(w *Matrix, x *Rows) []float32 {
	dst := make([]float32, x.M*w.N)
	for m := range x.M {
		for n := range w.N {
			var sum int64
			for k := range w.K {
				a := int64(x.Data[m*x.Stride+k]) - int64(x.Zero)
				sum += a * int64(int8(w.side.packed[packedAt(k, n, w.side.groups)]))
			}
			dst[m*w.N+n] = float32(float32(float32(sum)*x.Scale[m])*w.side.scale[n]) + w.side.bias[n]
		}
	}
	return dst
}

// sameBits fails where two results differ in a bit.
func sameBits(t testing.TB, got, want []float32, width int) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d floats, want %d", len(got), len(want))
	}
	for i := range got {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("row %d, column %d: %v, want %v", i/width, i%width, got[i], want[i])
		}
	}
}

// guarded gives n floats between two others that must stay as they are.
func guarded(n int) (inner []float32, check func(t testing.TB)) {
	const guard = 64
	whole := make([]float32, n+2*guard)
	for i := range whole {
		whole[i] = float32(math.NaN())
	}
	inner = whole[guard:][:n:n]
	return inner, func(t testing.TB) {
		t.Helper()
		for i, v := range whole {
			if (i < guard || i >= guard+n) && v == v {
				t.Fatalf("float %d, outside of %d, was written", i-guard, n)
			}
		}
	}
}

func TestProduct(t *testing.T) {
	sizes := []struct{ m, k, n int }{
		{1, 1, 1}, {1, 4, 48}, {2, 3, 47}, {3, 5, 49}, {7, 9, 15}, {8, 8, 16}, {9, 31, 17},
		{15, 32, 33}, {13, 33, 24}, {5, 64, 23}, {6, 17, 25}, {4, 384, 95}, {17, 157, 32}, {31, 32, 31}, {3, 1536, 41}, {11, 100, 145},
	}
	for _, fill := range fillings {
		for _, size := range sizes {
			r := rand.New(rand.NewPCG(1, uint64(size.m*size.k*size.n)))
			w, x := randomProduct(t, r, size.m, size.k, size.n, fill)
			want := byDefinition(w, x)
			for _, name := range Kernels() {
				t.Run(fmt.Sprintf("%s/%s %d×%d×%d", name, fill.name, size.m, size.k, size.n), func(t *testing.T) {
					under(t, name, func() {
						dst, check := guarded(len(want))
						w.Mul(dst, x)
						sameBits(t, dst, want, size.n)
						check(t)
					})
				})
			}
		}
	}
}

// Every width of the last strip with every height of the last tile.
func TestProductBorders(t *testing.T) {
	for _, name := range fast() {
		under(t, name, func() {
			r := rand.New(rand.NewPCG(2, 2))
			for m := 1; m <= 17; m++ {
				for n := 1; n <= 49; n++ {
					w, x := randomProduct(t, r, m, 1+r.IntN(40), n, fillings[r.IntN(2)])
					dst, check := guarded(m * n)
					w.Mul(dst, x)
					sameBits(t, dst, byDefinition(w, x), n)
					check(t)
				}
			}
		})
	}
}

func TestMulRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	w, x := randomProduct(t, r, 21, 37, 50, fillings[0])
	want := byDefinition(w, x)
	for _, name := range Kernels() {
		under(t, name, func() {
			var got []float32
			for from := 0; from < x.M; from += 8 {
				to := min(from+8, x.M)
				dst := make([]float32, (to-from)*w.N)
				w.MulRows(dst, x, from, to)
				got = append(got, dst...)
			}
			sameBits(t, got, want, w.N)
		})
	}
}

// Rows that lie apart are the same, and what lies between them stays.
func TestMulInto(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for _, size := range []struct{ m, k, n, step int }{{21, 37, 32, 50}, {1, 64, 5, 5}, {9, 160, 32, 384}, {3, 8, 50, 99}} {
		x := make([]float32, size.m*size.k)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		var left Rows
		left.Softmax(x, size.m, size.k)
		right := make([]float32, size.k*size.n)
		for i := range right {
			right[i] = float32(r.NormFloat64())
		}
		for _, name := range Kernels() {
			under(t, name, func() {
				var p Packed
				p.PackColumns(right, size.k, size.n, size.n)
				want := make([]float32, size.m*size.n)
				p.Mul(want, &left)
				dst := make([]float32, size.m*size.step)
				for i := range dst {
					dst[i] = -7
				}
				p.MulInto(dst, size.step, &left)
				var got []float32
				for i := range size.m {
					row := dst[i*size.step:][:size.step]
					got = append(got, row[:size.n]...)
					if slices.ContainsFunc(row[size.n:], func(v float32) bool { return v != -7 }) {
						t.Errorf("%s: row %d is written past its end", name, i)
					}
				}
				sameBits(t, got, want, size.n)
			})
		}
	}
}

func FuzzProduct(f *testing.F) {
	f.Add(uint64(1), uint8(160), uint8(32), uint8(160))
	f.Add(uint64(2), uint8(9), uint8(255), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, m, k, n uint8) {
		if m == 0 || k == 0 || n == 0 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 4))
		w, x := randomProduct(t, r, int(m), int(k), int(n), fillings[r.IntN(len(fillings))])
		want := make([]float32, x.M*w.N)
		mulPlain(&w.side, want, w.N, x, 0, x.M)
		for _, name := range fast() {
			under(t, name, func() {
				dst, check := guarded(len(want))
				w.Mul(dst, x)
				sameBits(t, dst, want, w.N)
				check(t)
			})
		}
	})
}

// The shapes of the encoder: a window against the layers, and attention. The
// rate is that of the fastest run, so that it holds on a busy machine too.
func BenchmarkMul(b *testing.B) {
	for _, name := range Kernels() {
		for _, size := range []struct{ m, k, n int }{
			{160, 384, 1152}, {160, 384, 384}, {160, 384, 1536}, {160, 1536, 384}, {32, 384, 1536}, {32, 1536, 384},
			{160, 32, 160}, {160, 160, 32}, {30, 32, 30}, {30, 30, 32},
		} {
			b.Run(fmt.Sprintf("%s/%d×%d×%d", name, size.m, size.k, size.n), func(b *testing.B) {
				r := rand.New(rand.NewPCG(5, 5))
				w, x := randomProduct(b, r, size.m, size.k, size.n, fillings[0])
				dst := make([]float32, size.m*size.n)
				best := time.Duration(math.MaxInt64)
				under(b, name, func() {
					for b.Loop() {
						begin := time.Now()
						w.Mul(dst, x)
						best = min(best, time.Since(begin))
					}
				})
				b.ReportMetric(float64(size.m*size.k*size.n)/best.Seconds()/1e9, "Gmac/s")
			})
		}
	}
}
