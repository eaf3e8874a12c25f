package data

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// The English name of each country in the Unicode CLDR is one of its forms.
func TestCLDRNames(t *testing.T) {
	forms := map[string]map[string]bool{}
	for _, row := range Rows("countries") {
		if forms[row[1]] == nil {
			forms[row[1]] = map[string]bool{}
		}
		forms[row[1]][row[0]] = true
	}
	english := display.English.Regions()
	for code, names := range forms {
		region, err := language.ParseRegion(code)
		if code == "XKX" {
			region, err = language.ParseRegion("XK")
		}
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		name := english.Name(region)
		for _, form := range []string{name, strings.ReplaceAll(name, "’", "'"), strings.ReplaceAll(name, "&", "and")} {
			if names[form] {
				name = ""
			}
		}
		if name != "" {
			t.Errorf("%s: CLDR's name %q is not listed", code, name)
		}
	}
}
