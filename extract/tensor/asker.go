package tensor

import (
	"errors"
	"fmt"
	"slices"
)

// An Asker asks every token of a stretch of text what it is to a few others: to a
// cue, to two actors. A token's own vector meets the others' and its distance
// from each, in tokens and in sentences, and a small transformer lets the tokens
// confer. It is read-only and may be shared.
type Asker struct {
	word, about *Matrix
	distances   []float32 // by what is asked about, a row a bucket
	sentences   []float32 // likewise, a row a number of sentences apart
	norm        LayerNorm
	layers      []*Layer
}

// The sizes of askers; the weights file must agree.
const (
	AskWidth = 128 // of an answer

	askInner = 256
	askHeads = 4

	near     = 8  // distances below it are known exactly
	far      = 16 // buckets of distance a side
	farSents = 3  // sentences told apart a side
)

// Asker takes the tensors PART/… of an asker about a number of things at once.
func (w *Weights) Asker(part string, things int) (*Asker, error) {
	a := &Asker{}
	var err error
	if a.word, err = w.Matrix(part+"/word", w.Encoder.Width, AskWidth); err != nil {
		return nil, err
	}
	if a.about, err = w.Matrix(part+"/stretch", w.Encoder.Width, things*AskWidth); err != nil {
		return nil, err
	}
	if a.distances, err = w.Floats(part+"/distances", things, 2*far+1, AskWidth); err != nil {
		return nil, err
	}
	if a.sentences, err = w.Floats(part+"/sentences", things, 2*farSents+1, AskWidth); err != nil {
		return nil, err
	}
	if a.norm, err = w.LayerNorm(part+"/norm", AskWidth); err != nil {
		return nil, err
	}
	for i := 0; w.Has(fmt.Sprintf("%s/%d/qkv", part, i)); i++ {
		layer, err := w.Layer(fmt.Sprintf("%s/%d", part, i), AskWidth, askInner, askHeads)
		if err != nil {
			return nil, err
		}
		a.layers = append(a.layers, layer)
	}
	if len(a.layers) == 0 {
		return nil, errors.New("weights: no layer among the tensors " + part + "/…")
	}
	return a, nil
}

// Asking is the memory that one worker asks with. The zero value is ready.
type Asking struct {
	vec          Rows // what was heard
	words, about heard
	mean         []float32
	places       []int32
	acts         Activations
}

// A Stretch is a range of the tokens that were heard: [First, Last).
type Stretch struct{ First, Last int }

// heard is what a matrix makes of the vectors of those tokens that a question
// has needed so far.
type heard struct {
	rows  []float32
	known []bool // by token
}

// forget makes room for n tokens of a width, none of them known.
func (h *heard) forget(n, width int) {
	h.rows = Sized(h.rows, n*width)
	h.known = zeroed(h.known, n)
}

// need makes the rows of a stretch known.
func (h *heard) need(s Stretch, m *Matrix, vec *Rows) {
	for from := s.First; from < s.Last; from++ {
		if h.known[from] {
			continue
		}
		to := from
		for ; to < s.Last && !h.known[to]; to++ {
			h.known[to] = true
		}
		m.MulRows(h.rows[from*m.N:to*m.N], vec, from, to)
	}
}

// Hear takes the vectors of the tokens that may be asked or asked about. It
// keeps them and reads those that a question needs, so that they must stay as
// they are until the last.
func (a *Asker) Hear(vec *Rows, buf *Asking) {
	buf.vec = *vec
	buf.words.forget(vec.M, a.word.N)
	buf.about.forget(vec.M, a.about.N)
}

// Ask asks the tokens of a stretch about things, stretches that need not lie in
// it, and returns the answers, row-major, AskWidth numbers a token, valid until
// the next call with buf. Lines has the number of the sentence of each token that
// was heard.
func (a *Asker) Ask(buf *Asking, tokens Stretch, lines []int32, things ...Stretch) []float32 {
	a.meet(buf, tokens, lines, things)
	for _, layer := range a.layers {
		layer.Forward(&buf.acts, tokens.Last-tokens.First)
	}
	return buf.acts.X
}

