package snapshot

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// A textDecoder reads rows that stand in text.
type textDecoder struct {
	disk    *os.File
	columns []*values
	row     func([]*values) error // adds the next row, io.EOF at the end
}

// openText opens a text file; lines says how its rows are read.
func openText(path string, def *table.Table, lines func(*bufio.Reader, *table.Table) (func([]*values) error, error)) (decoder, error) {
	disk, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	row, err := lines(bufio.NewReaderSize(disk, 64<<10), def)
	if err != nil {
		disk.Close()
		return nil, err
	}
	return &textDecoder{disk, newValues(def), row}, nil
}

func (d *textDecoder) values() []*values { return d.columns }
func (d *textDecoder) rows() int64       { return -1 }
func (d *textDecoder) close()            { d.disk.Close() }

func (d *textDecoder) next() (int, error) {
	for _, v := range d.columns {
		v.clear()
	}
	for n := range readRows {
		if err := d.row(d.columns); err == io.EOF {
			return n, nil
		} else if err != nil {
			return 0, err
		}
	}
	return readRows, nil
}

// newJSONLines reads a line of JSON as a row.
func newJSONLines(in *bufio.Reader, def *table.Table) (func([]*values) error, error) {
	return func(columns []*values) error {
		line, err := in.ReadBytes('\n')
		if err == io.EOF && len(line) > 0 {
			err = errors.New("the last line has no end")
		}
		if err != nil {
			return err
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(line, &fields); err != nil {
			return err
		}
		if len(fields) != len(columns) {
			return fmt.Errorf("a row has %d columns and not the %d of %s", len(fields), len(columns), def.Name)
		}
		for _, v := range columns {
			text, ok := fields[v.def.Name]
			if !ok {
				return fmt.Errorf("a row has no column %s", v.def.Name)
			}
			if err := v.addJSON(text); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// addJSON adds a value in JSON.
func (v *values) addJSON(text json.RawMessage) error {
	if bytes.Equal(text, []byte("null")) {
		return v.addNull()
	}
	var err error
	switch v.def.Type {
	case table.Int32:
		err = addTo(&v.ints, text)
	case table.Float64:
		err = addTo(&v.floats, text)
	case table.Bool:
		err = addTo(&v.bools, text)
	case table.Strings:
		err = v.addList(text)
	case table.String:
		err = addTo(&v.texts, text)
	case table.Date:
		var s string
		if err = json.Unmarshal(text, &s); err == nil {
			err = v.addDay(s)
		}
	}
	if err != nil {
		return fmt.Errorf("column %s: %w", v.def.Name, err)
	}
	return nil
}

func addTo[V any](list *[]V, text json.RawMessage) error {
	var v V
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	*list = append(*list, v)
	return nil
}

func (v *values) addList(text json.RawMessage) error {
	var list []string
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	if len(list) == 0 {
		list = nil
	}
	v.lists = append(v.lists, list)
	return nil
}

func (v *values) addDay(s string) error {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return err
	}
	v.ints = append(v.ints, days(models.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}))
	return nil
}

// newCSVLines reads comma-separated values as csvEncoder writes them.
func newCSVLines(in *bufio.Reader, def *table.Table) (func([]*values) error, error) {
	names, err := readFields(in, nil)
	if err != nil {
		return nil, err
	}
	if len(names) != len(def.Columns) {
		return nil, fmt.Errorf("its columns are not those of %s", def.Name)
	}
	for i, c := range def.Columns {
		if names[i] != c.Name {
			return nil, fmt.Errorf("its columns are not those of %s", def.Name)
		}
	}
	var fields []string
	return func(columns []*values) error {
		if fields, err = readFields(in, fields[:0]); err != nil {
			return err
		}
		if len(fields) != len(columns) {
			return fmt.Errorf("a row has %d columns and not the %d of %s", len(fields), len(columns), def.Name)
		}
		for i, v := range columns {
			if err := v.addText(fields[i]); err != nil {
				return fmt.Errorf("column %s: %w", v.def.Name, err)
			}
		}
		return nil
	}, nil
}

// readFields reads the fields of a line, which goes on behind a line feed within
// quotation marks.
func readFields(in *bufio.Reader, fields []string) ([]string, error) {
	var b strings.Builder
	quoted, closed, begun := false, false, false
	for {
		c, err := in.ReadByte()
		if err == io.EOF && (begun || quoted) {
			err = errors.New("the last line has no end")
		}
		if err != nil {
			return nil, err
		}
		begun = true
		switch {
		case quoted && c == '"':
			quoted, closed = false, true
		case quoted:
			b.WriteByte(c)
		case c == '"' && closed: // a mark that was written twice
			b.WriteByte(c)
			quoted, closed = true, false
		case c == '"' && b.Len() == 0:
			quoted = true
		case c == ',' || c == '\n':
			fields = append(fields, b.String())
			if c == '\n' {
				return fields, nil
			}
			b.Reset()
			closed = false
		case closed || c == '"' || c == '\r':
			return nil, fmt.Errorf("there is a %q behind %.20q where a field ends or none begins", c, b.String())
		default:
			b.WriteByte(c)
		}
	}
}

// addText adds a value that stands in a field.
func (v *values) addText(s string) error {
	if s == "" && v.def.Nullable() {
		return v.addNull()
	}
	switch v.def.Type {
	case table.String:
		v.texts = append(v.texts, s)
	case table.Date:
		return v.addDay(s)
	case table.Int32:
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			return err
		}
		v.ints = append(v.ints, int32(n))
	case table.Float64:
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return err
		}
		v.floats = append(v.floats, x)
	case table.Bool:
		b, err := strconv.ParseBool(s)
		if err != nil {
			return err
		}
		v.bools = append(v.bools, b)
	case table.Strings:
		return v.addList(json.RawMessage(s))
	}
	return nil
}
