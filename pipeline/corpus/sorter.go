package corpus

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/lanrat/extsort"
)

// chunk is how many records a sorter gathers before it writes them to the disk:
// of actors some two megabytes, more where articles are very long. Where the disk
// is slow, six times as many wait. Putting them together again takes a buffer of
// 64 kilobytes for each chunk that was written, 64 megabytes in all.
const chunk = 8192

// A record is what a sorter sorts: by key, then by number.
type record struct {
	key    string
	number uint64
	body   []byte
}

func (r record) compare(other record) int {
	return cmp.Or(strings.Compare(r.key, other.key), cmp.Compare(r.number, other.number))
}

func (r record) bytes() ([]byte, error) {
	b := binary.AppendUvarint(make([]byte, 0, len(r.key)+len(r.body)+12), r.number)
	b = binary.AppendUvarint(b, uint64(len(r.key)))
	return append(append(b, r.key...), r.body...), nil
}

var errBroken = errors.New("a temporary file is broken")

func recordOf(b []byte) (record, error) {
	number, n := binary.Uvarint(b)
	if n <= 0 {
		return record{}, errBroken
	}
	size, k := binary.Uvarint(b[n:])
	if b = b[n:]; k <= 0 || size > uint64(len(b)-k) {
		return record{}, errBroken
	}
	b = b[k:]
	return record{string(b[:size]), number, b[size:]}, nil
}

// A sorter puts any number of records in order. What is more than a chunk of them
// lies in a file without a name, or, where the system has none such, in one that
// close removes.
type sorter struct {
	in     chan record
	closed bool // in is
	out    <-chan record
	errs   <-chan error
	done   chan struct{} // closed when all that came in is in chunks, or on an error
	cancel context.CancelFunc
	err    error // the first
}

// newSorter makes a sorter with files in the folder dir that keeps as many
// records in memory as size says. It is to be closed.
func newSorter(dir string, size int) *sorter {
	ctx, cancel := context.WithCancel(context.Background())
	s := &sorter{in: make(chan record), done: make(chan struct{}), cancel: cancel}
	var sort *extsort.GenericSorter[record]
	sort, s.out, s.errs = extsort.Generic(s.in, recordOf, record.bytes, record.compare,
		&extsort.Config{ChunkSize: size, NumWorkers: 1, SortedChanBuffSize: 64, TempFilesDir: dir})
	go func() {
		defer close(s.done)
		sort.Sort(ctx)
	}()
	return s
}

// add adds a record, which then belongs to the sorter.
func (s *sorter) add(r record) error {
	select {
	case s.in <- r:
		return nil
	case <-s.done:
		return s.failure()
	}
}

// sorted yields all records in their order, once. None may be added after it.
func (s *sorter) sorted() iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		s.end()
		for r := range s.out {
			if !yield(r, nil) {
				return
			}
		}
		if err := s.failure(); err != nil {
			yield(record{}, err)
		}
	}
}

// end says that all records have come and waits until they lie in chunks.
func (s *sorter) end() {
	if !s.closed {
		s.closed = true
		close(s.in)
	}
	<-s.done
}

func (s *sorter) failure() error {
	if err := <-s.errs; err != nil {
		s.err = fmt.Errorf("sorting on the disk: %w", err)
	}
	return s.err
}

// close frees the memory and the file of a sorter at any time.
func (s *sorter) close() {
	if s == nil {
		return
	}
	s.cancel()
	s.end()
	for range s.out { // it is closed after the file is
	}
}
