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

// laps is what each step took of something that only grows, as time does.
type laps struct {
	page, check int64
	steps       [extract.StepCount]int64
}

// clock is the time in nanoseconds.
func clock() func() int64 {
	start := time.Now()
	return func() int64 { return int64(time.Since(start)) }
}

// allocated is how many bytes the program has allocated so far. To ask stops it
// for a moment: not to be asked while time is measured.
func allocated() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.TotalAlloc)
}

// allocates is how many bytes work allocates.
func allocates(work func() error) (int64, error) {
	before := allocated()
	err := work()
	return allocated() - before, err
}

// article reads a record to the end and adds to took what each step takes of
// what now reads.
func (r *reading) article(rec models.Record, now func() int64, took *laps) *models.Document {
	at := now()
	lap := func(sum *int64) {
		next := now()
		*sum += next - at
		at = next
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

// steps times each step over all articles, one worker, then counts what each
// allocates, and says how many pieces the encoder reads.
func (r *reading) steps(recs []models.Record, words int, table *benchTable) (pieces int, docs []*models.Document) {
	var best, bytes laps
	docs = make([]*models.Document, len(recs))
	for round := range rounds {
		runtime.GC()
		var took laps
		now := clock()
		for i, rec := range recs {
			docs[i] = r.article(rec, now, &took)
		}
		if round == 0 {
			best = took
		}
		best.page, best.check = min(best.page, took.page), min(best.check, took.check)
		for step, d := range took.steps {
			best.steps[step] = min(best.steps[step], d)
		}
	}
	for _, rec := range recs {
		r.article(rec, allocated, &bytes)
	}
	for _, doc := range docs {
		for _, win := range r.windows(doc) {
			pieces += len(win)
		}
	}
	first := len(*table)
	stage := func(step string, pieces int, took, bytes int64) {
		*table = append(*table, benchRow{step, words, pieces, time.Duration(took), bytes, true})
	}
	stage("page", 0, best.page, bytes.page)
	names := 0
	for i, took := range best.steps {
		step, encoded := extract.Step(i), 0
		if step == extract.Vectors {
			encoded = pieces
		}
		stage(step.String(), encoded, took, bytes.steps[i])
		if step == extract.Names {
			names = len(*table)
		}
	}
	stage("check", 0, best.check, bytes.check)
	*table = append(*table, (*table)[first:names].sum("page to names", pieces), (*table)[first:].sum("page to check", pieces))
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
