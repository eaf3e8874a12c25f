package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
)

// rounds is how often a step goes over all articles; the fastest counts, since
// whatever disturbs a measurement makes it slower.
const rounds = 3

// benchOptions are the flags of bench.
type benchOptions struct {
	corpora, torch, weights, part string
	articles, jobs                int
	memory                        []int
	whole                         bool
}

// The parts of a measurement that need a process of their own, which bench
// starts itself.
const (
	firstPart = "first"     // from the start to the first sentence
	readPart  = "read:FILE" // words per second of reading, by one worker
	wholePart = "whole:"    // and a file: articles, words, nanoseconds and peak memory of a run
)

// runBench measures words per second of each step on one core, its share of the
// time and the bytes it allocates, pieces per second of the encoder, and whole
// runs with their peak memory. Words are stretches between white space.
func runBench(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var opts benchOptions
	flags := pflag.NewFlagSet("bench", pflag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&opts.corpora, "corpora", "", "the `DIR` of corpora, whose raw news is read; without it the sample")
	flags.IntVar(&opts.articles, "articles", 400, "how many articles of the raw news")
	flags.IntVar(&opts.jobs, "jobs", 2, "workers of the whole run")
	flags.IntSliceVar(&opts.memory, "memory", nil, "measure the peak memory of runs over so many articles, too, as in 1000,5000,20000: of the raw news, or without --corpora such as are made of the sample's sentences")
	flags.BoolVar(&opts.whole, "whole", false, "measure the whole run alone")
	flags.StringVar(&opts.torch, "torch", "", "a `PYTHON` that has PyTorch, to be timed on the same windows")
	flags.StringVar(&opts.weights, "weights", "", "read with the weights in `FILE`, not those built in")
	flags.StringVar(&opts.part, "part", "", "measure one part, as bench does in processes of its own: "+firstPart+" "+readPart+" or "+wholePart+"FILE")
	flags.Usage = func() { fmt.Fprintf(stderr, "%s\n%s", usage, flags.FlagUsages()) }
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return exitDone
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("%w: no argument %q", errUsage, flags.Arg(0))
	case err == nil && (opts.articles < 1 || opts.jobs < 1):
		err = fmt.Errorf("%w: at least one article and one job", errUsage)
	case err == nil && slices.ContainsFunc(opts.memory, func(n int) bool { return n < 1 }):
		err = fmt.Errorf("%w: --memory takes numbers of articles", errUsage)
	case err != nil:
		err = fmt.Errorf("%w: %w", errUsage, err)
	case opts.part != "":
		err = benchPart(ctx, opts, stdout)
	default:
		err = bench(ctx, opts, stdout)
	}
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "sayso-lab bench: cancelled")
		return exitCancelled
	}
	fmt.Fprintf(stderr, "sayso-lab bench: %v\n", err)
	if errors.Is(err, errUsage) {
		return exitUsage
	}
	return exitFailed
}

