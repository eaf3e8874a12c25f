package source

import (
	"bufio"
	"bytes"
	"io"
)

// lineReader reads lines of bounded length.
type lineReader struct {
	in    *bufio.Reader
	limit int64 // bytes a line may have

	line   []byte // the line without its end; valid until the next
	long   bool   // there was more than limit: line is empty
	number int    // from 1
	start  int64  // where the line starts, in bytes of what in gives
	end    int64  // where the next starts
	err    error  // but io.EOF
	done   bool
}

// next reads a line; it reports false at the end and at an error. A line before
// an error is not given: it may be cut.
func (l *lineReader) next() bool {
	if l.done {
		return false
	}
	l.line, l.long = l.line[:0], false
	l.start = l.end
	l.number++
	for {
		part, err := l.in.ReadSlice('\n')
		l.end += int64(len(part))
		if !l.long && int64(len(l.line)+len(part)) > l.limit+2 { // the line's end does not count
			l.line, l.long = nil, true
		}
		if !l.long {
			l.line = append(l.line, part...)
		}
		switch err {
		case nil:
			l.line = bytes.TrimSuffix(l.line, []byte("\n"))
			l.line = bytes.TrimSuffix(l.line, []byte("\r"))
			return true
		case bufio.ErrBufferFull:
			continue
		case io.EOF:
			l.done = true
			return l.end > l.start
		}
		l.done, l.err = true, err
		return false
	}
}
