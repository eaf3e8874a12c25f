package snapshot

import (
	"github.com/sayso-nlp/sayso/models/table"
)

// A cursor goes through the buffered values of a column, row by row.
type cursor struct {
	*column
	level int // the next level
	value int // the next value
}

// next gives the place of the next row's value, -1 for a null.
func (c *cursor) next() int {
	if c.full > 0 {
		c.level++
		if c.levels[c.level-1] == 0 {
			return -1
		}
	}
	c.value++
	return c.value - 1
}

// list gives the next row's list.
func (c *cursor) list() []string {
	list := []string{}
	for first := true; c.level < len(c.levels) && (first || c.starts[c.level] != 0); first = false {
		c.level++
		if c.levels[c.level-1] != 0 {
			list = append(list, c.word(c.value))
			c.value++
		}
	}
	return list
}

// word is the i-th string that is there.
func (c *column) word(i int) string {
	if c.def.Dict {
		return c.words[c.index[i]]
	}
	var from uint32
	if i > 0 {
		from = c.ends[i-1]
	}
	return string(c.text[from:c.ends[i]])
}

// read gives the next row's value as it is written in text: nil for a null, a
// day as 2013-08-15.
func (c *cursor) read() any {
	if c.def.Type == table.Strings {
		return c.list()
	}
	i := c.next()
	if i < 0 {
		return nil
	}
	switch c.def.Type {
	case table.Int32:
		return c.ints[i]
	case table.Float64:
		return c.floats[i]
	case table.Bool:
		return c.bools[i]
	case table.Date:
		return day(c.ints[i]).ISO()
	}
	return c.word(i)
}
