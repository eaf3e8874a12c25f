package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// treebank writes CoNLL-U in short: a line a word, "form UPOS misc"; the rest of
// the columns is filled in.
func treebank(comments, words string) string {
	var b strings.Builder
	b.WriteString(comments)
	n := 0
	for line := range strings.Lines(words) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		n++
		f = append(f, "_", "_")
		rel := "dep"
		if n == 1 {
			rel = "root"
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\tX\t_\t%d\t%s\t_\t%s\n", n, f[0], strings.ToLower(f[0]), f[1], n-1, rel, f[2])
	}
	return b.String() + "\n"
}

const gumHead = "# newdoc id = doc_a\n# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity\n"

var gumDoc = treebank(gumHead+"# newpar\n# text = Mayor Ada Lind of Bergen's port left.\n", `
	Mayor PROPN Entity=(1-person-new-n-cf1-2,3-coref-Ada-Lind
	Ada PROPN _
	Lind PROPN _
	of ADP _
	Bergen PROPN Entity=(2-place-new-n-cf3-2-sgl(3-place-new-n-cf2-1-sgl)|SpaceAfter=No
	's PART _
	port NOUN Entity=2)1)
	left VERB SpaceAfter=No
	. PUNCT _
`) + treebank("# text = She took that trip with me\n", `
	She PRON Entity=(1-person-giv:act-n-cf1-1-ana)
	took VERB _
	that DET Entity=(4-event-new-n-cf2-2-sgl
	trip NOUN Entity=4)
	with ADP _
	me PRON Entity=(5-person-acc:inf-n-cf3-1-sgl)
`)

func TestReadCoreference(t *testing.T) {
	docs, err := readCoreference("x", gumDoc)
	if err != nil || len(docs) != 1 || docs[0].id != "doc_a" {
		t.Fatal(docs, err)
	}
	span := func(a, b int) models.Span { return models.Span{Start: a, End: b} }
	want := []eval.Mention{
		{Span: span(4, 5), Head: span(4, 5), Actor: 0, Kind: models.Name},
		{Span: span(4, 7), Head: span(5, 6), Actor: 1, Kind: models.Nominal},
		{Span: span(0, 7), Head: span(1, 3), Actor: 2, Kind: models.Name},
		{Span: span(9, 10), Head: span(9, 10), Actor: 2, Kind: models.Pronoun},
		{Span: span(14, 15), Head: span(14, 15), Actor: 4, Kind: models.Pronoun, Exempt: true},
	}
	if diff := cmp.Diff(want, docs[0].mentions); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadCoreferenceErrors(t *testing.T) {
	for name, misc := range map[string]string{
		"does not end":     "Entity=(1-person-new-n-cf1-1-sgl",
		"did not begin":    "Entity=1)",
		"no bracket":       "Entity=1",
		"too few fields":   "Entity=(1-person)",
		"span behind":      "Entity=(1-person-new-n-cf1-2-sgl)",
		"span of no words": "Entity=(1-person-new-n-cf1-x-sgl)",
	} {
		if _, err := readCoreference("x", treebank(gumHead, "Ada PROPN "+misc)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for name, text := range map[string]string{
		"no field names": treebank("# newdoc id = a\n", "Ada PROPN _"),
		"other fields":   treebank("# newdoc id = a\n# global.Entity = eid-head\n", "Ada PROPN _"),
		"no CoNLL-U":     "Ada PROPN\n",
	} {
		if _, err := readCoreference("x", text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestRawText(t *testing.T) {
	docs, err := readTrees("x", gumDoc+strings.ReplaceAll(gumDoc, "doc_a", "doc_b"))
	if err != nil || len(docs) != 2 || docs[1].id != "doc_b" {
		t.Fatal(docs, err)
	}
	if got, want := conllu.RawText(docs[1].sents), "Mayor Ada Lind of Bergen's port left. She took that trip with me"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	second := treebank("# newpar id = p2\n# text = No.\n", "No INTJ SpaceAfter=No\n. PUNCT _")
	if docs, err = readTrees("x", gumDoc+second); err != nil {
		t.Fatal(err)
	}
	if got := conllu.RawText(docs[0].sents); !strings.HasSuffix(got, " with me\n\nNo.") {
		t.Errorf("%q has no blank line before the paragraph", got)
	}
}
