// Package htmldate stands in for the date finder that go-trafilatura brings
// along, and finds nothing.
//
// We take a page's date from what the page declares (see package page), and
// keep the finder switched off. Linked in, it would still fill its tables of
// all languages' dates at each start of the program: a tenth of a second and
// 78 MB. The line "replace" in the go.mod above puts this module in its place.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// Options are those that go-trafilatura sets.
type Options struct {
	URL                 string
	UseOriginalDate     bool
	SkipExtensiveSearch bool
}

// Result is a date that a page carries.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero says that there is no date.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

var errOff = errors.New("htmldate: the date finder is left out")

// FromDocument finds no date.
func FromDocument(*html.Node, Options) (Result, error) { return Result{}, errOff }
