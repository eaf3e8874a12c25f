package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// perSentence caps the claims whose cue stands in one sentence: a sentence of
// ten thousand words is a list or a defect, and tables must stay readable.
const perSentence = 40

// emit writes the drafts as claims.
func (f *finder) emit() {
	f.sift(func(*draft) {})
	// leftover and carry speak of drafts by index, so they run on this order
	for q := range f.owner {
		f.owner[q] = none
	}
	for i := range f.drafts {
		f.own(i)
	}
	f.leftover()
	index := make([]int, len(f.drafts))
	sent, n := int32(none), 0
	for i := range f.drafts {
		index[i] = none
		d := &f.drafts[i]
		if s := f.words[d.cue[0].from].sent; s != sent {
			sent, n = s, 0
		}
		if n++; n > perSentence {
			continue
		}
		index[i] = len(f.claims)
		f.claims = append(f.claims, f.claim(d))
	}
	f.carry(index)
}

// sift drops the drafts that little speaks for, and of two with the same cue
// the weaker one. It shows each draft to see before.
func (f *finder) sift(see func(*draft)) {
	slices.SortStableFunc(f.drafts, func(a, b draft) int { return a.cue[0].from - b.cue[0].from })
	kept := f.drafts[:0]
	for i := range f.drafts {
		d := &f.drafts[i]
		for k := max(0, len(kept)-8); k < len(kept); k++ {
			for _, c := range kept[k].content {
				if c.from <= d.cue[0].from && d.cue[0].to <= c.to {
					d.inside = true
				}
			}
		}
		d.weight = f.weigh(d)
		see(d)
		if d.weight < f.least(d) {
			continue
		}
		if k := len(kept) - 1; k >= 0 && kept[k].cue[0].to > d.cue[0].from {
			if kept[k].weight < d.weight && !kept[k].light || d.light {
				kept[k] = *d
			}
			continue
		}
		kept = append(kept, *d)
	}
	f.drafts = kept
}

// least is the confidence from which on a draft is kept. PolNeAR marks few
// claims within claims, so that the weights are hard on them: those with a full
// clause and a source are kept at half.
func (f *finder) least(d *draft) int {
	switch {
	case d.avowed:
		return 0
	case d.entry.part == passive && d.entry.lemma == "accuse" && d.frame == "of":
		// was accused of hiding money: a claim, whoever makes it
		return keep / 2
	case d.entry.kind == models.Belief && (d.frame == that || d.frame == clause) && f.self(d):
		// I believe he should go.
		return keep * 2 / 3
	case d.inside && (d.frame == that || d.frame == clause) && len(d.source) > 0:
		return keep / 2
	}
	return keep
}

// self reports a source that is the writer.
func (f *finder) self(d *draft) bool {
	return len(d.source) > 0 && d.source[0].len() == 1 && self[f.low(d.source[0].from)]
}

// own notes which quotations are content of draft i.
func (f *finder) own(i int) {
	for _, c := range f.drafts[i].content {
		for k := c.from; k < c.to; {
			q := f.words[k].quote
			if q == none || f.quotes[q].from != k {
				k++
				continue
			}
			if f.owner[q] == none && f.quotes[q].to <= c.to {
				f.owner[q] = int32(i)
			}
			k++
		}
	}
}

// claim writes a draft as a record.
func (f *finder) claim(d *draft) models.Claim {
	clm := models.Claim{Parent: models.None, SourceMention: models.None}
	clm.Source = f.spans(d.source)
	clm.Cue = f.spans(d.cue)
	clm.Content = f.spans(d.content)
	clm.Sentence = int(f.words[d.cue[0].from].sent)
	a := f.reader.Act(Spans{f.ranges(d.source), f.ranges(d.cue), f.ranges(d.content)})
	clm.Type, clm.Negated, clm.Modality, clm.Quote = a.Type, a.Negated, a.Modality, a.Quote
	clm.CueLemma = d.entry.lemma
	f.voice(d, &clm)
	f.roles(a, &clm)
	clm.Confidence = float64(d.weight) / 1000
	return clm
}

// ranges writes ordered stretches as ranges of the document's tokens.
func (f *finder) ranges(list []stretch) []Range {
	var ranges []Range
	for _, s := range list {
		ranges = append(ranges, Range{f.base + s.from, f.base + s.to})
	}
	return ranges
}

// spans orders stretches and writes them as spans, without overlap.
func (f *finder) spans(list []stretch) []models.Span {
	slices.SortFunc(list, func(a, b stretch) int { return a.from - b.from })
	var spans []models.Span
	end := -1
	for _, s := range list {
		s.from = max(s.from, end)
		if s.empty() {
			continue
		}
		spans = append(spans, f.span(s))
		end = s.to
	}
	return spans
}

// finish orders the claims, nests them and hands them over.
func (f *finder) finish() {
	slices.SortStableFunc(f.claims, func(a, b models.Claim) int { return a.Cue[0].Start - b.Cue[0].Start })
	nest(f.claims)
	speakers(f.doc, f.claims)
	f.doc.Claims = f.claims
}

// neighbours bounds how many claims before and after one may be its parent.
const neighbours = 30

// nest gives each claim the claim with the smallest content around its cue. A
// parent's content is longer than its child's, so that no cycle can come up.
func nest(claims []models.Claim) {
	size := func(c *models.Claim) int {
		n := 0
		for _, s := range c.Content {
			n += s.Len()
		}
		return n
	}
	sizes := make([]int, len(claims))
	for i := range claims {
		sizes[i] = size(&claims[i])
	}
	for i := range claims {
		best := models.None
		for j := max(0, i-neighbours); j < min(len(claims), i+neighbours+1); j++ {
			if j == i || sizes[j] <= sizes[i] || best != models.None && sizes[j] >= sizes[best] {
				continue
			}
			for _, s := range claims[j].Content {
				if s.Contains(claims[i].Cue[0]) {
					best = j
					break
				}
			}
		}
		claims[i].Parent = best
	}
}

// speakers gives a claim whose source is "I" or "we" in direct speech the actor
// who speaks: “We accuse him,” she said.
func speakers(doc *models.Document, claims []models.Claim) {
	for i := range claims {
		clm := &claims[i]
		if clm.Parent == models.None || len(clm.Source) != 1 || clm.SourceKind != models.PronounSource || !self[lower(doc.Text(clm.Source[0]))] {
			continue
		}
		var parts []models.Part
		for _, p := range claims[clm.Parent].Parts {
			if p.Role == models.Source {
				parts = append(parts, models.Part{Role: models.Source, Actor: p.Actor, Mention: models.None})
			}
		}
		if len(parts) == 0 {
			continue
		}
		for _, p := range clm.Parts {
			if p.Role != models.Source {
				parts = append(parts, p)
			}
		}
		clm.Parts, clm.SourceMention = parts, models.None
	}
}
