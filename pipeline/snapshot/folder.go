package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// markerFile marks a work folder as ours, and is locked as long as its run is
// alive.
const markerFile = ".sayso-work"

const markerText = "A run of sayso that has not ended writes a snapshot here.\n" +
	"If none is running, it was cut off: the same command goes on from here. You may remove this folder, too.\n"

// What lies in a work folder beside its marker.
const (
	tablesFolder  = "snapshot" // what becomes the snapshot
	olderFolder   = "older"    // the snapshot that is being replaced, whole
	trashFolder   = "trash"    // the snapshot that was replaced, being removed
	scratchFolder = "scratch"  // what does not fit into memory, for the time of the run
	journalFile   = "journal"  // what a run that is cut off leaves to the next
)

// A folder is the place where a snapshot is written before it is whole.
type folder struct {
	dir    string   // where the snapshot is to stand
	place  string   // the work folder: hidden, beside dir
	work   string   // where the snapshot is written, in it
	marker *os.File // locked
	made   []string // parents that were not there, outermost first
}

// workName is the work folder of a snapshot. There is one for each, so that a
// second run of the same snapshot meets the first.
func workName(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".sayso-work")
}

// JournalPath is where the journal of the snapshot at dir is kept: in a hidden
// file beside it, which is no part of it.
func JournalPath(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+journalSuffix)
}

const journalSuffix = ".sayso-journal"

// IsJournal reports whether a file's name is that of a snapshot's journal.
func IsJournal(name string) bool {
	return strings.HasPrefix(name, ".") && strings.HasSuffix(name, journalSuffix)
}

// WorkJournalPath is where the journal lies while the snapshot at dir is not yet
// whole.
func WorkJournalPath(dir string) string { return filepath.Join(workName(dir), journalFile) }

// prepare makes a work folder for a snapshot at dir and locks it. Of what a
// run that was cut off left there, the journal stays.
func prepare(dir string, force bool) (*folder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the snapshot's folder: %w", err)
	}
	if filepath.Dir(dir) == dir {
		return nil, fmt.Errorf("%s cannot be a snapshot: it is the root of the disk", dir)
	}
	if err := outside(dir); err != nil {
		return nil, err
	}
	if err := replaceable(dir, force); err != nil {
		return nil, err
	}
	place := workName(dir)
	f := &folder{dir: dir, place: place, work: filepath.Join(place, tablesFolder)}
	if err := f.makeParents(); err != nil {
		return nil, err
	}
	if err := f.claim(); err != nil {
		f.removeParents()
		return nil, err
	}
	// Once more: claiming may have put an older snapshot back.
	if err := replaceable(dir, force); err != nil {
		return nil, errors.Join(err, f.suspend())
	}
	return f, nil
}

// older is where an older snapshot waits while the new one takes its place.
func (f *folder) older() string { return filepath.Join(f.place, olderFolder) }

// scratch is where a run sets aside what does not fit into memory.
func (f *folder) scratch() string { return filepath.Join(f.place, scratchFolder) }

// restore puts back the older snapshot of a run that was killed between setting
// it aside and putting the new one in its place.
func (f *folder) restore() error {
	if _, err := os.Lstat(f.dir); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := os.Rename(f.older(), f.dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("putting back what a killed run set aside: %w", err)
	}
	return nil
}

// replaceable says why dir may not become a snapshot, if so. Only a snapshot
// and an empty folder are ever replaced, and only by force.
func replaceable(dir string, force bool) error {
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking at the snapshot's folder: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s %w and is no folder", dir, ErrExists)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("looking at the snapshot's folder: %w", err)
	}
	if _, err := os.Lstat(filepath.Join(dir, manifestFile)); len(entries) > 0 && err != nil {
		return fmt.Errorf("%s %w and is no snapshot (it has no %s); it is never replaced, name another folder", dir, ErrExists, manifestFile)
	}
	if !force {
		return fmt.Errorf("%s %w; --force replaces it", dir, ErrExists)
	}
	return nil
}

// outside says that dir lies within a snapshot, if so: what is added to one
// makes it another than its manifest says.
func outside(dir string) error {
	for p := filepath.Dir(dir); ; p = filepath.Dir(p) {
		_, noManifest := os.Lstat(filepath.Join(p, manifestFile))
		_, noSums := os.Lstat(filepath.Join(p, sumsFile))
		if noManifest == nil && noSums == nil {
			return fmt.Errorf("%s: the folder %s %w and is itself a snapshot", dir, p, ErrExists)
		}
		if p == filepath.Dir(p) {
			return nil
		}
	}
}

func (f *folder) makeParents() error {
	var missing []string
	for p := filepath.Dir(f.dir); ; p = filepath.Dir(p) {
		if _, err := os.Stat(p); err == nil || filepath.Dir(p) == p {
			break
		}
		missing = append([]string{p}, missing...)
	}
	for _, p := range missing {
		if err := os.Mkdir(p, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			f.removeParents()
			return fmt.Errorf("creating the snapshot's parent folder: %w", err)
		}
		f.made = append(f.made, p)
	}
	return nil
}

// removeParents takes back what makeParents made, as far as it is empty.
func (f *folder) removeParents() {
	for i := len(f.made) - 1; i >= 0; i-- {
		if os.Remove(f.made[i]) != nil {
			return
		}
	}
}

