package claim

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Scorer reads attributions off the vectors of an article's tokens: which
// tokens are cues, and for each cue its source and its content. It is read-only
// and may be shared.
//
// For each cue every token around it is asked what it is to the cue: its own
// vector meets the cue's and the distance between them, a small transformer lets
// the tokens confer, and each gets a label of a span of source or content. So
// claims may nest, overlap and share tokens, and a content may come in several
// spans.
type Scorer struct {
	cue, role     *tensor.Matrix
	word, stretch *tensor.Matrix
	distances     []float32 // a row a bucket
	sentences     []float32 // a row a number of sentences apart
	norm          tensor.LayerNorm
	layers        []*tensor.Layer
	cues, roles   *tensor.Chain
}

// The sizes of the scorer; the weights file must agree.
const (
	askWidth = 128
	askInner = 256
	askHeads = 4

	near     = 8  // distances below it are known exactly
	far      = 16 // buckets of distance a side
	farSents = 3  // sentences told apart a side
)

// The labels of cues, and those of roles: outside, then begin, inside, end and
// a unit of a source, then of a content.
const (
	outside = iota
	begins
	inside
	nCueLabels

	roleBegin  = 1 // of a source; each of the roles has four labels
	roleLabels = 4
	nRoles     = 2
	nLabels    = 1 + nRoles*roleLabels
)

// What a label says of its token's place in the span.
const (
	atBegin = iota
	atInside
	atEnd
	atUnit
)

// New takes the section of claims from the weights: the tensors claim/….
func New(w *tensor.Weights) (*Scorer, error) {
	s := &Scorer{}
	width := w.Encoder.Width
	for _, t := range []struct {
		name string
		k, n int
		to   **tensor.Matrix
	}{
		{"cue", width, nCueLabels, &s.cue}, {"role", askWidth, nLabels, &s.role},
		{"word", width, askWidth, &s.word}, {"stretch", width, askWidth, &s.stretch},
	} {
		m, err := w.Matrix("claim/"+t.name, t.k, t.n)
		if err != nil {
			return nil, err
		}
		*t.to = m
	}
	var err error
	if s.distances, err = w.Floats("claim/distances", 1, 2*far+1, askWidth); err != nil {
		return nil, err
	}
	if s.sentences, err = w.Floats("claim/sentences", 1, 2*farSents+1, askWidth); err != nil {
		return nil, err
	}
	if s.norm, err = w.LayerNorm("claim/norm", askWidth); err != nil {
		return nil, err
	}
	for i := 0; w.Has(fmt.Sprintf("claim/%d/qkv", i)); i++ {
		layer, err := w.Layer(fmt.Sprintf("claim/%d", i), askWidth, askInner, askHeads)
		if err != nil {
			return nil, err
		}
		s.layers = append(s.layers, layer)
	}
	if len(s.layers) == 0 {
		return nil, errors.New("weights: no layer among the tensors claim/…")
	}
	s.cues = tensor.NewChain(nCueLabels, func(before, label int) bool {
		return label != inside || before == begins || before == inside
	}, nil)
	s.roles = tensor.NewChain(nLabels, mayFollow, nil)
	return s, nil
}

// mayFollow reports whether a label of a role may stand behind another: an open
// span goes on with its own labels until it ends, and nothing else does.
func mayFollow(before, label int) bool {
	place := func(label int) int { return (label - roleBegin) % roleLabels }
	goesOn := label >= roleBegin && (place(label) == atInside || place(label) == atEnd)
	open := before >= roleBegin && (place(before) == atBegin || place(before) == atInside)
	if !open || !goesOn {
		return open == goesOn
	}
	return (before-roleBegin)/roleLabels == (label-roleBegin)/roleLabels
}

// Scratch is memory that one worker uses again for each article. The zero value
// is ready.
type Scratch struct {
	cues, words, asked []float32
	roles              []float32
	cue                [askWidth]float32
	acts               tensor.Activations
	rows               tensor.Rows
	trellis            tensor.Trellis
}

// scope is how many tokens on either side of a cue are asked; it ends between
// sentences, but the cue's own sentence is asked up to twice as far.
const scope = 72

