package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

var update = flag.Bool("update", false, "rewrite the expected outputs")

// The sample's snapshot, as text to read and as hashes of the tables. A change
// of what is found is a diff that someone reads.
func TestGoldenSample(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	var out, messages strings.Builder
	if code := run(context.Background(), []string{"run", "../../data/sample", "-o", dir, "--quiet"}, nil, &out, &messages); code != done {
		t.Fatalf("exit code %d: %s", code, messages.String())
	}
	s, err := snapshot.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := describe(t, s)
	name := filepath.Join("testdata", "sample.golden")
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the sample reads otherwise; if that is meant, run make golden (-want +got):\n%s", diff)
	}
}

// describe writes a snapshot down: its hashes, then each article with its
// sections, claims, stances and mentions.
func describe(t *testing.T, s *snapshot.Snapshot) string {
	var b strings.Builder
	for _, tab := range s.Manifest.Tables {
		for _, f := range tab.Files {
			fmt.Fprintf(&b, "%s  %s, %d rows\n", f.SHA256[:16], f.Path, f.Rows)
		}
	}
	about := make(map[string][]string) // lines by article
	add := func(article, format string, args ...any) {
		about[article] = append(about[article], fmt.Sprintf(format, args...))
	}
	texts := make(map[string][]rune)
	for art := range rows(t, s, table.Articles) {
		texts[art.ArticleID] = []rune(art.Text)
	}
	for sec := range rows(t, s, table.Sections) {
		words := strings.Fields(string(texts[sec.ArticleID][sec.CharStart:sec.CharEnd]))
		add(sec.ArticleID, "section %s by %s: %s … %s", sec.Kind, orNone(sec.AuthorActorID), strings.Join(words[:min(4, len(words))], " "), words[len(words)-1])
	}
	for c := range rows(t, s, table.Claims) {
		mark := ""
		if c.Negated {
			mark = " negated"
		}
		if c.Modality != "asserted" {
			mark += " " + c.Modality
		}
		if c.ParentClaimID != "" {
			mark += " in " + c.ParentClaimID[len(c.ArticleID)+1:]
		}
		add(c.ArticleID, "%s %s%s %s [%s] | %s | %s", c.ClaimID[len(c.ArticleID)+1:], c.Type, mark, c.Quote, orNone(c.SourceActorID),
			strings.Join([]string{orNone(c.SourceText), c.CueText}, " | "), c.ContentText)
	}
	for st := range rows(t, s, table.Stances) {
		add(st.ArticleID, "stance %s → %s: %s %+.3f [%s] %s", st.HolderID, st.TargetID, st.Label, st.Score, st.EvidenceText, st.Event)
	}
	for men := range rows(t, s, table.Mentions) {
		add(men.ArticleID, "mention %s %q → %s", men.Kind, men.Text, men.ActorID)
	}
	for art := range rows(t, s, table.Articles) {
		fmt.Fprintf(&b, "\n%s %s\n  title %q by %q in %q on %v, %s\n", art.SourceURI, art.ArticleID, art.Title, art.Byline, art.Publisher, art.PublishedOn, art.Metadata)
		for _, line := range about[art.ArticleID] {
			fmt.Fprintf(&b, "  %s\n", strings.Join(strings.Fields(line), " "))
		}
	}
	return b.String()
}

func rows[R any](t *testing.T, s *snapshot.Snapshot, k *table.Kind[R]) func(func(*R) bool) {
	return func(yield func(*R) bool) {
		for row, err := range snapshot.Rows(s, k) {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(row) {
				return
			}
		}
	}
}

func orNone(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
