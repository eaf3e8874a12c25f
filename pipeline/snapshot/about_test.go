package snapshot

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// described is a manifest with all that a snapshot may say of itself; the words
// are such as break a format.
func described() *Manifest {
	m := &Manifest{ID: strings.Repeat("ab", 32), SchemaVersion: table.SchemaVersion, ToolVersion: table.ToolVersion,
		About:       About{Title: "Ports: \"a\" | b\n- {c}", Authors: []string{"Ada Quill", "Lund: #1"}, Licence: "CC-BY-4.0"},
		Ingredients: []Ingredient{{"word list", "cues.tsv", "cues | frames", "ours", "MIT"}, {"weights", "small", "encoder", "", "CC BY-SA 4.0"}}}
	for _, t := range table.All() {
		m.Tables = append(m.Tables, Table{Name: t.Name, Rows: 3, Files: []File{{Path: Parquet.part(t.Name, 0), Rows: 3, Bytes: 99, SHA256: "00"}}})
	}
	return m
}

// Every document is of its form, whatever the words; what they say is held to
// the standards by interop/check.py.
func TestDocumentsHoldTheirForm(t *testing.T) {
	m := described()
	for _, doc := range m.documents() {
		switch {
		case strings.HasSuffix(doc.name, ".json"):
			if !json.Valid(doc.text) {
				t.Errorf("%s is no JSON", doc.name)
			}
		case doc.name == columnsFile:
			rows, err := csv.NewReader(bytes.NewReader(doc.text)).ReadAll()
			all := 0
			for _, def := range table.All() {
				all += len(def.Columns)
			}
			if err != nil || len(rows) != all+1 {
				t.Errorf("%d rows for %d columns, error %v", len(rows)-1, all, err)
			}
		case doc.name == citationFile:
			for line := range strings.Lines(string(doc.text)) {
				key, _, ok := strings.Cut(strings.TrimLeft(line, " -"), ":")
				if !ok || strings.ContainsAny(key, `"{`) {
					t.Errorf("%q is no line of keys and values", line)
				}
			}
		case doc.name == licencesFile:
			if !strings.Contains(string(doc.text), "under CC-BY-4.0.") || !strings.Contains(string(doc.text), `| word list | `+"`cues.tsv`"+` | cues \| frames; ours | MIT |`) {
				t.Errorf("%s", doc.text)
			}
		}
	}
}

func TestAbout(t *testing.T) {
	const accepted = "it must be an identifier of the SPDX License List, such as CC-BY-4.0, CC0-1.0 or ODbL-1.0, or a URL that begins with https://"
	for _, tt := range []struct {
		about About
		want  string // of the error
	}{
		{About{}, "<nil>"},
		{About{Title: "Ports", Authors: []string{"Ada Quill"}, Licence: "CC0-1.0"}, "<nil>"},
		{About{Licence: "GPL-3.0"}, "<nil>"}, // deprecated, and in use
		{About{Licence: "https://lund.example/licence"}, "<nil>"},
		{About{Licence: "https://"}, `the licence "https://" is none: ` + accepted},
		{About{Licence: "banana"}, `the licence "banana" is none: ` + accepted},
		{About{Licence: " "}, `the licence " " is none: ` + accepted},
		{About{Licence: "cc-by-4.0"}, `the licence "cc-by-4.0" is none: ` + accepted + " (did you mean CC-BY-4.0?)"},
		{About{Licence: "CC BY-SA 4"}, `the licence "CC BY-SA 4" is none: ` + accepted + " (did you mean CC-BY-SA-4.0?)"},
		{About{Authors: []string{" "}}, "an author has no name"},
	} {
		if got := fmt.Sprint(tt.about.Check()); got != tt.want {
			t.Errorf("%+v: %s", tt.about, got)
		}
	}
	if list := spdx(); len(list) < 700 || !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
		t.Errorf("the list of SPDX is not sorted, or holds one twice: %d", len(list))
	}
	// What is said of a snapshot is part of what its id names.
	one, two := described(), described()
	two.About.Authors = nil
	a, errA := one.identify()
	b, errB := two.identify()
	if a == b || errA != nil || errB != nil {
		t.Errorf("%s and %s", a, b)
	}
	if words := fmt.Sprint(two.Against(one)); !strings.Contains(words, "authors: Ada Quill, Lund: #1 became nothing") {
		t.Errorf("the difference is %s", words)
	}
}

// A title or a name may hold what BibTeX, YAML and readers take for theirs.
func TestCitationsSayWhatWasSaid(t *testing.T) {
	m := &Manifest{ID: strings.Repeat("ab", 32), ToolVersion: "1", About: About{Title: "Ports & {quays}: 100 % of\n#1_a ~ $5 \\ ^ \u202Eabc",
		Authors: []string{"Ada Quill", "Ports and Quays Institute", "Brandt & Sons"}}}
	const want = `@misc{sayso-abababababababab, author = {Ada Quill and {Ports and Quays Institute} and Brandt \& Sons}, ` +
		`title = {Ports \& \textbraceleft{}quays\textbraceright{}: 100 \% of \#1\_a \textasciitilde{} \$5 \textbackslash{} \textasciicircum{} abc}, note = {`
	if got := bibtex(m); !strings.HasPrefix(got, want) || strings.Count(got, "{") != strings.Count(got, "}") {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	m.About.Authors = nil
	if got := bibtex(m); !strings.Contains(got, "author = {anonymous}") {
		t.Error(got)
	}
	text := string(citation(m))
	if strings.ContainsFunc(text, models.Steers) || !strings.Contains(text, `title: "Ports & {quays}: 100 % of\n#1_a ~ $5 \\ ^ \u202eabc"`) {
		t.Error(text)
	}
}
