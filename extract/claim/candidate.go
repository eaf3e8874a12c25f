package claim

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file shows how claims come about to those who fit the lists: the drafts
// that [Find] weighs, and what speaks for each.

// A Candidate is a form of a cue that was looked at, with the claim that it
// would be.
type Candidate struct {
	Lemma string // of the list
	Part  string // part of speech, as the list writes it
	// Form is the form under which the list has a rate for it, "" for phrases
	// whose rate is not of the list ("in his view") and for claims that speakers
	// make about themselves.
	Form                 string
	Source, Cue, Content []models.Span
	Reasons              []string // each at most once
}

// A Model is what decides which forms are claims: cues with their rates, and
// the weights of reasons.
type Model struct {
	lex     *lexicon
	weights map[reason]int
}

// NewModel reads the rows of a list of cues and of a list of weights, in the
// form of the lists "cue" and "cue-weight".
func NewModel(cues, weights [][]string) (Model, error) {
	lex, err := newLexicon(cues)
	if err != nil {
		return Model{}, err
	}
	m, err := newWeights(weights)
	return Model{lex, m}, err
}

// NewOpenModel reads the rows of a list of cues, but not their rates: each cue
// is looked at in all of [Forms].
func NewOpenModel(cues [][]string) (Model, error) {
	m, err := NewModel(cues, nil)
	if err != nil {
		return Model{}, err
	}
	rates := map[frame]int{}
	for _, form := range Forms() {
		rates[frame(form)] = openRate
	}
	for _, entries := range m.lex.entries {
		for _, e := range entries {
			if e.rates["according to"] == 0 {
				e.rates = rates
			}
		}
	}
	return m, nil
}

// openRate is the rate of every form in an open model.
const openRate = 999

// post is the form of a cue behind a quotation: “…,” he said.
const post frame = "post"

// Forms are the forms of which a list may say how often they make a word a cue:
// what may follow it, and for nouns the same behind an owner (“his claim that”).
func Forms() []string {
	var list []string
	for _, f := range []frame{that, clause, toDo, wh, ing, quoted, colons, object, adjunct, post, ending, "to np",
		"obj that", "obj of", "obj to", "obj for", "obj as", "obj quote", "obj clause", "obj wh", "obj colon"} {
		list = append(list, string(f))
	}
	list = append(list, Prepositions()...)
	for _, f := range list {
		list = append(list, owned+f)
	}
	return list
}

// owned begins the forms of nouns with an owner.
const owned = "own "

// Prepositions are the forms of one preposition, which is part of the cue.
func Prepositions() []string {
	return strings.Fields("about after against among around as at before behind by during for from in into like of off on out over through toward towards under upon with without")
}

// Candidates lists what [Find] with model m would weigh in doc, in the order of
// the text, whatever comes of it. It leaves doc alone.
func Candidates(doc *models.Document, m Model) []Candidate {
	var list []Candidate
	f := finder{doc: doc, lex: m.lex, weights: m.weights, carried: none}
	f.passages(func() { f.sift(func(d *draft) { list = append(list, f.candidate(d)) }) })
	return list
}

// passages reads the drafts of each passage of prose and calls use.
func (f *finder) passages(use func()) {
	for first := 0; first < len(f.doc.Sentences); {
		last := paragraph(f.doc, first)
		if f.doc.Sections[f.doc.Sentences[first].Section].Prose() {
			f.lay(f.doc, first, last)
			f.read()
			use()
		} else {
			f.carried = none
		}
		first = last
	}
}

// candidate writes a weighed draft as a record.
func (f *finder) candidate(d *draft) Candidate {
	c := Candidate{Lemma: d.entry.lemma, Part: string(d.entry.part), Source: f.spans(d.source), Cue: f.spans(d.cue), Content: f.spans(d.content)}
	if !d.avowed && f.lex.entries[d.entry.part][d.entry.lemma] == d.entry {
		c.Form = string(d.form())
	}
	for _, r := range f.why {
		c.Reasons = append(c.Reasons, string(r))
	}
	return c
}

// form is the form under which the list has the rate of a draft.
func (d *draft) form() frame {
	switch {
	case d.entry.part == nominal && len(d.source) > 0 && d.source[0].to == d.cue[0].from && d.group == none:
		// his claim that
		return owned + d.frame
	case d.frame == quoted && d.content[0].from < d.cue[0].from:
		return post
	}
	return d.frame
}
