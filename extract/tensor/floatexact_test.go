package tensor

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The tests of this file hold the steps against their mathematics in double
// precision.

func TestQuantizeIsNear(t *testing.T) {
	const rows, width = 20, 100
	x := numbers(rows*width, ordinary, 5)
	var r Rows
	r.Quantize(x, rows, width)
	for i := range rows {
		row, largest := x[i*width:][:width], 0.0
		for _, v := range row {
			largest = max(largest, math.Abs(float64(v)))
		}
		if got, want := float64(r.Scale[i]), largest/127; math.Abs(got-want) > 1e-7*want {
			t.Fatalf("row %d: scale %g, want %g", i, got, want)
		}
		for j, b := range r.Row(i) {
			if got := (float64(b) - 128) * largest / 127; math.Abs(got-float64(row[j])) > 0.50001*largest/127 {
				t.Fatalf("row %d: %g became %g, a step is %g", i, row[j], got, largest/127)
			}
		}
	}
}

func TestQuantizeByHand(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, test := range []struct {
		name  string
		x     []float32
		scale float32
		bytes []uint8
	}{
		{"halves go to even", []float32{127, 0.5, 1.5, 2.5, -0.5, -1.5, -127}, 1, []uint8{255, 128, 130, 130, 128, 126, 1}},
		{"one number", []float32{-2}, 2.0 / 127, []uint8{1}},
		{"zeros", []float32{0, 0, 0}, 0, []uint8{128, 128, 128}},
		{"too small to scale", []float32{1e-31, -1e-40}, 0, []uint8{128, 128}},
		{"an infinite number", []float32{1, inf, 2}, 0, []uint8{128, 0, 128}},
		{"not a number", []float32{nan, nan}, 0, []uint8{0, 0}},
	} {
		var r Rows
		r.Quantize(test.x, 1, len(test.x))
		if string(r.Row(0)) != string(test.bytes) || r.Scale[0] != test.scale {
			t.Errorf("%s: %v scale %g, want %v scale %g", test.name, r.Row(0), r.Scale[0], test.bytes, test.scale)
		}
		for _, b := range r.Data[len(test.x):] {
			if b != r.Zero {
				t.Errorf("%s: padding %d", test.name, b)
			}
		}
	}
}

func TestGELUIsNear(t *testing.T) {
	var x []float32
	for v := float32(-12); v <= 12; v += 1.0 / 512 {
		x = append(x, v)
	}
	x = append(x, 0, 1e-6, -1e-6, 100, -100, 1e10, -1e10)
	got := append([]float32(nil), x...)
	var r Rows
	r.GELU(got, len(x), 1)
	worst := 0.0
	for i, v := range x {
		want := float64(v) * 0.5 * math.Erfc(-float64(v)/math.Sqrt2)
		worst = max(worst, math.Abs(float64(got[i])-want)-1e-7*math.Abs(want))
	}
	if worst > 6e-5 {
		t.Errorf("GELU is off by %g", worst)
	}
	t.Logf("largest error %.2g", worst)
}

func TestSoftmaxIsNear(t *testing.T) {
	const rows, width = 50, 90
	x := numbers(rows*width, func(r *rand.Rand) float32 { return 3 * ordinary(r) }, 9)
	var r Rows
	r.Softmax(x, rows, width)
	worst := 0.0
	for i := range rows {
		row, best := x[i*width:][:width], math.Inf(-1)
		for _, v := range row {
			best = max(best, float64(v))
		}
		sum := 0
		for j, b := range r.Row(i) {
			sum += int(b)
			worst = max(worst, math.Abs(float64(b)-255*math.Exp(float64(row[j])-best)))
			if float64(row[j]) == best && b != 255 {
				t.Errorf("row %d: the best score has %d", i, b)
			}
		}
		if r.Scale[i] != 1/float32(sum) {
			t.Errorf("row %d: scale %g for a sum of %d", i, r.Scale[i], sum)
		}
	}
	if worst > 0.53 {
		t.Errorf("softmax is off by %g of 255", worst)
	}
	if r.Zero != 0 {
		t.Errorf("probabilities have the zero %d", r.Zero)
	}
}

func TestNormIsNear(t *testing.T) {
	for _, width := range []int{9, 17, 384} {
		const rows = 7
		x, y := numbers(rows*width, ordinary, 11), numbers(rows*width, ordinary, 12)
		gain, bias := numbers(width, ordinary, 13), numbers(width, ordinary, 14)
		dst := make([]float32, len(x))
		Norm(dst, x, y, gain, bias)
		for i := range rows {
			var mean, square float64
			at := func(j int) float64 { return float64(x[i*width+j]) + float64(y[i*width+j]) }
			for j := range width {
				mean += at(j) / float64(width)
			}
			for j := range width {
				square += (at(j) - mean) * (at(j) - mean) / float64(width)
			}
			for j := range width {
				want := (at(j)-mean)/math.Sqrt(square)*float64(gain[j]) + float64(bias[j])
				if got := float64(dst[i*width+j]); math.Abs(got-want) > 1e-5 {
					t.Fatalf("width %d, row %d, place %d: %g, want %g", width, i, j, got, want)
				}
			}
		}
	}
}

