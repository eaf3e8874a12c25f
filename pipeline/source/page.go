package source

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
)

// A chunk reads the entries of a column in a row group. It takes unpacked pages
// from the library and decodes them itself: the library's own column readers
// never return on many broken files (v17.0.0; where a page holds fewer levels or
// values than it says).
type chunk struct {
	pages  file.PageReader
	desc   *schema.Column
	dict   []value
	left   int32 // entries left in the page
	def    hybrid
	rep    hybrid
	values decoder
}

// openChunk opens column of a row group in a file of size bytes.
func openChunk(at io.ReaderAt, size int64, group *file.RowGroupReader, desc *schema.Column, column int) (*chunk, error) {
	meta, err := group.MetaData().ColumnChunk(column)
	if err != nil {
		return nil, err
	}
	if meta.CryptoMetadata() != nil {
		return nil, errors.New("an encrypted column")
	}
	start := meta.DataPageOffset()
	if meta.HasDictionaryPage() && 0 < meta.DictionaryPageOffset() && meta.DictionaryPageOffset() < start {
		start = meta.DictionaryPageOffset()
	}
	// Some old writers did not count the header of the dictionary; that there is
	// no more than the values said keeps us out of the next column.
	const slack = 100
	length := meta.TotalCompressedSize()
	if start < 0 || length < 0 || start > size || length > size {
		return nil, errors.New("a column outside the file")
	}
	in := &peeker{bufio.NewReaderSize(io.NewSectionReader(at, start, min(length+slack, size-start)), 32<<10)}
	pages, err := file.NewPageReader(in, meta.NumValues(), meta.Compression(), new(boundedMemory), nil)
	if err != nil {
		return nil, err
	}
	return &chunk{pages: pages, desc: desc}, nil
}

// peeker grows with what is peeked at.
type peeker struct{ *bufio.Reader }

func (p *peeker) Peek(n int) ([]byte, error) {
	if n > p.Size() {
		p.Reader = bufio.NewReaderSize(p.Reader, n)
	}
	return p.Reader.Peek(n)
}

// next reads an entry: its levels, and its value if has says that it is not
// null. It gives io.EOF behind the last. The value's bytes are the caller's
// until the next call.
func (c *chunk) next() (def, rep int16, v value, has bool, err error) {
	for c.left == 0 {
		if err := c.turn(); err != nil {
			return 0, 0, v, false, err
		}
	}
	c.left--
	if c.desc.MaxRepetitionLevel() > 0 {
		level, ok := c.rep.next()
		if !ok || int64(level) > int64(c.desc.MaxRepetitionLevel()) {
			return 0, 0, v, false, errBrokenLevels
		}
		rep = int16(level)
	}
	if most := c.desc.MaxDefinitionLevel(); most > 0 {
		level, ok := c.def.next()
		if !ok || int64(level) > int64(most) {
			return 0, 0, v, false, errBrokenLevels
		}
		if def = int16(level); def < most {
			return def, rep, v, false, nil
		}
	}
	v, ok := c.values.next()
	if !ok {
		return 0, 0, v, false, errBrokenValues
	}
	return def, rep, v, true, nil
}

var (
	errBrokenLevels = errors.New("a page with broken levels")
	errBrokenValues = errors.New("a page with broken values")
)

