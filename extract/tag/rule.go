package tag

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Rule makes a lemma of a form: first the form's case is settled, then its
// ends are cut and lengthened, counted in code points of the form in lower
// case. "countries" → country is "lower -3 +y"; "said" → say, which shares no
// more than "sa", is "lower -2 +y" too; "Germans" → German is "keep -1". Where
// form and lemma share nothing the rule is the whole lemma: "was" → be is
// "=be". (The idea is that of UDPipe's lemma rules: Straka, CoNLL 2018.)
//
// The zero Rule puts the form in lower case. Rules compare with ==.
type Rule struct {
	casing   Casing
	cut      int    // code points taken off the end
	add      string // what is put there
	frontCut int    // the same at the front
	front    string
	whole    string // the whole lemma, if not ""
}

// A Casing says what becomes of the form's capitals, or of a number's commas.
type Casing uint8

// The casings, in the order in which a rule is sought.
const (
	Lower  Casing = iota // "House" → house
	Keep                 // "McCain" → McCain
	Title                // "ANKARA" → Ankara
	Upper                // "nato" → NATO
	Figure               // "12,000" → 12000
	casings
)

var casingNames = [casings]string{"lower", "keep", "title", "upper", "figure"}

func (c Casing) String() string { return casingNames[c] }

// Straight replaces typographic apostrophes, as the treebanks' lemmas do:
// "’s" is read as "'s".
func Straight(form string) string {
	if !strings.Contains(form, apostrophe) {
		return form
	}
	return string(appendStraight(make([]byte, 0, len(form)), form))
}

// apostrophe is what the characters ‘ and ’ begin with, and few others.
const apostrophe = "\xe2\x80"

// appendStraight appends a form with straight apostrophes.
func appendStraight(b []byte, form string) []byte {
	for {
		i := strings.Index(form, apostrophe)
		if i < 0 || i+2 == len(form) {
			return append(b, form...)
		}
		b = append(b, form[:i]...)
		if c := form[i+2]; c == 0x98 || c == 0x99 {
			b = append(b, '\'')
		} else {
			b = append(b, form[i:i+3]...)
		}
		form = form[i+3:]
	}
}

// Induce finds the shortest rule that makes lemma of form: one that edits ends
// where both share a stretch of letters, in the first casing that fits, else
// the whole lemma. The rule it returns applies to form and gives lemma, unless
// the lemma is empty or holds a control character: then it reports false.
func Induce(form, lemma string) (Rule, bool) {
	if lemma == "" || form == "" || strings.ContainsFunc(lemma, unicode.IsControl) {
		return Rule{}, false
	}
	best := Rule{whole: lemma}
	low, want := []rune(lower(Straight(form))), []rune(lower(lemma))
	i, j, n := stretch(low, want)
	// "are" and be share a letter that means nothing: the lemma itself is shorter.
	if figure, ok := (Rule{casing: Figure}).Apply(form); ok && figure == lemma {
		return Rule{casing: Figure}, true
	}
	if n == 0 || i+j > 0 && len(low)+len(want)-2*n > len(want) {
		return best, true
	}
	edit := Rule{
		frontCut: i, front: string(want[:j]),
		cut: len(low) - i - n, add: string(want[j+n:]),
	}
	for c := range Figure {
		edit.casing = c
		if got, ok := edit.Apply(form); ok && got == lemma && !strings.ContainsAny(edit.add+edit.front, " ") {
			return edit, true
		}
	}
	return best, true
}

// stretch finds the longest stretch that both words hold; of equal ones the
// first in a, then in b, so that ends are edited before fronts.
func stretch(a, b []rune) (i, j, n int) {
	for x := range a {
		for y := range b {
			k := 0
			for x+k < len(a) && y+k < len(b) && a[x+k] == b[y+k] {
				k++
			}
			if k > n {
				i, j, n = x, y, k
			}
		}
	}
	return i, j, n
}

// lower is strings.ToLower code point by code point, so that a cut counted in
// one case holds in the other.
func lower(s string) string { return strings.Map(unicode.ToLower, s) }

// fits reports whether the rule can be applied to a form of n code points with
// or without a comma.
func (r Rule) fits(n int, comma bool) bool {
	return r.whole != "" || (n > r.cut+r.frontCut || n > 0 && r.cut+r.frontCut == 0) && (r.casing != Figure || comma)
}

