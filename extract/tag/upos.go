package tag

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// universal fills the universal tags of a sentence from its Penn tags and the
// words around them.
func universal(text string, toks []models.Token) {
	for i := range toks {
		toks[i].UPOS = upos(text, toks, i)
	}
}

// upos is the universal tag of token i.
func upos(text string, toks []models.Token, i int) string {
	form := toks[i].In(text)
	low := strings.ToLower(straight(form))
	xpos := toks[i].XPOS
	switch xpos {
	case "VB", "VBD", "VBG", "VBN", "VBP", "VBZ":
		if auxiliary(toks, i, low) {
			return "AUX"
		}
		return "VERB"
	case "IN":
		if conjunction(text, toks, i, low) {
			return "SCONJ"
		}
		return "ADP"
	case "RB":
		if low == "n't" || low == "not" || low == "nt" {
			return "PART"
		}
		return "ADV"
	case "DT", "PDT", "WDT":
		return determiner(toks, i, low)
	case "WP":
		if low == "what" && nominal(toks, i+1) {
			return "DET"
		}
		return "PRON"
	case "NN":
		switch low {
		case "%", "°":
			return "SYM"
		case "someone", "everyone", "anyone", "somebody", "everybody", "anybody", "nobody", "something", "everything", "anything", "nothing", "one":
			return "PRON"
		}
		return "NOUN"
	case ",":
		if form == "/" {
			return "SYM"
		}
		return "PUNCT"
	}
	if u, ok := pennUPOS[xpos]; ok {
		return u
	}
	return "X"
}

// auxiliary tells helping verbs from full ones: every "be" (but not where
// something exists, "there is hope"), "have" before a participle, "do" before
// an infinitive or a "not".
func auxiliary(toks []models.Token, i int, low string) bool {
	switch low {
	case "be", "am", "is", "are", "was", "were", "been", "being", "'m", "'re", "ai", "'s":
		return !(i > 0 && toks[i-1].XPOS == "EX")
	case "have", "has", "had", "having", "'ve", "ve", "'d":
		return low == "'d" || ahead(toks, i, "VBN", "VBD")
	case "do", "does", "did":
		return ahead(toks, i, "VB", "VBP")
	}
	return false
}

// ahead reports whether a verb with one of two tags follows, over adverbs, "not"
// and, in questions, a subject of a word or two: "has he not said".
func ahead(toks []models.Token, i int, tag, other string) bool {
	nouns := 0
	for k := i + 1; k < len(toks) && k <= i+5; k++ {
		switch toks[k].XPOS {
		case tag, other:
			return true
		case "RB", "RBR":
		case "PRP", "EX", "NNP", "DT", "NN", "NNS", "PRP$":
			first := i == 0 || toks[i-1].XPOS == "WRB" || toks[i-1].XPOS == "WP" || toks[i-1].XPOS == "CC" || toks[i-1].XPOS == "," || toks[i-1].XPOS == "``"
			if nouns++; !first || nouns > 2 {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// conjunction tells words that begin a clause from prepositions, "because he
// left" from "because of him", "after talks failed" from "after the talks".
func conjunction(text string, toks []models.Token, i int, low string) bool {
	switch low {
	case "that", "if", "while", "although", "though", "whether", "unless", "whereas", "lest", "albeit", "cause", "'cause", "cuz":
		return true
	case "because":
		return !(i+1 < len(toks) && strings.EqualFold(toks[i+1].In(text), "of"))
	case "as", "since", "until", "till", "before", "after", "once", "like", "than", "except", "so":
		return subordinate(toks, i) || i+1 < len(toks) && toks[i+1].XPOS == "VBG"
	case "for", "by", "of", "in", "on", "without", "from", "about", "at", "with", "into", "through", "despite", "to", "upon", "besides", "against":
		return i+1 < len(toks) && toks[i+1].XPOS == "VBG" && !nominal(toks, i+2) || low == "for" && infinitive(toks, i)
	}
	return false
}

// infinitive reports whether a noun phrase and "to" follow: "for him to go".
func infinitive(toks []models.Token, i int) bool {
	for k := i + 1; k < len(toks) && k <= i+5; k++ {
		switch toks[k].XPOS {
		case "TO":
			return k > i+1
		case "DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD":
		default:
			return false
		}
	}
	return false
}

// subordinate reports whether a subject and a finite verb follow, with no mark
// between: "as talks went on".
func subordinate(toks []models.Token, i int) bool {
	subject := false
	for k := i + 1; k < len(toks) && k <= i+8; k++ {
		switch toks[k].XPOS {
		case "PRP", "NN", "NNS", "NNP", "NNPS", "EX", "CD":
			subject = true
		case "VBD", "VBZ", "VBP", "MD":
			return subject
		case "DT", "JJ", "JJR", "JJS", "PRP$", "POS", "RB", "HYPH", "PDT", "VBG", "VBN":
		default:
			return false
		}
	}
	return false
}

// determiner tells "this country" from "this is" and "which side" from "which
// is".
func determiner(toks []models.Token, i int, low string) string {
	switch low {
	case "the", "a", "an", "every", "no", "th":
		return "DET"
	case "who", "whoever":
		return "PRON"
	}
	if toks[i].XPOS == "WDT" && low == "that" {
		return "PRON"
	}
	if nominal(toks, i+1) {
		return "DET"
	}
	if low == "all" || low == "both" || low == "such" || low == "half" || low == "quite" {
		if k := i + 1; k < len(toks) && (toks[k].XPOS == "DT" || toks[k].XPOS == "PRP$") {
			return "DET"
		}
	}
	return "PRON"
}

// nominal reports whether a noun or what stands before one begins at token i.
func nominal(toks []models.Token, i int) bool {
	for k := i; k < len(toks) && k < i+4; k++ {
		switch toks[k].XPOS {
		case "NN", "NNS", "NNP", "NNPS", "CD", "$":
			return true
		case "JJ", "JJR", "JJS", "VBG", "VBN", "HYPH", "``":
		case "RB", "RBR", "RBS":
			if k > i {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// pennUPOS maps a Penn tag to the universal one that it most often is.
var pennUPOS = map[string]string{
	"CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP",
	"JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN",
	"NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET", "POS": "PART", "PRP": "PRON", "PRP$": "PRON",
	"RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
	"WDT": "PRON", "WP": "PRON", "WP$": "PRON", "WRB": "ADV",
	"$": "SYM", "#": "SYM", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT",
	"-LRB-": "PUNCT", "-RRB-": "PUNCT", "HYPH": "PUNCT", "NFP": "PUNCT", "ADD": "X", "AFX": "X", "GW": "X", "XX": "X",
	"(": "PUNCT", ")": "PUNCT", dashTag: "PUNCT",
}
