package snapshot

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// About is what those who make a snapshot say of it, for whoever cites it. It
// stands in the manifest and so decides the snapshot's id. All of it may be left
// out.
type About struct {
	Title   string   `json:"title,omitempty"`
	Authors []string `json:"authors,omitempty"` // of persons and organizations, as they are to be cited
	Licence string   `json:"licence,omitempty"` // an identifier of SPDX, such as CC-BY-4.0, or a URL
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

var spdx = regexp.MustCompile(`^[-a-zA-Z0-9.+]+$`)

// isURL reports whether a licence is given as a URL.
func isURL(licence string) bool {
	return strings.HasPrefix(licence, "https://") || strings.HasPrefix(licence, "http://")
}

// Check says what is wrong with a description.
func (a About) Check() error {
	switch {
	case a.Licence != "" && !spdx.MatchString(a.Licence) && !isURL(a.Licence):
		return fmt.Errorf("the licence %q is neither an identifier of SPDX, such as CC-BY-4.0, nor a URL", a.Licence)
	case slices.ContainsFunc(a.Authors, func(name string) bool { return strings.TrimSpace(name) == "" }):
		return errors.New("an author has no name")
	}
	return nil
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