// Apply makes the lemma. It reports false where the rule does not fit: to a
// form too short to be cut, or to a figure without commas.
func (r Rule) Apply(form string) (string, bool) {
	if r.whole != "" {
		return r.whole, true
	}
	form = Straight(form)
	if !r.fits(utf8.RuneCountInString(form), strings.Contains(form, ",")) {
		return "", false
	}
	stem := form
	for range r.frontCut {
		_, size := utf8.DecodeRuneInString(stem)
		stem = stem[size:]
	}
	for range r.cut {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	switch r.casing {
	case Lower:
		stem = lower(stem)
	case Title:
		return title(r.front + lower(stem) + r.add), true
	case Upper:
		return strings.Map(unicode.ToUpper, r.front+stem+r.add), true
	case Figure:
		stem = strings.ReplaceAll(stem, ",", "")
		return stem, strings.ContainsAny(stem, "0123456789")
	}
	if r.front != "" || r.add != "" {
		stem = r.front + stem + r.add
	}
	return stem, true
}

// bare reports whether the rule leaves the letters as they are, but for case.
func (r Rule) bare() bool { return r == Rule{casing: r.casing} }

// undoes reports whether the rule takes off an ending with which English
// inflects regularly, and mends the spelling in one of the ways that it is
// mended: "envoys", "clashes", "denies", "refused", "stopped", "making".
func (r Rule) undoes(form string) bool {
	if r.casing > Title || r.whole != "" || r.frontCut > 0 || r.front != "" {
		return false
	}
	at := len(form)
	for range r.cut {
		_, size := utf8.DecodeLastRuneInString(form[:at])
		at -= size
	}
	if at == 0 {
		return false
	}
	ending := lower(form[at:])
	switch r.add {
	case "y":
		return ending == "ies" || ending == "ied" || ending == "ier" || ending == "iest"
	case "e":
		return ending == "ing"
	case "":
		switch ending {
		case "s", "es", "d", "ed", "ing", "r", "er", "st", "est":
			return true
		}
		// A consonant that was doubled: "stopped".
		doubled, size := utf8.DecodeRuneInString(ending)
		last, _ := utf8.DecodeLastRuneInString(form[:at])
		if doubled != unicode.ToLower(last) {
			return false
		}
		switch ending[size:] {
		case "ed", "ing", "er", "est":
			return true
		}
	}
	return false
}

// title puts the first letter in upper case.
func title(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// String writes the rule: the casing, then what is done at the front ("^-2",
// "^+un") and at the end ("-3", "+y"), or "=" and the whole lemma.
func (r Rule) String() string {
	if r.whole != "" {
		return "=" + r.whole
	}
	s := r.casing.String()
	if r.frontCut > 0 {
		s += " ^-" + strconv.Itoa(r.frontCut)
	}
	if r.front != "" {
		s += " ^+" + r.front
	}
	if r.cut > 0 {
		s += " -" + strconv.Itoa(r.cut)
	}
	if r.add != "" {
		s += " +" + r.add
	}
	return s
}

// ParseRule is the inverse of String.
func ParseRule(s string) (Rule, error) {
	if whole, ok := strings.CutPrefix(s, "="); ok && whole != "" {
		return Rule{whole: whole}, nil
	}
	bad := func() (Rule, error) { return Rule{}, fmt.Errorf("tag: %q is no lemma rule", s) }
	var r Rule
	parts := strings.Split(s, " ")
	for c, name := range casingNames {
		if parts[0] == name {
			r.casing = Casing(c)
		}
	}
	for _, part := range parts[1:] {
		var err error
		switch {
		case strings.HasPrefix(part, "^-"):
			r.frontCut, err = strconv.Atoi(part[2:])
		case strings.HasPrefix(part, "^+"):
			r.front = part[2:]
		case strings.HasPrefix(part, "-"):
			r.cut, err = strconv.Atoi(part[1:])
		case strings.HasPrefix(part, "+"):
			r.add = part[1:]
		default:
			return bad()
		}
		if err != nil {
			return bad()
		}
	}
	if r.cut < 0 || r.frontCut < 0 || r.casing == Figure && r != (Rule{casing: Figure}) || r.String() != s {
		return bad()
	}
	return r, nil
}
