package stance

import (
	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Scorer reads a sentence and says how a holder stands toward a target in it,
// and how the sentence does. It is read-only and may be shared.
//
// An encoder of its own, of few layers on the word vectors of the other, reads the
// sentence by itself: what words praise and blame is lost where words and trees are
// learned. All tokens are asked about the two, or the one; what those of holder and
// target answer is averaged and scored. Learned from DSE (Park, Pan and Joo, ACL
// 2021) and NewsMTSC (Hamborg and Donnay, EACL 2021), and from what a larger network
// says of the names in raw news.
type Scorer struct {
	encoder         *encode.Encoder
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

// New takes the section of stance from the weights, the tensors stance/…, and the
// word vectors of the encoder.
func New(w *tensor.Weights, words *encode.Encoder) (*Scorer, error) {
	s := &Scorer{}
	var err error
	if s.encoder, err = words.Beside(w, "stance/encoder"); err != nil {
		return nil, err
	}
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
	vectors         encode.Scratch
	between, toward tensor.Asking
	lines           []int32
	scores          []float32
	rows            tensor.Rows
}

// A hearing is a sentence that is listened to. It is read when something is asked.
type hearing struct {
	*Scorer
	buf  *Scratch
	text string
	sent *models.Sentence
	toks []models.Token // of the document
	read bool
}

// hear takes a sentence of a text with its tokens.
func (s *Scorer) hear(text string, sent *models.Sentence, toks []models.Token, buf *Scratch) *hearing {
	return &hearing{Scorer: s, buf: buf, text: text, sent: sent, toks: toks}
}

// listen reads the sentence, once.
func (h *hearing) listen() {
	if h.read {
		return
	}
	h.read = true
	h.encoder.Encode(h.text, []models.Sentence{*h.sent}, h.toks, &h.buf.vectors)
	h.buf.lines = tensor.Sized(h.buf.lines, h.sent.Last-h.sent.First)
	clear(h.buf.lines) // one sentence
	h.between.Hear(&h.buf.vectors.Rows, &h.buf.between)
	h.toward.Hear(&h.buf.vectors.Rows, &h.buf.toward)
}

// A lean is how much better a stance scores than the best of the others, in
// thousandths of a logit.
type lean struct{ favor, against int }

// holder says how the holder leans toward the target; both are tokens of the
// sentence.
func (h *hearing) holder(holder, target thing) (lean, bool) {
	around, ok := h.around(thing{min(holder.first, target.first), max(holder.last, target.last)})
	if !ok {
		return lean{}, false
	}
	h.listen()
	return h.score(h.pair, h.between.AskThings(&h.buf.between, around, h.buf.lines, holder.stretch(), target.stretch())), true
}

// voice says how the sentence leans toward the target.
func (h *hearing) voice(target thing) (lean, bool) {
	around, ok := h.around(target)
	if !ok {
		return lean{}, false
	}
	h.listen()
	return h.score(h.target, h.toward.AskThings(&h.buf.toward, around, h.buf.lines, target.stretch())), true
}

func (t thing) stretch() tensor.Stretch { return tensor.Stretch{First: t.first, Last: t.last} }

// scope is how many tokens are asked on either side of holder and target, and
// farthest how far the two may be apart: a sentence of a million words must not
// cost the square of them.
const (
	scope    = 64
	farthest = 128
)

// around is the tokens of the sentence that are asked about something in it.
func (h *hearing) around(about thing) (tensor.Stretch, bool) {
	from, to := max(0, about.first-scope), min(h.sent.Last-h.sent.First, about.last+scope)
	if about.first < from || about.last > to || about.last-about.first > farthest || about.last <= about.first {
		return tensor.Stretch{}, false
	}
	return tensor.Stretch{First: from, Last: to}, true
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
