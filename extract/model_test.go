package extract

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

var update = flag.Bool("update", false, "renew the expected outputs in testdata")

// The two articles that every kernel reads: short enough for plain Go and for an
// emulator.
var short = []models.Record{
	{URI: "harbour.txt", Body: "HARBOUR STRIKE ENTERS THIRD WEEK\n\nThe dockers' union accused the Ministry of Transport on Friday " +
		"of breaking its word. “We were promised talks, and we can't wait any longer,” said Liv Aaltonen, who has led the union " +
		"since 2011. Minister Karel Novák denied the charge.\n"},
	{URI: "border.txt", Body: "Türkiye’s foreign minister told reporters in Vienna that the border had been reopened. " +
		"He did not say when. Analysts in Brussels, Kyiv and İzmir expect the first trains by the 3rd of May – if at all.\n"},
}

func summary(t *testing.T, doc *models.Document) string {
	t.Helper()
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s\t%d tokens\t%d claims\t%x", doc.Article.SourceURI, len(doc.Tokens), len(doc.Claims), sha256.Sum256(text))
}

// Every kernel reads an article to the last bit alike, and so does every
// processor: the file holds what another one found.
func TestKernelsAgree(t *testing.T) {
	name := filepath.Join("testdata", "bits.txt")
	want, err := os.ReadFile(name)
	if err != nil && !*update {
		t.Fatal(err)
	}
	defer func() {
		if err := tensor.UseKernel(""); err != nil {
			t.Fatal(err)
		}
	}()
	for _, kernel := range tensor.Kernels() {
		if err := tensor.UseKernel(kernel); err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, rec := range short {
			fmt.Fprintln(&got, summary(t, open(t).Article(page.Read(rec))))
		}
		if *update {
			want = []byte(got.String())
			if err := os.WriteFile(name, want, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kernel, diff)
		}
	}
}

// What was read before, how often, and what is read at the same time make no
// difference.
func TestRunsAgree(t *testing.T) {
	m := open(t)
	long := models.Record{URI: "long.txt", Body: strings.Repeat(short[0].Body+"\n"+short[1].Body+"\n", 20)}
	var want [2]string
	for i, rec := range short {
		want[i] = summary(t, m.Article(page.Read(rec)))
	}
	var crowd sync.WaitGroup
	for worker := range 4 {
		crowd.Go(func() {
			for run := range 25 {
				i := (worker + run) % 2
				if run == 10 {
					m.Article(page.Read(long))
				}
				if got := summary(t, m.Article(page.Read(short[i]))); got != want[i] {
					t.Errorf("run %d: %s, was %s", run, got, want[i])
				}
			}
		})
	}
	crowd.Wait()
}

func TestOpen(t *testing.T) {
	if _, err := Open("huge"); err == nil || !strings.Contains(err.Error(), "huge") {
		t.Errorf("opening a model that is not there: %v", err)
	}
	if _, err := New([]byte("PAR1")); err == nil {
		t.Error("a foreign file opened")
	}
	weights, ok := data.Weights(data.Default)
	if !ok {
		t.Fatal("no default model")
	}
	if want := fmt.Sprintf("%x", sha256.Sum256(weights)); open(t).SHA256() != want || open(t).Name() != data.Default {
		t.Errorf("%s %s, want %s %s", open(t).Name(), open(t).SHA256(), data.Default, want)
	}
}

func BenchmarkArticle(b *testing.B) {
	m := open(b)
	rec := models.Record{URI: "long.txt", Body: strings.Repeat(short[0].Body+"\n"+short[1].Body+"\n", 4)}
	words := 0
	for b.Loop() {
		words += len(m.Article(page.Read(rec)).Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
