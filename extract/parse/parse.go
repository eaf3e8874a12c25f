// Package parse gives the words of each sentence their heads and relations: a
// tree of Universal Dependencies.
//
// The idea is the deep biaffine parser of Dozat and Manning (ICLR 2017): from a
// token's vector come a smaller one for it as a dependent and another for it as
// a head; a bilinear form of the two scores every possible arc (score.go), and
// the tree of one root with the highest sum of scores is taken (tree.go,
// edmonds.go). Then a second, narrower bilinear form names each arc's relation.
// A sentence of more words than anyone writes is read in stretches, so that
// memory and time stay in proportion to its length (stretch.go).
//
// It promises a tree for any sentence: one root, no cycle, no word that hangs on
// a mark of punctuation unless there are but marks. It does not promise that
// the tree is right: see the measured figures.
package parse

import (
	"fmt"
	"slices"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// The widths of the vectors that are scored against each other. The weights
// file must agree.
const (
	arcWidth = 256
	relWidth = 64
)

// A Scorer finds trees. It is read-only and may be shared.
type Scorer struct {
	arcDep, arcHead *tensor.Matrix // a token's vector → it as a dependent, as a head
	arcBilinear     *tensor.Matrix
	rootHead        []float32 // the root as a head of arcs

	relDep, relHead *tensor.Matrix
	relBilinear     *tensor.Matrix // label-major: relWidth numbers a label

	labels     []string
	rootLabel  int
	punctLabel int // −1 if there is none
}

// New takes the parser's part of a weights file: the tensors parse/… and the
// labels deprel, "root" among them.
func New(w *tensor.Weights) (*Scorer, error) {
	s, err := load(w)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	return s, nil
}

func load(w *tensor.Weights) (*Scorer, error) {
	labels, err := w.Labels("deprel")
	if err != nil {
		return nil, err
	}
	s := &Scorer{labels: labels, rootLabel: slices.Index(labels, "root"), punctLabel: slices.Index(labels, "punct")}
	others := slices.ContainsFunc(labels, func(l string) bool { return l != "root" && l != "punct" })
	if s.rootLabel < 0 || !others {
		return nil, fmt.Errorf("no label root among the relations, or no other: %q", labels)
	}
	width := w.Encoder.Width
	for _, part := range []struct {
		name   string
		k, n   int
		matrix **tensor.Matrix
	}{
		{"arc.dep", width, arcWidth, &s.arcDep},
		{"arc.head", width, arcWidth, &s.arcHead},
		{"arc.bilinear", arcWidth, arcWidth, &s.arcBilinear},
		{"rel.dep", width, relWidth, &s.relDep},
		{"rel.head", width, relWidth, &s.relHead},
		{"rel.bilinear", relWidth, len(labels) * relWidth, &s.relBilinear},
	} {
		if *part.matrix, err = w.Matrix("parse/"+part.name, part.k, part.n); err != nil {
			return nil, err
		}
	}
	vector, err := w.Floats("parse/root", width)
	if err != nil {
		return nil, err
	}
	var row tensor.Rows
	row.Quantize(vector, 1, width)
	s.rootHead = make([]float32, arcWidth)
	s.arcHead.Mul(s.rootHead, &row)
	tensor.ReLU(s.rootHead)
	return s, nil
}

// Annotate fills Head and Deprel of the tokens of the sentences, which follow
// on each other; toks are those of the whole article. Row i of the vectors is
// that of the i-th token of these sentences. It reads UPOS to know punctuation,
// and leaves the rest alone.
func (s *Scorer) Annotate(sents []models.Sentence, toks []models.Token, vectors *tensor.Rows, scratch *Scratch) {
	if len(sents) == 0 {
		return
	}
	base := sents[0].First
	toks = toks[base:sents[len(sents)-1].Last]
	if vectors.M != len(toks) {
		panic(fmt.Sprintf("parse: %d vectors for %d tokens", vectors.M, len(toks)))
	}
	scratch.punct = tensor.Sized(scratch.punct, len(toks))
	for i := range toks {
		scratch.punct[i] = toks[i].UPOS == "PUNCT"
	}
	batch := scratch.batch[:0]
	for _, sent := range sents {
		first, last := sent.First-base, sent.Last-base
		lead, end := leading(scratch.punct, first, last)
		if lead > first { // read it before those that hang on it, and in its turn again
			if len(batch) > 0 {
				s.read(batch, toks, vectors, scratch)
			}
			batch = append(batch[:0], stretch{lead, end, first, true})
			s.read(batch, toks, vectors, scratch)
			batch = batch[:0]
		}
		for from := first; from < last; {
			to := cut(scratch.punct, from, last)
			batch = append(batch, stretch{from, to, first, from == lead})
			tail := to == last && from > first // see Scratch.lead
			if from = to; tail || to-batch[0].from >= batchWords {
				s.read(batch, toks, vectors, scratch)
				batch = batch[:0]
			}
		}
	}
	if len(batch) > 0 {
		s.read(batch, toks, vectors, scratch)
	}
	scratch.batch = batch[:0]
}
