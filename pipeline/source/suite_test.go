package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/sayso-nlp/sayso/models"
)

// piece is an article of ours, written in every format below.
type piece struct{ id, title, author, date, publisher, url, text string }

var pieces = []piece{
	{"a-1", "Harbour talks resume", "Jane Doe", "2024-03-05", "The Gazette", "https://example.org/a-1",
		"The port authority said on Tuesday that the talks would go on.\n\n“We have not given up,” its head, Zoë Müller, told reporters.\n"},
	{"a-2", `"No deal", says minister`, "O'Neill, Pat", "2024-03-06T08:00:00Z", "Gündəlik", "https://example.org/a-2?x=1&y=2",
		"The minister, Şükrü Işık, rejected the plan: \"It is a bad deal.\"\r\nHe added, 'We said \"no\", twice.'"},
	{"a-3", "Məmmədov warns of delays; talks, again", "Əli Həsənov", "6 March 2024", "Xəbər", "https://example.org/a-3",
		"İlham Məmmədov warned that the line, \"the backbone of trade\",\tmight open late.\n\nA second paragraph, with a comma; and a semicolon."},
	{"a-4", "Court rules against Kowalczyk", "Łucja Wójcik", "2024/03/07", "Dziennik", "https://example.org/a-4",
		"The court ruled that Kowalczyk owed 1,5 million złoty.\n\"\"\nIt called his defence “wholly without merit” — a rare rebuke. 🏛"},
	{"a-5", "Weather", "Staff", "2024-03-08", "The Gazette", "https://example.org/a-5",
		"  Rain is expected, the service said.  \n"},
}

// want is the record of a piece in a file of many.
func (p piece) want(uri string, number int) models.Record {
	return models.Record{
		URI: uri + "#" + p.id, Number: number, ID: p.id, Title: p.title, Byline: p.author, Publisher: p.publisher,
		Published: p.date, Body: p.text, Fields: []models.Field{{Name: "url", JSON: string(appendJSON(nil, p.url))}},
	}
}

func (p piece) row() []string {
	return []string{p.id, p.title, p.author, p.date, p.publisher, p.url, p.text}
}

var header = []string{"id", "title", "author", "date", "publisher", "url", "text"}

