package snapshot

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/sayso-nlp/sayso/models/table"
)

// A Snapshot is a finished snapshot, open for reading. It holds the manifest
// and no file.
type Snapshot struct {
	Dir      string
	Manifest *Manifest
}

// Open reads the manifest of the snapshot at dir. It looks at no table: see
// Verify.
func Open(dir string) (*Snapshot, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is no snapshot: there is no %s in it", dir, manifestFile)
	}
	if err != nil {
		return nil, fmt.Errorf("opening a snapshot: %w", err)
	}
	m := new(Manifest)
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(m); err != nil {
		return nil, fmt.Errorf("opening a snapshot: %s: %w", filepath.Join(dir, manifestFile), err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fmt.Errorf("opening a snapshot: %s goes on after its end", filepath.Join(dir, manifestFile))
	}
	if m.Options, err = canonical(m.Options); err != nil {
		return nil, fmt.Errorf("opening a snapshot: %s: %w", filepath.Join(dir, manifestFile), err)
	}
	if m.SchemaVersion != table.SchemaVersion {
		return nil, fmt.Errorf("opening a snapshot: %s has schema %q, and this program reads %q", dir, m.SchemaVersion, table.SchemaVersion)
	}
	if !slices.Contains(Formats(), m.Format) || !slices.Contains([]Text{AllText, SomeText, NoText}, m.Text) {
		return nil, fmt.Errorf("opening a snapshot: %s has the format %q and the text %q, which this program does not know", dir, m.Format, m.Text)
	}
	for _, t := range m.Tables {
		if table.Find(t.Name) == nil {
			return nil, fmt.Errorf("opening a snapshot: %s names a table %q, which there is none of", filepath.Join(dir, manifestFile), t.Name)
		}
		for _, f := range t.Files {
			if !m.Format.isPart(t.Name, f.Path) {
				return nil, fmt.Errorf("opening a snapshot: %s names %q as a file of %s", filepath.Join(dir, manifestFile), f.Path, t.Name)
			}
		}
	}
	return &Snapshot{Dir: dir, Manifest: m}, nil
}

// Has reports whether the snapshot has the named table.
func (s *Snapshot) Has(name string) bool {
	_, ok := s.Manifest.Table(name)
	return ok
}

// Rows reads a table row by row, in bounded memory. A sequence hands out the
// same row again and again with new values: whoever keeps one copies it. It
// ends at the first error. A table that the snapshot does not have has no rows.
//
//	for clm, err := range snapshot.Rows(snap, table.Claims) {
func Rows[R any](s *Snapshot, k *table.Kind[R]) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		t, _ := s.Manifest.Table(k.Name)
		k := definition(s.Manifest, k)
		for _, f := range t.Files {
			if !readFile(s, k, f, yield) {
				return
			}
		}
	}
}

// readFile hands out the rows of one file; it reports whether to go on.
func readFile[R any](s *Snapshot, k *table.Kind[R], f File, yield func(*R, error) bool) bool {
	wrap := func(err error) error {
		return fmt.Errorf("reading %s: %w", filepath.Join(s.Dir, filepath.FromSlash(f.Path)), err)
	}
	if s.Manifest.Format == Arrow {
		if sum, err := hashOf(filepath.Join(s.Dir, filepath.FromSlash(f.Path))); err != nil || sum != f.SHA256 {
			return yield(nil, wrap(errors.Join(err, errors.New("it has changed")))) && false
		}
	}
	rd, err := openFile(filepath.Join(s.Dir, filepath.FromSlash(f.Path)), s.Manifest.Format, &k.Table)
	if err != nil {
		return yield(nil, wrap(err)) && false
	}
	defer rd.close()
	columns := rd.values()
	var row R
	rows := int64(0)
	for {
		n, err := rd.next()
		if err != nil {
			return yield(nil, wrap(err)) && false
		}
		if rows += int64(n); n == 0 && rows != f.Rows {
			return yield(nil, wrap(fmt.Errorf("it has %d rows, and %s says %d", rows, manifestFile, f.Rows))) && false
		}
		if n == 0 {
			return true
		}
		for i := range n {
			for c := range k.Lens {
				put(&row, &k.Lens[c], columns[c], i)
			}
			if !yield(&row, nil) {
				return false
			}
		}
	}
}
