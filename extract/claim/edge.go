package claim

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file draws the edges of contents where the text itself shows them: at
// quotation marks, line breaks, brackets and datelines.

// edges draws the edges of a source and a content.
func (r *Reader) edges(a *models.Attribution) {
	r.anonymity(a)
	r.dateline(a.Source)
	r.dateline(a.Content)
	for i := range a.Content {
		r.brackets(&a.Content[i])
		r.stop(&a.Content[i])
		r.whole(&a.Content[i], a.Cue)
	}
	a.Source = tidy(behind(a.Source, a.Cue))
	a.Content = slices.DeleteFunc(r.lines(tidy(behind(a.Content, a.Cue))), r.wordless)
}

// anonymity leaves out on what condition somebody speaks: of “said on condition of
// anonymity” the cue is “said”, and nothing is content.
func (r *Reader) anonymity(a *models.Attribution) {
	on := a.Cue.Last - 1
	if on == a.Cue.First || r.low(on) != "on" {
		return
	}
	k := a.Cue.Last
	if r.low(k) == "the" {
		k++
	}
	if r.low(k) != "condition" || !r.same(on, k) {
		return
	}
	a.Cue.Last = on
	a.Content = slices.DeleteFunc(a.Content, func(in models.Range) bool { return on <= in.First && in.First <= k })
}

// wordless reports a range of marks alone.
func (r *Reader) wordless(g models.Range) bool {
	for t := g.First; t < g.Last; t++ {
		if !r.words[t].is(mark | comma | stop | colon | dash | bracket) {
			return false
		}
	}
	return true
}

// stop leaves out the stop behind a single sentence that is no quotation.
func (r *Reader) stop(g *models.Range) {
	last := g.Last - 1
	if last > g.First && r.words[last].low == "." && !r.words[g.First].is(mark) && r.words[last].quote == none && r.same(g.First, last) {
		g.Last = last
	}
}

// longestQuotation bounds how long a quotation is completed: a mark that went
// astray must not swallow an article.
const longestQuotation = 600

// whole stretches a range to the marks of the quotation that it begins or ends in,
// unless the cue stands in it as well.
//
//	He said: “We left. | We went by night.” → He said: | “We left. We went by night.”
func (r *Reader) whole(g *models.Range, cue models.Range) {
	if q := r.outermost(g.Last-1, cue); q != nil && q.closed && g.First <= q.from && q.len() <= longestQuotation {
		g.Last = max(g.Last, q.to)
	}
	if q := r.outermost(g.First, cue); q != nil && g.Last >= q.to && q.len() <= longestQuotation {
		g.First = q.from
	}
}

// outermost is the widest quotation that holds word t and not the cue, or nil.
func (r *Reader) outermost(t int, cue models.Range) *quotation {
	var best *quotation
	for k := r.words[t].quote; k != none; k = r.quotes[k].parent {
		q := &r.quotes[k]
		if q.from <= cue.First && cue.First < q.to {
			break
		}
		best = q
	}
	return best
}

// brackets takes in the bracket that shuts one opened in the range, and leaves out
// one that stands at its end to say where it was read: (Riga Post, 4 May).
func (r *Reader) brackets(g *models.Range) {
	open, depth := g.First, 0
	for t := g.First; t < g.Last; t++ {
		switch r.words[t].low {
		case "(", "[":
			if depth++; depth == 1 {
				open = t
			}
		case ")", "]":
			depth = max(0, depth-1)
		}
	}
	last := g.Last - 1
	switch {
	case depth == 1 && g.Last < len(r.words) && r.words[g.Last].is(bracket) && r.same(last, g.Last):
		last = g.Last
		g.Last++
	case depth > 0:
		return
	}
	if r.words[last].low == ")" && open > g.First && r.words[open].low == "(" && r.cites(open+1, last) {
		g.Last = open
	}
}

// cites reports words in brackets that name a day or say where to look.
func (r *Reader) cites(from, to int) bool {
	if from < to && r.words[from].low == "see" {
		return true
	}
	for t := from; t+1 < to; t++ {
		if months[r.words[t].low] && r.words[t+1].is(number) || r.words[t].is(number) && months[r.words[t+1].low] {
			return true
		}
	}
	return false
}

var months = set("january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec.")

// datelineReach bounds how many words a dateline has.
const datelineReach = 14

// dateline cuts the place where an article was written off the range that it
// begins in: RIGA, May 4 (Reuters) - The mayor.
func (r *Reader) dateline(list []models.Range) {
	if len(list) == 0 {
		return
	}
	g := &list[0]
	first := r.doc.Text(r.words[g.First].Span)
	if g.First != r.doc.Sentences[r.words[g.First].sent].First || len(first) < 3 || first != strings.ToUpper(first) || !r.words[g.First].is(noun) {
		return
	}
	sure := false // a bracket or a comma tells a place from a subject: NATO - the alliance - said
	for t := g.First + 1; t < min(g.Last-1, g.First+datelineReach) && !r.words[t].is(verb); t++ {
		if r.words[t].is(dash) && r.words[t].low != ";" && r.spaced(t) && (sure || r.summitOf(*g) > t) {
			g.First = t + 1
			return
		}
		sure = sure || r.words[t].is(bracket|comma)
	}
}

// spaced reports white space on both sides of word t.
func (r *Reader) spaced(t int) bool {
	return r.words[t-1].End < r.words[t].Start && r.words[t].End < r.words[t+1].Start
}

// lines parts ranges where a new line begins: a quotation that goes on there is
// another span.
func (r *Reader) lines(list []models.Range) []models.Range {
	var out []models.Range
	for _, g := range list {
		for t := g.First + 1; t < g.Last; t++ {
			if r.newLine(t) {
				out = append(out, models.Range{First: g.First, Last: t})
				g.First = t
			}
		}
		out = append(out, g)
	}
	return out
}

// newLine reports a line break before word t.
func (r *Reader) newLine(t int) bool {
	gap := r.doc.Article.Text[r.words[t-1].End:r.words[t].Start]
	return strings.ContainsAny(gap, "\n\r\u2029")
}

// tidy sorts ranges and joins those that touch.
func tidy(list []models.Range) []models.Range {
	slices.SortFunc(list, func(a, b models.Range) int { return a.First - b.First })
	var out []models.Range
	for _, g := range list {
		if n := len(out); n > 0 && g.First <= out[n-1].Last {
			out[n-1].Last = max(out[n-1].Last, g.Last)
			continue
		}
		out = append(out, g)
	}
	return out
}
