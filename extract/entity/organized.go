package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// inside are prepositions behind which a place stands.
var inside = set(`in at near`)

// works are nouns before which the name of a firm stands: "the Acme refinery".
var works = set(`refinery refineries plant plants factory factories smelter shipyard brewery subsidiary shareholders shares`)

// firms are those that no place has.
var firms = set(`refinery refineries smelter brewery subsidiary shareholders shares`)

// unions are nouns behind which, as behind those of outlets, an organization's name
// stands: "the teachers' union Addysg".
var unions = set(`union federation`)

// organized reports whether the words around a name that the encoder takes for a
// person's, a place's or none's say that it is an organization's: "newspaper Dagens
// Nytt", "the Acme refinery". Who bears a first name is a person.
func organized(text string, toks []models.Token, from, to int) bool {
	kind := kindOf(&toks[from])
	if _, known := knownKind(text[toks[from].Start:toks[to-1].End]); from == 0 || known || kind != "PER" && kind != "LOC" && kind != "MISC" || !borne(text, toks[from:to]) {
		return false
	}
	if before := toks[from-1].In(text); outlets[before] || unions[before] {
		for k := from; k < to; k++ {
			if toks[k].Head == from-1 {
				return true
			}
		}
		// not "the company Weber founded"
		return to == len(toks) || !strings.HasPrefix(toks[to].XPOS, "VB") && toks[to].UPOS != "AUX"
	}
	return to < len(toks) && works[toks[to].In(text)] && (kind != "LOC" || firms[toks[to].In(text)])
}

// borne reports whether no person that the lists know may bear the name.
func borne(text string, name []models.Token) bool {
	x := lists()
	if x.first[name[0].In(text)] != 0 {
		return false
	}
	_, leader := x.leaders[slug(name[len(name)-1].In(text))]
	return !leader
}

// joinOutlets makes one name of two that stand side by side behind the noun for what
// they name: "newspaper Dagens Nytt".
func joinOutlets(text string, toks []models.Token) {
	for i := 1; i+1 < len(toks); i++ {
		if !outlets[toks[i-1].In(text)] || !strings.HasPrefix(toks[i].Name, "B-") || kindOf(&toks[i]) == "PER" && !borne(text, toks[i:i+1]) {
			continue
		}
		end := nameEnd(toks, i)
		last := end
		for last < len(toks) && strings.HasPrefix(toks[last].Name, "B-") && toks[last-1].End+1 == toks[last].Start && capital(toks[last].In(text)) {
			last = nameEnd(toks, last)
		}
		if last > end {
			setName(toks[i:last], "ORG")
		}
	}
}
