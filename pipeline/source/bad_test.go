package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"

// outcome writes what came of a file a line each: records as number and text,
// skips as number and reason.
func outcome(recs []models.Record, skips []models.Skip) string {
	var b strings.Builder
	for _, rec := range recs {
		body := rec.Body
		if len(body) > 40 {
			body = body[:40]
		}
		fmt.Fprintf(&b, "%d %q\n", rec.Number, body)
	}
	for _, skip := range skips {
		fmt.Fprintf(&b, "%d %s\n", skip.Record, skip.Reason)
	}
	return b.String()
}

func lines(s ...string) string { return strings.Join(s, "\n") + "\n" }

func TestBadInput(t *testing.T) {
	long := strings.Repeat("The minister spoke. ", 50<<20/20)
	blank := strings.Repeat("\n", 1_000_000)
	packed := gzipBytes(t, []byte(lines(`{"text":"One."}`, `{"text":"Two."}`)))
	torn := gzipBytes(t, append(writeManyLines(2000), "{"...))
	cases := []struct {
		name string
		data string
		want string
	}{
		{"empty.txt", "", "0 empty\n"},
		{"empty.jsonl", "", "0 empty\n"},
		{"empty.csv", "", "0 empty\n"},
		{"empty.parquet", "", "0 empty\n"},
		{"empty.txt.gz", string(gzipBytes(t, nil)), "0 empty\n"},
		{"nothing.txt.gz", "", "0 truncated\n"},
		{"mark.txt", "\uFEFF", "0 empty\n"},
		{"blank.txt", blank, "0 empty\n"},
		{"blank.html", " \t\u00a0\n", "0 empty\n"},
		{"blank.jsonl", blank, "0 empty\n"},
		{"blank.csv", blank, "0 empty\n"},
		{"header.csv", "id,text\n", "0 empty\n"},
		{"picture.txt", png, "0 not text\n"},
		{"picture.jsonl", png, "0 not text\n"},
		{"picture.csv.gz", string(gzipBytes(t, []byte(png))), "0 not text\n"},
		{"picture.parquet", png, "0 bad record\n"},
		{"paper.txt", "%PDF-1.7\n1 0 obj", "0 not text\n"},
		{"office.html", "PK\x03\x04\x14\x00", "0 not text\n"},
		{"packed.txt", string(packed), "0 not text\n"},
		{"nul.txt", "She said\x00no.", "0 not text\n"},
		{"late.txt", strings.Repeat("a", sniffLen) + "\x00", "0 \"" + strings.Repeat("a", 40) + "\"\n"},
		{"plain.txt.gz", "She said no.", "0 truncated\n"},
		{"plain.jsonl.zst", "She said no.", "0 truncated\n"},
		{"torn.txt.gz", string(packed[:len(packed)-9]), "0 truncated\n"},
		{"torn.jsonl.zst", string(zstdBytes(t, writeManyLines(50))[:40]), "0 truncated\n"},
		{"sum.txt.gz", string(packed[:len(packed)-8]) + "12345678", "0 truncated\n"},
		{"torn.parquet", string(writeParquet(t, header, pieceRows())[:500]), "0 truncated\n"},
		{"torn.parquet.gz", string(gzipBytes(t, writeParquet(t, header, pieceRows()))[:500]), "0 truncated\n"},
		{"long.txt", long, "0 too long\n"},
		{"long.html.gz", string(gzipBytes(t, []byte(long))), "0 too long\n"},
		{"long.jsonl", lines(`{"text":"One."}`, `{"text":"`+long+`"}`, `{"text":"Three."}`), "1 \"One.\"\n3 \"Three.\"\n2 too long\n"},
		{"longer.jsonl", lines(`{"text":"One."}`, `{"text":"`+long[:6_000_000]+`"}`, `{"text":"Three."}`), "1 \"One.\"\n3 \"Three.\"\n2 too long\n"},
		{"long.csv", lines("text", "One.", long, `"`+long+`"`, `"Four."`), "1 \"One.\"\n4 \"Four.\"\n2 too long\n3 too long\n"},
		{"invalid.jsonl", lines(`{"text":"One."}`, `{"text":"Two`, `text`, `{"text":"Four."} x`, `["Five."]`, `6`, `{"text":"Seven."}`),
			"1 \"One.\"\n7 \"Seven.\"\n2 bad record\n3 bad record\n4 bad record\n5 bad record\n6 bad record\n"},
		{"spaced.jsonl", lines("", `{"text":"Two."}`, "  ", `{"text":" "}`, `{"title":"Five."}`, `{"text":6}`) + `{"text":"Seven."}`,
			"2 \"Two.\"\n7 \"Seven.\"\n4 empty\n5 missing field\n6 missing field\n"},
		{"array.jsonl", `[{"text":"One."}]`, "0 bad record\n"},
		{"spread.jsonl", lines("{", `"text":"One."`, "}"), "0 bad record\n"},
		{"other.csv", lines("id,headline", "1,One."), "0 missing field\n"},
		{"ragged.csv", lines("id,text", "1,One.", "2", "3,Three,3", "4,Four.", ""), "1 \"One.\"\n4 \"Four.\"\n2 bad record\n3 bad record\n"},
		// The quote of row 2 is never closed; only that row is lost.
		{"open.csv", lines("id,text", `1,"One."`, `2,"Two.`, `3,"Three."`, "4,Four.", `5,"Five,`+"\n"+`five."`), "1 \"One.\"\n3 \"Three.\"\n4 \"Four.\"\n5 \"Five,\\nfive.\"\n2 bad record\n"},
		{"last.csv", lines("id,text", "1,One.", `2,"Two.`, "3,Three.", "4,Four."), "1 \"One.\"\n3 \"Three.\"\n4 \"Four.\"\n2 bad record\n"},
		// Quotes that were not doubled.
		{"inner.csv", lines("id,text", `1,"He said "no"."`, `2,He said "yes".`), "2 \"He said \\\"yes\\\".\"\n1 bad record\n"},
		{"wide.csv", lines("id,text", `1","x`, `2","x`, `3,"Three."`), "3 \"Three.\"\n1 bad record\n2 bad record\n"},
		{"broken header.csv", lines(`id,"text`, "1,One."), "0 bad record\n"},
		{"quotes.tsv", lines("id\ttext", "1\t\"No\" was the answer.", "2\t\"Two.", "3\t\"Three \"\"3\"\".\nThree.\"", "4\tFour \"4\""),
			"1 \"\\\"No\\\" was the answer.\"\n2 \"\\\"Two.\"\n3 \"Three \\\"3\\\".\\nThree.\"\n4 \"Four \\\"4\\\"\"\n"},
		{"ragged.tsv", lines("id\ttext", "1\tOne.\t1", "2\tTwo."), "2 \"Two.\"\n1 bad record\n"},
		{"other.parquet", string(writeParquet(t, []string{"id", "headline"}, [][]any{{"1", "One."}})), "0 missing field\n"},
		{"nulls.parquet", string(writeParquet(t, []string{"id", "text"}, [][]any{{"1", "One."}, {"2", nil}, {"3", " "}, {nil, "Four."}})),
			"1 \"One.\"\n4 \"Four.\"\n2 empty\n3 empty\n"},
		{"rows.parquet", string(writeParquet(t, []string{"id", "text"}, nil)), "0 empty\n"},
		{"long.parquet", string(writeParquet(t, []string{"text"}, [][]any{{long[:6_000_000]}, {"Two."}})), "2 \"Two.\"\n1 too long\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			recs, skips := readAll(t, Options{}, put(t, c.name, []byte(c.data)))
			checkItems(t, recs, skips)
			if diff := cmp.Diff(c.want, outcome(recs, skips)); diff != "" {
				t.Errorf("(-want +got):\n%s%+v", diff, skips)
			}
			for _, skip := range skips {
				if file, _, _ := strings.Cut(skip.URI, "#"); file != c.name || skip.Stage != models.Reading || skip.Detail == "" {
					t.Errorf("skip %+v", skip)
				}
			}
		})
	}
	// What a torn gzip gives depends on its blocks: some records, then one skip.
	recs, skips := readAll(t, Options{}, put(t, "torn.jsonl.gz", torn[:len(torn)/2]))
	if len(recs) == 0 || len(recs) >= 2000 || outcome(nil, skips) != "0 truncated\n" {
		t.Errorf("torn gzip: %d records, %+v", len(recs), skips)
	}
	for i, rec := range recs {
		if rec.Number != i+1 || rec.Body != fmt.Sprintf("Line %d, she said.", (i+1)*7919) {
			t.Fatalf("torn gzip: record %d is %+v", i, rec)
		}
	}
}

