package snapshot

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// create makes a new file, as os.Create does.
type create func(path string) (io.WriteCloser, error)

func onDisk(path string) (io.WriteCloser, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// A sink writes one file and knows its length and hash.
//
// Its Write never fails: it remembers the first error and drops the rest. The
// Parquet writer panics or forgets when a disk is full in the wrong place; so
// it is never told, and its caller asks the sink.
type sink struct {
	path string
	file io.WriteCloser
	buf  *bufio.Writer
	hash hash.Hash
	n    int64
	err  error
}

func newSink(path string, create create) (*sink, error) {
	if create == nil {
		create = onDisk
	}
	f, err := create(path)
	if err != nil {
		return nil, fmt.Errorf("creating a file of the snapshot: %w", err)
	}
	s := &sink{path: path, file: f, hash: sha256.New()}
	s.buf = bufio.NewWriterSize(f, 64<<10)
	return s, nil
}

func (s *sink) Write(p []byte) (int, error) {
	if s.err == nil {
		s.hash.Write(p)
		if _, err := s.buf.Write(p); err != nil {
			s.fail(err)
		}
	}
	s.n += int64(len(p))
	return len(p), nil
}

func (s *sink) fail(err error) {
	if s.err == nil && err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err // the path is that of the work folder
		}
		s.err = fmt.Errorf("writing %s: %w", filepath.Base(filepath.Dir(s.path))+"/"+filepath.Base(s.path), err)
	}
}

// close puts the file on the disk for good.
func (s *sink) close() error {
	s.fail(s.buf.Flush())
	if f, ok := s.file.(interface{ Sync() error }); ok && s.err == nil {
		s.fail(f.Sync())
	}
	s.fail(s.file.Close())
	return s.err
}

// sum is the hash of what was written, in hexadecimal.
func (s *sink) sum() string { return hex.EncodeToString(s.hash.Sum(nil)) }
