package parse

import (
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

const (
	// batchWords is how many words are gathered before their vectors are
	// multiplied: short sentences would read the weights again for few words.
	batchWords = 96

	// relBlock is of how many words relations are scored at once: each needs
	// relWidth numbers a label.
	relBlock = 24
)

// A Scratch is the memory that a scorer works in: one for each worker. The
// zero value is ready.
type Scratch struct {
	punct []bool
	batch []stretch
	decoder

	floats, turned  []float32
	heads, relHeads []float32
	deps, relDeps   tensor.Rows
	packed          tensor.Packed
	scores          []float32
	governors       []int // of the batch's words, by their numbers in it; see relate

	// The root of the stretch that leads the sentence at hand, and its vector. No
	// sentence follows in a batch on the last stretch of a cut one.
	leader int
	lead   []float32
}

// What stands for a word's head in governors, if that is no word of the batch.
const (
	noWord   = -1 // the sentence's root
	leadWord = -2 // the root of the stretch that leads the sentence
)

// read finds the trees of stretches that follow on each other.
func (s *Scorer) read(batch []stretch, toks []models.Token, vectors *tensor.Rows, scratch *Scratch) {
	from, to := batch[0].from, batch[len(batch)-1].to
	n := to - from

	// As dependents: projected, and turned by the bilinear form so that a dot
	// product with a head is the arc's score.
	scratch.floats = projected(scratch.floats, s.arcDep, vectors, from, to)
	tensor.ReLU(scratch.floats)
	scratch.deps.Quantize(scratch.floats, n, arcWidth)
	scratch.turned = projected(scratch.turned, s.arcBilinear, &scratch.deps, 0, n)
	scratch.deps.Quantize(scratch.turned, n, arcWidth)

	// As heads, one row before each stretch for the root: it is overwritten by
	// the last row of the stretch before, which is scored by then.
	scratch.heads = tensor.Sized(scratch.heads, (n+1)*arcWidth)
	s.arcHead.MulRows(scratch.heads[arcWidth:], vectors, from, to)
	tensor.ReLU(scratch.heads[arcWidth:])

	scratch.governors = tensor.Sized(scratch.governors, n)
	scratch.relHeads = projected(scratch.relHeads, s.relHead, vectors, from, to)
	tensor.ReLU(scratch.relHeads)
	for _, st := range batch {
		if punct := scratch.punct[st.from:st.to]; st.leads || !wordless(punct) {
			g := s.arcs(st.from-from, st.to-from, scratch)
			s.settle(st, from, scratch.decode(g, punct), toks, scratch)
			continue
		}
		for i := st.from; i < st.to; i++ {
			toks[i].Head, scratch.governors[i-from] = scratch.leader-st.first, leadWord
		}
	}
	s.relate(from, to, toks, vectors, scratch)
}

// projected multiplies rows [from, to) of x into dst, made larger if needed.
func projected(dst []float32, m *tensor.Matrix, x *tensor.Rows, from, to int) []float32 {
	dst = tensor.Sized(dst, (to-from)*m.N)
	m.MulRows(dst, x, from, to)
	return dst
}

// arcs scores every arc of the batch's words [b, e).
func (s *Scorer) arcs(b, e int, scratch *Scratch) grid {
	n := e - b
	copy(scratch.heads[b*arcWidth:], s.rootHead)
	scratch.packed.PackRows(scratch.heads[b*arcWidth:], n+1, arcWidth, arcWidth)
	scratch.scores = tensor.Sized(scratch.scores, n*(n+1))
	scratch.packed.MulRows(scratch.scores, &scratch.deps, b, e)
	return grid{n, scratch.scores}
}

// settle writes the heads of a stretch to its tokens and, by their numbers in
// the batch that begins with token from, to governors.
func (s *Scorer) settle(st stretch, from int, heads []int, toks []models.Token, scratch *Scratch) {
	for i, head := range heads {
		tok, gov := &toks[st.from+i], &scratch.governors[st.from-from+i]
		switch {
		case head != root:
			tok.Head, *gov = st.from+head-st.first, st.from-from+head
		case st.leads:
			tok.Head, *gov = models.None, noWord
			scratch.leader = st.from + i
			at := (scratch.leader - from) * relWidth
			scratch.lead = append(scratch.lead[:0], scratch.relHeads[at:at+relWidth]...)
		default:
			tok.Head, *gov = scratch.leader-st.first, leadWord
		}
	}
}

// relate names the relations of tokens [from, to), whose heads are known. Only
// the root of a sentence is called root, and only marks of punctuation are
// called punct; neither is called anything else.
func (s *Scorer) relate(from, to int, toks []models.Token, vectors *tensor.Rows, scratch *Scratch) {
	n := to - from
	scratch.floats = projected(scratch.floats, s.relDep, vectors, from, to)
	tensor.ReLU(scratch.floats)
	scratch.relDeps.Quantize(scratch.floats, n, relWidth)
	for b := 0; b < n; b += relBlock {
		e := min(b+relBlock, n)
		scratch.scores = projected(scratch.scores, s.relBilinear, &scratch.relDeps, b, e)
		for i := b; i < e; i++ {
			turned := scratch.scores[(i-b)*s.relBilinear.N:][:s.relBilinear.N]
			var label int
			switch gov := scratch.governors[i]; {
			case gov == noWord:
				label = s.rootLabel
			case scratch.punct[from+i] && s.punctLabel >= 0:
				label = s.punctLabel
			case gov == leadWord:
				label = s.relation(turned, scratch.lead)
			default:
				label = s.relation(turned, scratch.relHeads[gov*relWidth:][:relWidth])
			}
			toks[from+i].Deprel = s.labels[label]
		}
	}
}

// relation is the label whose part of turned has the highest dot product with
// the head's vector, of equal ones the first; never root or punct.
func (s *Scorer) relation(turned, head []float32) int {
	best := -1
	var top float32
	for label := range s.labels {
		if label == s.rootLabel || label == s.punctLabel {
			continue
		}
		score := tensor.Dot(turned[label*relWidth:][:relWidth], head)
		if best < 0 || score > top {
			best, top = label, score
		}
	}
	return best
}
