package extract

import (
	"slices"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/models"
)

// headlines finds the attributions of titled sentences anew, reading each by itself
// as it would stand in the text, where a capital makes a name:
//
//	Weber Says The Bridge Is Safe → Weber says the bridge is safe
func (m *Model) headlines(doc *models.Document, d *desk) {
	d.inner.headlines(doc)
	if len(d.inner.sents) == 0 {
		return
	}
	text := []byte(doc.Article.Text)
	titled := make(map[int]bool) // the sentences read anew, by number
	var found []models.Attribution
	for _, at := range d.inner.from {
		if tok := doc.Tokens[at]; len(tok.Name) < 2 {
			lower(text[tok.Start:tok.End])
		}
	}
	plain := string(text)
	for i := range d.inner.sents {
		one := d.inner.sents[i : i+1]
		m.encoder.Encode(plain, one, d.inner.toks, &d.vectors)
		first := d.local(one)
		found = m.claims.Attribute(found, d.sents, first, d.inner.toks[first:one[0].Last], 0, &d.vectors.Rows, &d.claims)
		titled[one[0].Section] = true
	}
	sent := 0
	doc.Attributions = slices.DeleteFunc(doc.Attributions, func(a models.Attribution) bool {
		for doc.Sentences[sent].Last <= a.Cue.First {
			sent++
		}
		return titled[sent]
	})
	for _, a := range found {
		if len(a.Content) > 0 {
			doc.Attributions = append(doc.Attributions, d.inner.back(a))
		}
	}
	slices.SortStableFunc(doc.Attributions, func(a, b models.Attribution) int { return a.Cue.First - b.Cue.First })
}

// longestHeadline is how many tokens a headline has at most.
const longestHeadline = 60

// headlines takes the titled sentences, each a section of its own with the number
// of the sentence. Of a list of them, what stands before the quotation mark that
// opens each is left out: * 4 May: “The Kremlin Says …
func (in *inner) headlines(doc *models.Document) {
	in.sents, in.toks, in.from = in.sents[:0], in.toks[:0], in.from[:0]
	for number, sent := range doc.Sentences {
		words := doc.Tokens[sent.First:sent.Last]
		if len(words) > longestHeadline || !claim.Titled(doc.Article.Text, words) {
			continue
		}
		r := models.Range{First: sent.First, Last: sent.Last}
		open := slices.IndexFunc(words, func(tok models.Token) bool { return doubleMark(doc.Text(tok.Span)) })
		if open >= 0 && open < labelReach && !slices.ContainsFunc(words[open+1:max(open+1, len(words)-2)], func(tok models.Token) bool { return doubleMark(doc.Text(tok.Span)) }) {
			r.First += open
		}
		in.add(doc, sent, r, number)
	}
}

// labelReach is how many tokens may stand before the mark that opens a headline.
const labelReach = 8

func doubleMark(s string) bool {
	return len(s) != 1 && quotationMark(s) && s != "‘" && s != "’" || s == "\""
}

// lower puts ASCII letters in lower case.
func lower(text []byte) {
	for i, c := range text {
		if 'A' <= c && c <= 'Z' {
			text[i] = c + 'a' - 'A'
		}
	}
}
