package tag

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/data"
)

// exceptions are the forms that the rules below do not reach, by word class.
var exceptions = sync.OnceValue(func() (e struct{ verb, noun, adjective map[string]string }) {
	read := func(list string) map[string]string {
		m := make(map[string]string)
		for _, row := range data.Rows(list) {
			m[row[0]] = row[1]
		}
		return m
	}
	e.verb, e.noun, e.adjective = read("lemma_verb"), read("lemma_noun"), read("lemma_adjective")
	return e
})

// Lemma cuts a word to its lemma, the form under which a dictionary has it:
// "said" → say, "countries" → country, "n’t" → not. A name keeps its form,
// "Turkiye"; every other lemma is in lower case.
func Lemma(form, upos, xpos string) string {
	low := strings.ToLower(strings.ReplaceAll(form, "’", "'"))
	switch upos {
	case "PROPN":
		return name(form, xpos)
	case "PUNCT", "SYM", "X":
		return form
	case "AUX", "VERB":
		if upos == "AUX" {
			if lemma, ok := auxiliaries[low]; ok {
				return lemma
			}
		}
		return verb(low, xpos)
	case "NOUN":
		if xpos == "NNS" {
			return noun(low)
		}
	case "ADJ", "ADV":
		if xpos == "JJR" || xpos == "JJS" || xpos == "RBR" || xpos == "RBS" {
			return compared(low, upos)
		}
	case "PRON", "DET", "PART":
		if lemma, ok := pronouns[low]; ok {
			if low == "her" && xpos == "PRP$" || low == "'s" && xpos == "POS" {
				return low
			}
			return lemma
		}
	}
	return low
}

// auxiliaries and their short forms.
var auxiliaries = map[string]string{
	"'s": "be", "'re": "be", "'m": "be", "m": "be", "is": "be", "are": "be", "am": "be", "was": "be", "were": "be", "been": "be", "being": "be", "ai": "be",
	"'ve": "have", "ve": "have", "has": "have", "had": "have", "having": "have", "'d": "would", "'ll": "will", "ll": "will",
	"wo": "will", "ca": "can", "sha": "shall", "does": "do", "did": "do", "done": "do", "doing": "do",
}

// pronouns, determiners and particles that have another form than their lemma.
var pronouns = map[string]string{
	"me": "I", "i": "I", "him": "he", "her": "she", "us": "we", "them": "they", "'em": "they", "'s": "we",
	"an": "a", "these": "this", "those": "that", "n't": "not", "nt": "not", "whom": "who", "ya": "you", "na": "to",
}

// name is the lemma of a proper noun: its form, without the plural of a people.
func name(form, xpos string) string {
	if r, size := utf8.DecodeRuneInString(form); xpos == "NNPS" && size < len(form) && unicode.IsUpper(r) {
		if stem, ok := strings.CutSuffix(form, "ies"); ok && len(stem) > 2 {
			return stem + "y"
		}
		if stem, ok := strings.CutSuffix(form, "s"); ok && len(stem) > 2 && !strings.HasSuffix(stem, "s") {
			return stem
		}
	}
	return form
}

// vowel reports whether a byte is a vowel letter.
func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// verb is the lemma of a verb form in lower case.
func verb(low, xpos string) string {
	if lemma, ok := exceptions().verb[low]; ok && xpos != "VB" && (xpos != "VBP" || lemma == "be" || lemma == "have") {
		return lemma // but "they found museums"
	}
	switch xpos {
	case "VBZ":
		return thirdPerson(low)
	case "VBG":
		if stem, ok := strings.CutSuffix(low, "ing"); ok && hasVowel(stem) {
			return restore(stem)
		}
		if stem, ok := strings.CutSuffix(low, "in'"); ok && hasVowel(stem) {
			return restore(stem)
		}
	case "VBD", "VBN":
		if stem, ok := strings.CutSuffix(low, "ied"); ok {
			if len(stem) < 2 {
				return stem + "ie" // "lied", "died"
			}
			return stem + "y"
		}
		if strings.HasSuffix(low, "eed") {
			return low[:len(low)-1] // "agreed"
		}
		if stem, ok := strings.CutSuffix(low, "ed"); ok && hasVowel(stem) {
			return restore(stem)
		}
	}
	return prefixed(low, xpos)
}

// prefixed finds an irregular form behind a prefix: "rebuilt", "outsold".
func prefixed(low, xpos string) string {
	if xpos == "VBD" || xpos == "VBN" {
		for _, prefix := range []string{"re", "out", "over", "under", "un", "mis", "fore", "pre", "down", "up"} {
			if rest, ok := strings.CutPrefix(low, prefix); ok && len(rest) > 2 {
				if lemma, ok := exceptions().verb[strings.TrimPrefix(rest, "-")]; ok {
					return low[:len(low)-len(strings.TrimPrefix(rest, "-"))] + lemma
				}
			}
		}
	}
	return low
}

func hasVowel(s string) bool {
	return strings.ContainsAny(s, "aeiouy")
}

