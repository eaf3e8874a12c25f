package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// This file parts claims that stand beside each other and joins quotations that
// have their claim in the sentence before.

// coordinate ends contents where the next verb of the same source begins.
//
//	Berg | said | that it was late and urged them to go, where Berg | urged
//	→ Berg | said | that it was late
func (r *Reader) coordinate(list []models.Attribution) {
	for i := range list {
		a := &list[i]
		if len(a.Source) == 0 {
			continue
		}
		for _, b := range vicinity(list, i) {
			if b.Cue.First <= a.Cue.First || len(b.Source) == 0 || b.Source[0] != a.Source[0] {
				continue
			}
			for k := range a.Content {
				g := &a.Content[k]
				if a.Cue.Last <= g.First && g.First < b.Cue.First && b.Cue.Last <= g.Last && !in(a.Content, b.Source[0].First) {
					g.Last = r.joint(b.Cue.First, g)
				}
			}
		}
	}
}

// joint is where the conjunction or the comma before the cue at word t begins, or
// the end of the range g if there is none.
func (r *Reader) joint(t int, g *models.Range) int {
	for t-1 > g.First && (r.upos(t-1) == "ADV" || r.upos(t-1) == "AUX" || r.upos(t-1) == "PART") {
		t--
	}
	end := t
	for end-1 > g.First && (r.words[end-1].is(conj|comma) || r.words[end-1].low == "while") {
		end--
	}
	if end == t {
		return g.Last
	}
	return end
}

// follow gives a quotation that is a sentence of its own, and that nobody is named
// for, to the claim of the sentence before it.
//
//	“We left,” he said. “We went by night.”
func (r *Reader) follow(list []models.Attribution) {
	for i := range list {
		a := &list[i]
		if len(a.Content) == 0 {
			continue
		}
		end := r.doc.Sentences[r.words[max(a.Cue.Last, a.Content[len(a.Content)-1].Last)-1].sent].Last
		if end >= len(r.words) || r.newLine(end) || r.words[end].quote == none {
			continue
		}
		q := &r.quotes[r.words[end].quote]
		if q.from != end || !q.speech || q.len() > longestQuotation || q.to < len(r.words) && r.same(q.to-1, q.to) {
			continue
		}
		g := models.Range{First: q.from, Last: q.to}
		if r.free(list, i, g) {
			a.Content = append(a.Content, g)
		}
	}
}

// free reports whether the claim at i stands in no content of another, and no
// other but those inside g has to do with it.
func (r *Reader) free(list []models.Attribution, i int, g models.Range) bool {
	for _, b := range vicinity(list, i) {
		if b.Cue == list[i].Cue || g.First <= b.Cue.First && b.Cue.First < g.Last {
			continue
		}
		if in(b.Content, list[i].Cue.First) {
			return false
		}
		for _, h := range b.Content {
			if h.First < g.Last && g.First < h.Last {
				return false
			}
		}
	}
	return true
}

// disown takes from contents what another claim has in its own sentence: nobody is
// quoted with the words of the next speaker.
//
//	“We left,” he said. “We stayed,” she said.
func (r *Reader) disown(list []models.Attribution) {
	for i := range list {
		a := &list[i]
		a.Content = slices.DeleteFunc(a.Content, func(g models.Range) bool {
			return len(a.Content) > 1 && !r.same(a.Cue.First, g.First) && slices.ContainsFunc(vicinity(list, i), func(b models.Attribution) bool {
				return b.Cue != a.Cue && r.same(b.Cue.First, g.First) && (b.Cue.First < g.First || g.Last <= b.Cue.First) && in(b.Content, g.First) && in(b.Content, g.Last-1)
			})
		})
	}
}
