package claim

import "github.com/sayso-nlp/sayso/models"

// This file draws the end of cues, as PolNeAR does: what a verb needs to mean
// what it means belongs to the cue, what it is about to the content.

// stretch takes into a cue the words right behind it that belong to it: the noun
// of a determiner that ends it, a particle, and the preposition of what it is about.
//
//	filed a | motion to reopen the case → filed a motion | to reopen the case
//	backed | off the plan               → backed off | the plan
//	apologized | for the delay          → apologized for | the delay
func (r *Reader) stretch(a *models.Attribution) {
	i := r.follower(a)
	if i == none {
		return
	}
	g := &a.Content[i]
	last := a.Cue.Last - 1
	if h := int(r.head[last]); a.Cue.Len() > 1 && r.words[last].is(article|owner) && g.First <= h && h < g.Last {
		if h-last < nounReach && h < g.Last-1 {
			a.Cue.Last, g.First = h+1, h+1
		} else {
			a.Cue.Last, g.First = last, last // made the | pledge → made | the pledge
		}
	}
	r.clauseOnly(a, g)
	if t := g.First; g.Len() > 1 && r.hangs(t, "compound:prt") && a.Cue.First <= int(r.head[t]) && int(r.head[t]) < t {
		a.Cue.Last, g.First = t+1, t+1
	}
	if r.about(g.First, g.Last) || r.stranded(g) || g.Len() > 1 && r.phrasal(a.Cue.Last-1) {
		a.Cue.Last, g.First = g.First+1, g.First+1
	}
}

// stranded reports a preposition that is all of a range: which he | referred | to.
func (r *Reader) stranded(g *models.Range) bool {
	return g.Len() == 1 && r.upos(g.First) == "ADP" && int(r.head[g.First]) < g.First
}

// nounReach bounds how far behind its determiner a noun stands.
const nounReach = 5

// follower is the range of the content that begins right behind the cue, or none.
// Where the scorer left out whom a cue calls on, the range takes that in.
//
//	called | to act, of “called on Riga to act” → called on | Riga to act
func (r *Reader) follower(a *models.Attribution) int {
	for i := range a.Content {
		g := &a.Content[i]
		switch {
		case g.First == a.Cue.Last:
			return i
		case g.First > a.Cue.Last && g.First < a.Cue.Last+nounReach && r.phrasal(a.Cue.Last-1) && !in(a.Source, a.Cue.Last):
			a.Cue.Last++
			g.First = a.Cue.Last
			return i
		}
	}
	return none
}

// phrasal reports a verb at word v and a preposition behind it that make one
// sense: called on.
func (r *Reader) phrasal(v int) bool {
	return r.words[v].is(verb) && r.same(v, v+1) && r.hangs(v+1, "case") && r.senses.known[active][r.words[v].lemma+" "+r.low(v+1)] != nil
}

// aboutness prepositions say what an attitude is about. Others say how it is
// meant, when, or by whom: described it | as a loss, agreed | to the plan.
var aboutness = set("about for on against of over at into off up toward towards upon")

// about reports whether word t is such a preposition, before a noun or a gerund
// that ends before word end.
func (r *Reader) about(t, end int) bool {
	h := int(r.head[t])
	if !aboutness[r.words[t].low] || h <= t || h >= end {
		return false
	}
	return r.hangs(t, "case") || r.hangs(t, "mark") && r.words[h].is(gerund)
}

// clauseOnly begins the content at the that-clause of the cue, not at whom it was
// told or how: pointed out to | us that … → pointed out | that …;
// knows | well that … → knows well | that …
func (r *Reader) clauseOnly(a *models.Attribution, g *models.Range) {
	if r.hangs(g.First, "mark") {
		return
	}
	for t := g.First + 1; t < min(g.Last, g.First+2*nounReach); t++ {
		if r.words[t].low != "that" || !r.hangs(t, "mark") {
			continue
		}
		c := int(r.head[t])
		if c == none || !r.hangs(c, "ccomp") || int(r.head[c]) < a.Cue.First || int(r.head[c]) >= a.Cue.Last {
			return
		}
		for g.First < t && r.upos(g.First) == "ADV" {
			a.Cue.Last, g.First = g.First+1, g.First+1
		}
		if last := a.Cue.Last - 1; g.First < t && r.hangs(last, "case") && int(r.head[last]) >= g.First && a.Cue.Len() > 1 {
			a.Cue.Last--
		}
		g.First = t
		return
	}
}
