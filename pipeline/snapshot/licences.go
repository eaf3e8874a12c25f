package snapshot

import (
	"fmt"
	"strings"
)

// licences makes the page of licences of a snapshot: what it was made with, and
// what that means for it.
func licences(m *Manifest) []byte {
	var b strings.Builder
	b.WriteString("# Licences\n\n")
	switch licence := m.About.Licence; {
	case licence == "":
		b.WriteString("Whoever made this snapshot has named no licence for it.")
	case isURL(licence):
		fmt.Fprintf(&b, "Whoever made this snapshot puts it under the licence at <%s>.", licence)
	default:
		fmt.Fprintf(&b, "Whoever made this snapshot puts it under %s.", licence)
	}
	b.WriteString(licencesTop)
	for _, i := range m.Ingredients {
		what := i.Title
		if i.Source != "" {
			what += "; " + i.Source
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", i.Kind, i.Name, cell(what), cell(i.Licence))
	}
	return []byte(b.String())
}

const licencesTop = ` The articles and all that is quoted of them remain their
authors' and publishers', and no licence here touches that. sayso itself, which found what stands in the tables, is under the
MIT licence and claims nothing in them.

## What it was made with

Licences are those that each source states.

| kind | name | what, and from where | licence |
|---|---|---|---|
`
