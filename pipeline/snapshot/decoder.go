package snapshot

import (
	"fmt"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// A decoder reads a file of a table by batches of rows. It trusts the file's
// bytes no further than to give an error.
type decoder interface {
	next() (int, error) // decodes the next rows and says how many, 0 at the end
	values() []*values  // of those rows, by column
	rows() int64        // in the file, -1 if it does not say
	close()
}

// openFile opens a file of a table.
func openFile(path string, format Format, def *table.Table) (decoder, error) {
	switch format.orUsual() {
	case Arrow:
		return openArrow(path, def)
	case JSONLines:
		return openText(path, def, newJSONLines)
	case CSV:
		return openText(path, def, newCSVLines)
	}
	return openReader(path, def)
}

// newValues makes room for a table's columns.
func newValues(def *table.Table) []*values {
	var list []*values
	for _, c := range def.Columns {
		list = append(list, &values{def: c})
	}
	return list
}

// clear forgets the decoded values.
func (v *values) clear() {
	v.ints, v.floats, v.bools, v.texts, v.lists = v.ints[:0], v.floats[:0], v.bools[:0], v.texts[:0], v.lists[:0]
}

// addNull adds a row without a value.
func (v *values) addNull() error {
	if !v.def.Nullable() {
		return fmt.Errorf("column %s: a null", v.def.Name)
	}
	switch v.def.Type {
	case table.String:
		v.texts = append(v.texts, "")
	case table.Int32:
		v.ints = append(v.ints, models.None)
	case table.Date:
		v.ints = append(v.ints, noDay)
	}
	return nil
}
