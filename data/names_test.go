package data

import (
	"slices"
	"testing"

	"golang.org/x/text/language"
)

// countryCodes are the codes of the list of countries.
func countryCodes() map[string]bool {
	codes := map[string]bool{}
	for _, row := range Rows("countries") {
		codes[row[1]] = true
	}
	return codes
}

// Each country's code is one of ISO 3166-1, and no country of it is missing.
// Kosovo has a code of general use.
func TestCountries(t *testing.T) {
	codes, main := countryCodes(), map[string]int{}
	for _, row := range Rows("countries") {
		if row[2] == "main" {
			main[row[1]]++
		}
	}
	for code := range codes {
		if main[code] != 1 {
			t.Errorf("%s has %d main names", code, main[code])
		}
		if code == "XKX" {
			continue
		}
		if region, err := language.ParseRegion(code); err != nil || region.ISO3() != code {
			t.Errorf("%s is no code of ISO 3166-1", code)
		}
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region || region.String() != string([]rune{a, b}) {
				continue
			}
			switch code := region.ISO3(); {
			case slices.Contains([]string{"ASC", "CPT", "DGA", "TAA", "CQ", "EU", "XKK", "ZZZ", "QUU", "ANT", "SCG", "NTZ", "PCI", "SUN", "YUG"}, code):
				// withdrawn, reserved, or a code of CLDR alone
			case !codes[code]:
				t.Errorf("%s (%s) is missing", code, region)
			}
		}
	}
}

// Every list that names a country does so by a code of the list of countries,
// and the forms of a list are unique.
func TestCountryColumns(t *testing.T) {
	codes := countryCodes()
	for list, column := range map[string]int{"demonyms": 1, "capitals": 1, "organizations": 2, "places": 2, "leaders": 2} {
		last := ""
		for _, row := range Rows(list) {
			if code := row[column]; code != "" && !codes[code] {
				t.Errorf("%s: %q: no country %s", list, row[0], code)
			}
			if row[0] == last {
				t.Errorf("%s: %q is there twice", list, row[0])
			}
			last = row[0]
		}
	}
	for _, row := range Rows("officials") {
		if !codes[row[2]] {
			t.Errorf("officials: %q: no country %s", row[0], row[2])
		}
	}
	for _, row := range Rows("metonyms") {
		if row[1] == "country" && !codes[row[2]] {
			t.Errorf("metonyms: %q: no country %s", row[0], row[2])
		}
	}
}

// The columns of kinds hold nothing but what their heading says.
func TestKinds(t *testing.T) {
	kinds := []struct {
		list   string
		column int
		kinds  []string
	}{
		{"countries", 2, []string{"main", "other"}},
		{"demonyms", 2, []string{"adjective", "noun", "people", "both"}},
		{"demonyms", 4, []string{"main", ""}},
		{"metonyms", 1, []string{"country", "organization"}},
		{"places", 3, []string{"place", "polity", "group"}},
		{"name_heads", 1, []string{"organization", "place", "thing"}},
		{"name_heads", 2, []string{"of", ""}},
		{"first_names", 1, []string{"m", "f", "u"}},
		{"leaders", 3, []string{"m", "f"}},
		{"officials", 3, []string{"president", "premier", "foreign minister", "defence minister", "spokesman"}},
		{"titles", 2, []string{"m", "f", ""}},
		{"titles", 1, []string{"courtesy", "president", "premier", "foreign minister", "defence minister", "minister", "lawmaker", "official", "officer", "lower"}},
	}
	for _, tt := range kinds {
		for _, row := range Rows(tt.list) {
			if !slices.Contains(tt.kinds, row[tt.column]) {
				t.Errorf("%s: %q: %q is none of %q", tt.list, row[0], row[tt.column], tt.kinds)
			}
		}
	}
}

// Every country that has adjectives has one of its own, under which its people
// and bodies are kept.
func TestOwnAdjectives(t *testing.T) {
	adjectives, own := map[string]bool{}, map[string][]string{}
	for _, row := range Rows("demonyms") {
		if row[1] == "" || row[2] != "adjective" && row[2] != "both" {
			if row[4] != "" {
				t.Errorf("%q is no country's adjective", row[0])
			}
			continue
		}
		adjectives[row[1]] = true
		if row[4] == "main" {
			own[row[1]] = append(own[row[1]], row[0])
			if row[0] != row[3] {
				t.Errorf("%q is kept under %q", row[0], row[3])
			}
		}
	}
	for code := range adjectives {
		if len(own[code]) != 1 {
			t.Errorf("%s: own adjectives %q, want one", code, own[code])
		}
	}
}
