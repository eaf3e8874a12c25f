package tag

import "github.com/sayso-nlp/sayso/models"

func universal(text string, toks []models.Token) {
	for i := range toks {
		toks[i].UPOS = pennUPOS[toks[i].XPOS]
		if toks[i].UPOS == "" {
			toks[i].UPOS = "X"
		}
	}
}

// pennUPOS maps a Penn tag to the universal one that it most often is.
var pennUPOS = map[string]string{
	"CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP",
	"JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN",
	"NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET", "POS": "PART", "PRP": "PRON", "PRP$": "PRON",
	"RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
	"VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
	"WDT": "PRON", "WP": "PRON", "WP$": "PRON", "WRB": "ADV",
	"$": "SYM", "#": "SYM", ".": "PUNCT", ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT",
	"-LRB-": "PUNCT", "-RRB-": "PUNCT", "HYPH": "PUNCT", "NFP": "PUNCT", "ADD": "X", "AFX": "X", "GW": "X", "XX": "X",
	"(": "PUNCT", ")": "PUNCT", "-": "PUNCT",
}
