package main

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
)

// A console prints messages: a line of words and numbers, or a line of JSON.
type console struct {
	out   io.Writer
	json  *slog.Logger // nil for text
	quiet bool
}

func newConsole(out io.Writer, format string, quiet bool) (*console, error) {
	c := &console{out: out, quiet: quiet}
	switch format {
	case "text":
	case "json":
		c.json = slog.New(slog.NewJSONHandler(out, nil))
	default:
		return nil, misuse("--log-format %q: must be text or json", format)
	}
	return c, nil
}

// say prints what happened and pairs of a name and a value.
func (c *console) say(what string, pairs ...any) {
	if c.quiet {
		return
	}
	if c.json != nil {
		c.json.Info(what, pairs...)
		return
	}
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if words, ok := pairs[i+1].(string); ok {
			parts = append(parts, fmt.Sprintf("%v: %s", pairs[i], words))
			continue
		}
		parts = append(parts, fmt.Sprintf("%v %v", pairs[i+1], pairs[i]))
	}
	fmt.Fprintln(c.out, strings.TrimSpace(what+" "+strings.Join(parts, ", ")))
}

// reasons says why inputs were skipped, the most frequent first.
func (c *console) reasons(r *pipeline.Result) {
	var list []models.Reason
	for reason := range r.Reasons {
		list = append(list, reason)
	}
	slices.SortFunc(list, func(x, y models.Reason) int {
		return cmp.Or(r.Reasons[y]-r.Reasons[x], cmp.Compare(x, y))
	})
	for _, reason := range list {
		c.say("skipped", string(reason), r.Reasons[reason], "the first", pipeline.Explain(r.First[reason]))
	}
}

// passed says how many files of a folder were not looked at, by their ending.
func (c *console) passed(byEnding map[string]int) {
	if len(byEnding) == 0 {
		return
	}
	pairs := []any{}
	for _, ending := range slices.Sorted(maps.Keys(byEnding)) {
		name := ending
		if name == "" {
			name = "without an ending"
		}
		pairs = append(pairs, name, byEnding[ending])
	}
	c.say("passed over", pairs...)
}
