// Package source reads inputs, files of many formats, into records: one article
// each, decoded to valid UTF-8 and otherwise as it stood.
//
// [Find] turns what a user names (files, folders, globs, standard input) into a
// list of files in a fixed order; [Read] goes through that list and gives one
// [Item] after another: a record, or a skip that says what could not be used
// and why. A bad file or a bad record never ends a run. Whatever the size of the
// files, one record is held at a time, of Parquet one page a column, of a JSON
// document that is an object also its start, no longer than a record may be.
//
// Which field of a record is its text, its title and so on is told by the usual
// names ([Defaults]) or by [Fields].
//
// It does not look into the text: titles, dates and languages of pages are the
// work of extract/page, exact repeats that of the pipeline.
package source

import (
	"cmp"
	"context"
	"io"
	"iter"

	"github.com/sayso-nlp/sayso/models"
)

// DefaultMaxText is how many bytes of text a record may have: five million.
const DefaultMaxText = 5_000_000

// Options say how to read. The zero value works.
type Options struct {
	Fields     Fields
	TextFormat models.Format // markup of the text in records; one-article files tell by their extension

	// MaxText is how many bytes of UTF-8 the text of one record may have, markup
	// included; more is a skip. 0 stands for DefaultMaxText.
	MaxText int64

	// Stdin is what the input "-" reads, StdinFormat the extension its bytes
	// would have as a file: "csv", "jsonl.gz". Without one they are sniffed, as are
	// files with an unknown extension: compression, Parquet, HTML, JSON and tables
	// with a header are seen, all else is plain text.
	Stdin       io.Reader
	StdinFormat string

	// TempDir is where a compressed Parquet file is unpacked while it is read.
	// "" stands for os.TempDir.
	TempDir string

	// OnPass, if not nil, is called by Find with the URI of each file in a folder
	// that is passed over because its extension is not known. Of hidden files and
	// those in snapshots it is not told.
	OnPass func(uri string)

	// Tally, if not nil, counts where the fields are found that Fields names.
	Tally *Tally

	// OnFile, if not nil, is called after the last item of each file that could
	// be opened, with the hash of all its bytes, also those no record came of.
	OnFile func(Digest)
}

func (opt *Options) maxText() int64 {
	if opt.MaxText <= 0 {
		return DefaultMaxText
	}
	return opt.MaxText
}

// A Digest tells which bytes a file held, as stored: still compressed.
type Digest struct {
	File   int // index into the files given to Read
	URI    string
	Bytes  int64
	SHA256 string // hexadecimal
}

// An Item is a record or a skip: one of the two is nil.
type Item struct {
	Record *models.Record
	Skip   *models.Skip
	File   int   // index into the files given to Read
	Bytes  int64 // of the file, as stored, that were read up to here
}

// Read reads the files in order. The error is only ever what must end the run:
// ctx's, or that there is no room to unpack a compressed Parquet file. It is the
// last thing given. Reading from a terminal or a pipe that stays silent is not
// interrupted by ctx.
func Read(ctx context.Context, files []File, opt Options) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for i := range files {
			if err := ctx.Err(); err != nil {
				yield(Item{}, err)
				return
			}
			out := emitter{file: i, uri: files[i].URI, yield: yield, tally: opt.Tally}
			digest, whole, err := readFile(ctx, files[i], &opt, &out)
			if out.stopped {
				return
			}
			if err != nil {
				yield(Item{}, err)
				return
			}
			if whole && opt.OnFile != nil {
				digest.File = i
				opt.OnFile(digest)
			}
		}
	}
}

// emitter hands the items of one file to the caller of Read. Its methods report
// whether the caller wants more.
type emitter struct {
	file    int
	uri     string
	yield   func(Item, error) bool
	tally   *Tally
	src     *stored // nil until the file is open
	n       int     // items given
	stopped bool
}

func (e *emitter) give(item Item) bool {
	if e.stopped {
		return false
	}
	item.File = e.file
	if e.src != nil {
		item.Bytes = e.src.n
	}
	e.n++
	e.stopped = !e.yield(item, nil)
	return !e.stopped
}

func (e *emitter) record(rec models.Record) bool { return e.give(Item{Record: &rec}) }

// skip tells of record number of the file, of the whole file if number is 0.
func (e *emitter) skip(number int, reason models.Reason, detail string) bool {
	return e.give(Item{Skip: &models.Skip{URI: e.uri, Record: number, Stage: models.Reading, Reason: reason, Detail: detail}})
}

// recordOr gives rec, which m made last, or a skip with the record's number if
// it has a flaw.
func (e *emitter) recordOr(m *mapping, rec models.Record, bad flaw) bool {
	e.tally.add(m, bad)
	if bad.reason != "" {
		uri := cmp.Or(rec.URI, e.uri) // what is no object has none
		return e.give(Item{Skip: &models.Skip{URI: uri, Record: rec.Number, Stage: models.Reading, Reason: bad.reason, Detail: bad.detail}})
	}
	return e.record(rec)
}
