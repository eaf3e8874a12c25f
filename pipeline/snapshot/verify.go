package snapshot

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/sayso-nlp/sayso/models/table"
)

// A Problem is a way in which a snapshot is not what it says it is.
type Problem struct {
	Where string // a file, with slashes, or a table
	Row   int64  // the row of the table, from 1; 0 if it is about the whole
	What  string // what differs, in words
}

func (p Problem) String() string {
	if p.Row > 0 {
		return fmt.Sprintf("%s row %d: %s", p.Where, p.Row, p.What)
	}
	return p.Where + ": " + p.What
}

// mostProblems is how many problems of one table are told one by one.
const mostProblems = 100

// Verify checks everything that a snapshot says about itself: the hash of every
// file, that no file is missing and no file or folder is there that should not be, its id,
// and in every table the columns, the number of rows, that keys are unique and
// foreign keys resolve, that values are among those allowed, that every span
// reads in its article's text as its row says and lies in its sentence, and that
// what one table repeats of another agrees with it: the texts of a claim with its
// stretches, the sums of stances with the stances, the counts of actors and
// articles with the rows. No problems means that all of it holds. The error is
// for a folder that cannot be read as a snapshot.
//
// Tables are read once, side by side, an article at a time; memory holds one
// article's rows, the ids of all articles, and those of all actors with what is
// counted of them.
func Verify(dir string) ([]Problem, error) {
	s, err := Open(dir)
	if err != nil {
		return nil, err
	}
	v := &verifier{snap: s, docs: s.Manifest.documents(), many: map[string]int{}}
	if err := v.files(); err != nil {
		return nil, err
	}
	v.manifest()
	v.tables()
	return v.problems, nil
}

// A verifier collects problems.
type verifier struct {
	snap     *Snapshot
	docs     []document // as they should be
	problems []Problem
	many     map[string]int // problems by place
	broken   map[string]bool
	census   census
}

func (v *verifier) tell(where string, row int64, format string, args ...any) {
	v.many[where]++
	switch n := v.many[where]; {
	case n <= mostProblems:
		v.problems = append(v.problems, Problem{where, row, fmt.Sprintf(format, args...)})
	case n == mostProblems+1:
		v.problems = append(v.problems, Problem{where, 0, "and more of the like"})
	}
}

