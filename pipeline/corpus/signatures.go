package corpus

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
)

// sigBlock is how many signatures are kept in memory, a megabyte of them.
const sigBlock = 4096

// sigSize is how many bytes a signature has in a file.
const sigSize = 4 + 2*hashes

// signatures is a list of signatures that grows on the disk: only the last block
// is in memory.
type signatures struct {
	dir   string
	block int      // how many are in memory at most
	file  *os.File // nil: all are in memory
	saved int      // how many are in the file
	last  []Signature
}

// add adds a signature at the end.
func (s *signatures) add(sig *Signature) error {
	if len(s.last) == s.block {
		if err := s.save(); err != nil {
			return fmt.Errorf("setting signatures aside: %w", err)
		}
	}
	s.last = append(s.last, *sig)
	return nil
}

// save writes the last block to the file.
func (s *signatures) save() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp(s.dir, "signatures-"); err != nil {
			return err
		}
	}
	out := bufio.NewWriter(io.NewOffsetWriter(s.file, int64(s.saved)*sigSize))
	for i := range s.last {
		if _, err := out.Write(s.last[i].append(nil)); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	s.saved += len(s.last)
	s.last = s.last[:0]
	return nil
}

// at returns a signature by its place in the list.
func (s *signatures) at(i uint32) (*Signature, error) {
	if int(i) >= s.saved {
		return &s.last[int(i)-s.saved], nil
	}
	var b [sigSize]byte
	if _, err := s.file.ReadAt(b[:], int64(i)*sigSize); err != nil {
		return nil, fmt.Errorf("reading a signature that was set aside: %w", err)
	}
	return signatureOf(b[:]), nil
}

// all yields the signatures in their order, each until the next.
func (s *signatures) all() iter.Seq2[*Signature, error] {
	return func(yield func(*Signature, error) bool) {
		if s.saved > 0 {
			in := bufio.NewReaderSize(io.NewSectionReader(s.file, 0, int64(s.saved)*sigSize), 1<<16)
			b, sig := make([]byte, sigSize), new(Signature)
			for range s.saved {
				if _, err := io.ReadFull(in, b); err != nil {
					yield(nil, fmt.Errorf("reading signatures that were set aside: %w", err))
					return
				}
				if sig.read(b); !yield(sig, nil) {
					return
				}
			}
		}
		for i := range s.last {
			if !yield(&s.last[i], nil) {
				return
			}
		}
	}
}

// close removes the file.
func (s *signatures) close() error {
	if s.file == nil {
		return nil
	}
	f := s.file
	*s = signatures{dir: s.dir, block: s.block}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// append adds the bytes of a signature to b. As numbers are in order, so are
// their bytes.
func (s *Signature) append(b []byte) []byte {
	return binary.BigEndian.AppendUint32(s.appendLeast(b, 0, hashes), uint32(s.shingles))
}

func (s *Signature) appendLeast(b []byte, from, to int) []byte {
	for _, h := range s.least[from:to] {
		b = binary.BigEndian.AppendUint16(b, h)
	}
	return b
}

// read is the inverse of append.
func (s *Signature) read(b []byte) {
	for i := range s.least {
		s.least[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	s.shingles = int32(binary.BigEndian.Uint32(b[2*hashes:]))
}

// signatureOf makes a signature of its bytes.
func signatureOf(b []byte) *Signature {
	s := new(Signature)
	s.read(b)
	return s
}
