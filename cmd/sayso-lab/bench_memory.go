package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/sayso-nlp/sayso/pipeline"
)

// benchMemory prints the peak memory of whole runs over more and more articles,
// each in a process of its own, since a peak is a process's.
func benchMemory(ctx context.Context, opts benchOptions, dir string, out io.Writer) error {
	if _, known := peakMemory(); !known {
		fmt.Fprintln(out, "\nthe peak memory of a process is not known on this system")
		return nil
	}
	what := "raw news"
	if opts.corpora == "" {
		what = "articles made of the sample's sentences"
	}
	fmt.Fprintf(out, "\nwhole runs over %s, %d workers, each a process of its own\n", what, opts.jobs)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "articles\twords\ttime\twords/s\tpeak memory\t")
	var runs []wholeRun
	for _, n := range opts.memory {
		input := filepath.Join(dir, "whole.jsonl")
		var err error
		if opts.corpora == "" {
			err = invent(ctx, filepath.Join("data", "sample"), n, input)
		} else {
			err = gather(ctx, filepath.Join(opts.corpora, "raw"), n, input)
		}
		if err != nil {
			return err
		}
		cmd, err := self(ctx, opts, wholePart+input)
		if err != nil {
			return err
		}
		cmd.Stderr = os.Stderr
		said, err := cmd.Output()
		if err != nil {
			return fmt.Errorf("a run over %d articles: %w", n, err)
		}
		var r wholeRun
		if _, err := fmt.Sscan(string(said), &r.articles, &r.words, &r.took, &r.peak); err != nil {
			return fmt.Errorf("a run over %d articles said %q", n, said)
		}
		runs = append(runs, r)
		took := time.Duration(r.took)
		fmt.Fprintf(w, "%d\t%d\t%s\t%d\t%d MB\t\n", r.articles, r.words, took.Round(time.Millisecond), int(float64(r.words)/took.Seconds()), r.peak>>20)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if few, many := runs[0], runs[len(runs)-1]; many.articles > few.articles {
		fmt.Fprintf(out, "each article more takes %.1f kB\n", float64(many.peak-few.peak)/1000/float64(many.articles-few.articles))
	}
	return nil
}

// A wholeRun is what a process that runs says of it.
type wholeRun struct {
	articles, words int
	took, peak      int64 // nanoseconds, bytes
}

// runWhole runs over a file as the tool does, and says what it took.
func runWhole(ctx context.Context, opts benchOptions, input string) (*wholeRun, error) {
	m, err := openModel(opts.weights)
	if err != nil {
		return nil, err
	}
	out := strings.TrimSuffix(input, filepath.Ext(input)) + "-snapshot"
	defer os.RemoveAll(out)
	start := time.Now()
	result, err := pipeline.Run(ctx, pipeline.Config{Inputs: []string{input}, Out: out, Jobs: opts.jobs, Forget: true, Model: m})
	if err != nil {
		return nil, err
	}
	r := &wholeRun{articles: int(result.Articles), took: int64(time.Since(start))}
	r.peak, _ = peakMemory()
	recs, _, err := readAll(ctx, input)
	r.words = wordsOf(recs)
	return r, err
}
