package encode

import "unicode"

// The pattern of upper and lower case of a word, which the pieces, all in lower
// case, do not show. Each has a vector in the weights, by these numbers.
const (
	NoCase   uint8 = iota // no letter that has a case: "1990", "—"
	Lower                 // all lower: "said"
	Title                 // the first upper, the rest lower: "Lavrov"
	Upper                 // two or more, all upper: "NATO", "U.S."
	Mixed                 // anything else: "McCain", "iPhone"
	OneUpper              // a single letter, upper: "I", "J."
	nCases   = int(OneUpper) + 1
)

// Case tells a word's case. What is not a letter does not count.
func Case(word string) uint8 {
	var upper, lower int
	title := false // the first letter was upper
	for _, r := range word {
		switch {
		case 'a' <= r && r <= 'z' || r >= 0x80 && unicode.IsLower(r):
			lower++
		case 'A' <= r && r <= 'Z' || r >= 0x80 && (unicode.IsUpper(r) || unicode.IsTitle(r)):
			title = title || upper+lower == 0
			upper++
		}
	}
	switch {
	case upper+lower == 0:
		return NoCase
	case upper == 0:
		return Lower
	case upper+lower == 1:
		return OneUpper
	case lower == 0:
		return Upper
	case title && upper == 1:
		return Title
	}
	return Mixed
}
