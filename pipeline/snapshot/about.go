package snapshot

import (
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// About is what those who make a snapshot say of it, for whoever cites it. It
// stands in the manifest and so decides the snapshot's id. All of it may be left
// out.
type About struct {
	Title   string   `json:"title,omitempty"`
	Authors []string `json:"authors,omitempty"` // of persons and organizations, as they are to be cited
	Licence string   `json:"licence,omitempty"` // an identifier of the SPDX License List, such as CC-BY-4.0, or a URL
}

// defaultTitle is the title of a snapshot that was given none.
const defaultTitle = "Who says what about whom"

func (a About) title() string {
	if a.Title == "" {
		return defaultTitle
	}
	return a.Title
}

// keywords are what a snapshot is looked for by.
var keywords = []string{"news", "attribution", "claims", "stance"}

//go:embed spdx.txt
var spdxText string

// spdx lists the identifiers of the SPDX License List, sorted.
var spdx = sync.OnceValue(func() []string {
	var list []string
	for line := range strings.Lines(spdxText) {
		if !strings.HasPrefix(line, "# ") {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return list
})

// meant lists the identifiers that begin with what was written, in any case, at
// most five; blanks stand for hyphens.
func meant(licence string) []string {
	start := strings.ToLower(strings.Join(strings.Fields(licence), "-"))
	var list []string
	for _, id := range spdx() {
		if strings.HasPrefix(strings.ToLower(id), start) {
			list = append(list, id)
		}
	}
	return list[:min(len(list), 5)]
}

// checkLicence says what is wrong with a licence.
func checkLicence(licence string) error {
	if u, err := url.Parse(licence); isURL(licence) && err == nil && u.Host != "" || slices.Contains(spdx(), licence) {
		return nil
	}
	const accepted = "an identifier of the SPDX License List, such as CC-BY-4.0, CC0-1.0 or ODbL-1.0, or a URL that begins with https://"
	if list := meant(licence); len(list) > 0 && strings.TrimSpace(licence) != "" {
		return fmt.Errorf("the licence %q is none: it must be %s (did you mean %s?)", licence, accepted, strings.Join(list, ", "))
	}
	return fmt.Errorf("the licence %q is none: it must be %s", licence, accepted)
}

// isURL reports whether a licence is given as a URL.
func isURL(licence string) bool {
	return strings.HasPrefix(licence, "https://") || strings.HasPrefix(licence, "http://")
}

// Check says what is wrong with a description.
func (a About) Check() error {
	if slices.ContainsFunc(a.Authors, func(name string) bool { return strings.TrimSpace(name) == "" }) {
		return errors.New("an author has no name")
	}
	if a.Licence == "" {
		return nil
	}
	return checkLicence(a.Licence)
}

// An Ingredient is a part of what the program knew when it made the snapshot,
// and the licence under which it stands.
type Ingredient struct {
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Source  string `json:"source,omitempty"`
	Licence string `json:"licence"`
}
