package source

import (
	"bufio"
	"errors"
	"io"
)

// maxNested is how deep JSON may be nested: as deep as encoding/json reads.
const maxNested = 10_000

// errScan says that a document is no JSON where it was looked at.
var errScan = errors.New("invalid JSON")

// jsonScanner cuts JSON into values without understanding them, holding one at
// a time. Its errors are errScan, io.ErrUnexpectedEOF where the document ends
// early, and those of the disk.
type jsonScanner struct {
	in    *bufio.Reader
	at    int64 // bytes passed over
	limit int   // bytes a value may have

	fresh  bool // there was nothing but blanks since the last line end
	column int  // bytes since then
	indent int  // at which column an element starts, if it starts a line
}

// passed counts a byte that is passed over.
func (s *jsonScanner) passed(c byte) {
	s.at++
	s.column++
	switch {
	case c == '\n':
		s.fresh, s.column = true, 0
	case c != ' ' && c != '\t' && c != '\r':
		s.fresh = false
	}
}

// peek passes over white space and gives the byte behind it, or io.EOF.
func (s *jsonScanner) peek() (byte, error) {
	for {
		b, err := s.in.Peek(1)
		if len(b) == 0 {
			return 0, err
		}
		switch c := b[0]; c {
		case ' ', '\t', '\r', '\n':
			s.passed(c)
			s.in.Discard(1)
		default:
			return c, nil
		}
	}
}

// look is peek within a document, which does not end here.
func (s *jsonScanner) look() (byte, error) {
	c, err := s.peek()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return c, err
}

// take passes over c, which must come next behind white space.
func (s *jsonScanner) take(c byte) error {
	next, err := s.look()
	switch {
	case err != nil:
		return err
	case next != c:
		return errScan
	}
	s.passed(c)
	s.in.Discard(1)
	return nil
}

// extent is what a value ends with.
type extent uint8

const (
	alone   extent = iota // its own last bracket
	element               // a comma or a closing bracket behind it, which is left there
)

// A scan is what was passed over as one value.
type scan struct {
	raw   []byte // empty if it was too long and passed over all the same
	start int64
	long  bool
	lost  bool // brackets or quotes do not match
}

// value passes over a value. In a broken one, brackets cannot be trusted any
// more; it is taken to end before the next line that has a "{" where elements
// start. If it is not to go onward, it ends with the break, or where it has
// become too long.
//
// buf is used for raw.
func (s *jsonScanner) value(buf []byte, ext extent, onward bool) (v scan, err error) {
	if _, err := s.look(); err != nil {
		return scan{start: s.at}, err
	}
	v = scan{raw: buf[:0], start: s.at}
	var open []byte // brackets
	var quoted, escaped, torn bool
	for {
		// Of what is buffered, one byte a round.
		part, err := s.in.Peek(max(1, s.in.Buffered()))
		if len(part) == 0 {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
				if len(open) == 0 && !quoted && ext == alone {
					return v, nil // a number, or what else has no bracket
				}
			}
			return v, err
		}
		n, done := 0, false
		for n < len(part) && !done {
			c := part[n]
			if (torn || v.lost) && c == '{' && s.fresh && s.column == s.indent && s.at > v.start {
				v.lost, done = true, true
				break
			}
			switch {
			case v.lost:
			case escaped:
				escaped = false
			case quoted:
				switch c {
				case '\\':
					escaped = true
				case '"':
					quoted = false
				case '\n':
					torn = true // strings have no line ends in them
				}
			case c == '"':
				quoted = true
			case c == '{' || c == '[':
				if open = append(open, c); len(open) > maxNested {
					v.lost = true
				}
			case c == '}' || c == ']':
				if len(open) == 0 && ext == element {
					done = true
					break
				}
				// In ASCII, a closing bracket comes two behind its opening one.
				if len(open) == 0 || open[len(open)-1] != c-2 {
					v.lost = true
					break
				}
				open = open[:len(open)-1]
				if len(open) == 0 && ext == alone {
					s.passed(c)
					n++
					done = true
				}
			case c == ',' && len(open) == 0 && ext == element:
				done = true
			case len(open) == 0 && ext == alone && n == 0 && s.at == v.start:
				v.lost = true // no value starts like that
			}
			if done {
				break
			}
			s.passed(c)
			n++
			if v.lost && !onward {
				done = true
			}
		}
		if !v.long {
			if v.raw = append(v.raw, part[:n]...); len(v.raw) > s.limit {
				if v.long = true; onward {
					v.raw = nil
				}
			}
		}
		s.in.Discard(n)
		if done || v.long && !onward {
			return v, nil
		}
	}
}
