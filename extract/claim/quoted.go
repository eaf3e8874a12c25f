package claim

import "github.com/sayso-nlp/sayso/models"

// quotedReach bounds how many words of a content are looked at.
const quotedReach = 2000

// quoting says how much of the content stands in quotation marks that do not
// hold the cue as well: what is said inside a long quotation is not quoted
// again.
func (r *Reader) quoting(c Spans) models.Quote {
	around := int32(none)
	if len(c.Cue) > 0 && c.Cue[0].First < len(r.words) {
		around = r.words[c.Cue[0].First].quote
	}
	marked, bare := 0, 0
	for _, g := range c.Content {
		for i := g.First; i < g.Last && i < g.First+quotedReach; i++ {
			w := &r.words[i]
			switch {
			case w.is(mark | comma | stop | colon | dash | bracket):
			case w.quote != none && !r.encloses(w.quote, around):
				marked++
			default:
				bare++
			}
		}
	}
	switch {
	case marked > 0 && bare == 0:
		return models.Direct
	case marked > 0:
		return models.Mixed
	}
	return models.Indirect
}

// encloses reports whether quotation q is inner or lies around it.
func (r *Reader) encloses(q, inner int32) bool {
	for ; inner != none; inner = r.quotes[inner].parent {
		if q == inner {
			return true
		}
	}
	return false
}
