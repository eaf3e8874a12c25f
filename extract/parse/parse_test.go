package parse

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
	"github.com/sayso-nlp/sayso/models"
)

var relations = []string{"case", "det", "nsubj", "nsubj:pass", "obj", "punct", "root"}

// one is 1 where the condition holds.
func one(is bool) int8 {
	if is {
		return 1
	}
	return 0
}

// written is a scorer that knows one tree of at most 60 words by heart: word i
// has the vector that is 1 at i, the root that which is 1 behind the words, and
// both bilinear forms hold the tree.
func written(t testing.TB, heads []int, labels []string) *Scorer {
	n := len(heads)
	b := &tensortest.Builder{Width: n + 1, Labels: map[string][]string{"deprel": relations}}
	same := func(k, c int) int8 { return one(k == c) }
	b.Matrix("parse/arc.dep", n+1, arcWidth, 1, same)
	b.Matrix("parse/arc.head", n+1, arcWidth, 1, same)
	b.Matrix("parse/arc.bilinear", arcWidth, arcWidth, 1, func(k, c int) int8 {
		return one(k < n && (heads[k] == c || heads[k] == root && c == n))
	})
	b.Matrix("parse/rel.dep", n+1, relWidth, 1, same)
	b.Matrix("parse/rel.head", n+1, relWidth, 1, same)
	b.Matrix("parse/rel.bilinear", relWidth, relWidth*len(relations), 1, func(k, c int) int8 {
		return one(k < n && c%relWidth == heads[k] && relations[c/relWidth] == labels[k])
	})
	rootVector := make([]float32, n+1)
	rootVector[n] = 1
	b.Floats("parse/root", rootVector)
	s, err := New(b.Open(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// oneHot gives each of n words the vector that written expects.
func oneHot(n, width int) *tensor.Rows {
	x := make([]float32, n*width)
	for i := range n {
		x[i*width+i] = 1
	}
	var rows tensor.Rows
	rows.Quantize(x, n, width)
	return &rows
}

// The tree that the weights hold is the tree that is read: "The envoys have
// been received by Ankara .", and again with the sentence in the middle of a
// document.
func TestAnnotateReadsTheTreeInTheWeights(t *testing.T) {
	heads := []int{1, 4, 4, 4, root, 6, 4, 4}
	labels := []string{"det", "nsubj:pass", "obj", "obj", "root", "case", "obj", "punct"}
	s := written(t, heads, labels)
	toks := make([]models.Token, len(heads))
	toks[7].UPOS = "PUNCT"
	var scratch Scratch
	s.Annotate([]models.Sentence{{First: 0, Last: 8}}, toks, oneHot(8, 9), &scratch)
	for i, tok := range toks {
		if tok.Head != heads[i] || tok.Deprel != labels[i] {
			t.Errorf("word %d: %s of %d, not %s of %d", i, tok.Deprel, tok.Head, labels[i], heads[i])
		}
	}
}

// A later run of an article's sentences is read like the first.
func TestAnnotateReadsARun(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	const width = 16
	s := random(t, r, width, relations...)
	sents, toks := document(9, 30, 7, 2*maxStretch)
	x := floats(r, len(toks)*width)
	var rows tensor.Rows
	var scratch Scratch
	rows.Quantize(x, len(toks), width)
	s.Annotate(sents, toks, &rows, &scratch)
	whole := slices.Clone(toks)
	for _, part := range [][2]int{{0, 2}, {2, 3}, {3, 4}} {
		run := sents[part[0]:part[1]]
		first, last := run[0].First, run[len(run)-1].Last
		for i := first; i < last; i++ {
			toks[i].Head, toks[i].Deprel = models.None, ""
		}
		rows.Quantize(x[first*width:last*width], last-first, width)
		s.Annotate(run, toks, &rows, &scratch)
	}
	if diff := cmp.Diff(whole, toks); diff != "" {
		t.Errorf("at once −, in runs +:\n%.400s", diff)
	}
}

// random is a scorer of random weights for vectors of width numbers.
func random(t testing.TB, r *rand.Rand, width int, relations ...string) *Scorer {
	b := &tensortest.Builder{Width: width, Labels: map[string][]string{"deprel": relations}}
	at := func(int, int) int8 { return int8(r.IntN(127) - 63) }
	b.Matrix("parse/arc.dep", width, arcWidth, 1./256, at)
	b.Matrix("parse/arc.head", width, arcWidth, 1./256, at)
	b.Matrix("parse/arc.bilinear", arcWidth, arcWidth, 1./1024, at)
	b.Matrix("parse/rel.dep", width, relWidth, 1./256, at)
	b.Matrix("parse/rel.head", width, relWidth, 1./256, at)
	b.Matrix("parse/rel.bilinear", relWidth, relWidth*len(relations), 1./256, at)
	b.Floats("parse/root", floats(r, width))
	s, err := New(b.Open(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func floats(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// document makes sentences of the given lengths, every sixth word a mark.
func document(lengths ...int) ([]models.Sentence, []models.Token) {
	var sents []models.Sentence
	var toks []models.Token
	for _, n := range lengths {
		sents = append(sents, models.Sentence{First: len(toks), Last: len(toks) + n})
		for i := range n {
			tok := models.Token{UPOS: "NOUN", Head: models.None}
			if i%6 == 5 {
				tok.UPOS = "PUNCT"
			}
			toks = append(toks, tok)
		}
	}
	return sents, toks
}

// A sentence is read the same alone and in a document, whichever sentences are
// gathered with it, however long, and with a scratch that was used before.
func TestSentencesAreReadAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const width = 24
	s := random(t, r, width, relations...)
	sents, toks := document(1, 30, 7, 2*maxStretch+20, 3, maxStretch+1, maxStretch, 60, 60, 1, 1, 2)
	x := floats(r, len(toks)*width)
	var rows tensor.Rows
	rows.Quantize(x, len(toks), width)
	var scratch Scratch
	s.Annotate(sents, toks, &rows, &scratch)
	for _, sent := range sents {
		alone := slices.Clone(toks[sent.First:sent.Last])
		for i := range alone {
			alone[i].Head, alone[i].Deprel = models.None, ""
		}
		var rows tensor.Rows
		rows.Quantize(x[sent.First*width:sent.Last*width], len(alone), width)
		var scratch Scratch
		s.Annotate([]models.Sentence{{First: 0, Last: len(alone)}}, alone, &rows, &scratch)
		if diff := cmp.Diff(toks[sent.First:sent.Last], alone); diff != "" {
			t.Errorf("sentence of %d words: in the document −, alone +:\n%.400s", len(alone), diff)
		}
		lawful(t, toks[sent.First:sent.Last])
	}
}

// Where a sentence begins with so many marks that its first stretch has no word,
// the next one that has leads; nothing hangs on a mark, wherever the marks are.
func TestStretchesOfMarks(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	const width = 16
	s := random(t, r, width, relations...)
	for _, tt := range []struct {
		name string
		word func(i int) bool
	}{
		{"marks, then words", func(i int) bool { return i >= 2*maxStretch+10 }},
		{"words, then marks", func(i int) bool { return i < 30 }},
		{"marks on both sides of one word", func(i int) bool { return i == maxStretch+7 }},
		{"a word at the very end", func(i int) bool { return i == 4*maxStretch-1 }},
		{"marks alone", func(int) bool { return false }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sents, toks := document(20, 4*maxStretch, 5)
			for i := range toks[sents[1].First:sents[1].Last] {
				toks[sents[1].First+i].UPOS = "PUNCT"
				if tt.word(i) {
					toks[sents[1].First+i].UPOS = "NOUN"
				}
			}
			var rows tensor.Rows
			rows.Quantize(floats(r, len(toks)*width), len(toks), width)
			var scratch Scratch
			s.Annotate(sents, toks, &rows, &scratch)
			for _, sent := range sents {
				lawful(t, toks[sent.First:sent.Last])
			}
		})
	}
}

// lawful checks what holds of every tree.
func lawful(t *testing.T, toks []models.Token) {
	t.Helper()
	heads := make([]int, len(toks))
	words := false
	for i, tok := range toks {
		heads[i] = tok.Head
		words = words || tok.UPOS != "PUNCT"
	}
	if !acyclic(heads) || count(heads, models.None) != 1 {
		t.Fatalf("no tree: %v", heads)
	}
	for i, tok := range toks {
		if (tok.Deprel == "root") != (tok.Head == models.None) {
			t.Errorf("word %d hangs on %d as %s", i, tok.Head, tok.Deprel)
		}
		if tok.Head != models.None && (tok.Deprel == "punct") != (tok.UPOS == "PUNCT") {
			t.Errorf("word %d, %s, hangs as %s", i, tok.UPOS, tok.Deprel)
		}
		if words && tok.Head != models.None && toks[tok.Head].UPOS == "PUNCT" {
			t.Errorf("word %d hangs on a mark", i)
		}
	}
}

// The scores are those of the definition: dependents through a bilinear form
// against heads, up to what eight bits cannot hold.
func TestArcsAgainstTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	const width, n = 32, 12
	s := random(t, r, width, relations...)
	x := floats(r, n*width)
	var rows tensor.Rows
	rows.Quantize(x, n, width)
	sents, toks := document(n)
	var scratch Scratch
	s.Annotate(sents, toks, &rows, &scratch)

	dep, head := make([]float32, n*arcWidth), make([]float32, n*arcWidth)
	s.arcDep.Mul(dep, &rows)
	s.arcHead.Mul(head, &rows)
	tensor.ReLU(dep)
	tensor.ReLU(head)
	var deps tensor.Rows
	deps.Quantize(dep, n, arcWidth)
	turned := make([]float32, n*arcWidth)
	s.arcBilinear.Mul(turned, &deps)
	g := s.arcs(0, n, &scratch)
	var spread, worst float64
	for i := range n {
		for j := -1; j < n; j++ {
			other := s.rootHead
			if j >= 0 {
				other = head[j*arcWidth:][:arcWidth]
			}
			var want float64
			for k, v := range turned[i*arcWidth:][:arcWidth] {
				want += float64(v) * float64(other[k])
			}
			spread = max(spread, want, -want)
			worst = max(worst, want-float64(g.row(i)[j+1]), float64(g.row(i)[j+1])-want)
		}
	}
	if worst > spread/25 {
		t.Errorf("scores of up to %.3f are off by %.3f", spread, worst)
	}
	t.Logf("scores of up to %.3f are off by %.3f", spread, worst)
}

// A second reading takes no memory, whatever the words: what a product of
// matrices takes at each call does not grow with them.
func TestAnnotateTakesNoMemory(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	const width = 16
	s := random(t, r, width, relations...)
	sents, toks := document(20, 3, 41, 300, 12)
	var rows tensor.Rows
	rows.Quantize(floats(r, len(toks)*width), len(toks), width)
	var scratch Scratch
	s.Annotate(sents, toks, &rows, &scratch)
	if n := testing.AllocsPerRun(3, func() { s.Annotate(sents, toks, &rows, &scratch) }); int(n) > len(toks)/8 {
		t.Errorf("%.0f allocations for %d words", n, len(toks))
	}
}

func TestAnnotateNothing(t *testing.T) {
	s := random(t, rand.New(rand.NewPCG(13, 14)), 8, relations...)
	var rows tensor.Rows
	rows.Quantize(nil, 0, 8)
	var scratch Scratch
	s.Annotate(nil, nil, &rows, &scratch)
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		name       string
		marks      []int
		from, last int
		want       int
	}{
		{"fits", nil, 0, maxStretch, maxStretch},
		{"fits behind others", nil, 50, 50 + maxStretch, 50 + maxStretch},
		{"no mark", nil, 0, 1000, maxStretch},
		{"last mark", []int{10, 200, 220}, 0, 1000, 221},
		{"mark too early", []int{100}, 0, 1000, maxStretch},
		{"mark is the last word that fits", []int{maxStretch - 1}, 0, 1000, maxStretch},
		{"mark too late", []int{maxStretch}, 0, 1000, maxStretch},
	} {
		t.Run(tt.name, func(t *testing.T) {
			punct := make([]bool, 1000)
			for _, i := range tt.marks {
				punct[i] = true
			}
			if got := cut(punct, tt.from, tt.last); got != tt.want {
				t.Errorf("%d, not %d", got, tt.want)
			}
		})
	}
}

// Weights that do not fit are refused with what is wrong.
func TestNewRefuses(t *testing.T) {
	for _, tt := range []struct {
		want string
		b    *tensortest.Builder
	}{
		{"deprel", &tensortest.Builder{Width: 4}},
		{"no label root", &tensortest.Builder{Width: 4, Labels: map[string][]string{"deprel": {"nsubj", "obj"}}}},
		{"no other", &tensortest.Builder{Width: 4, Labels: map[string][]string{"deprel": {"punct", "root"}}}},
		{"parse/arc.dep", &tensortest.Builder{Width: 4, Labels: map[string][]string{"deprel": {"nsubj", "root"}}}},
	} {
		tt.b.Floats("something", []float32{1})
		_, err := New(tt.b.Open(t))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, not about %q", err, tt.want)
		}
	}
}

func BenchmarkAnnotate(b *testing.B) {
	r := rand.New(rand.NewPCG(15, 16))
	const width = 384
	labels := slices.Clone(relations)
	for len(labels) < 51 { // as many as a treebank has
		labels = append(labels, "dep:"+string(rune('a'+len(labels))))
	}
	s := random(b, r, width, labels...)
	sents, toks := document(25, 31, 8, 40, 17, 22, 29, 28)
	var rows tensor.Rows
	rows.Quantize(floats(r, len(toks)*width), len(toks), width)
	var scratch Scratch
	for b.Loop() {
		s.Annotate(sents, toks, &rows, &scratch)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(toks)), "ns/word")
}
