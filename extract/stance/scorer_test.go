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
	holder, target := thing{fix.Asked[0][0], fix.Asked[0][1]}, thing{fix.Asked[1][0], fix.Asked[1][1]}
	if holder == target || len(fix.Scores.Pairs) != 2 || len(fix.Scores.Targets) != 2 {
		t.Fatalf("the bench asked %v and answered %v, %v: that proves nothing", fix.Asked, fix.Scores.Pairs, fix.Scores.Targets)
	}
	var buf Scratch
	last := fix.Sentences[len(fix.Sentences)-1] // where the two stand: the bench asks its tokens alone
	ear := s.hear(*fix.Quantized(last[0], last[1]), last[0], &buf)
	sent := thing{last[0], last[1]}
	ask := func(name string, want []float32, of func() (lean, bool)) {
		if _, ok := of(); !ok {
			t.Errorf("%s: not asked", name)
		}
		tensortest.Near(t, name, buf.scores, want)
	}
	ask("holder toward target", fix.Scores.Pairs[0], func() (lean, bool) { return ear.holder(sent, holder, target) })
	ask("target toward holder", fix.Scores.Pairs[1], func() (lean, bool) { return ear.holder(sent, target, holder) })
	ask("text toward holder", fix.Scores.Targets[0], func() (lean, bool) { return ear.voice(sent, holder) })
	ask("text toward target", fix.Scores.Targets[1], func() (lean, bool) { return ear.voice(sent, target) })
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
