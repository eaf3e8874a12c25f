package coding

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// A mark is a stretch of a text, in code points, and what it is.
type mark struct {
	start, end int
	label      string
}

// A view shows units in the text of their article.
type view struct {
	d    *snapshot.Dossier
	text string
	at   *models.Offsets
}

func newView(d *snapshot.Dossier) *view {
	text := strings.ToValidUTF8(d.Text, "\uFFFD")
	return &view{d, text, models.NewOffsets(text)}
}

var errSpan = errors.New("its spans are not in the text")

// show fills what a row says of where it stands: the sentences that hold its
// marks, the one before and the one behind.
func (v *view) show(r *Row) error {
	if len(r.marks) == 0 {
		return errSpan
	}
	r.CharStart, r.CharEnd = r.marks[0].start, r.marks[0].end
	for _, m := range r.marks {
		if m.start < 0 || m.start >= m.end || m.end > v.at.Len() {
			return errSpan
		}
		r.CharStart, r.CharEnd = min(r.CharStart, m.start), max(r.CharEnd, m.end)
	}
	from, to := v.around(r.CharStart, r.CharEnd)
	r.Context = v.marked(from, to, nested(r.marks))
	return nil
}

// around widens a stretch to whole sentences and takes one more on either side,
// if it is of the same section. What is too long for a cell is cut, behind first.
func (v *view) around(start, end int) (from, to int) {
	sents := v.d.Sentences
	first := sort.Search(len(sents), func(i int) bool { return int(sents[i].CharEnd) > start })
	last := sort.Search(len(sents), func(i int) bool { return int(sents[i].CharStart) >= end }) - 1
	from, to = start, end
	if first > last {
		return from, to
	}
	from, to = min(from, int(sents[first].CharStart)), max(to, int(sents[last].CharEnd))
	if first > 0 && sents[first-1].SectionID == sents[first].SectionID {
		from = int(sents[first-1].CharStart)
	}
	if last+1 < len(sents) && sents[last+1].SectionID == sents[last].SectionID {
		to = int(sents[last+1].CharEnd)
	}
	from = max(from, start-longestText/4, 0)
	to = min(to, from+longestText, v.at.Len())
	return from, to
}

// nested orders marks so that each lies inside those that are open when it
// begins: one that begins inside another and ends behind it is cut in two.
func nested(marks []mark) []mark {
	marks = slices.Clone(marks)
	order := func(x, y mark) int {
		return cmp.Or(x.start-y.start, y.end-x.end, strings.Compare(x.label, y.label))
	}
	slices.SortFunc(marks, order)
	var open []mark
	for i := 0; i < len(marks); i++ {
		m := &marks[i]
		for len(open) > 0 && open[len(open)-1].end <= m.start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && m.end > open[len(open)-1].end {
			rest := mark{open[len(open)-1].end, m.end, m.label}
			m.end = rest.start
			at, _ := slices.BinarySearchFunc(marks[i+1:], rest, order)
			open = append(open, *m)
			marks = slices.Insert(marks, i+1+at, rest)
			continue
		}
		open = append(open, *m)
	}
	return marks
}

// marked is a stretch of the text with its nested marks in brackets:
//
//	[SOURCE Moscow] [CUE denied] [CONTENT that troops would come].
func (v *view) marked(from, to int, marks []mark) string {
	var b strings.Builder
	if from > 0 && v.cuts(from) {
		b.WriteString("… ")
	}
	at := from
	write := func(end int) {
		if end > at {
			b.WriteString(v.text[v.at.Byte(at):v.at.Byte(end)])
			at = end
		}
	}
	var open []int // ends
	closeUntil := func(pos int) {
		for len(open) > 0 && open[len(open)-1] <= pos {
			write(open[len(open)-1])
			b.WriteByte(']')
			open = open[:len(open)-1]
		}
	}
	for _, m := range marks {
		start, end := max(m.start, from), min(m.end, to)
		if start >= end {
			continue
		}
		closeUntil(start)
		write(start)
		b.WriteString("[" + m.label + " ")
		open = append(open, end)
	}
	closeUntil(to)
	write(to)
	if to < v.at.Len() && v.cuts(to) {
		b.WriteString(" …")
	}
	return plain(b.String())
}

// cuts reports whether a place is inside a sentence.
func (v *view) cuts(pos int) bool {
	sents := v.d.Sentences
	i := sort.Search(len(sents), func(i int) bool { return int(sents[i].CharEnd) > pos })
	return i < len(sents) && int(sents[i].CharStart) < pos
}
