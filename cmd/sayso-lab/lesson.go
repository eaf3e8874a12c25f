package main

import (
	"context"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// A lesson is an article as sayso reads it, and the claims that people marked in
// it, in bytes.
type lesson struct {
	doc  *models.Document
	gold []eval.Claim
}

// readLessons reads articles the way sayso run does, so that what is learned
// from them is met again in use.
func readLessons(ctx context.Context, m *extract.Model, arts []article) ([]lesson, error) {
	var list []lesson
	err := readArticles(ctx, m, arts, func(art article, doc *models.Document) error {
		offs := models.NewOffsets(doc.Article.Text)
		les := lesson{doc: doc}
		for _, clm := range art.claims {
			for _, role := range []*[]models.Span{&clm.Source, &clm.Cue, &clm.Content} {
				var spans []models.Span
				for _, s := range *role {
					spans = append(spans, offs.Span(s.Start, s.End))
				}
				*role = spans
			}
			les.gold = append(les.gold, clm)
		}
		list = append(list, les)
		return nil
	})
	return list, err
}

// attributes returns the gold claim that the cue of a candidate signals, or nil:
// their cues and their contents meet.
func (les *lesson) attributes(c *claim.Candidate) *eval.Claim {
	for i := range les.gold {
		if clm := &les.gold[i]; meets(c.Cue, clm.Cue) && meets(c.Content, clm.Content) {
			return clm
		}
	}
	return nil
}

// half is how much of source and content must be shared for a claim to be right.
const half = 0.5

// right reports whether a candidate would be a right claim.
func (les *lesson) right(c *claim.Candidate) bool {
	for i := range les.gold {
		clm := &les.gold[i]
		if meets(c.Cue, clm.Cue) && shared(c.Source, clm.Source) >= half && shared(c.Content, clm.Content) >= half {
			return true
		}
	}
	return false
}

// meets reports whether any two spans overlap.
func meets(a, b []models.Span) bool {
	for _, s := range a {
		for _, t := range b {
			if s.Overlaps(t) {
				return true
			}
		}
	}
	return false
}

// shared is how much the spans have in common of all that either covers; two
// empty lists are the same.
func shared(a, b []models.Span) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	both, all := 0, 0
	for _, s := range a {
		all += s.Len()
		for _, t := range b {
			both += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	for _, t := range b {
		all += t.Len()
	}
	return float64(both) / float64(all-both)
}
