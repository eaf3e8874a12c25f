package coding

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain makes a text fit one line of a cell: stretches of white space and of
// characters that steer a printer, a terminal or the direction of writing become
// one space.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || steers(r) }), " ")
}

// steers reports whether a character changes the order in which others show, or
// stands for no text at all.
func steers(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\uFEFF'
}

// cut cuts a text to so many code points, … included.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// unformula keeps a text from running as a formula: an apostrophe goes before
// the character that would begin one, at the start of the cell and behind a
// character at which a spreadsheet that takes another separator would cut
// (CWE-1236). What stands there else is left alone:
//
//	=1+1        '=1+1
//	up; =1+1    up; '=1+1
//	3 - 2       3 - 2
func unformula(s string) string {
	if !strings.ContainsAny(s, formulaStart) {
		return s
	}
	var b strings.Builder
	begins := true
	for _, r := range s {
		if begins && strings.ContainsRune(formulaStart, r) {
			b.WriteByte('\'')
		}
		b.WriteRune(r)
		switch {
		case r == ',' || r == ';' || r == '\t' || r == '|':
			begins = true
		case r == '"' || unicode.IsSpace(r):
		default:
			begins = false
		}
	}
	return b.String()
}

// formulaStart are the characters that begin a formula, in both widths.
const formulaStart = "=+-@＝＋－＠"
