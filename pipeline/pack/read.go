package pack

import (
	"encoding/binary"
	"math"
	"reflect"
)

// A reader puts columns together. It panics with errBroken where the bytes are
// none of a writer's.
type reader struct {
	bytes []byte
	known []string
}

func (r *reader) take(n uint64) []byte {
	if n > uint64(len(r.bytes)) {
		panic(errBroken)
	}
	b := r.bytes[:n]
	r.bytes = r.bytes[n:]
	return b
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.bytes)
	if size <= 0 {
		panic(errBroken)
	}
	r.bytes = r.bytes[size:]
	return n
}

func (r *reader) signed() int64 {
	n, size := binary.Varint(r.bytes)
	if size <= 0 {
		panic(errBroken)
	}
	r.bytes = r.bytes[size:]
	return n
}

// column reads values of one type.
func (r *reader) column(vals []reflect.Value) {
	if len(vals) == 0 {
		return
	}
	switch t := vals[0].Type(); t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			r.column(fields(vals, i))
		}
	case reflect.Slice:
		r.lists(t, vals)
	case reflect.String:
		for _, v := range vals {
			v.SetString(r.text())
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		last := int64(0)
		for _, v := range vals {
			if last += r.signed(); v.OverflowInt(last) {
				panic(errBroken)
			}
			v.SetInt(last)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		for _, v := range vals {
			n := r.number()
			if v.OverflowUint(n) {
				panic(errBroken)
			}
			v.SetUint(n)
		}
	case reflect.Float32, reflect.Float64:
		for _, v := range vals {
			v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(r.take(8))))
		}
	case reflect.Bool:
		for _, v := range vals {
			v.SetBool(r.take(1)[0] != 0)
		}
	default:
		panic(unpackable(t))
	}
}

// lists reads the lengths of lists, then what is in them. An element has at
// least a byte, so that broken bytes ask for no more memory than they bear out.
func (r *reader) lists(t reflect.Type, vals []reflect.Value) {
	total := uint64(0)
	for _, v := range vals {
		n := r.number()
		if n == 0 {
			continue
		}
		n--
		if total += n; n > uint64(len(r.bytes)) || total > uint64(len(r.bytes)) {
			panic(errBroken)
		}
		v.Set(reflect.MakeSlice(t, int(n), int(n)))
	}
	r.column(elements(vals, int(total)))
}

func (r *reader) text() string {
	n := r.number()
	if n == 0 {
		s := string(r.take(r.number()))
		r.known = append(r.known, s)
		return s
	}
	if n > uint64(len(r.known)) {
		panic(errBroken)
	}
	return r.known[n-1]
}
