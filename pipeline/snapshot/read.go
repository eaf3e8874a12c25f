package snapshot

import (
	"fmt"
	"math"
	"os"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// noDay stands for a null among days.
const noDay = math.MinInt32

// readRows is how many rows are decoded at once.
const readRows = 256

// A reader decodes a Parquet file.
type reader struct {
	disk    *os.File
	file    *file.Reader
	columns []*values
	group   int   // the next row group
	left    int64 // rows left in the open one
}

func openReader(path string, def *table.Table) (r *reader, err error) {
	disk, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer rescue(&err, "Parquet")
	defer func() {
		if r == nil {
			disk.Close()
		}
	}()
	f, err := file.NewParquetReader(disk)
	if err != nil {
		return nil, err
	}
	if want, got := schema.NewSchema(node(def)).String(), f.MetaData().Schema.String(); want != got {
		return nil, fmt.Errorf("its columns are not those of %s", def.Name)
	}
	return &reader{disk: disk, file: f, columns: newValues(def)}, nil
}

// rescue makes an error of a panic of the libraries, which panic over broken
// files of a format.
func rescue(err *error, format string) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("broken %s: %v", format, p)
	}
}

func (r *reader) close() { r.disk.Close() }

func (r *reader) rows() int64 { return r.file.NumRows() }

func (r *reader) values() []*values { return r.columns }

// next decodes the next rows and returns how many, 0 at the end.
func (r *reader) next() (n int, err error) {
	defer rescue(&err, "Parquet")
	for r.left == 0 {
		if r.group == r.file.NumRowGroups() {
			return 0, nil
		}
		group := r.file.RowGroup(r.group)
		r.group++
		r.left = group.NumRows()
		for i, c := range r.columns {
			col, err := group.Column(i)
			if err != nil {
				return 0, fmt.Errorf("column %s: %w", c.def.Name, err)
			}
			c.begin(col)
		}
	}
	n = int(min(readRows, r.left))
	for _, c := range r.columns {
		if err := c.read(n); err != nil {
			return 0, fmt.Errorf("column %s: %w", c.def.Name, err)
		}
	}
	r.left -= int64(n)
	return n, nil
}

// values are the decoded values of some rows of one column, one a row.
type values struct {
	def   table.Column
	chunk file.ColumnChunkReader

	ints   []int32
	floats []float64
	bools  []bool
	texts  []string
	lists  [][]string

	levels, starts []int16
	raw            []parquet.ByteArray
	ahead          ahead
}

// ahead is what a list's column holds of the rows that follow: whether a list
// begins can be seen only after the one before was read.
type ahead struct {
	started, ended bool
	list           []string
}

func (v *values) begin(chunk file.ColumnChunkReader) {
	v.chunk = chunk
	v.ahead = ahead{}
	v.levels, v.starts = make([]int16, readRows), make([]int16, readRows)
}

// read decodes the values of the next n rows.
func (v *values) read(n int) error {
	switch chunk := v.chunk.(type) {
	case *file.Int32ColumnChunkReader:
		var null int32 = models.None
		if v.def.Type == table.Date {
			null = noDay
		}
		return fixed(v, &v.ints, n, null, chunk.ReadBatch)
	case *file.Float64ColumnChunkReader:
		return fixed(v, &v.floats, n, 0, chunk.ReadBatch)
	case *file.BooleanColumnChunkReader:
		return fixed(v, &v.bools, n, false, chunk.ReadBatch)
	case *file.ByteArrayColumnChunkReader:
		if v.def.Type == table.Strings {
			return v.readLists(chunk, n)
		}
		return v.readTexts(chunk, n)
	}
	return fmt.Errorf("no way to read a %T", v.chunk)
}

// fixed decodes n values of a fixed width, with null for those not there.
func fixed[V any](v *values, to *[]V, n int, null V, read func(int64, []V, []int16, []int16) (int64, int, error)) error {
	*to = (*to)[:0]
	batch := make([]V, n)
	for len(*to) < n {
		got, there, err := read(int64(n-len(*to)), batch, v.levels, nil)
		if err != nil {
			return err
		}
		if got == 0 {
			return fmt.Errorf("ends %d rows early", n-len(*to))
		}
		vals := batch[:there]
		for i := range int(got) {
			if v.def.Nullable() && v.levels[i] == 0 {
				*to = append(*to, null)
				continue
			}
			*to = append(*to, vals[0])
			vals = vals[1:]
		}
	}
	return nil
}

// readTexts decodes n strings. They are copied at once: the library reuses the
// page behind them.
func (v *values) readTexts(chunk *file.ByteArrayColumnChunkReader, n int) error {
	v.texts = v.texts[:0]
	if v.raw == nil {
		v.raw = make([]parquet.ByteArray, readRows)
	}
	last := ""
	for len(v.texts) < n {
		got, there, err := chunk.ReadBatch(int64(n-len(v.texts)), v.raw, v.levels, nil)
		if err != nil {
			return err
		}
		if got == 0 {
			return fmt.Errorf("ends %d rows early", n-len(v.texts))
		}
		vals := v.raw[:there]
		for i := range int(got) {
			if v.def.Nullable() && v.levels[i] == 0 {
				v.texts = append(v.texts, "")
				continue
			}
			if string(vals[0]) != last {
				last = string(vals[0])
			}
			v.texts = append(v.texts, last)
			vals = vals[1:]
		}
	}
	return nil
}

// readLists decodes n lists, one level at a time: they are few and short.
func (v *values) readLists(chunk *file.ByteArrayColumnChunkReader, n int) error {
	v.lists = v.lists[:0]
	var one [1]parquet.ByteArray
	for len(v.lists) < n {
		if v.ahead.ended {
			return fmt.Errorf("ends %d rows early", n-len(v.lists))
		}
		got, there, err := chunk.ReadBatch(1, one[:], v.levels[:1], v.starts[:1])
		if err != nil {
			return err
		}
		if got == 0 || v.starts[0] == 0 {
			if v.ahead.started {
				v.lists = append(v.lists, v.ahead.list)
			}
			v.ahead = ahead{started: got != 0, ended: got == 0}
		}
		if there == 1 {
			v.ahead.list = append(v.ahead.list, string(one[0]))
		}
	}
	return nil
}

// put sets a field of a row to the i-th decoded value of its column.
func put[R any](row *R, lens *table.Lens[R], v *values, i int) {
	switch v.def.Type {
	case table.String:
		*lens.String(row) = v.texts[i]
	case table.Int32:
		*lens.Int32(row) = v.ints[i]
	case table.Float64:
		*lens.Float64(row) = v.floats[i]
	case table.Bool:
		*lens.Bool(row) = v.bools[i]
	case table.Date:
		d := models.Date{}
		if v.ints[i] != noDay {
			d = day(v.ints[i])
		}
		*lens.Date(row) = d
	case table.Strings:
		*lens.Strings(row) = v.lists[i]
	}
}
