// Package cmd_test holds the rules of the layout, in words.
package cmd_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/sayso-nlp/sayso/"

// staircase says, for each package, which packages of this module it may
// import. What is not listed is not allowed. A package stands below all that
// import it, so the list reads from the ground up; siblings on a step never
// import each other.
const staircase = `
	models: nothing
	data:   nothing

	models/table, models/conllu: models

	extract/tensor: nothing

	extract/page, extract/token: models data
	extract/encode, extract/parse: models extract/tensor
	extract/tag, extract/entity, extract/claim: models data extract/tensor
	extract/stance: models data extract/encode extract/tensor
	extract/eval: models models/conllu
	extract:      models data extract/page extract/token extract/encode extract/tag extract/parse extract/entity extract/claim extract/stance extract/tensor

	extract/tensor/gen, extract/page/htmldate: nothing
	extract/tensor/tensortest: extract/tensor

	pipeline/pack, pipeline/journal: nothing
	pipeline/source:   models
	pipeline/corpus:   models pipeline/pack
	pipeline/snapshot: models models/table pipeline/pack
	pipeline/report:   models models/table pipeline/snapshot
	pipeline/coding:   models models/table pipeline/snapshot
	pipeline:          models models/table data extract extract/page pipeline/pack pipeline/journal pipeline/source pipeline/corpus pipeline/snapshot

	cmd/sayso:     models models/table models/conllu data extract extract/page extract/stance pipeline pipeline/source pipeline/snapshot pipeline/coding pipeline/report
	cmd/sayso-lab: models models/conllu data extract extract/page extract/token extract/encode extract/tag extract/parse extract/entity extract/claim extract/stance extract/tensor extract/eval pipeline pipeline/source pipeline/corpus pipeline/snapshot
`

// The pure packages take values and return values: no files, no network, no
// clock, no logging, no randomness.
var (
	pure    = []string{"models", "data", "extract"}
	impure  = []string{"os", "os/exec", "net", "net/http", "log", "log/slog", "math/rand", "math/rand/v2", "crypto/rand", "syscall", "io/ioutil", "path/filepath", "unsafe"}
	clock   = []string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker"}
	generic = []string{"util", "utils", "common", "helpers", "types", "base", "misc"}
)

// excused are the impure imports that a pure step has a reason for.
var excused = map[string]string{
	"extract/tensor/kernel.go":  "os", // the variable that names the kernel, read once at start
	"extract/tensor/tensortest": "os", // read by tests alone
	"extract/tensor/gen":        "os", // the generator of the assembly, which no package imports
}

func allowed(t *testing.T) map[string][]string {
	rules := make(map[string][]string)
	for line := range strings.Lines(staircase) {
		left, right, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		list := strings.Fields(right)
		if slices.Equal(list, []string{"nothing"}) {
			list = nil
		}
		for name := range strings.SplitSeq(left, ",") {
			rules[strings.TrimSpace(name)] = list
		}
	}
	if len(rules) < 10 {
		t.Fatal("the staircase does not parse")
	}
	return rules
}

func TestStaircase(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	rules := allowed(t)
	seen := 0
	err = fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := entry.Name(); base != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "out" || base == "bin") {
				return fs.SkipDir
			}
			if slices.Contains(generic, entry.Name()) {
				t.Errorf("%s: a package of that name says nothing of its job", name)
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		seen++
		checkFile(t, root, name, rules)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d files seen", seen)
	}
}

func checkFile(t *testing.T, root, name string, rules map[string][]string) {
	pkg := path.Dir(name)
	may, ok := rules[pkg]
	if !ok {
		t.Errorf("%s: package %s has no place on the staircase", name, pkg)
		return
	}
	step, _, _ := strings.Cut(pkg, "/")
	isPure := slices.Contains(pure, step)
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, 0)
	if err != nil {
		t.Error(err)
		return
	}
	for _, imp := range file.Imports {
		what, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		if ours, ok := strings.CutPrefix(what, module); ok && !slices.Contains(may, ours) {
			t.Errorf("%s imports %s; %s may import %v", name, ours, pkg, may)
		}
		if isPure && slices.Contains(impure, what) && excused[name] != what && excused[pkg] != what {
			t.Errorf("%s imports %s; %s takes values and returns values", name, what, step)
		}
	}
	if !isPure {
		return
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, sel.Sel.Name) {
				t.Errorf("%s reads the clock: time.%s", name, sel.Sel.Name)
			}
		}
		return true
	})
}