func writeJSONLines(t testing.TB) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, p := range pieces {
		object := make(map[string]string)
		for i, value := range p.row() {
			object[header[i]] = value
		}
		if err := enc.Encode(object); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func writeTable(t testing.TB, delim rune) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = delim
	rows := [][]string{header}
	for _, p := range pieces {
		rows = append(rows, p.row())
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// writeParquet writes columns of strings; a nil is null.
func writeParquet(t testing.TB, names []string, rows [][]any, props ...parquet.WriterProperty) []byte {
	t.Helper()
	var fields schema.FieldList
	for _, name := range names {
		fields = append(fields, schema.MustPrimitive(schema.NewPrimitiveNodeLogical(name, parquet.Repetitions.Optional,
			schema.StringLogicalType{}, parquet.Types.ByteArray, 0, -1)))
	}
	var b bytes.Buffer
	w := file.NewParquetWriter(&b, schema.MustGroup(schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)),
		file.WithWriterProps(parquet.NewWriterProperties(props...)))
	group := w.AppendRowGroup()
	for col := range names {
		chunk, err := group.NextColumn()
		if err != nil {
			t.Fatal(err)
		}
		var values []parquet.ByteArray
		var defs []int16
		for _, row := range rows {
			if row[col] == nil {
				defs = append(defs, 0)
				continue
			}
			defs = append(defs, 1)
			values = append(values, parquet.ByteArray(row[col].(string)))
		}
		if _, err := chunk.(*file.ByteArrayColumnChunkWriter).WriteBatch(values, defs, nil); err != nil {
			t.Fatal(err)
		}
		if err := chunk.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pieceRows() [][]any {
	var rows [][]any
	for _, p := range pieces {
		var row []any
		for _, value := range p.row() {
			row = append(row, value)
		}
		rows = append(rows, row)
	}
	return rows
}

func gzipBytes(t testing.TB, data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstdBytes(t testing.TB, data []byte) []byte {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	return z.EncodeAll(data, nil)
}

// wide writes text as UTF-16 with a byte-order mark.
func wide(text string, big bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\uFEFF" + text)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

var packs = []struct {
	ext  string
	pack func(testing.TB, []byte) []byte
}{
	{"", func(_ testing.TB, b []byte) []byte { return b }},
	{".gz", gzipBytes},
	{".zst", zstdBytes},
}

// put writes a file in a folder of the test and returns its path.
func put(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// readAll reads inputs to their end.
func readAll(t testing.TB, opt Options, inputs ...string) (recs []models.Record, skips []models.Skip) {
	t.Helper()
	files, err := Find(inputs, opt)
	if err != nil {
		t.Fatal(err)
	}
	for item, err := range Read(context.Background(), files, opt) {
		switch {
		case err != nil:
			t.Fatal(err)
		case (item.Record == nil) == (item.Skip == nil):
			t.Fatalf("an item with both or neither: %+v", item)
		case item.Record != nil:
			recs = append(recs, *item.Record)
		default:
			skips = append(skips, *item.Skip)
		}
	}
	return recs, skips
}

// Every format of many records gives the same records, but for the number,
// which is the line in JSON lines and the row elsewhere: here they agree.
func TestSameRecordsInEveryFormat(t *testing.T) {
	table := string(writeTable(t, ','))
	formats := []struct {
		name string
		data []byte
	}{
		{"news.jsonl", writeJSONLines(t)},
		{"news.ndjson", writeJSONLines(t)},
		{"news.csv", []byte(table)},
		{"marked.csv", []byte("\uFEFF" + table)},
		{"wide.csv", wide(table, false)},
		{"semicolon.csv", writeTable(t, ';')},
		{"news.tsv", writeTable(t, '\t')},
		{"wide.tsv", wide(string(writeTable(t, '\t')), true)},
		{"news.parquet", writeParquet(t, header, pieceRows())},
		{"plain.parquet", writeParquet(t, header, pieceRows(), parquet.WithDictionaryDefault(false))},
		{"delta.parquet", writeParquet(t, header, pieceRows(), parquet.WithDictionaryDefault(false), parquet.WithEncoding(parquet.Encodings.DeltaByteArray))},
		{"lengths.parquet", writeParquet(t, header, pieceRows(), parquet.WithDictionaryDefault(false), parquet.WithEncoding(parquet.Encodings.DeltaLengthByteArray))},
		{"pages.parquet", writeParquet(t, header, pieceRows(), parquet.WithDictionaryDefault(false), parquet.WithDataPageSize(1), parquet.WithBatchSize(1))},
		{"zstd.parquet", writeParquet(t, header, pieceRows(), parquet.WithCompression(compress.Codecs.Zstd))},
		{"snappy2.parquet", writeParquet(t, header, pieceRows(), parquet.WithCompression(compress.Codecs.Snappy), parquet.WithDataPageVersion(parquet.DataPageV2))},
	}
	for _, f := range formats {
		for _, p := range packs {
			name := f.name + p.ext
			t.Run(name, func(t *testing.T) {
				var want []models.Record
				for i, p := range pieces {
					want = append(want, p.want(name, i+1))
				}
				got, skips := readAll(t, Options{}, put(t, name, p.pack(t, f.data)))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("records (-want +got):\n%s", diff)
				}
				if skips != nil {
					t.Errorf("skips: %+v", skips)
				}
			})
		}
	}
}

// Files of one article hold its text and nothing else: what is in it is found
// by the pages.
func TestSameTextInEveryFile(t *testing.T) {
	encodings := map[string]func(string) []byte{
		"utf8":   func(s string) []byte { return []byte(s) },
		"marked": func(s string) []byte { return []byte("\uFEFF" + s) },
		"utf16":  func(s string) []byte { return wide(s, false) },
		"utf16b": func(s string) []byte { return wide(s, true) },
		"utf32": func(s string) []byte {
			b := []byte{0xff, 0xfe, 0, 0}
			for _, r := range s {
				b = append(b, byte(r), byte(r>>8), byte(r>>16), 0)
			}
			return b
		},
	}
	formats := map[string]models.Format{
		".txt": models.Plain, ".text": models.Plain, ".md": models.Markdown, ".markdown": models.Markdown,
		".html": models.HTML, ".htm": models.HTML, ".TXT": models.Plain,
	}
	for encoding, encode := range encodings {
		for ext, format := range formats {
			for _, p := range packs {
				for _, piece := range pieces {
					name := piece.id + encoding + ext + p.ext
					got, skips := readAll(t, Options{}, put(t, name, p.pack(t, encode(piece.text))))
					want := []models.Record{{URI: name, Body: piece.text, Format: format}}
					if diff := cmp.Diff(want, got); diff != "" || skips != nil {
						t.Errorf("%s (-want +got):\n%s%+v", name, diff, skips)
					}
				}
			}
		}
	}
}

func TestStandardInput(t *testing.T) {
	cases := []struct {
		name, format string
		data         []byte
	}{
		{"sniffed lines", "", writeJSONLines(t)},
		{"sniffed gzip", "", gzipBytes(t, writeJSONLines(t))},
		{"sniffed zstandard", "", zstdBytes(t, writeJSONLines(t))},
		{"sniffed parquet", "", writeParquet(t, header, pieceRows())},
		{"named table", "csv", writeTable(t, ',')},
		{"named packed table", "tsv.gz", gzipBytes(t, writeTable(t, '\t'))},
	}
	var want []models.Record
	for i, p := range pieces {
		want = append(want, p.want("-", i+1))
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, skips := readAll(t, Options{Stdin: bytes.NewReader(c.data), StdinFormat: c.format}, "-")
			if diff := cmp.Diff(want, got); diff != "" || skips != nil {
				t.Errorf("(-want +got):\n%s%+v", diff, skips)
			}
		})
	}
	for text, format := range map[string]models.Format{
		"She said no.": models.Plain, "{She said no.}": models.Plain,
		" <!DOCTYPE html><p>She said no.": models.HTML, "<html><p>She said no.": models.HTML,
	} {
		got, _ := readAll(t, Options{Stdin: strings.NewReader(text)}, "-")
		if diff := cmp.Diff([]models.Record{{URI: "-", Body: text, Format: format}}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	_, skips := readAll(t, Options{}, "-")
	if len(skips) != 1 || skips[0].Reason != models.Unreadable {
		t.Errorf("without standard input: %+v", skips)
	}
}

// checkItems holds what is true of all that Read gives.
func checkItems(t testing.TB, recs []models.Record, skips []models.Skip) {
	t.Helper()
	valid := func(what string, list ...string) {
		for _, s := range list {
			if !utf8.ValidString(s) {
				t.Fatalf("%s is not valid UTF-8: %q", what, s)
			}
		}
	}
	for _, rec := range recs {
		valid("record", rec.URI, rec.ID, rec.Title, rec.Byline, rec.Publisher, rec.Published, rec.Body)
		if strings.TrimSpace(rec.Body) == "" {
			t.Fatalf("record without text: %+v", rec)
		}
		for i, f := range rec.Fields {
			valid("field", f.Name, f.JSON)
			if !json.Valid([]byte(f.JSON)) {
				t.Fatalf("field %q is no JSON: %s", f.Name, f.JSON)
			}
			if i > 0 && rec.Fields[i-1].Name > f.Name {
				t.Fatalf("fields out of order: %+v", rec.Fields)
			}
		}
		if rec.Replaced < 0 || rec.Number < 0 {
			t.Fatalf("replaced %d, number %d", rec.Replaced, rec.Number)
		}
	}
	for _, skip := range skips {
		valid("skip", skip.URI, string(skip.Reason), skip.Detail)
		if skip.Reason == "" || len(skip.Detail) > 1000 {
			t.Fatalf("skip %+v", skip)
		}
	}
}
