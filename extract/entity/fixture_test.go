package entity

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/tensor"
)

var (
	weightsFile = flag.String("weights", "../../data/weights/small.sayso", "the weights to test")
	fixtureFile = flag.String("fixture", "../../data/weights/small.fixture.json", "what the training bench made of a few sentences with -weights")
)

// The scores are those of the bench, given the vectors that it had, and so are
// the labels of the best sequence: the bench takes its sentences as one, is not
// cautious and mends nothing.
func TestFixture(t *testing.T) {
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
	raw, err := os.ReadFile(*fixtureFile)
	if err != nil {
		t.Fatal(err)
	}
	var fix struct {
		Words   []string
		Rounded [][]float32
		Scores  struct{ Names [][]float32 }
		Rows    struct{ Names []string }
	}
	if err := json.Unmarshal(raw, &fix); err != nil {
		t.Fatal(err)
	}
	n, width := len(fix.Words), len(s.dec.labels)
	want := slices.Concat(fix.Scores.Names...)
	if n == 0 || len(fix.Rounded) != n || len(want) != n*width || len(fix.Rows.Names) != n {
		t.Fatalf("%d words, %d vectors, %d scores of %d labels, %d rows", n, len(fix.Rounded), len(want), width, len(fix.Rows.Names))
	}
	var rows tensor.Rows
	rows.Quantize(slices.Concat(fix.Rounded...), n, w.Encoder.Width)
	got := make([]float32, n*width)
	s.names.Mul(got, &rows)
	var off, size float64
	for i := range want {
		d := float64(got[i]) - float64(want[i])
		off += d * d
		size += float64(want[i]) * float64(want[i])
	}
	t.Logf("scores differ by %.2e of their squares", off/size)
	if !(off/size < 1e-4) {
		t.Errorf("scores differ by %.2e of their squares", off/size)
	}

	var buf trellis
	decoded := func(scores []float32) []string {
		var labels []string
		for _, y := range s.dec.decode(scores, &buf) {
			labels = append(labels, s.dec.labels[y])
		}
		return labels
	}
	if diff := cmp.Diff(fix.Rows.Names, decoded(want)); diff != "" {
		t.Errorf("labels of the bench's scores (-bench +got):\n%s", diff)
	}
	if diff := cmp.Diff(fix.Rows.Names, decoded(got)); diff != "" {
		t.Errorf("labels (-bench +got):\n%s", diff)
	}
	if !slices.Contains(fix.Rows.Names, "I-PER") {
		t.Error("the bench finds no person of two words: the fixture proves nothing")
	}
}
