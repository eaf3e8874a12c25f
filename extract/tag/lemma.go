package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// By how much the score of a rule may stand below the best and still win by
// making a word that is known, where the best makes none. Scores are natural
// logarithms of odds, so that a known word is taken to be about seven times as
// likely; between two ways to undo a regular ending, where spelling alone is
// in doubt, it nearly always wins: "deny", not "denie", of "denies".
const (
	knownBonus   = 2
	regularBonus = 8
)

// Lemma makes the lemma of a form, given its tags and the scores of the rules:
// that of an exception, or of a list of irregular forms, or of the best rule.
func (v *Vocabulary) Lemma(form, upos, xpos string, scores []float32) string {
	w := newSpelling(form, upos, xpos)
	top := v.best(&w, scores)
	if lemma, ok := v.Exception(form, upos); ok {
		return v.inName(&w, top, lemma)
	}
	if lemma, ok := irregular(form, xpos); ok {
		return lemma
	}
	if upos == "NUM" && w.comma {
		if lemma, ok := (Rule{casing: Figure}).Apply(form); ok {
			return lemma
		}
	}
	if top >= 0 {
		if lemma, ok := v.Rules[top].Apply(form); ok {
			return v.familiar(&w, top, lemma, scores)
		}
	}
	return lower(Straight(form))
}

// A spelling is a form and what the choice of its rule asks of it.
type spelling struct {
	form    string
	length  int  // code points
	comma   bool // holds one
	capital bool // begins with one
	name    bool // a proper noun that does
	rigid   bool // see uninflected
	open    bool // see open
}

func newSpelling(form, upos, xpos string) spelling {
	first, _ := utf8.DecodeRuneInString(form)
	capital := unicode.IsUpper(first)
	return spelling{
		form: form, length: utf8.RuneCountInString(form), comma: strings.IndexByte(form, ',') >= 0,
		capital: capital, name: capital && upos == "PROPN", rigid: uninflected(form), open: open(upos) || xpos == "NNPS",
	}
}

// best is the rule with the highest score of those that fit, of equal ones the
// first; −1 if there is none. A name keeps its capitals.
func (v *Vocabulary) best(w *spelling, scores []float32) int {
	top := -1
	for i := range v.Rules {
		if top >= 0 && !(scores[i] > scores[top]) {
			continue
		}
		r := &v.Rules[i]
		if r.fits(w.length, w.comma) && !(w.name && r.casing == Lower) && (r.bare() || !w.rigid) {
			top = i
		}
	}
	return top
}

// inName is the lemma of an exception as it is written in a name, if the best
// rule keeps capitals: the adjective of "the Digital Agency" is Digital.
func (v *Vocabulary) inName(w *spelling, top int, lemma string) string {
	if w.capital && !w.name && top >= 0 && (v.Rules[top].casing == Keep || v.Rules[top].casing == Title) {
		if written, ok := v.Rules[top].Apply(w.form); ok && strings.EqualFold(written, lemma) {
			return written
		}
	}
	return lemma
}

// familiar is the lemma that the best rule makes, or if that is no known word,
// one that is, made by a rule whose score is near. Of names only plurals are
// asked: "the Humanities".
func (v *Vocabulary) familiar(w *spelling, top int, lemma string, scores []float32) string {
	if w.rigid || !w.open || v.knows(lemma) {
		return lemma
	}
	next, undone := -1, v.Rules[top].undoes(w.form)
	for i := range v.Rules {
		r := &v.Rules[i]
		if scores[i] <= scores[top]-regularBonus || next >= 0 && scores[i] <= scores[next] || !r.fits(w.length, w.comma) || w.name && r.casing == Lower {
			continue
		}
		if scores[i] <= scores[top]-knownBonus && !(undone && r.undoes(w.form)) {
			continue
		}
		if other, ok := r.Apply(w.form); ok && v.knows(other) {
			next, lemma = i, other
		}
	}
	return lemma
}

// uninflected reports whether a form holds a digit, or inside a mark of the kind
// that addresses and file names have: "1990s", "pipeline.example.org". Nothing
// is cut off such a form.
func uninflected(form string) bool {
	return strings.ContainsAny(form, "0123456789") ||
		len(form) > 2 && strings.ContainsAny(form[1:len(form)-1], "./@_")
}

// open reports whether new words join a word class, names aside.
func open(upos string) bool {
	switch upos {
	case "NOUN", "VERB", "ADJ", "ADV":
		return true
	}
	return false
}

// knows reports whether a lemma is a word of the list, in whatever case. Words
// of one or two letters are so many and so rare that they are no evidence.
func (v *Vocabulary) knows(lemma string) bool {
	var buf [longestException]byte
	if len(lemma) > len(buf) || len(lemma) < 3 {
		return false
	}
	low, ok := lowerASCII(append(buf[:0], lemma...), len(lemma))
	return ok && v.words[string(low)]
}
