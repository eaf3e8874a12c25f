package source

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"

	"github.com/sayso-nlp/sayso/models"
)

// Bounds of what a Parquet file may ask for.
const (
	maxUnpacked = 64 << 30  // bytes of a compressed Parquet file in the temporary folder
	maxPage     = 512 << 20 // bytes of a page
	maxList     = 1 << 20   // elements of a list in a row
)

// readParquet reads a Parquet file a row at a time, one page of each column in
// memory. It uses the low-level reader, which needs no gRPC, and puts lists,
// structures and maps together itself. A file that is compressed around its own
// compression, or that comes from a pipe, is unpacked into a temporary file
// first, since Parquet is read from its end.
//
// A file found broken on the way is a skip without a number, after the records
// before the break.
func readParquet(in io.Reader, src *stored, disk *os.File, pack packing, opt *Options, out *emitter) error {
	at, size, done, err := seekable(in, disk, pack, opt)
	defer done()
	switch {
	case errors.Is(err, errUnpacked):
		out.skip(0, models.TooLong, err.Error())
		return nil
	case err != nil:
		return err
	}
	if detail, reason := parquetEnds(at, size); reason != "" {
		out.skip(0, reason, detail)
		return nil
	}
	rows, err := openRows(at, size)
	if err != nil {
		out.skip(0, models.BadRecord, err.Error())
		return nil
	}
	m := newMapping(opt)
	if bad := m.textOf(rows.shape()); bad.reason != "" {
		out.tally.add(&m, bad)
		out.skip(0, bad.reason, bad.detail)
		return nil
	}
	for number := 1; ; number++ {
		if err := src.ctx.Err(); err != nil {
			return err
		}
		cells, replaced, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			out.skip(0, models.BadRecord, fmt.Sprintf("row %d: %v", number, err))
			return nil
		}
		rec, bad := m.record(out.uri, number, cells)
		rec.Replaced = replaced
		if !out.recordOr(&m, rec, bad) {
			return nil
		}
	}
	if out.n == 0 {
		out.skip(0, models.Empty, "no rows")
	}
	return nil
}

var errUnpacked = fmt.Errorf("more than %d bytes when unpacked", int64(maxUnpacked))

// seekable gives the Parquet file as one that can be read from its end; done
// frees what it takes and is never nil.
func seekable(in io.Reader, disk *os.File, pack packing, opt *Options) (at io.ReaderAt, size int64, done func(), err error) {
	done = func() {}
	if disk != nil && pack == bare {
		info, err := disk.Stat()
		if err != nil {
			return nil, 0, done, err
		}
		if info.Mode().IsRegular() {
			return disk, info.Size(), done, nil
		}
	}
	temp, err := os.CreateTemp(opt.TempDir, "sayso-*.parquet")
	if err != nil {
		return nil, 0, done, fatal{fmt.Errorf("unpacking a Parquet file: %w", err)}
	}
	done = func() {
		temp.Close()
		os.Remove(temp.Name())
	}
	size, err = io.Copy(spool{temp}, io.LimitReader(in, maxUnpacked+1))
	if err == nil && size > maxUnpacked {
		err = errUnpacked
	}
	return temp, size, done, err
}

// spool is a temporary file that marks a failed write as fatal.
type spool struct{ file *os.File }

func (s spool) Write(p []byte) (int, error) {
	n, err := s.file.Write(p)
	if err != nil {
		err = fatal{fmt.Errorf("unpacking a Parquet file: %w", err)}
	}
	return n, err
}

// parquetEnds looks for the marks at both ends of a Parquet file; a reason says
// that it cannot be read.
func parquetEnds(at io.ReaderAt, size int64) (detail string, reason models.Reason) {
	var start, end [4]byte
	if _, err := at.ReadAt(start[:], 0); err != nil || string(start[:]) != "PAR1" && string(start[:]) != "PARE" {
		return "not a Parquet file", models.BadRecord
	}
	if string(start[:]) == "PARE" {
		return "an encrypted Parquet file", models.BadRecord
	}
	if _, err := at.ReadAt(end[:], size-4); err != nil || size < 12 || string(end[:]) != "PAR1" {
		return "a Parquet file without its end", models.Truncated
	}
	return "", ""
}

// boundedMemory refuses what no honest page needs. The refusal is a panic,
// which the callers of the Parquet library turn into an error.
type boundedMemory struct{ memory.GoAllocator }

func (m *boundedMemory) Allocate(size int) []byte {
	m.check(size)
	return m.GoAllocator.Allocate(size)
}

func (m *boundedMemory) Reallocate(size int, b []byte) []byte {
	m.check(size)
	return m.GoAllocator.Reallocate(size, b)
}

func (m *boundedMemory) check(size int) {
	if size > maxPage {
		panic(fmt.Sprintf("a page of %d bytes", size))
	}
}

// rescue turns a panic into an error: the Parquet library panics on many kinds
// of broken files.
func rescue(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("broken Parquet file: %v", p)
	}
}

// parquetRows reads rows. Only one row of each column is held beside its page.
type parquetRows struct {
	names []string
	at    io.ReaderAt
	size  int64
	file  *file.Reader
	root  *tree
	group int   // row groups opened
	left  int64 // rows still in the group
}

func openRows(at io.ReaderAt, size int64) (rows *parquetRows, err error) {
	defer rescue(&err)
	props := parquet.NewReaderProperties(new(boundedMemory))
	f, err := file.NewParquetReader(io.NewSectionReader(at, 0, size), file.WithReadProps(props))
	if err != nil {
		return nil, plainCause(err)
	}
	rows = &parquetRows{at: at, size: size, file: f, root: plant(f.MetaData().Schema)}
	for _, kid := range rows.root.kids {
		rows.names = append(rows.names, strings.ToValidUTF8(kid.name, "\uFFFD"))
	}
	rows.names = columnNames(rows.names)
	return rows, nil
}

// shape gives a row in which every column holds a word.
func (p *parquetRows) shape() []cell {
	var cells []cell
	for i, kid := range p.root.kids {
		cells = append(cells, cell{p.names[i], kid.shape()})
	}
	return cells
}

// textOf says why no row of a shape can have a text, or nothing.
func (m *mapping) textOf(shape []cell) flaw {
	if _, ok := m.pick(textRole, shape, make([]bool, len(shape))); ok {
		return flaw{}
	}
	return m.noText(shape)
}

// next reads a row, or gives io.EOF.
func (p *parquetRows) next() (cells []cell, replaced int, err error) {
	defer rescue(&err)
	for p.left <= 0 {
		if p.group >= p.file.NumRowGroups() {
			return nil, 0, io.EOF
		}
		group := p.file.RowGroup(p.group)
		p.group++
		p.left = group.NumRows()
		if p.left <= 0 {
			continue
		}
		for _, l := range p.root.leaves {
			c, err := openChunk(p.at, p.size, group, l.desc, l.column)
			if err != nil {
				return nil, 0, plainCause(err)
			}
			if err := l.open(c); err != nil {
				return nil, 0, plainCause(err)
			}
		}
	}
	p.left--
	for i, kid := range p.root.kids {
		value, err := kid.read()
		if err != nil {
			return nil, 0, plainCause(err)
		}
		cells = append(cells, cell{p.names[i], value})
	}
	for _, l := range p.root.leaves {
		replaced += l.replaced
		l.replaced = 0
	}
	return cells, replaced, nil
}

// plainCause takes the library's name off its errors.
func plainCause(err error) error {
	return fmt.Errorf("broken Parquet file: %s", strings.TrimPrefix(err.Error(), "parquet: "))
}
