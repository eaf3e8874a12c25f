package tensor

import "fmt"

// job is one call of a kernel: all rows of the left side against one strip of
// columns of the right side, inside one panel. The assembly reads its fields by
// name (go_asm.h). All that it points at is as long as the kernel reads: rows of
// the left side have groups·4 bytes, and start, scale and bias reach to the
// panel's end.
type job struct {
	left   *uint8   // the first row's first activation
	right  *byte    // the strip's first four inputs
	ahead  *byte    // what comes next of the right side, to be fetched early
	start  *int32   // what a column's sum begins with
	scale  *float32 // a column
	bias   *float32 // a column
	row    *float32 // a row's scale
	dst    *float32
	rows   int // at least one
	groups int // of four inputs, at least one
	stride int // bytes from a row of the left side to the next
	step   int // bytes from a row of dst to the next
	width  int // columns of the strip that dst has, at least one
	pace   int // bytes by which ahead moves with every group of a tile
}

// strips is a kernel that works by strips of columns.
type strips struct {
	width  int  // of a strip, divides panel
	height int  // rows of a full tile
	signed bool // whether it takes an activation less 128, not as it is
}

// mul sets dst to the product of rows [from, to) of x with s, whose rows lie step
// floats apart in it.
func (s *side) mul(dst []float32, step int, x *Rows, from, to int) {
	rows := to - from
	if x.K != s.k || from < 0 || rows < 0 || to > x.M || step < s.n || len(dst) < (rows-1)*step+s.n || step == s.n && len(dst) != rows*s.n {
		panic(fmt.Sprintf("tensor: rows %d to %d of %d×%d times %d×%d into %d floats", from, to, x.M, x.K, s.k, s.n, len(dst)))
	}
	if rows == 0 {
		return
	}
	depth := s.groups * group
	if x.Stride < depth || len(x.Data) < (to-1)*x.Stride+depth || len(x.Scale) < to {
		panic(fmt.Sprintf("tensor: %d rows of %d in %d bytes, %d apart, with %d scales", to, depth, len(x.Data), x.Stride, len(x.Scale)))
	}
	if x.Zero != 0 && x.Zero != middle {
		panic(fmt.Sprintf("tensor: rows with the zero %d", x.Zero))
	}
	if current.name == Plain {
		mulPlain(s, dst, step, x, from, to)
		return
	}
	current.product.mul(s, dst, step, x, from, to)
}

func (k *strips) mul(s *side, dst []float32, step int, x *Rows, from, to int) {
	rows := to - from
	start := s.zero
	switch {
	case x.Zero == middle && !k.signed:
		start = s.minus
	case x.Zero == 0 && k.signed:
		start = s.plus
	}
	j := job{
		left:   &x.Data[from*x.Stride],
		row:    &x.Scale[from],
		rows:   rows,
		groups: s.groups,
		stride: x.Stride,
		step:   4 * step,
	}
	tiles := (rows + k.height - 1) / k.height
	j.pace = (k.width*group + tiles - 1) / tiles
	for c := 0; c < s.n; c += k.width {
		next := c + k.width
		if next >= s.n {
			next, j.pace = c, 0
		}
		j.right = &s.packed[packedAt(0, c, s.groups)]
		j.ahead = &s.packed[packedAt(0, next, s.groups)]
		j.start = &start[c]
		j.scale = &s.scale[c]
		j.bias = &s.bias[c]
		j.dst = &dst[c]
		j.width = min(k.width, s.n-c)
		current.launch(&j)
	}
}

// mulPlain is the product in Go: the twin of all kernels, and what processors
// without one run. It takes two rows at once, in the halves of one integer: the
// sum of (a + b·2³²)·w is that of a·w plus 2³² times that of b·w, and either is
// below 2³¹ (maxK).
func mulPlain(s *side, dst []float32, step int, x *Rows, from, to int) {
	depth := s.groups * group
	for c := 0; c < s.n; c += panel {
		block := s.packed[packedAt(0, c, s.groups):][:depth*panel]
		width := min(panel, s.n-c)
		for m := from; m < to; m += 2 {
			last := min(m+1, to-1) // m itself if there is no row to go with it
			one, two := x.Data[m*x.Stride:][:depth], x.Data[last*x.Stride:][:depth]
			var sums [panel]int64
			for k := 0; k < depth; k += group {
				a0, a1 := pair(one[k], two[k], x.Zero), pair(one[k+1], two[k+1], x.Zero)
				a2, a3 := pair(one[k+2], two[k+2], x.Zero), pair(one[k+3], two[k+3], x.Zero)
				line := block[k*panel:][:panel*group]
				for i := range sums[:width] {
					w := line[i*group:][:group:group]
					sums[i] += a0*int64(int8(w[0])) + a1*int64(int8(w[1])) + a2*int64(int8(w[2])) + a3*int64(int8(w[3]))
				}
			}
			for i := range width {
				low := int32(sums[i])
				high := int32((sums[i] - int64(low)) >> 32)
				dst[(m-from)*step+c+i] = s.float(low, x.Scale[m], c+i)
				dst[(last-from)*step+c+i] = s.float(high, x.Scale[last], c+i)
			}
		}
	}
}

// pair puts two activations into one integer.
func pair(one, two, zero uint8) int64 {
	return int64(one) - int64(zero) + (int64(two)-int64(zero))<<32
}

// float gives the sum of column c as a float.
func (s *side) float(sum int32, row float32, c int) float32 {
	return float32(float32(float32(sum)*row)*s.scale[c]) + s.bias[c]
}
