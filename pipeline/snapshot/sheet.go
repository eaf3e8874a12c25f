package snapshot

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/sayso-nlp/sayso/models/table"
)

// A sheet writes one table: it buffers rows by column, lets them go as row
// groups, and begins a new file when one is long enough.
type sheet struct {
	def     *table.Table
	dir     string // the folder that becomes the snapshot
	opt     Options
	columns []*column
	rows    int // buffered
	bytes   int // buffered

	sink  *sink   // of the open file, nil if none is
	file  encoder // the open file
	inOne int64   // rows in the open file
	files []File  // that are done
}

func newSheet(def *table.Table, dir string, opt Options) (*sheet, error) {
	if opt.Format.folders() {
		if err := os.Mkdir(filepath.Join(dir, def.Name), 0o777); err != nil {
			return nil, fmt.Errorf("creating a folder of the snapshot: %w", err)
		}
	}
	s := &sheet{def: def, dir: dir, opt: opt}
	for _, c := range def.Columns {
		s.columns = append(s.columns, newColumn(c, def.Name+"."+c.Name))
	}
	return s, nil
}

// A sheetOf is a sheet that takes rows of one type.
type sheetOf[R any] struct {
	*sheet
	lens []table.Lens[R]
}

func sheetFor[R any](k *table.Kind[R], dir string, opt Options) (sheetOf[R], error) {
	s, err := newSheet(&k.Table, dir, opt)
	return sheetOf[R]{s, k.Lens}, err
}

// add buffers a row.
func (s sheetOf[R]) add(r *R) error {
	for i, c := range s.columns {
		var n int
		var err error
		lens := &s.lens[i]
		switch c.def.Type {
		case table.String:
			n, err = c.addString(*lens.String(r))
		case table.Int32:
			n = c.addInt(*lens.Int32(r))
		case table.Float64:
			n = c.addFloat(*lens.Float64(r))
		case table.Bool:
			n = c.addBool(*lens.Bool(r))
		case table.Date:
			n = c.addDate(*lens.Date(r))
		case table.Strings:
			n, err = c.addStrings(*lens.Strings(r))
		}
		if err != nil {
			return err
		}
		s.bytes += n
	}
	s.rows++
	if s.rows >= s.opt.limits.groupRows || s.bytes >= s.opt.limits.groupBytes {
		return s.flush()
	}
	return nil
}

// part is the path of the next file of the table within the snapshot.
func (s *sheet) part() string { return s.opt.Format.part(s.def.Name, len(s.files)) }

// open begins the next file of the table.
func (s *sheet) open() error {
	sink, err := newSink(filepath.Join(s.dir, filepath.FromSlash(s.part())), s.opt.create)
	if err != nil {
		return err
	}
	s.sink = sink
	// io.Writer alone: the libraries close what can be closed.
	if s.file, err = newEncoder(s.def, struct{ io.Writer }{sink}, s.opt); err != nil {
		return err
	}
	s.inOne = 0
	return nil
}

// flush writes the buffered rows as a row group.
func (s *sheet) flush() error {
	if s.rows == 0 {
		return nil
	}
	if s.file == nil {
		if err := s.open(); err != nil {
			return err
		}
	}
	if err := s.file.group(s.columns, s.rows); err != nil {
		return fmt.Errorf("encoding %s: %w", s.def.Name, err)
	}
	for _, c := range s.columns {
		c.reset(s.opt.limits.groupBytes)
	}
	if s.sink.err != nil {
		return s.sink.err
	}
	s.inOne += int64(s.rows)
	s.rows, s.bytes = 0, 0
	if s.sink.n >= s.opt.limits.fileBytes {
		return s.finish()
	}
	return nil
}

// finish ends the open file.
func (s *sheet) finish() error {
	err := s.file.close()
	if end := s.sink.close(); end != nil {
		err = end
	}
	if err != nil {
		return err
	}
	s.files = append(s.files, File{
		Path:   s.part(),
		Rows:   s.inOne,
		Bytes:  s.sink.n,
		SHA256: s.sink.sum(),
	})
	s.file, s.sink = nil, nil
	return nil
}

// close writes what is buffered and ends the table. A table without rows has
// one file, which holds its schema.
func (s *sheet) close() (Table, error) {
	if err := s.flush(); err != nil {
		return Table{}, err
	}
	if s.file == nil && len(s.files) == 0 {
		if err := s.open(); err != nil {
			return Table{}, err
		}
	}
	if s.file != nil {
		if err := s.finish(); err != nil {
			return Table{}, err
		}
	}
	t := Table{Name: s.def.Name, Files: s.files}
	for _, f := range s.files {
		t.Rows += f.Rows
	}
	return t, nil
}

// drop lets go of the open file, whatever became of it.
func (s *sheet) drop() {
	if s.sink != nil {
		s.sink.file.Close()
		s.sink, s.file = nil, nil
	}
}
