package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var recipe = Recipe{Build: "b1", Weights: []File{{"small", "aa"}}, Lists: []File{{"cues.tsv", "11"}, {"titles.tsv", "22"}}}

// result is what is kept under the i-th key: results of many lengths.
func result(i int) (Key, []byte) {
	return KeyOf(fmt.Append(nil, i)), bytes.Repeat([]byte{byte(i)}, i*i)
}

// add keeps the results from…to.
func add(t *testing.T, j *Journal, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		key, text := result(i)
		if err := j.Add(key, text); err != nil {
			t.Fatal(err)
		}
	}
}

// holds checks that a journal has the first n results and no other.
func holds(t *testing.T, j *Journal, n int) {
	t.Helper()
	if j.Len() != n {
		t.Errorf("%d results, want %d", j.Len(), n)
	}
	for i := range n + 1 {
		key, want := result(i)
		got, err := j.Find(key)
		if i == n {
			want = nil
		}
		if err != nil || !bytes.Equal(got, want) || (got == nil) != (i == n) {
			t.Errorf("result %d of %d is %d bytes, want %d; error %v", i, n, len(got), len(want), err)
		}
	}
}

func TestResultsComeBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	j, err := Create(path, recipe)
	if err != nil {
		t.Fatal(err)
	}
	add(t, j, 0, 20)
	add(t, j, 10, 30) // some once more
	holds(t, j, 30)
	if err := j.Finish("deadbeef"); err != nil {
		t.Fatal(err)
	}
	j.Close()
	if j, err = Open(path); err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	holds(t, j, 30)
	if diff := cmp.Diff(recipe, j.Recipe()); diff != "" || j.Seal() != "deadbeef" {
		t.Errorf("seal %q, recipe (-want +got):\n%s", j.Seal(), diff)
	}
}

// A journal that was cut off at any byte goes on behind its last whole entry and
// ends in the same bytes as one that never was.
func TestCutAnywhere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "journal")
	j, err := Create(path, recipe)
	if err != nil {
		t.Fatal(err)
	}
	var ends []int64
	for i := range 12 {
		ends = append(ends, j.end)
		add(t, j, i, i+1)
	}
	j.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) + 1 {
		if err := os.WriteFile(path, whole[:cut], 0o666); err != nil {
			t.Fatal(err)
		}
		j, err := Resume(path)
		if int64(cut) < ends[0] {
			if !errors.Is(err, ErrNone) {
				t.Fatalf("cut at %d: %v", cut, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		n, _ := slices.BinarySearch(ends, int64(cut)+1)
		holds(t, j, n-1+map[bool]int{true: 1}[cut == len(whole)])
		add(t, j, 0, 12)
		j.Close()
		if got, _ := os.ReadFile(path); !bytes.Equal(got, whole) {
			t.Fatalf("cut at %d: it went on to other bytes", cut)
		}
	}
}

// A byte that a disk spoiled costs what stands behind it, and never gives a
// result that nobody kept.
func TestSpoiledByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	j, err := Create(path, recipe)
	if err != nil {
		t.Fatal(err)
	}
	add(t, j, 0, 8)
	j.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		bad := bytes.Clone(whole)
		bad[at] ^= 0x81
		if err := os.WriteFile(path, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		j, err := Open(path)
		if errors.Is(err, ErrNone) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if n := j.Len(); n >= 8 {
			t.Errorf("byte %d is spoiled, and nothing is missing", at)
		} else {
			holds(t, j, n)
		}
		j.Close()
	}
}

// A full disk is an error, at once and from then on; what was kept before is
// there after it.
func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	j, err := Create(path, recipe)
	if err != nil {
		t.Fatal(err)
	}
	room := 100
	j.write = func(p []byte) (int, error) {
		n, _ := j.file.Write(p[:min(len(p), room)])
		if room -= n; n < len(p) {
			return n, syscall.ENOSPC
		}
		return n, nil
	}
	kept := 0
	for i := range 20 {
		key, text := result(i)
		if err := j.Add(key, text); err == nil {
			kept++
		} else if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
	if kept == 0 || kept == 20 {
		t.Fatalf("%d of 20 kept", kept)
	}
	j.Close()
	if j, err = Resume(path); err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	holds(t, j, kept)
	add(t, j, 0, 20)
	holds(t, j, 20)
}

func TestRecipes(t *testing.T) {
	with := func(change func(*Recipe)) Recipe {
		r := Recipe{recipe.Build, slices.Clone(recipe.Weights), slices.Clone(recipe.Lists)}
		change(&r)
		return r
	}
	for _, tt := range []struct {
		now  Recipe
		want []string
	}{
		{with(func(r *Recipe) {}), nil},
		{with(func(r *Recipe) { r.Build = "b2" }), []string{"this is another build of sayso"}},
		{with(func(r *Recipe) { r.Build = "b2"; r.Weights[0].SHA256 = "bb" }), []string{"the weights small changed"}},
		{with(func(r *Recipe) { r.Weights[0].Name = "large" }), []string{"the weights large came new", "the weights small went away"}},
		{with(func(r *Recipe) { r.Lists[1].SHA256 = "33"; r.Lists[0].Name = "verbs.tsv" }),
			[]string{"the word list verbs.tsv came new", "the word list titles.tsv changed", "the word list cues.tsv went away"}},
	} {
		if diff := cmp.Diff(tt.want, tt.now.Against(recipe)); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tt.now, diff)
		}
	}
	if why := (Recipe{}).Against(Recipe{}); len(why) == 0 {
		t.Error("two programs of which nothing is known are one")
	}
	if Build() == "" {
		t.Error("the build of the test is not known")
	}
}
