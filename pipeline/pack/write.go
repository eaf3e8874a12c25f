package pack

import (
	"encoding/binary"
	"math"
	"reflect"
)

// A writer takes columns apart.
type writer struct {
	bytes []byte
	known map[string]uint64 // strings and their number, from 1
}

func (w *writer) number(n uint64) { w.bytes = binary.AppendUvarint(w.bytes, n) }

// column writes values of one type.
func (w *writer) column(vals []reflect.Value) {
	if len(vals) == 0 {
		return
	}
	switch t := vals[0].Type(); t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			w.column(fields(vals, i))
		}
	case reflect.Slice:
		n := 0
		for _, v := range vals {
			n += v.Len()
			if v.IsNil() {
				w.number(0)
			} else {
				w.number(uint64(v.Len()) + 1)
			}
		}
		w.column(elements(vals, n))
	case reflect.String:
		for _, v := range vals {
			w.text(v.String())
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		last := int64(0)
		for _, v := range vals {
			w.bytes = binary.AppendVarint(w.bytes, v.Int()-last)
			last = v.Int()
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		for _, v := range vals {
			w.number(v.Uint())
		}
	case reflect.Float32, reflect.Float64:
		for _, v := range vals {
			w.bytes = binary.LittleEndian.AppendUint64(w.bytes, math.Float64bits(v.Float()))
		}
	case reflect.Bool:
		for _, v := range vals {
			bit := byte(0)
			if v.Bool() {
				bit = 1
			}
			w.bytes = append(w.bytes, bit)
		}
	default:
		panic(unpackable(t))
	}
}

// text writes a string: 0 and the string where it is new, else its number.
func (w *writer) text(s string) {
	if n, ok := w.known[s]; ok {
		w.number(n)
		return
	}
	w.known[s] = uint64(len(w.known)) + 1
	w.number(0)
	w.number(uint64(len(s)))
	w.bytes = append(w.bytes, s...)
}
