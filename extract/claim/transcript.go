package claim

import (
	"slices"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// This file finds who speaks in transcripts, of which PolNeAR has few:
//
//	LAVROV: We left by night.
//	Q: Will you come back?

// A speech is a paragraph of a transcript that its speaker's name opens, with those
// behind it in which the same quotation goes on.
type speech struct {
	first   int // word of the paragraph
	label   models.Range
	content []models.Range // behind the colon that follows the label
}

// sureOfLabel is how sure a speech is, as the scorer measures it.
const sureOfLabel = 5

// transcribed adds the speeches to attributions, in the order of their cues. What
// the scorer drew at their labels goes, and contents end where a speech begins.
func (r *Reader) transcribed(list []models.Attribution) []models.Attribution {
	speeches := r.speeches()
	if len(speeches) == 0 {
		return list
	}
	behind := func(i int) *speech { // the first whose colon is not before word i
		at, _ := slices.BinarySearchFunc(speeches, i, func(s speech, i int) int { return s.label.Last - i })
		if at == len(speeches) {
			return nil
		}
		return &speeches[at]
	}
	list = slices.DeleteFunc(list, func(a models.Attribution) bool {
		s := behind(a.Cue.First)
		return s != nil && s.first <= a.Cue.First
	})
	for i := range list {
		a := &list[i]
		for k := range a.Content {
			g := &a.Content[k]
			if s := behind(g.First); s != nil && a.Cue.First < s.first {
				g.Last = max(g.First, min(g.Last, s.first))
			}
		}
		a.Content = slices.DeleteFunc(a.Content, func(g models.Range) bool { return g.Len() == 0 })
	}
	for _, s := range speeches {
		list = append(list, models.Attribution{
			Source: []models.Range{s.label}, Cue: models.Range{First: s.label.Last, Last: s.label.Last + 1}, Content: s.content,
			Sure: models.Sureness{Cue: sureOfLabel, Source: sureOfLabel, Content: sureOfLabel},
		})
	}
	slices.SortStableFunc(list, func(a, b models.Attribution) int { return a.Cue.First - b.Cue.First })
	return list
}

// speeches are those of the document, none unless several speakers open paragraphs
// and one of them comes again: NOTE: alone is no speaker.
func (r *Reader) speeches() []speech {
	var list []speech
	times, most := map[string]int{}, 0
	goesOn := false // the last paragraph is of a speech and leaves its quotation open
	for first := 0; first < len(r.doc.Sentences); {
		last := paragraph(r.doc, first)
		from, to := r.doc.Sentences[first].First, r.doc.Sentences[last-1].Last
		switch s, ok := r.speech(from, to); {
		case ok:
			list = append(list, s)
			name := r.words[s.label.Last-1].low
			times[name]++
			most = max(most, times[name])
			goesOn = r.leftOpen(from)
		case goesOn && r.words[from].is(mark) && to-from > 1 && !r.words[from+1].is(bracket):
			s := &list[len(list)-1]
			s.content = append(s.content, models.Range{First: from, Last: to})
			goesOn = r.leftOpen(from)
		default:
			goesOn = false
		}
		first = last
	}
	if len(times) < 2 || most < 2 {
		return nil
	}
	return list
}

// leftOpen reports that word i opens a quotation and no mark ends it.
func (r *Reader) leftOpen(i int) bool {
	q := r.words[i].quote
	return r.words[i].is(mark) && q != none && r.quotes[q].from == i && !r.quotes[q].closed
}

// labelReach bounds how many words a label has.
const labelReach = 6

// speech reads a paragraph from its first word to its end: a label and a colon open
// it, and the rest is spoken.
func (r *Reader) speech(first, end int) (s speech, ok bool) {
	s = speech{first: first, label: models.Range{First: first}}
	if r.words[first].is(mark) {
		s.label.First++
		if r.words[end-1].is(mark) {
			end--
		}
	}
	for i := s.label.First; i < min(end-1, s.label.First+labelReach); i++ {
		if r.words[i].low != ":" {
			continue
		}
		s.label.Last = i
		s.content = []models.Range{{First: i + 1, Last: end}}
		return s, s.label.Len() > 0 && r.speaks(s.label)
	}
	return s, false
}

// speaks reports the label of a speaker: a word in capitals as transcripts have
// them, or a person's name: WEBER, Q, JO O’NEIL (D-OHIO), Mr Berg.
func (r *Reader) speaks(label models.Range) bool {
	letters, lower := false, false
	for _, c := range r.doc.Text(r.span(label)) {
		if !letters && unicode.IsLower(c) {
			return false
		}
		letters = letters || unicode.IsLetter(c)
		lower = lower || unicode.IsLower(c) || unicode.IsDigit(c)
	}
	if letters && !lower {
		return true
	}
	person := false
	r.mentions(label.Last-1, label, func(m int) {
		men := r.doc.Mentions[m]
		person = person || men.Type == models.Person && men.Kind == models.Name && men.End == r.span(label).End
	})
	return person
}
