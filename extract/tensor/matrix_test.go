package tensor

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestNewMatrix(t *testing.T) {
	const k, n = 5, 50
	good := func() ([]byte, []float32, []float32) {
		return make([]byte, packedBytes(k, n)), make([]float32, n), make([]float32, n)
	}
	for _, test := range []struct {
		name string
		k, n int
		edit func(packed []byte)
		want string
	}{
		{"good", k, n, func(p []byte) { p[packedAt(4, 49, 2)] = 63; p[packedAt(0, 0, 2)] = 0xC1 }, ""},
		{"no inputs", 0, n, nil, "a matrix of 0×50"},
		{"no outputs", k, -1, nil, "a matrix of 5×-1"},
		{"too many inputs", maxK + 1, n, nil, "a matrix of 131073×50"},
		{"other size", k, n + 48, nil, "has 768 bytes, want 1152"},
		{"other columns", k, n + 1, nil, "50 scales"},
		{"weight of eight bits", k, n, func(p []byte) { p[0] = 64 }, "weight 64"},
		{"weight of eight bits below zero", k, n, func(p []byte) { p[0] = 0xC0 }, "weight -64"},
		{"input of the padding", k, n, func(p []byte) { p[packedAt(5, 0, 2)] = 1 }, "padding"},
		{"column of the padding", k, n, func(p []byte) { p[packedAt(0, 50, 2)] = 1 }, "padding"},
	} {
		t.Run(test.name, func(t *testing.T) {
			packed, scale, bias := good()
			if test.edit != nil {
				test.edit(packed)
			}
			_, err := NewMatrix(test.k, test.n, packed, scale, bias)
			switch {
			case test.want == "" && err != nil:
				t.Fatal(err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Fatalf("%v, want %q", err, test.want)
			}
		})
	}
}

// The place of every weight is its own, and what is left over is padding.
func TestPackedAt(t *testing.T) {
	for _, size := range []struct{ k, n int }{{1, 1}, {4, 48}, {7, 49}, {9, 100}} {
		seen := make([]bool, packedBytes(size.k, size.n))
		for k := range size.k {
			for c := range size.n {
				at := packedAt(k, c, roundUp(size.k, group)/group)
				if seen[at] {
					t.Fatalf("%d×%d: byte %d is taken twice", size.k, size.n, at)
				}
				seen[at] = true
			}
		}
		// One byte of the padding is enough to be seen, whichever it is.
		for i, taken := range seen {
			packed := make([]byte, len(seen))
			packed[i] = 1
			if cleanPadding(size.k, size.n, packed) != taken {
				t.Fatalf("%d×%d: byte %d is taken: %t, is padding: %t", size.k, size.n, i, taken, !taken)
			}
		}
	}
}

// The product of quantized sides is near the product of the floats.
func TestProductNearFloats(t *testing.T) {
	const m, k, n = 20, 300, 70
	r := rand.New(rand.NewPCG(7, 7))
	random := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		return x
	}
	left, right, bias := random(m*k), random(k*n), random(n)
	turned := make([]float32, n*k)
	for i := range k {
		for c := range n {
			turned[c*k+i] = right[i*n+c]
		}
	}
	matrix, err := PackMatrix(right, k, n, bias)
	if err != nil {
		t.Fatal(err)
	}
	var x Rows
	x.Quantize(left, m, k)
	var columns, rows Packed
	columns.PackColumns(right, k, n, n)
	rows.PackRows(turned, n, k, k)
	for name, mul := range map[string]func([]float32, *Rows){"matrix": matrix.Mul, "columns": columns.Mul, "rows": rows.Mul} {
		got := make([]float32, m*n)
		mul(got, &x)
		var worst float64
		for i := range m {
			for c := range n {
				var want float64
				if name == "matrix" {
					want = float64(bias[c])
				}
				for j := range k {
					want += float64(left[i*k+j]) * float64(right[j*n+c])
				}
				worst = max(worst, math.Abs(float64(got[i*n+c])-want))
			}
		}
		// Steps of 3/127 and 3/63 leave errors of about 0.02·√300 = 0.3.
		if worst > 1.5 || worst == 0 {
			t.Errorf("%s: off by %v", name, worst)
		}
	}
}

// Packing again leaves nothing of what was there before.
func TestPackedAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	x := make([]float32, 200*64)
	for i := range x {
		x[i] = r.Float32() - 0.5
	}
	var rows Rows
	var used Packed
	for _, size := range []struct{ k, n int }{{64, 200}, {30, 31}, {2, 49}, {63, 64}} {
		rows.Quantize(x, 5, size.k)
		var fresh Packed
		for _, pack := range []func(p *Packed){
			func(p *Packed) { p.PackRows(x, size.n, size.k, size.k) },
			func(p *Packed) { p.PackColumns(x, size.k, size.n, size.n) },
		} {
			pack(&used)
			pack(&fresh)
			got, want := make([]float32, 5*size.n), make([]float32, 5*size.n)
			used.Mul(got, &rows)
			fresh.Mul(want, &rows)
			sameBits(t, got, want, size.n)
		}
	}
}

func TestMulPanics(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	w, x := randomProduct(t, r, 3, 8, 5, fillings[0])
	dst := make([]float32, 15)
	short, tight, half, strange := *x, *x, *x, *x
	short.Data = x.Data[:len(x.Data)-1]
	tight.Stride = 4
	half.Scale = x.Scale[:2]
	strange.Zero = 7
	for name, f := range map[string]func(){
		"short dst":   func() { w.Mul(dst[:14], x) },
		"long dst":    func() { w.Mul(make([]float32, 16), x) },
		"rows beyond": func() { w.MulRows(dst, x, 1, 4) },
		"rows below":  func() { w.MulRows(dst, x, -1, 2) },
		"inputs":      func() { w.Mul(dst, &Rows{M: 3, K: 4, Stride: 4, Data: x.Data, Scale: x.Scale}) },
		"short data":  func() { w.Mul(dst, &short) },
		"tight":       func() { w.Mul(dst, &tight) },
		"scales":      func() { w.Mul(dst, &half) },
		"zero":        func() { w.Mul(dst, &strange) },
		"huge":        func() { new(Packed).PackRows(nil, 1, maxK+1, maxK+1) },
		"short x":     func() { new(Packed).PackColumns(dst, 4, 4, 4) },
		"stride":      func() { new(Packed).PackRows(dst, 2, 5, 4) },
	} {
		for _, kernel := range Kernels() {
			under(t, kernel, func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s, %s: no panic", kernel, name)
					}
				}()
				f()
			})
		}
	}
	w.MulRows(nil, x, 2, 2) // no rows are no mistake
}
