package tensor

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A step is one of the float steps with its results laid open: floats and
// bytes that every kernel must give alike. It leaves x alone.
type step struct {
	name string
	run  func(x []float32, width int) ([]float32, []uint8)
}

var steps = []step{
	{"quantize", func(x []float32, width int) ([]float32, []uint8) {
		var r Rows
		r.Quantize(x, len(x)/width, width)
		return r.Scale, r.Data
	}},
	{"quantize strided", func(x []float32, width int) ([]float32, []uint8) {
		var r Rows
		r.QuantizeStrided(x[width/2:], len(x)/width, width-width/2, width)
		return r.Scale, r.Data
	}},
	{"gelu", func(x []float32, width int) ([]float32, []uint8) {
		var r Rows
		x = slices.Clone(x)
		r.GELU(x, len(x)/width, width)
		return append(x, r.Scale...), r.Data
	}},
	{"softmax", func(x []float32, width int) ([]float32, []uint8) {
		var r Rows
		r.Softmax(x, len(x)/width, width)
		return r.Scale, r.Data
	}},
	{"norm", func(x []float32, width int) ([]float32, []uint8) {
		dst := make([]float32, len(x))
		gain, bias := wave(width, 0.7), wave(width, 2.9)
		Norm(dst, x, nil, gain, bias)
		return dst, nil
	}},
	{"norm of a sum", func(x []float32, width int) ([]float32, []uint8) {
		dst := slices.Clone(x)
		gain, bias := wave(width, 1.3), wave(width, 0.1)
		Norm(dst, dst, wave(len(x), 0.37), gain, bias)
		return dst, nil
	}},
	{"norm into the residual", func(x []float32, width int) ([]float32, []uint8) {
		dst := slices.Clone(x)
		Norm(dst, wave(len(x), 0.61), dst, wave(width, 0.9), wave(width, 1.9))
		return dst, nil
	}},
	{"dot", func(x []float32, width int) ([]float32, []uint8) {
		var dst []float32
		for from := 0; from < len(x); from += width {
			dst = append(dst, Dot(x[from:][:width], x[:width]))
		}
		return dst, nil
	}},
	{"relu", func(x []float32, width int) ([]float32, []uint8) {
		x = slices.Clone(x)
		ReLU(x)
		return x, nil
	}},
	{"embed", func(x []float32, width int) ([]float32, []uint8) {
		dst := make([]float32, len(x))
		for from := 0; from < len(x); from += width {
			word := make([]byte, width)
			for i := range word {
				word[i] = byte(37 * (from + i))
			}
			Embed(dst[from:][:width], word, 0.0173, x[from:][:width], wave(width, 0.7))
		}
		return dst, nil
	}},
	{"add three", func(x []float32, width int) ([]float32, []uint8) {
		x = slices.Clone(x)
		for from := 0; from < len(x); from += width {
			addThree(x[from:][:width], wave(width, 0.3), wave(width, 1.7), wave(width, 2.3))
		}
		return x, nil
	}},
}

// wave gives n numbers around zero, the same on every processor.
func wave(n int, pace float32) []float32 {
	x := make([]float32, n)
	v := float32(0.1)
	for i := range x {
		v += pace
		if v > 3 {
			v -= 5.3
		}
		x[i] = v
	}
	return x
}

// A kind of input makes one number after the other.
type kind struct {
	name string
	next func(r *rand.Rand) float32
}

var kinds = []kind{
	{"ordinary", ordinary},
	{"scores", func(r *rand.Rand) float32 { return 8 * ordinary(r) }},
	{"zeros", func(r *rand.Rand) float32 { return math.Float32frombits(r.Uint32() & (1 << 31)) }},
	{"equal", func(*rand.Rand) float32 { return -1.7 }},
	{"halves", func(r *rand.Rand) float32 { return float32(r.IntN(255)-127) / 2 }},
	{"subnormal", func(r *rand.Rand) float32 { return math.Float32frombits(r.Uint32() & (1<<31 | 1<<20 - 1)) }},
	{"tiny", func(r *rand.Rand) float32 { return 1e-30 * ordinary(r) }},
	{"huge", func(r *rand.Rand) float32 { return 1e38 * ordinary(r) }},
	{"any finite", func(r *rand.Rand) float32 {
		for {
			if v := math.Float32frombits(r.Uint32()); v-v == 0 {
				return v
			}
		}
	}},
	{"few infinite", func(r *rand.Rand) float32 {
		switch r.IntN(40) {
		case 0:
			return float32(math.Inf(1))
		case 1:
			return float32(math.Inf(-1))
		case 2:
			return float32(math.NaN())
		}
		return ordinary(r)
	}},
	{"all below", func(*rand.Rand) float32 { return float32(math.Inf(-1)) }},
	{"lowest", func(*rand.Rand) float32 { return -math.MaxFloat32 }},
}

