package pipeline

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/corpus"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// Each runs the extraction over the inputs of cfg and hands each document, or
// the skip in its place, to take, in order. Nothing is written, and exact
// repeats are not looked for.
func Each(ctx context.Context, cfg Config, take func(*models.Document, *models.Skip) error) error {
	cfg, files, err := cfg.open()
	if err != nil {
		return err
	}
	err = Map(ctx, cfg.Jobs, source.Read(ctx, files, cfg.Source), weigh, cfg.work, func(o outcome) error { return take(o.doc, o.skip) })
	if err != nil {
		return err
	}
	if err := cfg.Source.Tally.Err(cfg.Source.Fields); err != nil {
		return UsageError{err}
	}
	return nil
}

// An outcome is one record after the stages: a document or a skip.
type outcome struct {
	doc    *models.Document
	skip   *models.Skip
	sign   *corpus.Signature // of doc
	kept   kept              // doc for the journal
	date   string            // of the record, where it cannot be read as a day
	number int               // of the record in its file
	file   int               // of the input
	bytes  int64             // of that file read up to here
}

func weigh(item source.Item) int64 {
	if item.Record == nil {
		return 1
	}
	return int64(len(item.Record.Body))
}

// work carries one record through the stages. A defect of ours in one article
// must not cost the others: it becomes a skip that says where it happened.
func (cfg Config) work(item source.Item) (o outcome) {
	o.file, o.bytes = item.File, item.Bytes
	if item.Record == nil {
		o.skip = item.Skip
		return o
	}
	rec := *item.Record
	o.number = rec.Number
	skip := func(stage models.Stage, reason models.Reason, detail string) {
		o.doc = nil
		o.skip = &models.Skip{URI: rec.URI, Record: rec.Number, Stage: stage, Reason: reason, Detail: detail}
	}
	stage := models.Paging
	defer func() {
		if p := recover(); p != nil {
			skip(stage, models.Internal, fmt.Sprintf("%v at %s", p, origin(debug.Stack())))
		}
	}()
	pg := page.Read(rec)
	if pg.Article.PublishedOn == (models.Date{}) {
		o.date = rec.Published
	}
	if reason, detail := refuse(pg, rec.Format == models.HTML, cfg); reason != "" {
		skip(stage, reason, detail)
		return o
	}
	if cfg.DryRun {
		o.doc = &models.Document{Article: pg.Article, Sections: pg.Sections}
		return o
	}
	stage = models.Extracting
	o.doc, o.kept = cfg.results.article(pg, cfg.Model.Article)
	if err := o.doc.Check(); err != nil {
		skip(stage, models.Internal, err.Error())
		return o
	}
	o.doc.KeepClaims(cfg.MinConfidence) // of the tables; the journal has them all
	o.sign = corpus.Sign(o.doc)
	return o
}

// refuse says why a page is not worth extracting from, "" if it is.
func refuse(pg page.Page, html bool, cfg Config) (models.Reason, string) {
	text := pg.Article.Text
	switch {
	case pg.NoMainText || html && strings.TrimSpace(text) == "":
		return models.NoMainText, "the page has no text that reads like an article"
	case strings.TrimSpace(text) == "":
		return models.Empty, "there is no text"
	case int64(len(text)) > cfg.Source.MaxText:
		return models.TooLong, fmt.Sprintf("%d bytes of text, the limit is %d", len(text), cfg.Source.MaxText)
	case !cfg.AnyLanguage && pg.Article.Language != "" && pg.Article.Language != "en":
		return models.OtherLanguage, "the text looks like " + pg.Article.Language
	}
	return "", ""
}

// origin names the line of this module in which a panic began.
func origin(stack []byte) string {
	lines := strings.Split(string(stack), "\n")
	for i, line := range lines {
		if i > 6 && strings.HasPrefix(line, "github.com/sayso-nlp/sayso/") && !strings.Contains(line, "Config.work") && i+1 < len(lines) {
			at := strings.TrimSpace(lines[i+1])
			if cut := strings.LastIndex(at, "/"); cut >= 0 {
				at = at[cut+1:]
			}
			at, _, _ = strings.Cut(at, " +")
			return at
		}
	}
	return "an unknown place"
}
