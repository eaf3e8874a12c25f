package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// alphabets are the encodings of one byte a character that guess tries; of two
// that read equally well, the earlier is taken.
var alphabets = []encoding.Encoding{
	charmap.Windows1252, // Western Europe
	charmap.Windows1254, // Turkish
	charmap.Windows1250, // Central Europe
	charmap.Windows1251, // Cyrillic
	charmap.KOI8R,
	charmap.Macintosh,
}

// guessLen is how many bytes guess looks at, from shortly before the first that
// is not ASCII.
const guessLen = 256 << 10

// guess tells the encoding of bytes that are not UTF-8, or nil if they read
// well in none, or better as mend reads them where they may be partly UTF-8. It
// is made for English news with foreign names in it: a general
// detector (gogs/chardet was tried) takes "Erdoğan" and "Łódź" amid English for
// Western European. Statistics of whole languages are left out on purpose.
func guess(raw []byte, mixed bool) encoding.Encoding {
	first := 0
	for first < len(raw) && raw[first] < utf8.RuneSelf {
		first++
	}
	raw = raw[max(0, first-64):]
	raw = raw[:min(len(raw), guessLen)]
	if enc := guessEastAsian(raw); enc != nil {
		return enc
	}
	var best encoding.Encoding
	top := 0
	if mixed {
		text, _ := mend(raw[:wholeLen(raw)])
		top = max(0, legibility(text))
	}
	for _, enc := range alphabets {
		text, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			continue
		}
		if score := legibility(string(text)); score > top {
			best, top = enc, score
		}
	}
	return best
}

// wholeLen is the length of raw without a character of UTF-8 that its end cuts.
func wholeLen(raw []byte) int {
	for n := len(raw) - 1; n >= max(0, len(raw)-utf8.UTFMax+1); n-- {
		if utf8.RuneStart(raw[n]) {
			if !utf8.FullRune(raw[n:]) {
				return n
			}
			break
		}
	}
	return len(raw)
}

// What a character outside ASCII adds to the legibility of a text.
const (
	letterFits  = 3   // "café": a letter in a word
	markFits    = 3   // "it’s", "– he said": punctuation where it belongs
	letterSome  = 2   // "Guðrún": a letter of fewer names than its like elsewhere, "Erdoğan"
	letterFew   = 1   // "Đorđe": of fewer still
	cyrillicFit = 1   // a letter in a word that is all Cyrillic; there are many
	letterRare  = -2  // "Bÿron": a letter hardly any name has
	letterAlone = -4  // "here ÿ there"
	caseBroken  = -4  // "cafÉ": upper case after lower case
	pileOfHigh  = -3  // "Ïðåçèäåíò": the third letter outside ASCII in a row
	scriptMixed = -6  // "cafй"
	symbolHere  = -5  // "Ka³uza", "a€b": a symbol in a word
	notAtAll    = -20 // a control character or no character
)

// legibility sums how well the characters outside ASCII sit among the others.
func legibility(text string) int {
	score := 0
	var prev rune = ' '
	var word []rune
	flush := func() {
		score += wordLegibility(word)
		word = word[:0]
	}
	for at, r := range text {
		if unicode.IsLetter(r) {
			if len(word) < 64 {
				word = append(word, r)
			}
			prev = r
			continue
		}
		flush()
		if r >= utf8.RuneSelf {
			next, _ := utf8.DecodeRuneInString(text[at+utf8.RuneLen(r):])
			score += markLegibility(prev, r, next)
		}
		prev = r
	}
	flush()
	return score
}

// Letters of words, by how far they may be from home.
const (
	aloneLetters = "àáéèíóòúÀÉ" // are a word in some language near English
	someLetters  = "þÞðÐýÝ"
	fewLetters   = "đĐţŢ"
	rareLetters  = "ÿŸªºµƒŒ"
	turkish      = "ğĞışŞİ"
	notTurkish   = "áàãåæèéêëìíïðñòóôõøùúýþÿ"
)

