package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A mend is one named step that brings prose's tokens to those of the treebanks.
type mend struct {
	name string
	do   func(*chunk)
}

// mends stand in the order in which they work: what separates, then what
// belongs together after all.
var mends = []mend{
	{"marks", (*chunk).marks},
	{"clitics", (*chunk).clitics},
	{"fused", (*chunk).fused},
	{"hyphens", (*chunk).hyphens},
	{"units", (*chunk).units},
	{"runs", (*chunk).runs},
	{"points", (*chunk).points},
	{"wholes", (*chunk).wholes},
}

// marks lets every mark that no word has inside stand alone: quotes of all
// kinds, brackets, dashes, slashes, signs.
//
//	‘Certain → ‘|Certain    war—or → war|—|or    and/or → and|/|or
func (c *chunk) marks() {
	for i, r := range c.text {
		size := runeLen(c.text, i)
		switch {
		case wordy(r) || r == '-':
		case r == '’' || r == '\'' || r == '‘' || r == 'ʼ':
			c.apostrophe(i, size)
		case r == '.':
			if c.edge(i, size) {
				c.split(i)
			}
		case strings.ContainsRune(",:", r) && c.between(i, size, unicode.IsDigit):
		case strings.ContainsRune("_@&#", r) && c.between(i, size, wordy):
		default:
			c.split(i)
			c.split(i + size)
		}
	}
}

// apostrophe cuts around an apostrophe or single quote that has no word on one
// of its sides. Before a word it is an opening quote, but not where letters or
// a century were left out.
//
//	'the → '|the    ‘No → ‘|No    'em → 'em    '60s → '60s
func (c *chunk) apostrophe(i, size int) {
	if !c.edge(i, size) {
		return
	}
	c.split(i)
	rest := c.text[i+size:]
	n := 0
	for n < len(rest) && rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' {
		n++
	}
	switch strings.ToLower(rest[:n]) {
	case "em", "cause", "cuz", "til", "tis", "twas", "n", "round", "bout", "s", "m", "d", "re", "ve", "ll":
		return
	case "":
		if rest != "" && digit(rest[0]) && n == 0 && c.text[i:i+size] != "‘" {
			return
		}
	}
	c.split(i + size)
}

// runeLen is the length of the code point at i.
func runeLen(s string, i int) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	return size
}

// edge reports whether the mark at i has no word on one of its sides.
func (c *chunk) edge(i, size int) bool { return !c.between(i, size, wordy) }

// between reports whether runes of a kind stand on both sides of the mark at i.
func (c *chunk) between(i, size int, kind func(rune) bool) bool {
	before, n := utf8.DecodeLastRuneInString(c.text[:i])
	after, m := utf8.DecodeRuneInString(c.text[i+size:])
	return n > 0 && m > 0 && kind(before) && kind(after)
}

// clitics splits off what prose leaves or loses: "we|'ve", "they|'d", "did|n’t",
// "families|’".
func (c *chunk) clitics() {
	for i, r := range c.text {
		if r != '\'' && r != '’' {
			continue
		}
		size := utf8.RuneLen(r)
		rest := c.text[i+size:]
		n := 0
		for n < len(rest) && rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' {
			n++
		}
		if n < len(rest) && wordyStart(rest[n:]) {
			continue
		}
		switch strings.ToLower(rest[:n]) {
		case "s":
			if n := decade(c.text[:i]); n > 0 {
				c.join(i-n, i+size+1) // "the 1990's"
				continue
			}
			c.join(i, i+size+n)
		case "d", "m", "ve", "re", "ll":
			c.join(i, i+size+n)
		case "t":
			if i > 1 && c.text[i-1]|0x20 == 'n' && wordyEnd(c.text[:i-1]) {
				c.join(i-1, i+size+n)
			}
		}
	}
}

// decade is the length of a number like 90 or 1990 at the end of a text, 0 if
// there is none.
func decade(s string) int {
	n := 0
	for n < len(s) && digit(s[len(s)-1-n]) {
		n++
	}
	if (n == 2 || n == 4) && s[len(s)-1] == '0' {
		return n
	}
	return 0
}

// fusedWords are written as one and read as two: "can|not", "gon|na", "do|nt".
// The number is where the second begins.
var fusedWords = func() map[string]int {
	at := map[string]int{
		"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2,
		"wont": 2, "cant": 2, "im": 1, "ive": 1, "youre": 3, "theyre": 4, "thats": 4, "theres": 5, "whats": 4,
	}
	for _, verb := range []string{"do", "did", "does", "could", "would", "should", "is", "was", "are", "were", "have", "has", "had", "ai"} {
		at[verb+"nt"] = len(verb)
	}
	for word, i := range at {
		at[strings.ToUpper(word[:1])+word[1:]] = i
	}
	at["CANNOT"] = 3
	return at
}()

