package claim

import (
	"math"
	"slices"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Scorer reads attributions off the vectors of an article's tokens: which
// tokens are cues, and for each cue its source and its content. It is read-only
// and may be shared.
//
// For each cue every token around it is asked what it is to the cue, and gets a
// label of a span of source or content. So claims may nest, overlap and share
// tokens, and a content may come in several spans. Cues inside the contents of
// others have scores of their own.
type Scorer struct {
	cue, inner, role *tensor.Matrix
	asker            *tensor.Asker
	cues, roles      *tensor.Chain
}

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
	}{{"cue", width, nCueLabels, &s.cue}, {"inner", width, nCueLabels, &s.inner}, {"role", tensor.AskWidth, nLabels, &s.role}} {
		m, err := w.Matrix("claim/"+t.name, t.k, t.n)
		if err != nil {
			return nil, err
		}
		*t.to = m
	}
	var err error
	if s.asker, err = w.Asker("claim", 1); err != nil {
		return nil, err
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
	cues, roles []float32
	lines       []int32 // the sentence of each token
	asking      tensor.Asking
	rows        tensor.Rows
	trellis     tensor.Trellis
}

// scope is how many tokens on either side of a cue are asked; it ends between
// sentences, but the cue's own sentence is asked up to twice as far.
const scope = 72

// Attribute appends to list the attributions whose cues stand in the sentences,
// in order of their cues. Row i of vec is the vector of token i of the sentences,
// which is toks[i] and token first+i of the document.
func (s *Scorer) Attribute(list []models.Attribution, sents []models.Sentence, first int, toks []models.Token, vec *tensor.Rows, buf *Scratch) []models.Attribution {
	s.asker.Hear(vec, &buf.asking)
	buf.lines = tensor.Sized(buf.lines, vec.M)
	for i, sent := range sents {
		for t := sent.First; t < sent.Last; t++ {
			buf.lines[t] = int32(i)
		}
	}
	known := len(list)
	buf.cues = tensor.Sized(buf.cues, vec.M*nCueLabels)
	s.cue.Mul(buf.cues, vec)
	for _, sent := range sents {
		avowals(toks[sent.First:sent.Last], buf.cues[sent.First*nCueLabels:])
	}
	list = s.attribute(list, sents, buf, nil)
	outer := list[known:]
	s.inner.Mul(buf.cues, vec)
	within := newContents(outer)
	list = s.attribute(list, sents, buf, func(cue models.Range) bool {
		return within.hold(cue) && slices.ContainsFunc(toks[cue.First:cue.Last], content)
	})
	for k := range list[known:] {
		move(&list[known+k], first)
	}
	slices.SortStableFunc(list[known:], func(a, b models.Attribution) int { return a.Cue.First - b.Cue.First })
	return list
}

// content reports a word with a meaning of its own. "Of" alone is no cue within
// what somebody is accused of.
func content(tok models.Token) bool {
	switch tok.UPOS {
	case "VERB", "NOUN", "ADJ", "ADV", "PROPN":
		return true
	}
	return false
}

// attribute appends the attributions of the cues that buf.cues draws best, or of
// those among them that may be: these need a content.
func (s *Scorer) attribute(list []models.Attribution, sents []models.Sentence, buf *Scratch, may func(cue models.Range) bool) []models.Attribution {
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
			if may != nil && !may(cue) {
				continue
			}
			sure := float32(math.MaxFloat32)
			for t := cue.First; t < cue.Last; t++ {
				sure = min(sure, lead(buf.cues[t*nCueLabels:][:nCueLabels], int(labels[t-sent.First])))
			}
			list = append(list, models.Attribution{Cue: cue, Sure: models.Sureness{Cue: sure}})
		}
		kept := known
		for k := known; k < len(list); k++ {
			a := list[k]
			s.ask(sents, i, &a, buf)
			if may == nil || len(a.Content) > 0 {
				list[kept] = a
				kept++
			}
		}
		list = list[:kept]
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
	answers := s.asker.Ask(&buf.asking, tensor.Stretch{First: from, Last: to}, buf.lines, tensor.Stretch{First: a.Cue.First, Last: a.Cue.Last})
	buf.rows.Quantize(answers, to-from, tensor.AskWidth)
	buf.roles = tensor.Sized(buf.roles, (to-from)*nLabels)
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
