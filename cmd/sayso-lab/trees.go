package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// A treebankDoc is one document of a treebank.
type treebankDoc struct {
	id    string
	sents []conllu.Sentence
}

func readTrees(path, text string) ([]treebankDoc, error) {
	sents, err := conllu.ReadAll(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var docs []treebankDoc
	for _, part := range conllu.Articles(sents) {
		id, _ := part[0].Comment("newdoc id")
		docs = append(docs, treebankDoc{id, part})
	}
	return docs, nil
}

// readRaw sends a document's running text down the path of an article as far as
// the tokens.
func readRaw(gold treebankDoc) (*models.Document, error) {
	pg := page.Read(models.Record{URI: gold.id, Body: conllu.RawText(gold.sents)})
	doc := &models.Document{Article: pg.Article, Sections: pg.Sections}
	doc.Sentences, doc.Tokens = token.Split(doc.Article.Text, doc.Sections)
	return doc, nil
}

// readGiven makes a document with the gold words.
func readGiven(gold treebankDoc) (*models.Document, error) { return conllu.Document(gold.sents) }

// scoreTrees compares what read makes of each document with its gold.
func scoreTrees(ctx context.Context, docs []treebankDoc, read func(treebankDoc) (*models.Document, error)) (score eval.TreeScore, err error) {
	var sum eval.Trees
	for _, gold := range docs {
		if err := ctx.Err(); err != nil {
			return score, err
		}
		doc, err := read(gold)
		if err != nil {
			return score, fmt.Errorf("%s: %w", gold.id, err)
		}
		if err := sum.Add(eval.ReadTrees(gold.sents), eval.DocumentTrees(doc)); err != nil {
			return score, fmt.Errorf("%s: %w", gold.id, err)
		}
	}
	return sum.Score(), nil
}

// measureSentences scores sentence boundaries from raw text.
func measureSentences(ctx context.Context, _ *extract.Model, corpus string, docs []treebankDoc) (report, error) {
	score, err := scoreTrees(ctx, docs, readRaw)
	return report{Rows: []eval.Row{countRow("sentences", corpus, "sentence F1 (raw)", score.Sentence)}}, err
}

// measureWords scores word boundaries from raw text.
func measureWords(ctx context.Context, _ *extract.Model, corpus string, docs []treebankDoc) (report, error) {
	score, err := scoreTrees(ctx, docs, readRaw)
	return report{Rows: []eval.Row{countRow("words", corpus, "word F1 (raw)", score.Word)}}, err
}

// measureTrees scores tags, lemmas and trees, on the gold words and from raw
// text.
func measureTrees(ctx context.Context, m *extract.Model, corpus string, docs []treebankDoc) (report, error) {
	var rep report
	for _, way := range []struct {
		name string
		read func(treebankDoc) (*models.Document, error)
	}{{"gold words", readGiven}, {"raw", readRaw}} {
		score, err := scoreTrees(ctx, docs, func(gold treebankDoc) (*models.Document, error) {
			doc, err := way.read(gold)
			if err == nil {
				m.Words(doc)
			}
			return doc, err
		})
		if err != nil {
			return report{}, err
		}
		add := func(measure string, c eval.Count) {
			rep.Rows = append(rep.Rows, countRow("trees", corpus, measure+" ("+way.name+")", c))
		}
		add("UPOS", score.UPOS)
		add("XPOS", score.XPOS)
		add("lemma", score.Lemma)
		add("UAS", score.UAS)
		add("LAS", score.LAS)
	}
	return rep, nil
}

func countRow(task, corpus, measure string, c eval.Count) eval.Row {
	return eval.Row{Task: task, Corpus: corpus, Measure: measure, Value: c.F1(), N: c.Gold}
}
