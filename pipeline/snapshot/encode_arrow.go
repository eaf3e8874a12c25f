package snapshot

import (
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/sayso-nlp/sayso/models/table"
)

// arrowTypes are the types of columns in Arrow.
var arrowTypes = [...]arrow.DataType{
	table.String:  arrow.BinaryTypes.String,
	table.Int32:   arrow.PrimitiveTypes.Int32,
	table.Float64: arrow.PrimitiveTypes.Float64,
	table.Bool:    arrow.FixedWidthTypes.Boolean,
	table.Date:    arrow.FixedWidthTypes.Date32,
	table.Strings: arrow.ListOf(arrow.BinaryTypes.String),
}

// arrowSchema is the schema of a table, with the metadata that its Parquet files
// have, too.
func arrowSchema(def *table.Table, weights []NamedHash) *arrow.Schema {
	var fields []arrow.Field
	for _, c := range def.Columns {
		fields = append(fields, arrow.Field{Name: c.Name, Type: arrowTypes[c.Type], Nullable: c.Nullable()})
	}
	kv := keyValues(def, weights)
	meta := arrow.NewMetadata(kv.Keys(), kv.Values())
	return arrow.NewSchema(fields, &meta)
}

// An arrowEncoder makes a record batch of each group. Nothing is compressed, so
// that a file can be mapped into memory as it is.
type arrowEncoder struct {
	schema *arrow.Schema
	file   *ipc.FileWriter
}

func newArrowEncoder(def *table.Table, w io.Writer, opt Options) (*arrowEncoder, error) {
	schema := arrowSchema(def, opt.Weights)
	f, err := ipc.NewFileWriter(&position{w: w}, ipc.WithSchema(schema))
	if err != nil {
		return nil, fmt.Errorf("beginning a file of %s: %w", def.Name, err)
	}
	return &arrowEncoder{schema, f}, nil
}

// A position knows how far its writer has come, which is all that the library
// wants to seek for.
type position struct {
	w io.Writer
	n int64
}

func (p *position) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	p.n += int64(n)
	return n, err
}

func (p *position) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return 0, errors.ErrUnsupported
	}
	return p.n, nil
}

func (e *arrowEncoder) group(columns []*column, rows int) error {
	batch := array.NewRecordBuilder(memory.DefaultAllocator, e.schema)
	defer batch.Release()
	batch.Reserve(rows)
	for i, c := range columns {
		walk := cursor{column: c}
		for range rows {
			walk.build(batch.Field(i))
		}
	}
	record := batch.NewRecord()
	defer record.Release()
	return e.file.Write(record)
}

// build adds the next row's value to a column in Arrow's form.
func (c *cursor) build(b array.Builder) {
	if list, ok := b.(*array.ListBuilder); ok {
		list.Append(true)
		words := list.ValueBuilder().(*array.StringBuilder)
		for _, s := range c.list() {
			words.Append(s)
		}
		return
	}
	i := c.next()
	if i < 0 {
		b.AppendNull()
		return
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(c.word(i))
	case *array.Int32Builder:
		b.Append(c.ints[i])
	case *array.Float64Builder:
		b.Append(c.floats[i])
	case *array.BooleanBuilder:
		b.Append(c.bools[i])
	case *array.Date32Builder:
		b.Append(arrow.Date32(c.ints[i]))
	default:
		panic(fmt.Sprintf("snapshot: no way to build a %T", b))
	}
}

func (e *arrowEncoder) close() error { return e.file.Close() }
