// Package table is every column of every table, once: name, type, meaning,
// unit, allowed values, keys. The Parquet schema, the data package, the data
// dictionary of a snapshot, the printed schema and the checks of a finished
// snapshot are all made from these definitions.
//
// The idea: a row is a plain Go struct, and each column of a [Kind] knows the
// field that holds its value. Writing and reading go through that one lens, so
// that a column cannot be written into one field and read from another, and
// nothing is found by reflection.
//
// It knows nothing of files: [Of] turns a document into rows, and
// pipeline/snapshot stores them.
package table

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// ToolVersion is the version of the program. It stands in every file and in
// the id of a snapshot, so it changes when the tables of the same articles do.
const ToolVersion = "0.1.0"

// SchemaVersion is the version of the tables' definition. It changes when a
// column is added, renamed, dropped or comes to mean something else.
const SchemaVersion = "2"

// A Type is the type of a column's values.
type Type uint8

// The types of column.
const (
	String  Type = iota // UTF-8
	Int32               // signed, 32 bits
	Float64             // IEEE 754 double
	Bool
	Date    // a day, stored as days since 1970-01-01
	Strings // a list of strings, perhaps empty
)

var types = [...]string{"string", "int32", "float64", "bool", "date", "list of string"}

func (t Type) String() string { return types[t] }

// A Column is the definition of one column.
type Column struct {
	Name     string
	Type     Type
	Doc      string   // what the value means: a phrase that begins in lower case
	Null     string   // what null means; "" where there never is one
	Unit     string   // of a number, where there is one
	Values   []string // all allowed values; nil where they are open
	Low, Top *float64 // inclusive bounds of a number; nil where there is none
	Example  string   // as it would print
	Key      bool     // part of the table's key
	Ref      string   // "table.column" whose value this one repeats, "" if none
	Dict     bool     // values repeat: dictionary encoded
	Long     bool     // free text: no smallest and largest value is kept of it
	Quotes   bool     // reads as the article's text between char_start and char_end
	Withheld string   // what null also means where text is left out; "" where the column then stays
	Sealed   bool     // where text is left out, a value that is longer than a name is replaced by its hash
}

// Nullable reports whether the column may hold null.
func (c Column) Nullable() bool { return c.Null != "" }

// A Table is the definition of one table.
type Table struct {
	Name      string
	Row       string // what one row is
	OnRequest bool   // written only where the run asks for it
	Columns   []Column
}

// Key lists the names of the columns that together name a row; nil where rows
// have no name.
func (t *Table) Key() []string {
	var key []string
	for _, c := range t.Columns {
		if c.Key {
			key = append(key, c.Name)
		}
	}
	return key
}

// Column returns the index of the named column, or models.None.
func (t *Table) Column(name string) int {
	for i, c := range t.Columns {
		if c.Name == name {
			return i
		}
	}
	return models.None
}

// WithoutText is the table as a snapshot has it that leaves out the articles'
// text: what holds it may be null, or a hash.
func (t *Table) WithoutText() Table {
	bare := *t
	bare.Columns = slices.Clone(t.Columns)
	for i := range bare.Columns {
		c := &bare.Columns[i]
		if c.Sealed {
			c.Doc += "; longer than a name, sha256: and the first 16 hexadecimal digits of its SHA-256 stand for it, for the text is left out"
		}
		switch {
		case c.Withheld == "":
		case c.Null == "":
			c.Null = c.Withheld
		default:
			c.Null += ", or " + c.Withheld
		}
	}
	return bare
}

// A Kind is a table whose rows are of type R. Only this package makes kinds.
type Kind[R any] struct {
	Table
	Lens []Lens[R] // by column
}

// WithoutText is Table.WithoutText with the same rows.
func (k *Kind[R]) WithoutText() *Kind[R] { return &Kind[R]{k.Table.WithoutText(), k.Lens} }

// A Lens gives the field of a row that a column's values stand in. Exactly one
// of its functions is set, that of the column's type; a null is "", the zero
// Date, or models.None.
type Lens[R any] struct {
	String  func(*R) *string
	Int32   func(*R) *int32
	Float64 func(*R) *float64
	Bool    func(*R) *bool
	Date    func(*R) *models.Date
	Strings func(*R) *[]string
}

// A field is a column and its lens, as the definitions below are written.
type field[R any] struct {
	column Column
	lens   Lens[R]
}

func kind[R any](name, row string, fields ...field[R]) *Kind[R] {
	k := &Kind[R]{Table: Table{Name: name, Row: row}}
	for _, f := range fields {
		k.Columns = append(k.Columns, f.column)
		k.Lens = append(k.Lens, f.lens)
	}
	return k
}

func str[R any](lens func(*R) *string, c Column) field[R] {
	c.Type = String
	return field[R]{c, Lens[R]{String: lens}}
}

func number[R any](lens func(*R) *int32, c Column) field[R] {
	c.Type = Int32
	return field[R]{c, Lens[R]{Int32: lens}}
}

func count[R any](lens func(*R) *int32, c Column) field[R] {
	c.Low = bound(0)
	return number(lens, c)
}

func float[R any](lens func(*R) *float64, low, top float64, c Column) field[R] {
	c.Type, c.Low, c.Top = Float64, bound(low), bound(top)
	return field[R]{c, Lens[R]{Float64: lens}}
}

func truth[R any](lens func(*R) *bool, c Column) field[R] {
	c.Type = Bool
	return field[R]{c, Lens[R]{Bool: lens}}
}

func date[R any](lens func(*R) *models.Date, c Column) field[R] {
	c.Type = Date
	return field[R]{c, Lens[R]{Date: lens}}
}

func list[R any](lens func(*R) *[]string, c Column) field[R] {
	c.Type = Strings
	return field[R]{c, Lens[R]{Strings: lens}}
}

func bound(x float64) *float64 { return &x }

// A Span is the part of a row that says where in the article it stands.
type Span struct{ CharStart, CharEnd int32 }

// span is the two columns of a row that points into the text.
func span[R any](of func(*R) *Span) [2]field[R] {
	return [2]field[R]{
		count(func(r *R) *int32 { return &of(r).CharStart }, Column{Name: "char_start", Unit: "code points", Example: "204",
			Doc: "where the stretch begins in articles.text, counted from 0"}),
		count(func(r *R) *int32 { return &of(r).CharEnd }, Column{Name: "char_end", Unit: "code points", Example: "218",
			Doc: "where it ends: the first code point behind it, so that text[char_start:char_end] in Python gives the words"}),
	}
}

// article is the column that says to which article a row belongs.
func article[R any](lens func(*R) *string) field[R] {
	return str(lens, Column{Name: "article_id", Ref: "articles.article_id", Dict: true, Example: exampleArticle, Doc: "the article"})
}

const exampleArticle = "7d1f0c9a4b3e2d58"

// All lists the definitions in the order in which they are documented.
func All() []*Table {
	return []*Table{&Articles.Table, &Sections.Table, &Sentences.Table, &Tokens.Table, &Mentions.Table, &Actors.Table,
		&Claims.Table, &ClaimSpans.Table, &ClaimActors.Table, &Stances.Table, &StanceSummary.Table, &Skips.Table}
}

// Find returns the definition of the named table, or nil.
func Find(name string) *Table {
	for _, t := range All() {
		if t.Name == name {
			return t
		}
	}
	return nil
}
