package parse

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

var (
	weightsFile = flag.String("weights", "../../data/weights/small.sayso", "the weights to test")
	fixtureFile = flag.String("fixture", "../../data/weights/small.fixture.json", "what the training bench made of a few sentences with -weights")
)

// The scores of arcs are those of the bench, and the trees too: given the
// vectors that it had. Vectors are written with three decimals, and a number that
// falls on the other side of a half moves a score a little.
func TestFixture(t *testing.T) {
	raw, err := os.ReadFile(*fixtureFile)
	if err != nil {
		t.Fatal(err)
	}
	var fix struct {
		Words     []string
		Sentences [][2]int
		Rounded   [][]float32
		Scores    struct{ Arcs, Relations [][]float32 }
		Rows      struct {
			UPOS, Deprel []string
			Head         []int
		}
	}
	if err := json.Unmarshal(raw, &fix); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(*weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	w, err := tensor.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(w)
	if err != nil {
		t.Fatal(err)
	}

	var sents []models.Sentence
	for _, b := range fix.Sentences {
		sents = append(sents, models.Sentence{First: b[0], Last: b[1]})
	}
	toks := make([]models.Token, len(fix.Words))
	for i := range toks {
		toks[i].UPOS = fix.Rows.UPOS[i]
	}
	var rows tensor.Rows
	rows.Quantize(slices.Concat(fix.Rounded...), len(toks), w.Encoder.Width)
	var scratch Scratch
	s.Annotate(sents, toks, &rows, &scratch)

	heads, labels := 0, 0
	var off, size float64
	for _, sent := range sents {
		// Alone, so that what the scratch holds afterwards is this sentence's.
		var alone tensor.Rows
		alone.Quantize(slices.Concat(fix.Rounded[sent.First:sent.Last]...), sent.Last-sent.First, w.Encoder.Width)
		one := slices.Clone(toks[sent.First:sent.Last])
		s.Annotate([]models.Sentence{{First: 0, Last: len(one)}}, one, &alone, &scratch)
		g := s.arcs(0, len(one), &scratch)
		for i := range one {
			at := sent.First + i
			want := fix.Scores.Arcs[at] // the root's, then the words' but its own
			got := slices.Delete(slices.Clone(g.row(i)), i+1, i+2)
			for k := range want {
				d := float64(got[k]) - float64(want[k])
				off += d * d
				size += float64(want[k]) * float64(want[k])
			}
			head := fix.Rows.Head[at]
			if head != models.None {
				head -= sent.First
			}
			if toks[at].Head == head {
				heads++
				if toks[at].Deprel == fix.Rows.Deprel[at] {
					labels++
				}
			}
		}
	}
	t.Logf("%d words: %d heads agree, %d relations; scores differ by %.2e of their squares", len(toks), heads, labels, off/size)
	if !(off/size < 1e-4) {
		t.Errorf("scores differ by %.2e of their squares", off/size)
	}
	if n := len(toks); heads < n-n/20 || labels < n-n/10 {
		t.Errorf("of %d words %d have the bench's head, %d its relation too", n, heads, labels)
	}
}
