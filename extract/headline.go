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
	d.apart.headlines(doc)
	if len(d.apart.sents) == 0 {
		return
	}
	text := []byte(doc.Article.Text)
	titled := make(map[int]bool) // the sentences read anew, by number
	var found []models.Attribution
	for _, at := range d.apart.from {
		if tok := doc.Tokens[at]; len(tok.Name) < 2 {
			lower(text[tok.Start:tok.End])
		}
	}
	plain := string(text)
	for i := range d.apart.sents {
		one := d.apart.sents[i : i+1]
		m.encoder.Encode(plain, one, d.apart.toks, &d.vectors)
		first := d.local(one)
		found = m.claims.Attribute(found, d.sents, first, d.apart.toks[first:one[0].Last], &d.vectors.Rows, &d.claims)
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
			doc.Attributions = append(doc.Attributions, d.apart.back(a))
		}
	}
	slices.SortStableFunc(doc.Attributions, func(a, b models.Attribution) int { return a.Cue.First - b.Cue.First })
}

// longestHeadline is how many tokens a headline has at most.
const longestHeadline = 60

// headlines takes the titled sentences, each a section of its own with the number
// of the sentence. Of a list of them, what stands before the quotation mark that
// opens each is left out: * 4 May: “The Kremlin Says …
func (in *apart) headlines(doc *models.Document) {
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

// An apart is sentences of an article as a text of its own.
type apart struct {
	sents []models.Sentence
	toks  []models.Token
	from  []int // of each token, where it stands in the document
}

// leastHeadline is how many tokens a headline has at least that attributes anything.
const leastHeadline = 5

// add takes a part of a sentence without the marks of quotation around it. A word
// whose head is left out hangs on none.
func (in *apart) add(doc *models.Document, sent models.Sentence, r models.Range, section int) {
	for r.Len() > 0 && quotationMark(doc.Text(doc.Tokens[r.First].Span)) {
		r.First++
	}
	for r.Len() > 0 && quotationMark(doc.Text(doc.Tokens[r.Last-1].Span)) {
		r.Last--
	}
	if r.Len() < leastHeadline || !slices.ContainsFunc(doc.Tokens[r.First:r.Last], claim.MayTell) {
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
func (in *apart) back(a models.Attribution) models.Attribution {
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
