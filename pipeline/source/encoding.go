package source

import (
	"encoding/binary"
	"fmt"

	"github.com/apache/arrow/go/v17/parquet"
)

// The encodings of values in Parquet's pages, as its format's documents
// (Encodings.md) define them. Each decoder gives one value after another and
// says when there is no more; none asks for memory that its bytes do not fill.

// A value is one of a column: bytes, or the bits of a number or boolean.
type value struct {
	b    []byte
	bits uint64
}

// A decoder gives the values of a page.
type decoder interface{ next() (value, bool) }

// hybrid decodes runs and bit-packed groups of small numbers (RLE).
type hybrid struct {
	b     []byte
	width uint // bits of a number, 32 at most

	run    uint64 // repeats left of same
	same   uint32
	packed []byte // groups being read
	left   uint64 // numbers left in packed
	bit    uint64 // where in packed the next starts
}

func (h *hybrid) next() (uint32, bool) {
	for h.run == 0 && h.left == 0 {
		head, n := binary.Uvarint(h.b)
		if n <= 0 {
			return 0, false
		}
		h.b = h.b[n:]
		if head&1 == 0 {
			size := int(h.width+7) / 8
			if len(h.b) < size {
				return 0, false
			}
			h.same = 0
			for i := range size {
				h.same |= uint32(h.b[i]) << (8 * i)
			}
			h.b, h.run = h.b[size:], head>>1
			continue
		}
		groups := head >> 1
		if groups > 1<<28 {
			return 0, false
		}
		// A last group may be cut short.
		size := min(groups*uint64(h.width), uint64(len(h.b)))
		h.packed, h.b = h.b[:size], h.b[size:]
		h.left, h.bit = groups*8, 0
	}
	if h.run > 0 {
		h.run--
		return h.same, true
	}
	h.left--
	v, ok := unpackBits(h.packed, h.bit, h.width)
	h.bit += uint64(h.width)
	return uint32(v), ok
}

// unpackBits gives the width bits from bit on, the lowest first.
func unpackBits(b []byte, bit uint64, width uint) (v uint64, ok bool) {
	if bit+uint64(width) > 8*uint64(len(b)) {
		return 0, false
	}
	for got := uint(0); got < width; {
		at := bit + uint64(got)
		take := min(8-uint(at%8), width-got)
		part := uint64(b[at/8]>>(at%8)) & (1<<take - 1)
		v |= part << got
		got += take
	}
	return v, true
}

// plainValues are values one behind the other.
type plainValues struct {
	b      []byte
	typ    parquet.Type
	length int // of fixed-length bytes
	bit    uint64
}

func (p *plainValues) next() (v value, ok bool) {
	size := 0
	switch p.typ {
	case parquet.Types.Boolean:
		v.bits, ok = unpackBits(p.b, p.bit, 1)
		p.bit++
		return v, ok
	case parquet.Types.ByteArray:
		if len(p.b) < 4 {
			return v, false
		}
		n := binary.LittleEndian.Uint32(p.b)
		if p.b = p.b[4:]; uint64(n) > uint64(len(p.b)) {
			return v, false
		}
		v.b, p.b = p.b[:n], p.b[n:]
		return v, true
	default:
		size = widthOf(p.typ, p.length)
	}
	if size <= 0 || len(p.b) < size {
		return v, false
	}
	v = number(p.b[:size])
	p.b = p.b[size:]
	return v, true
}

// widthOf is how many bytes a value of the type has, 0 if that differs.
func widthOf(typ parquet.Type, length int) int {
	switch typ {
	case parquet.Types.Int32, parquet.Types.Float:
		return 4
	case parquet.Types.Int64, parquet.Types.Double:
		return 8
	case parquet.Types.Int96:
		return 12
	case parquet.Types.FixedLenByteArray:
		return length
	}
	return 0
}

// number gives a value of fixed width, as bytes and, if it is short enough, as
// bits.
func number(b []byte) value {
	v := value{b: b}
	if len(b) <= 8 {
		for i, c := range b {
			v.bits |= uint64(c) << (8 * i)
		}
	}
	return v
}

// dictValues are numbers of a dictionary's entries.
type dictValues struct {
	dict []value
	at   hybrid
}

func (d *dictValues) next() (v value, ok bool) {
	i, ok := d.at.next()
	if !ok || uint64(i) >= uint64(len(d.dict)) {
		return v, false
	}
	return d.dict[i], true
}

// runValues are booleans.
type runValues struct{ hybrid }

func (r *runValues) next() (value, bool) {
	bit, ok := r.hybrid.next()
	return value{bits: uint64(bit)}, ok
}

// delta decodes numbers as differences (DELTA_BINARY_PACKED).
type delta struct {
	b     []byte // behind the part of a block that is being read
	block uint64 // numbers in a part
	parts uint64 // parts of a block
	total uint64 // numbers left
	first bool   // last is itself the next number
	last  int64

	least  int64  // smallest difference in the block
	widths []byte // of the parts of the block not yet read
	packed []byte
	width  uint
	left   uint64 // numbers left in the part
	bit    uint64
}

