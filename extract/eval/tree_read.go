package eval

import (
	"strconv"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// ReadTrees makes trees of CoNLL-U sentences; empty nodes are left out.
func ReadTrees(sents []conllu.Sentence) []Tree {
	trees := make([]Tree, 0, len(sents))
	for i := range sents {
		s := &sents[i]
		var tree Tree
		last := 0 // word at which an open multiword token ends
		for k := range s.Rows {
			row := &s.Rows[k]
			switch {
			case row.ID.Multi():
				tree = append(tree, TreeToken{Form: row.Form})
				last = row.ID.Last
			case row.ID.Word():
				if row.ID.First > last {
					tree = append(tree, TreeToken{Form: row.Form})
				}
				tok := &tree[len(tree)-1]
				tok.Words = append(tok.Words, readWord(row))
			}
		}
		trees = append(trees, tree)
	}
	return trees
}

func readWord(row *conllu.Row) TreeWord {
	w := TreeWord{Form: row.Form, Lemma: row.Lemma, UPOS: row.UPOS, XPOS: row.XPOS, Head: models.None, Deprel: row.Deprel}
	if head, err := strconv.Atoi(row.Head); err == nil && head > 0 {
		w.Head = head - 1
	}
	return w
}

// DocumentTrees makes trees of a document's sentences, a word for each token.
func DocumentTrees(doc *models.Document) []Tree {
	trees := make([]Tree, 0, len(doc.Sentences))
	for i := range doc.Sentences {
		var tree Tree
		for _, tok := range doc.Words(i) {
			form := tok.In(doc.Article.Text)
			tree = append(tree, TreeToken{form, []TreeWord{{form, tok.Lemma, tok.UPOS, tok.XPOS, tok.Head, tok.Deprel}}})
		}
		trees = append(trees, tree)
	}
	return trees
}
