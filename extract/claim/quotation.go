package claim

import (
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// A quotation is what stands between two quotation marks, marks included.
type quotation struct {
	stretch
	parent int32 // the quotation around this one, or none
	closed bool  // it has a closing mark; else its paragraph ends it
	// speech: it is long enough, or punctuated, to be what somebody said; what
	// is not is a scare quote or a title: the "reform" of the police.
	speech bool
}

// depth bounds how deep quotations nest; marks beyond that are taken as signs.
const depth = 4

// quote pairs the quotation marks of the passage. A mark that cannot be paired
// ends its quotation at the next opening mark of its kind or at the end of the
// passage, never later.
func (p *passage) quote() {
	p.quotes = p.quotes[:0]
	var open []int32
	top := func() int32 {
		if len(open) == 0 {
			return none
		}
		return open[len(open)-1]
	}
	for i := range p.words {
		w := &p.words[i]
		if w.is(mark) {
			switch side := p.side(i); {
			case side > 0 || side == 0 && p.opener(open, w.low) < 0:
				// “One story. “Another: the first was left open. Not so "one “word” more".
				for len(open) > 0 && form(p.words[p.quotes[top()].from].low) == form(w.low) {
					p.quotes[top()].to = i
					open = open[:len(open)-1]
				}
				if len(open) < depth {
					p.quotes = append(p.quotes, quotation{stretch: stretch{i, len(p.words)}, parent: top()})
					open = append(open, int32(len(p.quotes)-1))
				}
			default:
				// Close the innermost quotation that the mark may end, and those inside it.
				at := p.opener(open, w.low)
				if at < 0 {
					break
				}
				w.quote = open[at]
				for len(open) > at {
					q := &p.quotes[top()]
					q.to, q.closed = i, false
					open = open[:len(open)-1]
				}
				q := &p.quotes[w.quote]
				q.to, q.closed = i+1, true
				continue
			}
		}
		w.quote = top()
	}
	for i := range p.quotes {
		q := &p.quotes[i]
		q.speech = p.spoken(*q)
		if !q.closed && !p.goesOn && q.speech {
			// * “The Ministry Denies That It Paid
			s := p.sentence(q.from)
			q.speech = !p.titled(s.from, s.to)
		}
	}
}

// opener is the place in open of the innermost quotation that the mark m may end,
// one of its own form if there is one, or −1.
func (p *passage) opener(open []int32, m string) int {
	for _, like := range [...]func(string) byte{form, family} {
		for at := len(open) - 1; at >= 0; at-- {
			if like(p.words[p.quotes[open[at]].from].low) == like(m) {
				return at
			}
		}
	}
	return -1
}

// family groups the marks that open and close each other.
func family(m string) byte {
	switch m {
	case "‘", "’", "'", "‚", "`", "‹", "›":
		return '\''
	case "«", "»":
		return '<'
	}
	return '"'
}

// form tells curly double marks from straight ones: who mixes them may have
// one within the other.
func form(m string) byte {
	switch m {
	case "“", "”", "„", "‟":
		return 'c'
	}
	return family(m)
}

// side tells by its form and its neighbours whether mark i opens (1) or closes
// (−1) a quotation, or may do either (0).
func (p *passage) side(i int) int {
	w := p.words[i]
	before, after := p.gap(i), p.gap(i+1)
	switch w.low {
	case "“", "„", "‟", "«", "‹", "‚":
		return 1
	case "”", "»", "›":
		return -1
	case "‘":
		return 1
	case "``":
		return 1
	case "’":
		return -1
	case "'", "`":
		// 'Never,' but not rock 'n' roll nor the '90s.
		if before && !after && p.letter(i+1) {
			return 1
		}
		return -1
	}
	switch {
	case before && !after:
		return 1
	case after && !before:
		return -1
	}
	if !before && !after {
		// ("Never") and —"never"—
		if p.class(i-1)&(bracket|dash|colon) != 0 && p.letter(i+1) {
			return 1
		}
		if p.class(i+1)&(bracket|dash|colon|comma|stop) != 0 {
			return -1
		}
	}
	return 0
}

// gap reports whether white space or an end stands before word i.
func (p *passage) gap(i int) bool {
	return i <= 0 || i >= len(p.words) || p.words[i-1].End < p.words[i].Start
}

func (p *passage) letter(i int) bool {
	if i >= len(p.words) {
		return false
	}
	for _, r := range p.words[i].low {
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return false
}

// spoken tells speech from a scare quote by its length and its punctuation.
func (p *passage) spoken(q quotation) bool {
	n := q.len() - 1
	if q.closed {
		n--
	}
	if n >= 5 {
		return true
	}
	// “Never,” he said.
	last := q.to - 1
	if q.closed {
		last--
	}
	return last > q.from && p.words[last].is(comma|stop)
}

// titled reports words of the passage that are titled.
func (p *passage) titled(from, to int) bool {
	var c capitals
	for _, w := range p.words[from:to] {
		c.count(w.In(p.text))
	}
	return c.titled()
}

// Titled reports a Sentence In Which Most Words Begin Like This.
func Titled(text string, toks []models.Token) bool {
	var c capitals
	for _, tok := range toks {
		c.count(tok.In(text))
	}
	return c.titled()
}

// capitals counts the longer words of a sentence and those with a capital.
type capitals struct{ words, upper int }

func (c *capitals) count(word string) {
	if len(word) < 4 {
		return
	}
	r, _ := utf8.DecodeRuneInString(word)
	if unicode.IsLetter(r) {
		c.words++
		if unicode.IsUpper(r) {
			c.upper++
		}
	}
}

func (c *capitals) titled() bool { return c.words >= 3 && c.upper*5 >= c.words*4 }
