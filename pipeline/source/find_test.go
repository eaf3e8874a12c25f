package source

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// plantFolder writes files that hold their own names.
func plantFolder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func uris(files []File) string {
	var list []string
	for _, f := range files {
		list = append(list, f.URI)
	}
	return strings.Join(list, " ")
}

func TestFind(t *testing.T) {
	dir := plantFolder(t, "b.txt", "a/2.txt", "a/10.csv.gz", "a.md", "a/.hidden.txt", ".git/c.txt", "notes.doc", "a/deep/er/x.HTML",
		"z.parquet.zst", "Z.jsonl", "é.txt", "odd[1].txt", "archive.gz", "README")
	in := func(names ...string) []string {
		for i, name := range names {
			if name != "-" {
				names[i] = filepath.Join(dir, filepath.FromSlash(name))
			}
		}
		return names
	}
	cases := []struct {
		inputs []string
		want   string
	}{
		{in("."), "Z.jsonl a.md a/10.csv.gz a/2.txt a/deep/er/x.HTML b.txt odd[1].txt z.parquet.zst é.txt"},
		{in("a"), "10.csv.gz 2.txt deep/er/x.HTML"},
		{in("b.txt", "a", "b.txt"), "b.txt 10.csv.gz 2.txt deep/er/x.HTML b.txt"},
		{in("notes.doc", "-", "README", "a/.hidden.txt"), "notes.doc - README .hidden.txt"},
		{in("*.txt"), "b.txt odd[1].txt é.txt"},
		{in("odd[1].txt"), "odd[1].txt"},
		{in("a/*"), "10.csv.gz 2.txt deep/er/x.HTML"},
		{in("[ab]*"), "a.md a/10.csv.gz a/2.txt a/deep/er/x.HTML archive.gz b.txt"},
		{in("**/*.txt"), "a/2.txt b.txt odd[1].txt é.txt"},
		{in("a/**"), "10.csv.gz 2.txt deep/er/x.HTML"},
		{in("a/**/x.*"), "deep/er/x.HTML"},
		{in("*/deep"), "a/deep/er/x.HTML"},
	}
	for _, c := range cases {
		files, err := Find(c.inputs, Options{})
		if err != nil {
			t.Errorf("%v: %v", c.inputs, err)
			continue
		}
		if got := uris(files); got != c.want {
			t.Errorf("%v:\ngot  %s\nwant %s", c.inputs, got, c.want)
		}
		for _, f := range files {
			if f.Path == "-" {
				continue
			}
			info, err := os.Stat(f.Path)
			if err != nil || info.Size() != f.Size {
				t.Errorf("%+v: %v", f, err)
			}
		}
	}
}

func TestFindRefuses(t *testing.T) {
	dir := plantFolder(t, "README.doc", ".hidden.txt")
	for _, c := range []struct {
		inputs []string
		opt    Options
		want   string
	}{
		{nil, Options{}, "no input"},
		{[]string{""}, Options{}, "empty name"},
		{[]string{filepath.Join(dir, "gone.txt")}, Options{}, "does not exist"},
		{[]string{filepath.Join(dir, "*.txt")}, Options{}, "fits nothing"},
		{[]string{filepath.Join(dir, "[")}, Options{}, "bad glob"},
		{[]string{dir}, Options{}, "no articles in"},
		{[]string{"https://example.org/a?b=1"}, Options{}, "input https://example.org/a?b=1 is an address; sayso reads files"},
		{[]string{"-", "-"}, Options{}, "named twice"},
		{[]string{"-"}, Options{StdinFormat: "docx"}, "unknown format"},
	} {
		files, err := Find(c.inputs, c.opt)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, %v; want an error with %q", c.inputs, files, err, c.want)
		}
	}
}

func TestPassedOver(t *testing.T) {
	dir := plantFolder(t, "1.txt", "a.pdf", "sub/b.PDF", "sub/c.docx", "sub/README", "sub/.hidden.pdf", ".git/x.pdf", "old/manifest.json", "old/SHA256SUMS", "old/x.pdf", "z.gz")
	for _, c := range []struct{ input, want string }{
		{".", "a.pdf sub/README sub/b.PDF sub/c.docx z.gz"},
		{"*", "sub/README sub/b.PDF sub/c.docx"}, // the others fit
		{"**", "sub/README sub/b.PDF sub/c.docx"},
		{"**/*", ""},
		{"1.txt", ""},
		{"a.pdf", ""},
	} {
		var got []string
		opt := Options{OnPass: func(uri string) { got = append(got, uri) }}
		if _, err := Find([]string{filepath.Join(dir, c.input)}, opt); err != nil {
			t.Error(err)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.input, s, c.want)
		}
	}
	// That there is nothing else does not keep it from being told.
	passed := 0
	if _, err := Find([]string{plantFolder(t, "a.pdf")}, Options{OnPass: func(string) { passed++ }}); err == nil || passed != 1 {
		t.Errorf("%d passed over, error %v", passed, err)
	}
}

// What a run wrote is no article of the next.
func TestSnapshotsArePassedOver(t *testing.T) {
	dir := plantFolder(t, "1.txt", "out/README.md", "out/manifest.json", "out/SHA256SUMS", "out/claims/part-00000.parquet",
		"half/manifest.json", "half/2.txt", ".out.sayso-work/.sayso-work", ".out.sayso-work/3.txt", "work/.sayso-work", "work/4.txt")
	for _, c := range []struct{ input, want string }{
		{".", "1.txt half/2.txt half/manifest.json"},
		{"*", "1.txt half/2.txt half/manifest.json"},
		{"**/*.*", "1.txt half/2.txt half/manifest.json"},
		{"out/README.md", "README.md"}, // named outright
		{"out/*.md", "README.md"},
		{"out/claims", "part-00000.parquet"},
	} {
		files, err := Find([]string{filepath.Join(dir, filepath.FromSlash(c.input))}, Options{})
		if err != nil || uris(files) != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.input, uris(files), err, c.want)
		}
	}
	for input, want := range map[string]string{"out": "is a snapshot that a run wrote", "out/": "is a snapshot", "work": "is the work folder of a run", ".out.sayso-work": "is the work folder"} {
		if files, err := Find([]string{filepath.Join(dir, "1.txt"), dir + "/" + input}, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", input, files, err)
		}
	}
}

func TestFindFollowsLinksOnce(t *testing.T) {
	dir := plantFolder(t, "a/1.txt", "b/2.txt")
	other := plantFolder(t, "3.txt")
	for link, target := range map[string]string{"a/up": dir, "b/self": filepath.Join(dir, "b"), "far": other, "far2": other, "one.txt": filepath.Join(dir, "a", "1.txt")} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip(err)
		}
	}
	files, err := Find([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := uris(files), "a/1.txt b/2.txt far/3.txt one.txt"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	files, err = Find([]string{filepath.Join(dir, "far")}, Options{})
	if err != nil || uris(files) != "3.txt" {
		t.Errorf("a link named outright: %v, %v", files, err)
	}
}

func TestNamesThatAreNoText(t *testing.T) {
	dir := plantFolder(t, "bad\xff.txt")
	files, err := Find([]string{dir}, Options{})
	if err != nil {
		t.Skip(err) // the file system has no such names
	}
	if uris(files) != "bad\uFFFD.txt" {
		t.Errorf("%q", uris(files))
	}
}
