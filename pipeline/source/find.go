package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A File is one file to read.
type File struct {
	Path string // where it is; "-" for standard input
	URI  string // its name in tables: relative to its INPUT, with slashes, valid UTF-8
	Size int64  // bytes as stored; 0 if not known
}

// Find expands inputs to the files to read: inputs in their order, the files of
// each sorted by URI. The same file reached twice is there twice.
//
// An input that exists is taken as a file or folder, whatever its name; else it
// may be a glob, where * ? and [a-z] stay within one name and ** stands for any
// number of folders. A folder is walked whole. In it, hidden names, unknown
// extensions (see Options.OnPass) and snapshots that an earlier run wrote are
// passed over; a file named outright or by a glob is read in any case, its format
// told from its first bytes if its extension is not known.
// Links are followed, and no folder is entered twice for one input, so that
// links in a circle end. A folder that cannot be listed is kept as a file, for
// Read to say that it is unreadable.
//
// URI is the base name of a file, the path below INPUT for a folder, the path
// below the longest fixed folder for a glob, and "-" for standard input.
//
// Any error is a wrong use: an input that is not there, one that is a snapshot,
// a glob that fits nothing, or no files at all.
func Find(inputs []string, opt Options) ([]File, error) {
	if len(inputs) == 0 {
		return nil, errors.New("no input named")
	}
	if opt.StdinFormat != "" {
		if k, pack := formatOf("." + strings.TrimPrefix(opt.StdinFormat, ".")); k == unknown && pack == bare {
			return nil, fmt.Errorf("standard input: unknown format %q (known: %s, each also with .gz or .zst)", opt.StdinFormat, strings.Join(Formats(), ", "))
		}
	}
	var files []File
	stdin := false
	for _, input := range inputs {
		switch {
		case input == "":
			return nil, errors.New("an input has an empty name")
		case input == "-" && stdin:
			return nil, errors.New("standard input is named twice")
		case input == "-":
			stdin = true
			files = append(files, File{Path: "-", URI: "-"})
			continue
		}
		more, err := expand(input, opt.OnPass)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no articles in %s: no files ending in .%s (each also with .gz or .zst)",
			strings.Join(inputs, ", "), strings.Join(Formats(), ", ."))
	}
	return files, nil
}

// address is what begins like https:// and is no path.
var address = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+://`)

// expand gives the files of one input, and tells onPass of those passed over.
func expand(input string, onPass func(string)) ([]File, error) {
	w := walker{seen: make(map[string]bool)}
	info, err := os.Stat(input)
	if err != nil {
		info, err = os.Lstat(input) // a link that leads nowhere is unreadable, but there
	}
	switch {
	case err == nil && info.IsDir() && ours(input) != "":
		return nil, fmt.Errorf("input %s is %s: name the articles that it was made of", input, ours(input))
	case err == nil:
		w.take(input, filepath.Base(input), "")
	case address.MatchString(input):
		return nil, fmt.Errorf("input %s is an address; sayso reads files: save the page and name its file", input)
	case strings.ContainsAny(input, "*?["):
		if err := w.glob(input); err != nil {
			return nil, err
		}
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("input %s does not exist", input)
	default:
		return nil, fmt.Errorf("input %s: %w", input, err)
	}
	return w.finish(onPass), nil
}

// ours says what a folder is if a run of ours wrote it, and "" if none did.
func ours(folder string) string {
	there := func(name string) bool {
		info, err := os.Stat(filepath.Join(folder, name))
		return err == nil && info.Mode().IsRegular()
	}
	switch {
	case there("manifest.json") && there("SHA256SUMS"):
		return "a snapshot that a run wrote"
	case there(".sayso-work"):
		return "the work folder of a run"
	}
	return ""
}

// walker collects the files of one input.
type walker struct {
	seen   map[string]bool // folders entered, by their real paths
	links  []link          // links to folders, entered after all that is not linked
	files  []File
	passed []File // of unknown extension
}

type link struct{ path, uri string }

// take adds what stands at path: a file under the URI given, or a folder's
// files under dir and their path below it.
func (w *walker) take(path, uri, dir string) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		w.walk(path, dir)
		w.follow()
		return
	}
	w.add(path, uri, info)
}

func (w *walker) add(path, uri string, info fs.FileInfo) {
	file := newFile(path, uri)
	if info != nil && info.Mode().IsRegular() {
		file.Size = info.Size()
	}
	w.files = append(w.files, file)
}

func newFile(path, uri string) File {
	return File{Path: path, URI: strings.ToValidUTF8(filepath.ToSlash(uri), "\uFFFD")}
}

