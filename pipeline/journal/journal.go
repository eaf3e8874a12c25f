// Package journal keeps what was found in each article, so that it need not be
// found again: by a run that goes on where another was cut off, and by one that
// brings an older snapshot up to date.
//
// The idea: what is found in a page is a function of the page and of the program
// with its weights and lists. So a result is kept under a [Key], a hash of its
// page, and the whole file under a [Recipe]. Whoever meets the same page with the
// same recipe takes the result as it is; no order, name or date comes into it.
//
// A journal is one file that only grows: a line that names the format, the
// recipe, one entry a result, and the id of the snapshot once that is whole.
// Each entry has its length and a hash before it. A file that was cut off
// anywhere, or that a disk spoiled, is good up to the first entry that is not,
// and [Resume] cuts the rest off.
//
// It promises nothing to another build of the program: see [Recipe.Against].
package journal

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// magic begins a journal.
const magic = "sayso journal 1\n"

// The kinds of entry.
const (
	recipeEntry = 'r'
	resultEntry = 'd' // a key, then what was found
	sealEntry   = 's' // the id of the snapshot
)

// An entry's head: the length of its body, its kind, the first bytes of the
// SHA-256 of both and of the body.
const (
	sizeLen = 4
	sumLen  = 8
	headLen = sizeLen + 1 + sumLen
)

// longest is the longest body of an entry.
const longest = 1 << 30

// syncEvery is after how many bytes what was added is put on the disk for good.
// A killed program loses nothing of what it wrote; a machine without power does.
const syncEvery = 8 << 20

// A Key names a page by a hash of all that extraction reads of it.
type Key [16]byte

// KeyOf makes the key of a page in bytes.
func KeyOf(page []byte) Key {
	sum := sha256.Sum256(page)
	return Key(sum[:16])
}

// ErrNone says that there is no journal, or none whose recipe can be read.
var ErrNone = errors.New("there is no journal")

// A Journal is open for looking up, and for adding unless it is only read. Its
// methods may be called by several at once.
type Journal struct {
	file   *os.File
	write  func([]byte) (int, error) // to the end of the file
	recipe Recipe
	seal   string

	mu     sync.Mutex
	places map[Key]int64 // of an entry's head
	end    int64
	synced int64
	err    error // of the first write that failed
}

// Create begins a journal at path, in place of what may be there.
func Create(path string, recipe Recipe) (*Journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return nil, fmt.Errorf("creating the journal: %w", err)
	}
	j := &Journal{file: f, write: f.Write, recipe: recipe, places: make(map[Key]int64)}
	text, err := json.Marshal(recipe)
	if err == nil {
		_, err = f.WriteString(magic)
	}
	if err == nil {
		j.end = int64(len(magic))
		err = j.append(recipeEntry, text)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("creating the journal: %w", err)
	}
	return j, nil
}

// Open opens a journal for reading. What follows an entry that is not whole is
// as if it were not there. ErrNone says that there is nothing to read.
func Open(path string) (*Journal, error) { return open(path, os.O_RDONLY) }

// Resume opens a journal for going on behind its last whole result. A seal is
// taken off.
func Resume(path string) (*Journal, error) {
	j, err := open(path, os.O_RDWR)
	if err != nil {
		return nil, err
	}
	j.seal = ""
	if err = j.file.Truncate(j.end); err == nil {
		_, err = j.file.Seek(j.end, io.SeekStart)
	}
	if err != nil {
		j.file.Close()
		return nil, fmt.Errorf("going on with the journal: %w", err)
	}
	j.write, j.synced = j.file.Write, j.end
	return j, nil
}

func open(path string, flag int) (*Journal, error) {
	f, err := os.OpenFile(path, flag, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, fmt.Errorf("opening the journal: %w", err)
	}
	j := &Journal{file: f, places: make(map[Key]int64)}
	if err := j.scan(); err != nil {
		f.Close()
		return nil, err
	}
	return j, nil
}

