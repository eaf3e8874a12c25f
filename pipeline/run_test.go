package pipeline

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// tree writes files, a path and its bytes each, under a new folder.
func tree(t testing.TB, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// opened is a snapshot's articles and skips, as the reader of its tables sees
// them.
func opened(t testing.TB, dir string) (articles []table.Article, skips []string) {
	t.Helper()
	problems, err := snapshot.Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
	s, err := snapshot.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range snapshot.Rows(s, table.Articles) {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, *row)
	}
	for row, err := range snapshot.Rows(s, table.Skips) {
		if err != nil {
			t.Fatal(err)
		}
		where := row.SourceURI
		if row.Record > 0 {
			where += fmt.Sprintf("[%d]", row.Record)
		}
		skips = append(skips, where+": "+row.Reason)
	}
	return articles, skips
}

func uris(articles []table.Article) []string {
	var list []string
	for _, art := range articles {
		list = append(list, art.SourceURI)
	}
	return list
}

const said = "The union said that the strike was over, and the company denied it.\n"

func zipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

// Whatever is wrong with an input ends in the rows that a reader would expect,
// and the good article beside it is there in any case.
func TestBadInput(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
	long := strings.Repeat(strings.Repeat("word ", 199)+"end. ", 50<<10) // 50 MB, one line
	truncated := zipped(strings.Repeat(said, 100))
	for _, tt := range []struct {
		name     string
		files    []string
		articles []string // beside good.txt
		skips    []string
	}{
		{"empty file", []string{"a.txt", ""}, nil, []string{"a.txt: empty"}},
		{"truncated gzip", []string{"a.txt.gz", truncated[:len(truncated)/2]}, nil, []string{"a.txt.gz: truncated"}},
		{"broken line of JSON", []string{"a.jsonl", `{"text": "The mayor said so."}` + "\n{\"text\": \n" + `{"text": "The mayor denied it."}` + "\n"},
			[]string{"a.jsonl", "a.jsonl"}, []string{"a.jsonl[2]: bad record"}},
		{"missing column", []string{"a.csv", "id,headline\n1,Nothing\n"}, nil, []string{"a.csv: missing field"}},
		{"image as text", []string{"a.txt", png}, nil, []string{"a.txt: not text"}},
		{"long line", []string{"a.txt", long}, nil, []string{"a.txt: too long"}},
		{"blank lines", []string{"a.txt", strings.Repeat("\n", 1<<20)}, nil, []string{"a.txt: empty"}},
		{"no sentence end", []string{"a.txt", "The mayor said that " + strings.Repeat("it was late and ", 5000)}, []string{"a.txt"}, nil},
		{"upper case", []string{"a.txt", "THE MAYOR SAID THAT NATO WOULD LEAVE. FRANCE DENIED IT.\n"}, []string{"a.txt"}, nil},
		{"unbalanced quotes", []string{"a.txt", "“Never, the mayor said. \"He lied,” she added. ‘So did you.\n\nNobody asked.\n"}, []string{"a.txt"}, nil},
		{"bidi controls", []string{"a.txt", "The mayor \u202esaid\u202c that \u2066nobody\u2069 \u200fknew.\u200e\n"}, []string{"a.txt"}, nil},
		{"broken UTF-8", []string{"a.txt", "The caf\xc3\xa9 owner’s wife sa\xffid that it was la\xfete.\n"}, []string{"a.txt"}, nil},
		{"same article twice", []string{"a.jsonl", `{"text": "The mayor said so."}` + "\n" + `{"text": "The mayor said so."}` + "\n"},
			[]string{"a.jsonl"}, []string{"a.jsonl[2]: repeated"}},
		{"not English", []string{"a.txt", strings.Repeat("Der Minister sagte am Dienstag, dass die Regierung das Abkommen nicht unterschreiben werde, weil der Vertrag den Interessen des Landes widerspreche. ", 4)},
			nil, []string{"a.txt: language"}},
		{"page without text", []string{"a.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>"}, nil, []string{"a.html: no main text"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := tree(t, append(tt.files, "good.txt", said)...)
			out := filepath.Join(t.TempDir(), "out")
			result, err := Run(t.Context(), Config{Inputs: []string{dir}, Out: out, Jobs: 2})
			if err != nil {
				t.Fatal(err)
			}
			articles, skips := opened(t, out)
			if got, want := uris(articles), append(tt.articles, "good.txt"); !slices.Equal(got, want) {
				t.Errorf("articles %q, want %q", got, want)
			}
			if !slices.Equal(skips, tt.skips) {
				t.Errorf("skips %q, want %q", skips, tt.skips)
			}
			if result.Articles != len(articles) || result.Skips != len(skips) {
				t.Errorf("the result counts %d and %d", result.Articles, result.Skips)
			}
		})
	}
}

