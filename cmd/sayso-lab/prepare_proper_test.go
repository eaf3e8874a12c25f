package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A treebank says which words are part of a name, not of what kind.
func TestProperNames(t *testing.T) {
	if !slices.IsSorted(dates) {
		t.Fatal("the dates are not sorted")
	}
	text := strings.ReplaceAll(`# newdoc id = a
1 The the DET DT _ 2 det _ _
2 Bank bank PROPN NNP _ 5 nsubj _ _
3 of of ADP IN _ 4 case _ _
4 Helsinki Helsinki PROPN NNP _ 2 nmod _ _
5 hired hire VERB VBD _ 0 root _ _
6 French French ADJ JJ _ 7 amod _ _
7 cooks cook NOUN NNS _ 5 obj _ _
8 in in ADP IN _ 9 case _ _
9 May May PROPN NNP _ 5 obl _ _
10 a@b.org a@b.org PROPN ADD _ 5 obl _ _

`, " ", "\t")
	text = strings.ReplaceAll(text, "#\tnewdoc\tid\t=\ta", "# newdoc id = a")
	docs, err := teachProper("a.conllu", text)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"O", someName, "", someName, "O", "", "O", "O", "O", "O"}
	if diff := cmp.Diff(want, docs[0].names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	ids := newEncoding(labelSets{Names: nameLabels}).names
	if idOf(ids, someName) != someNameID || idOf(ids, "") != -1 || idOf(ids, "O") != 0 {
		t.Error("the ids of name labels")
	}
}