func writeManyLines(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "{\"text\":\"Line %d, she said.\"}\n", (i+1)*7919)
	}
	return b.Bytes()
}

// noText begins the detail of a record without any of the usual names.
var noText = "no field " + strings.Join(Defaults()[0].Names, ", ")

func TestDetailsTell(t *testing.T) {
	cases := []struct{ name, data, want string }{
		{"a.jsonl", lines(`{"text":"One."}`, `{"text":}`), "invalid JSON: invalid character '}' looking for beginning of value at byte 9 of the line (line at byte 16)"},
		{"b.jsonl", lines(`{"headline":"One.","id":1}`), noText + "; there are: headline, id"},
		{"c.csv", lines("id,headline", "1,One."), noText + "; there are: id, headline"},
		{"d.csv", lines("id,text", "1,One.", "2,Two,2"), "3 fields, the header has 2; the row starts at byte 15"},
		{"e.csv", lines("id,text", `1,"One" said he`), "text behind a closing quote; the row starts at byte 8"},
		{"f.txt", png, "a PNG image"},
		{"g.jsonl", lines(`{"text":5}`), `the field "text" holds no text`},
	}
	for _, c := range cases {
		_, skips := readAll(t, Options{}, put(t, c.name, []byte(c.data)))
		if len(skips) != 1 || skips[0].Detail != c.want {
			t.Errorf("%s: got %+v, want %q", c.name, skips, c.want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	dangling := filepath.Join(dir, "gone.txt")
	if err := os.Symlink(filepath.Join(dir, "nowhere"), dangling); err != nil {
		t.Skip(err)
	}
	vanishing := put(t, "vanishing.txt", []byte("She said no."))
	swapped := put(t, "swapped.txt", []byte("She said no."))
	files, err := Find([]string{dangling, dir, vanishing, swapped}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	os.Remove(vanishing)
	os.Remove(swapped)
	if err := os.Mkdir(swapped, 0o755); err != nil {
		t.Fatal(err)
	}
	var got []string
	for item, err := range Read(context.Background(), files, Options{OnFile: func(d Digest) { t.Errorf("digest of %s", d.URI) }}) {
		if err != nil || item.Skip == nil || item.Skip.Reason != models.Unreadable {
			t.Fatal(item, err)
		}
		got = append(got, item.Skip.URI+": "+item.Skip.Detail)
	}
	want := []string{"gone.txt: no such file or directory", "gone.txt: no such file or directory", "vanishing.txt: no such file or directory", "swapped.txt: is a folder"}
	if diff := cmp.Diff(want, got); diff != "" && runtime.GOOS != "windows" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// failing gives some bytes and then the error of a disk.
type failing struct{ io.Reader }

func (f failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if err == io.EOF {
		err = errors.New("input/output error")
	}
	return n, err
}

func TestDiskFails(t *testing.T) {
	for _, format := range []string{"", "txt", "jsonl", "json", "csv", "parquet", "jsonl.gz", "csv.zst", "parquet.gz"} {
		data := writeJSONLines(t)
		if strings.HasSuffix(format, ".gz") {
			data = gzipBytes(t, data)
		} else if strings.HasSuffix(format, ".zst") {
			data = zstdBytes(t, data)
		}
		data = data[:len(data)/2]
		_, skips := readAll(t, Options{Stdin: failing{bytes.NewReader(data)}, StdinFormat: format}, "-")
		n := len(skips)
		if n == 0 || skips[n-1].Reason != models.Unreadable || skips[n-1].Detail != "input/output error" {
			t.Errorf("%q: %+v", format, skips)
		}
	}
}

func TestNoRoomToUnpack(t *testing.T) {
	path := put(t, "news.parquet.gz", gzipBytes(t, writeParquet(t, header, pieceRows())))
	files, err := Find([]string{path}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var last error
	for _, err := range Read(context.Background(), files, Options{TempDir: filepath.Join(t.TempDir(), "missing")}) {
		last = err
	}
	if last == nil {
		t.Error("the run goes on without a temporary folder")
	}
}

func TestCancel(t *testing.T) {
	for _, name := range []string{"news.jsonl", "news.csv", "news.parquet", "news.parquet.gz", "news.jsonl.zst"} {
		var rows [][]any
		for i := range 5000 {
			rows = append(rows, []any{fmt.Sprintf("Row %d.", i)})
		}
		data := writeManyLines(5000)
		switch {
		case strings.Contains(name, "parquet"):
			data = writeParquet(t, []string{"text"}, rows)
		case strings.Contains(name, "csv"):
			data = append([]byte("text\n"), data...)
		}
		if strings.HasSuffix(name, ".gz") {
			data = gzipBytes(t, data)
		} else if strings.HasSuffix(name, ".zst") {
			data = zstdBytes(t, data)
		}
		files, err := Find([]string{put(t, name, data)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, files[0])
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		var last error
		for _, err := range Read(ctx, files, Options{}) {
			if n++; n == 10 {
				cancel()
			}
			last = err
		}
		cancel()
		if !errors.Is(last, context.Canceled) || n > 6000 {
			t.Errorf("%s: %d items, last error %v", name, n, last)
		}
	}
}

// A loop that breaks off leaves nothing behind: no goroutine, no file.
func TestStop(t *testing.T) {
	temp := t.TempDir()
	before := runtime.NumGoroutine()
	for _, name := range []string{"a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv.zst", "a.parquet", "a.parquet.zst"} {
		data := writeJSONLines(t)
		if strings.Contains(name, "csv") {
			data = writeTable(t, ',')
		} else if strings.Contains(name, "parquet") {
			data = writeParquet(t, header, pieceRows())
		}
		if strings.HasSuffix(name, ".gz") {
			data = gzipBytes(t, data)
		} else if strings.HasSuffix(name, ".zst") {
			data = zstdBytes(t, data)
		}
		files, err := Find([]string{put(t, name, data)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for item, err := range Read(context.Background(), files, Options{TempDir: temp}) {
			if err != nil || item.Record == nil {
				t.Fatal(item, err)
			}
			break
		}
	}
	left, err := os.ReadDir(temp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	for range 50 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

// Tables made so that each row is found bad only far behind it must not take
// quadratic time.
func TestHostileTablesEnd(t *testing.T) {
	wide := strings.Repeat("c,", 9000) + "text\n"
	for name, data := range map[string]string{
		"reopened.csv":  wide + strings.Repeat("x\",\"y\n", 40_000),
		"reopened.tsv":  strings.ReplaceAll(wide, ",", "\t") + strings.Repeat("x\"\t\"y\n", 40_000),
		"opened.csv":    "id,text\n" + strings.Repeat("x,\"y\n", 40_000),
		"doubled.csv":   "id,text\n" + strings.Repeat("x,\"\"\"y\n", 40_000),
		"runs.csv":      "text\n" + strings.Repeat("\"", 3_000_001),
		"reopened.json": "[" + strings.Repeat("{\"a\":\"\n", 200_000),
		"opened.json":   strings.Repeat("{\"a\":[{\n", 200_000),
		"empty.json":    "[" + strings.Repeat(",", 200_000),
		"keys.json":     strings.Repeat("{\"a\":{\"b\":{\"c\":[{},", 100_000),
		"commas.csv":    "text\n" + strings.Repeat(",", 3_000_000),
	} {
		start := time.Now()
		recs, skips := readAll(t, Options{}, put(t, name, []byte(data)))
		checkItems(t, recs, skips)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if len(recs)+len(skips) == 0 {
			t.Errorf("%s gives nothing", name)
		}
	}
}

func TestDigests(t *testing.T) {
	long := gzipBytes(t, []byte(strings.Repeat("She said no. ", 1<<20)))
	for name, data := range map[string][]byte{
		"a.txt": []byte("abc"), "b.txt": []byte(png), "long.txt.gz": long, "torn.txt.gz": long[:len(long)/2],
		"c.parquet": writeParquet(t, header, pieceRows()), "c.parquet.gz": gzipBytes(t, writeParquet(t, header, pieceRows())),
		"d.csv": []byte("id\n" + strings.Repeat("1\n", 1<<20)), "empty.txt": nil,
	} {
		files, err := Find([]string{put(t, name, data)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []Digest
		items := 0
		for range Read(context.Background(), files, Options{OnFile: func(d Digest) { got = append(got, d) }}) {
			if items++; len(got) > 0 {
				t.Errorf("%s: the digest comes before the last item", name)
			}
		}
		want := []Digest{{URI: name, Bytes: int64(len(data)), SHA256: hexSum(data)}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
