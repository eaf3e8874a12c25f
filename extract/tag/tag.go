// Package tag gives tokens their parts of speech, lemmas and name labels.
//
// The idea: prose/v2 carries two trained models, an averaged perceptron for
// Penn tags and a maximum-entropy classifier for names. Its own decoders sum
// floats in the order of Go maps and break ties by it, so that two runs may
// differ, and they join strings for each feature. Here the weights are read
// once into tables of integers (weights.go) and decoded with the same features
// (tagger.go, namer.go): the order of a sum cannot matter, ties go to the
// label that stands first, and it is an order of magnitude faster. Rules then
// mend what the models were not taught (penn.go), map Penn tags to universal
// ones (upos.go) and cut words to lemmas (lemma.go).
//
// It promises tags for every token of any text, not that they are right: see
// the measured figures. Tags are decided left to right within one sentence and
// never look beyond it.
package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// Annotate fills XPOS, UPOS, Lemma and Name of the tokens of each sentence and
// leaves the rest alone. The first call in a process reads the models. Safe for
// many goroutines on different tokens.
func Annotate(text string, sents []models.Sentence, toks []models.Token) {
	if len(sents) == 0 {
		return
	}
	m := shared()
	var s sequence
	for _, sent := range sents {
		words := toks[sent.First:sent.Last]
		s.read(m, text, words)
		m.tagger.tag(&s)
		m.namer.name(&s)
		for _, w := range s.words {
			words[w.at].XPOS = m.tags[w.tag]
			words[w.at].Name = m.namer.labels[w.label]
		}
		mendPenn(text, words)
		universal(text, words)
		for i := range words {
			words[i].Lemma = Lemma(words[i].In(text), words[i].UPOS, words[i].XPOS)
		}
	}
}

// A sequence is one sentence as the models see it; its memory is used again.
type sequence struct {
	words []word
}

// A word is a token with what the features of both models ask of it.
type word struct {
	at    int    // which token of the sentence
	form  string // as a treebank would have it: see pennForm
	id    int32  // of the form; unknown if no feature has it
	cased string // the form in the case that the tagger should see
	sure  int32  // id of that
	lower int32  // of the form in lower case
	norm  int32  // of the form as the tagger normalizes it
	ends  suffix // of the cased form
	norms suffix // of the normalized form
	shape shape
	tag   tagID
	label uint8
}

// read prepares a sentence. The hyphens inside of compounds are left out: the
// models know no such tokens, and read "15 year term" as they should.
func (s *sequence) read(m *model, text string, toks []models.Token) {
	s.words = s.words[:0]
	var buf [64]byte
	all := headline(text, toks)
	for i := range toks {
		if inCompound(text, toks, i) {
			toks[i].XPOS, toks[i].Name = "HYPH", "O"
			continue
		}
		form := pennForm(text, toks, i)
		w := word{at: i, form: form, id: m.id(form), shape: shapeOf(form), ends: suffixOf(form)}
		low, isLow := lowerInto(buf[:0], form)
		if isLow {
			w.lower = w.id
		} else {
			w.lower = m.idBytes(low)
		}
		switch class := normalClass(form); {
		case class != "":
			w.norm, w.norms = m.id(class), suffixOf(class)
		case isLow:
			w.norm, w.norms = w.lower, w.ends
		default:
			w.norm, w.norms = w.lower, suffixOfBytes(low)
		}
		w.cased, w.sure = form, w.id
		if !isLow && (all || len(s.words) == 0) && w.norm == w.lower && m.common(string(low), w.lower, all) {
			w.cased, w.sure, w.ends = string(low), w.lower, w.norms
		}
		s.words = append(s.words, w)
	}
}

// common reports whether a word that is written with a capital is known in
// lower case as no name; in headlines, where more depends on it, so are verbs
// that are known without their ending.
func (m *model) common(low string, id int32, headline bool) bool {
	if m.tagger.common(id) {
		return true
	}
	return headline && (m.namer.common(id) || m.tagger.common(m.id(thirdPerson(low))))
}

// headline reports whether a sentence is written like one, with a capital at
// nearly every longer word or in capitals throughout, so that capitals say
// nothing: "Putin Pledges To Pay", "STOCKS FALL".
func headline(text string, toks []models.Token) bool {
	long, capital, upper := 0, 0, 0
	for _, tok := range toks {
		form := tok.In(text)
		r, size := utf8.DecodeRuneInString(form)
		if !unicode.IsLetter(r) || len(form) < 4 {
			continue
		}
		long++
		if unicode.IsUpper(r) {
			capital++
			if form[size:] == strings.ToUpper(form[size:]) {
				upper++
			}
		}
	}
	end := toks[len(toks)-1].In(text)
	return long >= 3 && (upper == long || long >= 4 && capital*5 >= long*4 && end != ".")
}

// lowerInto writes form in lower case behind buf, and reports whether that is
// form itself; then nothing was written.
func lowerInto(buf []byte, form string) (low []byte, same bool) {
	same = true
	for i := range len(form) {
		c := form[i]
		if c >= 0x80 {
			l := strings.ToLower(form)
			return append(buf, l...), l == form
		}
		if 'A' <= c && c <= 'Z' {
			same = false
		}
	}
	if same {
		return nil, true
	}
	for i := range len(form) {
		c := form[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf = append(buf, c)
	}
	return buf, false
}

// normalClass is the class that stands for a word in the tagger's context, ""
// if it stands for itself in lower case: figures and hyphenated words.
func normalClass(form string) string {
	if strings.IndexByte(form, '-') > 0 {
		return "!HYPHEN"
	}
	if len(form) == 4 && year(form) {
		return "!YEAR"
	}
	if '0' <= form[0] && form[0] <= '9' {
		return "!DIGITS"
	}
	return ""
}

// year reports whether four bytes are a whole number; a sign counts as a digit.
func year(form string) bool {
	for i := range len(form) {
		sign := i == 0 && (form[i] == '-' || form[i] == '+')
		if !sign && (form[i] < '0' || form[i] > '9') {
			return false
		}
	}
	return true
}