// claim makes the work folder this run's own.
func (f *folder) claim() error {
	err := os.Mkdir(f.place, 0o777)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("creating the work folder: %w", err)
	}
	if err != nil {
		// Somebody's: a run's that is on or was killed, or no run's at all.
		entries, err := os.ReadDir(f.place)
		if err != nil {
			return fmt.Errorf("looking at the work folder of another run: %w", err)
		}
		if _, err := os.Lstat(filepath.Join(f.place, markerFile)); err != nil && len(entries) > 0 {
			return fmt.Errorf("%s is in the way and no work folder (it has no %s): move it", f.place, markerFile)
		}
	}
	marker, err := os.OpenFile(filepath.Join(f.place, markerFile), os.O_RDWR|os.O_CREATE, 0o666)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", f.dir, ErrBusy) // it has just ended
	}
	if err != nil {
		return fmt.Errorf("marking the work folder: %w", err)
	}
	if err := f.own(marker); err != nil {
		marker.Close()
		return err
	}
	f.marker = marker
	return nil
}

// own locks the marker and clears the folder around it.
func (f *folder) own(marker *os.File) error {
	switch ok, err := lock(marker); {
	case err != nil:
		return fmt.Errorf("locking the work folder: %w", err)
	case !ok:
		return fmt.Errorf("%s: %w", f.dir, ErrBusy)
	}
	// The run before may have ended between our opening and our locking.
	mine, err := marker.Stat()
	if err != nil {
		return fmt.Errorf("marking the work folder: %w", err)
	}
	if there, err := os.Stat(marker.Name()); err != nil || !os.SameFile(mine, there) {
		return fmt.Errorf("%s: %w", f.dir, ErrBusy)
	}
	if err := f.restore(); err != nil {
		return err
	}
	entries, err := os.ReadDir(f.place)
	if err != nil {
		return fmt.Errorf("looking at the work folder: %w", err)
	}
	for _, e := range entries {
		if e.Name() == markerFile || e.Name() == journalFile {
			continue
		}
		if err := os.RemoveAll(filepath.Join(f.place, e.Name())); err != nil {
			return fmt.Errorf("removing what a killed run left: %w", err)
		}
	}
	for _, dir := range []string{f.work, f.scratch()} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			return fmt.Errorf("creating the work folder: %w", err)
		}
	}
	if err := marker.Truncate(0); err != nil {
		return fmt.Errorf("marking the work folder: %w", err)
	}
	if _, err := marker.WriteAt([]byte(markerText), 0); err != nil {
		return fmt.Errorf("marking the work folder: %w", err)
	}
	return nil
}

// publish puts the snapshot in its place, then the journal beside it, and ends
// the work folder. What stood there before is set aside first and put back if
// the second renaming fails. A run that is killed between the two leaves the
// journal in its work folder, where it does no harm.
func (f *folder) publish(force bool) error {
	if err := replaceable(f.dir, force); err != nil {
		return err
	}
	syncFolder(f.work)
	replaced := true
	if err := os.Rename(f.dir, f.older()); errors.Is(err, fs.ErrNotExist) {
		replaced = false
	} else if err != nil {
		return fmt.Errorf("setting the older snapshot aside: %w", err)
	}
	if err := os.Rename(f.work, f.dir); err != nil {
		if replaced {
			err = errors.Join(err, os.Rename(f.older(), f.dir))
		}
		return fmt.Errorf("putting the snapshot in its place: %w", err)
	}
	syncFolder(filepath.Dir(f.dir))
	if replaced {
		// Under another name, for a snapshot half removed must not be put back.
		if err := os.Rename(f.older(), filepath.Join(f.place, trashFolder)); err != nil {
			return fmt.Errorf("the snapshot is written, but the older one is still there: %w", err)
		}
	}
	if err := f.moveJournal(); err != nil {
		return fmt.Errorf("the snapshot is written, but its journal is not: %w", err)
	}
	return f.end()
}

// moveJournal puts the journal beside the snapshot; one of an older snapshot in
// the same place goes in any case.
func (f *folder) moveJournal() error {
	err := os.Rename(filepath.Join(f.place, journalFile), JournalPath(f.dir))
	if errors.Is(err, fs.ErrNotExist) {
		err = os.Remove(JournalPath(f.dir))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// discard removes the work folder and all parents that were made for it.
func (f *folder) discard() error {
	if err := f.end(); err != nil {
		return err
	}
	f.removeParents()
	return nil
}

// end removes the work folder.
func (f *folder) end() error {
	// The marker goes last: what is left of a folder stays marked.
	entries, err := os.ReadDir(f.place)
	for _, e := range entries {
		if e.Name() != markerFile {
			err = errors.Join(err, os.RemoveAll(filepath.Join(f.place, e.Name())))
		}
	}
	if err == nil {
		err = f.unmark()
	} else {
		f.marker.Close()
	}
	if err == nil {
		err = os.Remove(f.place)
		if _, taken := os.Lstat(f.marker.Name()); taken == nil || errors.Is(err, fs.ErrNotExist) {
			err = nil // another run has made it its own
		}
	}
	if err != nil {
		return fmt.Errorf("removing the work folder %s: %w", f.place, err)
	}
	return nil
}

// suspend leaves the work folder with its journal alone, if there is one.
func (f *folder) suspend() error {
	if _, err := os.Lstat(filepath.Join(f.place, journalFile)); errors.Is(err, fs.ErrNotExist) {
		return f.discard()
	}
	err := errors.Join(os.RemoveAll(f.work), os.RemoveAll(f.scratch()))
	f.marker.Close()
	if err != nil {
		return fmt.Errorf("clearing the work folder %s: %w", f.place, err)
	}
	return nil
}

// syncFolder puts the names in a folder on the disk, where the system can.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // some systems cannot, and none needs to for a whole snapshot
		d.Close()
	}
}
