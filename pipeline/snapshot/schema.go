package snapshot

import (
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/metadata"
	"github.com/apache/arrow/go/v17/parquet/schema"

	"github.com/sayso-nlp/sayso/models/table"
)

// createdBy has the form that readers look for to know which writer's mistakes
// to allow for.
const createdBy = "sayso version " + table.ToolVersion

// node is the Parquet schema of a table. Its columns are the table's, in order.
func node(t *table.Table) *schema.GroupNode {
	var fields schema.FieldList
	for _, c := range t.Columns {
		fields = append(fields, leaf(c))
	}
	return schema.MustGroup(schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1))
}

func leaf(c table.Column) schema.Node {
	rep := parquet.Repetitions.Required
	if c.Nullable() {
		rep = parquet.Repetitions.Optional
	}
	text := func(name string, rep parquet.Repetition) *schema.PrimitiveNode {
		return schema.MustPrimitive(schema.NewPrimitiveNodeLogical(name, rep, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1))
	}
	switch c.Type {
	case table.String:
		return text(c.Name, rep)
	case table.Int32:
		return schema.NewInt32Node(c.Name, rep, -1)
	case table.Float64:
		return schema.NewFloat64Node(c.Name, rep, -1)
	case table.Bool:
		return schema.NewBooleanNode(c.Name, rep, -1)
	case table.Date:
		return schema.MustPrimitive(schema.NewPrimitiveNodeLogical(c.Name, rep, schema.DateLogicalType{}, parquet.Types.Int32, -1, -1))
	case table.Strings:
		// No string of a list is ever null, but a list of strings that may be is
		// what everybody writes and so what everybody reads.
		return schema.MustGroup(schema.ListOf(text(c.Name, parquet.Repetitions.Optional), rep, -1))
	}
	panic("snapshot: column " + c.Name + " has no type")
}

// leafPath is the path of a column's values in the schema.
func leafPath(c table.Column) string {
	if c.Type == table.Strings {
		return c.Name + ".list.element"
	}
	return c.Name
}

// zstdLevel is the level of compression, by the numbers of the reference
// implementation.
const zstdLevel = 3

// properties of the files of a table.
//
// Encodings: plain and dictionary alone, pages of version 1, which every reader
// knows. The library writes a column's encoding statistics in the order of a Go
// map: with two data encodings in one column, as after a dictionary that grew
// too large and fell back to plain, the same rows would give one of two files.
// So each column is dictionary encoded or plain by definition, and the limit at
// which a dictionary falls back is out of reach: a row group's buffered bytes,
// which count the dictionary's, end it long before.
func properties(t *table.Table, lim limits) *parquet.WriterProperties {
	props := []parquet.WriterProperty{
		parquet.WithVersion(parquet.V1_0),
		parquet.WithDataPageVersion(parquet.DataPageV1),
		parquet.WithCreatedBy(createdBy),
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithCompressionLevel(zstdLevel),
		parquet.WithDictionaryDefault(false),
		parquet.WithDictionaryPageSizeLimit(1 << 40),
		parquet.WithDataPageSize(int64(lim.pageBytes)),
		parquet.WithBatchSize(batchRows),
		parquet.WithRootRepetition(parquet.Repetitions.Required),
	}
	for _, c := range t.Columns {
		if c.Dict {
			props = append(props, parquet.WithDictionaryFor(leafPath(c), true))
		}
		if c.Long {
			props = append(props, parquet.WithStatsFor(leafPath(c), false))
		}
	}
	return parquet.NewWriterProperties(props...)
}

// keyValues is the metadata of the files of a table.
func keyValues(t *table.Table, weights []NamedHash) metadata.KeyValueMetadata {
	kv := metadata.NewKeyValueMetadata()
	add := func(key, value string) {
		if err := kv.Append(key, value); err != nil {
			panic(err) // only text that is not UTF-8
		}
	}
	add("sayso.table", t.Name)
	add("sayso.schema_version", table.SchemaVersion)
	add("sayso.tool_version", table.ToolVersion)
	for _, w := range weights {
		add("sayso.weights."+w.Name, w.SHA256)
	}
	return kv
}