func (c *chunk) fused() {
	c.pieces(func(start, end int) {
		if i := fusedWords[c.text[start:end]]; i > 0 {
			c.split(start + i)
		}
	})
}

// affixes are prefixes that stay at their word: "non-violent", "pro-Western",
// but "Kremlin|-|backed".
var affixes = map[string]bool{
	"anti": true, "arch": true, "co": true, "counter": true, "cross": true, "e": true, "ex": true, "inter": true,
	"intra": true, "micro": true, "mid": true, "mini": true, "multi": true, "neo": true, "non": true, "over": true,
	"pan": true, "post": true, "pre": true, "pro": true, "pseudo": true, "quasi": true, "re": true, "semi": true,
	"socio": true, "sub": true, "super": true, "trans": true, "ultra": true, "un": true, "under": true,
}

// hyphens splits compounds, "15|-|year", but not behind a prefix that is no
// word, nor a telephone number or a date in figures.
func (c *chunk) hyphens() {
	for i := 0; i < len(c.text); i++ {
		if c.text[i] != '-' {
			continue
		}
		start := i
		for start > 0 && c.text[start-1]|0x20 >= 'a' && c.text[start-1]|0x20 <= 'z' {
			start--
		}
		free := start == 0 || !wordyEnd(c.text[:start]) && c.text[start-1] != '-'
		if i > start && free && i+1 < len(c.text) && c.text[i+1] != '-' && wordyStart(c.text[i+1:]) && affixes[strings.ToLower(c.text[start:i])] {
			continue
		}
		c.split(i)
		c.split(i + 1)
	}
}

// units splits a number from the sign or unit written at it: "10|%", "5|pm".
func (c *chunk) units() {
	for i := 1; i < len(c.text); i++ {
		if digit(c.text[i-1]) && !digit(c.text[i]) && unit(c.text[i:]) && c.numeral(i) {
			c.split(i)
		}
	}
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// numeral reports whether digits, points and commas alone stand between the
// start of a token and byte i.
func (c *chunk) numeral(i int) bool {
	for i--; i >= 0; i-- {
		if !digit(c.text[i]) && c.text[i] != '.' && c.text[i] != ',' && c.text[i] != ':' {
			return false
		}
		if c.at[i] {
			return true
		}
	}
	return true
}

// unit reports whether a unit stands at the start of rest, and no more letters.
func unit(rest string) bool {
	n := 0
	for n < len(rest) && rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' {
		n++
	}
	switch strings.ToLower(rest[:n]) {
	case "am", "pm", "km", "kg", "cm", "mm", "ft", "lb", "lbs", "mph", "hrs", "min", "mins", "mg", "ml", "nm", "k", "bn", "m":
		return n == len(rest) || !wordy(rune(rest[n]))
	}
	return false
}

// runs joins marks that are one mark repeated: "...", "!!!", "?!", "--".
func (c *chunk) runs() {
	for i := 0; i < len(c.text); {
		k := i + 1
		same := func(a, b byte) bool { return a == b || (a == '!' || a == '?') && (b == '!' || b == '?') }
		if strings.IndexByte(".!?-=*_~#+<>$`'^|", c.text[i]) >= 0 {
			for k < len(c.text) && same(c.text[i], c.text[k]) {
				k++
			}
			if k > i+1 {
				c.join(i, k)
			}
		}
		i = k
	}
}

// points gives an abbreviation its point back: "Mr.", "U.S.", "J." A word that
// only looks like one loses it at the end of its sentence: "He said no|."
func (c *chunk) points() {
	for i := 1; i < len(c.text); i++ {
		if c.text[i] != '.' || c.text[i-1] == '.' || i+1 < len(c.text) && c.text[i+1] == '.' {
			continue
		}
		start := i - 1
		for start > 0 && !c.at[start] && i-start < look {
			start--
		}
		if !c.at[start] {
			continue // longer than any abbreviation
		}
		word := c.text[start:i]
		if !wordyEnd(word) {
			continue
		}
		if c.pointed(word, i) {
			c.join(start, i+1)
		} else if i+1 == len(c.text) || !wordyStart(c.text[i+1:]) {
			c.split(i)
		}
	}
}

