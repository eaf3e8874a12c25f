package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// readJSONLines reads a file with one JSON object a line. A line that is none
// is a skip, and the next is read. Lines are numbered from 1; blank ones are
// passed over. A line may be four times as long as its text and a megabyte more:
// room for escapes and other fields.
//
// Where a key is there twice, the last counts, as in JavaScript and Python.
func readJSONLines(in *bufio.Reader, opt *Options, out *emitter) error {
	in, known, err := unmark(in)
	if err != nil {
		return err
	}
	lines := lineReader{in: in, limit: 4*opt.maxText() + 1<<20}
	m := newMapping(opt)
	for lines.next() {
		line := bytes.TrimSpace(lines.line)
		switch {
		case lines.long:
			if !out.skip(lines.number, models.TooLong, fmt.Sprintf("a line of more than %d bytes at byte %d", lines.limit, lines.start)) {
				return nil
			}
			continue
		case len(line) == 0:
			continue
		case out.n == 0 && line[0] == '[':
			out.skip(0, models.BadRecord, "a JSON array; one object a line is needed (an array is read from a file ending in .json)")
			return nil
		case out.n == 0 && string(line) == "{":
			out.skip(0, models.BadRecord, "JSON spread over many lines; one object a line is needed (it is read from a file ending in .json)")
			return nil
		}
		rec, bad := readObject(line, "line", known, &m, out.uri, lines.number)
		if bad.reason == models.BadRecord {
			bad.detail += fmt.Sprintf(" (line at byte %d)", lines.start)
		}
		if !out.recordOr(&m, rec, bad) {
			return nil
		}
	}
	if lines.err == nil && out.n == 0 {
		out.skip(0, models.Empty, "nothing but white space")
	}
	return lines.err
}

// readObject makes a record of a JSON object; what is the word for raw in
// details.
func readObject(raw []byte, what string, known trust, m *mapping, uri string, number int) (models.Record, flaw) {
	rec := models.Record{Number: number}
	text, replaced := decode(raw, known, models.Plain)
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var value any
	if err := dec.Decode(&value); err != nil {
		return rec, flaw{models.BadRecord, "invalid JSON: " + jsonCause(err, what)}
	}
	if _, err := dec.Token(); err != io.EOF {
		return rec, flaw{models.BadRecord, "invalid JSON: more than one value in the " + what}
	}
	object, ok := value.(map[string]any)
	if !ok {
		return rec, flaw{models.BadRecord, "no JSON object"}
	}
	cells := make([]cell, 0, len(object))
	for name, value := range object {
		cells = append(cells, cell{name, value})
	}
	slices.SortFunc(cells, func(a, b cell) int { return strings.Compare(a.name, b.name) })
	rec, bad := m.record(uri, number, cells)
	rec.Replaced = replaced + halfEscapes(text)
	return rec, bad
}

func jsonCause(err error, what string) string {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the " + what + " ends early"
	case err == io.EOF:
		return "the " + what + " is empty"
	case errors.As(err, &syntax):
		return fmt.Sprintf("%v at byte %d of the %s", syntax, syntax.Offset, what)
	}
	return err.Error()
}

// halfEscapes counts the escapes like \ud83d that lack their other half: they
// become U+FFFD. The text must be valid JSON.
func halfEscapes(text string) int {
	n := 0
	for {
		at := strings.IndexByte(text, '\\')
		if at < 0 || at+2 > len(text) {
			return n
		}
		text = text[at:]
		r, ok := escape(text)
		if !ok {
			text = text[2:]
			continue
		}
		text = text[6:]
		if r < 0xd800 || r > 0xdfff {
			continue
		}
		if low, ok := escape(text); ok && r < 0xdc00 && 0xdc00 <= low && low <= 0xdfff {
			text = text[6:]
			continue
		}
		n++
	}
}

// escape reads a \uXXXX at the start of s.
func escape(s string) (r uint64, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	r, err := strconv.ParseUint(s[2:6], 16, 32)
	return r, err == nil
}

// appendJSON writes a value in canonical form: keys sorted by their bytes, no
// blanks, strings with the escapes they need and no others (RFC 8785), numbers
// as they were written.
func appendJSON(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendJSONString(b, v)
	case bool:
		return strconv.AppendBool(b, v)
	case json.Number:
		return append(b, v...)
	case []any:
		b = append(b, '[')
		for i, one := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, one)
		}
		return append(b, ']')
	case map[string]any:
		keys := make([]string, 0, len(v))
		for key := range v {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		b = append(b, '{')
		for i, key := range keys {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSONString(b, key)
			b = append(b, ':')
			b = appendJSON(b, v[key])
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

func appendJSONString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= ' ':
			b = append(b, c)
		default:
			const short = "btn\vfr" // \v has no short form
			if at := int(c) - '\b'; 0 <= at && at < len(short) && short[at] != '\v' {
				b = append(b, '\\', short[at])
			} else {
				b = fmt.Appendf(b, "\\u%04x", c)
			}
		}
	}
	return append(b, '"')
}
