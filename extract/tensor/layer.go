package tensor

import "fmt"

// A Layer is one layer of a transformer (Vaswani et al. 2017, arXiv:1706.03762):
// attention and a network of two products, each added to what came in and
// normed. It is read-only and may be shared.
type Layer struct {
	qkv, out, up, down *Matrix
	norm1, norm2       LayerNorm
	heads              int
}

// LayerNorm is what a layer norm multiplies with and adds.
type LayerNorm struct{ Gain, Bias []float32 }

// Norm is Norm with the layer's gain and bias.
func (n *LayerNorm) Norm(dst, x, residual []float32) { Norm(dst, x, residual, n.Gain, n.Bias) }

// Activations is the memory of layers that one worker passes rows through. The
// zero value is ready.
type Activations struct {
	// X has the rows that the next layer reads and that the last one wrote.
	X []float32

	wide    []float32 // queries, keys and values; later the inner rows
	y       []float32 // what is added to X
	in      Rows
	inner   Rows
	query   Rows
	key     Packed
	value   Packed
	scores  []float32
	weights Rows // what each row gives to each
}

// block is how many rows go through the inner products at once, so that their
// floats stay in the second cache.
const block = 64

// Layer takes the tensors PART/qkv, out, norm1, up, down and norm2 of a layer.
func (w *Weights) Layer(part string, width, inner, heads int) (*Layer, error) {
	if heads < 1 || width%heads != 0 {
		return nil, fmt.Errorf("weights: %s: %d heads of a width of %d", part, heads, width)
	}
	l := &Layer{heads: heads}
	for _, t := range []struct {
		name string
		k, n int
		to   **Matrix
	}{{"qkv", width, 3 * width, &l.qkv}, {"out", width, width, &l.out}, {"up", width, inner, &l.up}, {"down", inner, width, &l.down}} {
		m, err := w.Matrix(part+"/"+t.name, t.k, t.n)
		if err != nil {
			return nil, err
		}
		*t.to = m
	}
	var err error
	if l.norm1, err = w.LayerNorm(part+"/norm1", width); err != nil {
		return nil, err
	}
	l.norm2, err = w.LayerNorm(part+"/norm2", width)
	return l, err
}

// LayerNorm takes the tensors NAME.gain and NAME.bias.
func (w *Weights) LayerNorm(name string, width int) (n LayerNorm, err error) {
	if n.Gain, err = w.Floats(name+".gain", width); err != nil {
		return n, err
	}
	n.Bias, err = w.Floats(name+".bias", width)
	return n, err
}

// Forward passes m rows through the layer.
func (l *Layer) Forward(a *Activations, m int) { l.ForwardAt(a, m, nil) }

// ForwardAt passes m rows through the layer, and leaves only the rows at some
// places, in growing order, if places are given: after the last layer nothing
// may look at the others.
func (l *Layer) ForwardAt(a *Activations, m int, places []int32) {
	l.attend(a, m, places)
	l.think(a)
}

// attend mixes the rows of X.
func (l *Layer) attend(a *Activations, m int, places []int32) {
	width := l.qkv.K
	size := width / l.heads // of a head
	a.in.Quantize(a.X, m, width)
	a.wide = Sized(a.wide, m*3*width)
	l.qkv.Mul(a.wide, &a.in)
	n := m // rows that ask
	if places != nil {
		n = len(places)
		for i, at := range places { // places grow: nothing is overwritten before it moved
			copy(a.X[i*width:][:width], a.X[int(at)*width:][:width])
			copy(a.wide[i*3*width:][:width], a.wide[int(at)*3*width:][:width])
		}
		a.X = a.X[:n*width]
	}
	a.y = Sized(a.y, n*width)
	a.scores = Sized(a.scores, n*m)
	for h := range l.heads {
		a.query.QuantizeStrided(a.wide[h*size:], n, size, 3*width)
		a.key.PackRows(a.wide[width+h*size:], m, size, 3*width)
		a.value.PackColumns(a.wide[2*width+h*size:], m, size, 3*width)
		a.key.Mul(a.scores, &a.query)
		a.weights.Softmax(a.scores, n, m)
		a.value.MulInto(a.y[h*size:], width, &a.weights)
	}
	a.in.Quantize(a.y, n, width)
	l.out.Mul(a.y, &a.in)
	l.norm1.Norm(a.X, a.y, a.X)
}

// think passes every row of X through the inner products.
func (l *Layer) think(a *Activations) {
	width, inner := l.up.K, l.up.N
	m := len(a.X) / width
	a.in.Quantize(a.X, m, width)
	a.y = Sized(a.y, m*width)
	for from := 0; from < m; from += block {
		to := min(from+block, m)
		a.wide = Sized(a.wide, (to-from)*inner)
		l.up.MulRows(a.wide, &a.in, from, to)
		a.inner.GELU(a.wide, to-from, inner)
		l.down.Mul(a.y[from*width:to*width], &a.inner)
	}
	l.norm2.Norm(a.X, a.y, a.X)
}

// Sized is s with room for n, in its memory if that is large enough, whatever it
// held; else new, and larger by a quarter at least, so that what grows bit by bit
// moves seldom.
func Sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, max(n, cap(s)+cap(s)/4))
	}
	return s[:n]
}
