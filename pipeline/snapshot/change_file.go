package snapshot

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"github.com/sayso-nlp/sayso/models/table"
)

// A ChangeFile is a Parquet file of changes under way. It stands at its path
// when it is whole.
type ChangeFile struct {
	path, work string
	sheet      sheetOf[table.Change]
}

// CreateChanges begins a file at path, in place of what may be there.
func CreateChanges(path string) (*ChangeFile, error) {
	work, err := os.MkdirTemp(filepath.Dir(path), ".sayso-diff-*")
	if err != nil {
		return nil, fmt.Errorf("writing changes: %w", err)
	}
	one := usual
	one.fileBytes = math.MaxInt64
	s, err := sheetFor(table.Changes, work, Options{limits: one})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(work))
	}
	return &ChangeFile{path, work, s}, nil
}

// Add writes a row.
func (f *ChangeFile) Add(c *Change) error {
	row := c.Row()
	return f.sheet.add(&row)
}

// Close ends the file and puts it in its place.
func (f *ChangeFile) Close() error {
	t, err := f.sheet.close()
	if err == nil {
		err = os.Rename(filepath.Join(f.work, filepath.FromSlash(t.Files[0].Path)), f.path)
	}
	return errors.Join(err, f.Abort())
}

// Abort leaves nothing of a file that is not closed.
func (f *ChangeFile) Abort() error {
	f.sheet.drop()
	return os.RemoveAll(f.work)
}
