//go:build unix

package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// lock locks a file until it is closed or its process ends. It reports false
// where another holds the lock. A disk that knows no locks grants every one.
func lock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil, errors.Is(err, errors.ErrUnsupported), err == syscall.ENOLCK:
		return true, nil
	case err == syscall.EWOULDBLOCK:
		return false, nil
	}
	return false, err
}

// unmark removes the marker while it is still locked: whoever waits for the
// lock gets a file that is nowhere, and notices.
func (f *folder) unmark() error {
	err := os.Remove(f.marker.Name())
	f.marker.Close()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("unmarking the work folder: %w", err)
	}
	return nil
}
