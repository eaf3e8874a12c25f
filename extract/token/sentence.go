package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// ends calls do with each place inside the block where a sentence ends and
// another begins, in order.
func ends(text string, blk models.Span, do func(end int)) {
	start := blk.Start // of the sentence being read
	for i := blk.Start; i < blk.End; {
		c := text[i]
		if c != '.' && c != '!' && c != '?' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:blk.End])
		if !terminal(r) {
			i += size
			continue
		}
		e := candidate(text, blk, start, i)
		i = e.next
		if e.next < blk.End && e.end() {
			do(e.next)
			start = e.next
		}
	}
}

// terminal reports whether a mark may end a sentence.
func terminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '‼', '⁇', '⁈', '⁉', '।', '۔', '؟':
		return true
	}
	return false
}

// An end is a place where a sentence may end, with what is seen from there.
type end struct {
	text   string
	blk    models.Span
	start  int    // of the sentence
	mark   int    // of the first mark
	marks  string // all marks in a row: ".", "?!", "..."
	closed string // quotes and brackets closed behind them
	next   int    // behind these
	before string // the word that the marks stand at, without opening quotes
	after  string // the word behind the white space, without opening quotes
	opened bool   // after had opening quotes, brackets or dashes
	quote  bool   // a quote was the first of them
	dash   bool   // a dash was
	space  bool   // there is white space behind the marks
}

const (
	closers = "\"'”’»)]}›*"
	openers = "\"'“‘«([{‹*„_-–—•"
)

// look bounds how far a word is read in either direction.
const look = 48

func candidate(text string, blk models.Span, start, mark int) end {
	e := end{text: text, blk: blk, start: start, mark: mark}
	i := mark
	for i < blk.End {
		r, size := utf8.DecodeRuneInString(text[i:blk.End])
		if !terminal(r) {
			break
		}
		i += size
	}
	// ". . ." is one mark of three.
	for i+1 < blk.End && text[i] == ' ' && strings.IndexByte(".?!", text[i+1]) >= 0 && (i+2 == blk.End || text[i+2] == ' ' || text[i+2] == '.' || text[i+2] == '\n') {
		i += 2
	}
	e.marks = text[mark:i]
	for i < blk.End {
		r, size := utf8.DecodeRuneInString(text[i:blk.End])
		if !strings.ContainsRune(closers, r) && !(terminal(r) && i > mark+len(e.marks)) {
			break
		}
		i += size
	}
	e.closed = text[mark+len(e.marks) : i]
	i = trailing(text, blk, i)
	e.next = i
	from := mark
	for from > max(start, mark-look) && !spaceBefore(text, from) {
		_, size := utf8.DecodeLastRuneInString(text[start:from])
		from -= size
	}
	e.before = strings.TrimLeft(text[from:mark], openers)
	k := i
	for k < blk.End {
		r, size := utf8.DecodeRuneInString(text[k:blk.End])
		if !unicode.IsSpace(r) {
			break
		}
		k += size
	}
	e.space = k > i
	stop := k
	if k < blk.End {
		stop = chunkEnd(text, k, min(blk.End, k+look))
	}
	for stop < blk.End && !utf8.RuneStart(text[stop]) {
		stop--
	}
	word := text[k:stop]
	e.dash = strings.HasPrefix(word, "-") || strings.HasPrefix(word, "–") || strings.HasPrefix(word, "—")
	e.quote = strings.HasPrefix(word, `"`) || strings.HasPrefix(word, "“") || strings.HasPrefix(word, "‘") || strings.HasPrefix(word, "'")
	e.after = strings.TrimLeft(word, openers)
	e.opened = len(e.after) < len(word)
	return e
}

// trailing skips what belongs to the sentence that ended before i although
// white space stands between: references, faces, and quotes that stand at the
// end of their paragraph alone.
//
//	He died in 2014. [4] [5]|He had    So be it! ;-)|I left.
func trailing(text string, blk models.Span, i int) int {
	for {
		k := i
		for k < blk.End && text[k] == ' ' {
			k++
		}
		word := text[k:chunkEnd(text, k, min(blk.End, k+look))]
		switch {
		case word == "":
			return i
		case reference(word):
		case k > i && face(word):
		case k > i && k+len(word) == blk.End && strings.Trim(word, closers) == "":
		default:
			return i
		}
		i = k + len(word)
	}
}

// reference reports whether a word is the number of a note, "[12]", or several.
func reference(word string) bool {
	return len(word) > 2 && word[0] == '[' && word[len(word)-1] == ']' && strings.Trim(word, "[]0123456789,") == ""
}

func spaceBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsSpace(r)
}

// end decides. The rules stand in order; the first that knows decides.
func (e *end) end() bool {
	first, _ := utf8.DecodeRuneInString(e.marks)
	if first >= utf8.RuneSelf && first != '…' {
		return true // 。 and its like end a sentence without white space
	}
	if !e.space {
		return e.glued()
	}
	next, _ := utf8.DecodeRuneInString(e.after)
	lower := unicode.IsLower(next)
	so := strings.TrimLeft(strings.TrimSpace(e.text[e.start:min(e.next, e.start+look)]), "*")
	if enumerator(so) {
		return false // "1. Nagorno-Karabakh Dynamics": the number starts its sentence
	}
	if e.dash && (e.closed != "" || lower) {
		return false // "‘Why?’ – asked by nobody"
	}
	if strings.ContainsAny(e.marks, "!?") {
		return !lower || e.closed == "" && !attributes(e.after)
	}
	if e.marks != "." {
		return !lower && (unicode.IsUpper(next) || e.closed != "" || e.opened)
	}
	if e.closed != "" {
		return !lower
	}
	return e.period(next, lower)
}

// glued decides where no white space follows: "again.The talks" are two
// sentences, "example.com" and "3.5" are one word.
func (e *end) glued() bool {
	if e.marks != "." && e.marks != "?" && e.marks != "!" || len(e.before) < 3 || strings.ContainsAny(e.before, "@/.:_") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(e.before)
	if !unicode.IsLower(last) {
		return false
	}
	rest := e.text[e.next:min(e.blk.End, e.next+look)]
	r, size := utf8.DecodeRuneInString(rest)
	if !unicode.IsUpper(r) {
		return false
	}
	second, _ := utf8.DecodeRuneInString(rest[size:])
	word := rest[:chunkEnd(rest, 0, len(rest))]
	return (unicode.IsLower(second) || unicode.IsSpace(second)) && !strings.ContainsAny(word, "@/") &&
		!(strings.Contains(strings.TrimRight(word, ".,!?"), "."))
}

// attributes reports whether a word goes on after a question in quotes:
// "“Why?” he asked".
func attributes(word string) bool {
	switch strings.TrimRight(word, ",.:;") {
	case "he", "she", "they", "said", "says", "asked", "asks", "and", "or", "but":
		return true
	}
	return false
}

// period decides at a single full stop followed by white space.
func (e *end) period(next rune, lower bool) bool {
	kind := abbreviations[strings.ToLower(e.before)]
	switch {
	case initial(e.before) && lettered[strings.ToLower(e.word())]:
		return true
	case kind == beforeName:
		return false // "Mr. Aliyev"
	case kind == beforeNumber && !initial(e.before): // of "J. P. Weber", P is no page
		return !unicode.IsDigit(next) && !lower // "No. 5"
	case lower:
		return kind == 0 && !initials(e.before) && !strings.ContainsAny(e.before, ".&")
	case e.dash && kind != 0:
		return false // "MACON, Ga. -- The mayor"
	case len(e.before) == 1 && unicode.IsLower(rune(e.before[0])) && e.text[max(0, e.mark-2)] == '(':
		return false // "(b. March 1960)"
	case initial(e.before):
		return e.before == "I" // "J. K. Rowling"; but "Neither do I. He left."
	case kind == anywhere || initials(e.before):
		return starters[e.after] || e.quote && unicode.IsUpper(next)
	}
	return true
}

// lettered are words behind which a capital is no initial: "We have plan B. It works."
var lettered = map[string]bool{"plan": true, "vitamin": true, "hepatitis": true, "option": true, "appendix": true, "exhibit": true, "grade": true, "category": true, "influenza": true, "schedule": true}

// word is the word before the one that the marks stand at.
func (e *end) word() string {
	rest := strings.TrimRight(e.text[max(e.start, e.mark-look):e.mark-len(e.before)], " \n")
	return strings.TrimLeft(rest[strings.LastIndexAny(rest, " \n")+1:], openers)
}

// initial reports whether a word is one capital: "J".
func initial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}

// initials reports whether a word is letters with points between: "U.S", "a.m",
// "Ph.D".
func initials(word string) bool {
	parts := strings.Split(word, ".")
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		r, size := utf8.DecodeRuneInString(p)
		if p == "" || !unicode.IsLetter(r) || len(p) > size+1 {
			return false
		}
	}
	return true
}