// walk adds the files of the folder at path, uri in front of their names.
func (w *walker) walk(path, uri string) {
	if !w.enter(path) || ours(path) != "" {
		return
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		w.add(path, cmp.Or(uri, filepath.Base(path)), nil)
	}
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		below, belowURI := filepath.Join(path, name), filepath.Join(uri, name)
		if entry.IsDir() {
			w.walk(below, belowURI)
			continue
		}
		k, _ := formatOf(name)
		info, err := entry.Info()
		if entry.Type()&fs.ModeSymlink != 0 {
			info, err = os.Stat(below)
			if err == nil && info.IsDir() {
				w.links = append(w.links, link{below, belowURI})
				continue
			}
		}
		// A pipe or a device in a folder would be waited for.
		switch {
		case err == nil && !info.Mode().IsRegular():
		case k == unknown:
			w.passed = append(w.passed, newFile(below, belowURI))
		default:
			w.add(below, belowURI, info)
		}
	}
}

// enter reports whether the folder at path was not entered before.
func (w *walker) enter(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		real = path
	}
	if w.seen[real] {
		return false
	}
	w.seen[real] = true
	return true
}

// follow enters the links found so far and those behind them.
func (w *walker) follow() {
	for len(w.links) > 0 {
		next := w.links[0]
		w.links = w.links[1:]
		w.walk(next.path, next.uri)
	}
}

// finish sorts the files, and tells onPass of those that were passed over and
// not taken by a glob: each once, in their order.
func (w *walker) finish(onPass func(string)) []File {
	order := func(a, b File) int { return strings.Compare(a.URI, b.URI) }
	slices.SortStableFunc(w.files, order)
	if onPass == nil {
		return w.files
	}
	known := make(map[string]bool)
	for _, file := range w.files {
		known[file.Path] = true
	}
	slices.SortStableFunc(w.passed, order)
	for _, file := range w.passed {
		if !known[file.Path] {
			known[file.Path] = true
			onPass(file.URI)
		}
	}
	return w.files
}

// glob takes the files that fit a pattern.
func (w *walker) glob(pattern string) error {
	volume := filepath.VolumeName(pattern)
	parts := strings.Split(filepath.ToSlash(pattern[len(volume):]), "/")
	fixed := 0
	for fixed < len(parts) && !strings.ContainsAny(parts[fixed], "*?[") {
		fixed++
	}
	for _, part := range parts[fixed:] {
		if _, err := filepath.Match(part, ""); err != nil {
			return fmt.Errorf("input %s: bad glob: %w", pattern, err)
		}
	}
	base := strings.Join(parts[:fixed], "/")
	switch {
	case fixed == 0:
		base = "."
	case base == "": // the pattern starts at the root
		base = "/"
	}
	matched := make(map[string]bool)
	fit(filepath.FromSlash(volume+base), "", parts[fixed:], matched)
	if len(matched) == 0 {
		return fmt.Errorf("input %s does not exist, and as a glob it fits nothing", pattern)
	}
	names := make([]string, 0, len(matched))
	for name := range matched {
		names = append(names, name)
	}
	slices.Sort(names)
	taken := make(map[string]bool)
	for _, name := range names {
		path := filepath.Join(filepath.FromSlash(volume+base), name)
		before := len(w.files)
		w.take(path, name, name)
		// "a/**" fits a folder and also what is in it.
		kept := w.files[:before]
		for _, file := range w.files[before:] {
			if !taken[file.Path] {
				taken[file.Path] = true
				kept = append(kept, file)
			}
		}
		w.files = kept
	}
	return nil
}

// fit adds to matched the paths below base, from dir on, that fit parts. ** does
// not lead into snapshots.
func fit(base, dir string, parts []string, matched map[string]bool) {
	for len(parts) > 0 && parts[0] == "" { // "a//b", or a slash at the end
		parts = parts[1:]
	}
	if len(parts) == 0 {
		if dir != "" {
			matched[dir] = true
		}
		return
	}
	part := parts[0]
	if part == "**" && ours(filepath.Join(base, dir)) != "" {
		return
	}
	if part == "**" && len(parts) > 1 {
		fit(base, dir, parts[1:], matched)
	}
	entries, err := os.ReadDir(filepath.Join(base, dir))
	if err != nil {
		return
	}
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, ".") && !strings.HasPrefix(part, ".") {
			continue
		}
		below := filepath.Join(dir, name)
		if part == "**" {
			if len(parts) == 1 {
				matched[below] = true
			} else if entry.IsDir() {
				fit(base, below, parts, matched)
			}
			continue
		}
		if ok, _ := filepath.Match(part, name); ok {
			fit(base, below, parts[1:], matched)
		}
	}
}
