package tensor

// The assembly is written by gen. Rows are n floats, across bytes apart, and
// their bytes lie down bytes apart; there must be at least one row.

//go:noescape
func quantizeAVX512(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func quantizeAVX2(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func geluAVX512(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func geluAVX2(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func softmaxAVX512(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func softmaxAVX2(dst *uint8, scale, x *float32, rows, n, across, down int)

//go:noescape
func normAVX512(dst, x, residual, gain, bias *float32, rows, n int)

//go:noescape
func normAVX2(dst, x, residual, gain, bias *float32, rows, n int)

//go:noescape
func dotAVX512(x, y *float32, n int) float32

//go:noescape
func dotAVX2(x, y *float32, n int) float32

//go:noescape
func reluAVX512(x *float32, n int)

//go:noescape
func reluAVX2(x *float32, n int)

// The next two take whole blocks of lanes.

//go:noescape
func embedAVX512(dst *float32, word *byte, scale, position, form *float32, n int)

//go:noescape
func embedAVX2(dst *float32, word *byte, scale, position, form *float32, n int)

//go:noescape
func addThreeAVX512(x, a, b, c *float32, n int)

//go:noescape
func addThreeAVX2(x, a, b, c *float32, n int)

// Packing takes count lines of n floats, across bytes apart.

//go:noescape
func packRowsAVX512(dst *byte, scale *float32, plus, minus *int32, x *float32, count, n, across int)

//go:noescape
func packRowsAVX2(dst *byte, scale *float32, plus, minus *int32, x *float32, count, n, across int)

//go:noescape
func packColumnsAVX512(dst *byte, scale *float32, plus, minus *int32, x *float32, count, n, across int)

//go:noescape
func packColumnsAVX2(dst *byte, scale *float32, plus, minus *int32, x *float32, count, n, across int)

// floatBytes is the size of a float in a row.
const floatBytes = 4

func quantizeRows(r *Rows, x []float32, stride int) {
	switch current.name {
	case AMX, AVX512:
		quantizeAVX512(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*stride, r.Stride)
	case AVXVNNI, AVX2:
		quantizeAVX2(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*stride, r.Stride)
	default:
		quantizePlain(r, x, stride)
	}
}

func geluRows(r *Rows, x []float32) {
	switch current.name {
	case AMX, AVX512:
		geluAVX512(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*r.K, r.Stride)
	case AVXVNNI, AVX2:
		geluAVX2(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*r.K, r.Stride)
	default:
		geluPlain(r, x)
	}
}

func softmaxRows(r *Rows, x []float32) {
	switch current.name {
	case AMX, AVX512:
		softmaxAVX512(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*r.K, r.Stride)
	case AVXVNNI, AVX2:
		softmaxAVX2(&r.Data[0], &r.Scale[0], &x[0], r.M, r.K, floatBytes*r.K, r.Stride)
	default:
		softmaxPlain(r, x)
	}
}

func normRows(dst, x, residual, gain, bias []float32) {
	var other *float32
	if residual != nil {
		other = &residual[0]
	}
	rows, n := len(x)/len(gain), len(gain)
	switch current.name {
	case AMX, AVX512:
		normAVX512(&dst[0], &x[0], other, &gain[0], &bias[0], rows, n)
	case AVXVNNI, AVX2:
		normAVX2(&dst[0], &x[0], other, &gain[0], &bias[0], rows, n)
	default:
		normPlain(dst, x, residual, gain, bias)
	}
}

func dot(x, y []float32) float32 {
	switch current.name {
	case AMX, AVX512:
		return dotAVX512(&x[0], &y[0], len(x))
	case AVXVNNI, AVX2:
		return dotAVX2(&x[0], &y[0], len(x))
	}
	return dotPlain(x, y)
}

func relu(x []float32) {
	switch current.name {
	case AMX, AVX512:
		reluAVX512(&x[0], len(x))
	case AVXVNNI, AVX2:
		reluAVX2(&x[0], len(x))
	default:
		reluPlain(x)
	}
}

func embed(dst []float32, word []byte, scale float32, position, form []float32) {
	if len(dst)%lanes != 0 {
		embedPlain(dst, word, scale, position, form)
		return
	}
	switch current.name {
	case AMX, AVX512:
		embedAVX512(&dst[0], &word[0], &scale, &position[0], &form[0], len(dst))
	case AVXVNNI, AVX2:
		embedAVX2(&dst[0], &word[0], &scale, &position[0], &form[0], len(dst))
	default:
		embedPlain(dst, word, scale, position, form)
	}
}

func addThree(x, a, b, c []float32) {
	if len(x)%lanes != 0 {
		addThreePlain(x, a, b, c)
		return
	}
	switch current.name {
	case AMX, AVX512:
		addThreeAVX512(&x[0], &a[0], &b[0], &c[0], len(x))
	case AVXVNNI, AVX2:
		addThreeAVX2(&x[0], &a[0], &b[0], &c[0], len(x))
	default:
		addThreePlain(x, a, b, c)
	}
}

func packRows(s *side, x []float32, stride int) {
	run := packRowsAVX2
	switch current.name {
	case AMX, AVX512:
		run = packRowsAVX512
	case AVXVNNI, AVX2:
	default:
		packRowsPlain(s, x, stride)
		return
	}
	for c := 0; c < s.n; c += panel {
		run(&s.packed[packedAt(0, c, s.groups)], &s.scale[c], &s.plus[c], &s.minus[c],
			&x[c*stride], min(panel, s.n-c), s.k, floatBytes*stride)
	}
}

func packColumns(s *side, x []float32, stride int) {
	run := packColumnsAVX2
	switch current.name {
	case AMX, AVX512:
		run = packColumnsAVX512
	case AVXVNNI, AVX2:
	default:
		packColumnsPlain(s, x, stride)
		return
	}
	for c := 0; c < s.n; c += lanes {
		run(&s.packed[packedAt(0, c, s.groups)], &s.scale[c], &s.plus[c], &s.minus[c],
			&x[c], s.k, min(lanes, s.n-c), floatBytes*stride)
	}
}
