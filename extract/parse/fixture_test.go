package parse

import (
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
	"github.com/sayso-nlp/sayso/models"
)

// The scores of arcs are those of the bench, and the trees too: given the
// vectors that it had.
func TestFixture(t *testing.T) {
	fix := tensortest.Load(t)
	s, err := New(tensortest.Weights(t))
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
	var scratch Scratch
	s.Annotate(sents, toks, fix.Quantized(0, len(toks)), &scratch)

	heads, labels := 0, 0
	var got, want []float32
	for _, sent := range sents {
		// Alone, so that what the scratch holds afterwards is this sentence's.
		one := slices.Clone(toks[sent.First:sent.Last])
		s.Annotate([]models.Sentence{{First: 0, Last: len(one)}}, one, fix.Quantized(sent.First, sent.Last), &scratch)
		g := s.arcs(0, len(one), &scratch)
		for i := range one {
			at := sent.First + i
			want = append(want, fix.Scores.Arcs[at]...) // the root's, then the words' but its own
			got = append(got, slices.Delete(slices.Clone(g.row(i)), i+1, i+2)...)
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
	tensortest.Near(t, "arcs", got, want)
	t.Logf("%d words: %d heads agree, %d relations", len(toks), heads, labels)
	if n := len(toks); heads < n-n/20 || labels < n-n/10 {
		t.Errorf("of %d words %d have the bench's head, %d its relation too", n, heads, labels)
	}
}
