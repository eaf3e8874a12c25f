package snapshot

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// The id is made of all that the manifest holds, and of that alone: whichever
// field changes, so does it.
func TestIDHangsOnEveryField(t *testing.T) {
	fresh := func() *Manifest {
		return &Manifest{ID: "x", SchemaVersion: "1", SchemaSHA256: "aa", ToolVersion: "0.1", Options: json.RawMessage(`{"limit":0}`),
			Format: CSV, Text: NoText, Origin: "ff", About: About{"Ports", []string{"Ada Quill"}, "CC0-1.0"}, Ingredients: []Ingredient{{"word list", "cues.tsv", "cues", "ours", "MIT"}},
			Weights: []NamedHash{{"small", "bb"}}, Lists: []NamedHash{{"cues.tsv", "cc"}}, Inputs: []Input{{"a.txt", 3, "dd"}},
			Tables: []Table{{"claims", 7, []File{{"claims/part-00000.parquet", 7, 99, "ee"}}}}}
	}
	id := func(m *Manifest) string {
		t.Helper()
		id, err := m.identify()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	usual := id(fresh())
	n := 0
	for ; ; n++ {
		m := fresh()
		path := changeOne(reflect.ValueOf(m).Elem(), new(n), "")
		if path == "" {
			break
		}
		if changed := id(m) != usual; changed != (path != ".ID") {
			t.Errorf("the manifest's %s changed: that changes the id: %v", path, changed)
		}
	}
	if n != 29 {
		t.Errorf("%d values were changed", n)
	}
}

// changeOne changes the n-th value in v and says which that was, "" if there are
// not so many. It counts n down.
func changeOne(v reflect.Value, n *int, path string) string {
	switch {
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if found := changeOne(v.Field(i), n, path+"."+v.Type().Field(i).Name); found != "" {
				return found
			}
		}
		return ""
	case v.Kind() == reflect.Slice && v.Type() != reflect.TypeFor[json.RawMessage]():
		return changeOne(v.Index(0), n, path+"[0]")
	case *n > 0:
		*n--
		return ""
	case v.Kind() == reflect.Slice:
		v.SetBytes([]byte(`{"limit":1}`))
	case v.Kind() == reflect.String:
		v.SetString(v.String() + "y")
	default:
		v.SetInt(v.Int() + 1)
	}
	return path
}

// Nothing of the machine, the moment or the place is in a snapshot.
func TestIDIsTheSameElsewhere(t *testing.T) {
	root := t.TempDir()
	first := write(t, filepath.Join(root, "first"), 5, Options{})
	t.Setenv("HOME", root)
	t.Setenv("USER", "somebody")
	t.Setenv("TZ", "Asia/Baku")
	t.Chdir(root)
	local := time.Local
	time.Local = time.FixedZone("far", 13*3600)
	defer func() { time.Local = local }()
	if second := write(t, filepath.Join("else", "where"), 5, Options{}); second.ID != first.ID {
		t.Errorf("ids %s and %s", first.ID, second.ID)
	}
}