// thirdPerson takes the -s off a verb: "watches", "denies", "raises".
func thirdPerson(low string) string {
	switch {
	case strings.HasSuffix(low, "ies"):
		if len(low) <= 4 {
			return low[:len(low)-1]
		}
		return low[:len(low)-3] + "y"
	case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "ches"), strings.HasSuffix(low, "shes"),
		strings.HasSuffix(low, "xes"), strings.HasSuffix(low, "oes"), strings.HasSuffix(low, "zzes"):
		return low[:len(low)-2]
	case strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && len(low) > 2:
		return low[:len(low)-1]
	}
	return low
}

// noun is the singular of a plural noun in lower case.
func noun(low string) string {
	if lemma, ok := exceptions().noun[low]; ok {
		return lemma
	}
	if i := strings.LastIndexByte(low, '-'); i > 0 && i+1 < len(low) {
		return low[:i+1] + noun(low[i+1:])
	}
	for _, pair := range [...][2]string{{"men", "man"}, {"wives", "wife"}, {"children", "child"}} {
		if stem, ok := strings.CutSuffix(low, pair[0]); ok && len(stem) > 2 {
			return stem + pair[1] // "policemen", "midwives"
		}
	}
	switch {
	case strings.HasSuffix(low, "'s"), strings.HasSuffix(low, "ss"), strings.HasSuffix(low, "us"), strings.HasSuffix(low, "ics"), len(low) < 3:
		return strings.TrimSuffix(low, "'s")
	case strings.HasSuffix(low, "ies"):
		if len(low) <= 4 {
			return low[:len(low)-1]
		}
		return low[:len(low)-3] + "y"
	case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "ches"), strings.HasSuffix(low, "shes"),
		strings.HasSuffix(low, "xes"), strings.HasSuffix(low, "zzes"):
		return low[:len(low)-2]
	case strings.HasSuffix(low, "s"):
		return low[:len(low)-1]
	}
	return low
}

// compared is the positive of a comparative or superlative: "heavier" → heavy.
func compared(low, upos string) string {
	if upos == "ADV" {
		switch low {
		case "better", "best":
			return "well"
		case "more", "most":
			return low
		case "less", "least":
			return "little"
		}
	}
	if lemma, ok := exceptions().adjective[low]; ok {
		return lemma
	}
	stem, ok := strings.CutSuffix(low, "est")
	if !ok {
		stem, ok = strings.CutSuffix(low, "er")
	}
	n := len(stem)
	switch {
	case !ok || n < 3:
		return low
	case stem[n-1] == 'i':
		return stem[:n-1] + "y"
	case stem[n-1] == stem[n-2] && stem[n-1] != 'l' && stem[n-1] != 's':
		return stem[:n-1]
	}
	return stem
}

// restore gives a verb's stem, what stands before -ed or -ing, its last letters
// back: "stopp" → stop, "announc" → announce, "visit" → visit. English spelling
// decides by what the stem ends in; words that it does not decide are in the
// list of exceptions.
func restore(stem string) string {
	n := len(stem)
	if n < 3 {
		if n == 2 && !vowel(stem[0]) && vowel(stem[1]) {
			return stem // "going"
		}
		return stem + map[bool]string{true: "e", false: ""}[n == 2 && vowel(stem[0])] // "using"
	}
	last, before, third := stem[n-1], stem[n-2], stem[n-3]
	if last == before && !vowel(last) {
		if strings.IndexByte("lsfz", last) < 0 {
			return stem[:n-1] // "stopping"
		}
		return stem // "calling", "passing"
	}
	// A single vowel letter before one consonant, with a consonant before it.
	single := vowel(before) && (!vowel(third) || third == 'u' && n > 3 && stem[n-4] == 'q')
	e := false
	switch last {
	case 'c', 'v', 'u':
		e = true // "announcing", "leaving", "arguing"
	case 'z':
		e = before != 't' && before != 'z'
	case 'g':
		e = before == 'd' || before == 'r' || before == 'l' || vowel(before) && !(before == 'o' && third == 'o')
	case 's':
		e = before != 's' && before != 'y' || before == 'y' && third == 'l' // "raising", "sensing"; "analysing"
	case 'l':
		e = !vowel(before) && before != 'r' && before != 'w' && before != 'l' || before == 'u' && single // "settling", "scheduling"
	case 't':
		switch before {
		case 'a':
			e = third != 'e' && third != 'o' // "stating"; "treating"
		case 'u':
			e = !vowel(third) // "executing"; "shouting"
		}
	case 'd':
		e = vowel(before) && (single || third == 'u' && before != 'u' || before == 'i' && third == 'u') && !(before == 'e' && third == 'e') // "deciding"
	case 'b', 'k':
		e = single // "describing", "making"
	case 'p':
		e = single || before == 'y' // "hoping", "typing"
	case 'r':
		e = single && (before == 'a' || before == 'i' || before == 'u') || before == 'u' && third == 'q'
		e = e || before == 'i' && third == 'u' // "requiring"
	case 'n':
		e = single && before == 'i' // "combining"
	case 'm':
		e = single && before == 'u' // "assuming"
	}
	if e {
		return stem + "e"
	}
	return stem
}
