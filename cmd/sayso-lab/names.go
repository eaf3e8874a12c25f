package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/tag"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// goldTypes says which of our types a corpus's type of name is. The types that
// are not here we do not look for, and they are left out of the measure: money,
// weapons, nationalities, what is miscellaneous.
var goldTypes = map[string]string{
	"PER": "PER", "ORG": "ORG", "LOC": "LOC",
	"Person": "PER", "Organisation": "ORG", "Location": "LOC",
}

// measureNames scores names as sayso annotate writes them into CoNLL-U: on the
// words and sentences of the gold, and, where the corpus has it, from running
// text. A corpus that does not mark where its documents begin is read sentence
// by sentence.
func measureNames(ctx context.Context, corpus string, sents []labelled) (report, error) {
	var given, raw eval.Names
	texts := len(sents) > 0
	for _, sent := range sents {
		texts = texts && sent.text != ""
	}
	for i := 0; i < len(sents); {
		j := i + 1
		for j < len(sents) && sents[0].newdoc && !sents[j].newdoc {
			j++
		}
		if err := ctx.Err(); err != nil {
			return report{}, err
		}
		doc, gold, err := goldNames(sents[i:j])
		if err != nil {
			return report{}, fmt.Errorf("%s, sentence %d: %w", corpus, i+1, err)
		}
		tag.Annotate(doc.Article.Text, doc.Sentences, doc.Tokens)
		entity.Find(doc)
		given.Add(gold, foundNames(doc))
		if texts {
			again := extract.Article(page.Read(models.Record{Body: running(sents[i:j])}))
			if !sameText(doc.Article.Text, again.Article.Text) {
				return report{}, fmt.Errorf("%s, sentence %d and on: words and text differ", corpus, i+1)
			}
			raw.Add(gold, foundNames(again))
		}
		i = j
	}
	rep := report{Rows: given.Rows(corpus)}
	for i := range rep.Rows {
		rep.Rows[i].Measure += " (gold words)"
	}
	if texts {
		row := raw.Rows(corpus)[0]
		row.Measure += " (raw)"
		rep.Rows = append(rep.Rows, row)
	}
	return rep, nil
}

// running is the text of sentences, joined by a space.
func running(sents []labelled) string {
	texts := make([]string, len(sents))
	for i, sent := range sents {
		texts[i] = sent.text
	}
	return strings.Join(texts, " ")
}

// goldNames makes a document of the words of sentences and says which names
// stand in it, in squeezed characters.
func goldNames(sents []labelled) (*models.Document, []eval.Name, error) {
	part := make([]conllu.Sentence, len(sents))
	for i, sent := range sents {
		part[i] = sentenceOf(sent.words, glue(sent.words, sent.text))
	}
	doc, err := conllu.Document(part)
	if err != nil {
		return nil, nil, err
	}
	at := squeeze(doc.Article.Text)
	var names []eval.Name
	for i, sent := range sents {
		names = append(names, squeezedNames(doc, at, i, sent.labels)...)
	}
	return doc, names, nil
}

// foundNames is the names of a document as CoNLL-U has them, in squeezed
// characters.
func foundNames(doc *models.Document) []eval.Name {
	at := squeeze(doc.Article.Text)
	var names []eval.Name
	for i, sent := range conllu.FromDocument(doc) {
		labels := make([]string, len(sent.Rows))
		for k, row := range sent.Rows {
			labels[k] = "O"
			if ner, ok := misc(row, "NER"); ok {
				labels[k] = ner
			}
		}
		names = append(names, squeezedNames(doc, at, i, labels)...)
	}
	return names
}

// squeezedNames reads the names of sentence i off its labels and keeps those
// whose type is one of ours, under our word for it. at is the squeezed text.
func squeezedNames(doc *models.Document, at []int, i int, labels []string) []eval.Name {
	toks := doc.Words(i)
	var names []eval.Name
	for _, name := range namesOf(labels) {
		if name.Type = goldTypes[name.Type]; name.Type != "" {
			name.Span = squeezed(at, toks[name.Start].Hull(toks[name.End-1].Span))
			names = append(names, name)
		}
	}
	return names
}

// misc is the value of a key of a row's last column.
func misc(row conllu.Row, key string) (string, bool) {
	for item := range strings.SplitSeq(row.Misc, "|") {
		if value, ok := strings.CutPrefix(item, key+"="); ok {
			return value, true
		}
	}
	return "", false
}
