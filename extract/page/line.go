package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// longLine is the length in bytes from which a line is prose whatever it says:
// no title, caption, button or name is that long, and not looking closer keeps
// a line of fifty megabytes cheap.
const longLine = 1000

// A line is a stretch of the text between line ends that holds more than white
// space, without the white space around it.
type line struct {
	models.Span
	after bool // a blank line, or the start of the text, stands before it
}

// lines cuts text at its line ends (also those of old Macs and U+2028, U+2029).
func lines(text string) []line {
	var list []line
	start, blank := 0, true
	cut := func(end, next int) {
		s := flush(text, models.Span{Start: start, End: end})
		if s.Empty() {
			blank = true
		} else {
			list = append(list, line{Span: s, after: blank})
			blank = false
		}
		start = next
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n':
			cut(i, i+1)
		case c == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				cut(i, i+2)
				i++
			} else {
				cut(i, i+1)
			}
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0xA8 || text[i+2] == 0xA9):
			cut(i, i+3)
			i += 2
		}
	}
	cut(len(text), len(text))
	return unwrap(text, list)
}

// flush shortens s until it starts and ends on something other than white space.
func flush(text string, s models.Span) models.Span {
	part := text[s.Start:s.End]
	left := strings.TrimLeftFunc(part, unicode.IsSpace)
	if left == "" {
		return models.Span{Start: s.Start, End: s.Start}
	}
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// unwrap joins the lines of a text whose paragraphs are broken at a fixed width,
// as old mail and transcripts are, to paragraphs. It counts how often a line of
// such a width goes on in lower case on the next, which prose with a line a
// paragraph never does.
func unwrap(text string, list []line) []line {
	const least, most = 45, 100  // bytes
	runsOn := func(i int) bool { // line i goes on in line i+1
		a, b := list[i], list[i+1]
		n := a.End - a.Start
		return !b.after && least <= n && n <= most && !ended(a.In(text))
	}
	pairs, wrapped := 0, 0
	for i := 0; i+1 < len(list); i++ {
		if list[i+1].after {
			continue
		}
		pairs++
		if r, _ := utf8.DecodeRuneInString(text[list[i+1].Start:]); runsOn(i) && unicode.IsLower(r) {
			wrapped++
		}
	}
	if wrapped < 3 || wrapped*4 < pairs {
		return list
	}
	joined := list[:0:0]
	for i := 0; i < len(list); i++ {
		ln := list[i]
		for i+1 < len(list) && (runsOn(i) || !list[i+1].after && list[i].End-list[i].Start >= least && list[i].End-list[i].Start <= most) {
			i++
			ln.End = list[i].End
		}
		joined = append(joined, ln)
	}
	return joined
}

// ended reports whether s ends as a sentence does, closing quotes aside.
func ended(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]*_ ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？؟।", r)
}

// stopped reports whether s ends in a mark that no headline ends in. A headline
// may ask or shout: "Who Lost the Caucasus?"
func stopped(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]*_ ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".…,;:", r)
}

// key folds s to its words in lower case with a space between: letters, digits
// and the apostrophe within a word. It makes "Share this:" and "SHARE THIS" one.
func key(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap, apostrophe := false, false
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' && !gap && !apostrophe: // most of all text
			b.WriteByte(byte(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			} else if apostrophe && b.Len() > 0 {
				b.WriteByte('\'')
			}
			gap, apostrophe = false, false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == 'ʼ':
			apostrophe = !gap
		case r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad':
			// Invisible: "news\u00adletter" is a newsletter.
		default:
			gap, apostrophe = true, false
		}
	}
	return b.String()
}

// words counts the words of s.
func words(s string) int { return len(strings.Fields(s)) }

// A unit is a stretch of the text whose role is known: a line, lines that were
// joined, or a part of a line.
type unit struct {
	models.Span
	kind   models.SectionKind
	author string
	alone  bool // starts a section even where the one before has the same voice
}

// sections joins units that follow each other in one role and one voice.
func sections(units []unit) []models.Section {
	var list []models.Section
	for _, u := range units {
		if n := len(list); n > 0 && !u.alone && list[n-1].Kind == u.kind && list[n-1].Author == u.author {
			list[n-1].End = u.End
			continue
		}
		list = append(list, models.Section{Span: u.Span, Kind: u.kind, Author: u.author, Actor: models.None})
	}
	return list
}
