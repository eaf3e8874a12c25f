package main

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"regexp"
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
		parts = append(parts, count(pairs[i+1], fmt.Sprint(pairs[i])))
	}
	fmt.Fprintln(c.out, strings.TrimSpace(what+" "+strings.Join(parts, ", ")))
}

// count says how many there are of some things, a word in the plural with or
// without more behind it: "1 article of the old", "2 articles of the old".
func count(n any, things string) string {
	number := fmt.Sprint(n)
	first, more, _ := strings.Cut(things, " ")
	if one, ok := strings.CutSuffix(first, "s"); ok && number == "1" && !strings.HasPrefix(things, ".") {
		things = strings.TrimSpace(one + " " + more)
	}
	return number + " " + things
}

// all says that nothing of some things was left out.
func all(n int64, things string) string {
	if n == 1 {
		return count(n, things)
	}
	return "all " + count(n, things)
}

// twoDays is a date in figures that is one day in some countries and another in
// others.
var twoDays = regexp.MustCompile(`(?:^|\D)(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|1[0-2])[/-]\d{4}(?:\D|$)`)

// dates says how many articles have a date that was not understood.
func (c *console) dates(r *pipeline.Result) {
	if r.Undated == 0 {
		return
	}
	first := shorten(r.BadDate, 200)
	if twoDays.MatchString(first) {
		first += " (month or day first?)"
	}
	c.say("date not understood", "articles", r.Undated, "the first", first)
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
