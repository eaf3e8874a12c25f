package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// lock locks a file until it is closed or its process ends. It reports false
// where another holds the lock.
func lock(f *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{OffsetHigh: 1}) // far behind the text, which stays readable
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, windows.ERROR_LOCK_VIOLATION):
		return false, nil
	}
	return false, err
}

// unmark removes the marker. The system removes no open file, so for a moment
// the folder is neither locked nor unmarked; a run that begins in this moment
// fails, or this one does.
func (f *folder) unmark() error {
	f.marker.Close()
	if err := os.Remove(f.marker.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("unmarking the work folder: %w", err)
	}
	return nil
}
