package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
)

// What is timed step by step is what package extract does at once.
func TestStepsAreThoseOfExtract(t *testing.T) {
	weights, err := readWeights("")
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReading(model(t), weights)
	if err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{
		"",
		"Harbour to close\n\nMayor Ada Lind said on Monday that the harbour would close. “Nobody asked us,” said a fisherman.\n\nOslo condemned the plan.",
		strings.Repeat("The ferries sail, the ferries rest, ", 200),
	} {
		rec := models.Record{URI: "a", Body: body}
		var took, bytes laps
		if diff := cmp.Diff(model(t).Article(page.Read(rec)), r.article(rec, clock(), &took)); diff != "" {
			t.Errorf("%.40q (-extract +steps):\n%s", body, diff)
		}
		if body != "" && took.steps[extract.Vectors] == 0 {
			t.Errorf("encoding took no time: %v", took)
		}
		if r.article(rec, allocated, &bytes); body != "" && bytes.steps[extract.Tokens] == 0 {
			t.Errorf("tokens take no room: %v", bytes)
		}
	}
}

// The windows that PyTorch is timed on hold every piece of every word.
func TestWindowsOfTheEncoder(t *testing.T) {
	weights, err := readWeights("")
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReading(model(t), weights)
	if err != nil {
		t.Fatal(err)
	}
	doc := r.article(models.Record{Body: strings.Repeat("Mayor Ada Lind said so. ", 60)}, clock(), new(laps))
	var want, got []int32
	for _, tok := range doc.Tokens {
		want = r.encoder.Append(want, tok.In(doc.Article.Text))
	}
	for _, win := range r.windows(doc) {
		if n := len(win); n > weights.Encoder.Window || win[0] != r.encoder.Begin || win[n-1] != r.encoder.End {
			t.Fatalf("window of %d pieces, %v", n, win)
		}
		got = append(got, win[1:len(win)-1]...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBenchTable(t *testing.T) {
	table := benchTable{
		{"read", 1000, 0, 100 * time.Millisecond, 5000, true},
		{"vectors", 1000, 1300, 300 * time.Millisecond, 0, true},
		{"both", 1000, 1300, 400 * time.Millisecond, models.None, false},
		{"nothing", 0, 0, 0, models.None, true},
	}
	var b strings.Builder
	if err := table.print(&b); err != nil {
		t.Fatal(err)
	}
	want := `     step  words/s  pieces/s   time   share  bytes/word
     read    10000            100ms  25.0 %           5
  vectors     3333      4333  300ms  75.0 %           0
     both     2500      3250  400ms
  nothing                        0s   0.0 %
`
	var got strings.Builder
	for line := range strings.Lines(b.String()) {
		got.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

func TestBenchRefuses(t *testing.T) {
	for _, tt := range []struct {
		args string
		says string
	}{
		{"bench more", `no argument "more"`},
		{"bench --articles 0", "at least one article"},
		{"bench --memory 0", "--memory takes numbers"},
		{"bench --part nothing", `no part "nothing"`},
		{"bench --part first --weights none.sayso", "none.sayso"},
	} {
		if code, _, errs := lab(t, strings.Fields(tt.args)...); code != exitUsage || !strings.Contains(errs, tt.says) {
			t.Errorf("%s: exit code %d: %s", tt.args, code, errs)
		}
	}
	if code, out, errs := lab(t, "bench", "--part", firstPart); code != exitDone || strings.TrimSpace(out) != "14" {
		t.Errorf("the first sentence: exit code %d, %q: %s", code, out, errs)
	}
}
