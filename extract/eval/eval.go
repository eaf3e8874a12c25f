// Package eval counts what is right: it compares what was found with what
// people marked by hand and says, in one [Row] a measure, how well they agree.
//
// The idea: a scorer is a value that starts empty. Add takes the gold and the
// found records of one article or sentence; Rows gives the figures so far. All
// counts are whole numbers until the last division, and nothing is half right.
// For every scorer holds: gold against itself is 100, nothing found is 0, and
// the order in which records are handed over decides nothing.
//
// It reads no files and knows no corpus: the readers of gold, and what a
// corpus's labels mean to us, live in cmd/sayso-lab. It does not promise figures
// that compare with those of papers wherever a measure leaves a choice; each
// scorer says what it chose.
package eval

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Row is one figure: how well a task is done on a corpus by one measure.
type Row struct {
	Task    string  `json:"task"`
	Corpus  string  `json:"corpus"`
	Measure string  `json:"measure"`
	Value   float64 `json:"value"` // percent
	N       int     `json:"n"`     // how many records it is taken over: gold ones, but the found ones for precision
}

// Format writes the rows as aligned text, one a line, values with one decimal.
func Format(rows []Row) string {
	var task, corpus, measure, n int
	for _, r := range rows {
		task = max(task, utf8.RuneCountInString(r.Task))
		corpus = max(corpus, utf8.RuneCountInString(r.Corpus))
		measure = max(measure, utf8.RuneCountInString(r.Measure))
		n = max(n, len(fmt.Sprint(r.N)))
	}
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%-*s  %-*s  %-*s  %5.1f  %*d\n", task, r.Task, corpus, r.Corpus, measure, r.Measure, r.Value, n, r.N)
	}
	return b.String()
}
