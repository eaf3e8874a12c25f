// Package snapshot keeps the tables of one run: it writes them, opens them,
// verifies them, and compares those of two runs.
//
// The idea: a snapshot is a folder that is either whole or not there. [Create]
// works in a marked folder beside it and [Writer.Close] renames that at the
// end; what it holds depends on the rows and the run alone, so that the same
// run gives the same bytes on every machine. Rows are buffered by column in
// bounded memory and leave as Parquet row groups; documents are not kept. Another
// format, and a snapshot without text, are made of the Parquet files at the end,
// so that the id of what they were made from can stand in them: filling the text
// in again gives that snapshot, to the last byte.
//
// The tables do not hold all that was found: ids of actors are those of the
// corpus, scores are rounded, tokens may be left out. So a run that may be taken
// up keeps a journal (see pipeline/journal), in the work folder first and in the
// end in a hidden file beside the snapshot. It stays outside, because a snapshot
// is what can be cited and handed on: the journal holds lemmas of every text, and
// is of use to the same build of the program alone.
//
// It uses the low-level Parquet writer of Apache Arrow and not its bridge to
// Arrow tables, pqarrow: that one links gRPC and Arrow Flight (a program that
// does nothing else is 30 MB with it and 7 MB without, stripped), and its
// columns would be a second buffer of the same values.
//
// It promises nothing about snapshots of another schema version: Open and
// Verify refuse them by name.
package snapshot

import (
	"encoding/json"
	"errors"
)

// Options say how to write a snapshot. The zero value writes the usual tables
// into a folder that must not exist yet.
type Options struct {
	Tokens  bool        // write the table of tokens, too
	Force   bool        // replace what stands at the folder, if it is a snapshot or empty
	Format  Format      // of the tables; "": Parquet
	Text    Text        // how much of the articles' text is in the tables
	Weights []NamedHash // the trained weights used; they stand in every file

	limits limits // zero: the usual ones
	create create // nil: files on disk
}

// A Run is what the manifest tells of a run besides its rows. It must hold
// nothing that may differ between two runs of the same work: no clock, no
// machine, no number of workers.
type Run struct {
	Options     any         // what the user chose, as JSON can hold it
	Inputs      []Input     // in order of reading
	Lists       []NamedHash // word lists used
	About       About
	Ingredients []Ingredient // licences of the weights, of what taught them and of the lists

	// Origin is the id of the snapshot in Parquet and with all text that this one
	// is made from; "" where the rows written are all of it.
	Origin string

	// Whole, if not nil, is called when all files are written and the snapshot is
	// not yet in its place. Its error keeps it from there.
	Whole func(*Manifest) error
}

// An Input is a file that was read.
type Input struct {
	URI    string `json:"uri"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// A NamedHash is a named file and the SHA-256 of its bytes, in hexadecimal.
type NamedHash struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// ErrExists says that the folder is there already and may not be replaced.
var ErrExists = errors.New("exists already")

// ErrBusy says that another run is writing the same snapshot.
var ErrBusy = errors.New("another run is writing it")

// The files of a snapshot beside its tables.
const (
	manifestFile  = "manifest.json"
	sumsFile      = "SHA256SUMS"
	packageFile   = "datapackage.json"
	croissantFile = "croissant.json"
	citationFile  = "CITATION.cff"
	licencesFile  = "LICENCES.md"
	columnsFile   = "columns.csv"
	readmeFile    = "README.md"
)

// A Manifest says what a snapshot holds and what it was made from.
type Manifest struct {
	ID            string          `json:"id,omitempty"` // see identify
	SchemaVersion string          `json:"schema_version"`
	SchemaSHA256  string          `json:"schema_sha256"` // of the printed schema
	ToolVersion   string          `json:"tool_version"`
	About         About           `json:"about"`
	Format        Format          `json:"format"`
	Text          Text            `json:"text,omitempty"`
	Origin        string          `json:"origin,omitempty"` // the same in Parquet and with all text
	Options       json.RawMessage `json:"options"`
	Weights       []NamedHash     `json:"weights"`
	Lists         []NamedHash     `json:"lists"`
	Ingredients   []Ingredient    `json:"ingredients"`
	Inputs        []Input         `json:"inputs"`
	Tables        []Table         `json:"tables"` // in the order of the documentation
}

// A Table is a table of a snapshot: how many rows it has and in which files.
type Table struct {
	Name  string `json:"name"`
	Rows  int64  `json:"rows"`
	Files []File `json:"files"`
}

// A File is one file of a table. Rows go on from one file to the next.
type File struct {
	Path   string `json:"path"` // within the snapshot, with slashes
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Table returns the named table and whether the snapshot has it.
func (m *Manifest) Table(name string) (Table, bool) {
	for _, t := range m.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

// Rows returns how many rows the named table has, 0 where it is not there.
func (m *Manifest) Rows(name string) int64 {
	t, _ := m.Table(name)
	return t.Rows
}
