package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// croissant describes a snapshot for programs that learn from data, in Croissant
// 1.0 (http://mlcommons.org/croissant/1.0): its files with their hashes, and a
// set of records for each table, read from the files of its folder.
func croissant(m *Manifest) []byte {
	format := forms[m.Format].croissant
	var files []any
	var records []any
	for _, t := range m.Tables {
		def := m.definition(t.Name)
		for _, f := range t.Files {
			files = append(files, croissantPart{"cr:FileObject", f.Path, f.Path, f.Path, fmt.Sprintf("%d B", f.Bytes), format, f.SHA256})
		}
		set := t.Name + "-files"
		files = append(files, croissantFiles{"cr:FileSet", set, set, "The files of the table " + t.Name + ".", format, m.Format.glob(t.Name)})
		rec := croissantRecords{Type: "cr:RecordSet", ID: t.Name, Name: t.Name, Description: "One row is " + def.Row + "."}
		for _, c := range def.Columns {
			id := t.Name + "/" + c.Name
			field := croissantField{Type: "cr:Field", ID: id, Name: c.Name, Description: c.Describe(), DataType: croissantTypes[c.Type], Repeated: c.Type == table.Strings}
			field.Source.FileSet.ID = set
			field.Source.Extract.Column = c.Name
			rec.Fields = append(rec.Fields, field)
			if c.Key {
				rec.Key = append(rec.Key, croissantRef{id})
			}
		}
		records = append(records, rec)
	}
	set := croissantSet{
		Context: croissantContext(), Type: "sc:Dataset", ConformsTo: "http://mlcommons.org/croissant/1.0",
		Name: m.About.title(), Description: m.abstract(), Version: m.SchemaVersion + ".0.0", CiteAs: bibtex(m),
		Keywords: keywords, Distribution: files, RecordSet: records,
	}
	for _, name := range m.About.Authors {
		set.Creators = append(set.Creators, croissantName{"sc:Person", name})
	}
	switch licence := m.About.Licence; {
	case isURL(licence):
		set.License = licence
	case licence != "":
		set.License = "https://spdx.org/licenses/" + licence + ".html"
	}
	text, err := encode(set, "  ")
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return text
}

// The parts of a description.
type (
	croissantSet struct {
		Context      map[string]any  `json:"@context"`
		Type         string          `json:"@type"`
		ConformsTo   string          `json:"conformsTo"`
		Name         string          `json:"name"`
		Description  string          `json:"description"`
		Version      string          `json:"version"`
		CiteAs       string          `json:"citeAs"`
		License      string          `json:"license,omitempty"`
		Creators     []croissantName `json:"creator,omitempty"`
		Keywords     []string        `json:"keywords"`
		Distribution []any           `json:"distribution"`
		RecordSet    []any           `json:"recordSet"`
	}
	croissantName struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	croissantPart struct {
		Type           string `json:"@type"`
		ID             string `json:"@id"`
		Name           string `json:"name"`
		ContentURL     string `json:"contentUrl"`
		ContentSize    string `json:"contentSize"`
		EncodingFormat string `json:"encodingFormat"`
		SHA256         string `json:"sha256"`
	}
	croissantFiles struct {
		Type           string `json:"@type"`
		ID             string `json:"@id"`
		Name           string `json:"name"`
		Description    string `json:"description"`
		EncodingFormat string `json:"encodingFormat"`
		Includes       string `json:"includes"`
	}
	croissantRecords struct {
		Type        string           `json:"@type"`
		ID          string           `json:"@id"`
		Name        string           `json:"name"`
		Description string           `json:"description"`
		Key         []croissantRef   `json:"key,omitempty"`
		Fields      []croissantField `json:"field"`
	}
	croissantRef struct {
		ID string `json:"@id"`
	}
	croissantField struct {
		Type        string `json:"@type"`
		ID          string `json:"@id"`
		Name        string `json:"name"`
		Description string `json:"description"`
		DataType    string `json:"dataType"`
		Repeated    bool   `json:"repeated,omitempty"`
		Source      struct {
			FileSet croissantRef `json:"fileSet"`
			Extract struct {
				Column string `json:"column"`
			} `json:"extract"`
		} `json:"source"`
	}
)

// croissantTypes names the types of columns as schema.org does.
var croissantTypes = [...]string{
	table.String:  "sc:Text",
	table.Int32:   "sc:Integer",
	table.Float64: "sc:Float",
	table.Bool:    "sc:Boolean",
	table.Date:    "sc:Date",
	table.Strings: "sc:Text",
}

// croissantContext is the context that the standard prescribes.
func croissantContext() map[string]any {
	context := map[string]any{
		"@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/",
		"rai": "http://mlcommons.org/croissant/RAI/", "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
		"data":     map[string]string{"@id": "cr:data", "@type": "@json"},
		"dataType": map[string]string{"@id": "cr:dataType", "@type": "@vocab"},
		"examples": map[string]string{"@id": "cr:examples", "@type": "@json"},
	}
	for _, name := range []string{"citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes",
		"isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
		"separator", "source", "subField", "transform"} {
		context[name] = "cr:" + name
	}
	return context
}

// bibtex is how to cite a snapshot.
func bibtex(m *Manifest) string {
	authors := []string{"anonymous"}
	if len(m.About.Authors) > 0 {
		authors = nil
		for _, name := range m.About.Authors {
			authors = append(authors, bibtexName(name))
		}
	}
	return fmt.Sprintf("@misc{sayso-%.16s, author = {%s}, title = {%s}, note = {snapshot sha256:%s, made by sayso %s}}", m.ID,
		strings.Join(authors, " and "), bibtexText(m.About.title()), m.ID, m.ToolVersion)
}

// bibtexName writes an author's name; one with "and" in it, as an institute may
// have, would be read as two.
func bibtexName(name string) string {
	text := bibtexText(name)
	if slices.ContainsFunc(strings.Fields(name), func(word string) bool { return strings.EqualFold(word, "and") }) {
		return "{" + text + "}"
	}
	return text
}

// bibtexEscapes write what TeX would not print as it stands. BibTeX counts braces
// even behind a backslash, so those have names.
var bibtexEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "~", `\textasciitilde{}`,
	"^", `\textasciicircum{}`, "$", `\$`, "&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`)

func bibtexText(s string) string {
	return bibtexEscapes.Replace(models.PlainName(s))
}
