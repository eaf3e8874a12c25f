package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// climbs bounds how many conjuncts are gone through up a tree.
const climbs = 8

// leading is how many words before a name are asked for its preposition.
const leading = 8

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
		for p := t - 1; p >= 0 && p >= t-leading; p-- {
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
