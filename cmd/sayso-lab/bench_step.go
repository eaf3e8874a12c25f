package main

import (
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/parse"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/extract/tag"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
)

// The steps of reading an article, as package extract takes them.
const (
	pageStep = iota
	tokenStep
	encodeStep
	tagStep
	treeStep
	nameStep
	actorStep
	claimStep
	stanceStep
	checkStep
	stepCount
)

var stepNames = [stepCount]string{"page", "tokens", "encode", "tags and lemmas", "trees", "names", "actors", "claims", "stances", "check"}

// readWeights reads a weights file, or the one built in.
func readWeights(path string) (*tensor.Weights, error) {
	if path == "" {
		file, _ := data.Weights(data.Default)
		return tensor.Open(file)
	}
	text, err := readBytes(path)
	if err != nil {
		return nil, err
	}
	return tensor.Open(text)
}

// A reading is a worker that reads articles step by step, so that each can be
// timed. What it finds is what package extract finds.
type reading struct {
	weights *tensor.Weights
	encoder *encode.Encoder
	tags    *tag.Scorer
	trees   *parse.Scorer
	names   *entity.Scorer

	vectors encode.Scratch
	forTags tag.Scratch
	forTree parse.Scratch
	forName entity.Scratch
	sents   []models.Sentence
}

func newReading(w *tensor.Weights) (*reading, error) {
	r := &reading{weights: w}
	var err error
	if r.encoder, err = encode.New(w); err != nil {
		return nil, err
	}
	if r.tags, err = tag.New(w); err != nil {
		return nil, err
	}
	if r.trees, err = parse.New(w); err != nil {
		return nil, err
	}
	if r.names, err = entity.New(w); err != nil {
		return nil, err
	}
	return r, nil
}

// times is how long each step took.
type times [stepCount]time.Duration

// words reads a record as far as trees and names.
func (r *reading) words(rec models.Record, took *times) *models.Document {
	at := time.Now()
	lap := func(step int) {
		now := time.Now()
		took[step] += now.Sub(at)
		at = now
	}
	pg := page.Read(rec)
	lap(pageStep)
	doc := &models.Document{Article: pg.Article, Sections: pg.Sections}
	text := doc.Article.Text
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	lap(tokenStep)
	for sents := doc.Sentences; len(sents) > 0; {
		n := r.encoder.Encode(text, sents, doc.Tokens, &r.vectors)
		lap(encodeStep)
		first, last := sents[0].First, sents[n-1].Last
		r.sents = r.sents[:0]
		for _, sent := range sents[:n] {
			sent.First, sent.Last = sent.First-first, sent.Last-first
			r.sents = append(r.sents, sent)
		}
		toks, vec := doc.Tokens[first:last], &r.vectors.Rows
		r.tags.Annotate(text, r.sents, toks, vec, &r.forTags)
		lap(tagStep)
		r.trees.Annotate(r.sents, toks, vec, &r.forTree)
		lap(treeStep)
		r.names.Names(text, r.sents, toks, vec, &r.forName)
		lap(nameStep)
		sents = sents[n:]
	}
	r.names.Agree(text, doc.Sentences, doc.Tokens, &r.forName)
	lap(nameStep)
	return doc
}

// article reads a record to the end.
func (r *reading) article(rec models.Record, took *times) *models.Document {
	doc := r.words(rec, took)
	for _, step := range []struct {
		step int
		find func(*models.Document)
	}{{actorStep, entity.Find}, {claimStep, claim.Find}, {stanceStep, stance.Find}, {checkStep, func(doc *models.Document) {
		if err := doc.Check(); err != nil {
			panic(err)
		}
	}}} {
		start := time.Now()
		step.find(doc)
		took[step.step] += time.Since(start)
	}
	return doc
}

// steps times each step over all articles, one worker, and says how many pieces
// the encoder reads.
func (r *reading) steps(recs []models.Record, row func(step string, encodes bool, pieces int, d time.Duration)) (pieces int, docs []*models.Document) {
	var best times
	docs = make([]*models.Document, len(recs))
	for round := range rounds {
		runtime.GC()
		var took times
		for i, rec := range recs {
			docs[i] = r.article(rec, &took)
		}
		for step, d := range took {
			if round == 0 || d < best[step] {
				best[step] = d
			}
		}
	}
	for _, doc := range docs {
		for _, win := range r.windows(doc) {
			pieces += len(win)
		}
	}
	var words, all time.Duration
	for step, d := range best {
		row(stepNames[step], step == encodeStep, pieces, d)
		all += d
		if step <= nameStep {
			words += d
		}
	}
	row("page to names", true, pieces, words)
	row("page to check", true, pieces, all)
	return pieces, docs
}

// windows is what the encoder reads of a document: the pieces of each window,
// the two that begin and end it among them.
func (r *reading) windows(doc *models.Document) [][]int32 {
	var ids []int32
	counts, starts := make([]int32, len(doc.Tokens)), make([]int, len(doc.Tokens))
	shape := r.weights.Encoder
	for i, tok := range doc.Tokens {
		starts[i] = len(ids)
		ids = r.encoder.AppendSome(ids, tok.In(doc.Article.Text), encode.Room(shape.Window))
		counts[i] = int32(len(ids) - starts[i])
	}
	var list [][]int32
	for _, win := range encode.Windows(nil, doc.Sentences, counts, shape.Window, shape.Overlap) {
		last := win.Last - 1
		inside := ids[starts[win.First] : starts[last]+int(counts[last])]
		list = append(list, append(append([]int32{r.encoder.Begin}, inside...), r.encoder.End))
	}
	return list
}

// readBy reads records as far as trees and names with so many workers.
func readBy(ctx context.Context, jobs int, weights *tensor.Weights, recs []models.Record) error {
	first, err := newReading(weights)
	if err != nil {
		return err
	}
	idle := sync.Pool{New: func() any {
		r := *first
		return &r
	}}
	return pipeline.Map(ctx, jobs, all(recs),
		func(rec models.Record) int64 { return int64(len(rec.Body)) },
		func(rec models.Record) *models.Document {
			r := idle.Get().(*reading)
			defer idle.Put(r)
			return r.words(rec, new(times))
		},
		func(*models.Document) error { return nil })
}
