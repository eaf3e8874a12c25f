package coding

import (
	"fmt"
	"strings"
	"testing"
)

// coded makes a sheet: a row a word, its stratum of so many units and three
// answers, as in "s/8/yny"; a dot is no answer.
func coded(t *testing.T, name string, rows ...string) *Sheet {
	t.Helper()
	counts := make(map[string]int)
	for _, row := range rows {
		stratum, _, _ := strings.Cut(row, "/")
		counts[stratum]++
	}
	text := "kind,id,stratum,stratum_units,stratum_rows,answer_found,answer_actors,answer_type,type,outlet\n"
	for i, row := range rows {
		part := strings.Split(row, "/")
		answers := strings.ReplaceAll(strings.Join(strings.Split(part[2], ""), ","), ".", "")
		text += fmt.Sprintf("claim,a-c%d,%s,%s,%d,%s,denial,%c\n", i, part[0], part[1], counts[part[0]], answers, "xy"[i%2])
	}
	s, err := ReadSheet(name, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func agree(t *testing.T, by []string, sheets ...*Sheet) *Report {
	t.Helper()
	r, err := Agree(sheets, by)
	if err != nil {
		t.Fatal(err)
	}
	r.Round()
	return r
}

func (r *Report) precision(t *testing.T, sheet int, by, group, question string) Precision {
	t.Helper()
	for _, p := range r.Precision {
		if p.Sheet == sheet && p.Group == (Group{"claim", by, group, question}) {
			return p
		}
	}
	t.Fatalf("no precision of %s %s, %s", by, group, question)
	return Precision{}
}

// Of a large stratum one of two is right, of a small one both: rows of 10 and of
// 1 unit. What is no claim has no type, and what is unsure is left out, its weight
// on the rest of its stratum.
func TestPrecision(t *testing.T) {
	r := agree(t, []string{"stratum", "type", "outlet"}, coded(t, "a.csv", "big/20/yyy", "big/20/n..", "small/2/yny", "small/2/yy?"))
	if !r.Weighted || len(r.Notes) != 0 {
		t.Errorf("%+v", r)
	}
	for _, tt := range []struct {
		by, group, question    string
		n, right, unsure       int
		value, low, high, size float64
	}{
		// (10+1+1)/22; no row of the small stratum differs, so the variance is that of
		// the big one, (20/22)²·0.25 = 0.2066, against 0.5454·0.4545/3 = 0.0826: four
		// rows are worth 1.6.
		{"", "", "found", 4, 3, 0, 0.5455, 0.0938, 0.9330, 1.6},
		// Of the big stratum the one found, of the small one of two.
		{"", "", "actors", 3, 2, 0, 0.9167, 0, 0, 0},
		// The small stratum's two units rest on one row.
		{"", "", "type", 2, 2, 1, 1, 0, 0, 0},
		{"", "", "all", 3, 1, 1, 0.4545, 0, 0, 0},
		{"stratum", "big", "found", 2, 1, 0, 0.5, 0.0945, 0.9055, 2},
		{"stratum", "small", "found", 2, 2, 0, 1, 0.3424, 1, 2},
		{"outlet", "x", "found", 2, 2, 0, 1, 0, 0, 0},
		{"outlet", "y", "found", 2, 1, 0, 0.0909, 0, 0, 0},
	} {
		p := r.precision(t, 0, tt.by, tt.group, tt.question)
		if p.N != tt.n || p.Right != tt.right || p.Unsure != tt.unsure {
			t.Errorf("%+v: %+v", tt, p)
		}
		near(t, "precision", p.Value, tt.value, 5e-5)
		if tt.size > 0 {
			near(t, "effective", p.Effective, tt.size, 1e-5)
			near(t, "low", p.Low, tt.low, 1e-4)
			near(t, "high", p.High, tt.high, 1e-4)
		}
		if p.Low > p.Value || p.High < p.Value {
			t.Errorf("%+v: the interval does not hold the value", p)
		}
	}
	for _, p := range r.Precision {
		if p.By == "type" {
			t.Errorf("all are of one type, and it is a group: %+v", p)
		}
	}
}

func TestUnweighted(t *testing.T) {
	s := coded(t, "a.csv", "big/20/yyy", "big/20/n..", "small/2/yny", "small/2/yy?")
	s.Unweight()
	r := agree(t, nil, s)
	if p := r.precision(t, 0, "", "", "found"); r.Weighted || p.Value != 0.75 || p.Effective != 4 {
		t.Errorf("%+v", p)
	}
}

func TestAgreement(t *testing.T) {
	first := coded(t, "a.csv", "s/6/yyy", "s/6/yyn", "s/6/nyy", "s/6/n..", "s/6/y?y", "s/6/...")
	second := coded(t, "b.csv", "s/6/yyy", "s/6/yyy", "s/6/nyy", "s/6/yyy", "s/6/yyy", "s/6/yyy")
	r := agree(t, []string{"outlet"}, first, second)
	of := func(question string) Agreement {
		for _, a := range r.Agreement {
			if a.Group == (Group{"claim", "", "", question}) {
				return a
			}
		}
		t.Fatalf("no agreement on %s", question)
		return Agreement{}
	}
	// Five judged by both, one differs. Yes: 3 and 4 of 5, by chance 0.6·0.8 +
	// 0.4·0.2 = 0.56; kappa (0.8-0.56)/0.44. Seven yes and three no: alpha
	// 1 - 9·2/(2·21).
	a := of("found")
	near(t, "agreement", a.Value, 0.8, 0)
	near(t, "kappa", a.Kappa.Value, 0.545455, 0)
	near(t, "alpha", a.Alpha.Value, 0.571429, 0)
	if a.N != 5 || a.Low >= 0.8 || a.High <= 0.8 {
		t.Errorf("%+v", a)
	}
	// What one finds no claim, and what one is unsure of, are left out.
	if a := of("actors"); a.N != 3 || a.Kappa != nil || a.Value != 1 {
		t.Errorf("%+v", a)
	}
	if a := of("type"); a.N != 4 || a.Value != 0.75 {
		t.Errorf("%+v", a)
	}
	if len(r.Notes) != 0 {
		t.Errorf("%q", r.Notes)
	}
}

// The second coder has judged a part, in another order.
func TestPartOfASheet(t *testing.T) {
	first := coded(t, "a.csv", "s/9/yyy", "s/9/nyy", "s/9/yyy")
	second := coded(t, "b.csv", "s/9/yyy", "s/9/nyy", "s/9/nyy")
	second.Rows = []Coded{second.Rows[2], second.Rows[1]}
	r := agree(t, nil, first, second)
	if len(r.Notes) != 1 || r.Notes[0] != "2 rows are in both sheets, of 3 and 2: agreement is over these" || r.Agreement[0].N != 2 || r.Agreement[0].Value != 0.5 {
		t.Errorf("%+v", r)
	}
}

func TestSheetsThatDoNotFit(t *testing.T) {
	first := coded(t, "a.csv", "s/9/yyy")
	other := coded(t, "b.csv", "s/9/yyy")
	other.Rows[0].ID = "b-c1"
	drawn := coded(t, "c.csv", "s/9/yyy")
	first.DrawnFrom, drawn.DrawnFrom = "snapshot aaaaaaaaaaaaaaaa, seed 1", "snapshot bbbbbbbbbbbbbbbb, seed 1"
	found, err := ReadSheet("d.csv", strings.NewReader("kind,id,answer_found\nclaim,a-c0,y\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		second *Sheet
		by     []string
		says   string
	}{
		{other, nil, "they have no id in common"},
		{drawn, nil, "of two snapshots"},
		{found, nil, "do not have the same columns of answers"},
		{other, []string{"mood"}, "a.csv has no column mood"},
	} {
		if _, err := Agree([]*Sheet{first, tt.second}, tt.by); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%v, want %q", err, tt.says)
		}
	}
	if r := agree(t, nil, found); len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "does not say how its rows were drawn") {
		t.Errorf("%q", r.Notes)
	}
}

// A stratum that nobody judged is missing from the figures, which is said.
func TestAStratumWithoutAnswers(t *testing.T) {
	r := agree(t, nil, coded(t, "a.csv", "s/9/yyy", "t/9/..."))
	if len(r.Notes) != 1 || r.Notes[0] != "a.csv answers nothing about claims of stratum t: the figures are of the rest" {
		t.Errorf("%q", r.Notes)
	}
}
