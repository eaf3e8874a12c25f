package snapshot

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// write makes a snapshot of n sample articles and two skips.
func write(tb testing.TB, dir string, n int, opt Options) *Manifest {
	tb.Helper()
	w, err := Create(dir, opt)
	if err != nil {
		tb.Fatal(err)
	}
	defer w.Abort()
	for i := range n {
		if err := w.Add(sample(tb, fmt.Sprintf("a/%d.txt", i), fmt.Sprint(i))); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Skip(models.Skip{URI: "b/\xff.gz", Stage: models.Reading, Reason: models.Truncated}); err != nil {
		tb.Fatal(err)
	}
	if err := w.Skip(models.Skip{URI: "c.jsonl", Record: 3, Stage: models.Extracting, Reason: models.Internal, Detail: "ouch"}); err != nil {
		tb.Fatal(err)
	}
	if n > 0 {
		if err := w.Actors(withoutError(sampleActors(n))); err != nil {
			tb.Fatal(err)
		}
	}
	m, err := w.Close(Run{Options: map[string]any{"limit": 0, "any_language": false}, Inputs: []Input{{"a/0.txt", 99, "00"}}})
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// collect copies all rows of a table.
func collect[R any](tb testing.TB, s *Snapshot, k *table.Kind[R]) []R {
	tb.Helper()
	var rows []R
	for r, err := range Rows(s, k) {
		if err != nil {
			tb.Fatal(err)
		}
		rows = append(rows, *r)
	}
	return rows
}

// same compares the rows of a table with those that documents give.
func same[R any](t *testing.T, s *Snapshot, k *table.Kind[R], docs []*models.Document, rows func(*table.Rows) iter.Seq[*R]) {
	t.Helper()
	var want []R
	for _, doc := range docs {
		for r := range rows(table.Of(doc)) {
			want = append(want, *r)
		}
	}
	if len(want) == 0 {
		t.Errorf("%s: the samples give no rows", k.Name)
	}
	if diff := cmp.Diff(want, collect(t, s, k)); diff != "" {
		t.Errorf("%s (-written +read):\n%s", k.Name, diff)
	}
}

func TestRowsComeBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "er", "snap")
	m := write(t, dir, 300, Options{Tokens: true})
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, s.Manifest); diff != "" {
		t.Errorf("manifest (-written +read):\n%s", diff)
	}
	var docs []*models.Document
	for i := range 300 {
		docs = append(docs, sample(t, fmt.Sprintf("a/%d.txt", i), fmt.Sprint(i)))
	}
	same(t, s, table.Articles, docs, func(r *table.Rows) iter.Seq[*table.Article] {
		art := r.Article()
		return slices.Values([]*table.Article{&art})
	})
	same(t, s, table.Sections, docs, (*table.Rows).Sections)
	same(t, s, table.Sentences, docs, (*table.Rows).Sentences)
	same(t, s, table.Tokens, docs, (*table.Rows).Tokens)
	same(t, s, table.Mentions, docs, (*table.Rows).Mentions)
	same(t, s, table.Claims, docs, (*table.Rows).Claims)
	same(t, s, table.ClaimSpans, docs, (*table.Rows).ClaimSpans)
	same(t, s, table.ClaimActors, docs, (*table.Rows).ClaimActors)
	same(t, s, table.Stances, docs, (*table.Rows).Stances)
	same(t, s, table.StanceSummary, docs, (*table.Rows).Summaries)
	var actors []table.Actor
	for _, act := range sampleActors(300) {
		actors = append(actors, table.OfActor(act))
	}
	if diff := cmp.Diff(actors, collect(t, s, table.Actors)); diff != "" {
		t.Errorf("actors (-written +read):\n%s", diff)
	}
	skips := []table.Skip{
		{SourceURI: "b/\uFFFD.gz", Record: models.None, Stage: "read", Reason: "truncated"},
		{SourceURI: "c.jsonl", Record: 3, Stage: "extract", Reason: "internal error", Detail: "ouch"},
	}
	if diff := cmp.Diff(skips, collect(t, s, table.Skips)); diff != "" {
		t.Errorf("skips (-written +read):\n%s", diff)
	}
	for _, row := range collect(t, s, table.Mentions) {
		art := slices.IndexFunc(docs, func(d *models.Document) bool { return string(d.Article.ID) == row.ArticleID })
		if got := string([]rune(docs[art].Article.Text)[row.CharStart:row.CharEnd]); got != row.Text {
			t.Fatalf("%s: text[%d:%d] reads %q, not %q", row.MentionID, row.CharStart, row.CharEnd, got, row.Text)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("beside the snapshot stands something: %v", entries)
	}
}

// What is known only at the end stands in all rows, and the bytes are those of a
// run that knew it all along.
func TestSettle(t *testing.T) {
	root := t.TempDir()
	docs := func() []*models.Document {
		var list []*models.Document
		for i := range 40 {
			list = append(list, sample(t, fmt.Sprintf("a/%d.txt", i), fmt.Sprint(i)))
		}
		return list
	}
	run := func(name string, docs []*models.Document, settle func(*Writer) error) string {
		dir := filepath.Join(root, name)
		w, err := Create(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Abort()
		for _, doc := range docs {
			if err := w.Add(doc); err != nil {
				t.Fatal(err)
			}
		}
		actors := sampleActors(40)
		actors[1].ID = "person:aita"
		if err := settle(w); err != nil {
			t.Fatal(err)
		}
		if err := w.Actors(withoutError(actors)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Close(Run{}); err != nil {
			t.Fatal(err)
		}
		if got := problems(t, dir); got != "" {
			t.Error(got)
		}
		return sums(t, dir)
	}
	known := docs()
	copies := make(map[models.ArticleID]models.ArticleID)
	for i, doc := range known {
		doc.Actors = slices.Clone(doc.Actors)
		doc.Actors[1].ID = "person:aita"
		if i%3 == 2 {
			doc.Article.DuplicateOf = known[0].Article.ID
			copies[doc.Article.ID] = known[0].Article.ID
		}
	}
	want := run("known", known, func(*Writer) error { return nil })
	late := run("late", docs(), func(w *Writer) error {
		return w.Settle(map[models.ActorID]models.ActorID{"person:aiti": "person:aita"}, copies)
	})
	if late != want {
		t.Errorf("other bytes:\n%s\nand not\n%s", late, want)
	}
}
