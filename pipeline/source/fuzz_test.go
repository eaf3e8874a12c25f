package source

import (
	"bytes"
	"context"
	"math/big"
	"testing"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"

	"github.com/sayso-nlp/sayso/models"
)

// fuzz reads bytes as a format, under a small limit of text, and checks what
// comes: items in order of their numbers, one digest, no panic, an end.
func fuzz(f *testing.F, format string, seeds ...[]byte) {
	f.Helper()
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		digests := 0
		opt := Options{Stdin: bytes.NewReader(data), StdinFormat: format, MaxText: 1000, OnFile: func(d Digest) {
			digests++
			if d.Bytes != int64(len(data)) || d.SHA256 != hexSum(data) {
				t.Fatalf("digest %+v", d)
			}
		}}
		var recs []models.Record
		var skips []models.Skip
		number := 0
		for item, err := range Read(context.Background(), []File{{Path: "-", URI: "-"}}, opt) {
			switch {
			case err != nil:
				t.Fatal(err)
			case item.Record != nil:
				recs = append(recs, *item.Record)
				if item.Record.Number < number || item.Record.Number == number && number > 0 || len(item.Record.Body) > 1000 {
					t.Fatalf("record after %d: %+v", number, item.Record)
				}
				number = item.Record.Number
			default:
				skips = append(skips, *item.Skip)
				number = max(number, item.Skip.Record)
			}
		}
		checkItems(t, recs, skips)
		if digests != 1 || len(recs)+len(skips) == 0 {
			t.Fatalf("%d digests, %d items", digests, len(recs)+len(skips))
		}
	})
}

func FuzzText(f *testing.F) {
	fuzz(f, "txt", []byte("She said no.\r\n"), []byte("\uFEFFİ'll “go”\u202e"), []byte("\xff\xfea\x00\x00\xd8"), []byte("caf\xe9 \xff"), []byte(png), nil)
}

func FuzzHTML(f *testing.F) {
	fuzz(f, "html", []byte("<html><meta charset=windows-1254><p>Erdo\xf0an"), []byte("<?xml version='1.0' encoding='shift_jis'?>\x83\x81"), []byte("<meta charset=utf-16>\xff"))
}

func FuzzSniffed(f *testing.F) {
	fuzz(f, "", []byte("{\"text\":\"One.\"}\n"), gzipBytes(f, []byte("One.")), zstdBytes(f, []byte("<html>One.")), []byte("id,text\n1,\"One.\n2"), []byte("[{\"text\":\"One.\"}]"), []byte("PAR1PAR1"), []byte("One."))
}

func FuzzJSONL(f *testing.F) {
	fuzz(f, "jsonl", writeJSONLines(f), []byte("{\"text\":\"\\ud83d\xff\",\"a\":[{\"b\":1e9}]}\r\n\n{}\n[]"), []byte("{\n"), []byte("\xff\xfe{\x00}\x00"))
}

func FuzzJSON(f *testing.F) {
	fuzz(f, "json", []byte(writeArray(f, "\n ")), []byte(`{"status":"ok","a":{"b":[{"text":"One."},{"text":"Two.`), []byte("[{\"a\":\"\n{\"text\":[\"One.\"]}]]"),
		[]byte("{\"text\":\"One.\\\"\"}\nTwo\n{}"), []byte("\xff\xfe[\x00{\x00"), []byte("[1,{}}"), []byte(`{"a":[{}],"b":{"c":[{"text":" "}],"d":]`))
}

func FuzzCSV(f *testing.F) {
	fuzz(f, "csv", writeTable(f, ','), []byte("id;text\r\n1;\"One \"\"two\"\"\r\n\";\n2;\"open\n3;x\"y"), []byte("text\n\"\"\"\n\"a\"b\n\r\n\"c\""), []byte("text,\"a\nb\",text\n\xe9,\"\xff\","))
}

func FuzzTSV(f *testing.F) {
	fuzz(f, "tsv", writeTable(f, '\t'), []byte("id\ttext\n1\t\"No\" said he\n2\t\"open\n3\t\"two\nlines\""), []byte("text\n\"a\tb\""))
}

func FuzzGzip(f *testing.F) {
	packed := gzipBytes(f, writeJSONLines(f))
	fuzz(f, "jsonl.gz", packed, packed[:len(packed)/2], append(packed, packed...), append(packed, "rest"...))
}

func FuzzZstandard(f *testing.F) {
	packed := zstdBytes(f, writeJSONLines(f))
	fuzz(f, "jsonl.zst", packed, packed[:len(packed)/2], append(packed, packed...), append(packed, "rest"...))
}

func FuzzParquet(f *testing.F) {
	fuzz(f, "parquet", writeParquet(f, header, pieceRows()), writeParquet(f, header, pieceRows(), parquet.WithDictionaryDefault(false)),
		writeParquet(f, []string{"text"}, [][]any{{"One."}, {nil}}, parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDataPageVersion(parquet.DataPageV2)),
		writeNested(f), []byte("PAR1"))
}

// The escapes and values of the JSON we write come back as they were.
func FuzzCanonicalJSON(f *testing.F) {
	f.Add(`{"b":[1.50,"<é\u0001\ud83d"],"a":{"":null}}`)
	f.Fuzz(func(t *testing.T, line string) {
		m := newMapping(&Options{})
		rec, bad := readObject([]byte(`{"text":"One.","x":`+line+`}`), "line", guessed, &m, "u", 1)
		if bad.reason != "" || len(rec.Fields) != 1 {
			return
		}
		again, bad := readObject([]byte(`{"text":"One.","x":`+rec.Fields[0].JSON+`}`), "line", marked, &m, "u", 1)
		if bad.reason != "" || len(again.Fields) != 1 || again.Fields[0] != rec.Fields[0] || again.Replaced != 0 {
			t.Fatalf("%s\n%s\n%+v", line, rec.Fields[0].JSON, again)
		}
	})
}

func FuzzBigEndian(f *testing.F) {
	f.Add([]byte{0xff, 0x00})
	f.Fuzz(func(t *testing.T, b []byte) {
		n := bigEndian(b)
		low := new(big.Int).Lsh(big.NewInt(1), uint(8*len(b)))
		if m := new(big.Int).Mod(n, low); m.Cmp(new(big.Int).SetBytes(b)) != 0 {
			t.Fatalf("%x: %v", b, n)
		}
	})
}
