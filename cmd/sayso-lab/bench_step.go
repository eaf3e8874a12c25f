package main

import (
	"context"
	"runtime"
	"time"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
)

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

// A reading is a worker that reads articles, each step of which is timed.
type reading struct {
	model   *extract.Model
	encoder *encode.Encoder // the model's own is its secret
	shape   tensor.Shape
	vectors encode.Scratch
}

func newReading(m *extract.Model, w *tensor.Weights) (*reading, error) {
	encoder, err := encode.New(w)
	return &reading{model: m, encoder: encoder, shape: w.Encoder}, err
}

// times is how long each step took.
type times struct {
	page, check time.Duration
	steps       [extract.StepCount]time.Duration
}

// article reads a record to the end.
func (r *reading) article(rec models.Record, took *times) *models.Document {
	at := time.Now()
	lap := func(d *time.Duration) {
		now := time.Now()
		*d += now.Sub(at)
		at = now
	}
	pg := page.Read(rec)
	lap(&took.page)
	doc := r.model.Watched(pg, func(step extract.Step) { lap(&took.steps[step]) })
	if err := doc.Check(); err != nil {
		panic(err)
	}
	lap(&took.check)
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
		if round == 0 {
			best = took
		}
		best.page, best.check = min(best.page, took.page), min(best.check, took.check)
		for step, d := range took.steps {
			best.steps[step] = min(best.steps[step], d)
		}
	}
	for _, doc := range docs {
		for _, win := range r.windows(doc) {
			pieces += len(win)
		}
	}
	row("page", false, pieces, best.page)
	words, all := best.page, best.page+best.check
	for step, d := range best.steps {
		step := extract.Step(step)
		row(step.String(), step == extract.Vectors, pieces, d)
		all += d
		if step <= extract.Names {
			words += d
		}
	}
	row("check", false, pieces, best.check)
	row("page to names", true, pieces, words)
	row("page to check", true, pieces, all)
	return pieces, docs
}

// windows is what the encoder reads of a document: the pieces of each window,
// the two that begin and end it among them.
func (r *reading) windows(doc *models.Document) [][]int32 {
	var ids []int32
	counts, starts := make([]int32, len(doc.Tokens)), make([]int, len(doc.Tokens))
	shape := r.shape
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

// readBy reads records to the end with so many workers.
func readBy(ctx context.Context, jobs int, m *extract.Model, recs []models.Record) error {
	return pipeline.Map(ctx, jobs, all(recs),
		func(rec models.Record) int64 { return int64(len(rec.Body)) },
		func(rec models.Record) *models.Document { return m.Article(page.Read(rec)) },
		func(*models.Document) error { return nil })
}