// Broken bytes are counted, the rest of the text is kept.
func TestReplacedBytesAreCounted(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	dir := tree(t, "a.txt", "The caf\xc3\xa9 owner’s wife sa\xffid that it was la\xfete.\n")
	if _, err := Run(t.Context(), Config{Inputs: []string{dir}, Out: out}); err != nil {
		t.Fatal(err)
	}
	articles, _ := opened(t, out)
	if got := articles[0]; got.NReplaced != 2 || got.Text != "The café owner’s wife sa\uFFFDid that it was la\uFFFDte.\n" {
		t.Errorf("%d bytes replaced in %q", got.NReplaced, got.Text)
	}
}

// Two folders with a file of the same name: two articles, unless the text is
// the same as well; a text under another name is a copy.
func TestSameNamesAndTexts(t *testing.T) {
	one := tree(t, "a.txt", said, "b.txt", said)
	two := tree(t, "a.txt", said, "c.txt", "The mayor said nothing at all about it.")
	three := tree(t, "a.txt", "The mayor said that nobody had asked.")
	out := filepath.Join(t.TempDir(), "out")
	if _, err := Run(t.Context(), Config{Inputs: []string{one, two, three}, Out: out}); err != nil {
		t.Fatal(err)
	}
	articles, skips := opened(t, out)
	if want := []string{"a.txt", "b.txt", "c.txt", "a.txt"}; !slices.Equal(uris(articles), want) {
		t.Fatalf("articles %q, want %q", uris(articles), want)
	}
	if want := []string{"a.txt: repeated"}; !slices.Equal(skips, want) {
		t.Errorf("skips %q, want %q", skips, want)
	}
	if articles[1].DuplicateOf != articles[0].ArticleID || articles[0].DuplicateOf != "" || articles[3].DuplicateOf != "" {
		t.Errorf("copies are wrong: %+v", articles)
	}
}

// wire is n sentences that are like no others.
func wire(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "On day %d the harbour master of town %d said that quay %d had room for %d boats. ", 7*i, 3*i+1, i*i, 11*i+2)
	}
	return strings.TrimSpace(b.String()) + "\n"
}

// Near copies are found wherever they stand, and of a story that comes in two
// parts first, the parts are one when the whole is there. The bytes do not hang
// on the number of workers, and those of an update are those of a full run.
func TestNearCopies(t *testing.T) {
	files := []string{
		"a.txt", wire(0, 12),
		"b.txt", wire(8, 12), // a third of a.txt
		"c.txt", wire(100, 12),
		"d.txt", "Quay full, says harbour master\n\nBy Ada Quill\n\nLUND (Wire) - " + wire(100, 9),
		"e.txt", wire(0, 20), // all of a.txt and b.txt
	}
	work := t.TempDir()
	var want string
	for _, jobs := range []int{1, 2} {
		out := filepath.Join(work, fmt.Sprint(jobs))
		if _, err := Run(t.Context(), Config{Inputs: []string{tree(t, files...)}, Out: out, Jobs: jobs}); err != nil {
			t.Fatal(err)
		}
		articles, _ := opened(t, out)
		var of []string
		for _, art := range articles {
			i := slices.IndexFunc(articles, func(a table.Article) bool { return a.ArticleID == art.DuplicateOf })
			if i < 0 {
				of = append(of, "")
				continue
			}
			of = append(of, articles[i].SourceURI)
		}
		if want := []string{"", "a.txt", "", "c.txt", "a.txt"}; !slices.Equal(of, want) {
			t.Errorf("copies of %q, want %q", of, want)
		}
		if want == "" {
			want = sums(t, out)
		} else if sums(t, out) != want {
			t.Errorf("%d workers give other bytes", jobs)
		}
	}
	some, updated := filepath.Join(work, "some"), filepath.Join(work, "updated")
	if _, err := Run(t.Context(), Config{Inputs: []string{tree(t, files[:8]...)}, Out: some}); err != nil {
		t.Fatal(err)
	}
	result, err := Run(t.Context(), Config{Inputs: []string{tree(t, files...)}, Out: updated, Update: some})
	if err != nil {
		t.Fatal(err)
	}
	if sums(t, updated) != want || result.Reused != 4 {
		t.Errorf("the update gives other bytes or read more than it had to: %d reused", result.Reused)
	}
}

