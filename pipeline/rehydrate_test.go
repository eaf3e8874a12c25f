package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// owned are articles of all kinds: with titles of their own and in the text,
// with metadata, comments and long bylines, folded actors and a near copy; one
// cannot be used.
func owned(t *testing.T) []string {
	t.Helper()
	record := func(fields map[string]string) string {
		line, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		return string(line) + "\n"
	}
	return []string{
		"a.txt", "Mayor accuses board of waste\n\nBy Ada Quill\n\nMark Halloran accused Denmark of theft. “Denmark lies,” Mr. Halloran said. The minister denied it.\n",
		"b.jsonl", record(map[string]string{"id": "1", "title": "A title of its own", "lead": "A lead that nobody reads", "author": strings.Repeat("Ada Quill and ", 9) + "others",
			"text": "Halloran met the minister. “Never,” the minister said. He said that Çağlar küsür, too."}) +
			record(map[string]string{"id": "2", "text": wire(0, 12)}),
		"c.txt", "Quay full\n\n" + wire(0, 10),
		"d.txt", "",
		"e.html", "<html><head><title>Quays</title></head><body><article><h1>Quays</h1><p>" + wire(50, 9) + "</p><p>The harbour master of Lund said that he was tired.</p></article></body></html>",
	}
}

// The text comes back to the last byte, in whatever order the inputs are and
// whatever format the snapshot has; what is missing or differs is told.
func TestRehydrate(t *testing.T) {
	files, work := owned(t), t.TempDir()
	inputs := tree(t, files...)
	whole := filepath.Join(work, "whole")
	if _, err := Run(t.Context(), Config{Inputs: []string{inputs}, Out: whole}); err != nil {
		t.Fatal(err)
	}
	bare := filepath.Join(work, "bare")
	made, err := Run(t.Context(), Config{Inputs: []string{inputs}, Out: bare, Update: whole, WithoutText: true})
	if err != nil {
		t.Fatal(err)
	}
	if made.Reused != made.Articles || made.Articles != 5 {
		t.Errorf("%d of %d articles were not read again", made.Reused, made.Articles)
	}
	s, err := snapshot.Open(bare)
	if err != nil {
		t.Fatal(err)
	}
	opened(t, bare) // verifies it
	back := filepath.Join(work, "back")
	turned := []string{filepath.Join(inputs, "e.html"), filepath.Join(inputs, "c.txt"), filepath.Join(inputs, "b.jsonl"), filepath.Join(inputs, "a.txt")}
	r, err := Rehydrate(t.Context(), s, Config{Inputs: turned, Out: back, Jobs: 2}, false)
	if err != nil || len(r.Missing) > 0 || r.Filled != 5 {
		t.Fatalf("%+v, error %v", r, err)
	}
	equal(t, back, whole)

	// One has changed, one is gone.
	files[1] += "He said more.\n"
	some := tree(t, files[:6]...)
	out := filepath.Join(work, "some")
	r, err = Rehydrate(t.Context(), s, Config{Inputs: []string{some}, Out: out}, false)
	if want := "[a.txt: the text is not the one that the snapshot was made from e.html: is not among the inputs]"; err != nil || fmt.Sprint(r.Missing) != want || r.Manifest != nil {
		t.Errorf("missing %v, error %v", r.Missing, err)
	}
	if r, err = Rehydrate(t.Context(), s, Config{Inputs: []string{some}, Out: out, Format: snapshot.CSV}, true); err != nil || r.Filled != 3 {
		t.Fatalf("%+v, error %v", r, err)
	}
	articles, _ := opened(t, out)
	for _, art := range articles {
		if there := art.Text != ""; there != (art.SourceURI != "a.txt" && art.SourceURI != "e.html") {
			t.Errorf("the text of %s is there: %v", art.SourceURI, there)
		}
	}
	partly, err := snapshot.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	if partly.Manifest.Text != snapshot.SomeText || partly.Manifest.Origin != s.Manifest.Origin {
		t.Errorf("text %q, origin %s", partly.Manifest.Text, partly.Manifest.Origin)
	}
	// The rest can come later.
	again := filepath.Join(work, "again")
	r, err = Rehydrate(t.Context(), partly, Config{Inputs: []string{inputs}, Out: again}, false)
	if err != nil || len(r.Missing) > 0 {
		t.Fatalf("%+v, error %v", r, err)
	}
	equal(t, again, whole)

	var wrong UsageError
	full, err := snapshot.Open(whole)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Rehydrate(t.Context(), full, Config{Inputs: []string{inputs}, Out: filepath.Join(work, "more")}, false); !errors.As(err, &wrong) {
		t.Errorf("filling in what is there: %v", err)
	}
	if _, err := Rehydrate(t.Context(), s, Config{Inputs: []string{inputs}, Out: whole}, false); !errors.As(err, &wrong) {
		t.Errorf("writing over a snapshot: %v", err)
	}
	if _, err := Run(t.Context(), Config{Inputs: []string{inputs}, Out: filepath.Join(work, "more"), WithoutText: true, Tokens: true}); !errors.As(err, &wrong) {
		t.Errorf("tokens without text: %v", err)
	}
}

