package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
)

// A report is what measuring gives: figures, and tables of what was taken for
// what.
type report struct {
	Rows   []eval.Row   `json:"rows"`
	Tables []namedTable `json:"confusions,omitempty"`
}

// A namedTable is the confusions on a corpus.
type namedTable struct {
	Corpus string          `json:"corpus"`
	Counts *eval.Confusion `json:"counts"`
}

func (r *report) add(s report) {
	r.Rows, r.Tables = append(r.Rows, s.Rows...), append(r.Tables, s.Tables...)
}

// evalOptions are the flags of eval.
type evalOptions struct {
	gold, corpora, seeds, figures, json, weights string
	fold                                         fold
	show                                         int
}

// A fold is the part of a corpus that a network was not trained on: of every so
// many documents, the one that stands at its place. The zero fold is all.
type fold struct{ place, of int }

// parseFold reads "1/5": of every five documents the second.
func parseFold(s string) (fold, error) {
	var f fold
	if n, err := fmt.Sscanf(s, "%d/%d", &f.place, &f.of); s != "" && (err != nil || n != 2 || f.place < 0 || f.place >= f.of || s != fmt.Sprintf("%d/%d", f.place, f.of)) {
		return f, fmt.Errorf("%w: --fold %q is none: I/N, I less than N", errUsage, s)
	}
	return f, nil
}

// errUsage marks what the user must say otherwise.
var errUsage = errors.New("usage")

func runEval(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var opts evalOptions
	flags := pflag.NewFlagSet("eval", pflag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&opts.gold, "gold", "", "the gold `FILE` to measure against")
	flags.StringVar(&opts.corpora, "corpora", "", "the `DIR` of corpora that \"all\" measures on")
	flags.StringVar(&opts.seeds, "seeds", "", "the `DIR` of seeds (default: seeds beside the corpora, if there)")
	flags.StringVar(&opts.figures, "figures", "", "write the figures of \"all\" to `FILE`, one a line")
	flags.StringVar(&opts.json, "json", "", "write the rows to `FILE` as JSON as well")
	flags.StringVar(&opts.weights, "weights", "", "measure the weights in `FILE`, not those built in")
	flags.IntVar(&opts.show, "show", 0, "of \"copies\", print so many near copies of the raw news")
	part := flags.String("fold", "", "measure on every N-th document alone, from the `I/N`-th on, counted from 0")
	flags.Usage = func() { fmt.Fprintf(stderr, "%s\n%s", usage, flags.FlagUsages()) }
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return exitDone
	case err != nil:
		fmt.Fprintf(stderr, "sayso-lab eval: %v\n", err)
		return exitUsage
	case flags.NArg() != 1:
		fmt.Fprintf(stderr, "sayso-lab eval: one TASK is needed\n%s", usage)
		return exitUsage
	}
	if opts.fold, err = parseFold(*part); err == nil {
		err = measure(ctx, flags.Arg(0), opts, stdout, stderr)
	}
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "sayso-lab eval: cancelled")
		return exitCancelled
	}
	fmt.Fprintf(stderr, "sayso-lab eval: %v\n", err)
	if errors.Is(err, errUsage) {
		return exitUsage
	}
	return exitFailed
}

