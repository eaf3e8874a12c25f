package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// A head is what stands over a comment: its author and perhaps a time.
type head struct {
	author string
	lines  int  // how many lines it takes
	sure   bool // it has a time, a number or "says"
}

// commentHead reads the head of a comment at line i. loose allows a bare name,
// which only says something where a comment must begin.
//
//	Jane Doe says:
//	Jane Doe on March 3, 2019 at 10:14 am
//	#12 truthseeker99 · 2 hours ago
//	Jane Doe ⏎ March 3, 2019 at 10:14 am
func (r *reader) commentHead(i int, loose bool) (head, bool) {
	s := r.at(i)
	if len(s) > 160 {
		return head{}, false
	}
	numbered, bare := ordinal(s)
	before, timed := timeTail(bare)
	if timed && before != "" {
		if name := nick(before); name != "" {
			return head{name, 1, true}, true
		}
		return head{}, false
	}
	says, found := cutSays(bare)
	if found {
		if name := nick(says); name != "" {
			h := head{name, 1, true}
			if r.timeAt(i + 1) {
				h.lines++
			}
			return h, true
		}
		return head{}, false
	}
	if bare == "" && numbered && i+1 < len(r.lines) && strings.IndexFunc(clip(r.at(i+1), 40), unicode.IsLetter) >= 0 { // a number, then the name
		if h, ok := r.commentHead(i+1, true); ok {
			h.lines++
			return h, true
		}
		return head{}, false
	}
	name := nick(bare)
	if name == "" || roleOf(bare, key(bare)) != "" {
		return head{}, false
	}
	if r.timeAt(i + 1) {
		return head{name, 2, true}, true
	}
	if numbered && words(name) <= 4 && (loose || isName(name)) {
		return head{name, 1, true}, true
	}
	return head{name, 1, false}, loose && i+1 < len(r.lines) && r.role(i+1) == ""
}

func (r *reader) timeAt(i int) bool { return i < len(r.lines) && isTime(r.at(i)) }

// ordinal cuts a comment's number from the start or end of its head: "#12 Jane
// Doe", "12. Jane Doe", "[12] Jane Doe", "Jane Doe (12)".
func ordinal(s string) (found bool, rest string) {
	rest = strings.TrimLeft(s, "#[( ")
	digits := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsDigit))
	if digits > 0 && digits <= 5 {
		after := rest[digits:]
		if cut := strings.TrimLeft(after, ".)]: "); cut != after || after == "" {
			if !isTime(s) && !isTimeWord(firstWord(cut)) {
				return true, cut
			}
		}
	}
	if strings.HasSuffix(s, ")") {
		if at := strings.LastIndexByte(s, '('); at > 0 && digitsOnly(s[at+1:len(s)-1]) {
			return true, strings.TrimSpace(s[:at])
		}
	}
	return false, s
}

func digitsOnly(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

func firstWord(s string) string { word, _, _ := strings.Cut(key(clip(s, 80)), " "); return word }

// cutSays cuts "says" and its like from the end of a head.
func cutSays(s string) (name string, found bool) {
	s = strings.TrimRight(s, ": ")
	for _, word := range [...]string{" says", " said", " wrote", " writes", " commented", " replied"} {
		if name, found = strings.CutSuffix(s, word); found {
			return name, true
		}
	}
	return s, false
}

// nick tidies the name of a commenter: up to six words and forty letters, no end
// of a sentence, "" if that is no name. Nicks have digits and lower case.
func nick(s string) string {
	for _, lead := range [...]string{"Posted by ", "posted by ", "Comment by ", "comment by ", "By ", "by ", "From ", "Reply by "} {
		s = strings.TrimPrefix(s, lead)
	}
	if name, found := cutSays(s); found {
		s = name
	}
	for _, trail := range [...]string{" on", " at", " posted", " -", " –", " —", " |"} {
		s = strings.TrimSuffix(s, trail)
	}
	s = strings.Trim(s, " \t\u00a0@:,|·•–—-*_")
	if n := words(s); n == 0 || n > 6 || utf8.RuneCountInString(s) > 40 || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return ""
	}
	if strings.ContainsAny(s, "?!;\"“”:/<>") || strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "r.") {
		return ""
	}
	return s
}

