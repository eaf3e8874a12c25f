package claim

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A passage is a paragraph: its words, and the quotations in it. Only a quotation
// may go on in the next one.
type passage struct {
	text   string
	words  []word
	quotes []quotation
	goesOn bool // the next paragraph opens with a quotation mark
}

// A stretch is a half-open range of words of a passage.
type stretch struct{ from, to int }

func (s stretch) len() int { return s.to - s.from }

// open fills the passage with the words of the sentences and their quotations
// alone.
func (p *passage) open(doc *models.Document, first, last int) {
	p.text = doc.Article.Text
	p.goesOn = opensWithMark(doc, last)
	p.words = p.words[:0]
	for s := first; s < last; s++ {
		for _, tok := range doc.Words(s) {
			p.words = append(p.words, newWord(p.text, tok, s))
		}
	}
	p.quote()
}

// paragraph returns the end of the paragraph that begins with sentence first:
// the next sentence in another section or behind a line break.
func paragraph(doc *models.Document, first int) int {
	last := first + 1
	for ; last < len(doc.Sentences); last++ {
		if doc.Sentences[last].Section != doc.Sentences[first].Section {
			break
		}
		gap := doc.Article.Text[doc.Sentences[last-1].End:doc.Sentences[last].Start]
		if strings.ContainsAny(gap, "\n\r\u2029") {
			break
		}
	}
	return last
}

// class returns the classes of word i, none of them outside the passage.
func (p *passage) class(i int) class {
	if i < 0 || i >= len(p.words) {
		return 0
	}
	return p.words[i].class
}

// sentence is the stretch of the sentence that holds word i, cut to at most
// reach words on either side.
func (p *passage) sentence(i int) stretch {
	s := stretch{i, i + 1}
	for s.from > 0 && i-s.from < reach && p.words[s.from-1].sent == p.words[i].sent {
		s.from--
	}
	for s.to < len(p.words) && s.to-i < reach && p.words[s.to].sent == p.words[i].sent {
		s.to++
	}
	return s
}

// reach bounds how many words any rule looks to a side, so that a sentence of
// a million words costs no more a word than one of twenty.
const reach = 240

// opensWithMark reports whether sentence s begins with a quotation mark, as a
// paragraph does that goes on with the speech of the one before.
func opensWithMark(doc *models.Document, s int) bool {
	if s >= len(doc.Sentences) {
		return false
	}
	switch doc.Text(doc.Words(s)[0].Span) {
	case "“", "\"", "''", "``", "‘", "'", "«", "„":
		return true
	}
	return false
}
