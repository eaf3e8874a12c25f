package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// FindDrawn turns the attributions of doc into claims. It reads all of doc up to
// the mentions.
func FindDrawn(doc *models.Document) {
	doc.Claims = nil
	r := newReader(doc)
	r.quoted = inQuotes(doc)
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		sent := int(r.sent[a.Cue.First])
		if !doc.Sections[doc.Sentences[sent].Section].Prose() || len(a.Content) == 0 {
			continue
		}
		clm := models.Claim{
			Source: r.spans(a.Source), Cue: []models.Span{r.span(a.Cue)}, Content: r.spans(a.Content),
			Sentence: sent, Parent: models.None, SourceMention: models.None,
			Confidence: 0.5,
		}
		r.speaker(a, &clm)
		slices.SortStableFunc(clm.Parts, func(a, b models.Part) int { return int(a.Role) - int(b.Role) })
		doc.Claims = append(doc.Claims, clm)
	}
	nest(doc.Claims)
	speakers(doc, doc.Claims)
}
