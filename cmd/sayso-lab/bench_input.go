package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"time"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/corpus"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// gather writes n articles of the raw news to one file, as many from each of
// its files as there are, the same ones each time.
func gather(ctx context.Context, raw string, n int, name string) error {
	files, err := source.Find([]string{raw}, source.Options{})
	if err != nil {
		return err
	}
	// The small ones first: what they lack, the larger ones make up for.
	slices.SortFunc(files, func(a, b source.File) int { return cmp.Or(cmp.Compare(a.Size, b.Size), cmp.Compare(a.URI, b.URI)) })
	var recs []models.Record
	for i, f := range files {
		want := n / (len(files) - i)
		for item, err := range source.Read(ctx, []source.File{f}, source.Options{}) {
			if err != nil {
				return err
			}
			if want == 0 {
				break
			}
			if rec := item.Record; rec != nil {
				recs = append(recs, *rec)
				want--
				n--
			}
		}
	}
	return writeRecords(name, recs)
}

// writeRecords writes records as JSON lines.
func writeRecords(name string, recs []models.Record) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, rec := range recs {
		err := enc.Encode(map[string]string{"id": rec.ID, "title": rec.Title, "date": rec.Published, "source": rec.Publisher, "text": rec.Body})
		if err != nil {
			return err
		}
	}
	return errors.Join(out.Flush(), file.Close())
}

// readAll reads the records and tells how long that took.
func readAll(ctx context.Context, input string) ([]models.Record, time.Duration, error) {
	files, err := source.Find([]string{input}, source.Options{})
	if err != nil {
		return nil, 0, err
	}
	best := time.Duration(0)
	var recs []models.Record
	for round := range rounds {
		start := time.Now()
		recs = recs[:0]
		for item, err := range source.Read(ctx, files, source.Options{}) {
			if err != nil {
				return nil, 0, err
			}
			if item.Record != nil {
				recs = append(recs, *item.Record)
			}
		}
		if d := time.Since(start); round == 0 || d < best {
			best = d
		}
	}
	return recs, best, nil
}

// writeDocs writes a snapshot of the documents and their actors and tells how long that took.
func writeDocs(docs []*models.Document, dir string) (time.Duration, error) {
	seen := make(map[models.ArticleID]bool)
	start := time.Now()
	out, err := snapshot.Create(dir, snapshot.Options{})
	if err != nil {
		return 0, err
	}
	defer out.Abort()
	actors := corpus.NewActors(out.Scratch())
	defer actors.Close()
	for _, doc := range docs {
		if seen[doc.Article.ID] {
			continue
		}
		seen[doc.Article.ID] = true
		if err := errors.Join(out.Add(doc), actors.Add(doc)); err != nil {
			return 0, err
		}
	}
	if err := errors.Join(out.Actors(actors.All()), actors.Close()); err != nil {
		return 0, err
	}
	if _, err := out.Close(snapshot.Run{Options: map[string]any{}}); err != nil {
		return 0, err
	}
	return time.Since(start), nil
}
