package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/data"
)

// trainingCorpora writes a corpus whose claims are obvious: named people say
// things, and what is said by nobody is not marked. It returns the folder of
// the corpora and one with copies of the lists.
func trainingCorpora(t *testing.T) (dir, lists string) {
	t.Helper()
	dir, lists = t.TempDir(), t.TempDir()
	var lines strings.Builder
	for i := range 200 { // a tenth of them is held out
		first := []string{"Ada", "Karl", "Mira"}[i%3]
		clause := fmt.Sprintf("the %s was closed", []string{"port", "road", "school", "bridge"}[i%4])
		text := fmt.Sprintf("%s Lind said that %s. It was claimed that %s. Mr. Berg hates the %s train.", first, clause, clause, []string{"night", "old"}[i%2])
		span := func(words string) [][2]int {
			at := utf8.RuneCountInString(text[:strings.Index(text, words)])
			return [][2]int{{at, at + utf8.RuneCountInString(words)}}
		}
		row, err := json.Marshal(map[string]any{"id": fmt.Sprint(i), "text": text,
			"attributions": []roleSpans{{Source: span(first + " Lind"), Cue: span("said"), Content: span("that " + clause)}}})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(row)
		lines.WriteByte('\n')
	}
	var pairs, targets strings.Builder
	for i := range 400 {
		verb, label, polarity := "met", 0, 4
		if i%2 == 0 {
			verb, label, polarity = "condemned", 3, 2
		}
		fmt.Fprintf(&pairs, "[Ada Lind] %s [Karl Berg] %d days later.\tAda Lind\tKarl Berg\t%d\n", verb, i, label)
		fmt.Fprintf(&targets, `{"sentence_normalized": "Karl Berg was %s %d days later.", "targets": [{"from": 0, "to": 9, "polarity": %d}]}`+"\n", verb, i, polarity)
	}
	for name, text := range map[string]string{"polnear/train.jsonl.gz": lines.String(), "dse/train.tsv.gz": pairs.String(), "newsmtsc/train.jsonl.gz": targets.String()} {
		packed, err := os.ReadFile(goldFile(t, filepath.Base(name), text))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, packed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(lists, os.DirFS(filepath.Join("..", "..", "data"))); err != nil {
		t.Fatal(err)
	}
	return dir, lists
}

func mustRead(t *testing.T, path string) wordList {
	t.Helper()
	list, err := readList(path)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTrain(t *testing.T) {
	dir, lists := trainingCorpora(t)
	var runs [2]map[string]string
	for i := range runs {
		code, out, errs := lab(t, "train", "--corpora", dir, "--data", lists)
		if code != exitDone || errs != "" {
			t.Fatalf("exit code %d: %s", code, errs)
		}
		if !strings.Contains(out, "kept, since") {
			t.Errorf("nothing is said of the words, which there was nothing to count in: %s", out)
		}
		runs[i] = map[string]string{}
		for _, name := range []string{"claim-weight.tsv", "stance-weight.tsv", "common_words.tsv"} {
			text, err := os.ReadFile(filepath.Join(lists, name))
			if err != nil {
				t.Fatal(err)
			}
			runs[i][name] = string(text)
		}
	}
	if diff := cmp.Diff(runs[0], runs[1]); diff != "" {
		t.Errorf("a second run on the lists of the first (-first +second):\n%s", diff)
	}
	if left, err := filepath.Glob(filepath.Join(lists, "*.tsv.*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}

	for _, name := range []string{"claim-weight.tsv", "stance-weight.tsv"} {
		rows := mustRead(t, filepath.Join(lists, name)).rows
		if len(rows) == 0 {
			t.Errorf("%s: no reason is weighed", name)
		}
		for _, row := range rows {
			if n, err := strconv.Atoi(row[1]); err != nil || n < -20000 || n > 20000 {
				t.Errorf("%s: weight %q of %q: %v", name, row[1], row[0], err)
			}
		}
	}
}

// The held part is a tenth, whatever the names, and another one for each corpus.
func TestHeld(t *testing.T) {
	n, both := 0, 0
	for i := range 5000 {
		id := fmt.Sprint("article ", i)
		if held("polnear", id) {
			n++
			if held("dse", id) {
				both++
			}
		}
	}
	if n < 450 || n > 550 || both > 90 {
		t.Errorf("%d of 5000 articles are held, %d of them for another corpus too", n, both)
	}
}

func TestTrainExitCodes(t *testing.T) {
	dir, lists := trainingCorpora(t)
	empty := t.TempDir()
	for _, tt := range []struct {
		args string
		code int
		says string
	}{
		{"--help", exitDone, "--corpora"},
		{"", exitUsage, "--corpora DIR is needed"},
		{"--corpora " + filepath.Join(dir, "none"), exitUsage, "none"},
		{"--corpora " + empty + " --data " + lists, exitUsage, "polnear"},
		{"--corpora " + dir + " --data " + empty, exitUsage, "claim-weight.tsv"},
		{"--corpora " + filepath.Join(lists, "plover.tsv"), exitUsage, "no folder"},
		{"--corpora " + dir + " --shine", exitUsage, "shine"},
		{"all --corpora " + dir, exitUsage, `"all"`},
	} {
		code, out, errs := lab(t, append([]string{"train"}, strings.Fields(tt.args)...)...)
		if code != tt.code || !strings.Contains(out+errs, tt.says) {
			t.Errorf("sayso-lab train %s: exit code %d, want %d and %q:\n%s%s", tt.args, code, tt.code, tt.says, out, errs)
		}
	}
}

// A list that is read and written is the same to the byte.
func TestListRoundTrip(t *testing.T) {
	_, lists := trainingCorpora(t)
	for _, hash := range data.Hashes() {
		path := filepath.Join(lists, hash.Name)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		list := mustRead(t, path)
		if err := list.write(); err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(before) != string(after) {
			t.Errorf("%s changed", hash.Name)
		}
	}
}

// At the fitted weights the loss is level: for each feature, what the samples
// that have it miss is what the ridge pulls.
func TestRegress(t *testing.T) {
	samples := [][]int{{0, 1}, {0, 1}, {0, 2}, {0, 2}, {0, 1, 2}, {0}}
	right := []bool{true, true, false, false, true, false}
	w := regress(samples, right, 3, ridge)
	if w[1] <= 0 || w[2] >= 0 {
		t.Errorf("weights %v: the second feature speaks for, the third against", w)
	}
	slope := []float64{ridge * w[0], ridge * w[1], ridge * w[2]}
	for i, list := range samples {
		z := 0.0
		for _, k := range list {
			z += w[k]
		}
		miss := logistic(z)
		if right[i] {
			miss--
		}
		for _, k := range list {
			slope[k] += miss
		}
	}
	for k, s := range slope {
		if math.Abs(s) > 1e-9 {
			t.Errorf("slope %g at feature %d", s, k)
		}
	}
}

func TestSolve(t *testing.T) {
	got := solve([][]float64{{4, 2, 0}, {2, 5, 1}, {0, 1, 3}}, []float64{8, 15, 11})
	for i, want := range []float64{1, 2, 3} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("x = %v, want 1, 2, 3", got)
			break
		}
	}
}

func TestWordCount(t *testing.T) {
	count := newWordCount()
	for range leastSmall {
		count.add("the mark’s don't, The Mark met the Élan of a İ café \"the\" USA, Mark")
	}
	if n := 15 * leastSmall; count.n != n {
		t.Errorf("%d words, want %d", count.n, n)
	}
	for word, want := range map[string]int{"the": 3, "mark's": 0, "mark’s": 1, "don't": 1, "café": 1, "usa": 0, "of": 1} {
		if got := count.small[word]; got != want*leastSmall {
			t.Errorf("%q is in lower case %d times, want %d", word, got, want*leastSmall)
		}
	}
	for word, want := range map[string]int{"the": 1, "mark": 2, "usa": 0, "élan": 1} {
		if got := count.large[word]; got != want*leastSmall {
			t.Errorf("%q is capitalised inside a sentence %d times, want %d", word, got, want*leastSmall)
		}
	}
	if diff := cmp.Diff([][]string{{"met"}, {"the"}}, count.common([][]string{{"Of", "m"}})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
