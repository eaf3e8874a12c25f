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
	b.WriteString(readmeLoad)
	for _, t := range m.Tables {
		dictionary(&b, table.Find(t.Name))
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

const readmeLoad = `
Each table is a folder of Parquet files, in order; read the folder as one table. Rows stand in the order of the input, then
in that of the text. All ids are strings; nothing is numbered across articles. Null means not known or not there; no string
is empty. Spans count Unicode code points of ` + "`articles.text`" + ` from 0, the end not included: in Python,
` + "`text[char_start:char_end]`" + ` reads as the row says.

    import pandas as pd
    claims = pd.read_parquet("claims")

    import polars as pl
    claims = pl.read_parquet("claims/*.parquet")

    import duckdb
    duckdb.sql("""
        SELECT a.title, c.source_text, c.cue_text, c.content_text
        FROM 'claims/*.parquet' c JOIN 'articles/*.parquet' a USING (article_id)
        WHERE c.type = 'accusation'""")

## Columns
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
