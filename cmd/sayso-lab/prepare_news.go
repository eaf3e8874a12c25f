package main

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// readRecord sends a record down the path of an article as far as the tokens.
func readRecord(rec models.Record) *models.Document {
	pg := page.Read(rec)
	doc := &models.Document{Article: pg.Article, Sections: pg.Sections}
	doc.Sentences, doc.Tokens = token.Split(doc.Article.Text, doc.Sections)
	return doc
}

// teachDocument takes the words of a document.
func teachDocument(id string, doc *models.Document) taught {
	out := taught{id: id, words: make([]string, len(doc.Tokens)), sents: doc.Sentences}
	for i, tok := range doc.Tokens {
		out.words[i] = tok.In(doc.Article.Text)
	}
	return out
}

// writeNews writes windows of raw news without labels: whole articles, chosen by
// a hash of where they stand, until there are as many words as asked for.
func writeNews(ctx context.Context, cut *windower, labels labelSets, opts prepareOptions, stdout, stderr io.Writer) error {
	files, err := source.Find([]string{filepath.Join(opts.corpora, "raw")}, source.Options{})
	if err != nil {
		return err
	}
	slices.SortFunc(files, func(a, b source.File) int { return cmp.Compare(a.URI, b.URI) })
	type entry struct {
		hash  uint64
		words int
	}
	var all []entry
	for item, err := range source.Read(ctx, files, source.Options{}) {
		if err != nil {
			return err
		}
		if rec := item.Record; rec != nil {
			all = append(all, entry{placeHash(rec), len(strings.Fields(rec.Body))})
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.words, b.words)) })
	words, below := 0, uint64(0)
	for _, e := range all {
		if words >= opts.newsWords {
			break
		}
		words += e.words
		below = e.hash + 1
	}
	fmt.Fprintf(stderr, "news.train: %d of %d articles' words in all\n", words, len(all))
	w, err := createWindows(opts.out, "news.train")
	if err != nil {
		return err
	}
	defer w.drop()
	records := func(yield func(models.Record, error) bool) {
		for item, err := range source.Read(ctx, files, source.Options{}) {
			if err != nil {
				yield(models.Record{}, err)
				return
			}
			if item.Record != nil && placeHash(item.Record) < below && !yield(*item.Record, nil) {
				return
			}
		}
	}
	enc := newEncoding(labels)
	err = pipeline.Map(ctx, runtime.GOMAXPROCS(0), records,
		func(rec models.Record) int64 { return int64(len(rec.Body)) },
		func(rec models.Record) taught { return teachDocument(rec.URI, readRecord(rec)) },
		func(doc taught) error { return w.add(cut.windows(&doc, enc)) })
	if err != nil {
		return err
	}
	return w.close(stdout)
}

// placeHash mixes where a record stands into a number that is as good as drawn.
func placeHash(rec *models.Record) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d", rec.URI, rec.Number)
	x := h.Sum64()
	x ^= x >> 33 // FNV alone leaves the high bits of like strings alike
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}
