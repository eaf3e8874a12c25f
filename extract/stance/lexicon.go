package stance

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/data"
)

// A part is a part of speech as the lists write it.
type part byte

const (
	verbPart      part = 'v'
	nounPart      part = 'n' // an act as a noun: its possessor is the holder
	personPart    part = 'p' // a person noun: holds toward its complement
	adjectivePart part = 'a'
	adverbPart    part = 'r'
)

// In place of a preposition, direct stands where the target is the direct object,
// indirect where it is the indirect one ("lent Peru money"), and direct before a
// preposition where the object is the target if that preposition follows
// ("cleared Peru of blame").
const (
	direct   = "-"
	indirect = "="
)

// An act is a row of stance-act.tsv: what a predicate shows its subject to hold
// toward its object, and what it says of either. Values are −2…2.
type act struct {
	lemma            string
	part             part
	side, doer, goer int
	prep             string
	event            string // PLOVER category or ""
}

// A shift is a set of things that a word does to the stance beside it.
type shift uint16

const (
	negate   shift = 1 << iota // "did not attack"
	reverse                    // "stopped attacking"
	hedge                      // "may attack"
	carry                      // "wants to attack": the subject is that of the verb before
	undergo                    // "faced criticism from": the subject is the target
	light                      // "launched an attack on": the subject is the noun's holder
	voice                      // "said that": what follows is the subject's
	brand                      // "called the mayor a liar": what follows the object is said of it
	suffers                    // "the defeat of": bad for whom it befalls
	gains                      // "the victory of": good for whom it befalls
	mocks                      // the praise behind it is meant otherwise: "the self-styled saviour"
	felt                       // "disappointed the mayor": the object feels it about the subject
	wish                       // "urged Peru to leave": the subject wants it, the object has not done it
	grief                      // "mourned the death of": for whom it befell
	attitude                   // "is admired in Jordan": where it is felt holds it
	mutual                     // "Peru's alliance with Chile" is Chile's with Peru
)

var shiftNames = map[string]shift{"negate": negate, "reverse": reverse, "hedge": hedge, "carry": carry,
	"undergo": undergo, "light": light, "voice": voice, "brand": brand, "fate-": suffers, "fate+": gains, "mock": mocks, "felt": felt, "wish": wish, "grief": grief, "attitude": attitude, "mutual": mutual}

// An entry is all that the lists say of one lemma.
type entry struct {
	acts  []act   // in the order of the list
	words [4]int8 // judgement as noun, adjective, verb, adverb
	mood  int8    // how it colours a sentence
	shift shift
	pairs []string // words that make another verb of it: "call" "out", "take" "side"
}

// Indexes into entry.words.
const (
	asNoun = iota
	asAdjective
	asVerb
	asAdverb
)

var wordIndex = map[string]int{"n": asNoun, "a": asAdjective, "v": asVerb, "r": asAdverb}

// none answers for words that no list holds.
var none = &entry{}

// lexicon parses the lists once. A row that does not parse is a programmer's
// mistake; the tests read every row.
var lexicon = sync.OnceValue(func() map[string]*entry {
	lex := map[string]*entry{}
	at := func(lemma string) *entry {
		if lex[lemma] == nil {
			lex[lemma] = &entry{}
		}
		return lex[lemma]
	}
	pair := func(lemma string) {
		if verb, with, ok := strings.Cut(lemma, " "); ok && !slices.Contains(at(verb).pairs, with) {
			at(verb).pairs = append(at(verb).pairs, with)
		}
	}
	for _, row := range data.Rows("stance-act") {
		a := act{lemma: row[0], part: part(row[1][0]), side: number(row[2]), doer: number(row[3]), goer: number(row[4]), prep: row[5]}
		if row[6] != "-" {
			a.event = row[6]
		}
		at(a.lemma).acts = append(at(a.lemma).acts, a)
		pair(a.lemma)
	}
	for _, row := range data.Rows("stance-word") {
		if e := at(row[0]); row[1] == "m" {
			e.mood = int8(number(row[2]))
		} else {
			e.words[wordIndex[row[1]]] = int8(number(row[2]))
		}
	}
	for _, row := range data.Rows("stance-shift") {
		at(row[0]).shift |= shiftNames[row[1]]
		pair(row[0])
	}
	return lex
})

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("stance: list: " + err.Error())
	}
	return n
}

// find returns the act of a part of speech with this preposition, or nil.
func (e *entry) find(p part, prep string) *act {
	for i := range e.acts {
		if e.acts[i].part == p && e.acts[i].prep == prep {
			return &e.acts[i]
		}
	}
	return nil
}

// lookup finds a word by its lemma, else by its form, else, for texts without
// lemmas, by its form less a regular ending. A verb loses its ending first:
// "accused" is to accuse there, and a word of its own only as an adjective.
func lookup(lex map[string]*entry, lemma, form string, verbal bool) *entry {
	e := lex[lemma]
	if e == nil {
		e = lex[form]
	}
	if e != nil && !(verbal && lemma == form) {
		return e
	}
	if lemma == form {
		if stem := cut(lex, form); stem != nil {
			return stem
		}
	}
	if e == nil {
		return none
	}
	return e
}

// cut finds the entry of which the form is a regular inflection, or nil.
func cut(lex map[string]*entry, form string) *entry {
	for _, end := range endings {
		stem, ok := strings.CutSuffix(form, end.cut)
		if !ok || len(stem) < 3 {
			continue
		}
		if e := lex[stem+end.add]; e != nil {
			return e
		}
		if n := len(stem); end.double && stem[n-1] == stem[n-2] {
			if e := lex[stem[:n-1]]; e != nil {
				return e // "barring"
			}
		}
	}
	return nil
}

var endings = [...]struct {
	cut, add string
	double   bool
}{{"ies", "y", false}, {"es", "", false}, {"s", "", false}, {"ied", "y", false}, {"ed", "", true}, {"d", "", false}, {"ing", "", true}, {"ing", "e", false}}
