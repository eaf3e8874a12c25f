package tag

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"
)

// A tagID numbers a Penn tag, or one of the marks that stand for none.
type tagID uint8

// unknown is the id of a form that no feature knows.
const unknown int32 = 0

// A model is what is read from prose, in tables of integers.
type model struct {
	ids    map[string]int32 // forms that some feature of either model knows
	forms  []string         // by id
	tags   []string         // by tagID: the classes in order, then the marks
	tagger tagger
	namer  namer
}

// shared is the one model of a process, read when first asked for.
var shared = sync.OnceValue(load)

func (m *model) id(form string) int32      { return m.ids[form] }
func (m *model) idBytes(form []byte) int32 { return m.ids[string(form)] }

func (m *model) intern(form string) int32 {
	id, ok := m.ids[form]
	if !ok {
		id = int32(len(m.ids) + 1)
		form = strings.Clone(form)
		m.ids[form] = id
		m.forms = append(m.forms, form)
	}
	return id
}

// A row is the weights of one feature: cells first to end of its table.
type row struct{ first, end uint32 }

// A cell is one weight of a feature.
type cell struct {
	label  uint8
	weight int32
}

// rows looks up the rows of a feature whose value is a form, by its id.
type rows []row

func (r rows) at(id int32) row {
	if int(id) < len(r) {
		return r[id]
	}
	return row{}
}

func (r *rows) set(id int32, v row) {
	if n := int(id) + 1; n > len(*r) {
		*r = append(*r, make(rows, n-len(*r))...)
	}
	(*r)[id] = v
}

// A suffix is up to three bytes and their number, packed.
type suffix uint32

func suffixOf(s string) suffix {
	s = s[len(s)-min(len(s), 3):]
	v := suffix(len(s))
	for i := range len(s) {
		v = v<<8 | suffix(s[i])
	}
	return v
}

func suffixOfBytes(s []byte) suffix {
	s = s[len(s)-min(len(s), 3):]
	v := suffix(len(s))
	for i := range len(s) {
		v = v<<8 | suffix(s[i])
	}
	return v
}

// asset decodes one file of prose's model. A missing or broken one is a defect
// of the build, which every test of this package shows.
func asset(name string, v any) {
	b, err := prose.Asset("model/" + name + ".gob")
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(b)).Decode(v)
	}
	if err != nil {
		panic(fmt.Sprintf("tag: prose's model %s: %v", name, err))
	}
}

// load reads both models.
func load() *model {
	m := &model{ids: make(map[string]int32, 1<<16)}
	m.loadTagger()
	m.loadNamer()
	return m
}

func (m *model) tagID(name string) (tagID, bool) {
	i := slices.Index(m.tags, name)
	return tagID(max(i, 0)), i >= 0
}

// fixed turns a weight into an integer of so many parts of one.
func fixed(w float64, parts float64) int32 { return int32(math.Round(w * parts)) }