func bench(ctx context.Context, opts benchOptions, out io.Writer) error {
	dir, err := os.MkdirTemp("", "sayso-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	input, what := filepath.Join("data", "sample"), "the sample"
	if opts.corpora != "" {
		input, what = filepath.Join(dir, "raw.jsonl"), "raw news"
		if err := gather(ctx, filepath.Join(opts.corpora, "raw"), opts.articles, input); err != nil {
			return err
		}
	}

	// The whole run comes first: the peak of memory is the process's, and what
	// the steps keep below must not be in it.
	m, err := openModel(opts.weights)
	if err != nil {
		return err
	}
	start := time.Now()
	result, err := pipeline.Run(ctx, pipeline.Config{Inputs: []string{input}, Out: filepath.Join(dir, "snapshot"), Jobs: opts.jobs, Model: m})
	if err != nil {
		return err
	}
	whole := time.Since(start)
	peak, known := peakMemory()

	var recs []models.Record
	var reading time.Duration
	taken, err := allocates(func() (err error) {
		recs, reading, err = readAll(ctx, input)
		return err
	})
	if err != nil {
		return err
	}
	words := wordsOf(recs)
	kernel, err := tensor.ChosenKernel()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d articles of %s, %d words, %s/%s, kernel %s\n", result.Articles, what, words, runtime.GOOS, runtime.GOARCH, kernel)
	var table benchTable
	var notes []string
	if !opts.whole {
		table = append(table, benchRow{"read the files", words, 0, reading, taken / rounds, true})
		if notes, err = benchSteps(ctx, opts, recs, words, dir, &table); err != nil {
			return err
		}
	}
	table = append(table, benchRow{fmt.Sprintf("whole run, %d workers", opts.jobs), words, 0, whole, models.None, false})
	if err := table.print(out); err != nil {
		return err
	}
	if known {
		notes = append(notes, fmt.Sprintf("peak memory of the whole run: %d MB", peak>>20))
	}
	for _, note := range notes {
		fmt.Fprintln(out, note)
	}
	if len(opts.memory) > 0 {
		return benchMemory(ctx, opts, dir, out)
	}
	return nil
}

// benchSteps measures each step, then reading by one worker and by two, and what bench starts processes for.
func benchSteps(ctx context.Context, opts benchOptions, recs []models.Record, words int, dir string, table *benchTable) (notes []string, err error) {
	row := func(step string, words, pieces int, took time.Duration) {
		*table = append(*table, benchRow{step, words, pieces, took, models.None, false})
	}
	weights, err := readWeights(opts.weights)
	if err != nil {
		return nil, err
	}
	m, err := openModel(opts.weights)
	if err != nil {
		return nil, err
	}
	r, err := newReading(m, weights)
	if err != nil {
		return nil, err
	}
	pieces, docs := r.steps(recs, words, table)
	var writing time.Duration
	bytes, err := allocates(func() (err error) {
		writing, err = writeDocs(docs, filepath.Join(dir, "rows"))
		return err
	})
	if err != nil {
		return nil, err
	}
	*table = append(*table, benchRow{"write", words, 0, writing, bytes, true})

	var alone float64
	for jobs := 1; jobs <= 2; jobs++ {
		best := time.Duration(0)
		for round := range rounds {
			runtime.GC()
			start := time.Now()
			if err := readBy(ctx, jobs, m, recs); err != nil {
				return nil, err
			}
			if d := time.Since(start); round == 0 || d < best {
				best = d
			}
		}
		row(fmt.Sprintf("page to claims and stances, workers: %d", jobs), words, pieces, best)
		if rate := float64(words) / best.Seconds(); jobs == 1 {
			alone = rate
		} else {
			notes = append(notes, fmt.Sprintf("two workers are %.2f times as fast as one", rate/alone))
		}
	}
	both, err := twoProcesses(ctx, opts, recs, dir)
	if err != nil {
		return nil, err
	}
	notes = append(notes, fmt.Sprintf("two processes of one worker are %.2f times as fast as one", both/alone))
	first, err := firstSentence(ctx, opts)
	if err != nil {
		return nil, err
	}
	notes = append(notes, fmt.Sprintf("from the start of the program to the first sentence read: %d ms", first.Milliseconds()))
	if opts.torch != "" {
		note, err := benchTorch(ctx, opts.torch, r, docs, dir, row)
		if err != nil {
			return nil, err
		}
		notes = append(notes, note)
	}
	return notes, nil
}

func wordsOf(recs []models.Record) int {
	words := 0
	for _, rec := range recs {
		words += len(strings.Fields(rec.Body))
	}
	return words
}

// sentence is what is read to show that the program is ready.
const sentence = "The mayor of Bergen said on Monday that the ferries would sail again."

// benchPart measures a part that bench starts a process for, and prints it.
func benchPart(ctx context.Context, opts benchOptions, out io.Writer) error {
	if opts.part == firstPart {
		m, err := openModel(opts.weights)
		if err != nil {
			return err
		}
		doc := m.Article(page.Read(models.Record{Body: sentence}))
		_, err = fmt.Fprintln(out, len(doc.Tokens))
		return err
	}
	if input, ok := strings.CutPrefix(opts.part, wholePart); ok {
		r, err := runWhole(ctx, opts, input)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(out, r.articles, r.words, r.took, r.peak)
		return err
	}
	input, ok := strings.CutPrefix(opts.part, "read:")
	if !ok {
		return fmt.Errorf("%w: no part %q", errUsage, opts.part)
	}
	m, err := openModel(opts.weights)
	if err != nil {
		return err
	}
	recs, _, err := readAll(ctx, input)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := readBy(ctx, 1, m, recs); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, float64(wordsOf(recs))/time.Since(start).Seconds())
	return err
}

// self is a command that starts this program again to measure a part.
func self(ctx context.Context, opts benchOptions, part string) (*exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return exec.CommandContext(ctx, program, "bench", "--weights", opts.weights, "--jobs", strconv.Itoa(opts.jobs), "--part", part), nil
}

// firstSentence is the time from the start of the program to what it says of a
// sentence, the shortest of some.
func firstSentence(ctx context.Context, opts benchOptions) (time.Duration, error) {
	best := time.Duration(0)
	for round := range 5 {
		cmd, err := self(ctx, opts, firstPart)
		if err != nil {
			return 0, err
		}
		start := time.Now()
		if said, err := cmd.Output(); err != nil || strings.TrimSpace(string(said)) == "0" {
			return 0, fmt.Errorf("start: %q, %w", said, err)
		}
		if d := time.Since(start); round == 0 || d < best {
			best = d
		}
	}
	return best, nil
}

// twoProcesses is the words per second of two processes that read the same
// articles beside each other.
func twoProcesses(ctx context.Context, opts benchOptions, recs []models.Record, dir string) (float64, error) {
	input := filepath.Join(dir, "same.jsonl")
	if err := writeRecords(input, recs); err != nil {
		return 0, err
	}
	var cmds [2]*exec.Cmd
	var said [2]bytes.Buffer
	for i := range cmds {
		cmd, err := self(ctx, opts, "read:"+input)
		if err != nil {
			return 0, err
		}
		cmd.Stdout, cmd.Stderr = &said[i], os.Stderr
		if err := cmd.Start(); err != nil {
			return 0, err
		}
		cmds[i] = cmd
	}
	sum := 0.0
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			return 0, err
		}
		var rate float64
		if _, err := fmt.Sscan(said[i].String(), &rate); err != nil {
			return 0, fmt.Errorf("a process that reads said %q", said[i].String())
		}
		sum += rate
	}
	return sum, nil
}
