package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/schema"

	"github.com/sayso-nlp/sayso/models"
)

// A tree is a node of a Parquet schema, with what is needed to put rows
// together from columns: the levels of Dremel (Melnik et al. 2010), on which
// Parquet rests.
type tree struct {
	name     string
	def, rep int16 // the levels at which the node is there, or one more of it
	repeated bool
	list     bool // a list as LIST annotates it
	mapped   bool // a map of keys and values
	kids     []*tree
	leaves   []*leaf // all below, itself if it is one
}

// plant makes a tree of a schema; its leaves are in the order of the columns.
func plant(s *schema.Schema) *tree {
	columns := 0
	var grow func(n schema.Node, def, rep int16) *tree
	grow = func(n schema.Node, def, rep int16) *tree {
		t := &tree{name: n.Name(), repeated: n.RepetitionType() == parquet.Repetitions.Repeated}
		if t.repeated {
			rep++
		}
		if n.RepetitionType() != parquet.Repetitions.Required {
			def++
		}
		t.def, t.rep = def, rep
		group, ok := n.(*schema.GroupNode)
		if !ok {
			t.leaves = []*leaf{{column: columns, desc: s.Column(columns)}}
			columns++
			return t
		}
		converted := n.ConvertedType()
		t.list = converted == schema.ConvertedTypes.List && group.NumFields() == 1
		t.mapped = (converted == schema.ConvertedTypes.Map || converted == schema.ConvertedTypes.MapKeyValue) && group.NumFields() == 1
		for i := range group.NumFields() {
			kid := grow(group.Field(i), def, rep)
			t.kids = append(t.kids, kid)
			t.leaves = append(t.leaves, kid.leaves...)
		}
		return t
	}
	root := &tree{}
	for i := range s.Root().NumFields() {
		kid := grow(s.Root().Field(i), 0, 0)
		root.kids = append(root.kids, kid)
		root.leaves = append(root.leaves, kid.leaves...)
	}
	return root
}

// read takes what the row holds of the node.
func (t *tree) read() (any, error) {
	if len(t.leaves) == 0 {
		return nil, nil
	}
	first := t.leaves[0]
	if !first.there {
		return nil, errors.New("a column ends early")
	}
	if first.def < t.def { // null, or a list without elements
		for _, l := range t.leaves {
			if err := l.advance(); err != nil {
				return nil, err
			}
		}
		return nil, nil
	}
	if !t.repeated {
		return t.one()
	}
	var list []any
	for {
		value, err := t.one()
		if err != nil {
			return nil, err
		}
		if list = append(list, value); len(list) > maxList {
			return nil, fmt.Errorf("a list of more than %d elements", maxList)
		}
		if !first.there || first.rep < t.rep {
			return list, nil
		}
	}
}

// one takes one value of a node that is there.
func (t *tree) one() (any, error) {
	if len(t.kids) == 0 {
		l := t.leaves[0]
		value := l.value
		return value, l.advance()
	}
	object := make(map[string]any, len(t.kids))
	for _, kid := range t.kids {
		value, err := kid.read()
		if err != nil {
			return nil, err
		}
		if value != nil {
			object[strings.ToValidUTF8(kid.name, "\uFFFD")] = value
		}
		switch {
		case t.list:
			return elements(kid, value), nil
		case t.mapped:
			return entries(value), nil
		}
	}
	return object, nil
}

// shape gives what read would, with a word in every column. The keys of a map
// are not known: any may be there.
func (t *tree) shape() any {
	if len(t.kids) == 0 {
		return wrap(t, "word")
	}
	object := make(map[string]any, len(t.kids))
	for _, kid := range t.kids {
		value := kid.shape()
		switch {
		case t.list:
			return elements(kid, value)
		case t.mapped:
			return anyKey{}
		}
		object[strings.ToValidUTF8(kid.name, "\uFFFD")] = value
	}
	return wrap(t, object)
}

// wrap makes a list of the shape of a repeated node.
func wrap(t *tree, value any) any {
	if t.repeated {
		return []any{value}
	}
	return value
}

// anyKey stands for an object with every key in a shape.
type anyKey struct{}

// elements takes the level off that LIST puts between a list and its elements.
func elements(kid *tree, value any) any {
	list, ok := value.([]any)
	if !ok || len(kid.kids) != 1 {
		return value
	}
	for i, one := range list {
		if object, ok := one.(map[string]any); ok {
			list[i] = object[strings.ToValidUTF8(kid.kids[0].name, "\uFFFD")]
		}
	}
	return list
}

// entries makes an object of a list of keys and values.
func entries(value any) any {
	list, ok := value.([]any)
	if !ok {
		return value
	}
	object := make(map[string]any, len(list))
	for _, one := range list {
		entry, _ := one.(map[string]any)
		if key := entry["key"]; key != nil {
			object[fmt.Sprint(key)] = entry["value"]
		}
	}
	return object
}

