package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

const diffHelp = `OLD and NEW are snapshots. A row of an article is the same one if it stands at the
same place of the same text, whatever its number there. An article whose text
changed is the same one if no other has its address, and its rows are then found
again by what they say; otherwise it is one removed and one added. With --table
the changes themselves are listed, too; json writes one a line, parquet the table
changes. Exit codes: 0 all rows are the same; 1 some differ; 2 trouble.

`

// A format of the changes.
const (
	asText    = "text"
	asJSON    = "json"
	asParquet = "parquet"
)

func diffCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("diff", std.out)
	format := flags.String("format", asText, "the changes as text, json or parquet")
	offer(flags, "format", asText, asJSON, asParquet)
	out := flags.StringP("out", "o", "", "file to write to (default: standard output; parquet needs one)")
	names := flags.StringSlice("table", nil, "compare these tables alone")
	offer(flags, "table", tableNames()...)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return misuse("name OLD and NEW, two snapshots")
	}
	for _, name := range *names {
		if table.Find(name) == nil {
			return misuse("--table %q: there is no such table; sayso schema lists them", name)
		}
	}
	if !slices.Contains([]string{asText, asJSON, asParquet}, *format) {
		return misuse("--format %q: must be text, json or parquet", *format)
	}
	if *format == asParquet && *out == "" {
		return misuse("--format parquet needs -o FILE")
	}
	old, err := openSnapshot(flags.Arg(0))
	if err != nil {
		return troubleError{err}
	}
	now, err := openSnapshot(flags.Arg(1))
	if err != nil {
		return troubleError{err}
	}
	var c *snapshot.Comparison
	err = await(ctx, func() (err error) {
		c, err = compare(ctx, old, now, *names, *format, *out, std)
		return err
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return troubleError{err}
	case !c.Same():
		return errDiffers
	}
	return nil
}

// compare compares and writes what differs, the summary where it does not mix
// with data.
func compare(ctx context.Context, old, now *snapshot.Snapshot, names []string, format, path string, std streams) (*snapshot.Comparison, error) {
	if format == asParquet {
		file, err := snapshot.CreateChanges(path)
		if err != nil {
			return nil, err
		}
		c, err := snapshot.Diff(old, now, names, unlessDone(ctx, file.Add))
		if err != nil {
			return nil, errors.Join(err, file.Abort())
		}
		if err := file.Close(); err != nil {
			return nil, err
		}
		summarize(std.err, c)
		return c, nil
	}
	data := std.out
	var file *os.File
	if path != "" {
		var err error
		if file, err = os.Create(path); err != nil {
			return nil, err
		}
		defer file.Close()
		data = file
	}
	w := bufio.NewWriter(data)
	summary := io.Writer(w)
	var take func(*snapshot.Change) error
	switch {
	case format == asJSON:
		summary = std.err
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		take = func(c *snapshot.Change) error { return enc.Encode(c) }
	case len(names) > 0:
		take = func(c *snapshot.Change) error { return printChange(w, c) }
	}
	c, err := snapshot.Diff(old, now, names, unlessDone(ctx, take))
	if err == nil {
		summarize(summary, c)
	}
	if err := errors.Join(err, w.Flush()); err != nil {
		return nil, err
	}
	if file != nil {
		return c, file.Close()
	}
	return c, nil
}

// unlessDone is take until ctx is done.
func unlessDone(ctx context.Context, take func(*snapshot.Change) error) func(*snapshot.Change) error {
	return func(c *snapshot.Change) error {
		if err := ctx.Err(); err != nil || take == nil {
			return err
		}
		return take(c)
	}
}

// printChange prints a change to read: one line a column that differs.
func printChange(w io.Writer, c *snapshot.Change) error {
	sign := map[string]string{table.Added: "+", table.Removed: "-", table.Changed: "~"}[c.Change]
	key := c.Key
	if c.OldKey != "" {
		key += " (was " + c.OldKey + ")"
	}
	if _, err := fmt.Fprintf(w, "%s %s %s\n", sign, c.Table, key); err != nil {
		return err
	}
	for _, col := range c.Columns {
		fmt.Fprintf(w, "    %s: %s → %s\n", col, brief(c.Before[col]), brief(c.After[col]))
	}
	if c.Change != table.Changed {
		values := c.After
		if c.Change == table.Removed {
			values = c.Before
		}
		for _, col := range table.Find(c.Table).Columns {
			if v, ok := values[col.Name]; ok && !col.Key && col.Name != "article_id" {
				fmt.Fprintf(w, "    %s: %s\n", col.Name, brief(v))
			}
		}
	}
	return nil
}

// brief prints a value on one line, a long one cut.
func brief(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return shorten(calm(strings.Join(strings.Fields(v), " ")), 160)
	}
	return calm(fmt.Sprint(v))
}

// summarize prints what the snapshots were made with, a table of counts, and
// what changed most.
func summarize(out io.Writer, c *snapshot.Comparison) {
	for _, words := range c.Made {
		fmt.Fprintln(out, words)
	}
	if len(c.Made) > 0 {
		fmt.Fprintln(out)
	}
	const row = "%-14s %12v %12v %12v %12v %12v\n"
	fmt.Fprintf(out, row, "table", "old", "new", "added", "removed", "changed")
	for _, t := range c.Tables {
		fmt.Fprintf(out, row, t.Name, t.Old, t.New, t.Added, t.Removed, t.Changed)
	}
	if c.Rewritten > 0 {
		fmt.Fprintf(out, "\nof the articles, %d changed in their text\n", c.Rewritten)
	}
	if c.Unpaired > 0 {
		fmt.Fprintf(out, "\nof the articles removed and added, %d may be ones that changed: several share their address\n", c.Unpaired)
	}
	for _, t := range c.Tables {
		if t.Changed == 0 {
			continue
		}
		fmt.Fprintf(out, "\n%s changed in %s\n", t.Name, strings.Join(most(t.Columns, func(col string) string { return col }), ", "))
		for _, move := range most(t.Moves, func(m snapshot.Move) string { return fmt.Sprintf("%s %s → %s", m.Column, m.From, m.To) }) {
			fmt.Fprintf(out, "    %s\n", move)
		}
	}
}

// most lists the ten names that were counted most, each with its count.
func most[K comparable](counts map[K]int64, name func(K) string) []string {
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(name(a), name(b)))
	})
	var list []string
	for _, k := range keys[:min(len(keys), 10)] {
		list = append(list, fmt.Sprintf("%s %d", name(k), counts[k]))
	}
	return list
}
