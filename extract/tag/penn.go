package tag

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// The models were trained on text as the Penn Treebank has it: “ and ” for
// quotes, -- for dashes, straight apostrophes. pennForm is token i that way.
func pennForm(text string, toks []models.Token, i int) string {
	form := toks[i].In(text)
	switch form {
	case `"`:
		if opens(text, toks, i) {
			return "``"
		}
		return "''"
	case "“", "„", "«":
		return "``"
	case "”", "»":
		return "''"
	case "‘":
		return "`"
	case "’", "'":
		return "'"
	case "—", "–", "---", "―":
		return "--"
	case "…", "..", "....", ".....":
		return "..."
	}
	return straight(form)
}

// opens reports whether a straight quote opens: white space before it, or a
// bracket, and none behind it.
func opens(text string, toks []models.Token, i int) bool {
	if i+1 == len(toks) {
		return i == 0
	}
	if i == 0 {
		return true
	}
	before := toks[i-1].End < toks[i].Start
	behind := toks[i].End < toks[i+1].Start
	if before != behind {
		return before
	}
	if last := toks[i-1].In(text); !before && strings.ContainsAny(last, "([{—–") {
		return true
	}
	n := 0 // quotes before it, not too far off
	for k := max(0, i-400); k < i; k++ {
		if toks[k].In(text) == `"` {
			n++
		}
	}
	return n%2 == 0
}

// straight replaces typographic apostrophes: "’s" is known as "'s".
func straight(form string) string {
	for i := range len(form) {
		if form[i] == 0xe2 {
			return quotes.Replace(form)
		}
	}
	return form
}

var quotes = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

// inCompound reports whether token i is a hyphen between two words without
// white space: "15-year".
func inCompound(text string, toks []models.Token, i int) bool {
	return i > 0 && i+1 < len(toks) && toks[i].Len() == 1 && text[toks[i].Start] == '-' &&
		toks[i-1].End == toks[i].Start && toks[i].End == toks[i+1].Start
}

// mendPenn puts right what a sentence's form or a closed list decides better
// than the weights.
func mendPenn(text string, toks []models.Token) {
	for i := range toks {
		form := toks[i].In(text)
		if tag := markTag(text, toks, i, form); tag != "" {
			toks[i].XPOS = tag
		} else if tag := closedTag(strings.ToLower(straight(form))); tag != "" {
			toks[i].XPOS = tag
		} else if figure(form) {
			toks[i].XPOS = "CD"
		} else if address(form) {
			toks[i].XPOS = "ADD"
		} else if tag := counted(form); tag != "" {
			toks[i].XPOS = tag
		}
	}
	for i := range toks {
		mendTo(text, toks, i)
		mendThat(text, toks, i)
	}
}

// markTag is the tag of a token without letters or digits, "" for others.
func markTag(text string, toks []models.Token, i int, form string) string {
	c := form[0]
	if c < 0x80 && (c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9') {
		return ""
	}
	switch form {
	case "(", "[", "{", "<":
		return "-LRB-"
	case ")", "]", "}", ">":
		return "-RRB-"
	case "“", "„", "«", "``", "‘":
		return "``"
	case "”", "»", "''":
		return "''"
	case `"`:
		if opens(text, toks, i) {
			return "``"
		}
		return "''"
	case "'", "’":
		if toks[i].XPOS == "POS" && i > 0 && toks[i-1].End == toks[i].Start {
			return "POS"
		}
		if i+1 < len(toks) && toks[i].End == toks[i+1].Start && (i == 0 || toks[i-1].End < toks[i].Start) {
			return "``"
		}
		return "''"
	case ",", "،":
		return ","
	case ".", "!", "?", "?!", "!?", "。", "！", "？":
		return "."
	case ":", ";", "…", "...", "—", "–", "--", "---":
		return ":"
	case "-":
		if i > 0 && i+1 < len(toks) && toks[i-1].End == toks[i].Start && toks[i].End == toks[i+1].Start {
			return "HYPH"
		}
		return ":"
	case "$", "£", "€", "¥", "₺", "₽":
		return "$"
	case "%", "°":
		return "NN"
	case "&":
		return "CC"
	case "/":
		return ","
	case "#", "+", "=", "@":
		return "SYM"
	}
	if emoticon(form) {
		return "SYM"
	}
	if strings.Trim(form, "!?") == "" || strings.Trim(form, ".") == "" {
		return "."
	}
	if strings.Trim(form, "*-_=~•·▪◦‣–—|^+<>#") == "" {
		return "NFP"
	}
	return ""
}

// closedTag is the tag of a word that has one tag alone, "" for others.
func closedTag(low string) string {
	switch low {
	case "n't", "nt", "not":
		return "RB"
	case "'ve", "'re", "'m":
		return "VBP"
	case "'ll":
		return "MD"
	case "i", "me", "mine", "yours", "hers", "ours", "theirs", "myself", "yourself", "himself", "herself", "itself",
		"ourselves", "yourselves", "themselves":
		return "PRP"
	case "please", "yes", "yeah", "okay", "hey", "oh", "hello", "hi", "uh", "um", "huh", "wow", "ah", "alas", "bye", "goodbye":
		return "UH"
	case "whom":
		return "WP"
	case "etc", "etc.", "i.e.", "e.g.", "al.":
		return "FW"
	}
	return ""
}

// figure reports whether a word is a number in digits: "1,351.62", "10:30".
func figure(form string) bool {
	digits := 0
	for i := range len(form) {
		switch c := form[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c != '.' && c != ',' && c != ':' && c != '/' && c != '-' && c != '+':
			return false
		}
	}
	return digits > 0
}

// mendTo tells the two kinds of "to" apart: TO stands before a verb, "want to
// (fully) agree", IN before anything else, "to Ankara".
func mendTo(text string, toks []models.Token, i int) {
	if toks[i].XPOS != "TO" && toks[i].XPOS != "IN" || !strings.EqualFold(toks[i].In(text), "to") {
		return
	}
	k := i + 1
	for k < len(toks) && k < i+3 && (toks[k].XPOS == "RB" || toks[k].XPOS == "``") {
		k++
	}
	if k == len(toks) || toks[k].XPOS == "VB" || toks[k].XPOS == "VBP" && k == i+1 {
		toks[i].XPOS = "TO"
	} else {
		toks[i].XPOS = "IN"
	}
}

// counted is the tag of digits with letters behind: JJ for "9th", NNS for
// "1990s", "" for others.
func counted(form string) string {
	if form[0] < '0' || form[0] > '9' {
		return ""
	}
	switch strings.ToLower(strings.TrimLeft(form, "0123456789,")) {
	case "st", "nd", "rd", "th":
		return "JJ"
	case "s", "'s", "’s":
		return "NNS"
	}
	return ""
}

// mendThat makes a relative pronoun of a "that" between a noun and a verb:
// "the talks that failed".
func mendThat(text string, toks []models.Token, i int) {
	if toks[i].XPOS != "IN" || i == 0 || i+1 == len(toks) || !strings.EqualFold(toks[i].In(text), "that") {
		return
	}
	switch toks[i-1].XPOS {
	case "NN", "NNS", "NNP", "NNPS":
	default:
		return
	}
	switch toks[i+1].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		toks[i].XPOS = "WDT"
	}
}
