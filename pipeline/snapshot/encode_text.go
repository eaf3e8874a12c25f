package snapshot

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/models/table"
)

// cursors begins a walk through a group.
func cursors(columns []*column) []cursor {
	list := make([]cursor, len(columns))
	for i, c := range columns {
		list[i].column = c
	}
	return list
}

// A jsonEncoder writes a row as a line of JSON, its columns in order.
type jsonEncoder struct {
	out *bufio.Writer
	buf bytes.Buffer
	enc *json.Encoder
}

func newJSONEncoder(w io.Writer) *jsonEncoder {
	e := &jsonEncoder{out: bufio.NewWriter(w)}
	e.enc = json.NewEncoder(&e.buf)
	e.enc.SetEscapeHTML(false)
	return e
}

func (e *jsonEncoder) group(columns []*column, rows int) error {
	walk := cursors(columns)
	for range rows {
		sep := "{"
		for i := range walk {
			e.out.WriteString(sep + `"` + walk[i].def.Name + `":`)
			e.buf.Reset()
			if err := e.enc.Encode(walk[i].read()); err != nil {
				return err
			}
			e.out.Write(bytes.TrimSuffix(e.buf.Bytes(), []byte("\n")))
			sep = ","
		}
		if _, err := e.out.WriteString("}\n"); err != nil {
			return err
		}
	}
	return nil
}

func (e *jsonEncoder) close() error { return e.out.Flush() }

// A csvEncoder writes comma-separated values as RFC 4180 has them, with lines
// that end in a line feed. The standard library's reader takes carriage returns
// out of values, so that reading and writing are ours.
type csvEncoder struct {
	out *bufio.Writer
	err error
}

func newCSVEncoder(def *table.Table, w io.Writer) *csvEncoder {
	e := &csvEncoder{out: bufio.NewWriter(w)}
	for i, c := range def.Columns {
		e.field(i, c.Name)
	}
	e.end()
	return e
}

func (e *csvEncoder) field(i int, s string) {
	if i > 0 {
		e.out.WriteByte(',')
	}
	if strings.ContainsAny(s, ",\"\r\n") || strings.TrimSpace(s) != s {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	e.out.WriteString(s)
}

func (e *csvEncoder) end() {
	if err := e.out.WriteByte('\n'); e.err == nil {
		e.err = err
	}
}

func (e *csvEncoder) group(columns []*column, rows int) error {
	walk := cursors(columns)
	for range rows {
		for i := range walk {
			e.field(i, asText(walk[i].read()))
		}
		if e.end(); e.err != nil {
			return e.err
		}
	}
	return nil
}

// asText writes a value into a field; a null is empty.
func asText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case int32:
		return strconv.Itoa(int(v))
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	text, err := canonical(v)
	if err != nil {
		panic(err) // a list of strings
	}
	return string(text)
}

func (e *csvEncoder) close() error {
	if err := e.out.Flush(); err != nil {
		return err
	}
	return e.err
}
