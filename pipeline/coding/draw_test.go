package coding

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/pipeline"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

var model = sync.OnceValues(func() (*extract.Model, error) { return extract.Open(data.Default) })

// read makes a snapshot of a file or folder.
func read(t *testing.T, input string) *snapshot.Snapshot {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "snap")
	if _, err := pipeline.Run(context.Background(), pipeline.Config{Inputs: []string{input}, Out: dir, Model: m}); err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func draw(t *testing.T, s *snapshot.Snapshot, opt Options) *Sample {
	t.Helper()
	sample, err := Draw(s, opt)
	if err != nil {
		t.Fatalf("%+v: %v", opt, err)
	}
	return sample
}

func sheet(t *testing.T, rows []Row, separator rune) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSheet(&b, rows, separator); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDraw(t *testing.T) {
	s := read(t, "../../data/sample")
	opt := Options{Rows: 61, By: []string{"type"}, Seed: 5}
	sample := draw(t, s, opt)
	units, drawn := make(map[Kind]int), make(map[Stratum]int)
	for _, st := range sample.Strata {
		units[st.Kind] += st.Units
		drawn[st] = 0
	}
	if units[Claim] != int(s.Manifest.Rows("claims")) || units[Stance] != int(s.Manifest.Rows("stances")) {
		t.Errorf("strata hold %v, the tables %d claims and %d stances", units, s.Manifest.Rows("claims"), s.Manifest.Rows("stances"))
	}
	ids := make(map[string]bool)
	for i, r := range sample.Rows {
		drawn[r.Stratum]++
		ids[r.ID] = true
		said := strings.NewReplacer("[", "", "]", "", "SOURCE ", "", "CUE ", "", "CONTENT ", "", "EVIDENCE ", "", "HOLDER ", "", "TARGET ", "").Replace(r.Context)
		for _, words := range []string{r.Cue, r.Evidence, r.Source} {
			// Of several stretches the first words stand somewhere.
			first, _, _ := strings.Cut(plain(words), " ")
			if !strings.Contains(said, first) {
				t.Errorf("%s: %q is not in %q", r.ID, first, said)
			}
		}
		if r.Kind == Claim && (r.Type != r.Stratum.Name && r.Stratum.Folded == 0 || !strings.Contains(r.Context, "[CUE ") || r.Holder != "") {
			t.Errorf("row %d: %+v", i, r)
		}
		if r.Kind == Stance && (r.Label != r.Stratum.Name || !strings.Contains(r.Context, "[EVIDENCE ") || r.Holder == "" || r.Target == "") {
			t.Errorf("row %d: %+v", i, r)
		}
		if i > 0 && sample.Rows[i-1].Kind > r.Kind {
			t.Errorf("row %d: kinds are mixed", i)
		}
	}
	if len(ids) != opt.Rows {
		t.Errorf("%d rows, not %d", len(ids), opt.Rows)
	}
	for st, n := range drawn {
		if n != st.Rows {
			t.Errorf("%+v: %d rows", st, n)
		}
	}

	// The same once more, and read back under each separator.
	text := sheet(t, sample.Rows, ',')
	if again := sheet(t, draw(t, s, opt).Rows, ','); again != text {
		t.Error("the same draw gives another sheet")
	}
	opt.Seed++
	if other := sheet(t, draw(t, s, opt).Rows, ','); other == text {
		t.Error("another seed gives the same sheet")
	}
	for _, separator := range []rune{',', ';', '\t'} {
		back, err := ReadSheet("sheet.csv", strings.NewReader(sheet(t, sample.Rows, separator)))
		if err != nil {
			t.Fatalf("%q: %v", separator, err)
		}
		for i, c := range back.Rows {
			r := sample.Rows[i]
			if c.ID != r.ID || c.Kind != r.Kind || c.Stratum != r.Stratum.Name || c.Weight != float64(r.Stratum.Units)/float64(r.Stratum.Rows) {
				t.Errorf("%q: row %d reads %+v, was %+v", separator, i, c, r)
			}
		}
	}
}

