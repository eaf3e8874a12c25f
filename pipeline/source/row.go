package source

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// rowReader reads the rows of a table. See readTable for what it takes for a
// row.
type rowReader struct {
	in    io.Reader
	delim byte
	known trust
	limit int // bytes a row may have
	width int // fields a row must have; 0 while the header is read

	fields   []string // of the row; valid until the next
	replaced int      // U+FFFD made in it
	bad      flaw     // why the row cannot be used, or nothing
	err      error    // but io.EOF

	buf      []byte // what was read and is not yet passed over; a row starts here
	start    int64  // where buf starts, in bytes of what in gives
	eof      bool
	midLine  bool  // the rest of a line is to be passed over first
	again    int64 // bytes looked at more than once
	noQuotes bool  // quotes are themselves, which was found to be so
}

// rescan is how many bytes may be looked at more than once: so many and four
// times the bytes of the table.
const rescan = 64 << 20

// header reads the first row that is not blank, and tells what parts its
// fields. Its flaw, if it has one, is in bad.
func (r *rowReader) header() bool {
	for {
		line, _, more := bytes.Cut(r.buf, []byte("\n"))
		if more && len(bytes.TrimSpace(line)) == 0 {
			r.drop(len(line) + 1)
			continue
		}
		if more || len(r.buf) >= r.limit || !r.fill() {
			break
		}
	}
	if r.err != nil || len(bytes.TrimSpace(r.buf)) == 0 {
		return false
	}
	if r.delim == comma {
		line, _, _ := bytes.Cut(r.buf, []byte("\n"))
		r.delim = parting(line)
	}
	return r.next() && r.bad.reason == ""
}

// fill reads more behind buf; it reports false if there is no more.
func (r *rowReader) fill() bool {
	if r.eof || r.err != nil {
		return false
	}
	have := len(r.buf)
	want := max(64<<10, have) // doubling, so that a row is looked at no more than twice
	if cap(r.buf)-have < want {
		bigger := make([]byte, have, have+want)
		copy(bigger, r.buf)
		r.buf = bigger
	}
	n, err := io.ReadFull(r.in, r.buf[have:have+want])
	r.buf = r.buf[:have+n]
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		r.eof = true
	default:
		r.err = err
	}
	return n > 0
}

// drop passes over the first n bytes of buf.
func (r *rowReader) drop(n int) {
	r.buf = r.buf[n:]
	r.start += int64(n)
}

// next reads a row. Before an error of reading, all whole rows are given, but
// not one that may be cut.
func (r *rowReader) next() bool {
	r.bad = flaw{}
	if r.midLine && !r.leaveLine() {
		return false
	}
	for {
		if n := blankLine(r.buf); n > 0 {
			r.drop(n)
			continue
		}
		row := cutRow(r.buf, r.delim, r.width, r.eof, r.noQuotes)
		long := len(r.buf) >= r.limit
		line := bytes.IndexByte(r.buf, '\n') + 1
		if r.eof && line == 0 {
			line = len(r.buf)
		}
		if !r.eof && !long && (row.cut || row.fault != "" && line == 0) {
			if !r.fill() && r.err != nil {
				return false
			}
			continue
		}
		if len(r.buf) == 0 {
			return false
		}
		if r.delim == tab && line > 0 && (row.cut || row.fault != "" || row.n != r.width && r.width > 0) {
			plain := cutRow(r.buf[:line], r.delim, r.width, true, true)
			if row.cut || row.fault != "" || plain.n == r.width {
				r.looked(min(row.end, len(r.buf)) - line)
				row = plain
			}
		}
		switch {
		case row.cut:
			r.bad = flaw{models.TooLong, fmt.Sprintf("a row of more than %d bytes, or a quote that is never closed, at byte %d", r.limit, r.start)}
			r.resume(line, len(r.buf))
		case row.fault != "":
			r.bad = flaw{models.BadRecord, fmt.Sprintf("%s; the row starts at byte %d", row.fault, r.start)}
			r.resume(line, row.end)
		default:
			r.take(row)
		}
		return true
	}
}

// leaveLine passes over the rest of a line.
func (r *rowReader) leaveLine() bool {
	for {
		if at := bytes.IndexByte(r.buf, '\n'); at >= 0 {
			r.drop(at + 1)
			r.midLine = false
			return true
		}
		r.drop(len(r.buf))
		if !r.fill() {
			return false
		}
	}
}

// blankLine is the length of the line at the start of b if it is blank.
func blankLine(b []byte) int {
	switch {
	case len(b) > 0 && b[0] == '\n':
		return 1
	case len(b) > 1 && b[0] == '\r' && b[1] == '\n':
		return 2
	}
	return 0
}

// looked counts what will be looked at again, and reports whether that may go
// on: in a table made to harm, each row could be bad only at the table's end.
func (r *rowReader) looked(n int) bool {
	r.again += int64(max(0, n))
	ok := r.again <= rescan+4*r.start
	if !ok && r.delim == tab {
		r.noQuotes = true
	}
	return ok
}

