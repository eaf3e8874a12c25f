package snapshot

import (
	"strings"

	"github.com/sayso-nlp/sayso/models/table"
)

// The parts of a Frictionless data package, version 2
// (https://datapackage.org/standard/data-package/).
type (
	dataPack struct {
		Schema      string         `json:"$schema"`
		Name        string         `json:"name"`
		ID          string         `json:"id"`
		Title       string         `json:"title"`
		Description string         `json:"description"`
		Version     string         `json:"version"`
		Keywords    []string       `json:"keywords"`
		Licenses    []dataLicense  `json:"licenses,omitempty"`
		Authors     []dataAuthor   `json:"contributors,omitempty"`
		Sources     []dataSource   `json:"sources,omitempty"`
		Resources   []dataResource `json:"resources"`
	}
	dataLicense struct {
		Name string `json:"name,omitempty"`
		Path string `json:"path,omitempty"`
	}
	dataAuthor struct {
		Title string   `json:"title"`
		Roles []string `json:"roles"`
	}
	dataSource struct {
		Title   string `json:"title"`
		Licence string `json:"licence"` // the standard has no room for it; other fields are allowed
	}
	dataResource struct {
		Name        string      `json:"name"`
		Type        string      `json:"type"`
		Description string      `json:"description"`
		Path        any         `json:"path"` // a string, or a list where a table has several files
		Format      string      `json:"format"`
		Mediatype   string      `json:"mediatype"`
		Rows        int64       `json:"rowCount"`
		Schema      tableSchema `json:"schema"`
	}
	tableSchema struct {
		Schema      string      `json:"$schema"`
		Fields      []dataField `json:"fields"`
		PrimaryKey  []string    `json:"primaryKey,omitempty"`
		ForeignKeys []dataRef   `json:"foreignKeys,omitempty"`
	}
	dataField struct {
		Name        string         `json:"name"`
		Type        string         `json:"type"`
		Native      string         `json:"nativeType,omitempty"` // of the file, where the standard has no name for it
		Missing     []string       `json:"missingValues,omitempty"`
		Description string         `json:"description"`
		Null        string         `json:"nullMeaning,omitempty"`
		Unit        string         `json:"unit,omitempty"`
		Example     string         `json:"example"` // as text, whatever the type
		Constraints map[string]any `json:"constraints,omitempty"`
	}
	dataRef struct {
		Fields    []string      `json:"fields"`
		Reference dataReference `json:"reference"`
	}
	dataReference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	}
)

const (
	packageProfile = "https://datapackage.org/profiles/2.0/datapackage.json"
	tableProfile   = "https://datapackage.org/profiles/2.0/tableschema.json"
)

// dataPackage describes the tables for machines. Sizes and hashes of the files
// stand in the manifest alone: the format has room for them, but validators
// hold them against what they count in text, and Parquet is none.
func dataPackage(m *Manifest) []byte {
	pack := dataPack{
		Schema:      packageProfile,
		Name:        "sayso-snapshot",
		ID:          m.ID,
		Title:       m.About.title(),
		Description: m.abstract() + " README.md and columns.csv are the data dictionary, LICENCES.md says what holds for whom.",
		Version:     m.SchemaVersion + ".0.0",
		Keywords:    keywords,
	}
	switch licence := m.About.Licence; {
	case isURL(licence):
		pack.Licenses = []dataLicense{{Path: licence}}
	case licence != "":
		pack.Licenses = []dataLicense{{Name: licence}}
	}
	for _, name := range m.About.Authors {
		pack.Authors = append(pack.Authors, dataAuthor{name, []string{"creator"}})
	}
	for _, i := range m.Ingredients {
		pack.Sources = append(pack.Sources, dataSource{i.Kind + " " + i.Name + ": " + i.Title, i.Licence})
	}
	for _, t := range m.Tables {
		pack.Resources = append(pack.Resources, resource(m, t))
	}
	text, err := encode(pack, "  ")
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return text
}

func resource(m *Manifest, t Table) dataResource {
	def, form := m.definition(t.Name), forms[m.Format]
	res := dataResource{
		Name:        t.Name,
		Type:        "table",
		Description: "One row is " + def.Row + ".",
		Format:      form.frictionless,
		Mediatype:   form.mediatype,
		Rows:        t.Rows,
		Schema:      tableSchema{Schema: tableProfile, PrimaryKey: def.Key()},
	}
	if len(t.Files) == 1 {
		res.Path = t.Files[0].Path
	} else {
		var paths []string
		for _, f := range t.Files {
			paths = append(paths, f.Path)
		}
		res.Path = paths
	}
	for _, c := range def.Columns {
		res.Schema.Fields = append(res.Schema.Fields, fieldOf(c, m.Format))
		name, column, ok := strings.Cut(c.Ref, ".")
		if _, there := m.Table(name); !ok || !there {
			continue
		}
		if name == t.Name {
			name = "" // the format's word for the same table
		}
		res.Schema.ForeignKeys = append(res.Schema.ForeignKeys, dataRef{[]string{c.Name}, dataReference{name, []string{column}}})
	}
	return res
}

// fieldOf describes a column. The standard is of values in text: an array is
// JSON. Of Parquet its validator makes data frames, in which a list is no JSON
// and a null among integers is not a number, printed "nan".
func fieldOf(c table.Column, format Format) dataField {
	f := dataField{Name: c.Name, Type: fieldTypes[c.Type], Description: c.Doc, Null: c.Null, Unit: c.Unit, Example: c.Example, Constraints: map[string]any{}}
	if parquet := format.ending() == Parquet.ending(); parquet && c.Type == table.Strings {
		f.Type, f.Native = "any", c.Type.String()
	} else if parquet && c.Type == table.Int32 && c.Nullable() {
		f.Missing = []string{"", "nan"}
	}
	if !c.Nullable() {
		f.Constraints["required"] = true
	}
	if c.Values != nil {
		f.Constraints["enum"] = c.Values
	}
	if c.Low != nil {
		f.Constraints["minimum"] = *c.Low
	}
	if c.Top != nil {
		f.Constraints["maximum"] = *c.Top
	}
	return f
}

// fieldTypes names the types of columns as Table Schema does.
var fieldTypes = [...]string{
	table.String:  "string",
	table.Int32:   "integer",
	table.Float64: "number",
	table.Bool:    "boolean",
	table.Date:    "date",
	table.Strings: "array", // not "list": the published profile does not know it
}
