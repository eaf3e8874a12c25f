package snapshot

import (
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/models/table"
)

// readme makes the data dictionary of a snapshot: what it holds, how to load
// it, and every column of every table.
func readme(m *Manifest) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, readmeTop, cell(m.About.title()), m.ToolVersion, m.SchemaVersion, m.ID)
	b.WriteString("| table | rows | one row is |\n|---|---:|---|\n")
	for _, t := range m.Tables {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %d | %s |\n", t.Name, t.Name, t.Rows, cell(table.Find(t.Name).Row))
	}
	fmt.Fprintf(&b, readmeRows, kinds[m.Format])
	b.WriteString(loading[m.Format])
	if m.Text != AllText {
		fmt.Fprintf(&b, readmeBare, m.Text.described(), m.Origin)
	}
	b.WriteString("\n## Columns\n")
	for _, t := range m.Tables {
		dictionary(&b, m.definition(t.Name))
	}
	events(&b)
	b.WriteString(readmeFiles)
	return []byte(b.String())
}

// dictionary describes the columns of one table.
func dictionary(b *strings.Builder, t *table.Table) {
	fmt.Fprintf(b, "\n### %s\n\nOne row is %s.", t.Name, t.Row)
	if key := t.Key(); key != nil {
		fmt.Fprintf(b, " Key: `%s`.", strings.Join(key, "`, `"))
	}
	b.WriteString("\n\n| column | type | meaning | null means | example |\n|---|---|---|---|---|\n")
	for _, c := range t.Columns {
		meaning := c.Doc
		if c.Unit != "" && !strings.Contains(c.Doc, c.Unit) {
			meaning += "; in " + c.Unit
		}
		meaning = cell(meaning)
		if c.Values != nil {
			meaning += ": `" + strings.Join(c.Values, "`, `") + "`"
		}
		if c.Ref != "" {
			meaning += " → `" + c.Ref + "`"
		}
		null := "never"
		if c.Nullable() {
			null = cell(c.Null)
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | `%s` |\n", c.Name, c.Type, meaning, null, cell(c.Example))
	}
}

// events maps the types of claims to event categories.
func events(b *strings.Builder) {
	b.WriteString("\n## Types of claim as events\n\n" +
		"The nearest category of PLOVER (Political Language Ontology for Verifiable Event Records) and the nearest root code of\n" +
		"CAMEO (Conflict and Mediation Event Observations) of the act of claiming itself; what the content tells of may be another event.\n\n" +
		"| `claims.type` | PLOVER | CAMEO | why |\n|---|---|---|---|\n")
	for _, e := range table.Events() {
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", e.Type, dash(e.PLOVER), dash(e.CAMEO), cell(e.Why))
	}
}

// cell makes a text fit a cell of a table.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ").Replace(s)
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

const readmeTop = `# %s

A snapshot: the tables of one run of sayso %s, with schema %s. Its id is the hash of all it holds:

    %s

## Tables

`

const readmeRows = `
Each table is %s. Rows stand in the order of the input, then in that of the text. All ids are strings; nothing is numbered across articles. Null means not known or not there; no string
is empty. Spans count Unicode code points of ` + "`articles.text`" + ` from 0, the end not included: in Python,
` + "`text[char_start:char_end]`" + ` reads as the row says.
`

// kinds say what a table is in a format.
var kinds = map[Format]string{
	Parquet:   "a folder of Parquet files, in order; read the folder as one table",
	Arrow:     "a folder of Arrow IPC files, in order, which can be mapped into memory",
	JSONLines: "a folder of files in order, one row a line, a JSON object",
	CSV:       "a folder of files in order, comma-separated, UTF-8, each with a line of names; an empty field is null, and a list is JSON",
	DuckDB:    "one Parquet file or several in order, beside those of the other tables",
}

// loading shows how to load a table.
var loading = map[Format]string{
	Parquet: `
    import pandas as pd
    claims = pd.read_parquet("claims", dtype_backend="pyarrow")

    import polars as pl
    claims = pl.read_parquet("claims/*.parquet")

    import duckdb
    duckdb.sql("""
        SELECT a.title, c.source_text, c.cue_text, c.content_text
        FROM 'claims/*.parquet' c JOIN 'articles/*.parquet' a USING (article_id)
        WHERE c.type = 'accusation'""")
`,
	Arrow: `
    import pyarrow.dataset as ds
    claims = ds.dataset("claims", format="arrow").to_table()

    import polars as pl
    claims = pl.read_ipc("claims/*.arrow")
`,
	JSONLines: `
    import polars as pl
    claims = pl.read_ndjson("claims/*.jsonl", infer_schema_length=None)

    import duckdb
    duckdb.sql("SELECT type, count(*) FROM 'claims/*.jsonl' GROUP BY 1")
`,
	CSV: `
    import polars as pl
    claims = pl.read_csv("claims/*.csv", infer_schema_length=None)

    import duckdb
    duckdb.sql("SELECT type, count(*) FROM 'claims/*.csv' GROUP BY 1")
`,
	DuckDB: `
    import duckdb
    base = duckdb.connect("../articles.duckdb")
    base.sql("IMPORT DATABASE '.'")
    base.sql("SELECT a.title, c.source_text, c.cue_text FROM claims c JOIN articles a USING (article_id) WHERE c.type = 'accusation'")
`,
}

// readmeBare tells of a snapshot that leaves text out.
const readmeBare = `
This snapshot holds %s: what of the columns is left out is null. Whoever has
the articles fills it in with ` + "`sayso rehydrate SNAPSHOT INPUT... -o DIR`" + `, which checks that they are the same to the last
character. The snapshot with all text, in Parquet, has the id

    %s
`

const readmeFiles = `
## Other files

- ` + "`manifest.json`" + `: versions, options, the hashes of word lists, weights and inputs, and each file's rows, bytes and SHA-256.
  The snapshot's id is the SHA-256 of it without the id, as JSON with sorted keys and no white space.
- ` + "`SHA256SUMS`" + `: the hash of every file; ` + "`sha256sum -c SHA256SUMS`" + ` checks them, and ` + "`sayso verify`" + ` checks the rows as well.
- ` + "`columns.csv`" + `: the data dictionary above, a row for each column.
- ` + "`datapackage.json`" + `: the tables for programs, as a Frictionless data package (version 2); ` + "`croissant.json`" + `: the same in
  Croissant, for those who train models.
- ` + "`CITATION.cff`" + `: how to cite the snapshot. ` + "`LICENCES.md`" + `: what it was made with, and under which licences.
`