// resume goes on with the line behind the first of a bad row that was read up
// to end. line is the length of the first, 0 if it has no end yet.
func (r *rowReader) resume(line, end int) {
	switch {
	case line == 0:
		r.drop(len(r.buf))
		r.midLine = true
	case r.looked(end - line):
		r.drop(line)
	default:
		r.drop(max(line, end))
		r.midLine = true
	}
}

// take decodes the fields of a whole row and passes over it.
func (r *rowReader) take(row row) {
	raw := r.buf[:row.end]
	text, replaced := string(raw), 0
	if !utf8.Valid(raw) {
		// In no encoding that decode knows is a byte of a longer character a
		// quote, a line end or what parts fields: the row falls apart as before.
		text, replaced = decode(raw, r.known, models.Plain)
		row = cutRow([]byte(text), r.delim, r.width, true, row.plain)
	}
	r.replaced = replaced
	r.fields = r.fields[:0]
	for _, f := range row.spans {
		field := text[f.start:f.end]
		if f.doubled {
			field = strings.ReplaceAll(field, `""`, `"`)
		}
		r.fields = append(r.fields, field)
	}
	switch {
	case row.fault != "":
		r.bad = flaw{models.BadRecord, fmt.Sprintf("%s; the row starts at byte %d", row.fault, r.start)}
	case row.n > maxColumns:
		r.bad = flaw{models.BadRecord, fmt.Sprintf("%d fields; more than %d are not read", row.n, maxColumns)}
	case r.width > 0 && row.n != r.width:
		r.bad = flaw{models.BadRecord, fmt.Sprintf("%d fields, the header has %d; the row starts at byte %d", row.n, r.width, r.start)}
	}
	r.drop(len(raw))
}

// A row is where the fields of a row are.
type row struct {
	spans []fieldSpan // at most maxColumns
	n     int         // fields
	end   int         // where the next row starts, or where the fault shows
	cut   bool        // there must be more of it than was given
	plain bool        // quotes were taken for themselves
	fault string      // what is wrong with its quotes
}

// fieldSpan is a field without its quotes.
type fieldSpan struct {
	start, end int
	doubled    bool // quotes in it are written twice
}

func (w *row) add(f fieldSpan) {
	if w.n++; w.n <= maxColumns {
		w.spans = append(w.spans, f)
	}
}

// cutRow finds the row at the start of b. whole says that nothing follows b,
// plain that quotes are themselves. A row that holds more than width fields and
// still goes on behind a line end is at fault: most likely a quote was lost. A
// width of 0 is none.
func cutRow(b []byte, delim byte, width int, whole, plain bool) row {
	w := row{plain: plain}
	line := -1 // where the line ends that i is in
	for i := 0; ; {
		if i < len(b) && b[i] == '"' && !plain {
			f, next := cutQuoted(b, i)
			w.end = next
			switch {
			case next < 0 || next == len(b) && !whole:
				w.end = len(b)
				if next < 0 && whole {
					w.fault = "a quote is never closed"
				}
				w.cut = !whole
			}
			if width > 0 && w.n >= width && bytes.IndexByte(b[i:w.end], '\n') >= 0 {
				w.fault, w.cut = "more fields than the header has, and a quote that is still open", false
			}
			if w.fault != "" || w.cut {
				return w
			}
			w.add(f)
			rest := b[next:]
			switch {
			case len(rest) == 0:
				return w
			case rest[0] == delim:
				i = next + 1
				continue
			case rest[0] == '\n' || rest[0] == '\r' && len(rest) == 1 && whole:
				w.end++
				return w
			case rest[0] == '\r' && len(rest) == 1:
				w.cut = true
				return w
			case blankLine(rest) == 2:
				w.end += 2
				return w
			}
			w.fault = "text behind a closing quote"
			return w
		}
		if line < i {
			if at := bytes.IndexByte(b[i:], '\n'); at >= 0 {
				line = i + at
			} else if line = len(b); !whole {
				w.cut, w.end = true, len(b)
				return w
			}
		}
		if at := bytes.IndexByte(b[i:line], delim); at >= 0 {
			w.add(fieldSpan{start: i, end: i + at})
			i += at + 1
			continue
		}
		w.end = min(line+1, len(b))
		if line > i && b[line-1] == '\r' {
			line--
		}
		w.add(fieldSpan{start: i, end: line})
		return w
	}
}

// cutQuoted finds the field whose opening quote is at i and what comes behind
// its closing quote, -1 if it has none.
func cutQuoted(b []byte, i int) (f fieldSpan, next int) {
	f.start = i + 1
	for i = f.start; ; i += 2 {
		at := bytes.IndexByte(b[i:], '"')
		if at < 0 {
			return f, -1
		}
		i += at
		if i+1 == len(b) || b[i+1] != '"' {
			f.end = i
			return f, i + 1
		}
		f.doubled = true
	}
}
