package encode

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
	"github.com/sayso-nlp/sayso/models"
)

// trained opens the trained encoder.
func trained(t testing.TB) *Encoder {
	t.Helper()
	enc, err := New(tensortest.Weights(t))
	if err != nil {
		t.Fatal(err)
	}
	return enc
}

// article makes an article of sentences whose words stand between blanks.
func article(lines ...string) (text string, sents []models.Sentence, toks []models.Token) {
	text = strings.Join(lines, "\n")
	at := 0
	for _, line := range lines {
		sent := models.Sentence{Span: models.Span{Start: at, End: at + len(line)}, First: len(toks)}
		for word := range strings.SplitSeq(line, " ") {
			toks = append(toks, models.Token{Span: models.Span{Start: at, End: at + len(word)}})
			at += len(word) + 1
		}
		sent.Last = len(toks)
		sents = append(sents, sent)
	}
	return text, sents, toks
}

// The network does in Go what it did where it was trained: the same pieces and
// cases go in, and what comes out is as near as integers allow to the vectors
// in floats, and to those on the grid of the integers (there the sums of floats
// differ, and a number that falls on the other side of a half moves all behind it).
func TestFixture(t *testing.T) {
	fix := tensortest.Load(t)
	enc := trained(t)
	var lines []string
	for _, s := range fix.Sentences {
		lines = append(lines, strings.Join(fix.Words[s[0]:s[1]], " "))
	}
	text, sents, toks := article(lines...)
	var s Scratch
	if n := enc.Encode(text, sents, toks, &s); n != len(sents) {
		t.Fatalf("%d of %d sentences", n, len(sents))
	}
	if len(s.reading.windows) != 1 {
		t.Fatalf("%d windows", len(s.reading.windows))
	}
	if diff := cmp.Diff(fix.Pieces, s.ids); diff != "" {
		t.Errorf("pieces (-Python +Go):\n%s", diff)
	}
	if diff := cmp.Diff(fix.Cases, s.forms); diff != "" {
		t.Errorf("cases (-Python +Go):\n%s", diff)
	}
	if diff := cmp.Diff(fix.First, s.heads); diff != "" {
		t.Errorf("first pieces (-Python +Go):\n%s", diff)
	}
	for _, tt := range []struct {
		name string
		want [][]float32
		mean float64
	}{{"floats", fix.Vectors, 0.995}, {"rounded", fix.Rounded, 0.995}} {
		var sum float64
		least := 1.0
		for i, want := range tt.want {
			c := cosine(s.Vectors[i*enc.Width():][:enc.Width()], want)
			sum += c
			least = min(least, c)
		}
		mean := sum / float64(len(tt.want))
		t.Logf("%s: %d vectors, mean cosine %.5f, least %.5f", tt.name, len(tt.want), mean, least)
		if !(mean >= tt.mean) {
			t.Errorf("%s: mean cosine %.5f, want %.3f", tt.name, mean, tt.mean)
		}
	}
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}
