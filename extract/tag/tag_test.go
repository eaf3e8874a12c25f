package tag

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
	"github.com/sayso-nlp/sayso/models"
)

// A lesson is a token and what the scorer is to say of it.
type lesson struct{ form, upos, xpos, rule, lemma string }

// Turkiye’s envoys have refused 12,000 of them.
var envoys = []lesson{
	{"Turkiye", "PROPN", "NNP", "keep", "Turkiye"},
	{"’s", "PART", "POS", "lower", "'s"},
	{"envoys", "NOUN", "NNS", "lower -1", "envoy"},
	{"have", "AUX", "VBP", "lower", "have"},
	{"refused", "VERB", "VBN", "lower -1", "refuse"},
	{"12,000", "NUM", "CD", "figure", "12000"},
	{"of", "ADP", "IN", "lower", "of"},
	{"them", "PRON", "PRP", "lower", "they"}, // by an exception
	{".", "PUNCT", ".", "lower", "."},
}

// taught makes a scorer that says of token i, whose vector is 1 at i, what
// lesson i holds, and the text with its tokens.
func taught(t testing.TB, lessons []lesson) (*Scorer, string, []models.Token) {
	b := &tensortest.Builder{Width: len(lessons), Labels: map[string][]string{}}
	for _, part := range []struct {
		name string
		of   func(lesson) string
	}{
		{"upos", func(l lesson) string { return l.upos }},
		{"xpos", func(l lesson) string { return l.xpos }},
		{"lemma", func(l lesson) string { return l.rule }},
	} {
		var labels []string
		for _, l := range lessons {
			labels = append(labels, part.of(l))
		}
		slices.Sort(labels)
		labels = slices.Compact(labels)
		b.Labels[part.name] = labels
		b.Matrix("tag/"+part.name, len(lessons), len(labels), 10, func(k, c int) int8 {
			if part.of(lessons[k]) == labels[c] {
				return 1
			}
			return 0
		})
	}
	b.Add("tag/lemmas", "text", nil, []byte("them\tPRON\tthey\n"))
	s, err := New(b.Open(t))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var toks []models.Token
	for _, l := range lessons {
		at := text.Len()
		text.WriteString(l.form)
		toks = append(toks, models.Token{Span: models.Span{Start: at, End: text.Len()}, Head: models.None})
		text.WriteByte(' ')
	}
	return s, text.String(), toks
}

// whole is a sentence of all tokens.
func whole(toks []models.Token) []models.Sentence {
	return []models.Sentence{{First: 0, Last: len(toks)}}
}

func oneHot(n int) *tensor.Rows {
	x := make([]float32, n*n)
	for i := range n {
		x[i*n+i] = 1
	}
	var rows tensor.Rows
	rows.Quantize(x, n, n)
	return &rows
}

func TestScorer(t *testing.T) {
	s, text, toks := taught(t, envoys)
	var scratch Scratch
	s.Annotate(text, whole(toks), toks, oneHot(len(toks)), &scratch)
	for i, l := range envoys {
		if tok := toks[i]; tok.UPOS != l.upos || tok.XPOS != l.xpos || tok.Lemma != l.lemma || tok.Head != models.None {
			t.Errorf("%s: %s %s %s, not %s %s %s", l.form, tok.UPOS, tok.XPOS, tok.Lemma, l.upos, l.xpos, l.lemma)
		}
	}
}

// More tokens than a block: each gets what it gets alone.
func TestScorerInBlocks(t *testing.T) {
	var long []lesson
	for len(long) < 3*block+5 {
		long = append(long, envoys[len(long)%len(envoys)])
	}
	s, text, toks := taught(t, long)
	var scratch Scratch
	s.Annotate(text, whole(toks), toks, oneHot(len(toks)), &scratch)
	for i, l := range long {
		if tok := toks[i]; tok.UPOS != l.upos || tok.XPOS != l.xpos || tok.Lemma != l.lemma {
			t.Fatalf("token %d, %s: %s %s %s", i, l.form, tok.UPOS, tok.XPOS, tok.Lemma)
		}
	}
	// Only what differs from its form takes memory, the lemma and perhaps its stem,
	// and each block's products do.
	changed := 0
	for _, l := range long {
		if l.lemma != l.form {
			changed++
		}
	}
	rows, blocks := oneHot(len(toks)), (len(toks)+block-1)/block
	if n := testing.AllocsPerRun(5, func() { s.Annotate(text, whole(toks), toks, rows, &scratch) }); int(n) > 2*changed+3*blocks {
		t.Errorf("%.0f allocations for %d new strings in %d blocks", n, changed, blocks)
	}
}

// Equal scores go to the label that stands first.
func TestTies(t *testing.T) {
	s, text, toks := taught(t, envoys)
	var rows tensor.Rows
	rows.Quantize(make([]float32, len(toks)*len(toks)), len(toks), len(toks))
	var scratch Scratch
	s.Annotate(text, whole(toks), toks, &rows, &scratch)
	for i, tok := range toks {
		if tok.UPOS != "ADP" || tok.XPOS != "IN" {
			t.Errorf("%s: %s %s", envoys[i].form, tok.UPOS, tok.XPOS)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	matrices := func(b *tensortest.Builder) *tensortest.Builder {
		for name, labels := range b.Labels {
			b.Matrix("tag/"+name, b.Width, len(labels), 1, func(int, int) int8 { return 0 })
		}
		b.Floats("other", []float32{1})
		return b
	}
	for _, tt := range []struct {
		want string
		b    *tensortest.Builder
	}{
		{"upos", &tensortest.Builder{Width: 4}},
		{"no part of speech", &tensortest.Builder{Width: 4, Labels: map[string][]string{"upos": {"NOUN", "VREB"}, "xpos": {"NN"}, "lemma": {"lower"}}}},
		{"tag/lemmas", &tensortest.Builder{Width: 4, Labels: map[string][]string{"upos": {"NOUN"}, "xpos": {"NN"}, "lemma": {"lower"}}}},
	} {
		_, err := New(matrices(tt.b).Open(t))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, not about %q", err, tt.want)
		}
	}
}
