// Package tag gives tokens their parts of speech, Universal Dependencies' and
// the Penn Treebank's, and their lemmas.
//
// The idea: the encoder's vector of a token knows its sentence, so that one
// linear layer is enough to score every tag. A lemma is tagged too: its label
// is a [Rule] that makes lemmas of forms, as in UDPipe (Straka, CoNLL 2018),
// "lower -3 +y" for "countries". Forms that have one lemma whatever the
// sentence, "them" or "said", stand in a list that goes before the rules, and
// among rules of nearly equal scores one that makes a known word wins
// ([Vocabulary]).
//
// It promises tags of the known sets that go together and a lemma that is not
// empty for every token of any text, not that they are right: see the measured
// figures. It decides each token alone.
package tag

import (
	"fmt"
	"slices"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Scorer gives tokens their tags and lemmas: a linear layer over a token's
// vector scores each label, and the best are taken, of the two sets of tags the
// best pair. It is read-only and may be shared.
type Scorer struct {
	upos, xpos, rules *tensor.Matrix
	uposLabels        []string
	xposLabels        []string
	pairs             [][]int
	words             *Vocabulary
}

// A Scratch is the memory that a scorer works in: one for each worker. The
// zero value is ready.
type Scratch struct {
	upos, xpos, rules []float32
}

// universalTags is the parts of speech of Universal Dependencies.
var universalTags = []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// New takes the scorer's part of a weights file: the matrices tag/upos, tag/xpos
// and tag/lemma, their labels, and the exceptions tag/lemmas.
func New(w *tensor.Weights) (*Scorer, error) {
	var s Scorer
	var rules []string
	for _, part := range []struct {
		name   string
		labels *[]string
		matrix **tensor.Matrix
	}{
		{"upos", &s.uposLabels, &s.upos},
		{"xpos", &s.xposLabels, &s.xpos},
		{"lemma", &rules, &s.rules},
	} {
		labels, err := w.Labels(part.name)
		if err != nil {
			return nil, fmt.Errorf("tag: %w", err)
		}
		*part.labels = labels
		if *part.matrix, err = w.Matrix("tag/"+part.name, w.Encoder.Width, len(labels)); err != nil {
			return nil, fmt.Errorf("tag: %w", err)
		}
	}
	for _, label := range s.uposLabels {
		if !slices.Contains(universalTags, label) {
			return nil, fmt.Errorf("tag: %q is no part of speech of Universal Dependencies", label)
		}
	}
	exceptions, err := w.Text("tag/lemmas")
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	s.words, err = ParseVocabulary(rules, exceptions)
	if err != nil {
		return nil, err
	}
	for _, row := range data.Rows("common_words") {
		s.words.Know(row[0])
	}
	s.pairs = paired(s.uposLabels, s.xposLabels)
	return &s, nil
}

// block is how many tokens are scored at once.
const block = 64

// Annotate fills UPOS, XPOS and Lemma of the tokens of the sentences, which
// follow on each other; toks are those of the whole article. Row i of the
// vectors is that of the i-th token of these sentences. The rest is left alone.
func (s *Scorer) Annotate(text string, sents []models.Sentence, toks []models.Token, vectors *tensor.Rows, scratch *Scratch) {
	if len(sents) == 0 {
		return
	}
	toks = toks[sents[0].First:sents[len(sents)-1].Last]
	if vectors.M != len(toks) {
		panic(fmt.Sprintf("tag: %d vectors for %d tokens", vectors.M, len(toks)))
	}
	for from := 0; from < len(toks); from += block {
		to := min(from+block, len(toks))
		scratch.upos = scored(scratch.upos, s.upos, vectors, from, to)
		scratch.xpos = scored(scratch.xpos, s.xpos, vectors, from, to)
		scratch.rules = scored(scratch.rules, s.rules, vectors, from, to)
		for i := from; i < to; i++ {
			tok := &toks[i]
			upos, xpos := bestPair(rowOf(scratch.upos, s.upos.N, i-from), rowOf(scratch.xpos, s.xpos.N, i-from), s.pairs)
			tok.UPOS, tok.XPOS = s.uposLabels[upos], s.xposLabels[xpos]
			tok.Lemma = s.words.Lemma(tok.In(text), tok.UPOS, tok.XPOS, rowOf(scratch.rules, s.rules.N, i-from))
		}
	}
}

// scored multiplies rows [from, to) into dst, which it makes larger if it must.
func scored(dst []float32, m *tensor.Matrix, x *tensor.Rows, from, to int) []float32 {
	n := (to - from) * m.N
	if cap(dst) < n {
		dst = make([]float32, block*m.N)
	}
	m.MulRows(dst[:n], x, from, to)
	return dst[:n]
}

func rowOf(scores []float32, n, i int) []float32 { return scores[i*n : (i+1)*n] }
