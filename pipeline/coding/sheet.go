package coding

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// A column is a column of a sheet and what a drawn row has in it; nil: the coder
// fills it.
type column struct {
	name string
	of   func(*Row) string
}

// The names of the columns that are read again.
const (
	kindColumn    = "kind"
	idColumn      = "id"
	typeColumn    = "type"
	labelColumn   = "label"
	stratumColumn = "stratum"
	unitsColumn   = "stratum_units"
	rowsColumn    = "stratum_rows"
	weightColumn  = "weight" // of other people's sheets
	drawnColumn   = "drawn_from"
)

// columns are the columns of a sheet in order: what is to be judged, the answers,
// and what they are joined by. All numbers are whole ones: spreadsheets of some
// countries make a date of 2.5.
func columns() []column {
	list := []column{
		{kindColumn, func(r *Row) string { return r.Kind.String() }},
		{"context", func(r *Row) string { return r.Context }},
		{"source", func(r *Row) string { return r.Source }},
		{"actor", func(r *Row) string { return r.Actor }},
		{"cue", func(r *Row) string { return r.Cue }},
		{"content", func(r *Row) string { return r.Content }},
		{typeColumn, func(r *Row) string { return r.Type }},
		{"negated", func(r *Row) string {
			if r.Kind == Stance {
				return ""
			}
			return strconv.FormatBool(r.Negated)
		}},
		{"modality", func(r *Row) string { return r.Modality }},
		{"holder", func(r *Row) string { return r.Holder }},
		{"target", func(r *Row) string { return r.Target }},
		{labelColumn, func(r *Row) string { return r.Label }},
		{"evidence", func(r *Row) string { return r.Evidence }},
	}
	for _, q := range asked {
		list = append(list, column{q.column(), nil})
	}
	return append(list,
		column{"note", nil},
		column{"title", func(r *Row) string { return r.Title }},
		column{"outlet", func(r *Row) string { return r.Outlet }},
		column{"date", func(r *Row) string { return r.Date }},
		column{"genre", func(r *Row) string { return r.Genre }},
		column{"section", func(r *Row) string { return r.Section }},
		column{stratumColumn, func(r *Row) string { return r.Stratum.Name }},
		column{unitsColumn, func(r *Row) string { return strconv.Itoa(r.Stratum.Units) }},
		column{rowsColumn, func(r *Row) string { return strconv.Itoa(r.Stratum.Rows) }},
		column{idColumn, func(r *Row) string { return r.ID }},
		column{"sentence_id", func(r *Row) string { return r.SentenceID }},
		column{"char_start", func(r *Row) string { return strconv.Itoa(r.CharStart) }},
		column{"char_end", func(r *Row) string { return strconv.Itoa(r.CharEnd) }},
		column{"source_uri", func(r *Row) string { return r.SourceURI }},
		column{drawnColumn, func(r *Row) string { return r.DrawnFrom }},
	)
}

// byteOrderMark tells spreadsheets that a file is UTF-8.
const byteOrderMark = "\uFEFF"

// WriteSheet writes rows as a CSV file for a coder: UTF-8 with a byte order
// mark, one line a row, and no cell that runs as a formula.
func WriteSheet(w io.Writer, rows []Row, separator rune) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("writing a sheet: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = separator, true
	list := columns()
	line := make([]string, len(list))
	for i, col := range list {
		line[i] = col.name
	}
	// An error is kept for Error.
	_ = out.Write(line)
	for i := range rows {
		for k, col := range list {
			line[k] = ""
			if col.of != nil {
				line[k] = unformula(cut(plain(col.of(&rows[i])), longestText))
			}
		}
		_ = out.Write(line)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing a sheet: %w", err)
	}
	return nil
}
