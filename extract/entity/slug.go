package entity

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters are written out where taking off the accent is not enough. A Cyrillic
// or Greek letter stands as English newspapers would write it, near enough to
// give one name one id.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ə': "a", 'ŋ': "ng", 'ħ': "h", 'ĸ': "k",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n",
	'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch",
	'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'і': "i", 'є': "ye", 'ґ': "g", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n",
	'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
}

// maxSlug bounds an id: a hostile name of a megabyte still gets a readable one.
const maxSlug = 80

// slug writes a name in lower-case ASCII words joined by dashes: "Recep Tayyip
// Erdoğan" is recep-tayyip-erdogan, "Əliyev" aliyev. A name in a script that it
// cannot read becomes "x" and a short hash, so that no slug is empty.
func slug(name string) string {
	var b strings.Builder
	gap := false
	put := func(s string) {
		if s == "" {
			return
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(s)
	}
	for i, r := range name {
		if b.Len() >= maxSlug {
			break
		}
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			put(name[i : i+1])
		case 'A' <= r && r <= 'Z':
			put(string(r + 'a' - 'A'))
		case r < utf8.RuneSelf:
			gap = gap || r != '\'' && r != '.'
		case r == '’' || r == 'ʼ' || unicode.Is(unicode.Mn, r):
		default:
			put(fold(r))
			gap = gap || !unicode.IsLetter(r)
		}
	}
	if b.Len() == 0 {
		sum := sha256.Sum256([]byte(name))
		return "x" + hex.EncodeToString(sum[:6])
	}
	return b.String()
}

// fold writes one letter beyond ASCII in lower-case ASCII, or as nothing.
func fold(r rune) string {
	if s, ok := letters[unicode.ToLower(r)]; ok {
		return s
	}
	var b strings.Builder
	for _, base := range norm.NFKD.String(string(r)) {
		base = unicode.ToLower(base)
		switch {
		case 'a' <= base && base <= 'z' || '0' <= base && base <= '9':
			b.WriteRune(base)
		case base >= utf8.RuneSelf:
			b.WriteString(letters[base])
		}
	}
	return b.String()
}

// spellings are letters that one sound is written with in different
// transliterations and languages, and the ones that a key has for them.
var spellings = strings.NewReplacer(
	"dzh", "j", "zh", "j", "dj", "j", "kh", "h", "gh", "g", "tch", "ch", "ph", "f", "ck", "k", "q", "k", "w", "v", "x", "ks",
	"our", "or", "oe", "o", "ue", "u", "ou", "u", "oo", "u", "y", "i", "isation", "ization", "ise", "ize", "efence", "efense", "tre-", "ter-",
)

// SpellingKey is what the spellings of one name have in common, whatever their
// diacritics and transliteration: "Əliyev", "Aliyev" and "Aliev", "Zelensky" and
// "Zelenskyy", "Ministry of Defence" and "Ministry of Defense". It is no name to
// show, and two names with one key may be two still.
func SpellingKey(name string) string {
	key := spellings.Replace(slug(name))
	b := make([]byte, 0, len(key))
	for i := range len(key) {
		if i == 0 || key[i] != key[i-1] {
			b = append(b, key[i])
		}
	}
	return string(b)
}
