package source

import (
	"fmt"

	"github.com/sayso-nlp/sayso/models"
)

// A Tally counts in how many records the fields were found that Fields names, so
// that a name that fits nothing does not go unseen. The zero value works. It is
// written to while Read goes on.
type Tally struct {
	texts int        // records with a text, and those whose field for it is blank
	found [roles]int // records in which a role's field holds something; of those with a text
	lost  flaw       // why the first record that lacks the field for its text lacks it
	there []string   // the fields of the first record that has a text
}

// A Miss is a field that was named and holds something in no record.
type Miss struct {
	Field string // what it was to be, as in Default
	Name  string // as it was named
	There string // the fields of the first record
}

// Err says that a field was named for the text and is in no record, though there
// are records: then all were read in vain.
func (t *Tally) Err(f Fields) error {
	if t == nil || f.Text == "" || t.texts > 0 || t.lost.reason == "" {
		return nil
	}
	return fmt.Errorf("no record has the field that was named for its text: %s", t.lost.detail)
}

// Missed lists the fields but that of the text that were named and found in no
// record, in the order of Fields. It has none where no record has a text.
func (t *Tally) Missed(f Fields) []Miss {
	if t == nil || t.there == nil {
		return nil
	}
	var list []Miss
	for r, name := range f.list() {
		if name != "" && role(r) != textRole && t.found[r] == 0 {
			list = append(list, Miss{roleNames[r], name, named(t.there)})
		}
	}
	return list
}

// add counts the record that m made last, whose flaw is bad, or a file in which
// no record can have a text.
func (t *Tally) add(m *mapping, bad flaw) {
	switch {
	case t == nil || bad.reason == models.BadRecord:
	case bad.reason == models.MissingField:
		if t.lost.reason == "" {
			t.lost = bad
		}
	case bad.reason == models.Empty:
		t.texts++
	default:
		t.texts++
		if t.there == nil {
			t.there = namesOf(m.cells)
		}
		for r, has := range m.has {
			if has {
				t.found[r]++
			}
		}
	}
}
