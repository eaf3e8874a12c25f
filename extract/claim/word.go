package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// A class is a set of things that a word may be to a rule.
type class uint32

const (
	verb      class = 1 << iota // any form of a verb, modals included
	finite                      // VBD, VBZ, VBP, MD
	base                        // VB
	gerund                      // VBG
	past                        // VBN
	modal                       // MD
	noun                        // NN, NNS, NNP, NNPS
	proper                      // NNP, NNPS
	personal                    // PRP
	owner                       // PRP$
	genitive                    // POS: 's
	article                     // DT, PDT
	adjective                   // JJ
	number                      // CD
	prep                        // IN that takes a noun phrase
	subord                      // IN that opens a clause: "because", "that"
	infin                       // TO
	adverb                      // RB
	particle                    // RP
	conj                        // CC
	relative                    // WDT, WP, WP$, WRB
	comma                       //
	colon                       //
	dash                        // also semicolons: a break inside a sentence
	stop                        // . ? ! …
	mark                        // a quotation mark
	bracket                     //
	joint                       // a hyphen or slash inside a compound: "two-year"
	bar                         // any other sign
)

// A word is a token as the rules see it.
type word struct {
	models.Span
	low   string // in lower case
	lemma string // in lower case
	tag   string // Penn tag
	class class
	sent  int32 // index of its sentence
	quote int32 // the innermost quotation that it stands in, or none
}

const none = -1

// is reports whether the word belongs to any of the classes.
func (w *word) is(c class) bool { return w.class&c != 0 }

// subordinators are words tagged as prepositions that open a clause.
var subordinators = set("that because if whether although though while unless until since so lest whereas once as than after before when")

// prepositions may be tagged otherwise by a tagger in doubt.
var prepositions = set("of in on at to for from with by about against over under during after before since through into among between toward towards within without upon like despite across outside inside behind near amid")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// lower is strings.ToLower for short words, without work for most of them.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// newWord reads a token.
func newWord(text string, tok models.Token, sent int) word {
	w := word{Span: tok.Span, low: lower(tok.In(text)), tag: tok.XPOS, sent: int32(sent), quote: none}
	if strings.Contains(w.low, "’") {
		w.low = strings.ReplaceAll(w.low, "’", "'")
	}
	w.lemma = lower(tok.Lemma)
	if w.lemma == "" {
		w.lemma = w.low
	}
	w.class = classify(&w, tok.In(text))
	return w
}

// classify puts a word into its classes: signs by their form, words by their tag.
func classify(w *word, text string) class {
	switch w.low {
	case ",":
		return comma
	case ":":
		return colon
	case ";", "-", "–", "—", "--", "---", "―":
		return dash
	case ".", "?", "!", "…", "...", "?!", "!!", "....":
		return stop
	case "(", ")", "[", "]", "-lrb-", "-rrb-", "{", "}":
		return bracket
	case "“", "”", "\"", "''", "``", "‘", "’", "'", "„", "‟", "«", "»", "‹", "›", "‚", "`":
		if w.tag != "POS" {
			return mark
		}
	}
	if strings.Contains(w.low, "@") || w.tag == "ADD" {
		return noun | proper
	}
	if w.low == "to" {
		return infin
	}
	switch w.tag {
	case "MD":
		return verb | finite | modal
	case "VBD", "VBZ", "VBP":
		return verb | finite
	case "VB":
		return verb | base
	case "VBG":
		return verb | gerund
	case "VBN":
		return verb | past
	case "NN", "NNS":
		return noun
	case "NNP", "NNPS":
		return noun | proper
	case "PRP":
		if text == "US" {
			return noun | proper // the country, not the pronoun
		}
		return personal
	case "PRP$":
		return owner
	case "POS":
		return genitive
	case "DT", "PDT":
		return article
	case "EX":
		return personal
	case "JJ", "JJR", "JJS", "AFX":
		return adjective
	case "CD":
		return number
	case "TO":
		return infin
	case "RB", "RBR", "RBS":
		return adverb
	case "RP":
		return particle
	case "CC":
		return conj
	case "WDT", "WP", "WP$", "WRB":
		return relative
	case "IN":
		c := class(0)
		if subordinators[w.low] {
			c |= subord
		}
		if prepositions[w.low] || c == 0 {
			c |= prep
		}
		return c
	case "FW", "GW":
		return noun
	}
	r, _ := utf8.DecodeRuneInString(w.low)
	if unicode.IsDigit(r) {
		return number
	}
	if prepositions[w.low] {
		return prep
	}
	if unicode.IsLetter(r) && w.tag == "" {
		return noun
	}
	return bar
}
