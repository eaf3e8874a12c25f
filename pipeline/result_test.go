package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/journal"
	"github.com/sayso-nlp/sayso/pipeline/pack"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// articles are n short articles, a file each; some share actors, some texts.
func articles(n int) (files []string) {
	people := []string{"Ada Quill", "Tomas Ferro", "Quill", "the ministry", "Vera Holm"}
	for i := range n {
		text := fmt.Sprintf("%s said that the port of Lund would stay shut for %d days. %s denied it.\n",
			people[i%len(people)], i%7, people[(i+2)%len(people)])
		files = append(files, fmt.Sprintf("%03d.txt", i), text)
	}
	return files
}

// run runs and returns the result and the notices.
func run(t *testing.T, cfg Config) (*Result, string) {
	t.Helper()
	var notices []string
	cfg.Notice = func(s string) { notices = append(notices, s) }
	result, err := Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return result, strings.Join(notices, "\n")
}

// equal checks that two snapshots hold the same bytes.
func equal(t *testing.T, got, want string) {
	t.Helper()
	if sums(t, got) != sums(t, want) {
		t.Errorf("%s and %s differ", got, want)
	}
	problems, err := snapshot.Verify(got)
	if err != nil || len(problems) > 0 {
		t.Errorf("%s is not sound: %v, %v", got, problems, err)
	}
}

// A run that was cut off goes on where it was, whatever was asked for otherwise,
// and ends in the bytes of one that was not.
func TestResume(t *testing.T) {
	dir, work := tree(t, articles(20)...), t.TempDir()
	whole := filepath.Join(work, "whole")
	run(t, Config{Inputs: []string{dir}, Out: whole, Tokens: true})
	out := filepath.Join(work, "out")
	cut := func(after int) {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		_, err := Run(ctx, Config{Inputs: []string{dir}, Out: out, Jobs: 1, Progress: func(Progress) {
			if n++; n == after {
				cancel()
			}
		}})
		if err == nil {
			t.Fatal("the run was not cut off")
		}
	}
	cut(3)
	cut(11)
	result, notices := run(t, Config{Inputs: []string{dir}, Out: out, Tokens: true, Jobs: 2})
	equal(t, out, whole)
	if result.Resumed < 11 || result.Resumed > 19 || !strings.Contains(notices, "a run was cut off here: its 1") {
		t.Errorf("%d articles were not read again; it says %q", result.Resumed, notices)
	}
	if got := names(t, work); !slices.Equal(got, []string{".out.sayso-journal", ".whole.sayso-journal", "out", "whole"}) {
		t.Errorf("left %q", got)
	}

	cut2 := filepath.Join(work, "anew")
	out = cut2
	cut(5)
	result, notices = run(t, Config{Inputs: []string{dir}, Out: out, Tokens: true, Restart: true, Forget: true})
	equal(t, out, whole)
	if result.Resumed != 0 || notices != "" || slices.Contains(names(t, work), ".anew.sayso-journal") {
		t.Errorf("%d articles were not read again; it says %q", result.Resumed, notices)
	}
}

// An update reads what is new and what changed, and ends in the bytes of a full
// run.
func TestUpdate(t *testing.T) {
	files, work := articles(20), t.TempDir()
	before := tree(t, files[:30]...) // fifteen of them
	files[5] += "Vera Holm welcomed the decision.\n"
	files = append(files, "00.txt", said) // before the others
	after := tree(t, files[2:]...)        // one is gone, one changed, six came new
	old, full, out := filepath.Join(work, "old"), filepath.Join(work, "full"), filepath.Join(work, "out")
	run(t, Config{Inputs: []string{before}, Out: old})
	run(t, Config{Inputs: []string{after}, Out: full, Forget: true})
	update := func(from, to string, reused int, notice string) {
		t.Helper()
		result, notices := run(t, Config{Inputs: []string{after}, Out: to, Update: from, Force: true})
		equal(t, to, full)
		if result.Reused != reused || !strings.Contains(notices, notice) {
			t.Errorf("%d articles were not read again, want %d; it says %q", result.Reused, reused, notices)
		}
	}
	update(old, out, 13, "up to 15 articles of")
	update(out, filepath.Join(work, "again"), 20, "up to 20 articles of")

	// A snapshot that goes by another name finds its journal; one that has none
	// says so.
	moved := filepath.Join(work, "moved")
	if err := os.Rename(old, moved); err != nil {
		t.Fatal(err)
	}
	update(moved, moved, 13, "up to 15 articles of")
	bare := filepath.Join(t.TempDir(), "bare")
	run(t, Config{Inputs: []string{before}, Out: bare, Forget: true})
	update(bare, out, 0, "no journal of "+bare+" is left")

	if _, err := Run(t.Context(), Config{Inputs: []string{after}, Out: out, Update: before, Force: true}); err == nil || !strings.Contains(err.Error(), "is no snapshot") {
		t.Errorf("updating no snapshot: %v", err)
	}
}

// rewrite gives a journal another recipe and lets it tell lies of the articles
// in dir: whoever uses it does not end in the right bytes.
func rewrite(t *testing.T, path, dir string, change func(*journal.Recipe)) {
	t.Helper()
	old, err := journal.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	recipe, seal := old.Recipe(), old.Seal()
	old.Close()
	change(&recipe)
	j, err := journal.Create(path, recipe)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	cfg, files, err := Config{Inputs: []string{dir}}.open()
	if err != nil {
		t.Fatal(err)
	}
	for item, err := range source.Read(t.Context(), files, cfg.Source) {
		if err != nil {
			t.Fatal(err)
		}
		pg := page.Read(*item.Record)
		if err := j.Add(keyOf(pg), pack.Pack(&models.Document{Article: pg.Article})); err != nil {
			t.Fatal(err)
		}
	}
	if seal != "" {
		if err := j.Finish(seal); err != nil {
			t.Fatal(err)
		}
	}
}

