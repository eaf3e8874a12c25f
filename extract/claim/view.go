package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// This file finds claims that a set phrase makes, which the scorer seldom sees:
//
//	In their view, the treaty is dead.
//	The treaty, in the eyes of the judge, is dead.

// views are the nouns of such phrases.
var views = set("view opinion eye mind judgment judgement estimation")

// sureOfView is how sure such a claim is, as the scorer measures it.
const sureOfView = 2

// viewed adds those claims to attributions, in the order of their cues.
func (r *Reader) viewed(list []models.Attribution) []models.Attribution {
	var found []models.Attribution
	for n := range r.words {
		if !views[r.words[n].lemma] || !r.words[n].is(noun) {
			continue
		}
		phrase, a, ok := r.view(n)
		if !ok {
			continue
		}
		at, _ := slices.BinarySearchFunc(list, phrase.First, func(b models.Attribution, first int) int { return b.Cue.Last - 1 - first })
		if at == len(list) || list[at].Cue.First >= phrase.Last {
			found = append(found, a)
		}
	}
	list = append(list, found...)
	slices.SortStableFunc(list, func(a, b models.Attribution) int { return a.Cue.First - b.Cue.First })
	return list
}

// view is the claim of the phrase around the noun n, set off by commas, about the
// clause that it hangs on.
func (r *Reader) view(n int) (phrase models.Range, a models.Attribution, ok bool) {
	in, clause := r.child(n, "case"), int(r.head[n])
	if in == none || in > n || r.words[in].low != "in" || clause == none || !r.hangs(n, "obl", "nmod") || !r.words[clause].is(verb|noun|adjective) {
		return phrase, a, false
	}
	phrase = models.Range{First: in, Last: n + 1}
	if owner := r.child(n, "nmod:poss"); owner != none && owner < n {
		who := r.nounPhrase(owner)
		if r.words[who.Last].is(genitive) {
			who.Last++
		}
		a.Source, a.Cue = []models.Range{who}, models.Range{First: n, Last: n + 1}
	} else if owner := r.child(n, "nmod"); owner != none && r.mark(owner) == "of" {
		who := r.nounPhrase(owner)
		a.Source, a.Cue = []models.Range{who}, models.Range{First: in, Last: r.child(owner, "case") + 1}
		phrase.Last = who.Last
	} else {
		return phrase, a, false
	}
	sent := r.doc.Sentences[r.words[n].sent]
	opens := phrase.First == sent.First || r.words[phrase.First-1].is(comma|mark|conj)
	closes := phrase.Last == sent.Last || r.words[phrase.Last].is(comma|stop)
	if !opens || !closes {
		return phrase, a, false
	}
	about := r.clauseOf(clause)
	for _, g := range [...]models.Range{{First: about.First, Last: min(about.Last, phrase.First)}, {First: max(about.First, phrase.Last), Last: about.Last}} {
		for g.Len() > 0 && r.words[g.First].is(comma|dash|stop|conj) {
			g.First++
		}
		for g.Len() > 0 && r.words[g.Last-1].is(comma|dash|stop) {
			g.Last--
		}
		if g.Len() > 0 && !r.bare(g) { // not: rather
			a.Content = append(a.Content, g)
		}
	}
	a.Sure = models.Sureness{Cue: sureOfView, Source: sureOfView, Content: sureOfView}
	return phrase, a, len(a.Content) > 0
}

// clauseOf is from the first to the last word around word i that hangs on it.
func (r *Reader) clauseOf(i int) models.Range {
	sent := r.doc.Sentences[r.words[i].sent]
	g := models.Range{First: i, Last: i + 1}
	for t := max(sent.First, i-reach); t < min(sent.Last, i+reach); t++ {
		if r.branch(t, i) != none {
			g.First, g.Last = min(g.First, t), max(g.Last, t+1)
		}
	}
	return g
}
