package entity_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An example is a text of our own, marked as it should be found, and what the
// countries of some of its actors should be.
type example struct {
	marked    string
	countries []string // "person:ada-brook GBR"; "-" for none
}

// phenomena reads the files of testdata, a phenomenon a file: what it shows on
// top, then examples, each in lines of its own with a blank line before it.
//
//	# Affiliation.
//
//	Kremlin spokesman [Ivan Sorin|person:ivan-sorin] declined to comment.
//	= person:ivan-sorin RUS
func phenomena(t testing.TB) map[string][]example {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no phenomena: %v", err)
	}
	found := map[string][]example{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(strings.TrimSpace(string(text)), "\n\n")
		if len(parts) < 2 || !strings.HasPrefix(parts[0], "# ") {
			t.Fatalf("%s: no heading or no example", path)
		}
		for _, part := range parts[1:] {
			lines := strings.Split(part, "\n")
			ex := example{marked: lines[0]}
			for _, line := range lines[1:] {
				actor, ok := strings.CutPrefix(line, "= ")
				if !ok {
					t.Fatalf("%s: %q", path, line)
				}
				ex.countries = append(ex.countries, actor)
			}
			name := strings.TrimSuffix(filepath.Base(path), ".txt")
			found[name] = append(found[name], ex)
		}
	}
	return found
}

func TestPhenomena(t *testing.T) {
	for name, list := range phenomena(t) {
		t.Run(name, func(t *testing.T) {
			for _, ex := range list {
				expectMarks(t, ex.marked)
				expectCountries(t, ex)
			}
		})
	}
}

// expectCountries holds that the actors of an example have the countries named.
func expectCountries(t *testing.T, ex example) {
	t.Helper()
	var got []string
	for _, act := range read(bare(ex.marked)).Actors {
		code := act.Country
		if code == "" {
			code = "-"
		}
		asked := func(s string) bool { return strings.HasPrefix(s, string(act.ID)+" ") }
		if slices.ContainsFunc(ex.countries, asked) {
			got = append(got, string(act.ID)+" "+code)
		}
	}
	if diff := cmp.Diff(ex.countries, got); diff != "" {
		t.Errorf("%s: countries (-want +got):\n%s", bare(ex.marked), diff)
	}
}

// texts are the texts of all phenomena, without their marks, in order.
func texts(t testing.TB) []string {
	var list []string
	for _, examples := range phenomena(t) {
		for _, ex := range examples {
			list = append(list, bare(ex.marked))
		}
	}
	slices.Sort(list)
	return list
}
