package token

import "github.com/sayso-nlp/sayso/data"

// An abbreviated says where an abbreviation stands, and so whether a full stop
// behind it may also end a sentence.
type abbreviated uint8

const (
	beforeName   abbreviated = iota + 1 // "Mr.", "Gen.": a name follows
	beforeNumber                        // "No.", "p.": an abbreviation if a number follows
	anywhere                            // "Inc.", "etc.": a sentence may end here
)

// abbreviations are words, in lower case and without their last point, that
// keep the point.
var abbreviations = func() map[string]abbreviated {
	kinds := map[string]abbreviated{"name": beforeName, "number": beforeNumber, "any": anywhere}
	m := make(map[string]abbreviated)
	for _, row := range data.Rows("token_abbreviation") {
		m[row[0]] = kinds[row[1]]
	}
	return m
}()

// starters are words that begin a sentence so much more often than they stand
// capitalized inside one that they settle "… in the U.S. The …".
var starters = func() map[string]bool {
	m := make(map[string]bool)
	for _, row := range data.Rows("token_starter") {
		m[row[0]] = true
	}
	return m
}()
