package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// particles may stand in lower case within a name: "Ursula von der Leyen".
var particles = map[string]bool{"de": true, "der": true, "den": true, "del": true, "della": true, "da": true, "di": true,
	"do": true, "dos": true, "du": true, "la": true, "le": true, "van": true, "von": true, "zu": true, "al": true, "el": true,
	"bin": true, "ibn": true, "bint": true, "y": true, "e": true, "and": true, "&": true}

// isName reports whether s reads as one or more people's names: two to six
// words, each with a capital but for particles, and no mark that names lack.
func isName(s string) bool {
	if len(s) > 200 {
		return false
	}
	toks := strings.Fields(s)
	if len(toks) < 2 || len(toks) > 6 {
		return false
	}
	capitals := 0
	for _, tok := range toks {
		if particles[tok] {
			continue
		}
		if !isNameWord(strings.TrimSuffix(tok, ",")) {
			return false
		}
		capitals++
	}
	return capitals >= 2 && !particles[toks[len(toks)-1]]
}

// isNameWord: "Jane", "J.", "O’Neill", "al-Sadr", "Jean-Luc", "İlham".
func isNameWord(tok string) bool {
	r, n := utf8.DecodeRuneInString(tok)
	if !unicode.IsUpper(r) && !strings.HasPrefix(tok, "al-") && !strings.HasPrefix(tok, "el-") {
		return false
	}
	for _, r := range tok[n:] {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '-' && r != '.' {
			return false
		}
	}
	return !strings.HasSuffix(tok, "'s") && !strings.HasSuffix(tok, "’s")
}

// trades are nouns of what people who write are. A line about the writer has one.
var trades = map[string]bool{"author": true, "writer": true, "journalist": true, "columnist": true, "analyst": true,
	"fellow": true, "professor": true, "researcher": true, "editor": true, "correspondent": true, "reporter": true,
	"director": true, "expert": true, "historian": true, "scholar": true, "lecturer": true, "student": true,
	"consultant": true, "commentator": true, "contributor": true, "scientist": true, "specialist": true, "lawyer": true,
	"ambassador": true, "activist": true, "economist": true, "freelance": true, "freelancer": true, "blogger": true,
	"essayist": true, "novelist": true, "philosopher": true, "sociologist": true, "candidate": true, "founder": true,
	"president": true, "adviser": true, "advisor": true, "associate": true, "member": true, "diplomat": true,
	"writes": true, "teaches": true, "chief": true, "bureau": true, "staff": true, "producer": true, "anchor": true}

// hasTrade reports whether one of the first n words of key k is a trade.
func hasTrade(k string, n int) bool {
	for word := range strings.FieldsSeq(k) {
		if n--; n < 0 {
			return false
		}
		if trades[word] || strings.HasSuffix(word, "s") && trades[word[:len(word)-1]] {
			return true
		}
	}
	return false
}

// byName returns the name in a line that begins with "By": "By Jane Doe, a
// political analyst who …", "BY JANE DOE AND JOHN ROE", "By Reuters". It must
// tell such lines from prose: "By Monday, the army had withdrawn."
func byName(s string) (name string, ok bool) {
	if len(s) > 2*longLine {
		return "", false
	}
	word, rest, _ := strings.Cut(s, " ")
	if !strings.EqualFold(word, "by") {
		return "", false
	}
	rest = strings.TrimSpace(rest)
	if rest == "" || !unicode.IsUpper(firstRune(rest)) && !strings.HasPrefix(rest, "al-") {
		return "", false
	}
	name = rest
	if at := strings.IndexAny(rest, ",|—–(•·/"); at > 0 {
		name = rest[:at]
	}
	if at := strings.Index(name, " - "); at > 0 {
		name = name[:at]
	}
	name = strings.TrimRight(strings.TrimSpace(name), ".")
	about := key(rest[min(len(name), len(rest)):])
	short := words(rest) <= 12 && !ended(rest)
	switch {
	case isName(name) && (about == "" || short):
		return name, true
	case isName(name): // a line about the writer follows
		return name, hasTrade(about, 25) || strings.Contains(about, "originally published") || strings.Contains(about, "cross posted")
	case short && words(name) == 1 && about == "": // "By Reuters"
		return name, true
	case short && words(name) <= 8 && strings.Contains(strings.ToLower(name), " for "): // "By Jane Doe for Example News"
		name, _, _ = strings.Cut(name, " for ")
		return name, isName(name)
	case short && strings.Contains(name, " in ") && placed(name) != "": // "By Jane Doe in Oslo and Ada Quill in Riga"
		return placed(name), true
	case short && strings.Contains(name, " and "): // "By Jane Doe and the staff of The Example"
		first, _, _ := strings.Cut(name, " and ")
		return name, isName(first)
	case short && about == "" && words(name) <= 6 && capitalised(name): // "By The Associated Press"
		return name, true
	}
	return "", false
}

// placed is the names of writers without the places that they write from, "" if
// they are none.
func placed(s string) string {
	var names []string
	for part := range strings.SplitSeq(s, " and ") {
		name, place, _ := strings.Cut(part, " in ")
		if !isName(name) || !capitalised(place) {
			return ""
		}
		names = append(names, name)
	}
	return strings.Join(names, " and ")
}

// capitalised reports whether every word of s but "of" and its like has a capital.
func capitalised(s string) bool {
	for tok := range strings.FieldsSeq(s) {
		if !unicode.IsUpper(firstRune(tok)) && tok != "of" && tok != "the" && tok != "for" && !particles[tok] {
			return false
		}
	}
	return true
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// aboutWriter reports whether a line speaks of the article's writer: "Jane Doe is
// a senior fellow at …", "The author is …", "She is the author of …". names are
// the known writers; without one of them a line must say that it is about a
// writer: presidents are members of parties too.
func aboutWriter(s string, names []string) bool {
	if len(s) > 2*longLine {
		return false
	}
	s = strings.TrimLeft(s, "*_•— ")
	k := key(clip(s, 400))
	for _, start := range [...]string{"the author is ", "the author was ", "the writer is ", "the writer was ", "the authors are ",
		"about the author", "the author of this article ", "this article was written by ", "this piece was written by "} {
		if strings.HasPrefix(k, start) {
			return true
		}
	}
	for _, name := range names {
		if name = key(name); name == "" || !strings.HasPrefix(k, name) {
			continue
		}
		about := k[len(name):]
		if about == "" {
			return true
		}
		if strings.HasPrefix(about, " is ") || strings.HasPrefix(about, " was ") || strings.HasPrefix(about, " writes ") ||
			strings.HasPrefix(about, " teaches ") || strings.HasPrefix(about, " covers ") || strings.HasPrefix(about, " reports ") ||
			!ended(s) && about[0] == ' ' && words(about) <= 25 {
			return hasTrade(about, 25)
		}
	}
	at := strings.Index(s, " is a")
	if at < 0 || !isName(s[:at]) {
		return false
	}
	return strings.Contains(k, " is the author of ") && hasTrade(k, 30) || strings.Contains(k, " contributor to ") ||
		strings.Contains(k, "columnist") || strings.Contains(k, "follow him on") || strings.Contains(k, "follow her on") || strings.Contains(k, "follow them on") ||
		strings.Contains(k, "views expressed") || strings.Contains(k, "can be reached at") || strings.Contains(k, "can be followed")
}
