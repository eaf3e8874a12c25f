package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// nominal reads what begins at word i with an article or a possessive and names
// an actor without a name: "the Turkish president", "both countries", "his
// country", "the two leaders".
func (r *reader) nominal(i int) int {
	low := strings.ToLower(r.ws[i].text)
	switch low {
	case "the", "this", "that":
		if i+2 < len(r.ws) && r.ws[i+1].text == "international" && r.ws[i+2].text == "community" {
			r.put(i, 3, item{form: heads, kind: models.Nominal, typ: models.Group, name: "international community"})
			return 3
		}
		return r.office(i)
	case "both":
		return r.both(i, 1)
	case "his", "her", "their", "its":
		if i+1 < len(r.ws) && (r.ws[i+1].text == "country" || r.ws[i+1].text == "government" || r.ws[i+1].text == "homeland") {
			r.put(i, 2, item{form: possessed, kind: models.Nominal, typ: models.Country, gender: possessive[low]})
			return 2
		}
	}
	return 0
}

// uncertain are adjectives of an office that nobody holds yet, or no longer.
var uncertain = set(`next first last future former previous second third late eventual`)

var possessive = map[string]byte{"his": 'm', "her": 'f', "its": 'n', "their": 'p'}

// both reads "both countries", "the two leaders": a pair of n words from i and
// the noun.
func (r *reader) both(i, n int) int {
	k := i + n
	if k < len(r.ws) && r.ws[k].text == "of" && k+1 < len(r.ws) && r.ws[k+1].text == "the" {
		k += 2
	}
	if k >= len(r.ws) {
		return 0
	}
	typ := models.Person
	switch r.ws[k].text {
	case "countries", "nations", "states", "capitals", "governments", "neighbors", "neighbours":
		typ = models.Country
	case "sides":
		typ = models.Country
	case "leaders", "presidents", "men", "politicians", "ministers":
	default:
		return 0
	}
	r.put(i, k-i+1, item{form: pair, kind: models.Nominal, typ: typ})
	return k - i + 1
}

// office reads "the [new] [Turkish] president" and "the two leaders".
func (r *reader) office(i int) int {
	k, code, named := i+1, "", false
	for k < len(r.ws) && k < i+6 {
		w := &r.ws[k]
		if w.text == "two" {
			return r.both(i, k-i+1)
		}
		if t, n := r.titleAt(k); n > 0 {
			role := r.role(t)
			end := k + n
			if role == "" || end < len(r.ws) && (r.ws[end].cap && !r.ws[end].start || hyphen(&r.ws[end]) || strings.HasPrefix(r.ws[end].tag, "NN")) {
				return 0
			}
			// "the president of Azerbaijan"
			if end+1 < len(r.ws) && r.ws[end].text == "of" {
				j := end + 1
				if r.ws[j].text == "the" && j+1 < len(r.ws) {
					j++
				}
				e, m := r.lookup(j)
				if m == 0 || e.sense != aCountry || j+m < len(r.ws) && r.ws[j+m].cap {
					return 0
				}
				code, end, named = e.code, j+m, true
			}
			if k > i+1 && !named && code == "" && r.ws[k-1].cap {
				return 0
			}
			name := 0 // "the Russian president, Vladimir Putin"
			if end+1 < len(r.ws) && r.ws[end].text == "," && r.ws[end+1].cap {
				if name = r.name(end + 1); r.capitals(end+1, name) < 2 {
					name = 0
				}
			}
			if name > 0 && named {
				return 0 // title reads it with the country
			}
			r.put(i, end-i, item{form: roleOf, kind: models.Nominal, typ: models.Person, role: role, code: code, gender: t.gender})
			if name > 0 {
				r.someone(end+1, name, t, role, code)
				return end + 1 + name - i
			}
			return end - i
		}
		if e, n := r.lookup(k); n > 0 && (e.sense == aDemonym || e.sense == aBoth) {
			code = e.code
			if code == "" {
				return 0
			}
			k += n
			continue
		}
		if w.tag != "JJ" && w.text != "then" && !(w.text == "-" && r.ws[k-1].text == "then") || w.cap || uncertain[w.text] {
			return 0
		}
		k++
	}
	return 0
}

// pronoun reads a pronoun of the third person.
func (r *reader) pronoun(i int) int {
	it := item{form: pronoun, kind: models.Pronoun, typ: models.Person}
	switch strings.ToLower(r.ws[i].text) {
	case "he", "him", "his", "himself":
		it.gender = 'm'
	case "she", "her", "hers", "herself":
		it.gender = 'f'
	case "they", "them", "their", "theirs", "themselves":
		it.gender, it.typ = 'p', models.Group
	case "its", "itself":
		it.gender, it.typ = 'n', models.Country
	case "it":
		if r.dummy(i) {
			return 0
		}
		it.gender, it.typ = 'n', models.Country
	default:
		return 0
	}
	if r.ws[i].upper {
		return 0
	}
	r.put(i, 1, it)
	return 1
}

// dummy reports whether "it" refers to nothing, or to too much: "it is clear
// that", "make it possible", "it seems".
func (r *reader) dummy(i int) bool {
	if !r.subject(i, 1) {
		return true
	}
	for k := i + 1; k < len(r.ws) && k < i+4; k++ {
		switch strings.ToLower(r.ws[k].text) {
		case "is", "was", "'s", "’s", "be", "been", "seems", "seemed", "appears", "appeared", "looks", "remains", "turns", "takes", "took", "becomes", "became", "makes", "made", "comes", "came", "means", "meant", "happened", "rained", "were":
			return true
		}
	}
	return false
}
