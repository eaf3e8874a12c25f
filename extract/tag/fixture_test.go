package tag

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

var (
	weightsFile = flag.String("weights", "../../data/weights/small.sayso", "the weights to test")
	fixtureFile = flag.String("fixture", "../../data/weights/small.fixture.json", "what the training bench made of a few sentences with -weights")
)

// shipped is the scorer of the weights to test.
func shipped(t testing.TB) (*Scorer, *tensor.Weights) {
	t.Helper()
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
	return s, w
}

// The scores are those of the bench, given the vectors that it had, and so are
// the tags, but where only another pair of tags goes together.
func TestFixture(t *testing.T) {
	raw, err := os.ReadFile(*fixtureFile)
	if err != nil {
		t.Fatal(err)
	}
	var fix struct {
		Words   []string
		Rounded [][]float32
		Scores  struct{ UPOS, XPOS, Lemma [][]float32 }
		Rows    struct{ UPOS, XPOS []string }
	}
	if err := json.Unmarshal(raw, &fix); err != nil {
		t.Fatal(err)
	}
	s, w := shipped(t)
	var rows tensor.Rows
	rows.Quantize(slices.Concat(fix.Rounded...), len(fix.Words), w.Encoder.Width)
	for _, tt := range []struct {
		name   string
		matrix *tensor.Matrix
		want   [][]float32
	}{{"upos", s.upos, fix.Scores.UPOS}, {"xpos", s.xpos, fix.Scores.XPOS}, {"lemma", s.rules, fix.Scores.Lemma}} {
		got := scored(nil, tt.matrix, &rows, 0, min(block, len(fix.Words)))
		var off, size float64
		for i, row := range tt.want[:min(block, len(fix.Words))] {
			for k, want := range row {
				d := float64(got[i*len(row)+k]) - float64(want)
				off += d * d
				size += float64(want) * float64(want)
			}
		}
		t.Logf("%s: scores differ by %.2e of their squares", tt.name, off/size)
		if !(off/size < 1e-4) {
			t.Errorf("%s: scores differ by %.2e of their squares", tt.name, off/size)
		}
	}

	var toks []models.Token
	at := 0
	for _, word := range fix.Words {
		toks = append(toks, models.Token{Span: models.Span{Start: at, End: at + len(word)}})
		at += len(word) + 1
	}
	var scratch Scratch
	s.Annotate(strings.Join(fix.Words, " "), whole(toks), toks, &rows, &scratch)
	same := 0
	for i, tok := range toks {
		if tok.UPOS == fix.Rows.UPOS[i] && tok.XPOS == fix.Rows.XPOS[i] {
			same++
		}
		if tok.Lemma == "" {
			t.Errorf("no lemma of %s", fix.Words[i])
		}
	}
	if n := len(toks); same < n-n/20 {
		t.Errorf("of %d words %d have the bench's tags", n, same)
	}
}