// pointed reports whether the point behind word, at byte i, belongs to it.
func (c *chunk) pointed(word string, i int) bool {
	next, n := utf8.DecodeRuneInString(c.text[i+1:])
	inside := n > 0 && wordy(next)
	if initials(word) {
		return !inside || wordyStart(c.text[i+1+n:]) // not yet in "I.R.|S."
	}
	if inside {
		return false
	}
	last := c.last && !strings.ContainsFunc(c.text[i+1:], wordy)
	if len(word) == 1 && unicode.IsLetter(rune(word[0])) || initial(word) {
		return !last // "J. K.", "(b. 1960)"
	}
	first, _ := utf8.DecodeRuneInString(word)
	switch kind := abbreviations[strings.ToLower(word)]; kind {
	case 0:
		return false
	case beforeNumber:
		return !last
	default:
		return !last || unicode.IsUpper(first) || word == "etc" || word == "al"
	}
}

func wordyEnd(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	return n > 0 && wordy(r)
}

func wordyStart(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && wordy(r)
}

// wholes joins what is one by its form: addresses of the web and of mail,
// hashtags, names of users, faces, dates, fractions and telephone numbers.
func (c *chunk) wholes() {
	if face(c.text) {
		c.join(0, len(c.text))
		return
	}
	start := len(c.text) - len(strings.TrimLeft(c.text, openers+"<"))
	end := len(strings.TrimRight(c.text, closers+".,;:!?>…"))
	if start >= end {
		// Marks alone, or a face behind which a sentence ends: ":)."
		if n := len(strings.TrimRight(c.text, ".,")); n > 1 && face(c.text[:n]) {
			c.join(0, n)
		}
		return
	}
	core := c.text[start:end]
	if address(core) || figures(core) {
		c.join(start, end)
	}
	if strings.HasPrefix(c.text[end:], "...]") && end == 0 {
		c.join(0, len(c.text))
	}
}

// address reports whether a chunk without outer marks is the address of a page
// or a mailbox, a file, a hashtag or the name of a user.
func address(s string) bool {
	if i := strings.Index(s, "://"); i > 1 && i < 8 {
		return true
	}
	if strings.HasPrefix(s, "www.") {
		return true
	}
	if s[0] == '#' || s[0] == '@' {
		return len(s) > 1 && !digit(s[1]) && !strings.ContainsFunc(s[1:], func(r rune) bool { return !wordy(r) && r != '_' })
	}
	if i := strings.IndexByte(s, '@'); i > 0 {
		return strings.IndexByte(s[i:], '.') > 0
	}
	host, _, path := strings.Cut(s, "/")
	i := strings.LastIndexByte(host, '.')
	if i < 1 || strings.ContainsFunc(host, func(r rune) bool { return !wordy(r) && !strings.ContainsRune("-_.#", r) }) {
		return false
	}
	switch strings.ToLower(host[i+1:]) {
	case "com", "org", "net", "gov", "edu", "info", "uk", "ru", "az", "am", "tr", "de", "eu", "fr", "ca", "au", "tv", "me":
		return true
	case "doc", "docx", "xls", "xlsx", "pdf", "html", "htm", "php", "jpg", "jpeg", "png", "gif", "mp3", "mp4", "txt", "zip", "exe":
		return !path
	}
	return false
}

// figures reports whether digits and one kind of sign between them are one
// token: "11/28/2000", "9/11", "1/2", "713-555-0134", "555-0134", "2004-11-28";
// a range of numbers, "5-8" or "2003-04", is not.
func figures(s string) bool {
	sep := byte(0)
	groups, size := 1, 0
	var sizes [4]int
	for i := range len(s) {
		switch {
		case digit(s[i]):
			size++
		case (s[i] == '/' || s[i] == '-') && (sep == 0 || sep == s[i]) && size > 0 && i+1 < len(s) && groups < 4:
			sizes[groups-1] = size
			sep, size = s[i], 0
			groups++
		default:
			return false
		}
	}
	if size == 0 || sep == 0 {
		return false
	}
	sizes[groups-1] = size
	if sep == '/' {
		return groups <= 3 && sizes[0] <= 4 && sizes[1] <= 4
	}
	return groups > 2 || sizes[0] == 3 && sizes[1] == 4
}

// face reports whether a chunk is a face of marks: ":-)", ";)", "=D", "^_^".
func face(s string) bool {
	if len(s) < 2 || len(s) > 6 {
		return false
	}
	switch s {
	case "^_^", "-_-", "o_O", "O_o", "<3", "(:", "(;", "(-:", "(-;", "XD", "xD":
		return true
	}
	if strings.IndexByte(":;=", s[0]) < 0 {
		return false
	}
	mouth := strings.TrimLeft(s[1:], "-'`")
	if mouth == "" || strings.Trim(mouth, mouth[:1]) != "" {
		return false
	}
	return strings.IndexByte("()[]/|*", mouth[0]) >= 0 || len(mouth) == 1 && strings.IndexByte("DPpoOX3", mouth[0]) >= 0
}
