package snapshot

import (
	"fmt"
	"path"
	"strings"
)

// A Format is the form in which a snapshot's tables stand.
type Format string

// The formats. All but DuckDB have a folder for each table.
const (
	Parquet   Format = "parquet"
	Arrow     Format = "arrow"  // Arrow IPC files, as they lie in memory
	JSONLines Format = "jsonl"  // one row a line, nulls written out
	CSV       Format = "csv"    // with a line of names; an empty field is null, a list is JSON
	DuckDB    Format = "duckdb" // Parquet in one folder, for IMPORT DATABASE
)

// Formats lists the formats, the usual one first.
func Formats() []Format { return []Format{Parquet, Arrow, JSONLines, CSV, DuckDB} }

func (f Format) orUsual() Format {
	if f == "" {
		return Parquet
	}
	return f
}

// ending is that of the files of tables.
func (f Format) ending() string {
	if f == DuckDB {
		return ".parquet"
	}
	return "." + string(f.orUsual())
}

// folders reports whether each table has a folder of its own.
func (f Format) folders() bool { return f != DuckDB }

// prefix is what the paths of a table's files begin with.
func (f Format) prefix(name string) string {
	if f.folders() {
		return name + "/part-"
	}
	return name + "-"
}

// part is the path of the i-th file of a table within the snapshot.
func (f Format) part(name string, i int) string {
	return fmt.Sprintf("%s%05d%s", f.prefix(name), i, f.ending())
}

// glob matches the files of a table.
func (f Format) glob(name string) string {
	if f.folders() {
		return name + "/*" + f.ending()
	}
	return name + "-*" + f.ending()
}

// isPart reports whether a path may be that of a file of a table: it lies inside
// the snapshot.
func (f Format) isPart(name, p string) bool {
	return strings.HasPrefix(p, f.prefix(name)) && strings.HasSuffix(p, f.ending()) && !strings.Contains(p, `\`) &&
		path.Clean(p) == p && strings.Count(p, "/") == strings.Count(f.prefix(name), "/")
}

// isTable reports whether a path looks like that of a file of some table.
func (f Format) isTable(p string) bool {
	return strings.HasSuffix(p, f.ending()) && (!f.folders() || strings.Contains(p, "/"))
}

// A form says how a format is called elsewhere.
type form struct{ frictionless, mediatype, croissant string }

var forms = map[Format]form{
	Parquet:   {"parquet", "application/vnd.apache.parquet", "application/x-parquet"},
	Arrow:     {"arrow", "application/vnd.apache.arrow.file", "application/vnd.apache.arrow.file"},
	JSONLines: {"ndjson", "application/x-ndjson", "application/jsonlines"},
	CSV:       {"csv", "text/csv", "text/csv"},
	DuckDB:    {"parquet", "application/vnd.apache.parquet", "application/x-parquet"},
}
