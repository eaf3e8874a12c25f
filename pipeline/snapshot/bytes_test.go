package snapshot

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/metadata"
	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// manyMentions writes a table whose dictionaries are far longer than the limit
// at which the library's writer falls back to plain values by default.
func manyMentions(tb testing.TB, dir string) Table {
	tb.Helper()
	s, err := sheetFor(table.Mentions, dir, Options{limits: usual})
	if err != nil {
		tb.Fatal(err)
	}
	for i := range 16_000 {
		row := table.Mention{
			MentionID: fmt.Sprintf("m%d", i), ArticleID: fmt.Sprintf("a%d", i/100), SentenceID: fmt.Sprintf("s%d", i),
			Text: fmt.Sprintf("somebody of whom nobody has ever heard and nobody will hear again: %d", i), Kind: "name", Type: "person", ActorID: fmt.Sprintf("person:%d", i%977),
		}
		if err := s.add(&row); err != nil {
			tb.Fatal(err)
		}
	}
	t, err := s.close()
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// TestFiftyTimesEqualBytes holds what the choice of encodings is for: with a
// dictionary that falls back, about one file in five would differ.
func TestFiftyTimesEqualBytes(t *testing.T) {
	var first Table
	for i := range 50 {
		dir := t.TempDir()
		got := manyMentions(t, dir)
		if i == 0 {
			first = got
			oneEncoding(t, filepath.Join(dir, got.Files[0].Path))
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Fatalf("writing %d (-first +now):\n%s", i+1, diff)
		}
	}
}

// oneEncoding checks that every column of a file has its data in one encoding,
// and that the file has a dictionary longer than the library's default limit.
func oneEncoding(t *testing.T, path string) {
	t.Helper()
	r, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	longest := int64(0)
	for g := range r.NumRowGroups() {
		for c := range r.MetaData().Schema.NumColumns() {
			chunk, err := r.RowGroup(g).MetaData().ColumnChunk(c)
			if err != nil {
				t.Fatal(err)
			}
			var data []metadata.PageEncodingStats
			for _, e := range chunk.EncodingStats() {
				if e.PageType.String() == "DATA_PAGE" {
					data = append(data, e)
				}
			}
			if len(data) != 1 {
				t.Errorf("row group %d, column %s: data in %d encodings", g, chunk.PathInSchema(), len(data))
			}
			if chunk.HasDictionaryPage() {
				longest = max(longest, chunk.TotalUncompressedSize())
			}
		}
	}
	if longest < 1<<20 {
		t.Errorf("the longest dictionary column has %d bytes: too few to prove anything", longest)
	}
	if got := r.MetaData().GetCreatedBy(); got != "sayso version "+table.ToolVersion {
		t.Errorf("created by %q", got)
	}
}

// sums reads the hashes of a snapshot.
func sums(tb testing.TB, dir string) string {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join(dir, sumsFile))
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// TestPlaceLeavesNoTrace writes the same snapshot in other places, one after
// the other and at the same time.
func TestPlaceLeavesNoTrace(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "first"), 50, Options{Tokens: true})
	want := sums(t, filepath.Join(root, "first"))
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			write(t, filepath.Join(root, "elsewhere", fmt.Sprint("number ", i)), 50, Options{Tokens: true})
		})
	}
	group.Wait()
	for i := range 8 {
		if diff := cmp.Diff(want, sums(t, filepath.Join(root, "elsewhere", fmt.Sprint("number ", i)))); diff != "" {
			t.Errorf("snapshot %d (-first +this):\n%s", i, diff)
		}
	}
}

// TestLimits cuts row groups by rows and by bytes, and files by bytes, and
// reads everything back.
func TestLimits(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	m := write(t, dir, 200, Options{Tokens: true, limits: limits{groupRows: 97, groupBytes: 20_000, pageBytes: 512, fileBytes: 20_000}})
	if got := problems(t, dir); got != "" {
		t.Error(got)
	}
	tokens, _ := m.Table("tokens")
	if len(tokens.Files) < 2 {
		t.Errorf("tokens have %d files", len(tokens.Files))
	}
	for _, f := range tokens.Files {
		r, err := file.OpenParquetFile(filepath.Join(dir, f.Path), false)
		if err != nil {
			t.Fatal(err)
		}
		for g := range r.NumRowGroups() {
			if n := r.RowGroup(g).NumRows(); n > 97 {
				t.Errorf("%s: row group %d has %d rows", f.Path, g, n)
			}
		}
		r.Close()
	}
	usualDir := filepath.Join(t.TempDir(), "snap")
	write(t, usualDir, 200, Options{Tokens: true})
	a, _ := Open(dir)
	b, _ := Open(usualDir)
	if diff := cmp.Diff(collect(t, b, table.Tokens), collect(t, a, table.Tokens)); diff != "" {
		t.Errorf("tokens differ with the limits (-usual +narrow):\n%s", diff)
	}
	if diff := cmp.Diff(collect(t, b, table.Actors), collect(t, a, table.Actors)); diff != "" {
		t.Errorf("actors differ with the limits (-usual +narrow):\n%s", diff)
	}
}

