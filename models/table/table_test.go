package table

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

var update = flag.Bool("update", false, "write the printed schema to testdata/schema.txt")

// TestPrint holds the definition of the tables as text: a change of a column is
// a change of that file. Whoever makes one thinks of SchemaVersion.
func TestPrint(t *testing.T) {
	const golden = "testdata/schema.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(Print()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), Print()); diff != "" {
		t.Errorf("the schema changed (-golden +now):\n%s", diff)
	}
}

// TestDefinitions holds what every definition must be like.
func TestDefinitions(t *testing.T) {
	name := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	tables := map[string]bool{}
	for _, def := range All() {
		if tables[def.Name] || !name.MatchString(def.Name) || def.Row == "" || Find(def.Name) != def {
			t.Errorf("table %q is there twice, badly named or not described", def.Name)
		}
		tables[def.Name] = true
		columns := map[string]bool{}
		for i, c := range def.Columns {
			at := def.Name + "." + c.Name
			if columns[c.Name] || !name.MatchString(c.Name) || def.Column(c.Name) != i {
				t.Errorf("%s is there twice or badly named", at)
			}
			columns[c.Name] = true
			if r, _ := utf8.DecodeRuneInString(c.Doc); !unicode.IsLower(r) || strings.HasSuffix(c.Doc, ".") {
				t.Errorf("%s: %q is no phrase", at, c.Doc)
			}
			if c.Example == "" || c.Values != nil && !slices.Contains(c.Values, c.Example) {
				t.Errorf("%s: example %q", at, c.Example)
			}
			if c.Key && c.Nullable() {
				t.Errorf("%s: a key may be null", at)
			}
			if c.Nullable() && (c.Type == Float64 || c.Type == Bool || c.Type == Strings) {
				t.Errorf("%s: a %s has no null", at, c.Type)
			}
			if c.Nullable() && c.Type == Int32 && (c.Low == nil || *c.Low <= models.None) {
				t.Errorf("%s: the sign of null may be a value", at)
			}
			if c.Dict && c.Type != String {
				t.Errorf("%s: only strings are dictionary encoded", at)
			}
			if c.Quotes && def.Column("char_start") == models.None {
				t.Errorf("%s quotes the text, but its table has no span", at)
			}
			if to, column, ok := strings.Cut(c.Ref, "."); ok {
				target := Find(to)
				if target == nil || !slices.Equal(target.Key(), []string{column}) {
					t.Errorf("%s refers to %s, which is no key", at, c.Ref)
				}
			} else if c.Ref != "" {
				t.Errorf("%s refers to %q", at, c.Ref)
			}
		}
	}
}

// lensed checks that every column's lens is that of its type and that no two
// columns share a field: it writes a value of its own through each lens and
// then reads all of them.
func lensed[R any](t *testing.T, k *Kind[R]) {
	t.Helper()
	var row R
	for i, c := range k.Columns {
		lens, set := k.Lens[i], 0
		for _, there := range []bool{lens.String != nil, lens.Int32 != nil, lens.Float64 != nil, lens.Bool != nil, lens.Date != nil, lens.Strings != nil} {
			if there {
				set++
			}
		}
		if set != 1 {
			t.Errorf("%s.%s has %d lenses", k.Name, c.Name, set)
		}
		switch c.Type {
		case String:
			*lens.String(&row) = c.Name
		case Int32:
			*lens.Int32(&row) = int32(i)
		case Float64:
			*lens.Float64(&row) = float64(i)
		}
	}
	for i, c := range k.Columns {
		lens := k.Lens[i]
		if c.Type == String && *lens.String(&row) != c.Name || c.Type == Int32 && *lens.Int32(&row) != int32(i) || c.Type == Float64 && *lens.Float64(&row) != float64(i) {
			t.Errorf("%s.%s shares its field with another column", k.Name, c.Name)
		}
	}
}

func TestLenses(t *testing.T) {
	lensed(t, Articles)
	lensed(t, Sections)
	lensed(t, Sentences)
	lensed(t, Tokens)
	lensed(t, Mentions)
	lensed(t, Actors)
	lensed(t, Claims)
	lensed(t, ClaimSpans)
	lensed(t, ClaimActors)
	lensed(t, Stances)
	lensed(t, StanceSummary)
	lensed(t, Skips)
}

func TestEvents(t *testing.T) {
	root := regexp.MustCompile(`^(0[1-9]|1[0-9]|20)?$`)
	var names []string
	for _, e := range Events() {
		names = append(names, e.Type.String())
		if e.PLOVER != "" && !slices.Contains(Categories(), e.PLOVER) || !root.MatchString(e.CAMEO) || e.Why == "" {
			t.Errorf("%s: PLOVER %q, CAMEO %q, why %q", e.Type, e.PLOVER, e.CAMEO, e.Why)
		}
	}
	if diff := cmp.Diff(models.ClaimTypes(), names); diff != "" {
		t.Errorf("types of claim (-all +mapped):\n%s", diff)
	}
}

// TestReasons holds that the allowed reasons of a skip are those that models
// has constants for.
func TestReasons(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../record.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && fmt.Sprint(spec.Type) == "Reason" {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, value)
		}
		return true
	})
	if diff := cmp.Diff(want, reasons); diff != "" {
		t.Errorf("reasons (-models +allowed):\n%s", diff)
	}
}

// TestEnumerationsAreWhole holds that the last value of each enumeration is the
// one behind which its names end.
func TestEnumerationsAreWhole(t *testing.T) {
	for name, beyond := range map[string]func() string{
		"section kind": (models.Boilerplate + 1).String, "mention kind": (models.Metonym + 1).String, "actor type": (models.Commenter + 1).String,
		"source kind": (models.DocumentSource + 1).String, "quote": (models.Mixed + 1).String, "modality": (models.Alleged + 1).String,
		"role": (models.Addressee + 1).String, "holder kind": (models.CommenterHolder + 1).String, "stage": (models.Extracting + 1).String,
	} {
		func() {
			defer func() { _ = recover() }()
			t.Errorf("%s goes on with %q", name, beyond())
		}()
	}
}