// files holds every file against SHA256SUMS and every sum against a file.
func (v *verifier) files() error {
	v.broken = map[string]bool{}
	text, err := os.ReadFile(filepath.Join(v.snap.Dir, sumsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("verifying a snapshot: %w", err)
	}
	if err != nil {
		v.tell(sumsFile, 0, "is missing")
	}
	sums, err := parseSums(text)
	if err != nil {
		v.tell(sumsFile, 0, "%v", err)
	}
	if !bytes.Equal(text, formatSums(slices.Clone(sums))) && err == nil {
		v.tell(sumsFile, 0, "is not written as sha256sum does, sorted by name")
	}
	listed, folders := map[string]bool{sumsFile: true}, map[string]bool{".": true}
	for _, s := range sums {
		if listed[s.Name] {
			v.tell(sumsFile, 0, "names %s twice", s.Name)
			continue
		}
		listed[s.Name] = true
		if !filepath.IsLocal(filepath.FromSlash(s.Name)) {
			v.tell(sumsFile, 0, "names %q, which is outside", s.Name)
			continue
		}
		v.file(s)
		for dir := path.Dir(s.Name); !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	err = filepath.WalkDir(v.snap.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(v.snap.Dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch {
		case entry.IsDir() && folders[name]:
		case entry.IsDir():
			v.tell(name, 0, "is a folder that is no part of the snapshot: %s names nothing in it", sumsFile)
		case !listed[name]:
			v.tell(name, 0, "is no part of the snapshot: %s does not name it", sumsFile)
		case !entry.Type().IsRegular():
			v.tell(name, 0, "is no plain file")
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("verifying a snapshot: %w", err)
	}
	for _, doc := range v.docs {
		if !listed[doc.name] {
			v.tell(sumsFile, 0, "does not name %s", doc.name)
		}
	}
	return nil
}

// file holds one file against its sum.
func (v *verifier) file(s NamedHash) {
	got, err := hashOf(filepath.Join(v.snap.Dir, filepath.FromSlash(s.Name)))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.tell(s.Name, 0, "is missing")
	case err != nil:
		v.tell(s.Name, 0, "cannot be read: %v", err)
	case got != s.SHA256:
		v.tell(s.Name, 0, "has changed: its SHA-256 is %s…, and %s says %s…", got[:12], sumsFile, s.SHA256[:12])
	default:
		return
	}
	v.broken[s.Name] = true
}

// hashOf is the SHA-256 of a file, in hexadecimal.
func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// manifest holds the manifest against itself, against the program's schema, and
// against what was derived from it.
func (v *verifier) manifest() {
	m := v.snap.Manifest
	id, err := m.identify()
	if err != nil || id != m.ID {
		v.tell(manifestFile, 0, "the snapshot's id is %q, and what the manifest holds gives %q", m.ID, id)
	}
	if m.SchemaSHA256 != table.Fingerprint() {
		v.tell(manifestFile, 0, "the schema's fingerprint is %q, and this program's is %q", m.SchemaSHA256, table.Fingerprint())
	}
	sums := map[string]string{}
	if text, err := os.ReadFile(filepath.Join(v.snap.Dir, sumsFile)); err == nil {
		list, _ := parseSums(text)
		for _, s := range list {
			sums[s.Name] = s.SHA256
		}
	}
	parts := map[string]bool{}
	for i, t := range m.Tables {
		rows := int64(0)
		for k, f := range t.Files {
			rows += f.Rows
			parts[f.Path] = true
			if want := m.Format.part(t.Name, k); f.Path != want {
				v.tell(manifestFile, 0, "file %d of %s is %s, not %s", k, t.Name, f.Path, want)
			}
			if sums[f.Path] != f.SHA256 {
				v.tell(manifestFile, 0, "has another SHA-256 for %s than %s", f.Path, sumsFile)
			}
			info, err := os.Stat(filepath.Join(v.snap.Dir, filepath.FromSlash(f.Path)))
			if err == nil && info.Size() != f.Bytes {
				v.tell(f.Path, 0, "is %d bytes long, and %s says %d", info.Size(), manifestFile, f.Bytes)
			}
		}
		if rows != t.Rows {
			v.tell(manifestFile, 0, "%s has %d rows, but its files have %d", t.Name, t.Rows, rows)
		}
		if slices.ContainsFunc(m.Tables[:i], func(u Table) bool { return u.Name == t.Name }) {
			v.tell(manifestFile, 0, "%s is there twice", t.Name)
		}
	}
	for _, t := range table.All() {
		if !t.OnRequest && !v.snap.Has(t.Name) {
			v.tell(manifestFile, 0, "the table %s is missing", t.Name)
		}
	}
	for _, name := range sortedKeys(sums) {
		if m.Format.isTable(name) && !parts[name] {
			v.tell(name, 0, "belongs to no table of %s", manifestFile)
		}
	}
	if m.ToolVersion != table.ToolVersion {
		return // another version may word its documents in another way
	}
	for _, doc := range v.docs {
		text, err := os.ReadFile(filepath.Join(v.snap.Dir, doc.name))
		if err == nil && !v.broken[doc.name] && !bytes.Equal(text, doc.text) {
			v.tell(doc.name, 0, "does not say what the manifest and this program's definition of the tables give")
		}
	}
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// tables checks the rows. It reads only tables whose files are as written: the
// rest was told already.
func (v *verifier) tables() {
	for _, t := range v.snap.Manifest.Tables {
		for _, f := range t.Files {
			if v.broken[f.Path] {
				return
			}
			if err := v.part(t, f); err != nil {
				v.tell(f.Path, 0, "%v", err)
				return
			}
		}
	}
	v.rows()
}

// part holds a file's columns and number of rows against what they should be.
func (v *verifier) part(t Table, f File) error {
	rd, err := openFile(filepath.Join(v.snap.Dir, filepath.FromSlash(f.Path)), v.snap.Manifest.Format, v.snap.Manifest.definition(t.Name))
	if err != nil {
		return err
	}
	defer rd.close()
	if n := rd.rows(); n >= 0 && n != f.Rows { // what the file does not say is counted later
		return fmt.Errorf("has %d rows, and %s says %d", rd.rows(), manifestFile, f.Rows)
	}
	return nil
}
