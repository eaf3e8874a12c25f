package models

import (
	"strings"
	"unicode"
)

// Steers reports whether a character is none to see but turns the direction of
// writing or steers a terminal: a control character that is no white space, a
// mark, an embedding, an override or an isolate of direction, or a byte order mark.
func Steers(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return !unicode.IsSpace(r)
	case r == '\u061C', r == '\u200E', r == '\u200F', r == '\uFEFF':
		return true
	}
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// PlainName is a name as it can be shown among others: without what steers, and with
// one space for white space.
func PlainName(s string) string {
	if !strings.ContainsFunc(s, Steers) {
		return strings.Join(strings.Fields(s), " ")
	}
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if Steers(r) {
			return -1
		}
		return r
	}, s)), " ")
}
