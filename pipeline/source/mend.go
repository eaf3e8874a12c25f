package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mend reads UTF-8 with windows-1252 in it, and counts the U+FFFD it had to
// make. Bytes that are broken as UTF-8 and stand side by side are windows-1252
// if each of them reads well where it stands: "caf\xe9", "\x93no\x94". So what
// is left of a character that was cut, or of one in a third encoding, stays
// broken: "it\xe2\x80s" is no "itâ€s".
func mend(raw []byte) (text string, replaced int) {
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/16)
	for len(raw) > 0 {
		n := brokenRun(raw)
		if n == 0 {
			_, size := utf8.DecodeRune(raw)
			b.Write(raw[:size])
			raw = raw[size:]
			continue
		}
		if fits(b.String(), raw, n) {
			for _, c := range raw[:n] {
				b.WriteRune(western(c))
			}
		} else {
			broken, made := repair(raw[:n])
			b.WriteString(broken)
			replaced += made
		}
		raw = raw[n:]
	}
	return b.String(), replaced
}

// brokenRun is how many bytes at the start of raw are broken places.
func brokenRun(raw []byte) (n int) {
	for n < len(raw) {
		if r, size := utf8.DecodeRune(raw[n:]); r != utf8.RuneError || size != 1 {
			break
		}
		n += brokenLen(raw[n:])
	}
	return n
}

// western reads a byte as windows-1252.
func western(c byte) rune { return charmap.Windows1252.DecodeByte(c) }

// wordReach is how many characters around a broken place are looked at for the
// word in which it stands.
const wordReach = 64

// fits reports whether the first n bytes of raw, behind text, read well as
// windows-1252, each of them. What is broken behind them is read so, too.
func fits(text string, raw []byte, n int) bool {
	var line []rune // from the word's beginning to its end, and what stands around
	for r := rune('x'); unicode.IsLetter(r) && len(text) > 0 && len(line) < wordReach; {
		var size int
		r, size = utf8.DecodeLastRuneInString(text)
		line, text = append(line, r), text[:len(text)-size]
	}
	slices.Reverse(line)
	from, to := len(line), len(line)+n
	for _, c := range raw[:n] {
		line = append(line, western(c))
	}
	broken := 0
	for r, rest := rune('x'), raw[n:]; unicode.IsLetter(r) && len(rest) > 0 && len(line) < to+wordReach; {
		if broken == 0 {
			broken = brokenRun(rest)
		}
		size := 1
		if broken > 0 {
			r = western(rest[0])
			broken--
		} else {
			r, size = utf8.DecodeRune(rest)
		}
		line, rest = append(line, r), rest[size:]
	}
	for at := from; at < to; at++ {
		if !fitsAt(line, at) {
			return false
		}
	}
	return true
}

// fitsAt reports whether a character outside ASCII reads as well as any where it
// stands in a line. A letter is weighed against a plain one in its place.
func fitsAt(line []rune, at int) bool {
	around := func(i int) rune {
		if i < 0 || i >= len(line) {
			return ' '
		}
		return line[i]
	}
	if !unicode.IsLetter(line[at]) {
		return markLegibility(around(at-1), line[at], around(at+1)) >= markFits
	}
	from, to := at, at+1
	for unicode.IsLetter(around(from - 1)) {
		from--
	}
	for unicode.IsLetter(around(to)) {
		to++
	}
	plain := slices.Clone(line[from:to])
	plain[at-from] = 'x'
	return wordLegibility(line[from:to])-wordLegibility(plain) >= letterFits
}
