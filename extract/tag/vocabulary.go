package tag

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Seen is how often a treebank gives a form of a word class a lemma.
type Seen struct {
	Form, UPOS, Lemma string
	Count             int
}

// A Vocabulary is what lemmas are made with: rules, of which a scorer chooses
// one for each token, exceptions, which need no choice: forms of a word class
// whose lemma is always the same, and words that lemmas may well be.
type Vocabulary struct {
	Rules      []Rule
	exceptions map[string]string // by form, a tab and word class
	words      map[string]bool   // in lower case
}

// The bounds of what is learned: a rule seen less often is a slip; an exception
// needs a form that is seen and nearly unanimous.
const (
	ruleCount      = 3
	exceptionCount = 3
	unanimous      = 0.95

	longestException = 64 // bytes of a form that is looked up; longer ones are no words
)

// Learn chooses rules, sorted by their text, and exceptions from what the
// training parts of treebanks hold. Seen may repeat a triple and stand in any
// order. An empty lemma teaches nothing.
func Learn(seen []Seen) *Vocabulary {
	rules := make(map[Rule]int)
	loose, exact := make(ballot), make(ballot) // by forms in lower case, and as they are
	for _, s := range seen {
		r, ok := Induce(s.Form, s.Lemma)
		if !ok {
			continue
		}
		rules[r] += s.Count
		form := Straight(s.Form)
		exact.cast(form+"\t"+s.UPOS, s)
		loose.cast(lower(form)+"\t"+s.UPOS, s)
	}
	v := &Vocabulary{exceptions: make(map[string]string), words: make(map[string]bool)}
	for r, n := range rules {
		if n >= ruleCount {
			v.Rules = append(v.Rules, r)
		}
	}
	slices.SortFunc(v.Rules, func(a, b Rule) int { return strings.Compare(a.String(), b.String()) })
	for k := range loose {
		// Names are told by their capitals: "Bush" is not "bush".
		if lemma, ok := loose.winner(k); ok && !strings.HasSuffix(k, "\tPROPN") {
			v.exceptions[k] = lemma
		}
	}
	general := maps.Clone(v.exceptions)
	for k := range exact {
		form, upos, _ := strings.Cut(k, "\t")
		if form == lower(form) && upos != "PROPN" {
			continue // it would stand for the forms with capitals too
		}
		if lemma, ok := exact.winner(k); ok && lemma != general[lower(form)+"\t"+upos] {
			v.exceptions[k] = lemma
		}
	}
	return v
}

// A ballot counts the lemmas that are given to a form of a word class.
type ballot map[string]map[string]int

func (b ballot) cast(k string, s Seen) {
	if b[k] == nil {
		b[k] = make(map[string]int)
	}
	b[k][s.Lemma] += s.Count
}

// winner is the lemma of nearly all votes, if there are enough.
func (b ballot) winner(k string) (lemma string, ok bool) {
	n, all := 0, 0
	for l, c := range b[k] {
		all += c
		if c > n || c == n && l < lemma {
			lemma, n = l, c
		}
	}
	return lemma, n >= exceptionCount && float64(n) >= unanimous*float64(all)
}

// Exception finds the lemma of a form that needs no rule: of the form as it is
// written, else in lower case. Apostrophes may be typographic.
func (v *Vocabulary) Exception(form, upos string) (string, bool) {
	if len(form) > longestException {
		return "", false
	}
	var buf [2 * longestException]byte
	k := appendStraight(buf[:0], form)
	n := len(k)
	k = append(append(k, '\t'), upos...)
	if lemma, ok := v.exceptions[string(k)]; ok {
		return lemma, true
	}
	k, same := lowerASCII(k, n)
	if !same {
		k = append(append(append(k[:0], lower(Straight(form))...), '\t'), upos...)
	}
	lemma, ok := v.exceptions[string(k)]
	return lemma, ok
}

// lowerASCII puts the first n bytes in lower case, and reports whether that was
// all that is to do: whether they are ASCII.
func lowerASCII(b []byte, n int) ([]byte, bool) {
	for i, c := range b[:n] {
		if c >= utf8.RuneSelf {
			return b, false
		}
		b[i] = byte(unicode.ToLower(rune(c)))
	}
	return b, true
}

// Labels lists the rules as text.
func (v *Vocabulary) Labels() []string {
	labels := make([]string, len(v.Rules))
	for i, r := range v.Rules {
		labels[i] = r.String()
	}
	return labels
}

// Exceptions lists the exceptions, sorted: form, word class and lemma with tabs
// between them, a line each.
func (v *Vocabulary) Exceptions() string {
	lines := make([]string, 0, len(v.exceptions))
	for k, lemma := range v.exceptions {
		lines = append(lines, k+"\t"+lemma+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// ParseVocabulary reads what Labels and Exceptions wrote. The lemmas of the
// exceptions are its known words.
func ParseVocabulary(labels []string, exceptions string) (*Vocabulary, error) {
	v := &Vocabulary{exceptions: make(map[string]string), words: make(map[string]bool, 1<<15)}
	for _, label := range labels {
		r, err := ParseRule(label)
		if err != nil {
			return nil, err
		}
		v.Rules = append(v.Rules, r)
	}
	for line := range strings.Lines(exceptions) {
		line = strings.TrimSuffix(line, "\n")
		f := strings.Split(line, "\t")
		if len(f) != 3 || slices.Contains(f, "") {
			return nil, fmt.Errorf("tag: %q is no exception: form, word class and lemma, with tabs", line)
		}
		v.exceptions[line[:len(f[0])+1+len(f[1])]] = f[2]
		v.words[lower(f[2])] = true
	}
	return v, nil
}

// Know adds a known word, in lower case.
func (v *Vocabulary) Know(word string) { v.words[word] = true }
