package entity

import (
	"slices"
	"strings"
)

func numbered(n byte) int {
	switch n {
	case 's':
		return 1
	case 'p':
		return 2
	}
	return 0
}

// compared numbers how two marks agree: unknown, the same, one unknown, other.
func compared[T byte | int](a, b T) int {
	switch {
	case a == 0 && b == 0:
		return 0
	case a == b:
		return 1
	case a == 0 || b == 0:
		return 2
	}
	return 3
}

// agreed is compared in another order: unknown, the same, other, one unknown.
func agreed(a, b int) int { return [...]int{0, 1, 3, 2}[compared(a, b)] }

func sameCode(a, b string) int {
	switch {
	case a == "" || b == "":
		return 0
	case a == b:
		return 1
	}
	return 2
}

// sameOffice compares offices: a president is a leader too.
func sameOffice(a, b string) int {
	switch {
	case a == "" && b == "":
		return 0
	case a == b, a == "leader" && (b == "president" || b == "premier"), b == "leader" && (a == "president" || a == "premier"),
		a == "minister" && strings.HasSuffix(b, "minister"), b == "minister" && strings.HasSuffix(a, "minister"):
		return 1
	case a == "" || b == "":
		return 3
	}
	return 2
}

// words says how the words of a phrase meet those of the antecedent and of its
// group.
func (l *linker) words(ph, an *phrase, g *group) int {
	n := 0
	text := l.p.doc.Article.Text
	switch {
	case ph.In(text) == an.In(text):
		n = 4
	case strings.EqualFold(unled(ph, l.p), unled(an, l.p)):
		n = 5
	case ph.word == an.word:
		n = 1
	case slices.Contains(g.words, ph.word):
		n = 2
	case slices.Contains(an.mods, ph.word) || slices.Contains(ph.mods, an.word):
		n = 3
	}
	return n
}

// unled is a phrase's text without what leads it.
func unled(ph *phrase, p *phraser) string {
	first := ph.first
	if first < ph.head && (p.doc.Tokens[first].UPOS == "DET" || p.doc.Tokens[first].XPOS == "PRP$") {
		first++
	}
	return p.doc.Article.Text[p.doc.Tokens[first].Start:ph.End]
}

// modified says how the words that narrow the phrase meet those of the group.
func modified(ph, an *phrase, g *group) int {
	if len(ph.mods) == 0 {
		return 0
	}
	all, number, name := true, false, false
	for _, m := range ph.mods {
		if slices.Contains(g.mods, m) || slices.Contains(g.words, m) {
			continue
		}
		all = false
		number = number || m[0] >= '0' && m[0] <= '9' || numerals[m]
		name = name || ph.code != "" && g.code != "" && ph.code != g.code
	}
	switch {
	case all && len(ph.mods) == len(an.mods):
		return 1
	case all:
		return 2
	case number:
		return 4
	case name:
		return 5
	}
	return 3
}

var numerals = set(`one two three four five six seven eight nine ten first second third fourth fifth other another last next former latter`)

// named says what of one name is in the other.
func named(ph, an *phrase) int {
	switch {
	case ph.word == an.word:
		return 1
	case len(ph.mods) > 0 && ph.mods[0] == an.word || len(an.mods) > 0 && an.mods[0] == ph.word:
		return 2
	case slices.Contains(an.mods, ph.word) || slices.Contains(ph.mods, an.word):
		return 3
	}
	return 0
}

// fits says whether gender, number and kind let a phrase go with a group: 0 if
// they agree, 1 if they do not disagree, 2 if they do.
func fits(ph *phrase, g *group) int {
	gender, number := compared(ph.gender, g.gender), compared(ph.number, g.number)
	if gender == 3 || number == 3 {
		return 2
	}
	kind := ph.kind
	switch {
	case kind == noName && ph.said == saidIt && (g.kind == aPerson || g.kind == aFolk), ph.said == saidThey && g.kind == aPerson:
		return 2
	case kind != noName && g.kind != noName && kind != g.kind:
		return 2
	case kind == g.kind || kind == noName && g.kind != noName:
		if gender == 1 || ph.gender == 0 {
			return 0
		}
	}
	return 1
}
