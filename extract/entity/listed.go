package entity

import (
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// correctType gives the name that toks are the type that the lists know of it:
// a country is no organization, a people no place. Where a name may well be a
// person's or a common word, the encoder knows better.
func correctType(text string, toks []models.Token) {
	form := text[toks[0].Start:toks[len(toks)-1].End]
	e, ok := lists().whole[form]
	if !ok {
		return
	}
	kind := kindOf(&toks[0])
	if want := e.label(kind, form); want != kind {
		setName(toks, want)
	}
}

// label is the type of a name that is just the listed form, which the encoder
// takes for kind, "" if it does not say.
func (e *entry) label(kind, form string) string {
	if e.risky {
		return kind
	}
	switch e.sense {
	case aCountry:
		if kind != "PER" || !personal[form] {
			return "LOC"
		}
	case aCapital, aPlace:
		if kind == "GRP" || kind == "MISC" || kind == "" {
			return "LOC"
		}
	case anOrganization:
		if kind == "LOC" || kind == "MISC" || kind == "" || kind == "PER" && (shouts(form) || spaced(form)) {
			return "ORG"
		}
	case aDemonym, aNoun, aPeople, aBoth:
		return "GRP"
	}
	return kind
}

func spaced(s string) bool {
	for i := range len(s) {
		if s[i] == ' ' || s[i] == '-' {
			return true
		}
	}
	return false
}

// knownKind is the type of name that the lists know a word for.
func knownKind(word string) (kind string, ok bool) {
	x := lists()
	if e, ok := x.whole[word]; ok && !e.risky {
		if kind = e.label("", word); kind != "" {
			return kind, true
		}
		return "", false
	}
	if l, ok := x.leaders[slug(word)]; ok && capital(word) && l.name != "" {
		return "PER", true
	}
	return "", false
}

// cutCountry takes the country off the front of a person's name: "President of
// Peru Rosa Quintero".
func cutCountry(text string, toks []models.Token) {
	if len(toks) < 2 || kindOf(&toks[0]) != "PER" {
		return
	}
	word := toks[0].In(text)
	if e, ok := lists().whole[word]; ok && e.sense == aCountry && !e.risky && !personal[word] {
		setName(toks[:1], "LOC")
		setName(toks[1:], "PER")
	}
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
