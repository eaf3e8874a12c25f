package tensor

import (
	"fmt"
	"testing"
)

// TestStepsFenced runs all float steps on memory that ends, or begins, where
// no memory is: none reads or writes beyond what it was given.
func TestStepsFenced(t *testing.T) {
	const rows = 3
	for _, width := range []int{1, 5, 15, 16, 17, 33, 50, 64, 79} {
		for _, atEnd := range []bool{true, false} {
			copied := func(x []float32) []float32 {
				y := fencedFloats(t, len(x), atEnd)
				copy(y, x)
				return y
			}
			source := numbers(rows*width, ordinary, 51)
			x, y := copied(source), copied(source)
			gain, bias := copied(wave(width, 0.7)), copied(wave(width, 2.9))
			r := Rows{
				Data:  fenced(t, rows*roundUp(width, lanes), atEnd),
				Scale: fencedFloats(t, rows, atEnd),
			}
			var want string
			for _, kernel := range append([]Kernel{Plain}, Kernels()...) {
				withKernel(t, kernel, func() {
					var got string
					copy(x, source)
					copy(y, source)
					r.Quantize(x, rows, width)
					got += fmt.Sprintln(r.Data, r.Scale)
					r.Softmax(x, rows, width)
					got += fmt.Sprintln(r.Data, r.Scale)
					r.GELU(x, rows, width)
					got += fmt.Sprintln(r.Data, r.Scale)
					Norm(y, x, y, gain, bias)
					ReLU(y)
					got += fmt.Sprintln(x, y, Dot(x, y))
					if want == "" {
						want = got
					}
					if got != want {
						t.Errorf("%s, width %d:\n%s, plain\n%s", kernel, width, got, want)
					}
				})
			}
		}
	}
}
