package entity

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
)

// The scores are those of the bench, given the vectors that it had, and so are
// the labels of the best sequence: the bench takes its sentences as one, is not
// cautious and mends nothing.
func TestFixture(t *testing.T) {
	s, err := New(tensortest.Weights(t))
	if err != nil {
		t.Fatal(err)
	}
	fix := tensortest.Load(t)
	n, width := len(fix.Words), len(s.dec.labels)
	want := slices.Concat(fix.Scores.Names...)
	got := make([]float32, n*width)
	s.names.Mul(got, fix.Quantized(0, n))
	tensortest.Near(t, "names", got, want)

	var buf tensor.Trellis
	decoded := func(scores []float32) []string {
		var labels []string
		for _, y := range s.dec.Best(scores, &buf) {
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
