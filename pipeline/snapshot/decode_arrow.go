package snapshot

import (
	"fmt"
	"os"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"

	"github.com/sayso-nlp/sayso/models/table"
)

// An arrowDecoder reads an Arrow IPC file, a record batch at a time. Its library
// takes the lengths in a file at their word and asks for as much memory: only a
// file whose hash is right may be read.
type arrowDecoder struct {
	disk    *os.File
	file    *ipc.FileReader
	columns []*values
	batch   arrow.Record // the open one, nil if none is
	batches int          // opened so far
	at      int          // the next row of the open batch
}

func openArrow(path string, def *table.Table) (d decoder, err error) {
	disk, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if d == nil {
			disk.Close()
		}
	}()
	defer rescue(&err, "Arrow")
	f, err := ipc.NewFileReader(disk)
	if err != nil {
		return nil, err
	}
	want := arrowSchema(def, nil)
	if got := f.Schema(); got.NumFields() != want.NumFields() || !sameFields(got.Fields(), want.Fields()) {
		return nil, fmt.Errorf("its columns are not those of %s", def.Name)
	}
	return &arrowDecoder{disk: disk, file: f, columns: newValues(def)}, nil
}

func sameFields(a, b []arrow.Field) bool {
	for i := range a {
		if !a[i].Equal(b[i]) {
			return false
		}
	}
	return true
}

func (d *arrowDecoder) values() []*values { return d.columns }
func (d *arrowDecoder) rows() int64       { return -1 }
func (d *arrowDecoder) close()            { d.disk.Close() }

func (d *arrowDecoder) next() (n int, err error) {
	defer rescue(&err, "Arrow")
	for d.batch == nil || d.at == int(d.batch.NumRows()) {
		if d.batches == d.file.NumRecords() {
			return 0, nil
		}
		if d.batch, err = d.file.RecordAt(d.batches); err != nil {
			return 0, err
		}
		d.batches++
		d.at = 0
	}
	n = min(readRows, int(d.batch.NumRows())-d.at)
	for i, v := range d.columns {
		v.clear()
		for row := d.at; row < d.at+n; row++ {
			if err := v.addArrow(d.batch.Column(i), row); err != nil {
				return 0, err
			}
		}
	}
	d.at += n
	return n, nil
}

// addArrow adds the value of a row of an array.
func (v *values) addArrow(a arrow.Array, row int) error {
	if a.IsNull(row) {
		return v.addNull()
	}
	switch a := a.(type) {
	case *array.String:
		v.texts = append(v.texts, strings.Clone(a.Value(row)))
	case *array.Int32:
		v.ints = append(v.ints, a.Value(row))
	case *array.Float64:
		v.floats = append(v.floats, a.Value(row))
	case *array.Boolean:
		v.bools = append(v.bools, a.Value(row))
	case *array.Date32:
		v.ints = append(v.ints, int32(a.Value(row)))
	case *array.List:
		from, to := a.ValueOffsets(row)
		words := a.ListValues().(*array.String)
		var list []string
		for i := from; i < to; i++ {
			list = append(list, strings.Clone(words.Value(int(i))))
		}
		v.lists = append(v.lists, list)
	default:
		return fmt.Errorf("column %s: no way to read a %T", v.def.Name, a)
	}
	return nil
}
