package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
)

// plan is everything that "eval all" measures, in the order of the figures: the
// task, the corpus as the figures call it, and its file in the folder of
// corpora. Only dev splits: the test splits are kept for others. WikiGold is
// one piece and trained on: what is measured on it shows that the network
// learned, and the card of the weights has the figures of cross-validation. The silver names of PolNeAR are those
// of CoreNLP, as they are and as the network is taught them.
var plan = []struct{ task, corpus, file string }{
	{"sentences", "ewt dev", "ewt/dev.conllu.gz"},
	{"sentences", "gum dev", "gum/dev.conllu.gz"},
	{"words", "ewt dev", "ewt/dev.conllu.gz"},
	{"words", "gum dev", "gum/dev.conllu.gz"},
	{"trees", "ewt dev", "ewt/dev.conllu.gz"},
	{"trees", "gum dev", "gum/dev.conllu.gz"},
	{"names", "uner-ewt dev", "ner/uner-ewt-dev.iob2.gz"},
	{"names", "gum dev", "gum/dev.conllu.gz"},
	{"names", "polnear dev (silver)", "polnear-corenlp/dev.conllu.gz"},
	{"names", "polnear dev (mended)", "polnear/dev.jsonl.gz"},
	{"names", "wikigold (trained on)", "ner/wikigold.conll.gz"},
	{"claims", "polnear dev", "polnear/dev.jsonl.gz"},
	{"claims", "seeds", seedFile},
	{"acts", "polnear dev", "polnear/dev.jsonl.gz"},
	{"acts", "seeds", seedFile},
	{"actors", "gum dev", "gum/dev.conllu.gz"},
	{"actors", "polnear dev (silver)", "polnear-corenlp/dev.conllu.gz"},
	{"actors", "seeds", seedFile},
	{"stance", "dse dev-clean", "dse/dev-clean.tsv.gz"},
	{"stance", "dse dev", "dse/dev.tsv.gz"},
	{"stance", "newsmtsc dev-rw", "newsmtsc/dev-rw.jsonl.gz"},
	{"stance", "newsmtsc dev-mt", "newsmtsc/dev-mt.jsonl.gz"},
	{"stance", "seeds", seedFile},
}

// seedFile is the seeds' gold, in the folder of seeds.
const seedFile = "gold.jsonl"

// measureAll measures all of the plan whose files are there.
func measureAll(ctx context.Context, m *extract.Model, opts evalOptions, stderr io.Writer) (report, error) {
	if info, err := os.Stat(opts.corpora); err != nil {
		return report{}, fmt.Errorf("%w: %w", errUsage, err)
	} else if !info.IsDir() {
		return report{}, fmt.Errorf("%w: %s is no folder", errUsage, opts.corpora)
	}
	seeds := opts.seeds
	if seeds == "" {
		seeds = filepath.Join(filepath.Clean(opts.corpora), "..", "seeds")
	} else if _, err := os.Stat(filepath.Join(seeds, seedFile)); err != nil {
		return report{}, fmt.Errorf("%w: %w", errUsage, err)
	}
	var rep report
	measured := 0
	for _, p := range plan {
		path := filepath.Join(opts.corpora, filepath.FromSlash(p.file))
		if p.file == seedFile {
			path = filepath.Join(seeds, seedFile)
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(stderr, "sayso-lab eval: %s on %s is left out: no file %s\n", p.task, p.corpus, path)
			continue
		}
		one, err := measureFile(ctx, m, p.task, p.corpus, path, fold{})
		if err != nil {
			return rep, fmt.Errorf("%s on %s: %w", p.task, p.corpus, err)
		}
		measured++
		rep.add(one)
	}
	if raw := filepath.Join(opts.corpora, "raw"); exists(raw) {
		one, err := measureCopies(ctx, opts.corpora, 0, io.Discard)
		if err != nil {
			return rep, fmt.Errorf("copies on %s: %w", raw, err)
		}
		measured++
		rep.add(one)
	}
	if measured == 0 {
		return rep, fmt.Errorf("%w: %s holds none of the corpora", errUsage, opts.corpora)
	}
	if opts.figures != "" {
		return rep, os.WriteFile(opts.figures, []byte(figures(rep.Rows)), 0o644)
	}
	return rep, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// figures writes rows as the file that the repository keeps: a change of a
// tenth of a point is a line of a diff.
func figures(rows []eval.Row) string {
	var b strings.Builder
	b.WriteString("# How well sayso does, in percent, on the development splits.\n")
	b.WriteString("# Made by: make eval CORPORA=../shared/corpora\n")
	b.WriteString("# Columns: task, corpus, measure, value, number of records measured over.\n\n")
	b.WriteString(eval.Format(rows))
	return b.String()
}
