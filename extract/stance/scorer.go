package stance

import (
	"github.com/sayso-nlp/sayso/extract/tensor"
)

// A Scorer reads off the vectors of a sentence's tokens how a holder stands toward
// a target in it, and how the sentence does. It is read-only and may be shared.
//
// All tokens are asked about the two, or the one; what those of holder and target
// answer is averaged and scored. Learned from DSE (Park, Pan and Joo, ACL 2021)
// and NewsMTSC (Hamborg and Donnay, EACL 2021).
type Scorer struct {
	between, toward *tensor.Asker
	pair, target    *tensor.Matrix
}

// The labels of the weights, in their order.
const (
	scoreNeutral = iota
	scoreFavor
	scoreAgainst
	nScores
)

// New takes the section of stance from the weights: the tensors stance/….
func New(w *tensor.Weights) (*Scorer, error) {
	s := &Scorer{}
	var err error
	if s.between, err = w.Asker("stance/between", 2); err != nil {
		return nil, err
	}
	if s.toward, err = w.Asker("stance/toward", 1); err != nil {
		return nil, err
	}
	if s.pair, err = w.Matrix("stance/pair", 2*tensor.AskWidth, nScores); err != nil {
		return nil, err
	}
	s.target, err = w.Matrix("stance/target", tensor.AskWidth, nScores)
	return s, err
}

// Scratch is memory that one worker uses again for each article. The zero value
// is ready.
type Scratch struct {
	between, toward tensor.Asking
	lines           []int32
	scores          []float32
	rows            tensor.Rows
}

// A hearing is some sentences of an article whose vectors were heard.
type hearing struct {
	*Scorer
	buf         *Scratch
	first, last int // the document's tokens
}

// hear takes the vectors of some tokens, of which the first is the document's
// token first. They are read when something is asked.
func (s *Scorer) hear(vec tensor.Rows, first int, buf *Scratch) *hearing {
	buf.lines = tensor.Sized(buf.lines, vec.M)
	clear(buf.lines) // questions stay within a sentence
	s.between.Hear(&vec, &buf.between)
	s.toward.Hear(&vec, &buf.toward)
	return &hearing{Scorer: s, buf: buf, first: first, last: first + vec.M}
}

// A lean is how much better a stance scores than the best of the others, in
// thousandths of a logit.
type lean struct{ favor, against int }

// holder says how the holder leans toward the target; both are tokens of the
// document, as is the sentence they stand in.
func (h *hearing) holder(sent, holder, target thing) (lean, bool) {
	around, ok := h.around(sent, thing{min(holder.first, target.first), max(holder.last, target.last)})
	if !ok {
		return lean{}, false
	}
	return h.score(h.pair, h.between.AskThings(&h.buf.between, around, h.buf.lines, h.local(holder), h.local(target))), true
}

// voice says how the sentence leans toward the target.
func (h *hearing) voice(sent, target thing) (lean, bool) {
	around, ok := h.around(sent, target)
	if !ok {
		return lean{}, false
	}
	return h.score(h.target, h.toward.AskThings(&h.buf.toward, around, h.buf.lines, h.local(target))), true
}

func (h *hearing) local(t thing) tensor.Stretch {
	return tensor.Stretch{First: t.first - h.first, Last: t.last - h.first}
}

// scope is how many tokens are asked on either side of holder and target, and
// farthest how far the two may be apart: a sentence of a million words must not
// cost the square of them.
const (
	scope    = 64
	farthest = 128
)

// around is the tokens of the sentence that are asked about something in it.
func (h *hearing) around(sent, about thing) (tensor.Stretch, bool) {
	from, to := max(sent.first, about.first-scope), min(sent.last, about.last+scope)
	if about.first < from || about.last > to || about.last-about.first > farthest || about.last <= about.first || from < h.first || to > h.last {
		return tensor.Stretch{}, false
	}
	return h.local(thing{from, to}), true
}

// score reads off what holder and target, or the target alone, answer in the mean.
func (h *hearing) score(by *tensor.Matrix, answers []float32) lean {
	b := h.buf
	b.rows.Quantize(answers, 1, len(answers))
	b.scores = tensor.Sized(b.scores, nScores)
	by.Mul(b.scores, &b.rows)
	n, f, a := thousandths(b.scores[scoreNeutral]), thousandths(b.scores[scoreFavor]), thousandths(b.scores[scoreAgainst])
	return lean{favor: f - max(n, a), against: a - max(n, f)}
}

// thousandths is a score as an integer; what is no number counts as nothing.
func thousandths(x float32) int {
	const most = 1 << 10
	if x != x {
		return 0
	}
	return int(1000 * max(-most, min(x, most)))
}
