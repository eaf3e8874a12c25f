package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/sayso-nlp/sayso/pipeline/coding"
)

const agreeHelp = `CODED.csv and SECOND.csv are sheets of sayso sample that one coder and another
filled in, as any spreadsheet saves them; rows are matched by kind and id. Precision
is weighted to the snapshot where strata were drawn unequally. Intervals are of
95 %: Wilson's for shares, for kappa and alpha those of rows drawn again.

`

func agreeCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("agree", std.out)
	format := flags.String("format", asText, "the figures as text or json")
	offer(flags, "format", asText, asJSON)
	by := flags.StringSlice("by", []string{"type", "stratum"}, "figures by these columns of the sheet, too")
	unweighted := flags.Bool("unweighted", false, "let every row count the same, however it was drawn")
	if err := parse(flags, args); err != nil {
		return err
	}
	switch {
	case flags.NArg() < 1 || flags.NArg() > 2:
		return misuse("name one coded sheet, or two")
	case *format != asText && *format != asJSON:
		return misuse("--format %q: must be text or json", *format)
	}
	return await(ctx, func() error {
		var sheets []*coding.Sheet
		for _, name := range flags.Args() {
			s, err := readSheet(name)
			if err != nil {
				return err
			}
			if *unweighted {
				s.Unweight()
			}
			sheets = append(sheets, s)
		}
		if !flags.Changed("by") {
			// Of the usual columns a sheet of other people's may lack some.
			*by = slices.DeleteFunc(*by, func(column string) bool {
				return slices.ContainsFunc(sheets, func(s *coding.Sheet) bool { return !s.Has(column) })
			})
		}
		r, err := coding.Agree(sheets, *by)
		if err != nil {
			return err
		}
		r.Round()
		if *format == asJSON {
			enc := json.NewEncoder(std.out)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(r)
		}
		return printFigures(std.out, r)
	})
}

func readSheet(name string) (*coding.Sheet, error) {
	file, err := openNamed(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return coding.ReadSheet(name, file)
}

// printFigures prints what coded sheets show as tables.
func printFigures(out io.Writer, r *coding.Report) error {
	for _, s := range r.Sheets {
		fmt.Fprintf(out, "%s: %d of %d rows judged", s.Name, s.Coded, s.Rows)
		if s.DrawnFrom != "" {
			fmt.Fprintf(out, ", drawn from %s", s.DrawnFrom)
		}
		fmt.Fprintln(out)
	}
	for _, note := range r.Notes {
		fmt.Fprintln(out, note)
	}
	how := "every row counts the same"
	if r.Weighted {
		how = "rows weighted by the units they stand for"
	}
	for i, s := range r.Sheets {
		fmt.Fprintf(out, "\nPrecision in percent [95 %% interval] right/judged")
		if len(r.Sheets) > 1 {
			fmt.Fprintf(out, ", by %s", s.Name)
		}
		fmt.Fprintf(out, "; %s\n", how)
		if err := printPrecision(out, r, i); err != nil {
			return err
		}
	}
	if len(r.Agreement) == 0 {
		return nil
	}
	fmt.Fprintf(out, "\nAgreement in percent, Cohen's kappa and Krippendorff's alpha [95 %% interval]; %s\n", how)
	return printAgreement(out, r)
}

// printPrecision prints a line a group and a column a question.
func printPrecision(out io.Writer, r *coding.Report, sheet int) error {
	var groups []coding.Group // of no question
	var asked []string
	cells := make(map[coding.Group]string)
	unsure := make(map[coding.Group]int)
	for _, p := range r.Precision {
		if p.Sheet != sheet {
			continue
		}
		cells[p.Group] = fmt.Sprintf("%s %d/%d", interval("%.1f", 100, p.Value, p.Low, p.High), p.Right, p.N)
		if !slices.Contains(asked, p.Question) {
			asked = append(asked, p.Question)
		}
		g := p.Group
		g.Question = ""
		if !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
		if p.Question != coding.Whole.String() {
			unsure[g] += p.Unsure
		}
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "rows\t%s\tunsure\n", strings.Join(asked, "\t"))
	for _, g := range groups {
		line, n := groupName(g), unsure[g]
		for _, q := range asked {
			g.Question = q
			line += "\t" + cmp.Or(cells[g], "–")
		}
		fmt.Fprintf(w, "%s\t%d\n", line, n)
	}
	return w.Flush()
}

// printAgreement prints a line a group and question.
func printAgreement(out io.Writer, r *coding.Report) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "rows\tquestion\tjudged by both\tagreement\tkappa\talpha")
	undefined := false
	for _, a := range r.Agreement {
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\n", groupName(a.Group), a.Question, a.N,
			interval("%.1f", 100, a.Value, a.Low, a.High), index(a.Kappa), index(a.Alpha))
		undefined = undefined || a.Kappa == nil || a.Alpha == nil
	}
	if undefined {
		fmt.Fprintln(w, "– is where both coders gave one answer to all, which chance alone explains")
	}
	return w.Flush()
}

// groupName names the rows of a figure.
func groupName(g coding.Group) string {
	if g.By == "" {
		return "all " + g.Kind + "s"
	}
	return fmt.Sprintf("%ss, %s %s", g.Kind, g.By, g.Group)
}

// interval prints a value with its interval: 77.1 [52.8, 91.0].
func interval(format string, scale, value, low, high float64) string {
	return fmt.Sprintf(format+" ["+format+", "+format+"]", scale*value, scale*low, scale*high)
}

func index(x *coding.Index) string {
	if x == nil {
		return "–"
	}
	return interval("%.3f", 1, x.Value, x.Low, x.High)
}
