package snapshot

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// In whatever format, the rows that come back are those of Parquet, the snapshot
// is sound, and the same rows give the same bytes.
func TestFormats(t *testing.T) {
	root := t.TempDir()
	plain := filepath.Join(root, "plain")
	write(t, plain, 300, Options{Tokens: true})
	for _, format := range Formats() {
		t.Run(string(format), func(t *testing.T) {
			dir := filepath.Join(root, string(format))
			opt := Options{Tokens: true, Format: format, limits: limits{groupRows: 700, groupBytes: 6 << 20, pageBytes: 1 << 20, fileBytes: 10 << 10}}
			m := write(t, dir, 300, opt)
			if got := problems(t, dir); got != "" {
				t.Fatal(got)
			}
			a, err := Open(plain)
			if err != nil {
				t.Fatal(err)
			}
			b, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			c, err := Diff(a, b, nil, nil)
			if err != nil || !c.Same() {
				t.Errorf("not the same rows: %+v, error %v", c, err)
			}
			if diff := cmp.Diff(collect(t, a, table.Actors), collect(t, b, table.Actors)); diff != "" {
				t.Errorf("actors (-parquet +%s):\n%s", format, diff)
			}
			if tokens, _ := m.Table("tokens"); len(tokens.Files) < 2 {
				t.Errorf("%d files of tokens: too few to prove anything", len(tokens.Files))
			}
			if (m.Origin == "") != (format == Parquet) {
				t.Errorf("origin %q", m.Origin)
			}
			again := write(t, dir+"-again", 300, opt)
			if again.ID != m.ID {
				t.Error("the same rows give other bytes")
			}
		})
	}
}

// A snapshot of another format names the one of Parquet that the same run gives.
func TestOrigin(t *testing.T) {
	root := t.TempDir()
	origin := write(t, filepath.Join(root, "plain"), 5, Options{})
	for _, opt := range []Options{{Format: CSV}, {Text: NoText}, {Format: JSONLines, Text: NoText}} {
		if m := write(t, filepath.Join(root, string(opt.Format)+string(opt.Text)), 5, opt); m.Origin != origin.ID || m.ID == origin.ID {
			t.Errorf("%+v: origin %s, and the other's id is %s", opt, m.Origin, origin.ID)
		}
	}
}

