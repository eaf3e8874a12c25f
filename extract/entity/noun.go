package entity

import (
	"slices"
	"strings"
)

// A noun is what the list knows of a common noun for an actor or a place.
type noun struct {
	kind   nameKind
	sort   int // index in sorts
	gender byte
}

// sorts are the finer kinds of nouns, by which a nominal fits a name or not:
// "the company" is no ministry. The first is for what the list does not know.
var sorts = []string{"", "human", "family", "noble", "leader", "official", "worker", "group", "company", "government", "army", "party", "media", "team", "school", "country", "city", "region", "building"}

var nounKinds = map[string]nameKind{"person": aPerson, "group": aFolk, "organization": aBody, "place": aSpot}

// newNoun reads a row of the list: noun, kind, sort, gender. It panics at what
// the list may not hold, which a test catches.
func newNoun(row []string) noun {
	n := noun{kind: nounKinds[row[1]], sort: slices.Index(sorts, row[2])}
	if n.kind == noName || n.sort <= 0 {
		panic("entity: no kind or sort of noun: " + strings.Join(row, " "))
	}
	if row[3] != "" {
		n.gender = row[3][0]
	}
	return n
}

// doers are endings of nouns for people that the list lacks.
var doers = []string{"ist", "ian", "man", "woman", "ologist", "eer", "crat", "person"}

// guess is what the form of a noun tells that no list has: "taxidermist",
// "co-pilot" and "ex-wife".
func (x *lexicon) guess(word string) noun {
	if i := strings.LastIndexByte(word, '-'); i >= 0 && word[i+1:] != "" {
		if n, ok := x.nouns[word[i+1:]]; ok {
			return n
		}
	}
	for _, end := range doers {
		if len(word) > len(end)+2 && strings.HasSuffix(word, end) {
			n := noun{kind: aPerson, sort: slices.Index(sorts, "worker")}
			switch end {
			case "man":
				n.gender = 'm'
			case "woman":
				n.gender = 'f'
			}
			return n
		}
	}
	return noun{}
}
