package entity

import (
	"strings"
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

// longestListed is how many tokens a listed form is looked for in.
const longestListed = 8

// addListed names what only the lists know: an acronym or a form of several
// words, "the E.U.", "the African Union", none of it in a name already. One
// word in small letters may be anything, and so may a common one. What is part
// of a longer word is none: "(D-N.J.)".
func addListed(text string, toks []models.Token) {
	x := lists()
	for i := 0; i < len(toks); i++ {
		if !nameless(&toks[i]) || !capital(toks[i].In(text)) {
			continue
		}
		end := i + 1
		for end < len(toks) && end < i+longestListed && nameless(&toks[end]) {
			end++
		}
		for ; end > i; end-- {
			form := text[toks[i].Start:toks[end-1].End]
			e, ok := x.whole[form]
			if !ok || e.risky || !shouts(form) && !spaced(form) || inWord(text, toks, i, end) {
				continue
			}
			if kind := e.label("", form); kind != "" {
				setName(toks[i:end], kind)
				i = end - 1
				break
			}
		}
	}
}

// joinKnown makes one name of the full name of a person whom the lists know,
// hyphens and all: "Moon Jae-in", "Abdel-Fattah el-Sissi". What is only a part of
// a longer name is left alone.
func joinKnown(text string, toks []models.Token) {
	x := lists()
	end := 0
	if len(toks) > 0 {
		end = toks[len(toks)-1].End
	}
	for i := 0; i < len(toks); i++ {
		if strings.HasPrefix(toks[i].Name, "I-") && kindOf(&toks[i]) != "PER" {
			continue
		}
		for _, form := range x.people[piece(toks[i].In(text))] {
			n := match(form, text[toks[i].Start:end], false)
			if n == 0 {
				continue
			}
			last := i
			for last < len(toks) && toks[last].End < toks[i].Start+n {
				last++
			}
			if last == len(toks) || toks[last].End != toks[i].Start+n || last+1 < len(toks) && strings.HasPrefix(toks[last+1].Name, "I-") || inWord(text, toks, i, last+1) {
				continue
			}
			setName(toks[i:last+1], "PER")
			i = last
			break
		}
	}
}

// inWord reports whether the tokens from first to last are glued to a hyphen
// before them or to a word behind them.
func inWord(text string, toks []models.Token, first, last int) bool {
	return first > 0 && toks[first-1].End == toks[first].Start && toks[first-1].In(text) == "-" ||
		last < len(toks) && toks[last].Start == toks[last-1].End && begins(toks[last].In(text))
}

func nameless(tok *models.Token) bool { return tok.Name == outer || tok.Name == "" }

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
