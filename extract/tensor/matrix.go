package tensor

import (
	"fmt"
	"slices"
)

// A right side is kept in panels of 48 columns. Inside a panel the inputs go
// four at a time, and the four bytes of one column lie together, as the dot
// product instructions of all processors want them:
//
//	column c, input k: ((c/48·⌈K/4⌉ + k/4)·48 + c%48)·4 + k%4
//
// 48 columns are three registers of AVX-512, six of AVX2 and twelve of NEON.
const (
	panel = 48
	group = 4
)

// maxK keeps 255·63·K, the largest sum that a product can meet, inside 32 bits.
const maxK = 1 << 17

// maxWeight bounds a right side's numbers: seven bits, so that two products
// with activations of eight bits fit in sixteen, which VPMADDUBSW adds them in:
// 2 · 255 · 63 = 32130.
const maxWeight = 63

// roundUp gives the least multiple of unit that is not below n.
func roundUp(n, unit int) int { return (n + unit - 1) / unit * unit }

// packedBytes is the size of the packed form of a K×N right side.
func packedBytes(k, n int) int { return roundUp(k, group) * roundUp(n, panel) }

// packedAt is the place of column c, input k, in the packed form.
func packedAt(k, c, groups int) int {
	return ((c/panel*groups+k/group)*panel+c%panel)*group + k%group
}

// side is the right side of a product: K×N seven-bit integers in panels, with
// what turns its sums into floats. Every slice but packed is as long as whole
// panels need, so that a kernel never reads past an end.
type side struct {
	k, n   int
	groups int // ⌈k/4⌉
	packed []byte
	scale  []float32 // a column
	bias   []float32 // a column
	plus   []int32   // 128 · the sum of a column's integers
	minus  []int32   // the same, below zero
	zero   []int32   // nothing
}

// sum fills plus and minus from the packed integers.
func (s *side) sum() {
	for c := range s.n {
		var sum int32
		for k := 0; k < s.k; k += group {
			w := s.packed[packedAt(k, c, s.groups):][:group]
			sum += int32(int8(w[0])) + int32(int8(w[1])) + int32(int8(w[2])) + int32(int8(w[3]))
		}
		s.plus[c], s.minus[c] = 128*sum, -128*sum
	}
}

// Matrix is a layer's weights: y = x·W + b with K inputs and N outputs. It is
// read-only and may be shared.
type Matrix struct {
	K, N int
	side side
}

// NewMatrix makes a matrix of packed weights (the layout stands above panel),
// which it keeps and does not copy, and of a scale and a bias a column. It
// refuses sizes that disagree, weights outside [−63, 63] and padding that is
// not zero: the kernels count on all of them.
func NewMatrix(k, n int, packed []byte, scale, bias []float32) (*Matrix, error) {
	if k < 1 || n < 1 || k > maxK || n > maxK {
		return nil, fmt.Errorf("a matrix of %d×%d", k, n)
	}
	if want := packedBytes(k, n); len(packed) != want {
		return nil, fmt.Errorf("a matrix of %d×%d has %d bytes, want %d", k, n, len(packed), want)
	}
	if len(scale) != n || len(bias) != n {
		return nil, fmt.Errorf("a matrix of %d×%d has %d scales and %d biases, want %d", k, n, len(scale), len(bias), n)
	}
	for _, b := range packed {
		if w := int8(b); w < -maxWeight || w > maxWeight {
			return nil, fmt.Errorf("weight %d of a matrix of %d×%d is outside [−%d, %d]", w, k, n, maxWeight, maxWeight)
		}
	}
	if !cleanPadding(k, n, packed) {
		return nil, fmt.Errorf("the padding of a matrix of %d×%d is not zero", k, n)
	}
	wide := roundUp(n, panel)
	m := &Matrix{K: k, N: n, side: side{
		k: k, n: n,
		groups: roundUp(k, group) / group,
		packed: packed,
		scale:  slices.Grow(slices.Clone(scale), wide-n)[:wide],
		bias:   slices.Grow(slices.Clone(bias), wide-n)[:wide],
		plus:   make([]int32, wide),
		minus:  make([]int32, wide),
		zero:   make([]int32, wide),
	}}
	clear(m.side.scale[n:])
	clear(m.side.bias[n:])
	m.side.sum()
	return m, nil
}

// cleanPadding says whether all is zero that packed holds besides K×N.
func cleanPadding(k, n int, packed []byte) bool {
	groups := roundUp(k, group) / group
	zero := func(k, c int) bool { return packed[packedAt(k, c, groups)] == 0 }
	for c := range roundUp(n, panel) {
		first := k
		if c >= n {
			first = 0
		}
		for i := first; i < groups*group; i++ {
			if !zero(i, c) {
				return false
			}
		}
	}
	return true
}

// PackMatrix quantizes a row-major K×N matrix of floats to seven bits a
// column and packs it, as the weights file holds it.
func PackMatrix(x []float32, k, n int, bias []float32) (*Matrix, error) {
	if k < 1 || n < 1 || len(x) != k*n {
		return nil, fmt.Errorf("%d floats for a matrix of %d×%d", len(x), k, n)
	}
	var p Packed
	p.PackColumns(x, k, n, n)
	return NewMatrix(k, n, p.side.packed, p.side.scale[:n], bias)
}

// Mul sets dst, row-major M×N, to x·W + b. Every number is
//
//	float32(float32(float32(sum)·row scale)·column scale) + bias
//
// with sum exact in integers, so that all kernels give the same bits. It
// panics where x has not K columns or dst is not M·N long.
func (m *Matrix) Mul(dst []float32, x *Rows) {
	m.side.mul(dst, m.N, x, 0, x.M)
}

// MulRows is Mul for the rows [from, to) of x alone; dst holds just them.
func (m *Matrix) MulRows(dst []float32, x *Rows, from, to int) {
	m.side.mul(dst, m.N, x, from, to)
}
