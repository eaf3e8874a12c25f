package stance

import (
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
)

// Given the vectors that the bench had, a holder leans as the bench's does, and so
// does a sentence.
func TestFixture(t *testing.T) {
	s, err := New(tensortest.Weights(t))
	if err != nil {
		t.Fatal(err)
	}
	fix := tensortest.Load(t)
	last := fix.Sentences[len(fix.Sentences)-1]
	var buf Scratch
	ear := s.hear(*fix.Quantized(last[0], last[1]), last[0], &buf)
	sent, holder := thing{last[0], last[1]}, thing{last[0], last[0] + 2}
	var pairs, targets []float32
	for k := holder.last; k < sent.last; k++ {
		ear.holder(sent, holder, thing{k, k + 1})
		pairs = append(pairs, buf.scores...)
		ear.voice(sent, thing{k, k + 1})
		targets = append(targets, buf.scores...)
	}
	tensortest.Near(t, "holder toward each", pairs, slices.Concat(fix.Scores.Pairs...))
	tensortest.Near(t, "the sentence toward each", targets, slices.Concat(fix.Scores.Targets...))
}

// A lean is the lead of each side over the best of the others.
func TestLean(t *testing.T) {
	for _, tt := range []struct {
		question question
		favor    []string
	}{
		{question{kind: "pair", lean: lean{1700, -2100}}, []string{"pair favor", "pair reader +1.5"}},
		{question{kind: "pair", lean: lean{-100, -9000}, sum: -600, seen: true, path: "nsubj>obj"}, []string{"pair favor", "pair reader -0.5", "pair lists for the contrary", "nsubj>obj"}},
		{question{kind: "voice", lean: lean{99000, -99000}, sum: 500, seen: true}, []string{"voice favor", "voice reader +4.0", "voice lists for it"}},
		{question{kind: "voice", seen: true}, []string{"voice favor", "voice reader +0.0", "voice lists for neither"}},
	} {
		if got := tt.question.grounds().Favor; !slices.Equal(got, tt.favor) {
			t.Errorf("%+v: %q, want %q", tt.question, got, tt.favor)
		}
	}
}
