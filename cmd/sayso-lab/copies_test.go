package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// quays is a text of n sentences that are like no others.
func quays(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "On day %d the harbour master of town %d said that quay %d had room for %d boats.\n\n", 7*i, 3*i+1, i*i, 11*i+2)
	}
	return strings.TrimSpace(b.String())
}

// A perturbation gives the same copy each time, leaves the record alone and
// changes its text as it says.
func TestPerturbations(t *testing.T) {
	rec := models.Record{URI: "a", Title: "Quays", Byline: "Ada Quill", Body: quays(0, 40)}
	words := len(strings.Fields(rec.Body))
	for _, way := range perturbations {
		one, two := way.change(rec, 7), way.change(rec, 7)
		if one.Body != two.Body || one.Body == rec.Body || one.Title != "" || rec.Title == "" {
			t.Errorf("%s: %.80q", way.name, one.Body)
		}
		share := float64(len(strings.Fields(one.Body))) / float64(words)
		low, high := 1.0, 1.2
		switch {
		case strings.Contains(way.name, "two thirds"):
			low, high = 0.33, 0.4
		case strings.Contains(way.name, "half"):
			low, high = 0.5, 0.55
		case strings.Contains(way.name, "a quarter"):
			low, high = 0.75, 0.95
		}
		if share < low || share > high {
			t.Errorf("%s: %.2f of the words", way.name, share)
		}
	}
	before, after := strings.Fields(rec.Body), strings.Fields(edit(10)(rec.Body, rand.New(rand.NewPCG(1, 1))))
	changed := 0
	for i := range before {
		if before[i] != after[i] {
			changed++
		}
	}
	if rate := float64(changed) / float64(len(before)); rate < 0.04 || rate > 0.15 {
		t.Errorf("%.2f of the words are edited", rate)
	}
}

func TestEvalCopies(t *testing.T) {
	dir := t.TempDir()
	raw := filepath.Join(dir, "raw")
	if err := os.Mkdir(raw, 0o755); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, text := range []string{quays(0, 20), quays(100, 20), quays(0, 18), quays(200, 20), quays(300, 20)} {
		line, err := json.Marshal(map[string]string{"id": fmt.Sprintf("basil/event_%d", i), "title": fmt.Sprint("Quay ", i), "text": text})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if err := os.WriteFile(filepath.Join(raw, "a.jsonl"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errs := lab(t, "eval", "copies", "--corpora", dir, "--show", "2")
	if code != exitDone || errs != "" {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	out = strings.Join(strings.Fields(out), " ")
	for _, want := range []string{
		"shingles in both 0.9", "Quay 0 [", "Quay 2 [", "found under another headline 100.0 4", "articles that are near copies of another 20.0 5",
		"one event by two outlets, taken for copies 10.0 10", "taken for copies of another story 0.0 40",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %q in\n%s", want, out)
		}
	}
	if strings.Contains(out, "Quay 1") {
		t.Errorf("Quay 1 is a copy of none:\n%s", out)
	}
	if code, _, _ := lab(t, "eval", "copies"); code != exitUsage {
		t.Errorf("without corpora the exit code is %d", code)
	}
	if code, _, _ := lab(t, "eval", "copies", "--corpora", t.TempDir()); code != exitUsage {
		t.Errorf("without raw news the exit code is %d", code)
	}
}