// AskThings is Ask for things that lie in the stretch, and returns what the
// tokens of each answer in the mean, AskWidth numbers a thing. The others confer
// with them, and their own answers are left out.
func (a *Asker) AskThings(buf *Asking, tokens Stretch, lines []int32, things ...Stretch) []float32 {
	a.meet(buf, tokens, lines, things)
	buf.places = buf.places[:0]
	for t := tokens.First; t < tokens.Last; t++ {
		if slices.ContainsFunc(things, func(thing Stretch) bool { return thing.distance(t) == 0 }) {
			buf.places = append(buf.places, int32(t-tokens.First))
		}
	}
	n, last := tokens.Last-tokens.First, len(a.layers)-1
	for _, layer := range a.layers[:last] {
		layer.Forward(&buf.acts, n)
	}
	a.layers[last].ForwardAt(&buf.acts, n, buf.places)
	buf.mean = Sized(buf.mean, len(things)*AskWidth)
	for number, thing := range things {
		first, _ := slices.BinarySearch(buf.places, int32(thing.First-tokens.First))
		average(buf.mean[number*AskWidth:][:AskWidth], buf.acts.X[first*AskWidth:], AskWidth, thing.Last-thing.First)
	}
	return buf.mean
}

// meet sets the rows of X to the tokens of a stretch that have met the things.
func (a *Asker) meet(buf *Asking, tokens Stretch, lines []int32, things []Stretch) {
	n, width := tokens.Last-tokens.First, a.about.N
	buf.words.need(tokens, a.word, &buf.vec)
	buf.mean = Sized(buf.mean, AskWidth)
	buf.acts.X = Sized(buf.acts.X, n*AskWidth)
	copy(buf.acts.X, buf.words.rows[tokens.First*AskWidth:tokens.Last*AskWidth])
	for number, thing := range things {
		buf.about.need(thing, a.about, &buf.vec)
		mean := buf.mean
		average(mean, buf.about.rows[thing.First*width+number*AskWidth:], width, thing.Last-thing.First)
		steps := a.distances[number*(2*far+1)*AskWidth:]
		apart := a.sentences[number*(2*farSents+1)*AskWidth:]
		for t := tokens.First; t < tokens.Last; t++ {
			sents := int(lines[t] - lines[thing.First])
			x := buf.acts.X[(t-tokens.First)*AskWidth:][:AskWidth]
			step := steps[distanceRow(thing.distance(t))*AskWidth:][:AskWidth]
			line := apart[(max(-farSents, min(sents, farSents))+farSents)*AskWidth:][:AskWidth]
			addThree(x, mean, step, line)
		}
	}
	buf.acts.inner.GELU(buf.acts.X, n, AskWidth) // for the floats that it leaves
	a.norm.Norm(buf.acts.X, buf.acts.X, nil)
}

// average sets mean to that of n rows, which begin stride apart.
func average(mean, rows []float32, stride, n int) {
	clear(mean)
	for i := range n {
		for j, v := range rows[i*stride:][:len(mean)] {
			mean[j] += v
		}
	}
	size := float32(n)
	for j := range mean {
		mean[j] /= size
	}
}

// distance is how many tokens t stands behind the stretch, below zero before it,
// zero within.
func (s Stretch) distance(t int) int {
	switch {
	case t < s.First:
		return t - s.First
	case t >= s.Last:
		return t - s.Last + 1
	}
	return 0
}

// distanceRow is the row of a signed distance in tokens: exact below near, then by
// powers of the root of two.
func distanceRow(distance int) int {
	size := max(distance, -distance)
	row := size
	if size >= near {
		row = near
		// The root of two to the k is reached where the square is 2 to the k.
		for square := near * near * 2; row < far && size*size >= square; square *= 2 {
			row++
		}
	}
	row = min(row, far)
	if distance < 0 {
		return far - row
	}
	return far + row
}
