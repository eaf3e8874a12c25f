package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/sayso-nlp/sayso/pipeline"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

const rehydrateHelp = `SNAPSHOT was made with run --without-text: it holds offsets, hashes, actors and
stances, and no stretch of an article longer than a name or a cue. INPUTs are the
articles, as run read them, in any order. If all are there and have not changed by
a character, DIR becomes, byte for byte, the snapshot from which the text was left
out. Otherwise it says which are missing or differ, and the exit code is 1, or 3
with --partial.

`

func rehydrateCommand(ctx context.Context, args []string, std streams) error {
	var cfg pipeline.Config
	flags := newFlags("rehydrate", std.out)
	flags.StringVarP(&cfg.Out, "out", "o", "", "folder of the snapshot to write")
	flags.BoolVar(&cfg.Force, "force", false, "replace the snapshot that stands there")
	partial := flags.Bool("partial", false, "leave the text out where an article is missing or differs, and write the rest")
	format := flags.String("format", string(snapshot.Parquet), "of the tables: parquet, arrow, jsonl, csv or duckdb")
	flags.IntVarP(&cfg.Jobs, "jobs", "j", 0, "articles read at once (default: one a processor)")
	if err := parse(flags, args); err != nil {
		return err
	}
	switch {
	case flags.NArg() < 2:
		return misuse("name a SNAPSHOT without text and the INPUTs that hold it")
	case cfg.Out == "":
		return misuse("no -o DIR: name the folder to write to")
	case !slices.Contains(snapshot.Formats(), snapshot.Format(*format)):
		return misuse("--format %q: must be parquet, arrow, jsonl, csv or duckdb", *format)
	case cfg.Jobs < 0:
		return misuse("--jobs %d: must not be negative", cfg.Jobs)
	}
	s, err := openSnapshot(flags.Arg(0))
	if err != nil {
		return err
	}
	cfg.Inputs, cfg.Format, cfg.Source.Stdin = flags.Args()[1:], snapshot.Format(*format), std.in
	r, err := pipeline.Rehydrate(ctx, s, cfg, *partial)
	if err != nil {
		return explain(err)
	}
	const most = 20
	for i, lost := range r.Missing {
		if i == most {
			fmt.Fprintf(std.err, "and %d more\n", len(r.Missing)-most)
			break
		}
		fmt.Fprintln(std.err, lost)
	}
	if r.Manifest == nil {
		return fmt.Errorf("%d of %d articles are missing or differ; --partial writes the rest", len(r.Missing), s.Manifest.Rows("articles"))
	}
	dir, err := filepath.Abs(cfg.Out)
	if err != nil {
		dir = cfg.Out
	}
	fmt.Fprintf(std.out, "snapshot %s in %s\n", r.Manifest.ID[:16], dir)
	if len(r.Missing) > 0 {
		fmt.Fprintf(std.err, "filled in %d of %d articles\n", r.Filled, s.Manifest.Rows("articles"))
		return errSkips
	}
	fmt.Fprintf(std.err, "filled in %s: with its text it is what it was made from, byte for byte\n", all(int64(r.Filled), "articles"))
	return nil
}
