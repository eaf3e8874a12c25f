package source

import (
	"bytes"
	"context"
	"testing"
)

// BenchmarkRead reads two thousand of our articles in each format.
func BenchmarkRead(b *testing.B) {
	const copies = 400
	var rows [][]any
	var jsonl, table bytes.Buffer
	for range copies {
		rows = append(rows, pieceRows()...)
		jsonl.Write(writeJSONLines(b))
	}
	head, body, _ := bytes.Cut(writeTable(b, ','), []byte("\n"))
	table.Write(append(head, '\n'))
	for range copies {
		table.Write(body)
	}
	text := 0
	for _, p := range pieces {
		text += copies * len(p.text)
	}
	for _, f := range []struct {
		format string
		data   []byte
	}{
		{"jsonl", jsonl.Bytes()}, {"jsonl.gz", gzipBytes(b, jsonl.Bytes())}, {"jsonl.zst", zstdBytes(b, jsonl.Bytes())},
		{"json", append(append([]byte{'['}, bytes.ReplaceAll(bytes.TrimSpace(jsonl.Bytes()), []byte("\n"), []byte(",\n"))...), ']')},
		{"csv", table.Bytes()}, {"parquet", writeParquet(b, header, rows)},
	} {
		b.Run(f.format, func(b *testing.B) {
			b.SetBytes(int64(text))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				opt := Options{Stdin: bytes.NewReader(f.data), StdinFormat: f.format}
				for item, err := range Read(context.Background(), []File{{Path: "-", URI: "-"}}, opt) {
					if err != nil || item.Record == nil {
						b.Fatal(item, err)
					}
					n++
				}
				if n != 5*copies {
					b.Fatal(n)
				}
			}
		})
	}
}