// hostile is a row whose strings break a careless writer.
func hostile(rnd *rand.Rand) table.Change {
	parts := []string{",", `"`, `""`, "\n", "\r\n", "\r", " ", "\t", "é", "🙂", "x", "null", "[]", `\`, "\u2028", "<b>", "\x00", "{", "0"}
	text := func() string {
		var b strings.Builder
		for range rnd.IntN(6) {
			b.WriteString(parts[rnd.IntN(len(parts))])
		}
		return b.String()
	}
	c := table.Change{Table: text(), Change: text(), ArticleID: text(), Key: text(), OldKey: text(), Before: text(), After: text()}
	for range rnd.IntN(4) {
		c.Columns = append(c.Columns, text())
	}
	return c
}

// Whatever a string holds comes back as it was, in every format.
func TestHostileStrings(t *testing.T) {
	for _, format := range Formats() {
		for seed := range uint64(20) {
			rnd := rand.New(rand.NewPCG(seed, 3))
			dir := t.TempDir()
			s, err := sheetFor(table.Changes, dir, Options{Format: format, limits: usual})
			if err != nil {
				t.Fatal(err)
			}
			var want []table.Change
			for range 300 {
				row := hostile(rnd)
				want = append(want, row)
				if err := s.add(&row); err != nil {
					t.Fatal(err)
				}
			}
			tab, err := s.close()
			if err != nil {
				t.Fatal(err)
			}
			snap := &Snapshot{Dir: dir, Manifest: &Manifest{Format: format, Tables: []Table{tab}}}
			if diff := cmp.Diff(want, collect(t, snap, table.Changes)); diff != "" {
				t.Fatalf("%s, seed %d (-written +read):\n%s", format, seed, diff)
			}
		}
	}
}

// Nulls, numbers and days come back from every format.
func TestValuesOfFormats(t *testing.T) {
	rows := []table.Article{
		{ArticleID: "a", SourceURI: "u", Text: "x", TextSHA256: "s", PublishedOn: models.Date{Year: 1969, Month: 12, Day: 31}, NReplaced: 2_000_000_000},
		{ArticleID: "b", SourceURI: "u", Text: "", TextSHA256: "s"},
		{ArticleID: "c", SourceURI: "u", Text: "y", TextSHA256: "s", PublishedOn: models.Date{Year: 2024, Month: 2, Day: 29}, Metadata: `{"a":"b"}`},
	}
	scores := []table.Stance{{Score: -0.667, Confidence: 1}, {Score: 0, Confidence: 0.001}, {Score: 1, Confidence: 0.1}}
	claims := []table.Claim{{Negated: true, Confidence: 0.5}, {Negated: false, Confidence: 1}}
	for _, format := range Formats() {
		back(t, format, table.Articles, rows)
		back(t, format, table.Stances, scores)
		back(t, format, table.Claims, claims)
		back(t, format, table.Skips, []table.Skip{{SourceURI: "u", Record: models.None, Stage: "read", Reason: "empty"}, {SourceURI: "u", Record: 7, Stage: "read", Reason: "empty", Detail: "d"}})
		back[table.Claim](t, format, table.Claims, nil)
	}
}

func back[R any](t *testing.T, format Format, k *table.Kind[R], rows []R) {
	t.Helper()
	dir := t.TempDir()
	s, err := sheetFor(k, dir, Options{Format: format, limits: usual})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		if err := s.add(&rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	tab, err := s.close()
	if err != nil {
		t.Fatal(err)
	}
	snap := &Snapshot{Dir: dir, Manifest: &Manifest{Format: format, Tables: []Table{tab}}}
	if diff := cmp.Diff(rows, collect(t, snap, k)); diff != "" {
		t.Errorf("%s, %s (-written +read):\n%s", format, k.Name, diff)
	}
}

// Broken bytes of any format give an error or other rows, and never a panic or
// rows without end; and Verify, whose hashes they fit, finds them if a row is
// another.
func TestFormatsSurviveGarbage(t *testing.T) {
	for _, format := range Formats() {
		dir := filepath.Join(t.TempDir(), "snap")
		m := write(t, dir, 3, Options{Format: format})
		tab, _ := m.Table("mentions")
		path := filepath.Join(dir, tab.Files[0].Path)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rnd := rand.New(rand.NewPCG(1, 2))
		for range 400 {
			broken := bytes.Clone(text)
			for range 1 + rnd.IntN(3) {
				broken[rnd.IntN(len(broken))] = byte(rnd.IntN(256))
			}
			if rnd.IntN(4) == 0 {
				broken = broken[:rnd.IntN(len(broken))]
			}
			if err := os.WriteFile(path, broken, 0o666); err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, err := range Rows(&Snapshot{Dir: dir, Manifest: m}, table.Mentions) {
				if err != nil {
					break
				}
				if n++; n > 10000 {
					t.Fatalf("%s: there is no end of rows", format)
				}
			}
		}
	}
}

// A byte that is another one, anywhere in any file of any format, is found.
func TestVerifyFindsAnyByteOfFormats(t *testing.T) {
	for _, format := range Formats()[1:] {
		dir := filepath.Join(t.TempDir(), "snap")
		write(t, dir, 2, Options{Format: format, Text: NoText})
		rnd := rand.New(rand.NewPCG(7, 7))
		for _, name := range filesIn(t, dir) {
			path := filepath.Join(dir, name)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			other := bytes.Clone(text)
			at := rnd.IntN(len(text))
			other[at] ^= byte(1 + rnd.IntN(255))
			if err := os.WriteFile(path, other, 0o666); err != nil {
				t.Fatal(err)
			}
			if list, err := Verify(dir); err == nil && len(list) == 0 {
				t.Errorf("%s: byte %d of %s is another, and nothing is found", format, at, name)
			}
			if err := os.WriteFile(path, text, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestParts(t *testing.T) {
	for _, tt := range []struct {
		format Format
		path   string
		ok     bool
	}{
		{Parquet, "claims/part-00000.parquet", true}, {CSV, "claims/part-00012.csv", true}, {DuckDB, "claims-00000.parquet", true},
		{Parquet, "claims/part-00000.csv", false}, {Parquet, "actors/part-00000.parquet", false}, {Parquet, "claims/part-../../x.parquet", false},
		{Parquet, `claims/part-\x.parquet`, false}, {DuckDB, "claims-/x.parquet", false}, {DuckDB, "claims/part-00000.parquet", false},
		{Parquet, "claims/part-0/0.parquet", false}, {Parquet, "/claims/part-00000.parquet", false},
	} {
		if got := tt.format.isPart("claims", tt.path); got != tt.ok {
			t.Errorf("%s: %s is a part: %v", tt.format, tt.path, got)
		}
	}
}

func FuzzReadFields(f *testing.F) {
	f.Add("a,b\n")
	f.Add("\"a\"\"\n\",,\"\"\n")
	f.Fuzz(func(t *testing.T, line string) {
		fields, err := readFields(bufio.NewReader(strings.NewReader(line)), nil)
		if err != nil {
			return
		}
		var b bytes.Buffer
		e := &csvEncoder{out: bufio.NewWriter(&b)}
		for i, s := range fields {
			e.field(i, s)
		}
		e.end()
		if err := e.close(); err != nil {
			t.Fatal(err)
		}
		again, err := readFields(bufio.NewReader(&b), nil)
		if err != nil || fmt.Sprintf("%q", again) != fmt.Sprintf("%q", fields) {
			t.Errorf("%q became %q, error %v", fields, again, err)
		}
	})
}
