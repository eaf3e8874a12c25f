package tensor

// The assembly is written by gen. Rows are n floats, across bytes apart, and
// their bytes lie down bytes apart; there must be at least one row.

//go:noescape
func quantizeNEON(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func geluNEON(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func softmaxNEON(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func normNEON(dst, x, residual, gain, bias *float32, rows, n int)

//go:noescape
func dotNEON(x, y *float32, n int) float32

//go:noescape
func reluNEON(x *float32, n int)

// Packing takes count lines of n floats, across bytes apart.

//go:noescape
func packRowsNEON(dst *byte, scale *float32, plus, minus *int32, x *float32, count, n, across int)

//go:noescape
func packColumnsNEON(dst *byte, scale *float32, plus, minus *int32, x *float32, count, n, across int)

// floatBytes is the size of a float in a row.
const floatBytes = 4

func quantizeRows(r *Rows, x []float32, stride int) {
	if current.name == Plain {
		quantizePlain(r, x, stride)
		return
	}
	quantizeNEON(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*stride, r.Stride)
}

func geluRows(r *Rows, x []float32) {
	if current.name == Plain {
		geluPlain(r, x)
		return
	}
	geluNEON(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*r.K, r.Stride)
}

func softmaxRows(r *Rows, x []float32) {
	if current.name == Plain {
		softmaxPlain(r, x)
		return
	}
	softmaxNEON(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*r.K, r.Stride)
}

func normRows(dst, x, residual, gain, bias []float32) {
	if current.name == Plain {
		normPlain(dst, x, residual, gain, bias)
		return
	}
	var other *float32
	if residual != nil {
		other = &residual[0]
	}
	normNEON(&dst[0], &x[0], other, &gain[0], &bias[0], len(x)/len(gain), len(gain))
}

func dot(x, y []float32) float32 {
	if current.name == Plain {
		return dotPlain(x, y)
	}
	return dotNEON(&x[0], &y[0], len(x))
}

func relu(x []float32) {
	if current.name == Plain {
		reluPlain(x)
		return
	}
	reluNEON(&x[0], len(x))
}

func packRows(s *side, x []float32, stride int) {
	if current.name == Plain {
		packRowsPlain(s, x, stride)
		return
	}
	for c := 0; c < s.n; c += panel {
		packRowsNEON(&s.packed[packedAt(0, c, s.groups)], &s.scale[c], &s.plus[c], &s.minus[c],
			&x[c*stride], min(panel, s.n-c), s.k, floatBytes*stride)
	}
}

func packColumns(s *side, x []float32, stride int) {
	if current.name == Plain {
		packColumnsPlain(s, x, stride)
		return
	}
	for c := 0; c < s.n; c += lanes {
		packColumnsNEON(&s.packed[packedAt(0, c, s.groups)], &s.scale[c], &s.plus[c], &s.minus[c],
			&x[c], s.k, min(lanes, s.n-c), floatBytes*stride)
	}
}

func embed(dst []float32, word []byte, scale float32, position, form []float32) {
	embedPlain(dst, word, scale, position, form)
}

func addThree(x, a, b, c []float32) { addThreePlain(x, a, b, c) }
