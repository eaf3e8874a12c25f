package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// A benchRow is a line of the table of bench.
type benchRow struct {
	step          string
	words, pieces int // read in the time; 0: not told
	took          time.Duration
	bytes         int64 // allocated; models.None: not told
	stage         bool  // one of those that a run by one worker consists of
}

// A benchTable is what bench prints of steps.
type benchTable []benchRow

// sum is a row of what some stages take together, for as many pieces.
func (t benchTable) sum(step string, pieces int) benchRow {
	all := benchRow{step: step, words: t[0].words, pieces: pieces}
	for _, r := range t {
		all.took += r.took
		all.bytes += r.bytes
	}
	return all
}

// print writes the rows: rates, the time, of a stage its share of the time of
// all, and the bytes that it allocates a word.
func (t benchTable) print(out io.Writer) error {
	var all time.Duration
	for _, r := range t {
		if r.stage {
			all += r.took
		}
	}
	rate := func(n int, d time.Duration) string {
		if n == 0 || d <= 0 {
			return ""
		}
		return fmt.Sprint(int(float64(n) / d.Seconds()))
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "step\twords/s\tpieces/s\ttime\tshare\tbytes/word\t")
	for _, r := range t {
		share, bytes := "", ""
		if r.stage && all > 0 {
			share = fmt.Sprintf("%.1f %%", 100*r.took.Seconds()/all.Seconds())
		}
		if r.bytes >= 0 && r.words > 0 {
			bytes = fmt.Sprint(r.bytes / int64(r.words))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t\n", r.step, rate(r.words, r.took), rate(r.pieces, r.took), r.took.Round(time.Millisecond), share, bytes)
	}
	return w.Flush()
}
