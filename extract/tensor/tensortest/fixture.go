// Package tensortest is what the tests of the steps that read trained weights
// share: the weights that ship, what the training bench made of a few sentences
// with them, and weights made by hand. Only tests import it.
package tensortest

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
)

var (
	weightsFile = flag.String("weights", "../../data/weights/small.sayso", "the weights to test")
	fixtureFile = flag.String("fixture", "../../data/weights/small.fixture.json", "what the training bench made of a few sentences with -weights")
)

// A Fixture is a few sentences as the training bench reads them, in one window.
type Fixture struct {
	Words     []string
	Sentences [][2]int    // word ranges
	Pieces    []int32     // with [CLS] and [SEP]
	Cases     []uint8     // one a piece
	First     []int32     // where the first piece of each word stands
	Vectors   [][]float32 // one a word, computed in floats
	Rounded   [][]float32 // the same on the grid of the integers, which the scores are made of
	Judging   [][]float32 // the last sentence by the encoder of stance, one a word, on the grid
	Scores    struct {
		UPOS, XPOS, Lemma, Names, Arcs, Relations [][]float32 // one row a word
		Cues, Inner                               [][]float32
		Roles                                     [][]float32 // of the first claim
		Pairs, Targets                            [][]float32 // the last sentence's first two words toward each of the rest, and the sentence's, of Judging
	}
	Rows struct { // what is decoded
		UPOS, XPOS, Deprel, Names []string
		Head                      []int // in Words, -1 the root
		Claims                    []struct{ Cue, Source, Content [][2]int }
	}
}

// Weights opens the weights that ship, or those of the flag -weights.
func Weights(t testing.TB) *tensor.Weights {
	t.Helper()
	file, err := os.ReadFile(*weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	w, err := tensor.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Load reads the fixture of the weights that ship, or that of the flag -fixture.
func Load(t testing.TB) Fixture {
	t.Helper()
	text, err := os.ReadFile(*fixtureFile)
	if err != nil {
		t.Fatal(err)
	}
	var fix Fixture
	if err := json.Unmarshal(text, &fix); err != nil {
		t.Fatal(err)
	}
	if n := len(fix.Words); n == 0 || len(fix.Rounded) != n || len(fix.Vectors) != n {
		t.Fatalf("%s: %d words, %d and %d vectors", *fixtureFile, n, len(fix.Vectors), len(fix.Rounded))
	}
	return fix
}

// Quantized is the vectors of words first to last as the scorers read them.
func (fix *Fixture) Quantized(first, last int) *tensor.Rows {
	var rows tensor.Rows
	rows.Quantize(slices.Concat(fix.Rounded[first:last]...), last-first, len(fix.Rounded[first]))
	return &rows
}

// Near fails unless scores are those of the bench: they differ by less than a
// ten-thousandth of their squares. Vectors are written with three decimals, and
// a number that falls on the other side of a half moves a score a little.
func Near(t testing.TB, name string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%s: %d scores, want %d", name, len(got), len(want))
	}
	var off, size float64
	for i := range want {
		d := float64(got[i]) - float64(want[i])
		off += d * d
		size += float64(want[i]) * float64(want[i])
	}
	t.Logf("%s: scores differ by %.2e of their squares", name, off/size)
	if !(off/size < 1e-4) {
		t.Errorf("%s: scores differ by %.2e of their squares", name, off/size)
	}
}
