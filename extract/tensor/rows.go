package tensor

import (
	"fmt"
	"math"
)

// Rows is activations as the left side of a product: M rows of K bytes, each
// byte standing for (byte − Zero) · Scale[its row]. The zero value is ready;
// filling it again reuses its memory. It is not safe for use by several at once
// while it is filled.
type Rows struct {
	M, K   int
	Stride int       // bytes from a row to the next: K and its padding, which holds Zero
	Zero   uint8     // the byte that stands for 0: 128 for signed numbers, 0 for probabilities
	Data   []uint8   // M·Stride
	Scale  []float32 // a row
}

const (
	// lanes is how many numbers the float steps take at once. Their sums are
	// kept in so many parts, whatever the processor, and joined in one order.
	lanes = 16

	// maxByte is the largest activation: a row's largest number becomes ±127.
	maxByte = 127
	middle  = 128
)

// rounding is 1.5·2²³: the sum of it and a number below 2²² has no bits left
// for a fraction, so that the addition rounds (halves to even) and the low
// bits of the sum are the integer.
const rounding = 3 << 22

// Row gives the bytes of row i without its padding.
func (r *Rows) Row(i int) []uint8 { return r.Data[i*r.Stride:][:r.K] }

// Quantize fills r from x, row-major m×k: every row is scaled so that its
// largest number becomes ±127, and rounded, halves to even. A row without a
// number above 1e-30 becomes zeros, and its scale is 0; the scale is 0 too where
// a number is infinite, so that nothing infinite comes out of a product.
func (r *Rows) Quantize(x []float32, m, k int) { r.QuantizeStrided(x, m, k, k) }

// QuantizeStrided is Quantize for m rows of k floats, each stride after the last.
func (r *Rows) QuantizeStrided(x []float32, m, k, stride int) {
	checkStrided(x, m, k, stride)
	r.size(m, k, middle)
	if m > 0 {
		quantizeRows(r, x, stride)
	}
}

// GELU fills r from GELU(x), x row-major m×k, as Quantize does. It overwrites
// x with the floats.
func (r *Rows) GELU(x []float32, m, k int) {
	checkStrided(x, m, k, k)
	r.size(m, k, middle)
	if m > 0 {
		geluRows(r, x)
	}
}

// Softmax fills r with the probabilities of the scores x, row-major m×n. A
// row's best score becomes the byte 255, the others round(255·exp(x − best)),
// and the scale is one over the sum of the bytes.
func (r *Rows) Softmax(x []float32, m, n int) {
	checkStrided(x, m, n, n)
	r.size(m, n, 0)
	if m > 0 {
		softmaxRows(r, x)
	}
}

// size makes room for m rows of k bytes. Who fills a row fills its padding.
func (r *Rows) size(m, k int, zero uint8) {
	if m < 0 || k < 1 {
		panic(fmt.Sprintf("tensor: %d rows of %d", m, k))
	}
	r.M, r.K, r.Stride, r.Zero = m, k, roundUp(k, lanes), zero
	r.Data, r.Scale = Sized(r.Data, m*r.Stride), Sized(r.Scale, m)
}

// quantizePlain is the twin of all ways to quantize rows.
func quantizePlain(r *Rows, x []float32, stride int) {
	for i := range r.M {
		r.Scale[i] = quantize(r.Row(i), x[i*stride:][:r.K])
		r.pad(i)
	}
}

// pad fills the padding of row i.
func (r *Rows) pad(i int) {
	for j := i*r.Stride + r.K; j < (i+1)*r.Stride; j++ {
		r.Data[j] = r.Zero
	}
}

// quantize sets dst to the bytes of x and returns the row's scale.
func quantize(dst []uint8, x []float32) float32 {
	var peak float32
	for _, v := range x {
		if a := absolute(v); a > peak {
			peak = a
		}
	}
	scale, inverse := eightBits(peak)
	dst = dst[:len(x)]
	for i, v := range x {
		dst[i] = uint8(math.Float32bits(float32(v*inverse) + (rounding + middle)))
	}
	return scale
}

// absolute is |v|, without the branch that signs make unforeseeable.
func absolute(v float32) float32 {
	return math.Float32frombits(math.Float32bits(v) &^ (1 << 31))
}

// positive is v where it is above zero, else zero, without a branch too.
func positive(v float32) float32 {
	var kept uint32
	if bits := math.Float32bits(v); v > 0 {
		kept = bits
	}
	return math.Float32frombits(kept)
}

// eightBits gives the scale of a row whose largest number is peak, and what its
// numbers are multiplied with.
func eightBits(peak float32) (scale, inverse float32) {
	if !(peak >= leastPeak && peak <= math.MaxFloat32) {
		return 0, 0
	}
	return peak / maxByte, maxByte / peak
}