// TestLongTexts writes more text than a row group, a page or a batch of values
// has room for.
func TestLongTexts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	w, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	long := strings.Repeat("Çox uzun mətn. ", 330_000) // over 5 MB
	var want []string
	for i := range 8 {
		text := long + fmt.Sprint(i)
		uri := fmt.Sprint(i)
		doc := &models.Document{Article: models.Article{ID: models.NewArticleID(uri, text), SourceURI: uri, Text: text, Metadata: `"` + long + `"`}}
		want = append(want, doc.Article.Text)
		if err := w.Add(doc); err != nil {
			t.Fatal(err)
		}
		if held := cap(w.articles.columns[8].text); held > 3*usual.groupBytes {
			t.Errorf("after %d articles the texts' buffer has %d bytes", i+1, held)
		}
	}
	if _, err := w.Close(Run{}); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, art := range collect(t, s, table.Articles) {
		got = append(got, art.Text)
	}
	if !slices.Equal(want, got) {
		t.Error("the texts came back changed")
	}
	if list, err := Verify(dir); err != nil || len(list) > 0 {
		t.Error(list, err)
	}
}

// errFull is what a full disk says.
var errFull = errors.New("no space left on device")

// A narrowDisk has room for so many bytes in all.
type narrowDisk struct{ left int }

type narrowFile struct {
	*os.File
	disk *narrowDisk
}

func (d *narrowDisk) create(path string) (io.WriteCloser, error) {
	f, err := os.Create(path)
	return narrowFile{f, d}, err
}

func (f narrowFile) Write(p []byte) (int, error) {
	if len(p) > f.disk.left {
		n, _ := f.File.Write(p[:f.disk.left])
		f.disk.left = 0
		return n, errFull
	}
	f.disk.left -= len(p)
	return f.File.Write(p)
}

// TestFullDisk fills the disk at every stage of writing: each time there is an
// error that names the file, and nothing is left.
func TestFullDisk(t *testing.T) {
	for _, opt := range []Options{{}, {Format: Arrow}, {Format: CSV, Text: NoText}, {Format: JSONLines}, {Format: DuckDB}} {
		t.Run(string(opt.Format), func(t *testing.T) { fillDisk(t, opt) })
	}
}

func fillDisk(t *testing.T, opt Options) {
	opt.limits = limits{groupRows: 50, groupBytes: 1 << 20, pageBytes: 512, fileBytes: 4000}
	whole := &narrowDisk{left: 1 << 30}
	opt.create = whole.create
	root := t.TempDir()
	write(t, filepath.Join(root, "whole"), 60, opt)
	needed := 1<<30 - whole.left
	os.RemoveAll(filepath.Join(root, "whole"))
	for _, part := range []int{0, 1, 10, 30, 50, 70, 90, 95, 99} {
		disk := &narrowDisk{left: needed * part / 100}
		opt.create = disk.create
		w, err := Create(filepath.Join(root, "new", "snap"), opt)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < 60 && err == nil; i++ {
			err = w.Add(sample(t, fmt.Sprintf("a/%d.txt", i), fmt.Sprint(i)))
		}
		if err == nil {
			err = w.Actors(withoutError(sampleActors(60)))
		}
		if _, closing := w.Close(Run{}); err == nil {
			err = closing
		}
		if !errors.Is(err, errFull) || !strings.Contains(err.Error(), "writing ") {
			t.Errorf("with room for %d %%: %v", part, err)
		}
		if err := w.Abort(); err != nil {
			t.Error(err)
		}
		if entries, _ := os.ReadDir(root); len(entries) != 0 {
			t.Errorf("with room for %d %%, %v is left", part, entries)
		}
	}
}
