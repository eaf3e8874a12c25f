package snapshot

import (
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/models/table"
)

// The files by which DuckDB's IMPORT DATABASE reads a snapshot.
const (
	schemaFile = "schema.sql"
	loadFile   = "load.sql"
)

// duckTypes are the types of columns in DuckDB.
var duckTypes = [...]string{
	table.String:  "VARCHAR",
	table.Int32:   "INTEGER",
	table.Float64: "DOUBLE",
	table.Bool:    "BOOLEAN",
	table.Date:    "DATE",
	table.Strings: "VARCHAR[]",
}

// duckSchema creates the tables and says of each column what it means. Keys are
// not declared: their indexes would not fit into memory where the tables do.
func duckSchema(m *Manifest) []byte {
	var b strings.Builder
	text := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	for _, t := range m.Tables {
		def := m.definition(t.Name)
		var columns []string
		for _, c := range def.Columns {
			column := fmt.Sprintf("%q %s", c.Name, duckTypes[c.Type])
			if !c.Nullable() {
				column += " NOT NULL"
			}
			columns = append(columns, column)
		}
		fmt.Fprintf(&b, "CREATE TABLE %s (%s);\n", t.Name, strings.Join(columns, ", "))
		fmt.Fprintf(&b, "COMMENT ON TABLE %s IS %s;\n", t.Name, text("One row is "+def.Row+"."))
		for _, c := range def.Columns {
			fmt.Fprintf(&b, "COMMENT ON COLUMN %s.%q IS %s;\n", t.Name, c.Name, text(c.Describe()))
		}
	}
	return []byte(b.String())
}

// duckLoad fills the tables.
func duckLoad(m *Manifest) []byte {
	var b strings.Builder
	for _, t := range m.Tables {
		fmt.Fprintf(&b, "COPY %s FROM '%s' (FORMAT 'parquet');\n", t.Name, m.Format.glob(t.Name))
	}
	return []byte(b.String())
}
