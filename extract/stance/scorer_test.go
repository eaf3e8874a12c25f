package stance

import (
	"math"
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
	"github.com/sayso-nlp/sayso/models"
)

// The encoder of stance reads the fixture's last sentence as the bench's does; and
// given the bench's vectors a holder leans as there, and so does a sentence.
func TestFixture(t *testing.T) {
	w := tensortest.Weights(t)
	words, err := encode.New(w)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(w, words)
	if err != nil {
		t.Fatal(err)
	}
	fix := tensortest.Load(t)
	last := fix.Sentences[len(fix.Sentences)-1]
	text, toks := "", []models.Token{{}} // the sentence's first token is not the document's
	for _, word := range fix.Words[last[0]:last[1]] {
		toks = append(toks, models.Token{Span: models.Span{Start: len(text), End: len(text) + len(word)}})
		text += word + " "
	}
	sent := models.Sentence{Span: models.Span{End: len(text) - 1}, First: 1, Last: len(toks)}
	var buf Scratch
	ear := s.hear(text, &sent, toks, &buf)
	ear.listen()
	var ab, aa, bb float64
	for i, want := range slices.Concat(fix.Judging...) {
		x, y := float64(buf.vectors.Vectors[i]), float64(want)
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if c := ab / math.Sqrt(aa*bb); !(c >= 0.995) {
		t.Errorf("the vectors have cosine %.5f, want 0.995", c)
	}

	n := len(fix.Judging)
	buf.vectors.Rows.Quantize(slices.Concat(fix.Judging...), n, len(fix.Judging[0]))
	s.between.Hear(&buf.vectors.Rows, &buf.between)
	s.toward.Hear(&buf.vectors.Rows, &buf.toward)
	holder := thing{0, 2}
	var pairs, targets []float32
	for k := holder.last; k < n; k++ {
		ear.holder(holder, thing{k, k + 1})
		pairs = append(pairs, buf.scores...)
		ear.voice(thing{k, k + 1})
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
		{question{kind: "pair", lean: lean{-100, -9000}, sum: -600, seen: true, path: "nsubj>obj"}, []string{"pair favor", "pair reader -0.5", "pair lists for the contrary, plainly", "nsubj>obj"}},
		{question{kind: "voice", lean: lean{99000, -99000}, sum: 500, seen: true}, []string{"voice favor", "voice reader +4.0", "voice lists for it, plainly"}},
		{question{kind: "voice", seen: true}, []string{"voice favor", "voice reader +0.0", "voice lists for neither"}},
	} {
		if got := tt.question.grounds().Favor; !slices.Equal(got, tt.favor) {
			t.Errorf("%+v: %q, want %q", tt.question, got, tt.favor)
		}
	}
}
