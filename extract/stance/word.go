package stance

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A class is what a token can do in a phrase, coarser than its tag.
type class uint8

const (
	mark    class = iota // punctuation and all else
	comma                // , – —
	quote                // quotation marks of any kind
	noun                 // common nouns, numbers
	name                 // proper nouns
	pronoun              // personal pronouns
	adjective
	determiner // also possessive pronouns
	genitive   // 's
	adverb
	verb
	modal
	infinitive // to
	preposition
	subordinator // that, because, if: opens a clause
	conjunction  // and, or, but
	relative     // who, which, that after a noun
	particle
)

// A word is a token as this package reads it.
type word struct {
	form, lemma string // lower case
	tag         string // Penn
	class       class
	upper       bool // begins with a capital
	aux         bool // a form of be, have, do, get
	be          bool
	entry       *entry
}

var auxiliaries = map[string]bool{"am": true, "is": true, "are": true, "was": true, "were": true, "be": true, "been": true,
	"being": true, "'s": false, "'re": true, "'m": true, "’re": true, "’m": true}

var helping = map[string]bool{"have": true, "has": true, "had": true, "having": true, "do": true, "does": true, "did": true,
	"get": true, "gets": true, "got": true, "getting": true, "gotten": true, "'ve": true, "’ve": true, "'d": true, "’d": true}

var subordinators = map[string]bool{"that": true, "because": true, "although": true, "though": true, "while": true, "if": true,
	"unless": true, "whether": true, "whereas": true, "until": true, "since": true, "when": true, "where": true, "than": true, "so": true, "once": true}

// read classifies the tokens of one sentence into ws, which it reuses.
func read(text string, toks []models.Token, ws []word) []word {
	lex := lexicon()
	ws = ws[:0]
	for i := range toks {
		tok := &toks[i]
		form := tok.In(text)
		w := word{form: strings.ToLower(form), tag: tok.XPOS}
		w.upper = !strings.HasPrefix(w.form, form[:1])
		w.lemma = w.form
		if tok.Lemma != "" {
			w.lemma = strings.ToLower(tok.Lemma)
		}
		w.class = classify(w.form, w.tag)
		w.be = auxiliaries[w.form] || (w.form == "'s" || w.form == "’s") && w.tag != "POS"
		w.aux = w.be || helping[w.form]
		w.entry = lookup(lex, w.lemma, w.form, w.class == verb && w.tag != "VB" && w.tag != "VBP")
		ws = append(ws, w)
	}
	for i := 1; i+1 < len(ws); i++ {
		// A participle with a capital before another capital is a part of a name.
		if w := &ws[i]; w.upper && w.class == verb && ws[i+1].upper && !ws[i-1].upper && (w.tag == "VBN" || w.tag == "VBG" || w.tag == "VBD") && ws[i-1].class != quote {
			w.class = name
		}
		// Taggers take "the West’s sanctions" for a verb now and then.
		if w := &ws[i]; w.be && (w.form == "'s" || w.form == "’s") && (ws[i-1].class == noun || ws[i-1].class == name) &&
			(ws[i+1].class == noun || ws[i+1].class == name || ws[i+1].class == adjective && i+2 < len(ws) && ws[i+2].class == noun) {
			w.class, w.be, w.aux = genitive, false, false
		}
	}
	return ws
}

func classify(form, tag string) class {
	switch form {
	case ",", "–", "—", "--", "-":
		return comma
	case "\"", "“", "”", "‘", "’", "'", "``", "''", "«", "»", "„":
		if tag != "POS" {
			return quote
		}
	case "that":
		if tag == "WDT" {
			return relative
		}
		if tag == "IN" {
			return subordinator
		}
		return determiner
	}
	switch {
	case tag == "":
		return mark
	case strings.HasPrefix(tag, "NNP"):
		return name
	case strings.HasPrefix(tag, "NN"), tag == "CD", tag == "EX", tag == "$", tag == "FW":
		return noun
	case tag == "PRP":
		return pronoun
	case strings.HasPrefix(tag, "JJ"):
		return adjective
	case tag == "DT", tag == "PRP$", tag == "PDT":
		return determiner
	case tag == "POS":
		return genitive
	case strings.HasPrefix(tag, "RB"):
		return adverb
	case strings.HasPrefix(tag, "VB"):
		return verb
	case tag == "MD":
		return modal
	case tag == "TO":
		return infinitive
	case tag == "IN":
		if subordinators[form] {
			return subordinator
		}
		return preposition
	case tag == "CC":
		return conjunction
	case strings.HasPrefix(tag, "W"):
		return relative
	case tag == "RP":
		return particle
	}
	return mark
}

// nominal reports whether a noun phrase can end with the word.
func (w *word) nominal() bool {
	return w.class == noun || w.class == name || w.class == pronoun || w.tag == "DT" && (w.form == "both" || w.form == "all" || w.form == "some")
}

// inside reports whether the word can stand within a noun phrase.
func (w *word) inside() bool {
	switch w.class {
	case noun, name, pronoun, adjective, determiner, genitive, quote:
		return true
	}
	return false
}
