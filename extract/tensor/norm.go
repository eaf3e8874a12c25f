package tensor

import (
	"fmt"
	"math"
)

// normEpsilon keeps a row of equal numbers from a division by zero.
const normEpsilon = 1e-12

// Norm sets dst to the layer norm of x + residual, row by row: less the row's
// mean, over its standard deviation, times gain, plus bias. The rows are as
// wide as gain and bias; residual may be nil; dst may be x or residual.
func Norm(dst, x, residual, gain, bias []float32) {
	width := len(gain)
	if width == 0 || len(bias) != width || len(x)%width != 0 || len(dst) != len(x) || residual != nil && len(residual) != len(x) {
		panic(fmt.Sprintf("tensor: norm of %d floats (residual %d) into %d, gain %d, bias %d",
			len(x), len(residual), len(dst), len(gain), len(bias)))
	}
	if len(x) > 0 {
		normRows(dst, x, residual, gain, bias)
	}
}

// normPlain is the twin of all ways to the norm of rows.
func normPlain(dst, x, residual, gain, bias []float32) {
	width := len(gain)
	for from := 0; from < len(x); from += width {
		row := dst[from:][:width]
		if residual == nil {
			copy(row, x[from:][:width])
		} else {
			add(row, x[from:][:width], residual[from:][:width])
		}
		norm(row, gain, bias)
	}
}

// add sets dst to x + y.
func add(dst, x, y []float32) {
	for i, v := range x {
		dst[i] = v + y[i]
	}
}

// norm is the layer norm of one row in place.
func norm(x, gain, bias []float32) {
	n := float32(len(x))
	var sums [lanes]float32
	for i, v := range x {
		sums[i%lanes] += v
	}
	mean := join(&sums) / n
	var squares [lanes]float32
	for i, v := range x {
		d := v - mean
		x[i] = d
		squares[i%lanes] += float32(d * d)
	}
	inverse := 1 / sqrt(float32(join(&squares)/n)+normEpsilon)
	for i, d := range x {
		x[i] = float32(float32(d*inverse)*gain[i]) + bias[i]
	}
}

// sqrt is the square root in single precision: the root in double precision,
// rounded once more, is the same number.
func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
