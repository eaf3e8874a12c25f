package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// column is what a test writes: a leaf, its entries and their levels.
type column struct {
	values any
	def    []int16
	rep    []int16
}

// writeColumns writes each of groups as a row group.
func writeColumns(t testing.TB, props []parquet.WriterProperty, fields schema.FieldList, groups ...[]column) []byte {
	t.Helper()
	var b bytes.Buffer
	w := file.NewParquetWriter(&b, schema.MustGroup(schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)),
		file.WithWriterProps(parquet.NewWriterProperties(props...)))
	for _, columns := range groups {
		group := w.AppendRowGroup()
		for _, col := range columns {
			chunk, err := group.NextColumn()
			if err != nil {
				t.Fatal(err)
			}
			switch c := chunk.(type) {
			case *file.ByteArrayColumnChunkWriter:
				_, err = c.WriteBatch(col.values.([]parquet.ByteArray), col.def, col.rep)
			case *file.FixedLenByteArrayColumnChunkWriter:
				_, err = c.WriteBatch(col.values.([]parquet.FixedLenByteArray), col.def, col.rep)
			case *file.Int32ColumnChunkWriter:
				_, err = c.WriteBatch(col.values.([]int32), col.def, col.rep)
			case *file.Int64ColumnChunkWriter:
				_, err = c.WriteBatch(col.values.([]int64), col.def, col.rep)
			case *file.Float32ColumnChunkWriter:
				_, err = c.WriteBatch(col.values.([]float32), col.def, col.rep)
			case *file.Float64ColumnChunkWriter:
				_, err = c.WriteBatch(col.values.([]float64), col.def, col.rep)
			case *file.BooleanColumnChunkWriter:
				_, err = c.WriteBatch(col.values.([]bool), col.def, col.rep)
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := chunk.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func words(s ...string) []parquet.ByteArray {
	var list []parquet.ByteArray
	for _, one := range s {
		list = append(list, parquet.ByteArray(one))
	}
	return list
}

func leafNode(t testing.TB, name string, rep parquet.Repetition, logical schema.LogicalType, typ parquet.Type, length int) schema.Node {
	t.Helper()
	node, err := schema.NewPrimitiveNodeLogical(name, rep, logical, typ, length, -1)
	return schema.Must(node, err)
}

var (
	required = parquet.Repetitions.Required
	optional = parquet.Repetitions.Optional
	repeated = parquet.Repetitions.Repeated
)

// writeNested writes three rows of a text, a list of authors as LIST has it, an
// optional structure with a list of structures in it, and a map.
func writeNested(t testing.TB) []byte {
	text := leafNode(t, "text", required, schema.StringLogicalType{}, parquet.Types.ByteArray, 0)
	authors := schema.MustGroup(schema.NewGroupNodeLogical("authors", optional, schema.FieldList{
		schema.MustGroup(schema.NewGroupNode("list", repeated, schema.FieldList{
			leafNode(t, "element", optional, schema.StringLogicalType{}, parquet.Types.ByteArray, 0)}, -1))}, schema.NewListLogicalType(), -1))
	source := schema.MustGroup(schema.NewGroupNode("source", optional, schema.FieldList{
		leafNode(t, "name", optional, schema.StringLogicalType{}, parquet.Types.ByteArray, 0),
		schema.MustGroup(schema.NewGroupNode("offices", repeated, schema.FieldList{
			leafNode(t, "city", required, schema.StringLogicalType{}, parquet.Types.ByteArray, 0),
			leafNode(t, "staff", repeated, schema.NewIntLogicalType(32, true), parquet.Types.Int32, 0)}, -1))}, -1))
	topics := schema.MustGroup(schema.NewGroupNodeLogical("topics", required, schema.FieldList{
		schema.MustGroup(schema.NewGroupNode("key_value", repeated, schema.FieldList{
			leafNode(t, "key", required, schema.StringLogicalType{}, parquet.Types.ByteArray, 0),
			leafNode(t, "value", optional, schema.NewIntLogicalType(64, true), parquet.Types.Int64, 0)}, -1))}, schema.MapLogicalType{}, -1))
	return writeColumns(t, nil, schema.FieldList{text, authors, source, topics}, []column{
		{words("One.", "Two.", "Three."), nil, nil},
		// ["A", null, "B"], [], null
		{words("A", "B"), []int16{3, 2, 3, 1, 0}, []int16{0, 1, 1, 0, 0}},
		// {"name":"P", offices …}, {"name":null, offices none}, null
		{words("P"), []int16{2, 1, 0}, []int16{0, 0, 0}},
		{words("Baku", "Bonn"), []int16{2, 2, 1, 0}, []int16{0, 1, 0, 0}},
		{[]int32{3, 4, 5}, []int16{3, 3, 3, 1, 0}, []int16{0, 2, 1, 0, 0}},
		// {"x":7,"w":null}, {}, {"y":9}
		{words("x", "w", "y"), []int16{1, 1, 0, 1}, []int16{0, 1, 0, 0}},
		{[]int64{7, 9}, []int16{2, 1, 0, 2}, []int16{0, 1, 0, 0}},
	})
}

func TestNestedParquet(t *testing.T) {
	got, skips := readAll(t, Options{}, put(t, "n.parquet", writeNested(t)))
	want := []models.Record{
		{URI: "n.parquet", Number: 1, Body: "One.", Byline: "A, B", Publisher: "P", Fields: []models.Field{
			{Name: "source", JSON: `{"name":"P","offices":[{"city":"Baku","staff":[3,4]},{"city":"Bonn","staff":[5]}]}`}, {Name: "topics", JSON: `{"w":null,"x":7}`}}},
		{URI: "n.parquet", Number: 2, Body: "Two.", Fields: []models.Field{{Name: "source", JSON: `{}`}}},
		{URI: "n.parquet", Number: 3, Body: "Three.", Fields: []models.Field{{Name: "topics", JSON: `{"y":9}`}}},
	}
	if diff := cmp.Diff(want, got); diff != "" || skips != nil {
		t.Errorf("(-want +got):\n%s%+v", diff, skips)
	}
}

func TestPathsInParquet(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"source.name", "1 \"P\"\n2 missing field\n3 missing field\n"},
		{"Source.Offices.City", "1 \"Baku\\n\\nBonn\"\n2 missing field\n3 missing field\n"},
		{"topics.x", "1 missing field\n2 missing field\n3 missing field\n"}, // a map of numbers
		{"source.place", "0 missing field\n"},
		{"source", "0 missing field\n"},
		{"place.city", "0 missing field\n"},
	} {
		recs, skips := readAll(t, Options{Fields: Fields{Text: c.path}}, put(t, "n.parquet", writeNested(t)))
		if diff := cmp.Diff(c.want, outcome(recs, skips)); diff != "" {
			t.Errorf("%s (-want +got):\n%s%+v", c.path, diff, skips)
		}
	}
	_, skips := readAll(t, Options{Fields: Fields{Text: "source"}}, put(t, "n.parquet", writeNested(t)))
	if want := `the field "source" is an object with: name, offices`; skips[0].Detail != want {
		t.Errorf("got %s, want %s", skips[0].Detail, want)
	}
}

func TestTypesOfParquet(t *testing.T) {
	types := parquet.Types
	one := func(name string, logical schema.LogicalType, typ parquet.Type, length int) schema.Node {
		return leafNode(t, name, required, logical, typ, length)
	}
	fields := schema.FieldList{
		one("text", schema.NoLogicalType{}, types.ByteArray, 0),
		one("date", schema.DateLogicalType{}, types.Int32, 0),
		one("id", schema.NewIntLogicalType(64, false), types.Int64, 0),
		one("image", schema.NoLogicalType{}, types.ByteArray, 0),
		one("at", schema.NewTimestampLogicalType(true, schema.TimeUnitMicros), types.Int64, 0),
		one("local", schema.NewTimestampLogicalType(false, schema.TimeUnitMillis), types.Int64, 0),
		one("clock", schema.NewTimeLogicalType(false, schema.TimeUnitMillis), types.Int32, 0),
		one("price", schema.NewDecimalLogicalType(9, 2), types.Int32, 0),
		one("debt", schema.NewDecimalLogicalType(4, 3), types.FixedLenByteArray, 2),
		one("uuid4", schema.UUIDLogicalType{}, types.FixedLenByteArray, 16),
		one("share", schema.NoLogicalType{}, types.Double, 0),
		one("small", schema.NoLogicalType{}, types.Float, 0),
		one("free", schema.NoLogicalType{}, types.Boolean, 0),
	}
	row := []column{
		{words("Caf\xe9, it\x92s said."), nil, nil}, {[]int32{19787}, nil, nil}, {[]int64{-1}, nil, nil}, {words(png), nil, nil},
		{[]int64{1709625600000001}, nil, nil}, {[]int64{1709625600500}, nil, nil}, {[]int32{3_600_000}, nil, nil},
		{[]int32{-5}, nil, nil}, {[]parquet.FixedLenByteArray{{0xff, 0x85}}, nil, nil},
		{[]parquet.FixedLenByteArray{parquet.FixedLenByteArray("\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff")}, nil, nil},
		{[]float64{0.1}, nil, nil}, {[]float32{0.1}, nil, nil}, {[]bool{true}, nil, nil},
	}
	got, skips := readAll(t, Options{}, put(t, "t.parquet", writeColumns(t, nil, fields, row, row)))
	rec := models.Record{URI: "t.parquet#18446744073709551615", Number: 1, ID: "18446744073709551615", Published: "2024-03-05", Body: "Café, it’s said.",
		Fields: []models.Field{
			{Name: "at", JSON: `"2024-03-05T08:00:00.000001Z"`}, {Name: "clock", JSON: `"01:00:00"`}, {Name: "debt", JSON: "-0.123"}, {Name: "free", JSON: "true"},
			{Name: "local", JSON: `"2024-03-05T08:00:00.5"`}, {Name: "price", JSON: "-0.05"}, {Name: "share", JSON: "0.1"}, {Name: "small", JSON: "0.1"},
			{Name: "uuid4", JSON: `"00112233-4455-6677-8899-aabbccddeeff"`},
		}}
	second := rec
	second.Number = 2
	if diff := cmp.Diff([]models.Record{rec, second}, got); diff != "" || skips != nil {
		t.Errorf("(-want +got):\n%s%+v", diff, skips)
	}
}

// Each decoder gives the numbers back that the library's encoders were given,
// in pages of several blocks with runs and nulls.
func TestEncodingsOfParquet(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var texts []parquet.ByteArray
	var ints []int32
	var longs []int64
	var bools []bool
	var defs []int16
	want := make(map[int]string)
	for i := range 5000 {
		texts = append(texts, parquet.ByteArray(fmt.Sprintf("Line %d, she said.", i/3)))
		if i/100%3 == 1 || rng.IntN(5) == 0 {
			defs = append(defs, 0)
			continue
		}
		defs = append(defs, 1)
		ints = append(ints, int32(rng.Uint32()>>rng.IntN(32)))
		longs = append(longs, int64(rng.Uint64()>>rng.IntN(64)))
		bools = append(bools, rng.IntN(4) == 0 || i/100%3 == 0)
		n := len(ints) - 1
		want[i+1] = fmt.Sprintf("bool=%v int=%d long=%d ", bools[n], ints[n], longs[n])
	}
	for _, enc := range []parquet.Encoding{parquet.Encodings.Plain, parquet.Encodings.RLEDict, parquet.Encodings.DeltaBinaryPacked} {
		for _, version := range []parquet.DataPageVersion{parquet.DataPageV1, parquet.DataPageV2} {
			props := []parquet.WriterProperty{parquet.WithDataPageVersion(version), parquet.WithDictionaryDefault(enc == parquet.Encodings.RLEDict), parquet.WithDataPageSize(3000)}
			if enc == parquet.Encodings.DeltaBinaryPacked {
				props = append(props, parquet.WithEncodingFor("int", enc), parquet.WithEncodingFor("long", enc),
					parquet.WithEncodingFor("bool", parquet.Encodings.RLE), parquet.WithEncodingFor("text", parquet.Encodings.DeltaByteArray))
			}
			data := writeColumns(t, props, schema.FieldList{
				leafNode(t, "text", required, schema.StringLogicalType{}, parquet.Types.ByteArray, 0),
				leafNode(t, "int", optional, schema.NoLogicalType{}, parquet.Types.Int32, 0),
				leafNode(t, "long", optional, schema.NoLogicalType{}, parquet.Types.Int64, 0),
				leafNode(t, "bool", optional, schema.NoLogicalType{}, parquet.Types.Boolean, 0),
			}, []column{{texts, nil, nil}, {ints, defs, nil}, {longs, defs, nil}, {bools, defs, nil}})
			recs, skips := readAll(t, Options{}, put(t, "e.parquet", data))
			if len(recs) != 5000 || skips != nil {
				t.Fatalf("%v: %d records, %+v", enc, len(recs), skips)
			}
			for i, rec := range recs {
				got := ""
				for _, f := range rec.Fields {
					got += f.Name + "=" + f.JSON + " "
				}
				if got != want[i+1] || rec.Body != string(texts[i]) {
					t.Fatalf("%v, row %d: %s %q, want %s", enc, i+1, got, rec.Body, want[i+1])
				}
			}
		}
	}
}

func TestSplitValues(t *testing.T) {
	s, err := newSplitValues([]byte{1, 5, 2, 6, 3, 7, 4, 8}, parquet.Types.Int32, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []uint64{0x04030201, 0x08070605} {
		if v, ok := s.next(); !ok || v.bits != want {
			t.Errorf("got %x, %v, want %x", v.bits, ok, want)
		}
	}
	if _, ok := s.next(); ok {
		t.Error("a value too many")
	}
}

// A byte changed anywhere gives other records or a skip, and no more.
func TestSpoiltParquet(t *testing.T) {
	data := writeParquet(t, header, pieceRows())
	for at := 4; at < len(data)-4; at += 7 {
		spoilt := bytes.Clone(data)
		spoilt[at] ^= 0xff
		recs, skips := readAll(t, Options{Stdin: bytes.NewReader(spoilt), StdinFormat: "parquet"}, "-")
		checkItems(t, recs, skips)
		if len(recs) > len(pieces) || len(recs)+len(skips) == 0 {
			t.Fatalf("byte %d: %d records, %d skips", at, len(recs), len(skips))
		}
	}
}
