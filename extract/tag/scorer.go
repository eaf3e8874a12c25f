package tag

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Scorer gives tokens their tags and lemmas: a linear layer over a token's
// vector scores each label, and the best one is taken. It is read-only and may
// be shared.
type Scorer struct {
	upos, xpos, rules *tensor.Matrix
	uposLabels        []string
	xposLabels        []string
	words             *Vocabulary
}

// A Scratch is the memory that a scorer works in: one for each worker. The
// zero value is ready.
type Scratch struct {
	upos, xpos, rules []float32
}

// universal is the parts of speech of Universal Dependencies.
var universalTags = []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// New takes the scorer's part of a weights file: the matrices tag/upos, tag/xpos
// and tag/lemma, their labels, and the exceptions tag/lemmas.
func New(w *tensor.Weights) (*Scorer, error) {
	var s Scorer
	for _, part := range []struct {
		name   string
		labels *[]string
		matrix **tensor.Matrix
	}{
		{"upos", &s.uposLabels, &s.upos},
		{"xpos", &s.xposLabels, &s.xpos},
		{"lemma", new([]string), &s.rules},
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
	rules, err := w.Labels("lemma")
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	exceptions, err := w.Text("tag/lemmas")
	if err != nil {
		return nil, fmt.Errorf("tag: %w", err)
	}
	s.words, err = ParseVocabulary(rules, exceptions)
	if err != nil {
		return nil, err
	}
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
			tok.UPOS = s.uposLabels[best(rowOf(scratch.upos, s.upos.N, i-from))]
			tok.XPOS = s.xposLabels[best(rowOf(scratch.xpos, s.xpos.N, i-from))]
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

// best is the label of the highest score, of equal ones the first.
func best(scores []float32) int {
	top := 0
	for i, v := range scores {
		if v > scores[top] {
			top = i
		}
	}
	return top
}

// Lemma makes the lemma of a form, given its tags and the scores of the rules:
// that of an exception, or of a list of irregular forms, or of the rule that
// has the highest score of those that fit.
func (v *Vocabulary) Lemma(form, upos, xpos string, scores []float32) string {
	if lemma, ok := v.Exception(form, upos); ok {
		return lemma
	}
	if lemma, ok := irregular(form, xpos); ok {
		return lemma
	}
	n := utf8.RuneCountInString(form)
	figure := strings.IndexByte(form, ',') >= 0
	top := -1
	for i := range v.Rules {
		if (top < 0 || scores[i] > scores[top]) && v.Rules[i].fits(n, figure) {
			top = i
		}
	}
	if top >= 0 {
		if lemma, ok := v.Rules[top].Apply(form); ok {
			return lemma
		}
	}
	return lower(Straight(form))
}

// irregular looks a form up in the lists of data, if its tag is one of those
// for which they were made: "underwent" → undergo, but not "they found museums".
func irregular(form, xpos string) (string, bool) {
	list := exceptions().verb
	switch xpos {
	case "VBD", "VBN", "VBZ", "VBG":
	case "NNS":
		list = exceptions().noun
	case "JJR", "JJS", "RBR", "RBS":
		list = exceptions().adjective
	default:
		return "", false
	}
	lemma, ok := list[lower(form)]
	return lemma, ok
}
