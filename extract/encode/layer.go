package encode

import "github.com/sayso-nlp/sayso/extract/tensor"

// layer is one layer of the transformer: attention and a network of two
// products, each added to what came in and normed.
type layer struct {
	qkv, out, up, down *tensor.Matrix
	norm1, norm2       layerNorm
}

// activations is the memory of the forward pass over one window.
type activations struct {
	x       []float32 // a row a piece: what the layers read and write
	wide    []float32 // queries, keys and values; later the inner rows
	y       []float32 // what is added to x
	in      tensor.Rows
	inner   tensor.Rows
	query   tensor.Rows
	key     tensor.Packed
	value   tensor.Packed
	scores  []float32
	weights tensor.Rows // what each piece gives to each
	mixed   []float32   // one head's values, mixed
}

// block is how many rows go through the inner products at once, so that their
// floats stay in the second cache.
const block = 64

// forward reads one window of pieces and their cases and sets dst to the
// vectors of the pieces at heads.
func (e *Encoder) forward(dst []float32, ids []int32, cases []uint8, heads []int32, a *activations) {
	m, width := len(ids), e.shape.Width
	a.x = resize(a.x, m*width)
	for i, id := range ids {
		row := a.x[i*width:][:width]
		word, scale := e.words[int(id)*width:][:width], e.wordScale[id]
		position, form := e.positions[i*width:][:width], e.cases[int(cases[i])*width:][:width]
		for j := range row {
			row[j] = float32(float32(int8(word[j]))*scale) + position[j] + form[j]
		}
	}
	tensor.Norm(a.x, a.x, nil, e.norm.gain, e.norm.bias)
	last := len(e.layers) - 1
	for i := range e.layers[:last] {
		e.layers[i].attend(a, m, e.shape.Heads)
		e.layers[i].think(a.x, a)
	}
	e.layers[last].attendAt(a, m, e.shape.Heads, heads)
	e.layers[last].think(a.x, a)
	copy(dst, a.x)
}

// attend mixes the rows of x.
func (l *layer) attend(a *activations, m, heads int) { l.attendAt(a, m, heads, nil) }

// attendAt mixes the rows of x, and leaves only the rows at some places, if
// places are given: after the last layer nothing looks at the others.
func (l *layer) attendAt(a *activations, m, heads int, places []int32) {
	width := l.qkv.K
	size := width / heads // of a head
	a.in.Quantize(a.x, m, width)
	a.wide = resize(a.wide, m*3*width)
	l.qkv.Mul(a.wide, &a.in)
	n := m // rows that ask
	if places != nil {
		n = len(places)
		for i, at := range places { // places grow: nothing is overwritten before it moved
			copy(a.x[i*width:][:width], a.x[int(at)*width:][:width])
			copy(a.wide[i*3*width:][:width], a.wide[int(at)*3*width:][:width])
		}
		a.x = a.x[:n*width]
	}
	a.y = resize(a.y, n*width)
	a.scores = resize(a.scores, n*m)
	a.mixed = resize(a.mixed, n*size)
	for h := range heads {
		a.query.QuantizeStrided(a.wide[h*size:], n, size, 3*width)
		a.key.PackRows(a.wide[width+h*size:], m, size, 3*width)
		a.value.PackColumns(a.wide[2*width+h*size:], m, size, 3*width)
		a.key.Mul(a.scores, &a.query)
		a.weights.Softmax(a.scores, n, m)
		a.value.Mul(a.mixed, &a.weights)
		for i := range n {
			copy(a.y[i*width+h*size:][:size], a.mixed[i*size:])
		}
	}
	a.in.Quantize(a.y, n, width)
	l.out.Mul(a.y, &a.in)
	tensor.Norm(a.x, a.y, a.x, l.norm1.gain, l.norm1.bias)
}

// think passes every row of x through the inner products.
func (l *layer) think(x []float32, a *activations) {
	width, inner := l.up.K, l.up.N
	m := len(x) / width
	a.in.Quantize(x, m, width)
	a.y = resize(a.y, m*width)
	for from := 0; from < m; from += block {
		to := min(from+block, m)
		a.wide = resize(a.wide, (to-from)*inner)
		l.up.MulRows(a.wide, &a.in, from, to)
		a.inner.GELU(a.wide, to-from, inner)
		l.down.Mul(a.y[from*width:to*width], &a.inner)
	}
	tensor.Norm(x, a.y, x, l.norm2.gain, l.norm2.bias)
}