// Adding articles shifts no id of those that were there.
func TestIDsAreStable(t *testing.T) {
	before := tree(t, "b.jsonl", `{"id": "x", "text": "The mayor said so."}`+"\n")
	after := tree(t, "a.txt", said, "b.jsonl", `{"id": "w", "text": "The judge denied it."}`+"\n"+`{"id": "x", "text": "The mayor said so."}`+"\n")
	ids := func(dir string) []string {
		out := filepath.Join(t.TempDir(), "out")
		if _, err := Run(t.Context(), Config{Inputs: []string{dir}, Out: out}); err != nil {
			t.Fatal(err)
		}
		articles, _ := opened(t, out)
		var list []string
		for _, art := range articles {
			list = append(list, art.ArticleID)
		}
		return list
	}
	old, new := ids(before), ids(after)
	if len(old) != 1 || len(new) != 3 || new[2] != old[0] {
		t.Errorf("%q became %q", old, new)
	}
}

// sums reads a snapshot's SHA256SUMS.
func sums(t testing.TB, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The same articles give the same bytes, however many workers there are and
// however often they run.
func TestBytesDoNotDependOnWorkers(t *testing.T) {
	rounds := 10
	if testing.Short() {
		rounds = 2
	}
	work := t.TempDir()
	want := ""
	for round := range rounds {
		for _, jobs := range []int{1, 2, 7} {
			out := filepath.Join(work, fmt.Sprintf("%d-%d", round, jobs))
			if _, err := Run(t.Context(), Config{Inputs: []string{"../data/sample"}, Out: out, Jobs: jobs, Tokens: true}); err != nil {
				t.Fatal(err)
			}
			got := sums(t, out)
			if want == "" {
				want = got
			}
			if got != want {
				t.Fatalf("round %d with %d jobs differs:\n%s\nfrom\n%s", round, jobs, got, want)
			}
			os.RemoveAll(out)
		}
	}
}

var raw = flag.String("raw", "", "folder of raw news to run over as well")

// The raw news, two thousand articles, three times.
func TestBytesDoNotDependOnWorkersRaw(t *testing.T) {
	if *raw == "" {
		t.Skip("no -raw folder given")
	}
	work := t.TempDir()
	want := ""
	for round := range 3 {
		for _, jobs := range []int{1, 2, 7} {
			out := filepath.Join(work, fmt.Sprintf("%d-%d", round, jobs))
			if _, err := Run(t.Context(), Config{Inputs: []string{*raw}, Out: out, Jobs: jobs, Limit: 2000}); err != nil {
				t.Fatal(err)
			}
			got := sums(t, out)
			if want == "" {
				want = got
			}
			if got != want {
				t.Fatalf("round %d with %d jobs differs", round, jobs)
			}
			os.RemoveAll(out)
		}
	}
}

// names lists what is in a folder.
func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// A run that fails or is cancelled leaves its journal and nothing else, harms
// nothing that was there, and says so.
func TestWhatIsLeftBehind(t *testing.T) {
	dir := tree(t, "a.txt", said, "b.txt", "")
	left := func(t *testing.T, err error, work string, want ...string) {
		t.Helper()
		var unfinished Unfinished
		if !errors.As(err, &unfinished) || unfinished.Articles != 1 || unfinished.Folder != filepath.Join(work, ".out.sayso-work") {
			t.Errorf("error %#v", err)
		}
		if got := names(t, work); !slices.Equal(got, want) {
			t.Errorf("left %q, want %q", got, want)
		}
		if got := names(t, unfinished.Folder); !slices.Equal(got, []string{".sayso-work", "journal"}) {
			t.Errorf("left %q in the work folder", got)
		}
	}
	t.Run("fail fast", func(t *testing.T) {
		work := t.TempDir()
		_, err := Run(t.Context(), Config{Inputs: []string{dir}, Out: filepath.Join(work, "out"), FailFast: true})
		var skip SkipError
		if !errors.As(err, &skip) || skip.Reason != models.Empty {
			t.Errorf("error %v", err)
		}
		left(t, err, work, ".out.sayso-work")
	})
	t.Run("cancelled", func(t *testing.T) {
		work := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		cfg := Config{Inputs: []string{dir}, Out: filepath.Join(work, "out"), Progress: func(Progress) { cancel() }}
		_, err := Run(ctx, cfg)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		left(t, err, work, ".out.sayso-work")
	})
	t.Run("replaced only at the end", func(t *testing.T) {
		work := t.TempDir()
		out := filepath.Join(work, "out")
		good := Config{Inputs: []string{dir}, Out: out}
		if _, err := Run(t.Context(), good); err != nil {
			t.Fatal(err)
		}
		before := sums(t, out)
		bad := good
		bad.Force, bad.FailFast = true, true
		_, err := Run(t.Context(), bad)
		if sums(t, out) != before {
			t.Error("the old snapshot is harmed")
		}
		left(t, err, work, ".out.sayso-journal", ".out.sayso-work", "out")
	})
	t.Run("nothing was read", func(t *testing.T) {
		work := t.TempDir()
		bad := Config{Inputs: []string{tree(t, "a.txt", "")}, Out: filepath.Join(work, "out"), FailFast: true}
		var unfinished Unfinished
		if _, err := Run(t.Context(), bad); err == nil || errors.As(err, &unfinished) {
			t.Errorf("error %v", err)
		}
		if got := names(t, work); len(got) != 0 {
			t.Errorf("left %q", got)
		}
	})
	t.Run("refused", func(t *testing.T) {
		work := t.TempDir()
		var wrong UsageError
		if _, err := Run(t.Context(), Config{Inputs: []string{dir}, Out: work}); !errors.As(err, &wrong) {
			t.Errorf("error %v", err)
		}
	})
}

// Options decide what is read and what is refused.
func TestOptions(t *testing.T) {
	german := strings.Repeat("Der Minister sagte am Dienstag, dass die Regierung das Abkommen nicht unterschreiben werde. ", 6)
	dir := tree(t, "a.txt", german, "b.txt", said, "c.txt", said+said)
	count := func(cfg Config) (int, int) {
		t.Helper()
		cfg.Inputs, cfg.Out = []string{dir}, filepath.Join(t.TempDir(), "out")
		r, err := Run(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		return r.Articles, r.Skips
	}
	for _, tt := range []struct {
		name            string
		cfg             Config
		articles, skips int
	}{
		{"none", Config{}, 2, 1},
		{"any language", Config{AnyLanguage: true}, 3, 0},
		{"limit", Config{AnyLanguage: true, Limit: 2}, 2, 0},
		{"length", Config{AnyLanguage: true, Source: source.Options{MaxText: 100}}, 1, 2},
		{"dry run", Config{DryRun: true}, 2, 1},
		{"limit within a skip", Config{Limit: 1}, 0, 1},
	} {
		if articles, skips := count(tt.cfg); articles != tt.articles || skips != tt.skips {
			t.Errorf("%s: %d articles and %d skips, want %d and %d", tt.name, articles, skips, tt.articles, tt.skips)
		}
	}
}

// A dry run reads everything and writes nothing.
func TestDryRunWritesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	r, err := Run(t.Context(), Config{Inputs: []string{tree(t, "a.txt", said)}, Out: out, DryRun: true})
	if err != nil || r.Articles != 1 || r.Manifest != nil {
		t.Errorf("%+v, error %v", r, err)
	}
	if _, err := os.Stat(out); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is there, error %v", err)
	}
}

