package tensor

import "fmt"

// Packed is activations as the right side of a product: quantized to seven
// bits a column and packed at run time. Attention's keys and values are such,
// and the heads that a tree's arcs are scored against. The zero value is ready;
// packing again reuses its memory. It is not safe for use by several at once
// while it is packed.
type Packed struct {
	K, N int
	side side
}

// PackRows makes column c of the right side of row c of x: n rows of k floats,
// each stride after the last. So Mul scores every row of its left side against
// every row of x.
func (p *Packed) PackRows(x []float32, n, k, stride int) {
	p.size(k, n)
	checkStrided(x, n, k, stride)
	packRows(&p.side, x, stride)
}

// PackColumns makes the right side of x as it lies: k rows of n floats, each
// stride after the last.
func (p *Packed) PackColumns(x []float32, k, n, stride int) {
	p.size(k, n)
	checkStrided(x, k, n, stride)
	packColumns(&p.side, x, stride)
}

// Mul sets dst, row-major M×N, to x times the packed side, as Matrix.Mul does
// with a bias of zero.
func (p *Packed) Mul(dst []float32, x *Rows) {
	p.side.mul(dst, p.N, x, 0, x.M)
}

// MulInto is Mul into rows that lie step floats apart.
func (p *Packed) MulInto(dst []float32, step int, x *Rows) {
	p.side.mul(dst, step, x, 0, x.M)
}

// MulRows is Mul for the rows [from, to) of x alone; dst holds just them.
func (p *Packed) MulRows(dst []float32, x *Rows, from, to int) {
	p.side.mul(dst, p.N, x, from, to)
}

// size makes room for K×N with all padding zero.
func (p *Packed) size(k, n int) {
	if k < 1 || n < 1 || k > maxK {
		panic(fmt.Sprintf("tensor: packing %d×%d", k, n))
	}
	p.K, p.N = k, n
	s := &p.side
	wide := roundUp(n, panel)
	s.k, s.n, s.groups = k, n, roundUp(k, group)/group
	s.packed = zeroed(s.packed, packedBytes(k, n))
	s.scale = zeroed(s.scale, wide)
	s.bias = zeroed(s.bias, wide)
	s.plus = zeroed(s.plus, wide)
	s.minus = zeroed(s.minus, wide)
	s.zero = zeroed(s.zero, wide)
}

// zeroed gives n zeros, in the memory of s if that is large enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

func checkStrided(x []float32, rows, width, stride int) {
	if stride < width || len(x) < (rows-1)*stride+width {
		panic(fmt.Sprintf("tensor: %d rows of %d, %d apart, in %d floats", rows, width, stride, len(x)))
	}
}

// leastPeak is the largest number of a column below which the column counts as
// zero, so that 63/peak stays finite.
const leastPeak = 1e-30

// sevenBits gives the scale of a column whose largest number is peak, and what
// its numbers are multiplied with.
func sevenBits(peak float32) (scale, inverse float32) {
	if !(peak >= leastPeak) {
		return 0, 0
	}
	return peak / maxWeight, maxWeight / peak
}