func TestDrawsOfKindsAndFields(t *testing.T) {
	s := read(t, "../../data/sample")
	claims := int(s.Manifest.Rows("claims"))
	if all := draw(t, s, Options{Rows: 10_000, Kinds: []Kind{Claim}}); len(all.Rows) != claims {
		t.Errorf("%d of %d claims", len(all.Rows), claims)
	}
	// What one kind lacks the other gives.
	if both := draw(t, s, Options{Rows: claims}); len(both.Rows) != claims {
		t.Errorf("%d rows of %d", len(both.Rows), claims)
	}
	// The wire's records have a topic; others have none.
	strata := make(map[string]bool)
	for _, st := range draw(t, s, Options{Rows: 100, By: []string{"metadata.topic", "section"}, Kinds: []Kind{Claim}}).Strata {
		strata[st.Name] = true
	}
	if !strata["climate, body"] || !strata["(none), body"] {
		t.Errorf("%v", strata)
	}
	if _, err := Draw(s, Options{Rows: 10, By: []string{"type", "genre"}}); err == nil || !strings.Contains(err.Error(), "genre is known of nothing in") {
		t.Errorf("%v", err)
	}
	for _, name := range []string{"type", "outlet", "section", "genre", "metadata.x"} {
		if err := CheckField(name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"", "metadata.", "colour"} {
		if err := CheckField(name); err == nil {
			t.Errorf("%q is a field", name)
		}
	}
}

// Copies are left out on request, and a snapshot of nothing is said to be one.
func TestDrawWithoutCopies(t *testing.T) {
	lines := ""
	for i := range 2 {
		lines += fmt.Sprintf(`{"id": "%d", "source": "=cmd", "genre": "news", "text": "Mayor Ada Lind said that the harbour would close."}`+"\n", i)
	}
	name := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(name, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	s := read(t, name)
	count := func(opt Options) int { return len(draw(t, s, opt).Rows) }
	all, once := count(Options{Rows: 9, Kinds: []Kind{Claim}}), count(Options{Rows: 9, Kinds: []Kind{Claim}, NoCopies: true})
	if all != 2 || once != 1 {
		t.Errorf("%d claims, %d without copies", all, once)
	}
	text := sheet(t, draw(t, s, Options{Rows: 1, By: []string{"genre", "outlet"}, Kinds: []Kind{Claim}}).Rows, ';')
	want := strings.Join([]string{
		`claim;[SOURCE Mayor Ada Lind] [CUE said] [CONTENT that the harbour would close].;Mayor Ada Lind;Ada Lind;said;that the harbour would close;statement;false;asserted;;;;;;;;;;'=cmd;;news;body;news, '=cmd;2;1;`,
	}, "")
	if !strings.Contains(text, want) {
		t.Errorf("the sheet reads\n%s\nand not\n%s", text, want)
	}
	empty := filepath.Join(t.TempDir(), "b.txt")
	if err := os.WriteFile(empty, []byte("The day was long and the road was dry."), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Draw(read(t, empty), Options{Rows: 5}); err == nil || !strings.Contains(err.Error(), "nothing to draw") {
		t.Errorf("%v", err)
	}
}

func TestAgreeOfADraw(t *testing.T) {
	s := read(t, "../../data/sample")
	text := sheet(t, draw(t, s, Options{Rows: 40}).Rows, ',')
	blank, err := ReadSheet("a.csv", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Agree([]*Sheet{blank}, []string{"type"}); err == nil || !strings.Contains(err.Error(), "none of 40 rows is judged") {
		t.Errorf("a blank sheet: %v", err)
	}
	for i := range blank.Rows {
		if blank.Rows[i].Kind == Claim {
			blank.Rows[i].Answers = [len(questions)]Answer{Yes, Yes, No}
		}
	}
	r, err := Agree([]*Sheet{blank}, []string{"type"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.csv answers nothing about stances: the figures are of the rest"}
	if diff := cmp.Diff(want, r.Notes); diff != "" || len(r.Precision) == 0 {
		t.Errorf("%v (-want +got):\n%s", r.Precision, diff)
	}
}