// Other weights, another word list, another program: nothing is taken over, and
// the user is told why.
func TestOtherRecipesAreNotUsed(t *testing.T) {
	dir, work := tree(t, articles(4)...), t.TempDir()
	whole, old := filepath.Join(work, "whole"), filepath.Join(work, "old")
	run(t, Config{Inputs: []string{dir}, Out: whole, Forget: true})
	for _, tt := range []struct {
		change func(*journal.Recipe)
		notice string // "" where the lies are believed
	}{
		{func(*journal.Recipe) {}, ""},
		{func(r *journal.Recipe) { r.Weights[0].SHA256 = "00" }, "the weights small changed"},
		{func(r *journal.Recipe) { r.Lists[0].SHA256 = "00" }, "the word list " + lists()[0].Name + " changed"},
		{func(r *journal.Recipe) { r.Build = "00" }, "this is another build of sayso"},
	} {
		run(t, Config{Inputs: []string{dir}, Out: old, Force: true})
		rewrite(t, snapshot.JournalPath(old), dir, tt.change)
		out := filepath.Join(work, "out")
		result, notices := run(t, Config{Inputs: []string{dir}, Out: out, Update: old, Force: true})
		if tt.notice == "" {
			if sums(t, out) == sums(t, whole) || result.Reused != 4 {
				t.Fatal("the lies do not show: the test proves nothing")
			}
			continue
		}
		equal(t, out, whole)
		if want := "nothing of " + old + " is used, because " + tt.notice; result.Reused != 0 || !strings.Contains(notices, want) {
			t.Errorf("update: %d reused, it says %q, want %q", result.Reused, notices, want)
		}

		// The same journal, as a run that was cut off would have left it.
		left := snapshot.WorkJournalPath(out)
		if err := os.Mkdir(filepath.Dir(left), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(left), ".sayso-work"), nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(snapshot.JournalPath(out), left); err != nil {
			t.Fatal(err)
		}
		rewrite(t, left, dir, tt.change)
		result, notices = run(t, Config{Inputs: []string{dir}, Out: out, Force: true})
		equal(t, out, whole)
		if want := "a run was cut off here, but " + tt.notice; result.Resumed != 0 || !strings.Contains(notices, want) {
			t.Errorf("going on: %d resumed, it says %q, want %q", result.Resumed, notices, want)
		}
	}
}

// What the journal cannot give back is found again.
func TestSpoiledJournal(t *testing.T) {
	dir, work := tree(t, articles(6)...), t.TempDir()
	old, out := filepath.Join(work, "old"), filepath.Join(work, "out")
	run(t, Config{Inputs: []string{dir}, Out: old})
	path := snapshot.JournalPath(old)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(whole); at += len(whole)/20 + 1 {
		bad := bytes.Clone(whole)
		bad[at] ^= 1
		if err := os.WriteFile(path, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		run(t, Config{Inputs: []string{dir}, Out: out, Update: old, Force: true})
		equal(t, out, old)
	}
}

// An article that is there twice is no article of a run that was cut off, and
// counts once where it is one.
func TestRepeatsAreNotResumed(t *testing.T) {
	repeated := `{"id": 1, "text": "Vera Holm said that the port of Lund would stay shut."}` + "\n"
	other := `{"id": 2, "text": "Tomas Ferro denied it."}` + "\n"
	dir, work := tree(t, "a.jsonl", strings.Repeat(repeated, 3)+other), t.TempDir()
	out := filepath.Join(work, "out")
	result, _ := run(t, Config{Inputs: []string{dir}, Out: out, Jobs: 1})
	if result.Articles != 2 || result.Resumed != 0 {
		t.Errorf("%d articles, %d of them not read again", result.Articles, result.Resumed)
	}
	result, _ = run(t, Config{Inputs: []string{dir}, Out: out, Jobs: 1, Update: out, Force: true})
	if result.Articles != 2 || result.Reused != 2 {
		t.Errorf("update: %d articles, %d of them not read again", result.Articles, result.Reused)
	}
}

// The kept document is the found one, to the last field.
func TestKeptIsFound(t *testing.T) {
	cfg, files, err := Config{Inputs: []string{"../data/sample"}, Out: filepath.Join(t.TempDir(), "out")}.open()
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(snapshot.WorkJournalPath(cfg.Out)), 0o777); err != nil {
		t.Fatal(err)
	}
	read := func() (docs []*models.Document) {
		t.Helper()
		if cfg.results, err = cfg.keep(recipe(cfg.weights())); err != nil {
			t.Fatal(err)
		}
		defer cfg.results.close()
		err := Map(t.Context(), 2, source.Read(t.Context(), files, cfg.Source), weigh, cfg.work, func(o outcome) error {
			docs = append(docs, o.doc)
			return cfg.results.add(o.kept)
		})
		if err != nil {
			t.Fatal(err)
		}
		return docs
	}
	found, kept := read(), read()
	if n := int(cfg.results.resumed.Load()); n == 0 || n != len(kept) {
		t.Errorf("%d of %d articles were not read again", n, len(kept))
	}
	if diff := cmp.Diff(found, kept); diff != "" {
		t.Errorf("(-found +kept):\n%s", diff)
	}
}