func TestDotIsNear(t *testing.T) {
	for _, width := range []int{0, 1, 15, 64, 256, 1000} {
		x, y := numbers(width, ordinary, 15), numbers(width, ordinary, 16)
		var want, size float64
		for i := range x {
			p := float64(x[i]) * float64(y[i])
			want, size = want+p, size+math.Abs(p)
		}
		if got := float64(Dot(x, y)); math.Abs(got-want) > 1e-6*size {
			t.Errorf("width %d: %g, want %g", width, got, want)
		}
	}
}

// TestRowsReuse fills the same rows large, small and large again: what was
// there before must not show, not even in the padding.
func TestRowsReuse(t *testing.T) {
	for _, kernel := range Kernels() {
		withKernel(t, kernel, func() {
			var used Rows
			for _, size := range [][2]int{{9, 70}, {2, 5}, {0, 3}, {9, 70}, {5, 33}} {
				m, k := size[0], size[1]
				x := numbers(m*k, ordinary, 21)
				for i, fill := range []func(r *Rows){
					func(r *Rows) { r.Softmax(x, m, k) },
					func(r *Rows) { r.Quantize(x, m, k) },
					func(r *Rows) { r.Softmax(x, m, k) },
				} {
					var fresh Rows
					fill(&used)
					fill(&fresh)
					if string(used.Data) != string(fresh.Data) || used.Stride != fresh.Stride || used.Zero != fresh.Zero {
						t.Errorf("%s, %v, %d: rows used before differ from fresh ones", kernel, size, i)
					}
					for i := range m {
						for _, b := range used.Data[i*used.Stride+k : (i+1)*used.Stride] {
							if b != used.Zero {
								t.Fatalf("%s, %v: padding %d, want %d", kernel, size, b, used.Zero)
							}
						}
					}
				}
			}
			x := make([]float32, 165)
			if n := testing.AllocsPerRun(5, func() { used.Quantize(x, 5, 33) }); n > 0 {
				t.Errorf("%s: %v allocations", kernel, n)
			}
		})
	}
}

func TestSizesThatDisagree(t *testing.T) {
	var r Rows
	for name, f := range map[string]func(){
		"too few floats":   func() { r.Quantize(make([]float32, 9), 2, 5) },
		"stride too small": func() { r.QuantizeStrided(make([]float32, 90), 2, 5, 4) },
		"no columns":       func() { r.Softmax(nil, 2, 0) },
		"gain and bias":    func() { Norm(make([]float32, 4), make([]float32, 4), nil, make([]float32, 2), make([]float32, 4)) },
		"half a row":       func() { Norm(make([]float32, 3), make([]float32, 3), nil, make([]float32, 2), make([]float32, 2)) },
		"short residual": func() {
			Norm(make([]float32, 4), make([]float32, 4), make([]float32, 2), make([]float32, 2), make([]float32, 2))
		},
		"unequal to be dot": func() { Dot(make([]float32, 3), make([]float32, 2)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

// BenchmarkSteps measures the float steps of one layer for 160 pieces.
func BenchmarkSteps(b *testing.B) {
	const pieces, width, inner, heads = 160, 384, 1536, 12
	x := numbers(pieces*inner, ordinary, 31)
	work := make([]float32, len(x))
	scores := numbers(pieces*pieces, ordinary, 32)
	gain, bias := wave(width, 0.7), wave(width, 2.9)
	var r Rows
	for _, name := range Kernels() {
		for _, step := range []struct {
			name string
			run  func()
		}{
			{"softmax×12", func() {
				for range heads {
					r.Softmax(scores, pieces, pieces)
				}
			}},
			{"gelu", func() { r.GELU(work, pieces, inner) }},
			{"norm×2", func() {
				Norm(work[:pieces*width], x[:pieces*width], x[pieces*width:][:pieces*width], gain, bias)
				Norm(work[:pieces*width], x[:pieces*width], x[pieces*width:][:pieces*width], gain, bias)
			}},
			{"quantize×3", func() {
				for range 3 {
					r.Quantize(x[:pieces*width], pieces, width)
				}
			}},
			{"quantize.heads", func() {
				for h := range heads {
					r.QuantizeStrided(x[h*32:], pieces, 32, 3*width)
				}
			}},
		} {
			b.Run(step.name+"/"+string(name), func(b *testing.B) {
				withKernel(b, name, func() {
					for b.Loop() {
						if step.name == "gelu" { // it eats its input
							b.StopTimer()
							copy(work, x)
							b.StartTimer()
						}
						step.run()
					}
				})
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/pieces, "ns/piece")
			})
		}
	}
}
