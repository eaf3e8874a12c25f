package stance_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/data"
)

// The lists say only what this package reads: known parts of speech, values
// within their range, PLOVER's categories, known shifts, lower case.
func TestLists(t *testing.T) {
	var events []string
	for _, row := range data.Rows("plover") {
		events = append(events, row[0])
	}
	value := func(s string) bool { return slices.Contains([]string{"-2", "-1", "0", "1", "2"}, s) }
	for _, row := range data.Rows("stance-act") {
		if len(row) != 7 || !strings.Contains("vnpa", row[1]) || !value(row[2]) || !value(row[3]) || !value(row[4]) || row[5] == "" ||
			row[6] != "-" && !slices.Contains(events, row[6]) || row[0] != strings.ToLower(row[0]) {
			t.Errorf("stance-act: %q", row)
		}
		if (row[1] == "n" || row[1] == "p" || row[1] == "a") && row[5] == "-" {
			t.Errorf("stance-act: %q has no preposition", row)
		}
	}
	for _, row := range data.Rows("stance-word") {
		if len(row) != 3 || !strings.Contains("navrm", row[1]) || !value(row[2]) || row[2] == "0" || row[0] != strings.ToLower(row[0]) {
			t.Errorf("stance-word: %q", row)
		}
	}
	kinds := strings.Fields("negate reverse hedge carry undergo light voice brand fate- fate+ mock felt wish grief attitude mutual")
	for _, row := range data.Rows("stance-shift") {
		if len(row) != 2 || !slices.Contains(kinds, row[1]) || row[0] != strings.ToLower(row[0]) {
			t.Errorf("stance-shift: %q", row)
		}
	}
}
