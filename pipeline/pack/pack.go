// Package pack turns plain values into few bytes and back.
//
// The idea: a value is taken apart by columns. Of a list of records, first all
// values of the first field are written, then all of the second, down to numbers
// and strings; numbers as the difference from the one before, strings once and
// then by their number. What stands side by side is alike, and zstandard finds
// it. A document of models takes about a byte for a token's field and less when
// compressed.
//
// Fields are found by their type, so that a field added to a record is packed
// without a word said here, and one that cannot be packed (a map, a pointer, a
// field without a capital) panics at once instead of being lost.
//
// It promises nothing about bytes of another build: what wrote them and what
// reads them must be the same program.
package pack

import (
	"errors"
	"fmt"
	"reflect"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// codecs are zstandard's, made once: both may be used by several at once.
var codecs = sync.OnceValue(func() (c struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}) {
	var err error
	if c.enc, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(256<<10), zstd.WithLowerEncoderMem(true)); err != nil {
		panic(err)
	}
	if c.dec, err = zstd.NewReader(nil, zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(most)); err != nil {
		panic(err)
	}
	return c
})

// most is how many bytes a value may have before it is compressed.
const most = 1 << 31

// Pack packs the value that v, a pointer, points to.
func Pack(v any) []byte {
	return codecs().enc.EncodeAll(Bytes(v), nil)
}

// Bytes is Pack without the compression: equal values have equal bytes, others
// have others.
func Bytes(v any) []byte {
	w := writer{known: make(map[string]uint64)}
	w.column([]reflect.Value{pointed(v)})
	return w.bytes
}

// Unpack is the inverse of Pack. v points to a zero value of the same type.
// Bytes that are not of Pack give an error, or another value.
func Unpack(data []byte, v any) error {
	plain, err := codecs().dec.DecodeAll(data, nil)
	if err != nil {
		return fmt.Errorf("unpacking: %w", err)
	}
	return FromBytes(plain, v)
}

// FromBytes is the inverse of Bytes, as Unpack is of Pack.
func FromBytes(plain []byte, v any) (err error) {
	r := reader{bytes: plain}
	defer func() {
		if p := recover(); p == errBroken {
			err = errBroken
		} else if p != nil {
			panic(p)
		}
	}()
	r.column([]reflect.Value{pointed(v)})
	if len(r.bytes) > 0 {
		return errBroken
	}
	return nil
}

var errBroken = errors.New("unpacking: the bytes are broken")

func pointed(v any) reflect.Value {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		panic(fmt.Sprintf("pack: a %T is no pointer", v))
	}
	return p.Elem()
}

// fields are the values of one field of many records.
func fields(records []reflect.Value, i int) []reflect.Value {
	if f := records[0].Type().Field(i); !f.IsExported() {
		panic(fmt.Sprintf("pack: %s.%s cannot be set from outside its package", records[0].Type(), f.Name))
	}
	vals := make([]reflect.Value, len(records))
	for k, r := range records {
		vals[k] = r.Field(i)
	}
	return vals
}

// elements are the elements of many lists, one list behind the other.
func elements(lists []reflect.Value, n int) []reflect.Value {
	vals := make([]reflect.Value, 0, n)
	for _, l := range lists {
		for i := range l.Len() {
			vals = append(vals, l.Index(i))
		}
	}
	return vals
}

func unpackable(t reflect.Type) string { return "pack: there is no way to pack a " + t.String() }
