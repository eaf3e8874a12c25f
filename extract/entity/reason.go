package entity

import (
	"fmt"
	"slices"
)

// A reason is one named fact for or against an antecedent, or for a phrase
// having none: it is weighed apart for each wording of the phrase ("he: gender
// other"). Reasons are numbered in the order of their templates.
type reason uint16

// A template is a question whose answers are reasons.
type template struct {
	name    string
	answers []string
	first   int // number of its first reason, of saidName
}

// The templates. Those that begin with "new" are asked of the phrase alone and
// speak for its having no antecedent; the others are asked of it and of one
// antecedent. Features of the kind are those of Soon et al. (2001), Bengtson and
// Roth (2008) and Durrett and Klein (2013).
var (
	newBias     = ask("new")
	newLead     = ask("new lead", leads[:]...)
	newHead     = ask("new head", "unseen", "seen near", "seen far")
	newString   = ask("new words", "unseen", "seen")
	newActor    = ask("new name", "unknown", "unseen", "seen")
	newLength   = ask("new length", "1", "2", "3", "4", "7", "12")
	newSentence = ask("new sentence", "1", "2", "4", "9")
	newRole     = ask("new role", roles[:]...)
	newKind     = ask("new kind", kindWords...)
	newSort     = ask("new sort", sorts...)
	newNumber   = ask("new number", "unknown", "one", "more")
	newMore     = ask("new more", "none", "behind", "before", "both")
	newGiven    = ask("new given", product([]string{"found", "given"}, kindWords)...)
	newQuoted   = ask("new quoted", "no", "yes")

	byWording   = ask("wording", wordings[:]...)
	byDistance  = ask("sentences", gapWords...)
	byWordGap   = ask("wording and sentences", product(plainWordings, gapWords)...)
	byOrder     = ask("phrases between", "0", "1", "2", "3", "5", "9", "17", "33")
	byGender    = ask("gender", product([]string{"he or other", "she"}, []string{"unknown", "same", "one unknown", "other"})...)
	byNumber    = ask("number", "unknown", "same", "one unknown", "other")
	byKind      = ask("kind", product(kindWords, kindWords)...)
	byRole      = ask("role", product(roles[:], []string{"same sentence", "before", "far"})...)
	byRoles     = ask("roles", product(roles[:], roles[:])...)
	byBinding   = ask("binding", "none", "same verb", "same verb reflexive", "same clause", "inside", "joined", "apposed", "predicate", "owner of head", "same clause owner", "subject above")
	byString    = ask("words", product([]string{"none", "head", "group head", "part", "all", "all plain"}, []string{"name", "nominal", "other"})...)
	byMods      = ask("modifiers", "none", "same", "inside", "new", "other number", "other name")
	byActor     = ask("actor", "unknown", "one", "same", "other")
	byName      = ask("name", "none", "last word", "first word", "inside", "initials", "no word")
	byQuote     = ask("quotation", "outside", "same", "one inside", "other", "its speaker", "same speaker", "speaker inside")
	bySize      = ask("size", "1", "2", "3", "5", "9", "17")
	byFirst     = ask("order", product([]string{"first", "second", "later"}, gapWords[:3])...)
	byParallel  = ask("parallel", "no", "subject", "object", "owner", "repeated")
	bySort      = ask("sort", product(sorts, actorWords)...)
	byCountry   = ask("country", "unknown", "same", "other")
	byOffice    = ask("office", "unknown", "same", "other", "none")
	byLead      = ask("leads", product(leads[:], plainWordings)...)
	bySortPair  = ask("sorts", "unknown", "same", "other", "one")
	byLast      = ask("group last", "near", "1", "2", "far")
	bySubjects  = ask("group subject", "never", "once", "often")
	byOwner     = ask("own", product([]string{"plain", "owner"}, []string{"subject same clause", "subject same sentence", "other same sentence", "else"})...)
	byWordLead  = ask("words and lead", product(matchWords, leads[:])...)
	byWordMods  = ask("words and modifiers", product(matchWords, modWords)...)
	byWordFar   = ask("words and sentences", product(matchWords, gapWords)...)
	byRivals    = ask("rivals", product([]string{"fits", "may fit", "unfit"}, []string{"0", "1", "2", "3"})...)
	byRivalRole = ask("rivals and role", product([]string{"0", "1", "2"}, roles[:])...)
	newDummy    = ask("new place", "other", "expletive", "said of a clause", "predicate", "of a verb that needs none", "subject", "object before a clause", "owner")
	bySpeaks    = ask("speaks", product([]string{"no", "yes"}, kindWords)...)
	bySpeakers  = ask("speakers", "no", "both", "before", "here")
	byGiven     = ask("given", product([]string{"found", "given"}, kindWords)...)
	byMember    = ask("member", "no", "one of several", "several", "both of several")
)

var (
	kindWords     = []string{"unknown", "person", "organization", "place", "group", "thing"}
	gapWords      = []string{"0", "1", "2", "3", "4", "6", "11"}
	matchWords    = []string{"none", "head", "group head", "part", "all", "all plain"}
	modWords      = []string{"none", "same", "inside", "new", "other number", "other name"}
	plainWordings = []string{"name", "nominal", "pronoun"}
	actorWords    = []string{"none", "person", "organization", "country", "place", "group", "other"}

	templates []*template
	reasons   int
)

// ask makes a template; one without answers has the one answer "".
func ask(name string, answers ...string) *template {
	if len(answers) == 0 {
		answers = []string{""}
	}
	t := &template{name: name, answers: answers, first: reasons}
	templates = append(templates, t)
	reasons += len(answers) * len(wordings)
	return t
}

// product is every pair of an a and a b, numbered a*len(b)+b.
func product(a, b []string) []string {
	var list []string
	for _, x := range a {
		for _, y := range b {
			list = append(list, x+", "+y)
		}
	}
	return list
}

// of is the reason that the answer is to a phrase of the wording.
func (t *template) of(said wording, answer int) reason {
	if said == saidShe {
		said = saidHe // one is told from the other by gender alone
	}
	if answer < 0 || answer >= len(t.answers) {
		panic(fmt.Sprintf("entity: %s has no answer %d", t.name, answer))
	}
	return reason(t.first + int(said)*len(t.answers) + answer)
}

// ReasonNames are the names of all reasons, by number.
func ReasonNames() []string {
	names := make([]string, 0, reasons)
	for _, t := range templates {
		for i, said := range wordings {
			if wording(i) == saidShe {
				said = "she (as he)"
			}
			for _, a := range t.answers {
				name := said + ": " + t.name
				if a != "" {
					name += ": " + a
				}
				names = append(names, name)
			}
		}
	}
	return names
}

// bucket is the place of the last bound that n reaches.
func bucket(n int, bounds ...int) int {
	i, ok := slices.BinarySearch(bounds, n)
	if ok {
		return i
	}
	return max(i-1, 0)
}
