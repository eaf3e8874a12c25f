package corpus

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/sayso-nlp/sayso/pipeline/pack"
)

// A ledger is a file of tallies, one for each actor, in the order of their ids.
// It is written from front to back and then read, from the front or at a place.
type ledger struct {
	file   *os.File
	out    *bufio.Writer
	size   int64 // bytes written
	actors int
}

func newLedger(dir string) (*ledger, error) {
	f, err := os.CreateTemp(dir, "actors-")
	if err != nil {
		return nil, fmt.Errorf("setting actors aside: %w", err)
	}
	return &ledger{file: f, out: bufio.NewWriter(f)}, nil
}

// add writes a tally: its length in four bytes, then itself.
func (l *ledger) add(t *tally) error {
	b := pack.Bytes(t)
	var err error
	if uint64(len(b)) > 1<<32-1 {
		err = errors.New("too large a tally")
	} else {
		_, err = l.out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(b))))
	}
	if err == nil {
		_, err = l.out.Write(b)
	}
	if err != nil {
		return fmt.Errorf("setting actors aside: %w", err)
	}
	l.size += 4 + int64(len(b))
	l.actors++
	return nil
}

// flush ends the writing.
func (l *ledger) flush() error {
	if err := l.out.Flush(); err != nil {
		return fmt.Errorf("setting actors aside: %w", err)
	}
	l.out = nil
	return nil
}

// A placed tally is one of a ledger, with its place there.
type placed struct {
	*tally
	place int64
}

// at returns the tally at a place that all gave.
func (l *ledger) at(place int64) (*tally, error) {
	t, _, err := readTally(io.NewSectionReader(l.file, place, l.size-place))
	return t, err
}

// all yields the tallies in the order of their ids.
func (l *ledger) all() iter.Seq2[placed, error] {
	return func(yield func(placed, error) bool) {
		in := bufio.NewReader(io.NewSectionReader(l.file, 0, l.size))
		for place := int64(0); place < l.size; {
			t, size, err := readTally(in)
			if !yield(placed{t, place}, err) || err != nil {
				return
			}
			place += size
		}
	}
}

// readTally reads what add wrote and says how many bytes that was.
func readTally(in io.Reader) (*tally, int64, error) {
	var head [4]byte
	_, err := io.ReadFull(in, head[:])
	b := make([]byte, binary.LittleEndian.Uint32(head[:]))
	if err == nil {
		_, err = io.ReadFull(in, b)
	}
	t := new(tally)
	if err == nil {
		err = pack.FromBytes(b, t)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("reading an actor that was set aside: %w", err)
	}
	return t, 4 + int64(len(b)), nil
}

// close removes the file.
func (l *ledger) close() error {
	return errors.Join(l.file.Close(), os.Remove(l.file.Name()))
}
