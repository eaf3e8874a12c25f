package snapshot

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// columns makes the data dictionary as a table: one row is a column.
func columns(m *Manifest) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"table", "column", "type", "unit", "allowed_values", "minimum", "maximum", "key", "refers_to", "meaning", "null_means", "example"}}
	for _, t := range m.Tables {
		for _, c := range m.definition(t.Name).Columns {
			rows = append(rows, []string{t.Name, c.Name, c.Type.String(), c.Unit, strings.Join(c.Values, "|"), bound(c.Low), bound(c.Top),
				yes(c.Key), c.Ref, c.Doc, c.Null, c.Example})
		}
	}
	if err := w.WriteAll(rows); err != nil {
		panic(err) // the buffer takes all
	}
	return b.Bytes()
}

func bound(x *float64) string {
	if x == nil {
		return ""
	}
	text, err := canonical(*x)
	if err != nil {
		panic(err) // a number
	}
	return string(text)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