// Ids, outlets and names that are longer than a name are sealed, and come back
// with the text.
func TestRehydrateOpensSeals(t *testing.T) {
	const headline = "Harbour board denies that the quay was sold to a friend of the mayor and says the papers prove it"
	line := func(id, body string) string {
		text, err := json.Marshal(map[string]string{"id": id, "publisher": "The Morning Wire, " + strings.Repeat("formerly the Evening Wire, ", 4), "text": body})
		if err != nil {
			t.Fatal(err)
		}
		return string(text) + "\n"
	}
	const text = "Ada Quill said that the harbour was full."
	inputs, work := tree(t, "a.jsonl", line(headline, text)+line(headline, text)+line("The quay is sold", "Karl Brandt denied it.")), t.TempDir()
	whole, bare, back := filepath.Join(work, "whole"), filepath.Join(work, "bare"), filepath.Join(work, "back")
	for _, cfg := range []Config{{Out: whole}, {Out: bare, WithoutText: true}} {
		cfg.Inputs = []string{inputs}
		if _, err := Run(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
	}
	articles, _ := opened(t, bare)
	if len(articles) != 2 {
		t.Fatalf("%d articles", len(articles))
	}
	for _, art := range articles {
		for _, s := range []string{art.SourceURI, art.ExternalID, art.Publisher} {
			if !strings.Contains(s, "sha256:") || len(s) > 40 {
				t.Errorf("%q is not sealed", s)
			}
		}
	}
	s, err := snapshot.Open(bare)
	if err != nil {
		t.Fatal(err)
	}
	for skip, err := range snapshot.Rows(s, table.Skips) {
		if err != nil || strings.Contains(skip.SourceURI, "Harbour") {
			t.Errorf("%q is not sealed, error %v", skip.SourceURI, err)
		}
	}
	if s.Manifest.Rows("skips") != 1 {
		t.Errorf("%d skips", s.Manifest.Rows("skips"))
	}
	r, err := Rehydrate(t.Context(), s, Config{Inputs: []string{inputs}, Out: back}, false)
	if err != nil || r.Filled != 2 {
		t.Fatalf("%+v, error %v", r, err)
	}
	equal(t, back, whole)
}

// A run that makes a snapshot without text, or in another format, can be made
// again, and confirmed.
func TestRerunOfForms(t *testing.T) {
	inputs := tree(t, owned(t)[:4]...)
	for _, cfg := range []Config{{WithoutText: true}, {Format: snapshot.JSONLines}} {
		cfg.Inputs, cfg.Out = []string{inputs}, filepath.Join(t.TempDir(), "out")
		if _, err := Run(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
		s, err := snapshot.Open(cfg.Out)
		if err != nil {
			t.Fatal(err)
		}
		same, _, err := Rerun(t.Context(), s, Config{Inputs: []string{inputs}})
		if err != nil || !same {
			t.Errorf("%s, text %s: the same %v, error %v", s.Manifest.Format, s.Manifest.Text, same, err)
		}
		rows := 0
		for _, err := range snapshot.Rows(s, table.Claims) {
			if err != nil {
				t.Fatal(err)
			}
			rows++
		}
		if rows == 0 {
			t.Error("there are no claims")
		}
	}
}
