package claim

import "github.com/sayso-nlp/sayso/models"

// This file says which claims stand in the content of others, and who speaks
// there.

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
