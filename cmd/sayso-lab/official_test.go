package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOfficialAt(t *testing.T) {
	tests := []struct {
		text string
		want []official
	}{
		{"On Friday, Danish Prime Minister Mette Krag, 51, spoke.", []official{{"Mette Krag", "DNK", "premier"}}},
		{"Peru's foreign minister Rosa Quintero Vega said so.", []official{{"Rosa Quintero Vega", "PER", "foreign minister"}}},
		{"Kremlin spokesman Ivan Sorin declined, and Norwegian Foreign Ministry spokeswoman Liv Holm agreed.",
			[]official{{"Ivan Sorin", "RUS", "spokesman"}, {"Liv Holm", "NOR", "spokesman"}}},
		{"Egyptian President Tarek al-Masri's visit ended.", []official{{"Tarek al-Masri", "EGY", "president"}}},
		{"U.S. Secretary of State John Q. Fenwick flew home.", []official{{"John Q. Fenwick", "USA", "foreign minister"}}},
		{"the former Danish Prime Minister Mette Krag", nil},
		{"New Mexico Secretary of State Ada Brook", nil},
		{"Bank of America spokesman Carl Dorn", nil},
		{"British chancellor Carl Dorn", nil},
		{"the Danish President Club of Great Old Men", nil},
		{"Danish President Krag said", nil},
	}
	for _, tt := range tests {
		o := newOfficials()
		o.add(tt.text, 2019)
		want := map[official]*attestation{}
		for _, off := range tt.want {
			want[off] = &attestation{1, 2019, 2019}
		}
		if diff := cmp.Diff(want, o.found, cmp.AllowUnexported(attestation{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestOfficialRows(t *testing.T) {
	o := newOfficials()
	for year := 2001; year < 2032; year++ {
		o.add("Russian Foreign Minister Sergei Petrenkov left.", year)
		if year < 2005 {
			o.add("Russian Foreign Minister Sergey Petrenkov left.", year)
			o.add("Russian Foreign Minister Pavel Petrenkov left.", 0)
		}
		if year < 2004 {
			o.add("Russian President Sergei Petrenkov left.", year) // a slip
		}
	}
	o.add("Danish President Mette Krag left.", 2001) // once is too seldom
	want := [][]string{
		{"Pavel Petrenkov", "Pavel Petrenkov", "RUS", "foreign minister", "", "", "4"},
		{"Sergei Petrenkov", "Sergei Petrenkov", "RUS", "foreign minister", "2001", "2031", "31"},
		{"Sergey Petrenkov", "Sergei Petrenkov", "RUS", "foreign minister", "2001", "2004", "4"},
	}
	if diff := cmp.Diff(want, o.rows(nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want[1][1], want[2][1] = "Sergey Petrenkov", "Sergey Petrenkov"
	if diff := cmp.Diff(want, o.rows(map[string]bool{"Sergey Petrenkov": true})); diff != "" {
		t.Errorf("a spelling that is known (-want +got):\n%s", diff)
	}
}
