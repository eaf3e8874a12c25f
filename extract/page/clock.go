package page

import (
	"strings"
	"unicode"
)

// timeWords are the words of which lines of time are made, beside figures:
// "Updated 3 March 2020 at 10:15 GMT", "2 hours ago", "5 min read".
var timeWords = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true,
	"saturday": true, "sunday": true, "mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true,
	"thurs": true, "fri": true, "sat": true, "sun": true, "am": true, "pm": true, "a": true, "p": true, "m": true, "at": true, "on": true, "of": true,
	"utc": true, "gmt": true, "bst": true, "est": true, "edt": true, "et": true, "cst": true, "cdt": true, "pst": true,
	"pdt": true, "cet": true, "cest": true, "ist": true, "ago": true, "hour": true, "hours": true, "hr": true, "hrs": true,
	"minute": true, "minutes": true, "min": true, "mins": true, "day": true, "days": true, "week": true, "weeks": true,
	"month": true, "months": true, "year": true, "years": true, "an": true, "about": true, "just": true, "now": true,
	"yesterday": true, "today": true, "edited": true, "updated": true, "published": true, "posted": true, "read": true,
	"last": true, "h": true, "d": true, "w": true, "y": true}

// moments are those without which a line with a figure says no time.
var moments = map[string]bool{"ago": true, "am": true, "pm": true, "yesterday": true, "read": true, "gmt": true, "utc": true}

// isTimeWord: "March", "10", "5th", "10:14am", "2d".
func isTimeWord(tok string) bool {
	if timeWords[tok] || months[tok] != 0 {
		return true
	}
	rest := strings.TrimLeftFunc(tok, unicode.IsDigit)
	if rest == tok {
		return false
	}
	switch rest {
	case "", "st", "nd", "rd", "th", "am", "pm", "h", "d", "m", "w", "y", "min", "hrs":
		return true
	}
	return false
}

// timeTail cuts the words of time from the end of a line: "Jane Doe on March 3,
// 2019 at 10:14 am" is "Jane Doe" and a time. ok is false where the rest says
// no certain time. A line that is all time leaves "".
func timeTail(s string) (before string, ok bool) {
	if len(s) > 160 {
		return s, false
	}
	rest, figure, moment := s, false, false
	for {
		rest = strings.TrimRightFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|·•–—-,()[]@", r) })
		at := strings.LastIndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|·•–—,()", r) })
		word := rest[at+1:]
		if at >= 0 && !unicode.IsLetter(firstRune(word)) && !unicode.IsDigit(firstRune(word)) {
			word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		}
		toks := strings.Fields(key(word))
		if len(toks) == 0 {
			break
		}
		all := true
		for _, tok := range toks {
			all = all && isTimeWord(tok)
		}
		if !all {
			break
		}
		for _, tok := range toks {
			figure = figure || unicode.IsDigit(firstRune(tok)) || tok == "an" || tok == "a" || tok == "yesterday" || tok == "now"
			moment = moment || moments[tok] || months[tok] != 0 || strings.HasSuffix(tok, "am") || strings.HasSuffix(tok, "pm")
		}
		moment = moment || len(toks) == 2 && strings.Contains(word, ":") || len(toks) >= 3 // 10:14, 10/03/2019
		rest = rest[:len(rest)-len(word)]
		if rest == "" {
			break
		}
	}
	if !figure || !moment {
		return s, false
	}
	return strings.TrimRightFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|·•–—-,:@", r) }), true
}

// isTime reports whether a line says nothing but a time: "March 3, 2019".
func isTime(s string) bool {
	before, ok := timeTail(s)
	return ok && strings.TrimFunc(before, func(r rune) bool { return !unicode.IsLetter(r) }) == ""
}