// Attribute appends to list the attributions whose cues stand in the sentences,
// in order of their cues. Row i of vec is the vector of token i of the sentences,
// which is toks[i] and token first+i of the document. Eager is what speaks for
// cues beside their scores.
func (s *Scorer) Attribute(list []models.Attribution, sents []models.Sentence, first int, toks []models.Token, eager float32, vec *tensor.Rows, buf *Scratch) []models.Attribution {
	n := vec.M
	buf.cues = tensor.Sized(buf.cues, n*nCueLabels)
	s.cue.Mul(buf.cues, vec)
	for i := range n {
		buf.cues[i*nCueLabels+outside] -= eager
	}
	for _, sent := range sents {
		avowals(toks[sent.First:sent.Last], buf.cues[sent.First*nCueLabels:])
	}
	buf.words, buf.asked = tensor.Sized(buf.words, n*askWidth), tensor.Sized(buf.asked, n*askWidth)
	s.word.Mul(buf.words, vec)
	s.stretch.Mul(buf.asked, vec)
	for i, sent := range sents {
		labels := s.cues.Best(buf.cues[sent.First*nCueLabels:sent.Last*nCueLabels], &buf.trellis)
		known := len(list)
		for k := 0; k < len(labels); k++ {
			if labels[k] != begins {
				continue
			}
			end := k + 1
			for end < len(labels) && labels[end] == inside {
				end++
			}
			cue := models.Range{First: sent.First + k, Last: sent.First + end}
			sure := float32(math.MaxFloat32)
			for t := cue.First; t < cue.Last; t++ {
				sure = min(sure, lead(buf.cues[t*nCueLabels:][:nCueLabels], int(labels[t-sent.First])))
			}
			list = append(list, models.Attribution{Cue: cue, Sure: models.Sureness{Cue: sure}})
		}
		for k := range list[known:] {
			a := &list[known+k]
			s.ask(sents, i, a, buf)
			move(a, first)
		}
	}
	return list
}

// avowed is what speaks for a cue of writers who say what they think: PolNeAR
// leaves such claims out.
const avowed = 4

// avowals raises the scores of what "I" and "we" say and think of a clause, and of
// what they do by saying so: I believe that …, we condemn the raid.
func avowals(toks []models.Token, scores []float32) {
	for _, tok := range toks {
		if tok.Deprel != "nsubj" || tok.Lemma != "I" && tok.Lemma != "we" || tok.Head < 0 {
			continue
		}
		known := sensesOf().known[active][lower(toks[tok.Head].Lemma)]
		if known == nil || known.turn != settle {
			continue
		}
		if governs(toks, tok.Head, "ccomp") || performs(known.kind(object)) && governs(toks, tok.Head, "obj") {
			scores[tok.Head*nCueLabels+outside] -= avowed
		}
	}
}

// performs reports the types of claim that a speaker makes by saying so.
func performs(t models.ClaimType) bool {
	switch t {
	case models.Pledge, models.Demand, models.Accusation, models.Denial, models.Warning, models.Apology, models.Support:
		return true
	}
	return false
}

// governs reports whether a word behind word v hangs on it by a relation.
func governs(toks []models.Token, v int, relation string) bool {
	for i := v + 1; i < len(toks) && i < v+governReach; i++ {
		if toks[i].Head == v && toks[i].Deprel == relation {
			return true
		}
	}
	return false
}

// governReach bounds how far behind a word what hangs on it is looked for.
const governReach = 60

// move counts the tokens of an attribution from first.
func move(a *models.Attribution, first int) {
	shift := func(r *models.Range) { r.First, r.Last = r.First+first, r.Last+first }
	shift(&a.Cue)
	for _, list := range [...][]models.Range{a.Source, a.Content} {
		for i := range list {
			shift(&list[i])
		}
	}
}

