package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// readDocument reads JSON that is not held to lines. It is one of these, told
// by what is there:
//
//   - an array of objects, each a record;
//   - one object that has a text, the only record;
//   - one object with a list of objects in it, each a record, as the interfaces
//     of many archives answer: {"status":"ok","articles":[…]}. The list may be
//     one object deeper. Of several lists, it is the one whose first object has a
//     text; what stands beside the list is passed over;
//   - objects one behind the other, on a line each or spread over many.
//
// Records are numbered from 1. One is held at a time; of a document that begins
// as an object, so much of its start as a record may have, to tell its kind. A
// broken element is a skip. Where its brackets or quotes do not match, reading
// goes on with the next line that has a "{" where the first element had its own;
// without one the rest is lost.
func readDocument(in *bufio.Reader, opt *Options, out *emitter) error {
	in, known, err := unmark(in)
	if err != nil {
		return err
	}
	d := document{out: out, known: known, m: newMapping(opt)}
	d.jsonScanner = jsonScanner{in: in, limit: int(4*opt.maxText() + 1<<20)}
	c, err := d.peek()
	switch {
	case err == io.EOF:
		out.skip(0, models.Empty, "nothing but white space")
		return nil
	case err != nil:
		return err
	case c == '[':
		err = d.array()
	case c == '{':
		err = d.object()
	default:
		out.skip(0, models.BadRecord, "neither a JSON array nor an object")
		return nil
	}
	if out.stopped {
		return nil
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		out.skip(0, models.Truncated, fmt.Sprintf("the JSON ends early, at byte %d", d.at))
	case errors.Is(err, errScan):
		out.skip(0, models.BadRecord, fmt.Sprintf("invalid JSON at byte %d; the rest is not read", d.at))
	case err == nil && out.n == 0:
		out.skip(0, models.Empty, "an empty JSON array")
	default:
		return err
	}
	return nil
}

// document reads one JSON document.
type document struct {
	jsonScanner
	out    *emitter
	known  trust
	m      mapping
	number int // of the last record
}

// array reads a document that is an array.
func (d *document) array() error {
	if err := d.take('['); err != nil {
		return err
	}
	c, err := d.look()
	if err != nil {
		return err
	}
	if !strings.ContainsRune("{]n", rune(c)) { // the first may be null
		d.out.skip(0, models.BadRecord, "a JSON array of something else than objects")
		return nil
	}
	if err := d.elements(); err != nil || d.out.stopped {
		return err
	}
	if _, err := d.peek(); err != io.EOF {
		if err == nil {
			d.out.skip(0, models.BadRecord, fmt.Sprintf("more behind the end of the array, at byte %d", d.at))
		}
		return err
	}
	return nil
}

// elements reads the records of an array whose bracket was passed over, and the
// bracket at its end.
func (d *document) elements() error {
	var buf []byte
	d.indent = 0
	for first := true; ; first = false {
		c, err := d.look()
		switch {
		case err != nil:
			return err
		case c == ']':
			return d.take(']')
		case first && d.fresh:
			d.indent = d.column
		}
		d.number++
		v, err := d.value(buf, element, true)
		if err == io.ErrUnexpectedEOF {
			reason, detail := models.Truncated, "the JSON ends early, in this element"
			if v.lost {
				reason, detail = models.BadRecord, "invalid JSON: brackets or quotes that do not match; the rest is not read"
			}
			d.out.skip(d.number, reason, fmt.Sprintf("%s (at byte %d)", detail, v.start))
			return nil
		}
		if err != nil || !d.give(v) {
			return err
		}
		buf = v.raw
		if v.lost {
			continue // its comma is behind it or missing
		}
		switch c, err := d.look(); {
		case err != nil:
			return err
		case c == ',':
			d.take(',')
		case c == '}':
			return errScan
		}
	}
}

// give reads a value as a record; it reports whether the caller wants more.
func (d *document) give(v scan) bool {
	if v.long {
		return d.out.skip(d.number, models.TooLong, fmt.Sprintf("an element of more than %d bytes at byte %d", d.limit, v.start))
	}
	rec, bad := readObject(bytes.TrimSpace(v.raw), "element", d.known, &d.m, d.out.uri, d.number)
	if bad.reason == models.BadRecord {
		bad.detail += fmt.Sprintf(" (element at byte %d)", v.start)
	}
	return d.out.recordOr(&d.m, rec, bad)
}

// object reads a document that begins as an object.
func (d *document) object() error {
	start := d.at
	v, err := d.value(nil, alone, false)
	if err != nil && err != io.ErrUnexpectedEOF {
		return err
	}
	raw := v.raw
	whole := err == nil && !v.long && !v.lost
	if whole {
		_, err := d.peek()
		if err != nil && err != io.EOF {
			return err
		}
		whole = err == io.EOF
	}
	if whole { // nothing follows
		rec, bad := readObject(raw, "document", d.known, &d.m, d.out.uri, 1)
		if bad.reason == "" || bad.reason == models.TooLong {
			d.out.recordOr(&d.m, rec, bad)
			return nil
		}
		lists, others := d.lists(raw)
		switch {
		case bad.reason == models.Empty: // it is an article, without a text
		case len(lists) == 0:
			if bad.reason == models.MissingField && strings.HasPrefix(bad.detail, "no field ") {
				bad.detail += others
			}
			if bad.reason == models.MissingField {
				d.out.tally.add(&d.m, bad)
			}
		case len(lists) == 1:
			d.rewind(raw, start)
			return d.inside(lists[0])
		default:
			bad = flaw{models.BadRecord, "a JSON object with several lists of articles: " + named(lists)}
		}
		d.out.skip(0, bad.reason, bad.detail)
		return nil
	}
	var lists []string
	if err != nil || v.long || v.lost {
		lists, _ = d.lists(raw)
	}
	d.rewind(raw, start)
	if len(lists) > 0 {
		return d.inside(lists[0])
	}
	return d.sequence()
}

