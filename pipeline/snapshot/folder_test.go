package snapshot

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree lists what is in a folder, file by file, with the files' lengths.
func tree(tb testing.TB, dir string) []string {
	tb.Helper()
	var list []string
	for _, name := range filesIn(tb, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, fmt.Sprint(name, " ", info.Size()))
	}
	return list
}

func TestCreateRefuses(t *testing.T) {
	root := t.TempDir()
	snap, empty := filepath.Join(root, "snap"), filepath.Join(root, "empty")
	other, plain := filepath.Join(root, "other"), filepath.Join(root, "plain")
	write(t, snap, 1, Options{})
	for _, dir := range []string{empty, other} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{filepath.Join(other, "letter.txt"), plain} {
		if err := os.WriteFile(path, []byte("dear"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		dir   string
		force bool
		want  string // in the error, "" for none
	}{
		{snap, false, "--force replaces it"},
		{filepath.Join(snap, "within", "deep"), true, "is itself a snapshot"},
		{snap, true, ""},
		{empty, false, "--force replaces it"},
		{empty, true, ""},
		{other, false, "is no snapshot"},
		{other, true, "is no snapshot"},
		{plain, true, "is no folder"},
		{"/", true, "root of the disk"},
		{filepath.Join(plain, "under"), false, "not a directory"},
	}
	before := tree(t, root)
	for _, test := range tests {
		w, err := Create(test.dir, Options{Force: test.force})
		switch {
		case err == nil && test.want != "", err != nil && (test.want == "" || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s, force %v: error %v, want %q", test.dir, test.force, err, test.want)
		case err == nil:
			if err := w.Abort(); err != nil {
				t.Error(err)
			}
		}
		if strings.Contains(test.want, "force") && !errors.Is(err, ErrExists) {
			t.Errorf("%s: %v is no ErrExists", test.dir, err)
		}
	}
	if diff := cmp.Diff(before, tree(t, root)); diff != "" {
		t.Errorf("trying changed the folder (-before +after):\n%s", diff)
	}
}

func TestForceReplacesAtTheEnd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	write(t, dir, 1, Options{Tokens: true})
	old := sums(t, dir)
	w, err := Create(dir, Options{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(sample(t, "new.txt", "")); err != nil {
		t.Fatal(err)
	}
	if sums(t, dir) != old {
		t.Error("the old snapshot is gone before the new one is whole")
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if got := problems(t, dir); got != "" || sums(t, dir) != old {
		t.Errorf("a run given up changed the old snapshot: %s", got)
	}
	write(t, dir, 2, Options{Force: true})
	if got := problems(t, dir); got != "" || sums(t, dir) == old {
		t.Errorf("the old snapshot was not replaced: %s", got)
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("something is left beside the snapshot: %v", entries)
	}
}

// TestFolderAppearsMeanwhile makes the folder while the run is on: it is not
// replaced, and the run can be given up.
func TestFolderAppearsMeanwhile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	w, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(Run{}); !errors.Is(err, ErrExists) {
		t.Errorf("closing: %v", err)
	}
	if err := w.Abort(); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("left: %v", entries)
	}
}

func TestTwoRunsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	w, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, Options{Force: true}); !errors.Is(err, ErrBusy) {
		t.Errorf("a second run at the same time: %v", err)
	}
	if _, err := w.Close(Run{}); err != nil {
		t.Error(err)
	}
	if err := w.Abort(); err != nil {
		t.Errorf("giving up after closing: %v", err)
	}
	if _, err := w.Close(Run{}); err == nil {
		t.Error("closing twice is no error")
	}
	if got := problems(t, dir); got != "" {
		t.Error(got)
	}

	// Many at once: at least one wins, the others say why not, and what stands
	// there in the end is whole.
	many := filepath.Join(filepath.Dir(dir), "many")
	var group sync.WaitGroup
	won := make([]bool, 16)
	for i := range won {
		group.Go(func() {
			w, err := Create(many, Options{})
			if err != nil {
				if !errors.Is(err, ErrBusy) && !errors.Is(err, ErrExists) && !strings.Contains(err.Error(), "work folder") {
					t.Error(err)
				}
				return
			}
			defer w.Abort()
			if err := w.Add(sample(t, "a.txt", "")); err != nil {
				t.Error(err)
			}
			_, err = w.Close(Run{})
			won[i] = err == nil
		})
	}
	group.Wait()
	if !strings.Contains(fmt.Sprint(won), "true") {
		t.Error("nobody won")
	}
	if _, err := os.Stat(workName(many)); err == nil {
		t.Error("a work folder is left")
	}
}

// TestKilledRun leaves a work folder as a killed run does: its lock is gone,
// its files are there.
func TestKilledRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	w, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(sample(t, "a.txt", "")); err != nil {
		t.Fatal(err)
	}
	w.folder.marker.Close()
	if _, err := os.Stat(filepath.Join(workName(dir), markerFile)); err != nil {
		t.Error("the work folder is not marked: ", err)
	}
	write(t, dir, 2, Options{})
	if got := problems(t, dir); got != "" {
		t.Error(got)
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("left: %v", entries)
	}
}

// TestKilledWhileReplacing leaves what a run leaves that is killed between the
// two renamings of a replacement: no snapshot, and the older one set aside.
func TestKilledWhileReplacing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	write(t, dir, 1, Options{})
	old := sums(t, dir)
	if err := os.Mkdir(workName(dir), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(workName(dir), markerFile), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, filepath.Join(workName(dir), olderFolder)); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, Options{}); !errors.Is(err, ErrExists) {
		t.Errorf("creating: %v", err)
	}
	if sums(t, dir) != old {
		t.Error("the older snapshot is not back")
	}
	write(t, dir, 2, Options{Force: true})
	if got := problems(t, dir); got != "" || sums(t, dir) == old {
		t.Errorf("the older snapshot was not replaced: %s", got)
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("left: %v", entries)
	}
}

func TestForeignFolderIsLeftAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	letter := filepath.Join(workName(dir), "letter.txt")
	if err := os.MkdirAll(filepath.Dir(letter), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(letter, []byte("dear"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, Options{Force: true}); err == nil || !strings.Contains(err.Error(), "is in the way") {
		t.Errorf("creating: %v", err)
	}
	if _, err := os.Stat(letter); err != nil {
		t.Error(err)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	root := t.TempDir()
	w, err := Create(filepath.Join(root, "new", "deep", "snap"), Options{Tokens: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(sample(t, "a.txt", "")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := w.Abort(); err != nil {
			t.Error(err)
		}
	}
	if err := w.Add(sample(t, "a.txt", "")); err == nil {
		t.Error("adding after giving up is no error")
	}
	if entries, _ := os.ReadDir(root); len(entries) != 0 {
		t.Errorf("left: %v", entries)
	}
}
