package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

const runHelp = `INPUT is a file, a folder (read with all below it), a glob, or - for standard
input. Formats: .txt, .md, .html, .jsonl, .json, .csv, .tsv, .parquet, each also
.gz or .zst. A record's fields are found by their usual names or named by options,
nested ones with dots (article.body). What cannot be used becomes a row of the
table skips, and the exit code is 3.

A run that is cut off, in whatever way, is taken up by the next run to the same
DIR: articles that were read are not read again. So it is with those that the
snapshot OLD of --update holds, by the same program, if they did not change. The
bytes are the same either way. What this needs is kept in a hidden file beside
DIR, .DIR.sayso-journal, about as large as the snapshot: no part of it, and yours
to remove. It holds words of every article, so keep it to yourself where the
snapshot was made --without-text to be shared.

`

// runOptions are the flags of sayso run.
type runOptions struct {
	out     string
	reading readingOptions
	config  pipeline.Config
	tables  string // their format
	quiet   bool
	format  string // of messages
}

// readingOptions are the flags that say how inputs are read; several commands
// share them.
type readingOptions struct {
	source.Options
	textFormat string
}

func (o *readingOptions) register(flags *pflag.FlagSet) {
	f := &o.Fields
	named := map[string]*string{"text": &f.Text, "title": &f.Title, "date": &f.Date, "url": &f.URL, "id": &f.ID,
		"publisher": &f.Publisher, "author": &f.Author}
	for _, d := range source.Defaults() {
		flags.StringVar(named[d.Field], d.Field+"-field", "", fmt.Sprintf("field of a record that holds its %s (default: the first there is of %s)", d.Field, strings.Join(d.Names, ", ")))
	}
	flags.StringVar(&o.textFormat, "text-format", "plain", "markup of the text in records: plain, markdown or html")
	offer(flags, "text-format", "plain", "markdown", "html")
	flags.StringVar(&o.StdinFormat, "stdin-format", "", "format of standard input as a file's extension, such as jsonl.gz (default: told from its bytes)")
	flags.Int64Var(&o.MaxText, "max-text", source.DefaultMaxText, "bytes of text an article may have; a longer one is skipped")
}

// finish checks the flags and fills what hangs on them.
func (o *readingOptions) finish(stdin io.Reader) error {
	o.Stdin, o.Tally = stdin, new(source.Tally)
	if o.MaxText <= 0 {
		return misuse("--max-text %d: must be positive", o.MaxText)
	}
	for _, format := range []models.Format{models.Plain, models.Markdown, models.HTML} {
		if format.String() == o.textFormat {
			o.TextFormat = format
			return nil
		}
	}
	return misuse("--text-format %q: must be plain, markdown or html", o.textFormat)
}

// missed says which fields were named and found in no record.
func (o *readingOptions) missed(log *console) {
	for _, m := range o.Tally.Missed(o.Fields) {
		log.say(fmt.Sprintf("--%s-field %s: no record holds anything there; the first has: %s", m.Field, m.Name, m.There))
	}
}

func runCommand(ctx context.Context, args []string, std streams) error {
	var opt runOptions
	cfg := &opt.config
	flags := newFlags("run", std.out)
	flags.StringVarP(&opt.out, "out", "o", "", "folder of the snapshot to write")
	flags.BoolVar(&cfg.Force, "force", false, "replace the snapshot that stands there")
	flags.StringVar(&cfg.Update, "update", "", "a snapshot `OLD` whose articles are not read again where nothing changed")
	flags.BoolVar(&cfg.Restart, "restart", false, "use nothing that a run to DIR left when it was cut off")
	flags.BoolVar(&cfg.Forget, "forget", false, "keep no journal beside the snapshot, which then cannot be updated")
	flags.BoolVar(&cfg.Tokens, "tokens", false, "write the table of tokens, too")
	flags.IntVarP(&cfg.Jobs, "jobs", "j", 0, "articles worked on at once (default: one a processor)")
	flags.IntVar(&cfg.Limit, "limit", 0, "read so many records and no more (default: all)")
	flags.BoolVar(&cfg.AnyLanguage, "any-language", false, "keep articles that are not in English")
	flags.Float64Var(&cfg.MinConfidence, "min-confidence", 0, "write no claim that is less likely right than `P`, from 0 to 1, and no stance voiced through it")
	flags.BoolVar(&cfg.DryRun, "dry-run", false, "read and count, but extract and write nothing")
	flags.BoolVar(&cfg.FailFast, "fail-fast", false, "end at the first input that cannot be used")
	flags.IntVar(&cfg.Examples, "show", 0, "claims to print at the end")
	flags.StringVar(&opt.tables, "format", string(snapshot.Parquet), "of the tables: parquet, arrow, jsonl, csv or duckdb")
	offer(flags, "format", "parquet", "arrow", "jsonl", "csv", "duckdb")
	flags.BoolVar(&cfg.WithoutText, "without-text", false, "leave out the articles' text, all but names, pronouns and cues, so that the snapshot may be shared")
	flags.StringVar(&cfg.About.Title, "title", "", "title of the snapshot, for whoever cites it")
	flags.StringArrayVar(&cfg.About.Authors, "author", nil, "who is to be cited as its author; may be given several times")
	flags.StringVar(&cfg.About.Licence, "licence", "", "licence of the snapshot: an identifier of the SPDX License List (CC-BY-4.0) or a URL")
	opt.reading.register(flags)
	model := modelFlag(flags)
	flags.BoolVarP(&opt.quiet, "quiet", "q", false, "print no messages but errors; where the snapshot is still goes to standard output")
	flags.StringVar(&opt.format, "log-format", "text", "messages as text or json")
	offer(flags, "log-format", "text", "json")
	if err := parse(flags, args); err != nil {
		return err
	}
	log, err := newConsole(std.err, opt.format, opt.quiet)
	if err != nil {
		return err
	}
	if err := opt.check(flags); err != nil {
		return err
	}
	if err := opt.reading.finish(std.in); err != nil {
		return err
	}
	if cfg.Model, err = openModel(*model); err != nil {
		return err
	}
	cfg.Format = snapshot.Format(opt.tables)
	cfg.Inputs, cfg.Out, cfg.Source = flags.Args(), opt.out, opt.reading.Options

	passed := make(map[string]int) // files by their ending
	cfg.Source.OnPass = func(uri string) { passed[path.Ext(uri)]++ }
	bar := newMeter(std.err, log)
	cfg.Progress = bar.show
	cfg.Notice = func(what string) { log.say(what) }
	result, err := pipeline.Run(ctx, *cfg)
	bar.close()
	var unfinished pipeline.Unfinished
	var wrong pipeline.UsageError // the same command would end the same way
	if errors.As(err, &unfinished) && !errors.As(err, &wrong) {
		log.say("the same command goes on from here", "articles kept", unfinished.Articles, "in", unfinished.Folder)
	}
	if err != nil {
		return explain(err)
	}
	log.passed(passed)
	opt.reading.missed(log)
	report(std.out, log, cfg, result)
	if result.Skips > 0 {
		return errSkips
	}
	return nil
}