// turn goes on to the next page.
func (c *chunk) turn() error {
	if !c.pages.Next() {
		if err := c.pages.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	page := c.pages.Page()
	data := page.Data()
	switch p := page.(type) {
	case *file.DictionaryPage:
		if c.dict != nil {
			return errors.New("two dictionaries in a column")
		}
		plain := &plainValues{b: bytes.Clone(data), typ: c.desc.PhysicalType(), length: c.desc.TypeLength()}
		c.dict = []value{}
		for range p.NumValues() {
			v, ok := plain.next()
			if !ok {
				return errBrokenValues
			}
			c.dict = append(c.dict, v)
		}
		return nil
	case *file.DataPageV1:
		var ok bool
		if c.desc.MaxRepetitionLevel() > 0 {
			if c.rep, data, ok = prefixedLevels(data, c.desc.MaxRepetitionLevel()); !ok || p.RepetitionLevelEncoding() != parquet.Encodings.RLE {
				return errBrokenLevels
			}
		}
		if c.desc.MaxDefinitionLevel() > 0 {
			if c.def, data, ok = prefixedLevels(data, c.desc.MaxDefinitionLevel()); !ok || p.DefinitionLevelEncoding() != parquet.Encodings.RLE {
				return errBrokenLevels
			}
		}
	case *file.DataPageV2:
		reps, defs := int(p.RepetitionLevelByteLen()), int(p.DefinitionLevelByteLen())
		if reps < 0 || defs < 0 || reps > len(data) || defs > len(data)-reps {
			return errBrokenLevels
		}
		c.rep = hybrid{b: data[:reps], width: bitWidth(c.desc.MaxRepetitionLevel())}
		c.def = hybrid{b: data[reps : reps+defs], width: bitWidth(c.desc.MaxDefinitionLevel())}
		data = data[reps+defs:]
	default:
		return nil
	}
	c.left = max(0, page.NumValues())
	var err error
	c.values, err = c.decoder(parquet.Encoding(page.Encoding()), data)
	return err
}

// byteStreamSplit is an encoding the library knows no name of.
const byteStreamSplit = parquet.Encoding(9)

func (c *chunk) decoder(enc parquet.Encoding, data []byte) (decoder, error) {
	typ, length := c.desc.PhysicalType(), c.desc.TypeLength()
	text := typ == parquet.Types.ByteArray
	switch {
	case enc == parquet.Encodings.Plain:
		return &plainValues{b: data, typ: typ, length: length}, nil
	case enc == parquet.Encodings.PlainDict || enc == parquet.Encodings.RLEDict:
		if c.dict == nil {
			return nil, errors.New("a page without its dictionary")
		}
		if len(data) == 0 { // nothing but nulls
			return &dictValues{}, nil
		}
		if data[0] > 32 {
			return nil, errBrokenValues
		}
		return &dictValues{c.dict, hybrid{b: data[1:], width: uint(data[0])}}, nil
	case enc == parquet.Encodings.RLE && typ == parquet.Types.Boolean:
		if len(data) < 4 {
			return nil, errBrokenValues
		}
		return &runValues{hybrid{b: data[4:], width: 1}}, nil
	case enc == parquet.Encodings.DeltaBinaryPacked && (typ == parquet.Types.Int32 || typ == parquet.Types.Int64):
		d, ok := newDelta(data)
		if !ok {
			return nil, errBrokenValues
		}
		return &deltaValues{d}, nil
	case enc == parquet.Encodings.DeltaLengthByteArray && text:
		return newLengthValues(data)
	case enc == parquet.Encodings.DeltaByteArray && (text || typ == parquet.Types.FixedLenByteArray):
		// Some writers (parquet-mr before 1.8, arrow/go) let the first string of a
		// page begin like the last of the page before; in good pages it does not
		// matter.
		var last []byte
		if before, ok := c.values.(*prefixValues); ok {
			last = before.last
		}
		return newPrefixValues(data, last)
	case enc == byteStreamSplit && !text && typ != parquet.Types.Boolean:
		return newSplitValues(data, typ, length)
	}
	return nil, fmt.Errorf("a page in encoding %d", int(enc))
}

// prefixedLevels takes levels with their length in front off data.
func prefixedLevels(data []byte, most int16) (h hybrid, rest []byte, ok bool) {
	if len(data) < 4 {
		return h, nil, false
	}
	n := binary.LittleEndian.Uint32(data)
	data = data[4:]
	if uint64(n) > uint64(len(data)) {
		return h, nil, false
	}
	return hybrid{b: data[:n], width: bitWidth(most)}, data[n:], true
}

func bitWidth(most int16) uint {
	n := uint(0)
	for ; most > 0; most >>= 1 {
		n++
	}
	return n
}
