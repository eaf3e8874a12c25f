package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/eval"
)

// lab runs the tool and returns its exit code and what it wrote.
func lab(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// corpora writes a small corpus of each kind into a folder, with seeds beside
// it, and returns the folder.
func corpora(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	polnear := `{"id": "p1", "title": "Port", "text": "Mayor Ada Lind said the port will close. Nobody left.", "attributions": [{"source": [[0, 14]], "cue": [[15, 19]], "content": [[20, 39]]}]}`
	news := `{"sentence_normalized": "Critics attacked Lind.", "targets": [{"from": 17, "to": 21, "polarity": 2.0}]}`
	pairs := "[Norway] condemned [Ruritania] on Monday.\tNorway\tRuritania\t3\n"
	for name, text := range map[string]string{
		"ewt/dev.conllu":             gumDoc,
		"gum/dev.conllu":             gumDoc,
		"ner/uner-ewt-dev.iob2":      "# newdoc id = a\n# text = Lind met Berg.\n1\tLind\tB-PER\n2\tmet\tO\n3\tBerg\tB-PER\n4\t.\tO\n",
		"ner/wikigold.conll":         "Oslo I-LOC\nwaits O\n. O\n",
		"polnear-corenlp/dev.conllu": silver,
		"polnear/dev.jsonl":          polnear,
		"dse/dev-clean.tsv":          pairs,
		"dse/dev.tsv":                pairs,
		"newsmtsc/dev-rw.jsonl":      news,
		"newsmtsc/dev-mt.jsonl":      news,
		"../seeds/gold.jsonl":        seedGoldLine,
		"../seeds/a.txt":             "Mara Lind pledged to help Oslo.",
	} {
		path := filepath.Join(dir, "corpora", filepath.FromSlash(name))
		if !strings.HasPrefix(name, "../") {
			path += ".gz"
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		packed, err := os.ReadFile(goldFile(t, filepath.Base(path), text))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, packed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "corpora")
}

func TestEvalAll(t *testing.T) {
	dir := corpora(t)
	figures, rows := filepath.Join(t.TempDir(), "figures.txt"), filepath.Join(t.TempDir(), "rows.json")
	code, out, errs := lab(t, "eval", "all", "--corpora", dir, "--figures", figures, "--json", rows)
	if code != exitDone || errs != "" {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	kept, err := os.ReadFile(figures)
	if err != nil {
		t.Fatal(err)
	}
	if _, body, ok := strings.Cut(string(kept), "\n\n"); !ok || !strings.HasPrefix(out, body) {
		t.Errorf("the figures kept are not those printed:\n%s", kept)
	}
	var rep report
	text, err := os.ReadFile(rows)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &rep); err != nil {
		t.Fatal(err)
	}
	if got := eval.Format(rep.Rows); !strings.HasPrefix(out, got) {
		t.Errorf("the JSON holds other rows:\n%s\nprinted:\n%s", got, out)
	}
	for _, p := range plan {
		found := false
		for _, r := range rep.Rows {
			found = found || r.Task == p.task && r.Corpus == p.corpus
		}
		if !found {
			t.Errorf("no figure for %s on %s", p.task, p.corpus)
		}
	}
	_, again, _ := lab(t, "eval", "all", "--corpora", dir)
	if again != out {
		t.Errorf("a second run says otherwise:\n%s\nfirst:\n%s", again, out)
	}
}

func TestEvalTasks(t *testing.T) {
	dir := corpora(t)
	for _, p := range plan {
		path := filepath.Join(dir, filepath.FromSlash(p.file))
		if p.file == seedFile {
			path = filepath.Join(dir, "..", "seeds", seedFile)
		}
		code, out, errs := lab(t, "eval", p.task, "--gold", path)
		if code != exitDone || !strings.HasPrefix(out, p.task+" ") || errs != "" {
			t.Errorf("eval %s --gold %s: exit code %d\n%s%s", p.task, p.file, code, out, errs)
		}
	}
}

func TestEvalLeavesOutWhatIsNotThere(t *testing.T) {
	dir := corpora(t)
	if err := os.RemoveAll(filepath.Join(dir, "gum")); err != nil {
		t.Fatal(err)
	}
	code, out, errs := lab(t, "eval", "all", "--corpora", dir, "--seeds", filepath.Join(dir, "..", "seeds"))
	if code != exitDone || strings.Contains(out, "gum") || !strings.Contains(errs, "actors on gum dev is left out") {
		t.Errorf("exit code %d\n%s%s", code, out, errs)
	}
}

func TestExitCodes(t *testing.T) {
	dir := corpora(t)
	empty := t.TempDir()
	pairs := filepath.Join(dir, "dse", "dev.tsv.gz")
	broken := goldFile(t, "broken.tsv", "no columns\n")
	tests := []struct {
		args string
		code int
		says string // on either stream
	}{
		{"", exitUsage, "sayso-lab eval TASK"},
		{"help", exitDone, "sayso-lab eval TASK"},
		{"teach", exitUsage, `no command "teach"`},
		{"eval", exitUsage, "one TASK"},
		{"eval --help", exitDone, "--gold"},
		{"eval all", exitDone, "skipped"},
		{"eval all --corpora " + filepath.Join(dir, "none"), exitUsage, "none"},
		{"eval all --corpora " + pairs, exitUsage, "no folder"},
		{"eval all --corpora " + empty, exitUsage, "none of the corpora"},
		{"eval all --corpora " + dir + " --seeds " + empty, exitUsage, "gold.jsonl"},
		{"eval all --gold " + pairs, exitUsage, "--corpora"},
		{"eval all --corpora " + dir + " --figures " + filepath.Join(empty, "a", "b"), exitFailed, "no such file"},
		{"eval stance", exitUsage, "--gold"},
		{"eval stance --corpora " + dir, exitUsage, "--gold"},
		{"eval stance --gold " + filepath.Join(dir, "none.tsv"), exitUsage, "none.tsv"},
		{"eval moods --gold " + pairs, exitUsage, "moods"},
		{"eval claims --gold " + pairs, exitUsage, "says nothing of claims"},
		{"eval stance --gold " + broken, exitFailed, "broken.tsv:1"},
		{"eval stance --gold " + pairs + " --shine", exitUsage, "shine"},
		{"eval stance --gold " + pairs + " --fold 2/2", exitUsage, "--fold"},
		{"eval stance --gold " + pairs + " --fold 1/2", exitDone, "dse/dev"},
		{"eval all --corpora " + dir + " --fold 0/2", exitUsage, "--fold"},
		{"eval stance --gold " + pairs + " --weights " + filepath.Join(dir, "none.sayso"), exitUsage, "none.sayso"},
		{"eval stance --gold " + pairs + " --weights " + broken, exitFailed, "broken.tsv"},
	}
	for _, tt := range tests {
		code, out, errs := lab(t, strings.Fields(tt.args)...)
		if code != tt.code || !strings.Contains(out+errs, tt.says) {
			t.Errorf("sayso-lab %s: exit code %d, want %d and %q:\n%s%s", tt.args, code, tt.code, tt.says, out, errs)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"eval", "all", "--corpora", corpora(t)}, nil, &out, &errs); code != exitCancelled {
		t.Errorf("exit code %d, want %d: %s", code, exitCancelled, errs.String())
	}
}
