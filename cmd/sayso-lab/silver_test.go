package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// Ada Lind left. She waved.
const silverCoreference = `# newdoc id = s1
1	Ada	Ada	_	NNP	_	3	nsubj	_	Coref=4:2
2	Lind	Lind	_	NNP	_	1	flat	_	_
3	left	leave	_	VBD	_	0	root	_	_
4	.	.	_	.	_	3	punct	_	_

1	She	she	_	PRP	_	2	nsubj	_	Coref=4:1|Coref=5:1
2	waved	wave	_	VBD	_	0	root	_	_
3	.	.	_	.	_	2	punct	_	_

`

func TestSilverMentions(t *testing.T) {
	docs, err := readCoreference("x", silverCoreference)
	if err != nil || len(docs) != 1 || !docs[0].silver {
		t.Fatal(docs, err)
	}
	span := func(a, b int) models.Span { return models.Span{Start: a, End: b} }
	want := []eval.Mention{
		{Span: span(0, 2), Head: span(1, 2), Actor: 0, Kind: models.Name},
		{Span: span(4, 5), Head: span(4, 5), Actor: 0, Kind: models.Pronoun},
		{Span: span(4, 5), Head: span(4, 5), Actor: 1, Kind: models.Pronoun},
	}
	if diff := cmp.Diff(want, docs[0].mentions); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, broken := range []string{"Coref=4", "Coref=4:9", "Coref=4:0"} {
		if _, err := readCoreference("x", strings.Replace(silverCoreference, "Coref=4:2", broken, 1)); err == nil {
			t.Errorf("%s was taken", broken)
		}
	}
}

// The weights of the ranker are fitted on gold and silver, the same each time.
func TestTrainActors(t *testing.T) {
	dir, lists := t.TempDir(), t.TempDir()
	var silver strings.Builder
	for range 6 {
		silver.WriteString(silverCoreference)
	}
	for name, text := range map[string]string{"gum": strings.Repeat(gumDoc, 6), "polnear-corenlp": silver.String()} {
		packed, err := os.ReadFile(goldFile(t, "train.conllu.gz", text))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "train.conllu.gz"), packed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(lists, os.DirFS(filepath.Join("..", "..", "data"))); err != nil {
		t.Fatal(err)
	}
	var texts [2]string
	for i := range texts {
		var out bytes.Buffer
		if err := trainActors(context.Background(), dir, lists, &out); err != nil {
			t.Fatal(err)
		}
		list := mustRead(t, filepath.Join(lists, "antecedent-weight.tsv"))
		if !slices.ContainsFunc(list.rows, func(row []string) bool { return strings.HasPrefix(row[0], "he: ") }) {
			t.Errorf("nothing was learned of he and she: %v", list.rows)
		}
		text, err := os.ReadFile(list.path)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(text)
	}
	if texts[0] != texts[1] {
		t.Error("two runs differ")
	}
}