// scan finds the entries that are whole.
func (j *Journal) scan() error {
	in := bufio.NewReaderSize(j.file, 256<<10)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(in, head); err != nil || string(head) != magic {
		return ErrNone
	}
	j.end = int64(len(magic))
	var body []byte
	for n := 0; ; n++ {
		kind, text, err := next(in, body)
		body = text
		var made error
		switch {
		case err != nil:
		case n == 0 && kind == recipeEntry:
			made = json.Unmarshal(text, &j.recipe)
		case kind == resultEntry && len(text) >= len(Key{}):
			j.places[Key(text[:len(Key{})])] = j.end
		case kind == sealEntry:
			j.seal = string(text)
		default:
			made = errBroken
		}
		if n == 0 && (err != nil || made != nil) {
			return ErrNone
		}
		if err != nil || made != nil || j.seal != "" {
			return nil
		}
		j.end += headLen + int64(len(text))
	}
}

var errBroken = errors.New("an entry of the journal is broken")

// next reads an entry into room, which it may replace by more.
func next(in io.Reader, room []byte) (kind byte, body []byte, err error) {
	var head [headLen]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return 0, room, err
	}
	size := binary.LittleEndian.Uint32(head[:])
	if size > longest {
		return 0, room, errBroken
	}
	n := int(size)
	// Grown as it is read: a broken length must not ask for a gigabyte.
	body = room[:0]
	for len(body) < n {
		step := min(n-len(body), max(len(body), 1<<20))
		body = append(body, make([]byte, step)...)
		if _, err := io.ReadFull(in, body[len(body)-step:]); err != nil {
			return 0, body, err
		}
	}
	if headOf(head[sizeLen], body) != head {
		return 0, body, errBroken
	}
	return head[sizeLen], body, nil
}

// headOf makes an entry's head.
func headOf(kind byte, body []byte) (head [headLen]byte) {
	binary.LittleEndian.PutUint32(head[:], uint32(len(body)))
	head[sizeLen] = kind
	sum := sha256.New()
	sum.Write(head[:sizeLen+1])
	sum.Write(body)
	copy(head[sizeLen+1:], sum.Sum(nil))
	return head
}

// append writes an entry in one go.
func (j *Journal) append(kind byte, body []byte) error {
	if j.err != nil {
		return j.err
	}
	head := headOf(kind, body)
	n, err := j.write(append(head[:], body...))
	if err == nil && j.end+int64(n)-j.synced > syncEvery {
		err = j.file.Sync()
		j.synced = j.end + int64(n)
	}
	if err != nil {
		var path *os.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		j.err = fmt.Errorf("writing the journal: %w", err)
		return j.err
	}
	j.end += int64(n)
	return nil
}

// Recipe is what the results were found with.
func (j *Journal) Recipe() Recipe { return j.recipe }

// Seal is the id of the snapshot that the results became, "" if none yet.
func (j *Journal) Seal() string { return j.seal }

// Len is how many results there are.
func (j *Journal) Len() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.places)
}

// Add keeps a result. A key that is there already keeps the result it has.
func (j *Journal) Add(key Key, result []byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, ok := j.places[key]; ok {
		return nil
	}
	if len(result) > longest-len(key) {
		return nil // an article too long to keep is found again
	}
	at := j.end
	if err := j.append(resultEntry, append(key[:], result...)); err != nil {
		return err
	}
	j.places[key] = at
	return nil
}

// Find returns the result of a key, nil if there is none.
func (j *Journal) Find(key Key) ([]byte, error) {
	j.mu.Lock()
	at, ok := j.places[key]
	j.mu.Unlock()
	if !ok {
		return nil, nil
	}
	kind, body, err := next(io.NewSectionReader(j.file, at, headLen+longest), nil)
	if err == nil && (kind != resultEntry || Key(body[:len(key)]) != key) {
		err = errBroken
	}
	if err != nil {
		return nil, fmt.Errorf("reading the journal: %w", err)
	}
	return body[len(key):], nil
}

// Finish seals the journal with the id of the snapshot that it led to and puts
// it on the disk for good.
func (j *Journal) Finish(id string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.seal == id {
		return nil
	}
	if err := j.append(sealEntry, []byte(id)); err != nil {
		return err
	}
	j.seal = id
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("writing the journal: %w", err)
	}
	return nil
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }
