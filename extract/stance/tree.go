package stance

import (
	"iter"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file walks the Universal Dependencies tree of a sentence: who stands in a
// phrase, who in a coordination, for whom a relative pronoun stands. What it
// does not find there is looked for among the tags (clause.go).

// family is how many words that hang on one are looked at: a tree may hang a
// million on one word.
const family = 64

// depths bounds how far a walk goes down or up the tree.
const depths = 4

// hang ties the words to their heads as the tree has them.
func hang(toks []models.Token, ws []word) {
	for i := range ws {
		ws[i].head, ws[i].kid, ws[i].sib = models.None, models.None, models.None
	}
	for i := len(ws) - 1; i >= 0; i-- {
		ws[i].rel = toks[i].Deprel
		if h := toks[i].Head; ws[i].rel != "" && h != i && h >= 0 && h < len(ws) {
			ws[i].head, ws[i].sib = h, ws[h].kid
			ws[h].kid = i
		}
	}
}

// treed reports whether the words hang in a tree.
func (s *sentence) treed() bool { return len(s.words) > 0 && s.words[0].rel != "" }

// kids are the words that hang on word k, in their order.
func (s *sentence) kids(k int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, n := s.words[k].kid, 0; i != models.None && n < family; i, n = s.words[i].sib, n+1 {
			if !yield(i) {
				return
			}
		}
	}
}

// base is the relation of word k without its subtype.
func (s *sentence) base(k int) string {
	r, _, _ := strings.Cut(s.words[k].rel, ":")
	return r
}

// marker is the form of the preposition or conjunction that stands before the
// phrase or clause of word k, or "".
func (s *sentence) marker(k int) string {
	for i := range s.kids(k) {
		if r := s.base(i); r == "case" && s.words[i].class != genitive || r == "mark" {
			return s.words[i].form
		}
	}
	return ""
}

// A member is one of those who share a role, as the head of its phrase.
type member struct {
	at      int
	negated bool // "praised Croatia but not [Montenegro]", "neither [Ghana] nor …"
}

// members are the phrases coordinated with that of word n, itself first, and the
// names apposed to them. A relative pronoun is whom it stands for.
func (s *sentence) members(n int) []member {
	return s.gather(nil, n, s.marker(n), 0)
}

func (s *sentence) gather(all []member, n int, prep string, depth int) []member {
	if len(all) >= crowd || depth > depths {
		return all
	}
	if w := &s.words[n]; w.class == relative {
		if n = s.antecedent(n); n < 0 {
			return all
		}
		return append(all, s.alone(n)...)
	}
	own := len(all)
	all = append(all, member{n, s.denied(n)})
	for k := range s.kids(n) {
		switch s.base(k) {
		case "conj":
			if m := s.marker(k); s.words[k].class != verb && (m == "" || m == prep) {
				all = s.gather(all, k, prep, depth+1)
			}
		case "appos":
			if s.words[k].class != name {
				continue
			}
			if first := s.phrase(k).first; own == 0 && s.phrase(n).first == 0 && first > 0 && dash(s.words[first-1].form) {
				all = all[:own] // a dateline: "LONDON, 26 July — [Draghi] pledged"
			}
			all = s.gather(all, k, prep, depth+1) // "the novelist [Clara Whitmore]"
		}
	}
	return all
}

func dash(form string) bool { return form == "—" || form == "–" || form == "--" }

// alone is the phrase of word n with the names apposed to it, and nobody
// coordinated: "his wife, [Hilaria], who".
func (s *sentence) alone(n int) []member {
	all := []member{{at: n}}
	for k := range s.kids(n) {
		if s.base(k) == "appos" && s.words[k].class == name {
			all = append(all, member{at: k})
		}
	}
	return all
}

// denied reports whether a word of negation hangs on word n: "not Hungary", "nor
// Benin", "no deputy"; or is it: "nobody".
func (s *sentence) denied(n int) bool {
	odd := s.words[n].entry.shift&negate != 0 && s.words[n].class != verb
	for k := range s.kids(n) {
		switch s.base(k) {
		case "advmod", "det", "cc":
			if s.denies(k) {
				odd = !odd
			}
		}
	}
	return odd
}

// denies reports whether word k negates what it hangs on: "not only" does not.
func (s *sentence) denies(k int) bool {
	if s.words[k].entry.shift&negate == 0 {
		return false
	}
	if k+1 < len(s.words) {
		switch s.words[k+1].form {
		case "only":
			return false
		case "just", "merely", "simply", "least":
			h := s.words[k].head
			return h >= 0 && s.words[h].class == verb // "did not simply accept it"
		}
	}
	return true
}

// antecedent is the word for which the relative pronoun at k stands: "Uganda,
// which Kenya condemned"; −1 if there is none.
func (s *sentence) antecedent(k int) int {
	for n := 0; k >= 0 && n < depths; n++ {
		if r := s.words[k].rel; strings.HasSuffix(r, ":relcl") {
			if h := s.words[k].head; h >= 0 && s.words[h].class != verb {
				return h
			}
			return -1
		}
		k = s.words[k].head
	}
	return -1
}

// phrase is the noun phrase of word n with its prepositional phrases, without
// the relative clauses, appositions and coordinated phrases that hang on it.
func (s *sentence) phrase(n int) region {
	r := region{n, n + 1}
	s.spread(&r, n, 0)
	return r
}

func (s *sentence) spread(r *region, n, depth int) {
	if depth > depths {
		return
	}
	for k := range s.kids(n) {
		switch s.base(k) {
		case "det", "amod", "compound", "nummod", "flat", "fixed", "nmod", "goeswith":
		case "case", "conj", "cc":
			if depth == 0 {
				continue
			}
		case "appos":
			if depth == 0 || s.words[k].class != name {
				continue // "of the banker [Simon Falk]"
			}
		default:
			continue
		}
		r.first, r.last = min(r.first, k), max(r.last, k+1)
		s.spread(r, k, depth+1)
	}
}

// oblique are those behind the preposition that hang on word v, a verb, noun or
// adjective, and where the preposition stands. What a parser hung on the object
// before it counts as well.
func (s *sentence) oblique(v int, prep string) (all []member, at int) {
	at = -1
	var look func(k int)
	look = func(k int) {
		for n := range s.kids(k) {
			switch s.base(n) {
			case "obl", "nmod", "conj":
			case "obj":
				if k == v && s.words[v].class == verb {
					look(n)
				}
				continue
			default:
				continue
			}
			c := s.preposed(n, prep)
			switch {
			case c >= 0:
				if at < 0 {
					at = c
				}
				all = append(all, s.members(n)...)
			case s.base(n) != "conj" || s.base(k) == "obl" || s.base(k) == "nmod":
				for m := range s.kids(n) { // "for Otto Kranz and against [the minister]"
					if s.base(m) == "conj" && s.words[m].class != verb {
						if c := s.preposed(m, prep); c >= 0 {
							all, at = append(all, s.members(m)...), c
						}
					}
				}
			}
		}
	}
	look(v)
	if len(all) > crowd {
		all = all[:crowd]
	}
	return all, at
}

// preposed is where the preposition stands before the phrase of word n, or −1.
func (s *sentence) preposed(n int, prep string) int {
	found := -1
	for k := range s.kids(n) {
		if s.base(k) != "case" {
			continue
		}
		if s.words[k].form != prep && found < 0 {
			return -1 // "than of Switzerland", "because of"
		}
		if s.words[k].form == prep {
			found = k
		}
	}
	return found
}

// find returns the first word that hangs on k by one of the relations, or −1.
func (s *sentence) find(k int, rels ...string) int {
	for i := range s.kids(k) {
		for _, r := range rels {
			if s.words[i].rel == r || s.base(i) == r {
				return i
			}
		}
	}
	return -1
}