func (o *runOptions) check(flags *pflag.FlagSet) error {
	switch {
	case flags.NArg() == 0:
		return misuse("no INPUT: name files, folders, globs, or - for standard input")
	case o.out == "" && !o.config.DryRun:
		return misuse("no -o DIR: name the folder to write to")
	case o.out != "" && filepath.Clean(o.out) == filepath.Dir(filepath.Clean(o.out)):
		return misuse("-o %s: cannot be a snapshot", o.out)
	case !slices.Contains(snapshot.Formats(), snapshot.Format(o.tables)):
		return misuse("--format %q: must be parquet, arrow, jsonl, csv or duckdb", o.tables)
	case o.config.Jobs < 0:
		return misuse("--jobs %d: must not be negative", o.config.Jobs)
	case o.config.Limit < 0:
		return misuse("--limit %d: must not be negative", o.config.Limit)
	case !(0 <= o.config.MinConfidence && o.config.MinConfidence <= 1):
		return misuse("--min-confidence %v: must be from 0 to 1", o.config.MinConfidence)
	case o.config.Examples < 0:
		return misuse("--show %d: must not be negative", o.config.Examples)
	}
	return nil
}

// explain turns an error of a run into one that the command line speaks of.
func explain(err error) error {
	var wrong pipeline.UsageError
	if errors.As(err, &wrong) {
		return usageError{wrong}
	}
	return err
}

// report says what a run found. Where the snapshot is and the claims asked for
// are data; the rest is a message.
func report(out io.Writer, log *console, cfg *pipeline.Config, r *pipeline.Result) {
	if cfg.DryRun {
		log.say("read", "files", r.Files, "articles", r.Articles, "skips", r.Skips)
		log.dates(r)
		log.reasons(r)
		return
	}
	log.say("found", "articles", r.Articles, "sentences", r.Sentences, "tokens", r.Tokens, "actors", r.Actors,
		"claims", r.Claims, "stances", r.Stances, "skips", r.Skips)
	if r.Resumed > 0 {
		log.say("not read again", "articles of the run that was cut off", r.Resumed)
	}
	if r.Reused > 0 {
		log.say("not read again", "articles of "+cfg.Update, r.Reused)
	}
	log.dates(r)
	log.reasons(r)
	if len(r.Examples) > 0 {
		examples(out, r.Examples)
	}
	dir, err := filepath.Abs(cfg.Out)
	if err != nil {
		dir = cfg.Out
	}
	fmt.Fprintf(out, "snapshot %s in %s\n", r.Manifest.ID[:16], dir)
}

// examples prints claims as a table, cut to a terminal's usual width.
func examples(out io.Writer, list []pipeline.Example) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "type\tsource\tcue\tcontent")
	for _, x := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", x.Type, shorten(x.Source, 34), shorten(x.Cue, 22), shorten(x.Content, 60))
	}
	w.Flush()
	fmt.Fprintln(out)
}

// shorten cuts s at a space before width code points.
func shorten(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	runes := []rune(s)[:width-1]
	if cut := slices.Index(reversed(runes), ' '); cut >= 0 && cut < width/2 {
		runes = runes[:len(runes)-cut-1]
	}
	return strings.TrimRight(string(runes), " ,;:") + "…"
}

func reversed(runes []rune) []rune {
	runes = slices.Clone(runes)
	slices.Reverse(runes)
	return runes
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