// ask finds source and content of a cue in sentence i.
func (s *Scorer) ask(sents []models.Sentence, i int, a *models.Attribution, buf *Scratch) {
	from, to := around(sents, i, a.Cue)
	n := to - from
	cue := buf.cue[:]
	clear(cue)
	for t := a.Cue.First; t < a.Cue.Last; t++ {
		for j, v := range buf.asked[t*askWidth:][:askWidth] {
			cue[j] += v
		}
	}
	size := float32(a.Cue.Last - a.Cue.First)
	for j := range cue {
		cue[j] /= size
	}
	buf.acts.X = tensor.Sized(buf.acts.X, n*askWidth)
	at := i // the sentence of token t
	for at > 0 && sents[at].First > from {
		at--
	}
	for t := from; t < to; t++ {
		for sents[at].Last <= t {
			at++
		}
		distance := 0
		switch {
		case t < a.Cue.First:
			distance = t - a.Cue.First
		case t >= a.Cue.Last:
			distance = t - a.Cue.Last + 1
		}
		apart := max(-farSents, min(at-i, farSents)) + farSents
		x := buf.acts.X[(t-from)*askWidth:][:askWidth]
		word := buf.words[t*askWidth:][:askWidth]
		steps := s.distances[distanceRow(distance)*askWidth:][:askWidth]
		lines := s.sentences[apart*askWidth:][:askWidth]
		for j := range x {
			x[j] = word[j] + cue[j] + steps[j] + lines[j]
		}
	}
	tensor.GELU(buf.acts.X)
	s.norm.Norm(buf.acts.X, buf.acts.X, nil)
	for _, layer := range s.layers {
		layer.Forward(&buf.acts, n)
	}
	buf.rows.Quantize(buf.acts.X, n, askWidth)
	buf.roles = tensor.Sized(buf.roles, n*nLabels)
	s.role.Mul(buf.roles, &buf.rows)
	labels := s.roles.Best(buf.roles, &buf.trellis)
	draw(labels, from, a)
	a.Sure.Source, a.Sure.Content = sureness(buf.roles, labels, 0), sureness(buf.roles, labels, 1)
}

// lead is how much better a label scores than the best of the others.
func lead(scores []float32, label int) float32 {
	next := float32(-math.MaxFloat32)
	for y, v := range scores {
		if y != label {
			next = max(next, v)
		}
	}
	return scores[label] - next
}

// sureness is the least lead of a label of a role, or of no role over the best
// label of this one if it has none.
func sureness(scores []float32, labels []uint8, role int) float32 {
	of := func(label uint8) bool { return label != outside && (int(label)-roleBegin)/roleLabels == role }
	some := slices.ContainsFunc(labels, of)
	sure := float32(math.MaxFloat32)
	for k, label := range labels {
		row := scores[k*nLabels:][:nLabels]
		switch {
		case some && of(label):
			sure = min(sure, lead(row, int(label)))
		case !some && label == outside:
			own := row[roleBegin+role*roleLabels:][:roleLabels]
			sure = min(sure, row[outside]-slices.Max(own))
		}
	}
	return sure
}

// draw writes the spans that labels draw from token from on.
func draw(labels []uint8, from int, a *models.Attribution) {
	for k, label := range labels {
		if label == outside {
			continue
		}
		to := &a.Source
		if label >= roleBegin+roleLabels {
			to = &a.Content
		}
		if n := len(*to); n > 0 && (*to)[n-1].Last == from+k { // spans that touch are one
			(*to)[n-1].Last++
			continue
		}
		*to = append(*to, models.Range{First: from + k, Last: from + k + 1})
	}
}

// around is the range of tokens that are asked about a cue in sentence i.
func around(sents []models.Sentence, i int, cue models.Range) (from, to int) {
	from, to = max(sents[i].First, cue.First-2*scope), min(sents[i].Last, cue.Last+2*scope)
	if from == sents[i].First {
		for k := i - 1; k >= 0 && sents[k].Section == sents[i].Section && cue.First-sents[k].First <= scope; k-- {
			from = sents[k].First
		}
	}
	if to == sents[i].Last {
		for k := i + 1; k < len(sents) && sents[k].Section == sents[i].Section && sents[k].Last-cue.Last <= scope; k++ {
			to = sents[k].Last
		}
	}
	return from, to
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
