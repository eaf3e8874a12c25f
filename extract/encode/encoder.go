package encode

import (
	"fmt"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// Encoder is a BERT with an embedding of each word's case (Devlin et al. 2019,
// arXiv:1810.04805), its weights and activations in integers. It is read-only
// and may be shared.
type Encoder struct {
	*Pieces
	shape     tensor.Shape
	words     []byte    // signed bytes, a row a piece
	wordScale []float32 // a row
	positions []float32
	cases     []float32
	norm      tensor.LayerNorm
	layers    []*tensor.Layer
}

// New takes the encoder out of a weights file.
func New(w *tensor.Weights) (*Encoder, error) {
	sh := w.Encoder
	switch {
	case sh.Layers < 1 || sh.Width < 1 || sh.Inner < 1 || sh.Heads < 1 || sh.Width%sh.Heads != 0:
		return nil, fmt.Errorf("encode: %d layers of width %d, %d inside, %d heads", sh.Layers, sh.Width, sh.Inner, sh.Heads)
	case sh.Window < 3 || sh.Overlap < 0 || sh.Overlap >= Room(sh.Window):
		return nil, fmt.Errorf("encode: windows of %d with an overlap of %d", sh.Window, sh.Overlap)
	case sh.Cases != nCases:
		return nil, fmt.Errorf("encode: weights for %d cases of words, want %d", sh.Cases, nCases)
	}
	vocabulary, err := w.Text("vocabulary")
	if err != nil {
		return nil, err
	}
	e := &Encoder{shape: sh}
	if e.Pieces, err = NewPieces(vocabulary); err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	if e.Pieces.Len() != sh.Vocabulary {
		return nil, fmt.Errorf("encode: vocabulary of %d pieces, want %d", e.Pieces.Len(), sh.Vocabulary)
	}
	if e.words, err = w.Bytes("encoder/words", sh.Vocabulary, sh.Width); err != nil {
		return nil, err
	}
	if e.wordScale, err = w.Floats("encoder/words.scale", sh.Vocabulary); err != nil {
		return nil, err
	}
	return e, e.take(w, "encoder")
}

// Beside takes another encoder out of a weights file, the tensors PART/…: it reads
// the same pieces with the same word vectors, and all else is its own. It may have
// fewer layers.
func (e *Encoder) Beside(w *tensor.Weights, part string) (*Encoder, error) {
	other := &Encoder{Pieces: e.Pieces, shape: e.shape, words: e.words, wordScale: e.wordScale}
	for other.shape.Layers = 0; w.Has(fmt.Sprintf("%s/%d/qkv", part, other.shape.Layers)); {
		other.shape.Layers++
	}
	if other.shape.Layers == 0 {
		return nil, fmt.Errorf("encode: no layer among the tensors %s/…", part)
	}
	return other, other.take(w, part)
}

// take takes what comes after the word vectors.
func (e *Encoder) take(w *tensor.Weights, part string) (err error) {
	sh := e.shape
	if e.positions, err = w.Floats(part+"/positions", sh.Window, sh.Width); err != nil {
		return err
	}
	if e.cases, err = w.Floats(part+"/cases", sh.Cases, sh.Width); err != nil {
		return err
	}
	if e.norm, err = w.LayerNorm(part+"/norm", sh.Width); err != nil {
		return err
	}
	for i := range sh.Layers {
		layer, err := w.Layer(fmt.Sprintf("%s/%d", part, i), sh.Width, sh.Inner, sh.Heads)
		if err != nil {
			return err
		}
		e.layers = append(e.layers, layer)
	}
	return nil
}

// Width is how many numbers a vector has.
func (e *Encoder) Width() int { return e.shape.Width }

// enough is how many tokens are encoded in one run: the vectors of an article
// of millions of words would not fit in memory, and nearly every article has
// fewer.
const enough = 2048

// Scratch is the memory of one worker, and what [Encoder.Encode] found. The
// zero value is ready; it grows to what a run needs and is used again.
type Scratch struct {
	// Vectors, row-major, has a row for each token of the sentences encoded
	// last, and Rows has the same rows quantized. Both hold until the next call.
	Vectors []float32
	Rows    tensor.Rows

	reading reading
	ids     []int32
	forms   []uint8
	heads   []int32
	acts    tensor.Activations
}

// Encode gives a vector to every token of the first sentences of sents, as
// many as make up some thousand tokens, and returns how many sentences these
// are: all of them, but in a very long article. The caller goes on with the
// rest, sents[n:]; where a run ends makes no difference to any vector.
//
//	for len(sents) > 0 {
//		n := enc.Encode(text, sents, toks, &scratch)
//		… // scratch.Vectors has a row for each of toks[sents[0].First:sents[n-1].Last]
//		sents = sents[n:]
//	}
//
// toks are the tokens of the whole article, which sents point into.
func (e *Encoder) Encode(text string, sents []models.Sentence, toks []models.Token, s *Scratch) (n int) {
	return e.encode(text, sents, toks, s, max(enough, e.shape.Window))
}

func (e *Encoder) encode(text string, sents []models.Sentence, toks []models.Token, s *Scratch, enough int) (n int) {
	n = s.reading.read(e.Pieces, text, sents, toks, e.shape.Window, e.shape.Overlap, enough)
	width := e.shape.Width
	s.Vectors = tensor.Sized(s.Vectors, s.reading.tokens()*width)
	for _, win := range s.reading.windows {
		s.ids, s.forms, s.heads = s.reading.window(win, s.ids[:0], s.forms[:0], s.heads[:0])
		first := s.reading.first
		e.forward(s.Vectors[(win.Begin-first)*width:(win.End-first)*width], s.ids, s.forms, s.heads, &s.acts)
	}
	s.Rows.Quantize(s.Vectors, s.reading.tokens(), width)
	return n
}

// forward reads one window of pieces and their cases and sets dst to the
// vectors of the pieces at heads.
func (e *Encoder) forward(dst []float32, ids []int32, cases []uint8, heads []int32, a *tensor.Activations) {
	m, width := len(ids), e.shape.Width
	a.X = tensor.Sized(a.X, m*width)
	for i, id := range ids {
		row := a.X[i*width:][:width]
		word, scale := e.words[int(id)*width:][:width], e.wordScale[id]
		position, form := e.positions[i*width:][:width], e.cases[int(cases[i])*width:][:width]
		tensor.Embed(row, word, scale, position, form)
	}
	e.norm.Norm(a.X, a.X, nil)
	last := len(e.layers) - 1
	for _, layer := range e.layers[:last] {
		layer.Forward(a, m)
	}
	e.layers[last].ForwardAt(a, m, heads)
	copy(dst, a.X)
}
