package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// This file asks the tree for a source that the scorer left out.

// appearing verbs say nothing of what their subject does, but of how it looks.
var appearing = set("seem appear happen tend turn prove look sound remain")

// source gives an attribution without a source the subject of its verb, and takes
// the subject of a passive away from the sources: what is done to it, others do. Who
// “is reported to have said” it said it.
//
//	| urged | both sides to talk, as “Riga urged both sides …” → Riga | urged | …
//	Oslo | was asked | to leave                                → | was asked | Oslo … to leave
func (r *Reader) source(a *models.Attribution, near []models.Attribution) {
	u := r.utterance(Spans{a.Source, []models.Range{a.Cue}, a.Content})
	if len(u.chain) == 0 {
		return
	}
	v := u.chain[0]
	switch passive := r.passively(v); {
	case len(a.Source) == 1 && passive && !(hearing[r.words[v].lemma] && r.hangs(a.Cue.Last-1, "xcomp")):
		r.undergone(a, v)
	case len(a.Source) == 0 && !passive && r.upos(v) == "VERB" && !appearing[r.words[v].lemma]:
		r.supply(a, v, near)
	}
}

// undergone moves the subject of the passive v from source to content, if nobody
// did it by name and the participle is no adjective: was impressed by.
func (r *Reader) undergone(a *models.Attribution, v int) {
	s := r.child(v, "nsubj:pass")
	if s == none || !in(a.Source, s) || a.Source[0].Last > a.Cue.First || r.child(v, "obl:agent") != none || r.senses.known[quality][r.words[v].low] != nil {
		return
	}
	if b := r.child(v, "aux:pass"); b == none || r.words[b].low == "'s" {
		return // he's called for, which is no passive
	}
	a.Content = slices.Insert(a.Content, 0, a.Source[0])
	a.Source = nil
}

// supply finds the subject of v and makes its phrase the source: of several
// verbs with one subject, each has what the scorer drew for one of them. A verb
// that the tree joins to one in a content, whose subject cannot say anything, is
// joined to the cue: said that the tax was wrong and called for another.
func (r *Reader) supply(a *models.Attribution, v int, near []models.Attribution) {
	s := r.subject(v)
	if s == none || expletive[r.words[s].low] || in([]models.Range{a.Cue}, s) {
		return
	}
	if in(a.Content, s) {
		// bloc | aims | … : what stands before the cue is its subject and nothing more
		if g := a.Content[0]; g.Last <= a.Cue.First && r.summitOf(g) == s {
			a.Source, a.Content = a.Content[:1:1], a.Content[1:]
		}
		return
	}
	for _, b := range near {
		if in(b.Source, s) || r.hangs(v, "conj") && len(b.Source) > 0 && in(b.Content, s) && in(b.Content, v) && b.Cue != a.Cue && !r.acts(s) {
			a.Source = slices.Clone(b.Source)
			return
		}
	}
	g := r.nounPhrase(s)
	if s < a.Cue.First {
		g.Last = min(g.Last, a.Cue.First)
	}
	a.Source = []models.Range{g}
}

// expletive words stand where a subject would and name nobody.
var expletive = set("it there that this what")

// subject is who does what verb v tells: its own subject, that of the verb which
// it is joined to, whom a verb above it makes do it, or the noun that it describes.
//
//	led some | to conclude       The council met and | condemned
//	Saying that …, she left      a letter | claiming that
func (r *Reader) subject(v int) int {
	if s := r.child(v, "nsubj"); s != none {
		return s
	}
	h := int(r.head[v])
	if h == none {
		return none
	}
	switch {
	case r.hangs(v, "conj"), r.hangs(v, "advcl") && r.words[v].is(gerund):
		return r.child(h, "nsubj")
	case r.hangs(v, "xcomp"):
		if o := r.child(h, "obj", "iobj"); o != none {
			return o
		}
		return r.child(h, "nsubj")
	case r.hangs(v, "acl") && r.words[v].is(gerund):
		return h
	}
	return none
}

// acts reports a word for somebody who may say something: the mention of an actor
// or a pronoun.
func (r *Reader) acts(i int) bool {
	if r.words[i].is(personal | relative) {
		return true
	}
	acts := false
	r.mentions(i, models.Range{First: i, Last: i + 1}, func(int) { acts = true })
	return acts
}

// nounPhrase is word i and what hangs on it around it, without a preposition and
// relative clauses: to the envoy of Riga, who → the envoy of Riga.
func (r *Reader) nounPhrase(i int) models.Range {
	sent := r.doc.Sentences[r.words[i].sent]
	g := models.Range{First: i, Last: i + 1}
	for g.First > max(sent.First, i-mentionReach) && r.below(g.First-1, i) {
		g.First--
	}
	for g.Last < min(sent.Last, i+mentionReach) && r.below(g.Last, i) {
		g.Last++
	}
	for g.Last-1 > i && r.hangs(g.Last-1, "punct") && !r.words[g.Last-1].is(bracket|mark) {
		g.Last--
	}
	return g
}

// below reports whether word t hangs on word i, near or far, but not as what opens
// or follows its phrase.
func (r *Reader) below(t, i int) bool {
	b := r.branch(t, i)
	return b != none && !r.hangs(b, "case", "acl:relcl", "cop", "mark", "parataxis")
}

// branch is the word on word i that word t is or hangs on, or none.
func (r *Reader) branch(t, i int) int {
	for range 2 * steps {
		h := int(r.head[t])
		if h == i {
			return t
		}
		if h == none {
			break
		}
		t = h
	}
	return none
}
