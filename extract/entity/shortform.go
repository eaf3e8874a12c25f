package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file holds the short forms that an article's organizations go by: acronyms,
// firms without their legal form, the first or last word of a name.

// acronyms learns "Collective Security Treaty Organization (CSTO)" and the
// initials of the organizations named in full.
func (c *cast) acronyms(items []item) {
	text := c.doc.Article.Text
	for i := range items {
		it := &items[i]
		if it.form != listed || it.typ != models.Organization || it.kind != models.Name {
			continue
		}
		if firm := firmName(it.name); firm != "" {
			alias(c.short, firm, c.thing(it))
		}
		c.outline(it)
		if short := initials(it.name); len(short) >= 3 { // two letters are a state's more often
			alias(c.short, short, c.thing(it))
		}
		if i+1 < len(items) {
			next := &items[i+1]
			gap := ""
			if next.sentence == it.sentence && it.End <= next.Start {
				gap = text[it.End:next.Start]
			}
			if strings.TrimSpace(gap) == "(" && shouts(next.name) && next.name[0] == it.name[0] && (next.form == acronym || next.form == listed && next.typ == models.Organization || next.form == bare) {
				c.short[next.name] = c.thing(it)
				next.form = acronym
			}
		}
	}
}

// alias lets an organization go by a short form, unless another does.
func alias(forms map[string]int, short string, a int) {
	if j, ok := forms[short]; ok && j != a {
		a = models.None
	}
	forms[short] = a
}

// outline lets an organization go by the first or the last word of its name,
// "Brightside" for Brightside Records, unless that is a word of the language or the
// name of something else.
func (c *cast) outline(it *item) {
	words := strings.Fields(it.name)
	if len(words) < 2 || len(words) > 4 || it.code != "" {
		return
	}
	a := c.thing(it)
	for _, w := range []string{words[0], words[len(words)-1]} {
		_, ends := c.x.ends[w]
		_, known := c.x.whole[w]
		if ends && !(w != words[0] && strings.HasSuffix(w, "s")) || known || stopped[w] || !capital(w) || shouts(w) || w == words[0] && c.x.common[strings.ToLower(w)] {
			continue
		}
		alias(c.brief, w, a)
	}
}

// firmName is a company's name without its legal form: "Acme" of "Acme Corp.".
func firmName(name string) string {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return ""
	}
	switch strings.TrimRight(name[i+1:], ".") {
	case "Inc", "Corp", "Ltd", "LLC", "PLC", "plc", "AG", "GmbH", "Co", "Group", "Holdings", "Corporation", "Company":
		return strings.TrimRight(name[:i], ", ")
	}
	return ""
}

// initials are the capitals of a name of several words.
func initials(name string) string {
	var b strings.Builder
	n := 0
	for w := range strings.FieldsSeq(strings.ReplaceAll(name, "-", " ")) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			b.WriteByte(w[0])
			n++
		}
	}
	if n < 2 {
		return ""
	}
	return b.String()
}
