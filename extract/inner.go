package extract

import (
	"slices"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/models"
)

// eagerWithin is what speaks for a cue in a content, beside its score, for there
// PolNeAR had none to learn from. Chosen on articles annotated for sayso.
const eagerWithin = 0.75

// leastInner is how many tokens of a content are worth being read again.
const leastInner = 5

// An inner is the contents of an article's attributions as text of its own: what
// somebody said that somebody said. The corpus that teaches claims marks none
// within others, so that the scorer is blind there; what stands alone it sees.
type inner struct {
	sents []models.Sentence // one for each part of a content inside a sentence
	toks  []models.Token
	from  []int // of each token, where it stands in the document
}

// gather takes the contents of attributions. Each is a section of its own, so
// that nothing reaches from one into another.
func (in *inner) gather(doc *models.Document) {
	in.sents, in.toks, in.from = in.sents[:0], in.toks[:0], in.from[:0]
	end, at := 0, 0 // of the tokens that were taken; the sentence
	for number, a := range doc.Attributions {
		for _, r := range a.Content {
			r.First = max(r.First, end)
			if r.Len() < leastInner {
				continue
			}
			end = r.Last
			for at > 0 && doc.Sentences[at].First > r.First {
				at--
			}
			for ; at < len(doc.Sentences) && doc.Sentences[at].First < r.Last; at++ {
				sent := doc.Sentences[at]
				in.add(doc, sent, models.Range{First: max(r.First, sent.First), Last: min(r.Last, sent.Last)}, number)
			}
			at = max(0, at-1)
		}
	}
}

// add takes a part of a sentence without the marks of quotation around it. A word
// whose head is left out hangs on none.
func (in *inner) add(doc *models.Document, sent models.Sentence, r models.Range, section int) {
	for r.Len() > 0 && quotationMark(doc.Text(doc.Tokens[r.First].Span)) {
		r.First++
	}
	for r.Len() > 0 && quotationMark(doc.Text(doc.Tokens[r.Last-1].Span)) {
		r.Last--
	}
	if r.Len() < leastInner || !slices.ContainsFunc(doc.Tokens[r.First:r.Last], claim.MayTell) {
		return
	}
	first := len(in.toks)
	for t := r.First; t < r.Last; t++ {
		tok := doc.Tokens[t]
		if h := sent.First + tok.Head; tok.Head != models.None && r.First <= h && h < r.Last {
			tok.Head = h - r.First
		} else {
			tok.Head = models.None
		}
		in.toks, in.from = append(in.toks, tok), append(in.from, t)
	}
	in.sents = append(in.sents, models.Sentence{Section: section, First: first, Last: len(in.toks)})
}

func quotationMark(s string) bool {
	switch s {
	case "“", "”", "\"", "‘", "’", "'", "«", "»", "„", "``", "''":
		return true
	}
	return false
}

// back counts an attribution's tokens as the document does.
func (in *inner) back(a models.Attribution) models.Attribution {
	place := func(r models.Range) []models.Range {
		var list []models.Range
		for t := r.First; t < r.Last; t++ {
			at := in.from[t]
			if n := len(list); n > 0 && list[n-1].Last == at {
				list[n-1].Last++
				continue
			}
			list = append(list, models.Range{First: at, Last: at + 1})
		}
		return list
	}
	places := func(rs []models.Range) []models.Range {
		var list []models.Range
		for _, r := range rs {
			list = append(list, place(r)...)
		}
		return list
	}
	a.Cue = place(a.Cue)[0]
	a.Source, a.Content = places(a.Source), places(a.Content)
	return a
}

// within adds the attributions inside the contents of others.
func (m *Model) within(doc *models.Document, d *desk) {
	d.inner.gather(doc)
	var found []models.Attribution
	for sents := d.inner.sents; len(sents) > 0; {
		n := m.encoder.Encode(doc.Article.Text, sents, d.inner.toks, &d.vectors)
		first := d.local(sents[:n])
		found = m.claims.Attribute(found, d.sents, first, d.inner.toks, eagerWithin, &d.vectors.Rows, &d.claims)
		sents = sents[n:]
	}
	for _, a := range found {
		if a = d.inner.back(a); len(a.Content) > 0 {
			doc.Attributions = append(doc.Attributions, a)
		}
	}
	slices.SortStableFunc(doc.Attributions, func(a, b models.Attribution) int { return a.Cue.First - b.Cue.First })
	doc.Attributions = slices.CompactFunc(doc.Attributions, func(a, before models.Attribution) bool { return a.Cue.First < before.Cue.Last })
}
