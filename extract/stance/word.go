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
	supposed    bool // stands in a condition: "if the army attacks"
	unreal      bool // "had it not attacked": it did
	entry       *entry

	rel            string // UD relation to the head, "" without a tree
	head, kid, sib int    // the head, the first word that hangs on it, the next that hangs on the same head; or None
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
		if e, whole := compound(lex, ws, toks[:i], tok, w.form); e != nil {
			w.entry = e
			if e.words[asAdjective] != 0 {
				w.class, w.form = adjective, whole
			}
		}
		ws = append(ws, w)
	}
	hang(toks, ws)
	for i := range ws {
		// "the widely admired surgeon": an adjective where the list has one
		if w := &ws[i]; w.rel == "amod" && w.class == verb {
			if e := lex[w.form]; e != nil && e.words[asAdjective] != 0 {
				w.class, w.entry = adjective, e
			}
		}
	}
	suppose(toks, ws)
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

func (w *word) hyphen() bool { return w.form == "-" || w.form == "‑" }

// compound finds the entry of a word whose parts hyphens join, "self-styled", at
// the last of them, and the whole word; nil if there is none.
func compound(lex map[string]*entry, ws []word, before []models.Token, tok *models.Token, form string) (*entry, string) {
	start := tok.Start
	for i, n := len(before)-2, 0; i >= 0 && n < 3 && before[i+1].End == start && before[i].End == before[i+1].Start; i, n = i-2, n+1 {
		if !ws[i+1].hyphen() {
			break
		}
		form, start = ws[i].form+"-"+form, before[i].Start
		if e := lex[form]; e != nil {
			return e, form
		}
	}
	return nil, ""
}

// rumours are verbs in the passive behind which stands what is only told: "is said to
// despise", and hearsay adverbs that say so: "allegedly attacked".
var (
	rumours = map[string]bool{"say": true, "allege": true, "rumor": true, "rumour": true, "believe": true, "think": true, "claim": true, "suspect": true, "understand": true}
	hearsay = map[string]bool{"allegedly": true, "supposedly": true, "purportedly": true}
)

// rumoured reports whether the word at i says of the predicate at h, its head, that it
// is only told.
func rumoured(toks []models.Token, ws []word, i, h int) bool {
	return toks[i].Deprel == "advmod" && hearsay[ws[i].form] && ws[h].class == verb
}

// told reports whether the predicate at i is what is told of the subject of a rumour:
// "is rumoured to [despise]".
func told(toks []models.Token, ws []word, i, h int) bool {
	if toks[i].Deprel != "xcomp" || !rumours[ws[h].lemma] || ws[h].tag != "VBN" {
		return false
	}
	for k, n := ws[h].kid, 0; k != models.None && n < family; k, n = ws[k].sib, n+1 {
		if ws[k].rel == "aux:pass" {
			return true
		}
	}
	return false
}

// queried is the predicate of a question that may be answered with yes or no, or −1:
// "Does Peru [support] Chile?" Why and when take what they ask about for true.
func queried(toks []models.Token, ws []word) int {
	end := len(ws) - 1
	for end > 0 && (ws[end].class == quote || ws[end].form == ")") {
		end--
	}
	if end < 2 || ws[end].form != "?" {
		return -1
	}
	for i := range toks {
		if toks[i].Deprel != "root" {
			continue
		}
		helper, subject := -1, -1
		for k, n := ws[i].kid, 0; k != models.None && n < family; k, n = ws[k].sib, n+1 {
			switch relation(ws[k].rel) {
			case "aux", "cop":
				if helper < 0 {
					helper = k
				}
			case "nsubj":
				if subject < 0 {
					subject = k
				}
			case "mark":
				return -1
			}
			if ws[k].rel == "advmod" && strings.HasPrefix(ws[k].tag, "W") {
				return -1
			}
		}
		if helper >= 0 && subject > helper && (helper == 0 || ws[helper-1].class != relative) {
			return i
		}
	}
	return -1
}

// suppose marks the predicates of conditions, open questions and rumours, and what
// hangs on them: "if the army attacks", "whether it attacks", "had it attacked".
func suppose(toks []models.Token, ws []word) {
	opens := false
	if q := queried(toks, ws); q >= 0 {
		ws[q].supposed, opens = true, true
	}
	for i := range toks {
		h := toks[i].Head
		if h == models.None {
			continue
		}
		if rumoured(toks, ws, i, h) {
			ws[h].supposed, opens = true, true
		}
		if told(toks, ws, i, h) {
			ws[i].supposed, opens = true, true
		}
		switch r := relation(toks[h].Deprel); {
		case toks[i].Deprel == "mark" && ws[i].form == "whether",
			toks[i].Deprel == "mark" && (ws[i].form == "if" || ws[i].form == "unless") && (r == "advcl" || r == "ccomp") && (i == 0 || ws[i-1].form != "as"),
			relation(toks[i].Deprel) == "aux" && r == "advcl" && inverted(ws, i, h):
			if unreal(ws, h) {
				ws[h].unreal = true
			} else {
				ws[h].supposed, opens = true, true
			}
		}
	}
	for i := 0; opens && i < len(toks); i++ {
		for k, n := i, 0; k != models.None && n < steps; k, n = toks[k].Head, n+1 {
			if ws[k].supposed {
				ws[i].supposed = true
				break
			}
		}
	}
}

// unreal reports a condition of the past that is denied, and so was met: "had the
// army not attacked".
func unreal(ws []word, v int) bool {
	had, not := false, false
	for k, n := ws[v].kid, 0; k != models.None && n < family; k, n = ws[k].sib, n+1 {
		had = had || ws[k].rel == "aux" && ws[k].form == "had"
		not = not || ws[k].rel == "advmod" && (ws[k].form == "not" || ws[k].form == "n't" || ws[k].form == "n’t" || ws[k].form == "never")
	}
	return had && not
}

// inverted reports whether the auxiliary at i stands before the subject of its
// verb at v as in a condition: "Had the army attacked".
func inverted(ws []word, i, v int) bool {
	switch ws[i].form {
	case "had", "were", "should":
	default:
		return false
	}
	for k, n := ws[v].kid, 0; k != models.None && n < family; k, n = ws[k].sib, n+1 {
		if ws[k].rel == "mark" {
			return false
		}
		if relation(ws[k].rel) == "nsubj" || ws[k].rel == "nsubj:pass" {
			return i < k
		}
	}
	return false
}
