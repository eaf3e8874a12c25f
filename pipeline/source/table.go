package source

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// What parts the fields of a table.
const (
	comma = ','
	tab   = '\t'
)

// maxColumns is how many columns a table may have.
const maxColumns = 10_000

// readTable reads a table whose first row names its columns. Rows are numbered
// from 1 behind that one; blank lines are no rows. A .csv whose header has more
// semicolons or tabs than commas is parted by these, as Excel writes it in half
// of Europe.
//
// Fields are quoted as RFC 4180 says, and a quoted field may hold line ends,
// which stay as they are. A quote inside a field that does not start with one is
// itself. A row is bad if a quoted field goes on behind its closing quote, if
// the quote is never closed, or if it has more or fewer fields than the header.
// So that a broken quote costs no more than its row, reading goes on with the
// next line behind the one where that row began; if the row really had several
// lines, the others will be bad rows too. A row longer than twice the text it
// may hold is a skip (TooLong), and reading goes on in the same way.
//
// Many tables parted by tabs know no quotes. Both kinds are read: a row whose
// quotes are broken is taken once more as one line in which quotes are
// themselves.
func readTable(in *bufio.Reader, delim byte, opt *Options, out *emitter) error {
	in, known, err := unmark(in)
	if err != nil {
		return err
	}
	m := newMapping(opt)
	rows := rowReader{in: in, delim: delim, known: known, limit: int(2*opt.maxText() + 1<<20)}
	if !rows.header() {
		switch {
		case rows.err != nil:
		case rows.bad.reason != "":
			out.skip(0, rows.bad.reason, "header: "+rows.bad.detail)
		default:
			out.skip(0, models.Empty, "nothing but white space")
		}
		return rows.err
	}
	names := columnNames(rows.fields)
	if !m.hasText(names) {
		bad := m.missing(names)
		out.tally.add(&m, bad)
		out.skip(0, bad.reason, bad.detail)
		return nil
	}
	rows.width = len(names)
	cells := make([]cell, len(names))
	for number := 1; rows.next(); number++ {
		if rows.bad.reason != "" {
			if !out.skip(number, rows.bad.reason, rows.bad.detail) {
				return nil
			}
			continue
		}
		for i, name := range names {
			cells[i] = cell{name, rows.fields[i]}
		}
		rec, bad := m.record(out.uri, number, cells)
		rec.Replaced = rows.replaced
		if !out.recordOr(&m, rec, bad) {
			return nil
		}
	}
	if rows.err == nil && out.n == 0 {
		out.skip(0, models.Empty, "a header and no rows")
	}
	return rows.err
}

// columnNames gives each column a name of its own: "column_3" if it has none,
// "text_2" for the second "text".
func columnNames(header []string) []string {
	names := make([]string, len(header))
	seen := make(map[string]int) // how often each stem was looked up, so that the search does not start anew
	for i, name := range header {
		if name = strings.TrimSpace(name); name == "" {
			name = fmt.Sprintf("column_%d", i+1)
		}
		stem := name
		for seen[name] > 0 {
			seen[stem]++
			name = fmt.Sprintf("%s_%d", stem, seen[stem])
		}
		seen[name]++
		names[i] = name
	}
	return names
}

// hasText reports whether one of the names is one the text goes by.
func (m *mapping) hasText(names []string) bool {
	for _, want := range m.names[textRole] {
		for _, name := range names {
			if sameName(name, want) {
				return true
			}
		}
	}
	return false
}
