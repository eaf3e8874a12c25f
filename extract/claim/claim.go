// Package claim finds attributions: who said, thought, pledged or denied what,
// as source, cue and content.
//
// The idea: a scorer on the encoder's vectors labels cues and, for each cue, the
// tokens of its source and its content (scorer.go). Boundaries follow PolNeAR
// (Newell et al., LREC 2018), which it learned them from. Where the text or the
// tree leaves no doubt, they are mended (mend.go). What the claim does is read off
// its cue by a list of frames and the tree (act.go), who its source is off the
// mentions (speaker.go), how sure it is off the scores (confidence.go).
package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// Find turns the attributions of doc into claims. It reads all of doc up to the
// mentions.
func Find(doc *models.Document) {
	doc.Claims = nil
	r := NewReader(doc)
	sent, n := models.None, 0
	for _, a := range r.mended() {
		clm, ok := r.claim(&a)
		if !ok {
			continue
		}
		if clm.Sentence != sent {
			sent, n = clm.Sentence, 0
		}
		if n++; n > perSentence {
			continue
		}
		doc.Claims = append(doc.Claims, clm)
	}
	nest(doc.Claims)
	speakers(doc, doc.Claims)
}

// perSentence caps the claims whose cue stands in one sentence: a sentence of
// ten thousand words is a list or a defect, and tables must stay readable.
const perSentence = 40

// claim makes a claim of an attribution, if it stands where the article speaks.
func (r *Reader) claim(a *models.Attribution) (clm models.Claim, ok bool) {
	sent := int(r.words[a.Cue.First].sent)
	if !r.doc.Sections[r.doc.Sentences[sent].Section].Prose() {
		return clm, false
	}
	act := r.Act(Spans{a.Source, []models.Range{a.Cue}, a.Content})
	clm = models.Claim{
		Source: r.spans(a.Source), Cue: []models.Span{r.span(a.Cue)}, Content: r.spans(a.Content),
		Sentence: sent, Parent: models.None, SourceMention: models.None, CueLemma: act.Lemma,
		Type: act.Type, Negated: act.Negated, Modality: act.Modality, Quote: act.Quote,
		Confidence: confidence(a),
	}
	r.speaker(a, &clm)
	r.roles(act, &clm)
	return clm, true
}

// roles fills targets and addressees with the actors of their noun phrases.
func (r *Reader) roles(a Act, clm *models.Claim) {
	for _, list := range [...]struct {
		role   models.Role
		ranges []models.Range
	}{{models.Target, a.Targets}, {models.Addressee, a.Addressees}} {
		for _, in := range list.ranges {
			for _, t := range r.coordinates(r.summitOf(in), in) {
				r.mentions(t, in, func(m int) { r.part(clm, list.role, m) })
			}
		}
	}
	r.apart(clm)
	slices.SortStableFunc(clm.Parts, func(a, b models.Part) int { return int(a.Role) - int(b.Role) })
}

// apart takes a pronoun's actor away that would be both source and target of
// one claim: nobody accuses himself without saying so.
func (r *Reader) apart(clm *models.Claim) {
	same := func(p, q models.Part) bool { return p.Actor == q.Actor && p.Role != q.Role }
	pronoun := func(p models.Part) bool {
		return p.Mention != models.None && r.doc.Mentions[p.Mention].Kind == models.Pronoun
	}
	parts := slices.Clone(clm.Parts)
	clm.Parts = slices.DeleteFunc(clm.Parts, func(p models.Part) bool {
		twin := slices.ContainsFunc(parts, func(q models.Part) bool { return same(p, q) && (!pronoun(q) || p.Role == models.Source) })
		return pronoun(p) && twin
	})
	if clm.SourceMention != models.None && clm.SourceActor() == models.None {
		clm.SourceMention = models.None
	}
}

// span is what a range covers of the text.
func (r *Reader) span(in models.Range) models.Span {
	return r.words[in.First].Span.Hull(r.words[in.Last-1].Span)
}

func (r *Reader) spans(list []models.Range) []models.Span {
	var spans []models.Span
	for _, in := range list {
		spans = append(spans, r.span(in))
	}
	return spans
}