// threadStart reports whether a line counts or announces comments: "3 Comments",
// "12 thoughts on “The Rift”", "Comments (4)", "No comments".
func threadStart(s string) (start, none bool) {
	if len(s) > 200 {
		return false, false
	}
	k := key(s)
	toks := strings.Fields(k)
	if len(toks) == 0 || len(toks) > phraseWords {
		return false, false
	}
	counted := map[string]bool{"comment": true, "comments": true, "response": true, "responses": true, "reply": true,
		"replies": true, "thought": true, "thoughts": true}
	switch first := toks[0]; {
	case (first == "no" || first == "0" || first == "zero") && len(toks) >= 2 && counted[toks[1]] &&
		(len(toks) == 2 || toks[2] == "yet" || toks[2] == "on" || toks[2] == "so"):
		return true, true
	case (digitsOnly(first) || first == "one") && len(toks) >= 2 && counted[toks[1]]:
		return len(toks) == 2 || toks[2] == "on" || toks[2] == "to" || toks[2] == "so" || toks[2] == "so far", false
	case counted[first] && first != "thought" && first != "thoughts" && len(toks) == 2 && digitsOnly(toks[1]):
		return true, toks[1] == "0"
	}
	return roleOf(s, k) == thread, false
}

// inThread reads lines from i, behind the start of a thread, to the end of the
// text: heads, comments, buttons, the form.
func (r *reader) inThread(i int) {
	author, due, over, colon := "", true, false, false
	fresh := true // the next line of a comment begins a section
	for i < len(r.lines) {
		s := r.at(i)
		switch what := r.role(i); {
		case what == closed || what == form:
			over = true
			r.add(i, models.Boilerplate, "")
			i++
			continue
		case what != "" && what != bylined && what != captioned && what != editorial:
			r.add(i, models.Boilerplate, "")
			author, due, fresh = "", true, true
			i++
			continue
		case digitsOnly(s) && !r.headFollows(i): // likes
			r.add(i, models.Boilerplate, "")
			i++
			continue
		}
		if start, _ := threadStart(s); start {
			r.add(i, models.Boilerplate, "")
			author, due, fresh = "", true, true
			i++
			continue
		}
		if h, ok := r.commentHead(i, due && !over && !r.strict); ok && (h.sure || i+h.lines < len(r.lines)) {
			for n := range h.lines {
				r.add(i+n, models.Boilerplate, h.author)
			}
			author, due, over, fresh = h.author, false, false, true
			i += h.lines
			continue
		}
		if over { // behind the form: other parts of the page
			if ended(s) && words(clip(s, longLine)) >= 12 {
				r.add(i, models.Body, "")
			} else {
				r.add(i, models.Boilerplate, "")
			}
			i++
			continue
		}
		if isTime(s) {
			r.add(i, models.Boilerplate, author)
			i++
			continue
		}
		if name := colonHead(s); name != "" && (author == "" && (isName(name) || words(name) == 1 && unicode.IsUpper(firstRune(name))) || colon) {
			author, fresh, colon = name, true, true
		}
		r.add(i, models.Comment, author)
		if fresh {
			r.units[len(r.units)-1].alone = true
		}
		fresh, due = false, false
		i++
	}
}

// colonHead is the name of who comments before a colon, "" if there is none: "Jane
// Doe: I do not agree."
func colonHead(s string) string {
	name, rest, found := strings.Cut(clip(s, 60), ": ")
	if !found || rest == "" || labels[key(name)] || words(name) > 3 && !isName(name) || nick(name) != name {
		return ""
	}
	return name
}

// labels stand before a colon and name nobody who writes.
var labels = map[string]bool{"note": true, "ps": true, "p s": true, "edit": true, "update": true, "question": true, "answer": true, "q": true, "a": true,
	"remember": true, "fact": true, "result": true, "example": true, "conclusion": true, "reminder": true, "source": true, "sources": true, "so": true, "and": true,
	"but": true, "again": true, "correction": true, "quote": true, "me": true, "them": true, "him": true, "her": true, "you": true, "http": true, "https": true}

// headFollows: a number that belongs to the head of the next comment.
func (r *reader) headFollows(i int) bool {
	if i+1 >= len(r.lines) {
		return false
	}
	h, ok := r.commentHead(i+1, false)
	return ok && h.sure
}

// threadAt reports whether a thread really begins at line i, one that counts
// comments: a comment with a head, a button to reply or the form must follow, or
// hardly any text. Pages also print the count under the title.
func (r *reader) threadAt(i int) bool {
	const mostProbes = 50 // a text that counts comments all along is no thread
	if r.probes++; r.probes > mostProbes {
		return false
	}
	for j := i + 1; j < len(r.lines) && j < i+60; j++ {
		if h, ok := r.commentHead(j, j == i+1); ok && h.sure {
			return true
		}
		if what := r.role(j); what == form || what == closed || what == button && strings.HasPrefix(key(clip(r.at(j), 80)), "reply") {
			return true
		}
	}
	heads := 0 // "Jane Doe: I do not agree.", in a line each
	for j := i + 1; j < len(r.lines) && j <= i+4; j++ {
		if colonHead(r.at(j)) != "" {
			heads++
		}
	}
	if heads > 1 && i+1 < len(r.lines) && colonHead(r.at(i+1)) != "" {
		return true
	}
	left := len(r.text) - r.lines[i].End
	return left*4 < len(r.text)
}