// The manifest names every input that was touched, whole, also where a limit
// stopped in the middle of one.
func TestLimitHashesInputs(t *testing.T) {
	dir := tree(t, "a.txt", said, "b.jsonl", strings.Repeat(`{"text": "The mayor said so."}`+"\n", 1000), "c.txt", said)
	inputs := func(limit int) []snapshot.Input {
		out := filepath.Join(t.TempDir(), "out")
		r, err := Run(t.Context(), Config{Inputs: []string{dir}, Out: out, Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		return r.Manifest.Inputs
	}
	if some, all := inputs(2), inputs(0); len(some) != 2 || len(all) != 3 || !slices.Equal(some, all[:2]) {
		t.Errorf("with a limit %v, without %v", some, all)
	}
}

// A run that waits for standard input ends when it is told to, and clears its
// tables away.
func TestCancelWhileInputIsSilent(t *testing.T) {
	silent, writer := io.Pipe()
	defer writer.Close()
	ctx, cancel := context.WithCancel(t.Context())
	work := t.TempDir()
	cfg := Config{Inputs: []string{"-"}, Out: filepath.Join(work, "out"), Source: source.Options{Stdin: silent, StdinFormat: "jsonl"},
		Progress: func(Progress) { cancel() }}
	go writer.Write([]byte(strings.Repeat(`{"text": "The mayor said so."}`+"\n", 40000)))
	if _, err := Run(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if got := names(t, filepath.Join(work, ".out.sayso-work")); !slices.Equal(got, []string{".sayso-work", "journal"}) {
		t.Errorf("left %q", got)
	}
}

// Whom one article knows by surname alone is, in all tables, the only one of the
// corpus who bears it, whatever the number of workers.
func TestFoldedActors(t *testing.T) {
	dir := tree(t, "a.txt", "Mr. Halloran accused Denmark of theft. “Denmark lies,” Mr. Halloran said.\n",
		"b.txt", "Mark Halloran won the vote in Denmark. Halloran said that he was tired.\n")
	var hashes []string
	for _, jobs := range []int{1, 2} {
		out := filepath.Join(t.TempDir(), "snap")
		result, err := Run(context.Background(), Config{Inputs: []string{dir}, Out: out, Jobs: jobs})
		if err != nil {
			t.Fatal(err)
		}
		opened(t, out)
		hashes = append(hashes, result.Manifest.ID)
		s, err := snapshot.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]int{}
		for row, err := range snapshot.Rows(s, table.Mentions) {
			if err != nil {
				t.Fatal(err)
			}
			ids[row.ActorID]++
		}
		for row, err := range snapshot.Rows(s, table.Claims) {
			if err != nil {
				t.Fatal(err)
			}
			ids[row.SourceActorID]++
		}
		for row, err := range snapshot.Rows(s, table.StanceSummary) {
			if err != nil {
				t.Fatal(err)
			}
			ids[row.HolderID]++
		}
		if ids["person:halloran"] > 0 || ids["person:mark-halloran"] < 6 {
			t.Errorf("%d workers: mentions, sources and holders %v", jobs, ids)
		}
	}
	if hashes[0] != hashes[1] {
		t.Errorf("one worker gives %s, two give %s", hashes[0], hashes[1])
	}
}

// What more articles add changes no mention of those that were there.
func TestMoreArticles(t *testing.T) {
	files := []string{"a.txt", "Mr. Halloran accused Denmark of theft.\n", "b.txt", "Mark Halloran won the vote. Halloran said that he was tired.\n"}
	mentions := func(files ...string) map[string]string {
		out := filepath.Join(t.TempDir(), "snap")
		if _, err := Run(context.Background(), Config{Inputs: []string{tree(t, files...)}, Out: out}); err != nil {
			t.Fatal(err)
		}
		s, err := snapshot.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]string{}
		for row, err := range snapshot.Rows(s, table.Mentions) {
			if err != nil {
				t.Fatal(err)
			}
			ids[row.MentionID+" "+row.Text] = row.ActorID
		}
		return ids
	}
	few := mentions(files...)
	more := mentions(append(files, "aa.txt", "Halloran met Ada Brook in Oslo. Denmark denied it.\n")...)
	for id, actor := range few {
		if more[id] != actor {
			t.Errorf("%s: %s, with more articles %q", id, actor, more[id])
		}
	}
	if len(few) < 5 || len(more) <= len(few) {
		t.Errorf("%d mentions, %d with more articles", len(few), len(more))
	}
}
