package main

import (
	"fmt"
	"strconv"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// teachTrees reads the documents of a treebank with their gold words. The lines
// of multiword tokens and empty nodes are passed over.
func teachTrees(path, text string) ([]taught, error) {
	docs, err := readTrees(path, text)
	if err != nil {
		return nil, err
	}
	list := make([]taught, len(docs))
	for i, doc := range docs {
		if list[i], err = teachTree(doc); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, doc.id, err)
		}
	}
	return list, nil
}

func teachTree(gold treebankDoc) (taught, error) {
	doc := taught{id: gold.id}
	for i := range gold.sents {
		sent := &gold.sents[i]
		first := len(doc.words)
		for _, k := range sent.Words() {
			row := &sent.Rows[k]
			doc.words = append(doc.words, row.Form)
			doc.upos = append(doc.upos, given(row.UPOS))
			doc.xpos = append(doc.xpos, given(row.XPOS))
			doc.deprel = append(doc.deprel, given(row.Deprel))
			doc.lemma = append(doc.lemma, givenLemma(row))
			doc.head = append(doc.head, headOf(row, first))
		}
		if len(doc.words) > first {
			doc.sents = append(doc.sents, models.Sentence{First: first, Last: len(doc.words)})
		}
	}
	return doc, nil
}

// given is a column's value, "" for none.
func given(column string) string {
	if column == "_" {
		return ""
	}
	return column
}

// givenLemma is a row's lemma; "_" is that of the word "_" alone.
func givenLemma(row *conllu.Row) string {
	if row.Lemma == "_" && row.Form != "_" {
		return ""
	}
	return row.Lemma
}

// headOf is a row's head as an index into the document's words, of which its
// sentence begins at first. That the head is a word of the sentence the reader
// has checked.
func headOf(row *conllu.Row, first int) int {
	n, err := strconv.Atoi(row.Head)
	switch {
	case err != nil:
		return headUnknown
	case n == 0:
		return headRoot
	}
	return first + n - 1
}
