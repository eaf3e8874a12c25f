package snapshot

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// batchRows is how many values go to the Parquet writer at once. It looks
// whether a page is full only after each batch.
const batchRows = 1024

// A column buffers the values of one column of a row group. It copies what it
// is given: a row points into the text of its article, and a buffered row must
// not keep that text in memory.
type column struct {
	def    table.Column
	path   string  // in error messages
	levels []int16 // definition levels: full where there is a value
	full   int16   // 0 where there always is one and no levels are kept
	starts []int16 // repetition levels of a list: 0 begins a row

	ints   []int32
	floats []float64
	bools  []bool

	// Strings that do not repeat stand one behind the other, each up to its end.
	text []byte
	ends []uint32
	// Strings that do repeat stand once, with an index for each row.
	index []uint32
	known map[string]uint32
	words []string
}

func newColumn(def table.Column, path string) *column {
	c := &column{def: def, path: path}
	switch {
	case def.Type == table.Strings:
		c.full = 2 // 0 is an empty list, 1 a null in a list, which there is none of
	case def.Nullable():
		c.full = 1
	}
	if def.Dict {
		c.known = make(map[string]uint32)
	}
	return c
}

// level notes whether a row has a value, in a column that may have none.
func (c *column) level(there bool) {
	switch {
	case c.full == 0:
	case there:
		c.levels = append(c.levels, c.full)
	default:
		c.levels = append(c.levels, 0)
	}
}

// The add functions buffer one row's value and return how many bytes it took.

func (c *column) addInt(x int32) int {
	there := !c.def.Nullable() || x != models.None
	c.level(there)
	if there {
		c.ints = append(c.ints, x)
	}
	return 4
}

func (c *column) addDate(d models.Date) int {
	there := d != models.Date{}
	c.level(there)
	if there {
		c.ints = append(c.ints, days(d))
	}
	return 4
}

func (c *column) addFloat(x float64) int {
	c.floats = append(c.floats, x)
	return 8
}

func (c *column) addBool(x bool) int {
	c.bools = append(c.bools, x)
	return 1
}

func (c *column) addString(s string) (int, error) {
	if s == "" && c.def.Nullable() {
		c.level(false)
		return 2, nil
	}
	c.level(true)
	return c.put(s)
}

func (c *column) addStrings(list []string) (int, error) {
	if len(list) == 0 {
		c.levels, c.starts = append(c.levels, 0), append(c.starts, 0)
		return 4, nil
	}
	size := 0
	for i, s := range list {
		c.levels, c.starts = append(c.levels, c.full), append(c.starts, int16(min(i, 1)))
		n, err := c.put(s)
		if err != nil {
			return 0, err
		}
		size += n + 4
	}
	return size, nil
}

// put stores a string. Names of files need not be UTF-8, but a column of
// strings must be.
func (c *column) put(s string) (int, error) {
	if len(s) > longest {
		return 0, fmt.Errorf("%s: a value of %d bytes is longer than a column can hold (%d)", c.path, len(s), longest)
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	if !c.def.Dict {
		c.text = append(c.text, s...)
		c.ends = append(c.ends, uint32(len(c.text)))
		return len(s) + 4, nil
	}
	i, ok := c.known[s]
	size := 4
	if !ok {
		s = strings.Clone(s)
		i = uint32(len(c.words))
		c.known[s] = i
		c.words = append(c.words, s)
		size += len(s) + 48 // the string's header and its place in the map
	}
	c.index = append(c.index, i)
	return size, nil
}

// reset forgets the values and keeps the memory, unless one long row made it
// much larger than a row group is.
func (c *column) reset(bytes int) {
	c.levels, c.starts = c.levels[:0], c.starts[:0]
	c.ints, c.floats, c.bools = c.ints[:0], c.floats[:0], c.bools[:0]
	c.index, c.ends = c.index[:0], c.ends[:0]
	if cap(c.text) > 2*bytes {
		c.text = nil
	}
	c.text = c.text[:0]
	clear(c.known)
	clear(c.words)
	c.words = c.words[:0]
}

// write hands the values to a column of a row group.
func (c *column) write(w file.ColumnChunkWriter, pageBytes int) error {
	switch w := w.(type) {
	case *file.Int32ColumnChunkWriter:
		return batches(c, c.ints, func(vals []int32, levels []int16) error {
			_, err := w.WriteBatch(vals, levels, nil)
			return err
		})
	case *file.Float64ColumnChunkWriter:
		return batches(c, c.floats, func(vals []float64, levels []int16) error {
			_, err := w.WriteBatch(vals, levels, nil)
			return err
		})
	case *file.BooleanColumnChunkWriter:
		return batches(c, c.bools, func(vals []bool, levels []int16) error {
			_, err := w.WriteBatch(vals, levels, nil)
			return err
		})
	case *file.ByteArrayColumnChunkWriter:
		return c.writeStrings(w, pageBytes)
	}
	return fmt.Errorf("%s: no way to write a %T", c.path, w)
}

// batches cuts values of a fixed width, and the levels that go with them.
func batches[V any](c *column, vals []V, write func([]V, []int16) error) error {
	if c.full == 0 {
		for len(vals) > 0 {
			n := min(batchRows, len(vals))
			if err := write(vals[:n], nil); err != nil {
				return err
			}
			vals = vals[n:]
		}
		return nil
	}
	levels := c.levels
	for len(levels) > 0 {
		n, there := min(batchRows, len(levels)), 0
		for _, l := range levels[:n] {
			there += int(l)
		}
		if err := write(vals[:there], levels[:n]); err != nil {
			return err
		}
		vals, levels = vals[there:], levels[n:]
	}
	return nil
}

// writeStrings cuts batches by rows and by bytes: a thousand articles of five
// megabytes must not become one page.
func (c *column) writeStrings(w *file.ByteArrayColumnChunkWriter, pageBytes int) error {
	var words []parquet.ByteArray
	for _, s := range c.words {
		words = append(words, parquet.ByteArray(s))
	}
	rows, vals := len(c.ends)+len(c.index), 0
	if c.full > 0 {
		rows = len(c.levels)
	}
	batch := make([]parquet.ByteArray, 0, batchRows)
	for from := 0; from < rows; {
		batch = batch[:0]
		size, to := 0, from
		for to < rows && to-from < batchRows && size < pageBytes {
			if c.full == 0 || c.levels[to] == c.full {
				val := c.value(vals, words)
				vals++
				// The dictionary, not the page, holds a repeated value.
				if !c.def.Dict {
					size += len(val)
				}
				batch = append(batch, val)
			}
			to++
		}
		var levels, starts []int16
		if c.full > 0 {
			levels = c.levels[from:to]
		}
		if c.starts != nil {
			starts = c.starts[from:to]
		}
		if _, err := w.WriteBatch(batch, levels, starts); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// value is the i-th string that is there.
func (c *column) value(i int, words []parquet.ByteArray) parquet.ByteArray {
	if c.def.Dict {
		return words[c.index[i]]
	}
	var from uint32
	if i > 0 {
		from = c.ends[i-1]
	}
	return c.text[from:c.ends[i]]
}

// days counts the days from 1970-01-01 to a day.
func days(d models.Date) int32 {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	sec := t.Unix()
	day := sec / 86400
	if sec%86400 < 0 {
		day--
	}
	return int32(day)
}

// day is the inverse of days.
func day(n int32) models.Date {
	y, m, d := time.Unix(int64(n)*86400, 0).UTC().Date()
	return models.Date{Year: y, Month: int(m), Day: d}
}
