package claim

import (
	"iter"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file says what a claim does, whoever found it: its type, whether it is
// denied, how firmly it is attributed, how it is quoted, whom it addresses and
// whom it aims at.
//
// The idea: a cue has a word that tells, its sense. "Has refused to condemn"
// begins with words that only carry or turn what "condemn" does, and hangs on
// words that say whether it was done at all: "is expected to", "if", "nobody".
// The reader walks down the cue to the sense and up the tree from its top.

// Spans is where a claim stands in its document: ranges in the order of the
// text. A cue has at least one, a source and a content perhaps none.
type Spans struct{ Source, Cue, Content []models.Range }

// An Act is what a claim does.
type Act struct {
	Lemma      string // of the sense, a particle behind it: "point out"
	Type       models.ClaimType
	Negated    bool // the attitude is denied: "did not say", "refused to say"
	Modality   models.Modality
	Quote      models.Quote
	Addressees []models.Range // noun phrases: told [reporters] that
	Targets    []models.Range // noun phrases: accused [Aliyev] of
}

// A Reader reads the acts of one document. It holds its words and trees in a
// form that is quick to walk.
type Reader struct {
	doc         *models.Document
	senses      *senses
	words       []word // of the whole document
	quotes      []quotation
	head        []int32 // of each word, none for roots
	first, next []int32 // the first word that hangs on a word, and the next one on the same
}

// NewReader reads the words of a document, which must have sentences and
// tokens; the better its tags and trees, the better the acts.
func NewReader(doc *models.Document) *Reader {
	n := len(doc.Tokens)
	r := &Reader{doc: doc, senses: sensesOf(), words: make([]word, 0, n), head: make([]int32, n), first: make([]int32, n), next: make([]int32, n)}
	var p passage
	for first := 0; first < len(doc.Sentences); {
		last := paragraph(doc, first)
		p.open(doc, first, last)
		before := int32(len(r.quotes)) // the quotations of earlier passages
		for i := range p.words {
			if w := &p.words[i]; w.quote != none {
				w.quote += before
			}
		}
		for _, q := range p.quotes {
			q.from, q.to = q.from+len(r.words), q.to+len(r.words)
			if q.parent != none {
				q.parent += before
			}
			r.quotes = append(r.quotes, q)
		}
		r.words = append(r.words, p.words...)
		first = last
	}
	for i := range n {
		r.head[i], r.first[i], r.next[i] = none, none, none
	}
	for _, sent := range doc.Sentences {
		for i := sent.Last - 1; i >= sent.First; i-- {
			h := doc.Tokens[i].Head
			if h < 0 || h >= sent.Last-sent.First || sent.First+h == i {
				continue
			}
			h += sent.First
			r.head[i], r.next[i], r.first[h] = int32(h), r.first[h], int32(i)
		}
	}
	return r
}

// Act reads what the claim with these spans does.
func (r *Reader) Act(c Spans) Act {
	u := r.utterance(c)
	a := Act{Type: models.Statement, Quote: r.quoting(c)}
	if len(u.chain) == 0 {
		return a
	}
	a.Lemma, a.Type = u.sense.lemma, u.kind
	a.Negated, a.Modality = r.standing(&u)
	a.Addressees, a.Targets = r.parties(&u)
	return a
}

// fan bounds how many words that hang on one word are looked at.
const fan = 48

// steps bounds how far up a tree the reader walks.
const steps = 6

// children are the words that hang on word i, in order.
func (r *Reader) children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c, n := r.first[i], 0; c != none && n < fan; c, n = r.next[c], n+1 {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// child is the first word that hangs on word i by one of the relations, or none.
func (r *Reader) child(i int, rels ...string) int {
	for c := range r.children(i) {
		if r.hangs(c, rels...) {
			return c
		}
	}
	return none
}

// hangs reports whether word i hangs on its head by one of the relations, with
// or without a subtype.
func (r *Reader) hangs(i int, rels ...string) bool {
	rel := r.doc.Tokens[i].Deprel
	for _, want := range rels {
		if rel == want || strings.HasPrefix(rel, want) && rel[len(want)] == ':' {
			return true
		}
	}
	return false
}

// marked reports a word on i that is one of the set: the preposition or the
// conjunction that opens its phrase.
func (r *Reader) marked(i int, words map[string]bool) bool {
	for c := range r.children(i) {
		if r.hangs(c, "mark", "case", "cc", "advmod") && words[r.words[c].low] {
			return true
		}
	}
	return false
}

// mark is the preposition that opens the phrase of word i, or "": "on" of "on
// Armenia", "because" of "because of the rain".
func (r *Reader) mark(i int) string {
	if c := r.child(i, "case"); c != none && c < i {
		return r.words[c].low
	}
	if c := r.child(i, "mark"); c != none && c < i {
		return r.words[c].low
	}
	return ""
}

// low is word i in lower case, lemma its lemma, "" outside the document.
func (r *Reader) low(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i].low
}

func (r *Reader) lemma(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i].lemma
}

// upos is the universal part of speech of word i.
func (r *Reader) upos(i int) string { return r.doc.Tokens[i].UPOS }

// same reports whether two words stand in one sentence.
func (r *Reader) same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(r.words) && j < len(r.words) && r.words[i].sent == r.words[j].sent
}

// in reports whether one of the ranges holds word i.
func in(list []models.Range, i int) bool {
	return slices.ContainsFunc(list, func(g models.Range) bool { return g.First <= i && i < g.Last })
}

// finiteVerb reports a verb form with a tense, or one that an auxiliary with a
// tense carries.
func (r *Reader) finiteVerb(i int) bool {
	if r.words[i].is(finite) {
		return true
	}
	for c := range r.children(i) {
		if r.hangs(c, "aux", "cop") && r.words[c].is(finite) {
			return true
		}
	}
	return false
}

// passively reports a participle in the passive: is said, was accused.
func (r *Reader) passively(i int) bool {
	for c := range r.children(i) {
		switch rel := r.doc.Tokens[c].Deprel; rel {
		case "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent":
			return true
		}
	}
	return r.words[i].tag == "VBN" && r.doc.Tokens[i].Deprel == "acl"
}