// ordinary is roughly normal, of sums and products only: math.Log, which
// NormFloat64 needs, may differ between processors.
func ordinary(r *rand.Rand) float32 {
	var sum float32
	for range 6 {
		sum += float32(r.IntN(1<<20))/(1<<20) - 0.5
	}
	return float32(1.4*sum) + 0.01
}

func numbers(n int, next func(*rand.Rand) float32, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float32, n)
	for i := range x {
		x[i] = next(r)
	}
	return x
}

// withKernel runs f with a kernel and goes back to the fastest.
func withKernel(t testing.TB, name Kernel, f func()) {
	t.Helper()
	before := current.name
	if err := UseKernel(name); err != nil {
		t.Fatal(err)
	}
	defer UseKernel(before)
	f()
}

// TestStepsAgree feeds all kernels and the plain twins with the same rows.
func TestStepsAgree(t *testing.T) {
	widths := []int{1, 2, 7, 15, 16, 17, 31, 32, 33, 48, 50, 63, 100, 160, 384, 700, 1152, 1536}
	for _, s := range steps {
		for _, k := range kinds {
			for _, width := range widths {
				x := numbers(3*width, k.next, uint64(width))
				compare(t, s, x, width, k.name)
			}
		}
	}
}

// compare holds every kernel's results against those of the plain twin.
func compare(t *testing.T, s step, x []float32, width int, what string) {
	t.Helper()
	var floats []float32
	var bytes []uint8
	given := slices.Clone(x)
	withKernel(t, Plain, func() { floats, bytes = s.run(x, width) })
	for _, name := range Kernels() {
		withKernel(t, name, func() {
			gotFloats, gotBytes := s.run(x, width)
			if i, ok := differ(gotFloats, floats); !ok {
				t.Errorf("%s, %s, %s, width %d: float %d of %d is %g, plain %g", s.name, name, what, width, i, len(floats), gotFloats[i], floats[i])
			}
			if !slices.Equal(gotBytes, bytes) {
				t.Errorf("%s, %s, %s, width %d:\n%v, plain\n%v", s.name, name, what, width, gotBytes, bytes)
			}
		})
	}
	if i, ok := differ(x, given); !ok {
		t.Errorf("%s changed its input %d", s.name, i)
	}
}

// differ gives the first place where two rows have not the same bits. What is
// not a number is alike, whatever its bits.
func differ(a, b []float32) (int, bool) {
	for i := range a {
		if math.Float32bits(a[i]) != math.Float32bits(b[i]) && (a[i] == a[i] || b[i] == b[i]) {
			return i, false
		}
	}
	return 0, len(a) == len(b)
}

// TestStepsStay holds the bits of all steps on all processors: they were
// computed once and may only change on purpose, with the weights retrained or
// measured again.
func TestStepsStay(t *testing.T) {
	want := map[string]string{
		"quantize":               "7f0ced2f7b1eab2b",
		"quantize strided":       "8ad8ff5929ed4cfe",
		"gelu":                   "32409127f0eda76c",
		"softmax":                "e05973b4a84cd988",
		"norm":                   "b61a30e40e2d954b",
		"norm of a sum":          "a1d47602cfd2ba8e",
		"norm into the residual": "e972fa5a5ad09a01",
		"dot":                    "9fe02e34411fff39",
		"relu":                   "59331b1628fca570",
		"embed":                  "51cd1b1720cdb02b",
		"add three":              "8c4abbea4ca3b229",
	}
	for _, s := range steps {
		hash := fnv.New64a()
		for _, k := range kinds {
			if k.name == "few infinite" {
				continue // the bits of what is not a number are free
			}
			for _, width := range []int{5, 32, 37, 160, 384} {
				floats, bytes := s.run(numbers(4*width, k.next, 7), width)
				for _, v := range floats {
					if v != v {
						v = float32(math.NaN())
					}
					binary.Write(hash, binary.LittleEndian, v)
				}
				hash.Write(bytes)
			}
		}
		if got := fmt.Sprintf("%016x", hash.Sum64()); got != want[s.name] {
			t.Errorf("%q: %q,", s.name, got)
		}
	}
}

func FuzzSteps(f *testing.F) {
	for _, k := range kinds {
		x := numbers(40, k.next, 3)
		data := make([]byte, 0, 4*len(x))
		for _, v := range x {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
		}
		f.Add(data, uint16(20))
	}
	f.Fuzz(func(t *testing.T, data []byte, w uint16) {
		x := make([]float32, len(data)/4)
		for i := range x {
			x[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
			if x[i] != x[i] {
				x[i] = float32(math.NaN()) // one whose bits do not show in a byte
			}
		}
		if len(x) == 0 {
			return
		}
		width := int(w)%len(x) + 1
		x = x[:len(x)/width*width]
		for _, s := range steps {
			compare(t, s, x, width, "fuzz")
		}
	})
}
