package snapshot

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The validator of data packages makes data frames of Parquet, so what these do
// not have is described as they show it, there alone.
func TestDataPackageDescribesWhatIsRead(t *testing.T) {
	type field struct {
		Type, NativeType string
		MissingValues    []string
	}
	frames := map[string]field{
		"aliases":    {Type: "any", NativeType: "list of string"},
		"head":       {Type: "integer", MissingValues: []string{"", "nan"}},
		"record":     {Type: "integer", MissingValues: []string{"", "nan"}},
		"n_mentions": {Type: "integer"},
		"score":      {Type: "number"},
	}
	plain := map[string]field{"aliases": {Type: "array"}, "head": {Type: "integer"}, "record": {Type: "integer"}, "n_mentions": {Type: "integer"}, "score": {Type: "number"}}
	want := map[Format]map[string]field{Parquet: frames, DuckDB: frames, Arrow: plain, JSONLines: plain, CSV: plain}
	for _, format := range Formats() {
		m := &Manifest{Format: format}
		for _, name := range []string{"tokens", "actors", "stances", "skips"} {
			m.Tables = append(m.Tables, Table{Name: name, Files: []File{{Path: format.part(name, 0)}}})
		}
		var pack struct {
			Resources []struct {
				Schema struct {
					Fields []struct {
						Name string
						field
					}
				}
			}
		}
		if err := json.Unmarshal(dataPackage(m), &pack); err != nil {
			t.Fatal(err)
		}
		got := make(map[string]field)
		for _, r := range pack.Resources {
			for _, f := range r.Schema.Fields {
				if _, ok := want[format][f.Name]; ok {
					got[f.Name] = f.field
				}
			}
		}
		if diff := cmp.Diff(want[format], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
}