func wordLegibility(word []rune) int {
	score, high, cyrillic, latin, row := 0, 0, 0, 0, 0
	var hasTurkish, hasOther bool
	for i, r := range word {
		if unicode.Is(unicode.Cyrillic, r) {
			cyrillic++
		} else {
			latin++
		}
		if r < utf8.RuneSelf {
			row = 0
			continue
		}
		high++
		row++
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(word[i-1]) {
			score += caseBroken
		}
		if unicode.Is(unicode.Cyrillic, r) {
			score += cyrillicFit
			continue
		}
		hasTurkish = hasTurkish || strings.ContainsRune(turkish, r)
		hasOther = hasOther || strings.ContainsRune(notTurkish, r)
		switch {
		case strings.ContainsRune(rareLetters, r):
			score += letterRare
		case strings.ContainsRune(someLetters, r):
			score += letterSome
		case strings.ContainsRune(fewLetters, r):
			score += letterFew
		case row > 2:
			score += pileOfHigh
		default:
			score += letterFits
		}
	}
	switch {
	case high == 0:
		return 0
	case cyrillic > 0 && latin > 0:
		return scriptMixed
	case cyrillic > 0 && len(word) < 3:
		return 0 // a broken byte or two would do as well
	case len(word) == 1 && !strings.ContainsRune(aloneLetters, word[0]) && cyrillic == 0:
		return letterAlone
	case hasTurkish && hasOther:
		// "Guğrún" is "Guðrún" read as Turkish.
		return letterAlone
	}
	return score
}

func markLegibility(prev, r, next rune) int {
	inWord := unicode.IsLetter(prev) && unicode.IsLetter(next)
	digits := unicode.IsDigit(prev) || unicode.IsDigit(next)
	ok := false
	switch r {
	case '’':
		ok = !unicode.IsSpace(prev) || unicode.IsLetter(next) || unicode.IsDigit(next)
	case '‘', '“', '„', '«', '‹', '¿', '¡':
		ok = !unicode.IsSpace(next) && !unicode.IsLetter(prev)
	case '”', '»', '›', '…':
		ok = !unicode.IsSpace(prev)
	case '–', '—', '\u00a0', '·', '•':
		ok = true
	case '€', '£', '¥', '¢', '°', '½', '¼', '¾', '²', '³', '±', '×':
		ok = digits && !inWord
	case '§', '©', '®', '™', '†':
		ok = !inWord
	default:
		if unicode.IsControl(r) || r == utf8.RuneError {
			return notAtAll
		}
	}
	switch {
	case ok:
		return markFits
	case inWord:
		return symbolHere
	}
	return letterRare
}

// eastAsian are the encodings of two bytes a character, in the order in which
// they are told apart: what reads as kana or Hangul is Japanese or Korean.
var eastAsian = []struct {
	enc  encoding.Encoding
	is   func(rune) bool
	from int // of a hundred characters outside ASCII, so many at least
}{
	{japanese.ShiftJIS, isKana, 25},
	{japanese.EUCJP, isKana, 25},
	{korean.EUCKR, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }, 80},
	{traditionalchinese.Big5, func(r rune) bool {
		return strings.ContainsRune("的一是不在人有我他這中大來上個國說們為到", r)
	}, 5},
	{simplifiedchinese.GB18030, func(r rune) bool { return unicode.Is(unicode.Han, r) }, 70},
}

func isKana(r rune) bool { return 0x3041 <= r && r <= 0x30ff }

// guessEastAsian takes only what decodes without a flaw and stands in rows:
// the accents of "Éléonore Bénoît" alone would also pass for Chinese.
func guessEastAsian(raw []byte) encoding.Encoding {
	for _, c := range eastAsian {
		text, err := c.enc.NewDecoder().Bytes(raw)
		if err != nil {
			continue
		}
		all, fit, rows, flaws := 0, 0, 0, 0
		inRow := false
		for _, r := range string(text) {
			if r < utf8.RuneSelf {
				inRow = false
				continue
			}
			all++
			if c.is(r) {
				fit++
			}
			if r == utf8.RuneError || 0xff61 <= r && r <= 0xff9f || unicode.Is(unicode.Co, r) {
				flaws++
			}
			if !inRow {
				rows++
			}
			inRow = true
		}
		// One flaw is the last character, where the sample cuts it.
		if flaws <= 1 && flaws*20 <= all && all >= 3*rows && fit*100 >= c.from*all {
			return c.enc
		}
	}
	return nil
}
