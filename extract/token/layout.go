package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// forSentences calls do with each sentence of a section, in order, flush with
// its first and last bytes that are not white space.
func forSentences(text string, sec models.Span, do func(models.Span)) {
	forBlocks(text, sec, func(blk models.Span) {
		start := blk.Start
		ends(text, blk, func(end int) {
			if s := trim(text, models.Span{Start: start, End: end}); !s.Empty() {
				do(s)
			}
			start = end
		})
		if s := trim(text, models.Span{Start: start, End: blk.End}); !s.Empty() {
			do(s)
		}
	})
}

// trim cuts white space off both ends.
func trim(text string, s models.Span) models.Span {
	for s.Start < s.End {
		r, size := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= size
	}
	return s
}

// A line is a line of text without its outer white space.
type line struct {
	models.Span
	runes int
}

// forBlocks calls do with each stretch that sentences may not leave: lines that
// belong together because a program wrapped them, or a line by itself. A blank
// line always ends a block. Two lines alone are taken for wrapped if longer
// paragraphs of the section are, at the same column.
func forBlocks(text string, sec models.Span, do func(models.Span)) {
	width := 0
	forRuns(text, sec, func(run []line) {
		if wrapped(text, run) {
			width = max(width, widest(run))
		}
	})
	forRuns(text, sec, func(run []line) {
		joined := wrapped(text, run) || len(run) == 2 && width > 0 && widest(run) <= width && fills(text, run[0], run[1], width)
		for i := 0; i < len(run); {
			k := i + 1
			for k < len(run) && (joined || runsOn(text, run[k-1], run[k])) && goesOn(text, run, k) {
				k++
			}
			do(models.Span{Start: run[i].Start, End: run[k-1].End})
			i = k
		}
	})
}

// forRuns calls do with each run of lines without a blank one between. do may not
// keep it.
func forRuns(text string, sec models.Span, do func([]line)) {
	var run []line
	flush := func() {
		if len(run) > 0 {
			do(run)
		}
		run = run[:0]
	}
	for at := sec.Start; at < sec.End; {
		end, next := lineEnd(text, at, sec.End)
		s := trim(text, models.Span{Start: at, End: end})
		if s.Empty() {
			flush()
		} else {
			// A line too long to be part of wrapped text stands by itself;
			// so does what would make the run grow without bound.
			if s.Len() > 4*maxWidth || len(run) == maxRun {
				flush()
			}
			run = append(run, line{s, utf8.RuneCountInString(text[s.Start:min(s.End, s.Start+4*maxWidth)])})
			if s.Len() > 4*maxWidth {
				flush()
			}
		}
		at = next
	}
	flush()
}

// widest is the length of the longest line, in code points.
func widest(run []line) int {
	width := 0
	for _, ln := range run {
		width = max(width, ln.runes)
	}
	return width
}

const (
	minWidth = 40  // text is wrapped at no fewer columns than these
	maxWidth = 120 // and at no more than these
	maxRun   = 512 // lines looked at together
)

// lineEnd finds the end of the line at at, and where the next begins.
func lineEnd(text string, at, end int) (stop, next int) {
	i := strings.IndexAny(text[at:end], "\n\r\v\f\u0085\u2028\u2029")
	if i < 0 {
		return end, end
	}
	_, size := utf8.DecodeRuneInString(text[at+i:])
	return at + i, at + i + size
}

// wrapped reports whether the lines are one text that a program wrapped at a
// column: nearly every line but the last is full, so that the first word of
// the next would not have fitted, and many go on in lower case.
func wrapped(text string, run []line) bool {
	if len(run) < 3 {
		return false
	}
	width := widest(run)
	if width < minWidth || width > maxWidth {
		return false
	}
	full, lower := 0, 0
	for i, ln := range run[1:] {
		if fills(text, run[i], ln, width) {
			full++
		}
		if startsLower(text, ln.Span) {
			lower++
		}
	}
	n := len(run) - 1
	return full*5 >= n*4 && lower*3 >= n
}

// fills reports whether the first word of next would not have fitted on ln.
func fills(text string, ln, next line, width int) bool {
	word := chunkEnd(text, next.Start, next.End) - next.Start
	return ln.runes+1+word > width-2
}

// runsOn reports whether a line by itself shows that the next one goes on with
// it: it is long, has no end, and the next begins in lower case.
func runsOn(text string, ln, next line) bool {
	if ln.runes < minWidth || ln.runes > maxWidth {
		return false
	}
	return startsLower(text, next.Span) && !strings.ContainsRune(".!?:;…", lastRune(text, ln.Span))
}

// goesOn reports whether line k of the run may be the continuation of the one
// before at all: a bullet or a number starts anew, and a short line has ended.
func goesOn(text string, run []line, k int) bool {
	return !bullet(text, run[k].Span) && run[k-1].runes >= minWidth/2
}

// bullet reports whether a line starts as an item of a list does:
// "• Tea", "* Tea", "- Tea", "1. Tea", "(a) Tea".
func bullet(text string, s models.Span) bool {
	word := text[s.Start:chunkEnd(text, s.Start, min(s.End, s.Start+16))]
	if word == "" || s.Start+len(word) == s.End {
		return false
	}
	return strings.Trim(word, "•·▪◦‣*-–—+>●○■□") == "" || enumerator(word)
}

// enumerator reports whether a word is the number of an item: "1.", "12)",
// "(a)", "iv.", "2.1."
func enumerator(word string) bool {
	core := strings.TrimLeft(word, "(")
	open := len(core) < len(word)
	core = strings.TrimRight(core, ").")
	if core == "" || len(core)+1 > len(word) || len(word) > 8 {
		return false
	}
	if word[len(word)-1] != ')' && word[len(word)-1] != '.' {
		return false
	}
	digits, letters := 0, 0
	for _, r := range core {
		switch {
		case '0' <= r && r <= '9' || r == '.':
			digits++
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			letters++
		default:
			return false
		}
	}
	return letters == 0 && digits <= 5 || digits == 0 && (letters == 1 && (open || word[len(word)-1] == ')') || strings.Trim(core, "ivx") == "")
}

func startsLower(text string, s models.Span) bool {
	r, _ := utf8.DecodeRuneInString(text[s.Start:s.End])
	return unicode.IsLower(r)
}

func lastRune(text string, s models.Span) rune {
	r, _ := utf8.DecodeLastRuneInString(text[s.Start:s.End])
	return r
}
