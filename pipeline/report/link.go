package report

import (
	"net/url"
	"strings"
)

// link is the address within the page of what a view shows with some filters
// set: #view=claims&type=denial.
func link(view string, pairs ...string) string {
	var b strings.Builder
	b.WriteString("#view=" + view)
	for i := 0; i+1 < len(pairs); i += 2 {
		b.WriteString("&" + pairs[i] + "=" + url.QueryEscape(pairs[i+1]))
	}
	return b.String()
}
