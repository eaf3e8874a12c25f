package main

import (
	"context"
	"fmt"
	"io"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/pipeline"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

const verifyHelp = `What differs is said in words, and the exit code is 1. With --rerun the INPUTs of
the snapshot are read once more with its options, and what that gives is compared:
it takes as long as the run did, and as much room for temporary files as DIR.

`

func verifyCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("verify", std.out)
	rerun := flags.Bool("rerun", false, "run over the INPUTs that follow DIR again and compare")
	jobs := flags.IntP("jobs", "j", 0, "articles worked on at once (default: one a processor)")
	if err := parse(flags, args); err != nil {
		return err
	}
	switch {
	case flags.NArg() == 0:
		return misuse("name one DIR, a snapshot")
	case flags.NArg() > 1 && !*rerun:
		return misuse("name one DIR, a snapshot; INPUTs follow it with --rerun alone")
	case flags.NArg() == 1 && *rerun:
		return misuse("no INPUT: name behind DIR what the snapshot was made from")
	case *jobs < 0:
		return misuse("--jobs %d: must not be negative", *jobs)
	}
	dir := flags.Arg(0)
	s, err := openSnapshot(dir)
	if err != nil {
		return err
	}
	var problems []snapshot.Problem
	err = await(ctx, func() (err error) {
		problems, err = snapshot.Verify(dir)
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range problems {
		fmt.Fprintln(std.out, p)
	}
	if len(problems) > 0 {
		return errDiffers
	}
	m := s.Manifest
	fmt.Fprintf(std.out, "snapshot %s is sound: %s, %s, %s\n", m.ID[:16], count(m.Rows("articles"), "articles"),
		count(m.Rows("claims"), "claims"), count(m.Rows("stances"), "stances"))
	if !*rerun {
		return nil
	}
	return again(ctx, s, pipeline.Config{Inputs: flags.Args()[1:], Jobs: *jobs}, std)
}

// again runs with the options of a snapshot and says what comes out otherwise.
func again(ctx context.Context, s *snapshot.Snapshot, cfg pipeline.Config, std streams) error {
	for _, w := range s.Manifest.Weights {
		if _, ok := data.Weights(w.Name); !ok {
			fmt.Fprintf(std.out, "it was made with the weights %s, which this program does not have\n", w.Name)
			return errDiffers
		}
		var err error
		if cfg.Model, err = openModel(w.Name); err != nil {
			return err
		}
	}
	log, err := newConsole(std.err, "text", false)
	if err != nil {
		return err
	}
	bar := newMeter(std.err, log)
	cfg.Progress, cfg.Source.Stdin = bar.show, std.in
	same, c, err := pipeline.Rerun(ctx, s, cfg)
	bar.close()
	if err != nil {
		return explain(err)
	}
	if same {
		fmt.Fprintln(std.out, "running again gives the same bytes")
		return nil
	}
	tellRerun(std.out, c)
	return errDiffers
}

func tellRerun(out io.Writer, c *snapshot.Comparison) {
	fmt.Fprintln(out, "running again gives another snapshot")
	for _, words := range c.Made {
		fmt.Fprintln(out, words)
	}
	for _, t := range c.Tables {
		if t.Added+t.Removed+t.Changed > 0 {
			fmt.Fprintf(out, "%s: %d new, %d gone, %d changed\n", t.Name, t.Added, t.Removed, t.Changed)
		}
	}
	if c.Same() {
		fmt.Fprintln(out, "all tables hold the same rows")
	}
}
