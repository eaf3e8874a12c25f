package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

const (
	sampleParts = 8       // stretches of a long text that are read
	samplePart  = 5 << 9  // bytes of each
	libraryMost = 1 << 10 // bytes that the library gets: its cost grows with them
	fewLetters  = 20      // with fewer letters nothing is told
	fewWords    = 40      // with fewer words only a sure answer counts
)

// englishOnly holds frequent words of English that no other language written in
// Latin letters has among its frequent words: "for", "have" (Danish), "was"
// (German), "of" (Dutch), "are" (Romanian) and "by" (Czech) are not here.
var englishOnly = map[string]bool{
	"the": true, "and": true, "that": true, "with": true, "from": true, "this": true, "which": true, "their": true,
	"they": true, "been": true, "were": true, "would": true, "his": true, "its": true, "said": true, "who": true,
	"will": true, "but": true, "about": true, "after": true, "she": true, "than": true, "could": true, "should": true,
}

// Language names the language of text by its ISO 639-1 code (639-3 where there
// is none), "" if it is too short or too mixed to tell. It reads at most 20 kB,
// spread over the text.
//
// Text with enough of [englishOnly] is English, which is quick and sure; names
// of people and places, of which news is full, mislead letter statistics, not
// this. All else goes to whatlanggo.
func Language(text string) string {
	s := strings.ToLower(sample(text))
	n, letters, english := 0, 0, 0
	for word := range strings.FieldsFuncSeq(s, notLetter) {
		n++
		letters += len(word)
		if englishOnly[word] {
			english++
		}
	}
	if letters < fewLetters {
		return ""
	}
	if english >= 2 && english*14 >= n {
		return "en"
	}
	info := whatlanggo.Detect(clip(s, libraryMost))
	if info.Lang < 0 || n < fewWords && !info.IsReliable() {
		return ""
	}
	if code := info.Lang.Iso6391(); code != "" {
		return code
	}
	return info.Lang.Iso6393()
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

// clip is the start of s, at most n bytes, cut at a code point.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// sample takes equal stretches at equal distances from text, cut at code points.
func sample(text string) string {
	if len(text) <= sampleParts*samplePart {
		return text
	}
	var b strings.Builder
	step := (len(text) - samplePart) / (sampleParts - 1)
	for i := range sampleParts {
		part := text[i*step:]
		for !utf8.RuneStart(part[0]) {
			part = part[1:]
		}
		b.WriteString(clip(part, samplePart))
		b.WriteByte(' ')
	}
	return b.String()
}
