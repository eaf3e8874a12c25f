package claim

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A reader knows an article's tokens as the trees of their sentences have them.
// Tokens are counted through the article.
type reader struct {
	doc  *models.Document
	sent []int32 // of each token

	quoted []bool // whether each token stands in quotation marks
}

func newReader(doc *models.Document) reader {
	r := reader{doc: doc, sent: make([]int32, len(doc.Tokens))}
	for i, s := range doc.Sentences {
		for t := s.First; t < s.Last; t++ {
			r.sent[t] = int32(i)
		}
	}
	return r
}

// low is token t in lower case.
func (r *reader) low(t int) string { return strings.ToLower(r.doc.Text(r.doc.Tokens[t].Span)) }

// head is the token that t hangs on, or None for a root.
func (r *reader) head(t int) int {
	h := r.doc.Tokens[t].Head
	if h == models.None {
		return models.None
	}
	return r.doc.Sentences[r.sent[t]].First + h
}

// relation is the universal relation of t, without its subtype.
func (r *reader) relation(t int) string {
	rel, _, _ := strings.Cut(r.doc.Tokens[t].Deprel, ":")
	return rel
}

// top is the token of a range on which the others hang: the first whose head
// lies outside, marks and function words but for want of better.
func (r *reader) top(in models.Range) int {
	best := models.None
	for t := in.First; t < in.Last; t++ {
		if h := r.head(t); h != models.None && in.First <= h && h < in.Last {
			continue
		}
		switch rel := r.relation(t); {
		case rel == "punct" || rel == "case" || rel == "det" || rel == "cc" || rel == "mark":
			if best == models.None {
				best = t
			}
		default:
			return t
		}
	}
	return best
}

// joined are a token and those that stand beside it, in a range: "Putin and his
// ministers".
func (r *reader) joined(t int, in models.Range) []int {
	list := []int{t}
	for k := in.First; k < in.Last; k++ {
		if r.relation(k) == "conj" && r.head(k) == t {
			list = append(list, k)
		}
	}
	return list
}

// span is what a range covers of the text.
func (r *reader) span(in models.Range) models.Span {
	return r.doc.Tokens[in.First].Span.Hull(r.doc.Tokens[in.Last-1].Span)
}

func (r *reader) spans(list []models.Range) []models.Span {
	var spans []models.Span
	for _, in := range list {
		spans = append(spans, r.span(in))
	}
	return spans
}

// mentions calls use for the longest mentions that cover token t and lie in the
// range; several with one span are the actors that it stands for.
func (r *reader) mentions(t int, in models.Range, use func(m int)) {
	word, within, list := r.doc.Tokens[t].Span, r.span(in), r.doc.Mentions
	at, _ := slices.BinarySearchFunc(list, word, func(m models.Mention, s models.Span) int { return m.Start - s.End })
	best := models.None
	for m, n := at-1, 0; m >= 0 && n < mostMentions; m, n = m-1, n+1 {
		s := list[m].Span
		if s.Contains(word) && (within.Contains(s) || best == models.None) && (best == models.None || s.Len() >= list[best].Len()) {
			best = m
		}
	}
	if best == models.None {
		return
	}
	for best > 0 && list[best-1].Span == list[best].Span {
		best--
	}
	for m := best; m < len(list) && list[m].Span == list[best].Span; m++ {
		use(m)
	}
}

// mostMentions bounds how many mentions before a token are looked at.
const mostMentions = 24
