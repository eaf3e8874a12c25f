package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/extract/tag"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// rounds is how often a stage goes over all articles; the fastest counts, since
// whatever disturbs a measurement makes it slower.
const rounds = 3

// runBench measures words per second of each stage, on one core, and of a whole
// run with its peak memory. Words are stretches between white space.
func runBench(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := pflag.NewFlagSet("bench", pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	corpora := flags.String("corpora", "", "folder of the corpora; its raw news is read")
	articles := flags.Int("articles", 2000, "how many articles of the raw news")
	jobs := flags.Int("jobs", 2, "workers of the whole run")
	wholeOnly := flags.Bool("whole", false, "measure the whole run alone")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 || *articles < 1 || *jobs < 1 {
		fmt.Fprintf(stderr, "sayso-lab bench: %v\n%s", err, usage)
		return exitUsage
	}
	if err := bench(ctx, *corpora, *articles, *jobs, *wholeOnly, stdout); err != nil {
		fmt.Fprintln(stderr, "sayso-lab bench:", err)
		return exitFailed
	}
	return exitDone
}

func bench(ctx context.Context, corpora string, articles, jobs int, wholeOnly bool, out io.Writer) error {
	dir, err := os.MkdirTemp("", "sayso-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	input, what := filepath.Join("data", "sample"), "the sample"
	if corpora != "" {
		input, what = filepath.Join(dir, "raw.jsonl"), "raw news"
		if err := gather(ctx, filepath.Join(corpora, "raw"), articles, input); err != nil {
			return err
		}
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(stage string, words int, d time.Duration) {
		fmt.Fprintf(w, "%s\t%d\t%s\t\n", stage, int(float64(words)/d.Seconds()), d.Round(time.Millisecond))
	}

	// The whole run comes first: the peak of memory is the process's, and what
	// the stages keep below must not be in it.
	start := time.Now()
	result, err := pipeline.Run(ctx, pipeline.Config{Inputs: []string{input}, Out: filepath.Join(dir, "snapshot"), Jobs: jobs})
	if err != nil {
		return err
	}
	whole := time.Since(start)
	peak, known := peakMemory()

	recs, reading, err := readAll(ctx, input)
	if err != nil {
		return err
	}
	words := 0
	for _, rec := range recs {
		words += len(strings.Fields(rec.Body))
	}
	fmt.Fprintf(out, "%d articles of %s, %d words, %s/%s\n", result.Articles, what, words, runtime.GOOS, runtime.GOARCH)
	fmt.Fprintln(w, "stage\twords/s\ttime\t")
	if !wholeOnly {
		row("read", words, reading)
		if err := stages(recs, words, filepath.Join(dir, "rows"), row); err != nil {
			return err
		}
	}
	row(fmt.Sprintf("whole run, %d jobs", jobs), words, whole)
	w.Flush()
	if known {
		fmt.Fprintf(out, "peak memory of the whole run: %d MB\n", peak>>20)
	}
	return nil
}

// gather writes n articles of the raw news to one file, as many from each of
// its files as there are, the same ones each time.
func gather(ctx context.Context, raw string, n int, name string) error {
	files, err := source.Find([]string{raw}, source.Options{})
	if err != nil {
		return err
	}
	// The small ones first: what they lack, the larger ones make up for.
	slices.SortFunc(files, func(a, b source.File) int { return cmp.Or(cmp.Compare(a.Size, b.Size), cmp.Compare(a.URI, b.URI)) })
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
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
				err := enc.Encode(map[string]string{"id": rec.ID, "title": rec.Title, "date": rec.Published, "source": rec.Publisher, "text": rec.Body})
				if err != nil {
					return err
				}
				want--
				n--
			}
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

// stages times each stage over all articles, one after the other.
func stages(recs []models.Record, words int, dir string, row func(string, int, time.Duration)) error {
	docs := make([]*models.Document, len(recs))
	timed := func(name string, work func(i int)) time.Duration {
		best := time.Duration(0)
		for round := range rounds {
			runtime.GC()
			start := time.Now()
			for i := range recs {
				work(i)
			}
			if d := time.Since(start); round == 0 || d < best {
				best = d
			}
		}
		row(name, words, best)
		return best
	}
	total := timed("page", func(i int) {
		pg := page.Read(recs[i])
		docs[i] = &models.Document{Article: pg.Article, Sections: pg.Sections}
	})
	total += timed("token", func(i int) {
		docs[i].Sentences, docs[i].Tokens = token.Split(docs[i].Article.Text, docs[i].Sections)
	})
	tags := timed("tag", func(i int) { tag.Annotate(docs[i].Article.Text, docs[i].Sentences, docs[i].Tokens) })
	names := timed("entity", func(i int) { entity.Find(docs[i]) })
	total += timed("claim", func(i int) { claim.Find(docs[i]) })
	total += timed("stance", func(i int) { stance.Find(docs[i]) })
	total += timed("check", func(i int) {
		if err := docs[i].Check(); err != nil {
			panic(err)
		}
	})
	writing, err := writeDocs(docs, dir)
	if err != nil {
		return err
	}
	row("write", words, writing)
	total += writing
	row("all but tags and names", words, total)
	row("all", words, total+tags+names)
	return nil
}

// writeDocs writes a snapshot of the documents and tells how long that took.
func writeDocs(docs []*models.Document, dir string) (time.Duration, error) {
	seen := make(map[models.ArticleID]bool)
	start := time.Now()
	out, err := snapshot.Create(dir, snapshot.Options{})
	if err != nil {
		return 0, err
	}
	defer out.Abort()
	for _, doc := range docs {
		if seen[doc.Article.ID] {
			continue
		}
		seen[doc.Article.ID] = true
		if err := out.Add(doc); err != nil {
			return 0, err
		}
	}
	if err := out.Actors(slices.Values([]models.CorpusActor(nil))); err != nil {
		return 0, err
	}
	if _, err := out.Close(snapshot.Run{Options: map[string]any{}}); err != nil {
		return 0, err
	}
	return time.Since(start), nil
}
