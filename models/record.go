package models

// A Format is the markup of a record's text.
type Format uint8

// The formats of text.
const (
	Plain Format = iota
	Markdown
	HTML
)

var formats = [...]string{"plain", "markdown", "html"}

func (f Format) String() string { return formats[f] }

// A Record is what a reader hands over: one article as it stood in a file,
// decoded to valid UTF-8 and otherwise untouched. Empty strings stand for
// fields that the record does not have.
type Record struct {
	URI       string // path relative to the input, slashes, "#id" behind it where the record has one
	Number    int    // 1-based position in its file; 0 if the file is the record
	ID        string
	Title     string
	Byline    string
	Publisher string
	Published string // as written
	Body      string
	Format    Format
	Replaced  int     // broken bytes that became U+FFFD
	Fields    []Field // what else the record holds, url included; sorted by name
}

// A Field is a named value of a record, the value in JSON.
type Field struct{ Name, JSON string }

// A Stage is a step of a run that may have to give up on an input.
type Stage uint8

// The stages that skip.
const (
	Reading Stage = iota
	Paging
	Extracting
)

var stages = [...]string{"read", "page", "extract"}

func (s Stage) String() string { return stages[s] }

// A Reason says in a word or two why an input was skipped.
type Reason string

// The reasons of a skip.
const (
	Unreadable    Reason = "unreadable"     // the file cannot be opened or read
	Truncated     Reason = "truncated"      // a compressed file ends early or is broken
	NotText       Reason = "not text"       // an image, an archive, a program
	Empty         Reason = "empty"          // no text at all
	BadRecord     Reason = "bad record"     // a line or row that does not parse
	MissingField  Reason = "missing field"  // no field holds the text
	TooLong       Reason = "too long"       // more text than --max-text
	OtherLanguage Reason = "language"       // not English
	Repeated      Reason = "repeated"       // the same URI and text once more
	NoMainText    Reason = "no main text"   // a page without an article
	Internal      Reason = "internal error" // a defect of ours; the detail says where
)

// A Skip is an input, or a part of one, that could not be used.
type Skip struct {
	URI    string
	Record int // 1-based record in the file, 0 if the whole file
	Stage  Stage
	Reason Reason
	Detail string
}