// A leaf reads a column, one entry ahead.
type leaf struct {
	column int
	desc   *schema.Column

	chunk    *chunk
	there    bool // there is an entry
	def, rep int16
	value    any // nil where the entry is null
	replaced int // U+FFFD made since it was last set to 0
}

// open starts on the column's part in a row group.
func (l *leaf) open(c *chunk) error {
	l.chunk = c
	return l.advance()
}

// advance reads the next entry.
func (l *leaf) advance() error {
	l.there, l.value = false, nil
	def, rep, v, has, err := l.chunk.next()
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return err
	}
	l.there, l.def, l.rep = true, def, rep
	if !has {
		return nil
	}
	switch l.desc.PhysicalType() {
	case parquet.Types.ByteArray, parquet.Types.FixedLenByteArray:
		l.value = l.bytes(v.b)
	case parquet.Types.Int32:
		l.value = l.integer(int64(int32(v.bits)), uint64(uint32(v.bits)))
	case parquet.Types.Int64:
		l.value = l.integer(int64(v.bits), v.bits)
	case parquet.Types.Int96:
		var at parquet.Int96
		copy(at[:], v.b)
		l.value = at.ToTime().UTC().Format(time.RFC3339Nano)
	case parquet.Types.Float:
		l.value = float(float64(math.Float32frombits(uint32(v.bits))), 32)
	case parquet.Types.Double:
		l.value = float(math.Float64frombits(v.bits), 64)
	case parquet.Types.Boolean:
		l.value = v.bits != 0
	}
	return nil
}

// bytes gives a string, or nil for what is none: images, hashes.
func (l *leaf) bytes(b []byte) any {
	switch l.desc.ConvertedType() {
	case schema.ConvertedTypes.Decimal:
		return l.decimal(bigEndian(b))
	case schema.ConvertedTypes.Interval:
		return nil
	}
	if _, ok := l.desc.LogicalType().(schema.UUIDLogicalType); ok && len(b) == 16 {
		return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
	}
	text := l.desc.ConvertedType() == schema.ConvertedTypes.UTF8
	if !text && (l.desc.PhysicalType() == parquet.Types.FixedLenByteArray && !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0) {
		return nil
	}
	s, replaced := decode(b, guessed, models.Plain)
	l.replaced += replaced
	return s
}

// integer gives a number, or the day or moment that it stands for. unsigned is
// the same bits.
func (l *leaf) integer(v int64, unsigned uint64) any {
	if t, ok := l.desc.LogicalType().(schema.TemporalLogicalType); ok {
		return moment(t, v)
	}
	switch l.desc.ConvertedType() {
	case schema.ConvertedTypes.Date:
		return time.Unix(0, 0).UTC().AddDate(0, 0, int(v)).Format(time.DateOnly)
	case schema.ConvertedTypes.Decimal:
		return l.decimal(big.NewInt(v))
	case schema.ConvertedTypes.Uint8, schema.ConvertedTypes.Uint16, schema.ConvertedTypes.Uint32, schema.ConvertedTypes.Uint64:
		return json.Number(strconv.FormatUint(unsigned, 10))
	}
	return json.Number(strconv.FormatInt(v, 10))
}

// moment gives a time as RFC 3339 writes it, without a zone if it has none.
func moment(t schema.TemporalLogicalType, v int64) any {
	var at time.Time
	switch t.TimeUnit() {
	case schema.TimeUnitMillis:
		at = time.UnixMilli(v)
	case schema.TimeUnitMicros:
		at = time.UnixMicro(v)
	default:
		at = time.Unix(v/1e9, v%1e9)
	}
	layout := "2006-01-02T15:04:05.999999999"
	if _, ok := t.(*schema.TimeLogicalType); ok {
		layout = "15:04:05.999999999"
	} else if t.IsAdjustedToUTC() {
		layout += "Z"
	}
	return at.UTC().Format(layout)
}

// decimal writes a number with the scale of its column.
func (l *leaf) decimal(n *big.Int) any {
	var scale int
	if node, ok := l.desc.SchemaNode().(*schema.PrimitiveNode); ok {
		scale = int(node.DecimalMetadata().Scale)
	}
	digits := new(big.Int).Abs(n).String()
	if 0 < scale && scale <= 1000 {
		if short := scale + 1 - len(digits); short > 0 {
			digits = strings.Repeat("0", short) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if n.Sign() < 0 {
		digits = "-" + digits
	}
	return json.Number(digits)
}

// bigEndian reads a number in two's complement.
func bigEndian(b []byte) *big.Int {
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}

func float(v float64, bits int) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return json.Number(strconv.FormatFloat(v, 'g', -1, bits))
}