// rewind goes back to start; raw is what was passed over since.
func (d *document) rewind(raw []byte, start int64) {
	d.in = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(raw), d.in), 64<<10)
	d.at = start
}

// sequence reads objects that follow one another.
func (d *document) sequence() error {
	var buf []byte
	d.indent = 0
	for {
		if _, err := d.peek(); err != nil {
			if err == io.EOF {
				err = nil
			}
			return err
		}
		d.number++
		v, err := d.value(buf, alone, true)
		if err == io.ErrUnexpectedEOF {
			d.out.skip(d.number, models.Truncated, fmt.Sprintf("the JSON ends early, in this element (at byte %d)", v.start))
			return nil
		}
		if err != nil || !d.give(v) {
			return err
		}
		buf = v.raw
	}
}

// maxWrapped is how many objects may stand around a list of records.
const maxWrapped = 2

// A lister is told of a list of objects, whose opening bracket was passed over.
// It must pass over its end.
type lister func(path string) error

// members goes through the members of an object and of those in it.
func (s *jsonScanner) members(path string, depth int, found lister) error {
	if err := s.take('{'); err != nil {
		return err
	}
	for {
		c, err := s.look()
		switch {
		case err != nil:
			return err
		case c == '}':
			return s.take('}')
		case c == ',':
			s.take(',')
			continue
		case c != '"':
			return errScan
		}
		key, err := s.key()
		if err != nil {
			return err
		}
		if c, err = s.look(); err != nil {
			return err
		}
		switch below := path + key; {
		case c == '{' && depth < maxWrapped:
			err = s.members(below+".", depth+1, found)
		case c == '[':
			err = s.list(below, found)
		default:
			err = s.skipValue()
		}
		if err != nil {
			return err
		}
	}
}

// key reads a key and the colon behind it.
func (s *jsonScanner) key() (string, error) {
	var raw []byte
	for escaped := true; ; { // the first quote opens
		c, err := s.in.ReadByte()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return "", err
		}
		s.passed(c)
		raw = append(raw, c)
		if len(raw) > s.limit || c == '\n' {
			return "", errScan
		}
		if c == '"' && !escaped {
			break
		}
		escaped = c == '\\' && !escaped
	}
	var key string
	if json.Unmarshal(raw, &key) != nil {
		return "", errScan
	}
	return key, s.take(':')
}

// list looks at a list and calls found if its first element is an object.
func (s *jsonScanner) list(path string, found lister) error {
	if err := s.take('['); err != nil {
		return err
	}
	c, err := s.look()
	if err != nil {
		return err
	}
	if c == '{' {
		return found(path)
	}
	return s.skipList()
}

// skipList passes over the elements of a list and its end.
func (s *jsonScanner) skipList() error {
	for {
		c, err := s.look()
		switch {
		case err != nil:
			return err
		case c == ']':
			return s.take(']')
		case c == ',':
			s.take(',')
		case c == '}':
			return errScan
		default:
			err = s.skipValue()
		}
		if err != nil {
			return err
		}
	}
}

func (s *jsonScanner) skipValue() error {
	v, err := s.value(nil, element, true)
	if err == nil && v.lost {
		err = errScan
	}
	return err
}

// lists gives the paths of the lists in raw, the start of an object or all of
// it, that seem to be lists of articles: the first element is an object with a
// field for the text, or cannot be read. others tells of the first other list of
// objects.
func (d *document) lists(raw []byte) (paths []string, others string) {
	s := jsonScanner{in: bufio.NewReader(bytes.NewReader(raw)), limit: d.limit}
	s.members("", 1, func(path string) error {
		v, err := s.value(nil, element, true)
		one := bytes.TrimSpace(v.raw)
		_, bad := readObject(one, "element", d.known, &d.m, "", 1)
		var value any
		switch {
		case bad.reason != models.MissingField:
			paths = append(paths, path)
		case others == "" && json.Unmarshal(one, &value) == nil:
			others = fmt.Sprintf("; %q is %s", cut(path), contents([]any{value}))
		}
		if err == nil && v.lost {
			err = errScan
		}
		if err != nil {
			return err
		}
		return s.skipList()
	})
	return paths, others
}

// inside reads the records of the list at a path in the object that comes next.
func (d *document) inside(path string) error {
	done := errors.New("list read")
	err := d.members("", 1, func(at string) error {
		if at != path {
			return d.skipList()
		}
		if err := d.elements(); err != nil {
			return err
		}
		return done
	})
	if err == done {
		return nil
	}
	return err
}
