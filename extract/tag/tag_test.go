package tag

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/sayso-nlp/sayso/models"
)

// read makes a sentence of "He|ca|n't| say" notation: | ends a token, and a
// space in front of one stands for the white space before it.
func read(notation string) (string, []models.Sentence, []models.Token) {
	var b strings.Builder
	var toks []models.Token
	for _, form := range strings.Split(notation, "|") {
		bare := strings.TrimLeft(form, " ")
		b.WriteString(form)
		toks = append(toks, models.Token{Span: models.Span{Start: b.Len() - len(bare), End: b.Len()}, Head: models.None})
	}
	return b.String(), []models.Sentence{{Span: models.Span{End: b.Len()}, Last: len(toks)}}, toks
}

func annotated(notation string) []models.Token {
	text, sents, toks := read(notation)
	Annotate(text, sents, toks)
	return toks
}

func column(toks []models.Token, of func(models.Token) string) string {
	var list []string
	for _, tok := range toks {
		list = append(list, of(tok))
	}
	return strings.Join(list, " ")
}

func xposOf(t models.Token) string  { return t.XPOS }
func uposOf(t models.Token) string  { return t.UPOS }
func lemmaOf(t models.Token) string { return t.Lemma }

func TestXPOS(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"He| did|n’t| want| to| go| to| Ankara|.", "PRP VBD RB VB TO VB IN NNP ."},
		{"“|No|,|”| she| said|.", "`` DT , '' PRP VBD ."},
		{"a| 15|-|year| term", "DT CD HYPH NN NN"},
		{"It| rose| 3.55| %|.", "PRP VBD CD NN ."},
		{"See| www.example.com| (|or| not|)|.", "VB ADD -LRB- CC RB -RRB- ."},
		{"the| talks| that| failed| were| secret|.", "DT NNS WDT VBD VBD JJ ."},
		{"on| the| 9th| in| the| 1990s| —| twice", "IN DT JJ IN DT NNS : RB"},
	} {
		if got := column(annotated(tt.text), xposOf); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestUPOS(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"He| has| not| said| that| he| has| doubts|.", "PRON AUX PART VERB SCONJ PRON VERB NOUN PUNCT"},
		{"They| are| here| because| of| that| war|.", "PRON AUX ADV ADP ADP DET NOUN PUNCT"},
		{"They| left| because| Moscow| asked|.", "PRON VERB SCONJ PROPN VERB PUNCT"},
		{"Do| you| agree|?", "AUX PRON VERB PUNCT"},
		{"The| victims|’| families| wo|n’t| go|.", "DET NOUN PART NOUN AUX PART VERB PUNCT"},
		{"After| the| talks|,| this| was| clear|.", "ADP DET NOUN PUNCT PRON AUX ADJ PUNCT"},
	} {
		if got := column(annotated(tt.text), uposOf); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestLemmasInContext(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"She| said| they| ’d| wo|n’t| have| pledged| it|.", "she say they would will not have pledge it ."},
		{"Turkiye| has| denied| the| accusations|.", "Turkiye have deny the accusation ."},
		{"Russia|’s| allies| saw| us| leaving| him|.", "Russia 's ally see we leave he ."},
		{"That| ’s| an| older| story|.", "that be a old story ."},
	} {
		if got := column(annotated(tt.text), lemmaOf); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// Capitals say nothing in a headline.
func TestHeadline(t *testing.T) {
	toks := annotated("Putin| Pledges| To| Continue| Investigation| Into| Crash")
	if got := column(toks[1:4], xposOf); got != "VBZ TO VB" {
		t.Errorf("got %s", got)
	}
}

func TestNames(t *testing.T) {
	toks := annotated("flights| from| Ghana| to| Berlin|.")
	got := column(toks, func(t models.Token) string { return t.Name })
	if want := "O O B-GPE O B-GPE O"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestAnnotateNothing(t *testing.T) {
	Annotate("", nil, nil)
	Annotate("  ", nil, []models.Token{})
}

// Annotating touches nothing but its four fields, gives the same each time, and
// does so from many goroutines.
func TestAnnotateIsPure(t *testing.T) {
	text, sents, toks := read("“|Aliyev|’s| jets|,|”| he| said|,| “|will| n’t| fly| 3.5| km|.|”")
	fresh := slices.Clone(toks)
	Annotate(text, sents, toks)
	for i, tok := range toks {
		if tok.XPOS == "" || tok.UPOS == "" || tok.Lemma == "" || tok.Name == "" {
			t.Errorf("%q: %+v", tok.In(text), tok)
		}
		tok.XPOS, tok.UPOS, tok.Lemma, tok.Name = "", "", "", ""
		if tok != fresh[i] {
			t.Errorf("token %d changed: %+v", i, tok)
		}
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				again := slices.Clone(fresh)
				Annotate(text, sents, again)
				if diff := cmp.Diff(toks, again); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	group.Wait()
}

// Reading the model twice gives the same tables: no map's order is in them.
func TestLoadIsDeterministic(t *testing.T) {
	a, b := load(), load()
	if !slices.Equal(a.forms, b.forms) || !slices.Equal(a.tags, b.tags) ||
		!slices.Equal(a.tagger.cells, b.tagger.cells) || !slices.Equal(a.namer.cells, b.namer.cells) ||
		!slices.Equal(a.namer.labels, b.namer.labels) || !slices.Equal(a.tagger.form, b.tagger.form) {
		t.Error("two readings of the model differ")
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, seed := range []string{"He said no .", "İ'll Ⱥ ' \" -", "- -- ' ’ '' (", "1 1/2 9th 's", "\u200b \u0301", "A-B-C to that that to"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		forms := strings.Fields(text)
		if len(forms) == 0 {
			return
		}
		text, toks := glue(forms)
		sents := []models.Sentence{{Span: models.Span{End: len(text)}, Last: len(toks)}}
		again := slices.Clone(toks)
		Annotate(text, sents, toks)
		Annotate(text, sents, again)
		for i, tok := range toks {
			if tok.XPOS == "" || tok.UPOS == "" || tok.Lemma == "" || tok.Name == "" {
				t.Errorf("%q: %+v", tok.In(text), tok)
			}
			if tok != again[i] {
				t.Errorf("%q: %+v, then %+v", tok.In(text), tok, again[i])
			}
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	text, toks := glue(strings.Fields(strings.Join(spoken, " ")))
	sents := []models.Sentence{{Span: models.Span{End: len(text)}, Last: len(toks)}}
	shared()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Annotate(text, sents, toks)
	}
	b.ReportMetric(float64(len(toks)*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load()
	}
}
