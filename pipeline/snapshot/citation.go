package snapshot

import (
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// citation makes CITATION.cff (https://citation-file-format.github.io, 1.2.0).
// It has no date: a snapshot does not know when it was made.
func citation(m *Manifest) []byte {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("cff-version: 1.2.0")
	line("message: %s", quoted("If you use this data, please cite it, and the program that made it."))
	line("type: dataset")
	line("title: %s", quoted(m.About.title()))
	line("abstract: %s", quoted(m.abstract()))
	line("authors:")
	if len(m.About.Authors) == 0 {
		line("  - name: anonymous")
	}
	for _, name := range m.About.Authors {
		line("  - name: %s", quoted(name))
	}
	line("version: %s", quoted(fmt.Sprintf("%.16s", m.ID)))
	line("identifiers:")
	line("  - type: other")
	line("    value: %s", quoted("sha256:"+m.ID))
	line("    description: %s", quoted("the hash of all that the snapshot holds, its id; sayso verify checks it"))
	switch licence := m.About.Licence; {
	case licence == "":
	case isURL(licence):
		line("license-url: %s", quoted(licence))
	default:
		line("license: %s", quoted(licence))
	}
	line("keywords: [%s]", strings.Join(keywords, ", "))
	line("references:")
	line("  - type: software")
	line("    title: sayso")
	line("    version: %s", quoted(m.ToolVersion))
	line("    authors:")
	line("      - name: %s", quoted("the authors of sayso"))
	return []byte(b.String())
}

// abstract says in a sentence or two what a snapshot holds.
func (m *Manifest) abstract() string {
	return fmt.Sprintf("Tables of what %d articles hold: %d claims with source, cue and content, %d pieces of evidence of how holders stand toward targets, %d actors. Made by sayso %s, schema %s.",
		m.Rows("articles"), m.Rows("claims"), m.Rows("stances"), m.Rows("actors"), m.ToolVersion, m.SchemaVersion)
}

// quoted writes a string for YAML, which reads JSON's strings as its own. What
// would steer whoever reads the file is written as a number.
func quoted(s string) string {
	text, err := encode(s, "")
	if err != nil {
		panic(err) // a string
	}
	var b strings.Builder
	for _, r := range strings.TrimSuffix(string(text), "\n") {
		if models.Steers(r) || r == '\u0085' {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
