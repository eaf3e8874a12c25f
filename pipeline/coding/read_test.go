package coding

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// sheetOf is what a coder hands in: two claims and a stance, drawn from strata.
const sheetOf = `kind,id,context,answer_found,answer_actors,answer_type,stratum,stratum_units,stratum_rows,drawn_from,type,label
claim,a-c1,"She said so, twice.",y,n,y,news,30,2,"snapshot 00ff00ff00ff00ff, seed 1",denial,
claim,a-c2,Zoë’s “idea”,n,,,news,30,2,"snapshot 00ff00ff00ff00ff, seed 1",statement,
stance,a-t1,x,Y,?,,,8,4,"snapshot 00ff00ff00ff00ff, seed 1",,against
`

func TestReadSheet(t *testing.T) {
	encoded := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	semicolons := strings.NewReplacer(`"She said so, twice."`, "She said so", `"snapshot 00ff00ff00ff00ff, seed 1"`, "snapshot 00ff00ff00ff00ff, seed 1", ",", ";").Replace(
		strings.ReplaceAll(sheetOf, ", seed", "· seed"))
	semicolons = strings.ReplaceAll(semicolons, "· seed", ", seed")
	for name, text := range map[string]string{
		"as written":      sheetOf,
		"byte order mark": byteOrderMark + sheetOf,
		"CRLF":            strings.ReplaceAll(sheetOf, "\n", "\r\n"),
		"CR":              strings.ReplaceAll(sheetOf, "\n", "\r"),
		"blank lines":     strings.ReplaceAll(sheetOf, "\n", "\n,,,,,\n"),
		"semicolons":      semicolons,
		"sep line":        "sep=;\n" + semicolons,
		"tabs":            strings.ReplaceAll(semicolons, ";", "\t"),
		"capitals":        strings.ReplaceAll(sheetOf, "answer_found", " Answer_Found "),
		"no last commas":  strings.ReplaceAll(sheetOf, "statement,\n", "statement\n"),
		"UTF-16":          encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(sheetOf)),
		"Windows-1252":    encoded(charmap.Windows1252.NewEncoder().String(sheetOf)),
	} {
		s, err := ReadSheet("coded.csv", strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s.DrawnFrom != "snapshot 00ff00ff00ff00ff, seed 1" || !s.Weighted || len(s.Rows) != 3 || len(s.Asked) != 3 {
			t.Errorf("%s: %+v", name, s)
			continue
		}
		for i, want := range []Coded{
			{Kind: Claim, ID: "a-c1", Stratum: "news", Weight: 15, Answers: [4]Answer{Yes, No, Yes, No}},
			{Kind: Claim, ID: "a-c2", Stratum: "news", Weight: 15, Answers: [4]Answer{No, Blank, Blank, No}},
			{Kind: Stance, ID: "a-t1", Weight: 2, Answers: [4]Answer{Yes, Unsure, Blank, Unsure}},
		} {
			got := s.Rows[i]
			got.cells = nil
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(Coded{})); diff != "" {
				t.Errorf("%s, row %d (-want +got):\n%s", name, i, diff)
			}
		}
		if name == "as written" && s.cell(s.Rows[1].cells, "context") != "Zoë’s “idea”" {
			t.Errorf("%s: %q", name, s.cell(s.Rows[1].cells, "context"))
		}
	}
}

func TestBadSheets(t *testing.T) {
	for _, tt := range []struct{ name, text, says string }{
		{"nothing", "", "is empty"},
		{"a head alone", "kind,id,answer_found\n", "there are no rows"},
		{"another table", "name,age\nAda,36\n", "no column kind, no id, no answer_found or answer_actors or answer_type; the first line is name | age"},
		{"a column twice", "kind,id,id,answer_found\n", "the column id is there twice"},
		{"a workbook", "PK\x03\x04rest", "is a workbook"},
		{"bytes", "kind,id,answer_found\n\x00\x01", "is no text"},
		{"half a weight", "kind,id,answer_found,stratum_units\n", "a weight needs both"},
		{"a strange answer", "kind,id,answer_found\nclaim,a-c1,perhaps\n", `coded.csv, line 2: answer_found: "perhaps" is no answer: write y, n or ?, or nothing`},
		{"a strange kind", "kind,id,answer_found\nremark,a-c1,y\n", `"remark" is none of claim, stance`},
		{"no id", "kind,id,answer_found\nclaim,,y\n", "the row has no id"},
		{"a row twice", "kind,id,answer_found\nclaim,a-c1,y\nclaim,a-c1,n\n", "claim a-c1 is there twice"},
		{"no weight", "kind,id,answer_found,weight\nclaim,a-c1,y,0\n", `weight: "0" is no positive number`},
		{"a date for a weight", "kind,id,answer_found,weight\nclaim,a-c1,y,Mrz 25\n", `weight: "Mrz 25" is no positive number`},
		{"more drawn than there are", "kind,id,answer_found,stratum_units,stratum_rows\nclaim,a-c1,y,2,3\n", "stratum_rows 3 is more than stratum_units 2"},
		{"a stratum of two sizes", "kind,id,answer_found,stratum,stratum_units,stratum_rows\nclaim,a-c1,y,s,9,3\nclaim,a-c2,y,s,8,3\n", `stratum "s" do not agree`},
		{"an open quotation", "kind,id,answer_found\nclaim,\"a-c1,y\n", "is not well-formed CSV"},
		{"many mistakes", "kind,id,answer_found\n" + strings.Repeat("claim,a-c1,maybe\n", 15), "and 5 more"},
	} {
		_, err := ReadSheet("coded.csv", strings.NewReader(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.says)
		}
	}
	if s, err := ReadSheet("coded.csv", strings.NewReader("kind;id;answer_found;weight\nclaim;a-c1;y;2,5\n")); err != nil || s.Rows[0].Weight != 2.5 {
		t.Errorf("a decimal comma: %v", err)
	}
}

// Any bytes give a sheet or an error.
func FuzzReadSheet(f *testing.F) {
	f.Add(sheetOf)
	f.Add("sep=\xff\n")
	f.Add("sep=\"\nkind,id")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ReadSheet("coded.csv", strings.NewReader(text))
		if err == nil {
			if _, err := Agree([]*Sheet{s, s}, nil); err != nil {
				t.Errorf("a sheet does not agree with itself: %v", err)
			}
		}
	})
}
