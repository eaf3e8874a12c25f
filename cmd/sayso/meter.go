package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/sayso-nlp/sayso/pipeline"
)

// every is how long a run may be silent where there is no terminal.
const every = 10 * time.Second

// A meter shows how far a run is: a bar on a terminal, else a line now and then.
type meter struct {
	log  *console
	bar  *progressbar.ProgressBar // nil where there is no terminal
	out  io.Writer
	next time.Time
	last pipeline.Progress
}

func newMeter(out io.Writer, log *console) *meter {
	return &meter{log: log, out: out, next: time.Now().Add(every)}
}

// show is told of each article.
func (m *meter) show(p pipeline.Progress) {
	m.last = p
	switch {
	case m.log.quiet:
	case m.log.json == nil && isTerminal(m.out):
		m.draw(p)
	case time.Now().After(m.next):
		m.next = time.Now().Add(every)
		m.log.say("so far", "articles", p.Articles, "skips", p.Skips, "percent of the bytes", percent(p))
	}
}

func (m *meter) draw(p pipeline.Progress) {
	if m.bar == nil {
		total := p.Total
		if total == 0 {
			total = -1 // a pipe: a spinner
		}
		m.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(m.out),
			progressbar.OptionShowBytes(true),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(true))
	}
	m.bar.Describe(count(p.Articles, "articles"))
	// A bar that cannot be drawn is no reason to end a run.
	_ = m.bar.Set64(min(p.Bytes, max(p.Total-1, 0)))
}

func percent(p pipeline.Progress) int64 {
	if p.Total == 0 {
		return 0
	}
	return p.Bytes * 100 / p.Total
}

// close takes the bar away.
func (m *meter) close() {
	if m.bar != nil {
		_ = m.bar.Finish()
		_ = m.bar.Clear()
	}
}
