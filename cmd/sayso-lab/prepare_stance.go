package main

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"

	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// A taughtTarget is how a sentence stands toward an actor in it; the actor in
// words.
type taughtTarget struct {
	At    [2]int `json:"at"`
	Label string `json:"label"`
}

// A taughtPair is how two actors stand toward each other: a class of DSE, by its
// number in the corpus. The actors in words.
type taughtPair struct {
	P     [2]int `json:"p"`
	Q     [2]int `json:"q"`
	Label int    `json:"label"`
}

// teachDSE takes the sentences of a split of DSE, each once with all its pairs.
func teachDSE(path, text string) ([]taught, error) {
	pairs, err := readDSE(path, text)
	if err != nil {
		return nil, err
	}
	var list []taught
	at := map[string]int{} // by text, in list
	docs := map[string]*models.Document{}
	for _, pair := range pairs {
		i, ok := at[pair.text]
		if !ok {
			i = len(list)
			at[pair.text] = i
			docs[pair.text] = bare(pair.text)
			list = append(list, teachDocument(fmt.Sprint(i), docs[pair.text]))
		}
		doc := docs[pair.text]
		p, q := touched(doc, pair.p), touched(doc, pair.q)
		if p[0] < p[1] && q[0] < q[1] && (p[1] <= q[0] || q[1] <= p[0]) {
			list[i].pairs = append(list[i].pairs, taughtPair{p, q, pair.label})
		}
	}
	return list, nil
}

// teachNewsMTSC takes the sentences of a split of NewsMTSC, each once with all
// its targets.
func teachNewsMTSC(path, text string) ([]taught, error) {
	targets, err := readNewsMTSC(path, text)
	if err != nil {
		return nil, err
	}
	var list []taught
	var doc *models.Document
	last := ""
	for _, t := range targets {
		if doc == nil || t.text != last {
			last = t.text
			doc = bare(t.text)
			list = append(list, teachDocument(fmt.Sprint(len(list)), doc))
		}
		if at := touched(doc, t.at); at[0] < at[1] {
			i := len(list) - 1
			list[i].targets = append(list[i].targets, taughtTarget{at, t.label.String()})
		}
	}
	return list, nil
}

// bare is a text as a document of one section.
func bare(text string) *models.Document {
	doc := &models.Document{Article: models.Article{Text: text}, Sections: []models.Section{{Span: models.Span{End: len(text)}, Actor: models.None}}}
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	return doc
}

// touched are the words that a span in bytes touches.
func touched(doc *models.Document, span models.Span) [2]int {
	first := sort.Search(len(doc.Tokens), func(i int) bool { return doc.Tokens[i].End > span.Start })
	last := sort.Search(len(doc.Tokens), func(i int) bool { return doc.Tokens[i].Start >= span.End })
	return [2]int{first, last}
}

// stancesWithin are the pairs and targets that stand whole among words first to
// last, counted from first.
func stancesWithin(doc *taught, first, last int) (pairs []taughtPair, targets []taughtTarget) {
	within := func(r [2]int) bool { return first <= r[0] && r[1] <= last }
	moved := func(r [2]int) [2]int { return [2]int{r[0] - first, r[1] - first} }
	for _, p := range doc.pairs {
		if within(p.P) && within(p.Q) {
			pairs = append(pairs, taughtPair{moved(p.P), moved(p.Q), p.Label})
		}
	}
	for _, t := range doc.targets {
		if within(t.At) {
			targets = append(targets, taughtTarget{moved(t.At), t.Label})
		}
	}
	return pairs, targets
}

// teachStances reads the corpora of stance.
func teachStances(ctx context.Context, corpora string) ([]prepared, error) {
	var sets []prepared
	for _, c := range []struct {
		name, path string
		read       func(path, text string) ([]taught, error)
	}{
		{"dse.train", "dse/train.tsv.gz", teachDSE},
		{"dse.dev", "dse/dev-clean.tsv.gz", teachDSE},
		{"newsmtsc.train", "newsmtsc/train.jsonl.gz", teachNewsMTSC},
		{"newsmtsc.dev", "newsmtsc/dev-rw.jsonl.gz", teachNewsMTSC},
	} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		path := filepath.Join(corpora, filepath.FromSlash(c.path))
		text, err := readText(path)
		if err != nil {
			return nil, err
		}
		docs, err := c.read(path, text)
		if err != nil {
			return nil, err
		}
		sets = append(sets, prepared{c.name, docs})
	}
	return sets, nil
}
