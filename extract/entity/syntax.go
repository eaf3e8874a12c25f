package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// climbs bounds how many conjuncts are gone through up a tree.
const climbs = 8

// above is how many words before a name are asked for its preposition.
const above = 8

// top is the token of the sentence that the others of the n words from i hang
// on.
func (r *reader) top(i, n int) int {
	first, last := r.ws[i].token, r.ws[i+n-1].token
	for t := first; t <= last; t++ {
		if h := r.toks[t].Head; h < first || h > last {
			return t
		}
	}
	return first
}

// relation is the relation in which token t stands, without its subtype; a
// conjunct stands in that of the first: "Putin and Aliyev met".
func (r *reader) relation(t int) string {
	for range climbs {
		rel, _, _ := strings.Cut(r.toks[t].Deprel, ":")
		if rel != "conj" || r.toks[t].Head == models.None {
			return rel
		}
		t = r.toks[t].Head
	}
	return ""
}

// preposition is the word in lower case that leads token t, or the first
// conjunct of which t is one: "between Russia and Azerbaijan". It is "" if none
// does.
func (r *reader) preposition(t int) string {
	for range climbs {
		for p := t - 1; p >= 0 && p >= t-above; p-- {
			if r.toks[p].Head == t && r.toks[p].Deprel == "case" {
				return strings.ToLower(r.toks[p].In(r.doc.Article.Text))
			}
		}
		if !strings.HasPrefix(r.toks[t].Deprel, "conj") || r.toks[t].Head == models.None {
			break
		}
		t = r.toks[t].Head
	}
	return ""
}

// governed reports whether a preposition leads the n words from i: "with
// Turkish President Erdogan".
func (r *reader) governed(i, n int) bool { return r.preposition(r.top(i, n)) != "" }

// subject reports whether the n words from i are a verb's subject.
func (r *reader) subject(i, n int) bool {
	rel := r.relation(r.top(i, n))
	return rel == "nsubj" || rel == "csubj"
}

// object reports whether the n words from i are a verb's or a preposition's
// object.
func (r *reader) object(i, n int) bool {
	t := r.top(i, n)
	switch r.relation(t) {
	case "obj", "iobj":
		return true
	case "obl", "nmod":
		return r.preposition(t) != ""
	}
	return false
}

// agent reports whether the n words from i do what a passive says or say what
// is reported: "by activists", "according to activists".
func (r *reader) agent(i, n int) bool {
	prep := r.preposition(r.top(i, n))
	return prep == "by" || prep == "according" || prep == "to" && i > 1 && strings.EqualFold(r.ws[i-2].text, "according")
}

// local are prepositions that make a capital a place: "in Ankara".
var local = set(`in at near from into outside inside across around through throughout over within via to`)

// acts says whether a capital at i stands for its government: as a subject
// ("Moscow said"), in relations ("between Moscow and Baku", "with Ankara"), as
// the owner of something that is no place ("Moscow's reliability"). After a
// preposition of place, in a dateline, in "Baku-based" and "Baku, Azerbaijan" it
// is the city.
func (r *reader) acts(i, n int) sway {
	k := i + n
	if k < len(r.ws) {
		switch next := &r.ws[k]; {
		case hyphen(next) && k+1 < len(r.ws) && !r.ws[k+1].cap:
			return town // Baku-based
		case hyphen(next):
			return power // Moscow-Baku
		case i == 0 && (next.text == "(" || next.text == "--" || next.text == "—"):
			return town // MOSCOW (Reuters)
		case next.text == "," && k+1 < len(r.ws) && r.ws[k+1].cap && !r.coordinated(k+1):
			return town
		case next.text == "'s" || next.text == "’s":
			if k+1 < len(r.ws) && (r.ws[k+1].cap || sites[r.ws[k+1].text]) {
				return town
			}
			return power
		}
	}
	if hyphenBefore(r.ws, i) {
		return power
	}
	switch prep := r.preposition(r.top(i, n)); {
	case local[prep]:
		return town
	case prep == "between" || prep == "with" || prep == "against" || prep == "by" || prep == "than" || prep == "unlike":
		return power
	case prep != "":
		return open
	case r.subject(i, n):
		return power
	}
	if t := r.top(i, n); r.relation(t) == "obj" && r.toks[t].Head != models.None && motions[r.toks[r.toks[t].Head].Lemma] {
		return town
	}
	return open
}

// hyphenBefore reports whether word i is the second part of a compound.
func hyphenBefore(ws []word, i int) bool {
	return i >= 2 && ws[i].glued && hyphen(&ws[i-1]) && ws[i-2].cap
}

// coordinated reports whether the form at k goes on a list of countries, not an
// address: "Moscow, Ankara and Baku".
func (r *reader) coordinated(k int) bool {
	e, n := r.lookup(k)
	return n > 0 && e.sense == aCapital
}

// motions are verbs that take a place: "visited Moscow".
var motions = set(`visit leave reach enter bomb shell tour strike hit capture seize`)

// sites are what a city has as a city: "Moscow's airports".
var sites = set(`airport airports streets street metro subway residents suburbs centre center downtown mayor police hotels hotel university universities stadium skyline neighborhoods districts population city`)