// maxBlock is how many numbers a block may have; writers use 128.
const maxBlock = 1 << 16

func newDelta(b []byte) (delta, bool) {
	d := delta{b: b, first: true}
	block, ok := d.uvarint()
	parts, ok2 := d.uvarint()
	total, ok3 := d.uvarint()
	last, n := binary.Varint(d.b)
	if !ok || !ok2 || !ok3 || n <= 0 || parts == 0 || block > maxBlock || block%parts != 0 || block/parts%8 != 0 || block == 0 {
		return d, false
	}
	d.b = d.b[n:]
	d.block, d.parts, d.total, d.last = block/parts, parts, total, last
	return d, true
}

func (d *delta) uvarint() (uint64, bool) {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		return 0, false
	}
	d.b = d.b[n:]
	return v, true
}

func (d *delta) next() (int64, bool) {
	if d.total == 0 {
		return 0, false
	}
	d.total--
	if d.first {
		d.first = false
		return d.last, true
	}
	if d.left == 0 && !d.part() {
		return 0, false
	}
	d.left--
	diff, ok := unpackBits(d.packed, d.bit, d.width)
	d.bit += uint64(d.width)
	d.last += d.least + int64(diff) // may go round, as the format has it
	return d.last, ok
}

// part goes on to the next part, of the next block if need be.
func (d *delta) part() bool {
	if len(d.widths) == 0 {
		least, n := binary.Varint(d.b)
		if n <= 0 || uint64(len(d.b)-n) < d.parts {
			return false
		}
		d.least = least
		d.widths, d.b = d.b[n:n+int(d.parts)], d.b[n+int(d.parts):]
	}
	d.width, d.widths = uint(d.widths[0]), d.widths[1:]
	size := d.block / 8 * uint64(d.width)
	if d.width > 64 || size > uint64(len(d.b)) {
		return false
	}
	d.packed, d.b = d.b[:size], d.b[size:]
	d.left, d.bit = d.block, 0
	return true
}

// all reads the numbers that are left, which must not be negative.
func (d *delta) all() ([]int, error) {
	const most = 1 << 24
	if d.total > most {
		return nil, fmt.Errorf("a page of more than %d values", most)
	}
	var list []int
	for d.total > 0 {
		v, ok := d.next()
		if !ok || v < 0 || v > maxPage {
			return nil, errBrokenValues
		}
		list = append(list, int(v))
	}
	return list, nil
}

// deltaValues are integers.
type deltaValues struct{ delta }

func (d *deltaValues) next() (value, bool) {
	v, ok := d.delta.next()
	return value{bits: uint64(v)}, ok
}

// lengthValues are strings behind all their lengths (DELTA_LENGTH_BYTE_ARRAY).
type lengthValues struct {
	lengths []int
	b       []byte
}

func newLengthValues(data []byte) (*lengthValues, error) {
	d, ok := newDelta(data)
	if !ok {
		return nil, errBrokenValues
	}
	lengths, err := d.all()
	return &lengthValues{lengths, d.b}, err
}

func (l *lengthValues) next() (v value, ok bool) {
	if len(l.lengths) == 0 || l.lengths[0] > len(l.b) {
		return v, false
	}
	n := l.lengths[0]
	v.b, l.b, l.lengths = l.b[:n], l.b[n:], l.lengths[1:]
	return v, true
}

// prefixValues are strings that begin like the one before (DELTA_BYTE_ARRAY).
type prefixValues struct {
	prefixes []int
	ends     *lengthValues
	last     []byte
}

func newPrefixValues(data, last []byte) (*prefixValues, error) {
	d, ok := newDelta(data)
	if !ok {
		return nil, errBrokenValues
	}
	prefixes, err := d.all()
	if err != nil {
		return nil, err
	}
	ends, err := newLengthValues(d.b)
	return &prefixValues{prefixes, ends, last}, err
}

func (p *prefixValues) next() (v value, ok bool) {
	end, ok := p.ends.next()
	if !ok || len(p.prefixes) == 0 || p.prefixes[0] > len(p.last) {
		return v, false
	}
	p.last = append(p.last[:p.prefixes[0]], end.b...)
	p.prefixes = p.prefixes[1:]
	return value{b: p.last}, true
}

// splitValues are numbers, the first bytes of all in front (BYTE_STREAM_SPLIT).
type splitValues struct {
	b        []byte
	width, n int
	at       int
	one      []byte
}

func newSplitValues(data []byte, typ parquet.Type, length int) (*splitValues, error) {
	width := widthOf(typ, length)
	if width <= 0 || len(data)%width != 0 {
		return nil, errBrokenValues
	}
	return &splitValues{b: data, width: width, n: len(data) / width}, nil
}

func (s *splitValues) next() (v value, ok bool) {
	if s.at >= s.n {
		return v, false
	}
	s.one = s.one[:0]
	for i := range s.width {
		s.one = append(s.one, s.b[i*s.n+s.at])
	}
	s.at++
	return number(s.one), true
}
