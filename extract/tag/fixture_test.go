package tag

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
	"github.com/sayso-nlp/sayso/models"
)

// shipped is the scorer of the weights to test.
func shipped(t testing.TB) (*Scorer, *tensor.Weights) {
	t.Helper()
	w := tensortest.Weights(t)
	s, err := New(w)
	if err != nil {
		t.Fatal(err)
	}
	return s, w
}

// The scores are those of the bench, given the vectors that it had, and so are
// the tags, but where only another pair of tags goes together.
func TestFixture(t *testing.T) {
	fix := tensortest.Load(t)
	s, _ := shipped(t)
	n := min(block, len(fix.Words))
	rows := fix.Quantized(0, len(fix.Words))
	for _, tt := range []struct {
		name   string
		matrix *tensor.Matrix
		want   [][]float32
	}{{"upos", s.upos, fix.Scores.UPOS}, {"xpos", s.xpos, fix.Scores.XPOS}, {"lemma", s.rules, fix.Scores.Lemma}} {
		tensortest.Near(t, tt.name, scored(nil, tt.matrix, rows, 0, n), slices.Concat(tt.want[:n]...))
	}

	var toks []models.Token
	at := 0
	for _, word := range fix.Words {
		toks = append(toks, models.Token{Span: models.Span{Start: at, End: at + len(word)}})
		at += len(word) + 1
	}
	var scratch Scratch
	s.Annotate(strings.Join(fix.Words, " "), whole(toks), toks, rows, &scratch)
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
