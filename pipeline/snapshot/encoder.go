package snapshot

import (
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/parquet/file"

	"github.com/sayso-nlp/sayso/models/table"
)

// An encoder writes the rows of a table to a file, a group at a time.
type encoder interface {
	group(columns []*column, rows int) error
	close() error
}

// newEncoder begins a file of a format.
func newEncoder(def *table.Table, w io.Writer, opt Options) (encoder, error) {
	switch opt.Format.orUsual() {
	case Arrow:
		return newArrowEncoder(def, w, opt)
	case JSONLines:
		return newJSONEncoder(w), nil
	case CSV:
		return newCSVEncoder(def, w), nil
	}
	return &parquetEncoder{opt.limits.pageBytes, file.NewParquetWriter(w, node(def),
		file.WithWriterProps(properties(def, opt.limits)), file.WithWriteMetadata(keyValues(def, opt.Weights)))}, nil
}

// A parquetEncoder makes a row group of each group.
type parquetEncoder struct {
	pageBytes int
	file      *file.Writer
}

func (e *parquetEncoder) group(columns []*column, _ int) error {
	group := e.file.AppendRowGroup()
	for _, c := range columns {
		w, err := group.NextColumn()
		if err == nil {
			err = c.write(w, e.pageBytes)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			return fmt.Errorf("encoding %s: %w", c.path, err)
		}
	}
	return group.Close()
}

func (e *parquetEncoder) close() error { return e.file.Close() }
