package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// openSnapshot opens a snapshot that the command line names. A folder that is not
// there or is none is wrong usage, whatever the command; one that is damaged is a
// failure.
func openSnapshot(dir string) (*snapshot.Snapshot, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, misuse("%s does not exist", dir)
	}
	s, err := snapshot.Open(dir)
	if err == nil {
		return s, nil
	}
	if _, gone := os.Stat(filepath.Join(dir, "manifest.json")); errors.Is(gone, fs.ErrNotExist) {
		return nil, usageError{err}
	}
	return nil, err
}

// openNamed opens a file that the command line names; one that is not there is
// wrong usage.
func openNamed(name string) (*os.File, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, misuse("%s does not exist", name)
	}
	return file, err
}
