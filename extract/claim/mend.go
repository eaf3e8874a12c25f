package claim

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// Attributions are those that Find makes claims of.
func Attributions(doc *models.Document) []models.Attribution { return NewReader(doc).mended() }

// mended are the attributions of the document, freed of what no reader would
// draw: the scorer sees words, here the whole sentence, its marks and its tree
// have a say.
func (r *Reader) mended() []models.Attribution {
	list := r.viewed(r.telling())
	for i := range list {
		a := &list[i]
		a.Source, a.Content = slices.Clone(a.Source), slices.Clone(a.Content)
		r.stretch(a)
		r.source(a, vicinity(list, i))
		r.edges(a)
	}
	r.coordinate(list)
	r.disown(list)
	r.follow(list)
	list = r.transcribed(list)
	list = r.unechoed(list)
	list = slices.DeleteFunc(list, r.headed)
	list = slices.DeleteFunc(list, func(a models.Attribution) bool { return len(a.Content) == 0 || r.bare(a.Cue) })
	return slices.CompactFunc(list, func(a, before models.Attribution) bool { return a.Cue.First < before.Cue.Last })
}

// unechoed takes from an attribution a content that stands in a paragraph before its
// own and is another's already: of “We won,” said Kirk. “We are glad.” ¶ Lund
// disagreed, nothing is Lund's.
func (r *Reader) unechoed(list []models.Attribution) []models.Attribution {
	for i := range list {
		a := &list[i]
		if len(a.Content) == 0 || a.Content[len(a.Content)-1].Last > a.Cue.First || !r.parted(a.Content[len(a.Content)-1].Last-1, a.Cue.First) {
			continue
		}
		for _, b := range list[max(0, i-neighbours):i] {
			if slices.ContainsFunc(b.Content, func(in models.Range) bool {
				return in.First <= a.Content[0].First && a.Content[len(a.Content)-1].Last <= in.Last
			}) {
				a.Content = nil
				break
			}
		}
	}
	return list
}

// parted reports whether a paragraph ends between words i and j, in the same section
// or another.
func (r *Reader) parted(i, j int) bool {
	a, b := int(r.words[i].sent), int(r.words[j].sent)
	for s := a; s < b; s++ {
		if strings.Contains(r.doc.Article.Text[r.doc.Sentences[s].End:r.doc.Sentences[s+1].Start], "\n") {
			return true
		}
	}
	return false
}

// headed reports an attribution that only heads a comment with its writer's name, whose
// words all of it is anyway: "Lund: I do not agree."
func (r *Reader) headed(a models.Attribution) bool {
	sec := &r.doc.Sections[r.doc.Sentences[r.words[a.Cue.First].sent].Section]
	if sec.Kind != models.Comment || r.low(a.Cue.First) != ":" || a.Cue.Len() != 1 || len(a.Source) != 1 || sec.Author == "" {
		return false
	}
	source := r.span(a.Source[0])
	return source.Start == sec.Start && source.In(r.doc.Article.Text) == sec.Author
}

// telling are the attributions of the document whose cues tell something: a cue
// of auxiliaries and adverbs alone takes the verb that they stand at from the
// content, or joins the next cue; one that finds no verb is none.
//
//	did not | state that … → did not state | that …    often | says → often says
func (r *Reader) telling() []models.Attribution {
	list := slices.Clone(r.doc.Attributions)
	for i := range list {
		a := &list[i]
		if !r.bare(a.Cue) {
			continue
		}
		verb := r.verbBehind(a.Cue.Last)
		if verb == none {
			continue
		}
		if i+1 < len(list) && a.Cue.Last <= list[i+1].Cue.First && list[i+1].Cue.First <= verb {
			list[i+1].Cue.First = a.Cue.First
			a.Content = nil
			continue
		}
		a.Cue.Last = verb + 1
		a.Source, a.Content = behind(a.Source, a.Cue), behind(a.Content, a.Cue)
	}
	return slices.DeleteFunc(list, func(a models.Attribution) bool { return len(a.Content) == 0 || r.bare(a.Cue) })
}

// vicinity are the attributions around the one at i, itself among them.
func vicinity(list []models.Attribution, i int) []models.Attribution {
	return list[max(0, i-neighbours):min(len(list), i+neighbours+1)]
}

// bare reports a cue of auxiliaries, adverbs and particles alone.
func (r *Reader) bare(cue models.Range) bool {
	for t := cue.First; t < cue.Last; t++ {
		switch r.upos(t) {
		case "AUX", "PART", "ADV":
		default:
			return false
		}
	}
	return true
}

// verbBehind is the verb at t, behind auxiliaries, adverbs and particles of its
// sentence at most, or none.
func (r *Reader) verbBehind(t int) int {
	for ; t < len(r.words) && r.words[t].sent == r.words[max(t-1, 0)].sent; t++ {
		switch r.upos(t) {
		case "AUX", "PART", "ADV":
		case "VERB":
			return t
		default:
			return none
		}
	}
	return none
}

// behind takes the words of a cue out of ranges.
func behind(list []models.Range, cue models.Range) []models.Range {
	var out []models.Range
	for _, in := range list {
		if before := (models.Range{First: in.First, Last: min(in.Last, cue.First)}); before.Len() > 0 {
			out = append(out, before)
		}
		if after := (models.Range{First: max(in.First, cue.Last), Last: in.Last}); after.Len() > 0 {
			out = append(out, after)
		}
	}
	return out
}
