package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/sayso-nlp/sayso/pipeline/coding"
)

const sampleHelp = `DIR is a snapshot. The sheet is a CSV file for a spreadsheet: each row is a claim
or a stance, marked in the sentences around it, and a coder writes y, n or ? into

  answer_found   is it a claim or a stance, and marked right?
  answer_actors  are actor, holder and target who the row says they are?
  answer_type    are type, negated and modality, or the label, right?

With --by each stratum gives as many rows as the others, as far as it has them;
sayso agree weighs them back. The same seed draws the same rows on every machine.
docs/coding.md has the code in full and what to write about it.

`

// separators are the words for what parts the cells of a sheet.
var separators = map[string]rune{"comma": ',', "semicolon": ';', "tab": '\t'}

func sampleCommand(ctx context.Context, args []string, std streams) error {
	opt := coding.Options{}
	flags := newFlags("sample", std.out)
	flags.IntVarP(&opt.Rows, "rows", "n", 200, "rows to draw, half of them claims and half stances")
	kind := flags.String("kind", "both", "what to draw: claims, stances or both")
	offer(flags, "kind", "claims", "stances", "both")
	flags.StringSliceVar(&opt.By, "by", nil, "draw as many from each stratum: "+coding.Fields+"; several make strata of their combinations")
	offer(flags, "by", "type", "outlet", "section", "genre", "metadata.")
	flags.Uint64Var(&opt.Seed, "seed", 1, "another seed draws other rows")
	flags.BoolVar(&opt.NoCopies, "no-copies", false, "draw nothing from articles that are copies of another")
	out := flags.StringP("out", "o", "-", "the sheet to write; - for standard output")
	force := flags.Bool("force", false, "replace the sheet that is there, with what was coded in it")
	separator := flags.String("separator", "comma", "what stands between cells: comma, semicolon (for spreadsheets of countries with a decimal comma) or tab")
	offer(flags, "separator", slices.Sorted(maps.Keys(separators))...)
	if err := parse(flags, args); err != nil {
		return err
	}
	comma, ok := separators[*separator]
	switch {
	case flags.NArg() != 1:
		return misuse("name one DIR, a snapshot")
	case opt.Rows < 1:
		return misuse("--rows %d: must be positive", opt.Rows)
	case !ok:
		return misuse("--separator %q: must be comma, semicolon or tab", *separator)
	}
	switch *kind {
	case "claims":
		opt.Kinds = []coding.Kind{coding.Claim}
	case "stances":
		opt.Kinds = []coding.Kind{coding.Stance}
	case "both":
	default:
		return misuse("--kind %q: must be claims, stances or both", *kind)
	}
	for _, field := range opt.By {
		if err := coding.CheckField(field); err != nil {
			return misuse("--by: %v", err)
		}
	}
	if _, err := os.Stat(*out); err == nil && *out != "-" && !*force {
		return fmt.Errorf("writing %s: %w, and may hold answers; --force replaces it", *out, fs.ErrExist)
	}
	s, err := openSnapshot(flags.Arg(0))
	if err != nil {
		return err
	}
	return await(ctx, func() error {
		sample, err := coding.Draw(s, opt)
		if err != nil {
			return err
		}
		err = writeWhole(*out, std, func(w io.Writer) error { return coding.WriteSheet(w, sample.Rows, comma) })
		if err != nil {
			return err
		}
		return tellStrata(std.err, sample.Strata)
	})
}

// tellStrata says how many rows were drawn of what.
func tellStrata(out io.Writer, strata []coding.Stratum) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "drawn\tof\tkind\tstratum")
	for _, st := range strata {
		name := st.Name
		if st.Folded > 0 {
			name = fmt.Sprintf("%s: %d strata with too few for rows of their own", name, st.Folded)
		}
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\n", st.Rows, st.Units, st.Kind, strings.TrimSpace(name))
	}
	return w.Flush()
}
