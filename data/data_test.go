package data

import (
	"strings"
	"testing"
)

// Every list says what it is and where it came from, holds rows of equal
// width, and is sorted and unique, so that a change to it is a readable diff.
func TestLists(t *testing.T) {
	for _, h := range Hashes() {
		t.Run(h.Name, func(t *testing.T) {
			text, err := lists.ReadFile(h.Name)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"# title:", "# columns:", "# source:", "# licence:", "# revision:"} {
				if !strings.Contains(string(text), want) {
					t.Errorf("no line %q on top", want)
				}
			}
			rows := Rows(strings.TrimSuffix(h.Name, ".tsv"))
			if len(rows) == 0 {
				t.Fatal("no rows")
			}
			last := ""
			for _, row := range rows {
				line := strings.Join(row, "\t")
				if line <= last {
					t.Errorf("%q does not follow %q: sort the list by bytes, each row once", line, last)
				}
				last = line
				if len(row) != len(rows[0]) {
					t.Errorf("%q has %d columns, not %d", line, len(row), len(rows[0]))
				}
				for _, cell := range row {
					if cell != strings.TrimSpace(cell) {
						t.Errorf("%q: outer white space", line)
					}
				}
			}
		})
	}
}