func measure(ctx context.Context, name string, opts evalOptions, stdout, stderr io.Writer) error {
	var rep report
	m, err := openModel(opts.weights)
	if err != nil {
		return err
	}
	if name == "all" {
		switch {
		case opts.gold != "" || opts.fold.of > 0:
			return fmt.Errorf("%w: all takes --corpora, not --gold or --fold", errUsage)
		case opts.corpora == "":
			fmt.Fprintln(stdout, "skipped: no corpora to measure on (--corpora DIR)")
			return nil
		}
		rep, err = measureAll(ctx, m, opts, stderr)
	} else if name == "copies" {
		if opts.gold != "" || opts.corpora == "" || opts.figures != "" {
			return fmt.Errorf("%w: copies takes --corpora DIR, and no gold or figures", errUsage)
		}
		rep, err = measureCopies(ctx, opts.corpora, opts.show, stdout)
	} else if name == "grounds" {
		if opts.gold != "" || opts.corpora == "" || opts.figures != "" {
			return fmt.Errorf("%w: grounds takes --corpora DIR, and no gold or figures", errUsage)
		}
		rep, err = measureGrounds(ctx, m, opts.corpora)
	} else {
		if opts.gold == "" || opts.corpora != "" || opts.seeds != "" || opts.figures != "" {
			return fmt.Errorf("%w: a task takes --gold FILE, and no other corpora or figures", errUsage)
		}
		rep, err = measureFile(ctx, m, name, corpusName(opts.gold), opts.gold, opts.fold)
	}
	if err != nil {
		return err
	}
	if opts.json != "" {
		text, err := json.MarshalIndent(rep, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(opts.json, append(text, '\n'), 0o644); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(stdout, eval.Format(rep.Rows)); err != nil {
		return err
	}
	for _, t := range rep.Tables {
		if _, err := fmt.Fprintf(stdout, "\n%s\n%s", t.Corpus, t.Counts.Format()); err != nil {
			return err
		}
	}
	return nil
}

// openModel opens the model of a weights file, or the one built in.
func openModel(path string) (*extract.Model, error) {
	if path == "" {
		return extract.Open("")
	}
	file, err := readBytes(path)
	if err != nil {
		return nil, err
	}
	m, err := extract.New(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// readBytes reads a file that the user named.
func readBytes(path string) ([]byte, error) {
	file, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", errUsage, err)
	}
	return file, err
}

// measureFile measures one task on one gold file.
func measureFile(ctx context.Context, m *extract.Model, task, corpus, path string, part fold) (report, error) {
	measures, ok := tasks[task]
	if !ok {
		return report{}, fmt.Errorf("%w: no task %q", errUsage, task)
	}
	text, err := readText(path)
	if errors.Is(err, fs.ErrNotExist) {
		return report{}, fmt.Errorf("%w: %w", errUsage, err)
	} else if err != nil {
		return report{}, err
	}
	is, err := formatOf(path, text)
	if err != nil {
		return report{}, fmt.Errorf("%w: %w", errUsage, err)
	}
	f, ok := measures[is]
	if !ok {
		return report{}, fmt.Errorf("%w: %s is gold in the form of %s, which says nothing of %s", errUsage, path, is, task)
	}
	return f(ctx, m, corpus, path, text, part)
}

// tasks says which gold each task can be measured against, and how.
var tasks = map[string]map[format]func(ctx context.Context, m *extract.Model, corpus, path, text string, part fold) (report, error){
	"sentences": {conlluGold: on(readTrees, measureSentences)},
	"words":     {conlluGold: on(readTrees, measureWords)},
	"trees":     {conlluGold: on(readTrees, measureTrees)},
	"names":     {iobGold: on(readNames, measureNames), conlluGold: on(readTreeNames, measureNames), polnearGold: on(readMended, measureNames)},
	"acts":      {polnearGold: on(readPolNeAR, measureTyped), seedGold: on(readSeeds, measureActs)},
	"claims":    {polnearGold: on(readPolNeAR, measureClaims), seedGold: on(readSeeds, measureClaims)},
	"actors":    {conlluGold: on(readCoreference, measureCoreference), seedGold: on(readSeeds, measureForms)},
	"stance":    {dseGold: on(readDSE, measurePairs), newsmtscGold: on(readNewsMTSC, measureTargets), seedGold: on(readSeeds, measureTriples)},
}

// on puts a reader of gold and a measure together.
func on[T any](read func(path, text string) ([]T, error), measure func(ctx context.Context, m *extract.Model, corpus string, gold []T) (report, error)) func(context.Context, *extract.Model, string, string, string, fold) (report, error) {
	return func(ctx context.Context, m *extract.Model, corpus, path, text string, part fold) (report, error) {
		gold, err := read(path, text)
		if err != nil {
			return report{}, err
		}
		if part.of > 0 {
			n := -1
			gold = slices.DeleteFunc(gold, func(T) bool { n++; return n%part.of != part.place })
		}
		return measure(ctx, m, corpus, gold)
	}
}
