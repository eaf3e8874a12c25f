package pack

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// fill sets every field of a value, those of elements too, to something that is
// not zero: a field that packing forgets comes back empty.
func fill(v reflect.Value, rnd *rand.Rand) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), rnd)
		}
	case reflect.Slice:
		n := 1 + rnd.IntN(4)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(v.Index(i), rnd)
		}
	case reflect.String:
		v.SetString([]string{"said", "the union", "Ədalət", "\xff\x00"}[rnd.IntN(4)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(float32(rnd.Float64()) - 2))
	case reflect.Uint8:
		v.SetUint(1 + uint64(rnd.IntN(255)))
	case reflect.Int8:
		v.SetInt(-1 - int64(rnd.IntN(100)))
	case reflect.Int:
		v.SetInt(rnd.Int64N(1<<40) - 1<<39)
	default:
		panic(unpackable(v.Type()))
	}
}

// Whatever fields a document has, and its records, they come back.
func TestDocumentsComeBack(t *testing.T) {
	for seed := range uint64(50) {
		var doc, back models.Document
		fill(reflect.ValueOf(&doc).Elem(), rand.New(rand.NewPCG(seed, 1)))
		if err := Unpack(Pack(&doc), &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(doc, back); diff != "" {
			t.Fatalf("seed %d (-packed +unpacked):\n%s", seed, diff)
		}
	}
}

func TestEmptyIsNotNil(t *testing.T) {
	type lists struct {
		A, B []int
		C    [][]string
	}
	want := lists{A: []int{}, C: [][]string{nil, {}, {"x", ""}}}
	var got lists
	if err := Unpack(Pack(&want), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-packed +unpacked):\n%s", diff)
	}
}

// What cannot be packed whole is not packed at all.
func TestNothingIsLostInSilence(t *testing.T) {
	type hidden struct {
		Seen   int
		unseen int
	}
	for _, v := range []any{&hidden{1, 2}, &struct{ M map[string]int }{}, &struct{ P *int }{}, &struct{ A any }{1}, hidden{}} {
		func() {
			defer func() {
				if p := recover(); p == nil || !strings.HasPrefix(fmt.Sprint(p), "pack: ") {
					t.Errorf("a %T was packed: %v", v, p)
				}
			}()
			Pack(v)
		}()
	}
}

// Broken bytes give an error or some value, and never a panic.
func FuzzFromBytes(f *testing.F) {
	var doc models.Document
	fill(reflect.ValueOf(&doc).Elem(), rand.New(rand.NewPCG(1, 1)))
	good := Bytes(&doc)
	f.Add(good)
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x55
		f.Add(bad)
		f.Add(good[:i])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var doc models.Document
		if err := FromBytes(data, &doc); err == nil && len(data) == 0 {
			t.Error("nothing is a document")
		}
	})
}
