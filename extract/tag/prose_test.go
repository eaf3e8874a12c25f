package tag

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

// The tables decode prose's weights as prose itself does. Where prose's own
// output is not the answer of its weights, these sentences keep away from it:
// it gives all copies of a chunk in a text the tag of the last one (they share
// a token), tags any word with a point inside as a link, knows no typographic
// marks, and sees capitals at the start of a sentence.
func TestAgreesWithProse(t *testing.T) {
	doc, err := prose.NewDocument("x")
	if err != nil {
		t.Fatal(err)
	}
	m := shared()
	var s sequence
	for _, line := range strings.Split(strings.TrimSpace(`
The minister of Norway said on Tuesday that talks with Ankara had failed .
Maria Lindqvist , who leads a small party in Stockholm , accused her rivals of lying to voters .
We will never accept such terms , President Osei told reporters after flying home from Geneva .
Analysts expect prices to rise again next year , but few dare guess by how much .
Two soldiers were killed and five wounded when a mine exploded near Mosul , police said .
Critics call it a sham ; supporters see progress .
Germany and France have agreed to share costs of building 12 ships for NATO by 2031 .
Did Washington really think Moscow would give up that easily ?
Neither side has commented publicly since Friday , although both armies remain on alert .
Ms Haddad joined Amnesty International in 1998 before moving to Beirut .
`), "\n") {
		want, err := prose.NewDocument(line, prose.UsingModel(doc.Model), prose.WithSegmentation(false))
		if err != nil {
			t.Fatal(err)
		}
		text, toks := glue(strings.Fields(line))
		if len(want.Tokens()) != len(toks) {
			t.Fatalf("prose cuts %q in another way", line)
		}
		s.read(m, text, toks)
		for i := range s.words {
			w := &s.words[i]
			w.cased, w.sure, w.ends = w.form, w.id, suffixOf(w.form)
		}
		m.tagger.tag(&s)
		m.namer.name(&s)
		for i, tok := range want.Tokens() {
			w := s.words[i]
			if m.tags[w.tag] != tok.Tag || m.namer.labels[w.label] != tok.Label {
				t.Errorf("%q: %s %s, prose says %s %s", tok.Text, m.tags[w.tag], m.namer.labels[w.label], tok.Tag, tok.Label)
			}
		}
	}
}
