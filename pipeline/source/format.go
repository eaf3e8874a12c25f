package source

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
)

// kind is what a file holds once unpacked.
type kind uint8

const (
	unknown kind = iota // to be told by its first bytes
	plainText
	markdownText
	htmlText
	jsonLines
	jsonDocument
	commaTable
	tabTable
	parquetTable
)

// packing is the compression around it.
type packing uint8

const (
	bare packing = iota
	gzipped
	zstandard
)

var kinds = map[string]kind{
	"txt": plainText, "text": plainText, "md": markdownText, "markdown": markdownText,
	"html": htmlText, "htm": htmlText, "jsonl": jsonLines, "ndjson": jsonLines, "json": jsonDocument,
	"csv": commaTable, "tsv": tabTable, "parquet": parquetTable,
}

var packings = map[string]packing{"gz": gzipped, "zst": zstandard}

// Formats lists the extensions that are known, sorted, without compression.
func Formats() []string {
	var list []string
	for ext := range kinds {
		list = append(list, ext)
	}
	slices.Sort(list)
	return list
}

// formatOf tells kind and packing by the extensions of name, in any case.
func formatOf(name string) (kind, packing) {
	name = strings.ToLower(name)
	ext := strings.TrimPrefix(filepath.Ext(name), ".")
	pack := packings[ext]
	if pack != bare {
		name = strings.TrimSuffix(name, "."+ext)
		ext = strings.TrimPrefix(filepath.Ext(name), ".")
	}
	return kinds[ext], pack
}

// magics are the first bytes of what is no text.
var magics = []struct{ start, what string }{
	{"\x89PNG\r\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a zip archive or an office document"},
	{"PK\x05\x06", "an empty zip archive"},
	{"\x7fELF", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\xca\xfe\xba\xbe", "a program"},
	{"\x1f\x8b\x08", "gzip data"},
	{"\x28\xb5\x2f\xfd", "zstandard data"},
	{"BZh", "bzip2 data"},
	{"\xfd7zXZ\x00", "xz data"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"Rar!\x1a\x07", "a rar archive"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"},
	{"{\\rtf", "a rich text document"},
	{"PAR1", "a Parquet file"},
}

// How many bytes are looked at, at most.
const (
	sniffLen  = 8 << 10  // to tell text from all else
	formatLen = 64 << 10 // to tell the format of text
)

// notText says what head, the first bytes of a file, is if it is no text: a
// known kind of file, or one with NUL bytes that no Unicode encoding explains.
//
// Of documents that other programs can save as something readable, it says so;
// name tells more of those that are zip archives.
func notText(head []byte, name string) (what string, is bool) {
	for _, m := range magics {
		// "BZh" also begins a word; its block size and magic follow.
		if m.start == "BZh" && (len(head) < 10 || string(head[4:10]) != "1AY&SY") {
			continue
		}
		if bytes.HasPrefix(head, []byte(m.start)) {
			return m.what + advice(m.what, head, name), true
		}
	}
	if enc, _ := byteOrder(head); enc != asciiBased {
		return "", false
	}
	if at := bytes.IndexByte(head[:min(len(head), sniffLen)], 0); at >= 0 {
		return "NUL bytes", true
	}
	return "", false
}

// What to do with documents, behind what they are.
const (
	asTable = "; save it as CSV"
	asText  = "; save it as plain text or HTML"
	ofPDF   = ", and PDF is not read: make it plain text or HTML first, with pdftotext or the program that wrote it"
)

// advice says what to do with a document that is no text.
func advice(what string, head []byte, name string) string {
	switch what {
	case "a PDF document":
		return ofPDF
	case "a rich text document":
		return asText
	case "a zip archive or an office document", "an old office document":
	default:
		return ""
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xls", ".xlsm", ".ods":
		return asTable
	case ".docx", ".doc", ".odt", ".pptx", ".ppt", ".odp", ".epub", ".pages":
		return asText
	}
	for _, mark := range []string{"xl/", "opendocument.spreadsheet"} {
		if bytes.Contains(head, []byte(mark)) {
			return asTable
		}
	}
	return "; unpack it, or save it as CSV, plain text or HTML"
}

// sniffPacking tells the compression of a file without a known extension.
func sniffPacking(head []byte) packing {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return gzipped
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return zstandard
	}
	return bare
}
