package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file mends tags that taggers get wrong where attribution is at stake:
// headlines in capitals, and past forms that are also participles.

// retag mends the tags of the passage's words.
func (p *passage) retag() {
	for from := 0; from < len(p.words); {
		to := from + 1
		for to < len(p.words) && p.words[to].sent == p.words[from].sent {
			to++
		}
		if p.titled(from, to) {
			p.headline(from, to)
		}
		p.quantifiers(from, to)
		p.objective(from, to)
		p.pasts(from, to)
		from = to
	}
}

// quantifiers makes determiners of floating quantifiers that are taken for
// adverbs: She and Weber both believed it.
func (p *passage) quantifiers(from, to int) {
	for k := from + 1; k < to; k++ {
		if w := &p.words[k]; floating[w.low] && w.tag == "RB" && p.words[k-1].is(noun|proper|personal) {
			w.tag = "DT"
			w.class = classify(w, w.low)
		}
	}
}

// objective makes an object of each "her" that nothing is named behind: accused
// her of greed.
func (p *passage) objective(from, to int) {
	for k := from; k < to; k++ {
		w := &p.words[k]
		if w.low == "her" && w.is(owner) && (k+1 == to || p.words[k+1].is(prep|infin|stop|comma)) {
			w.tag, w.class = "PRP", personal
		}
	}
}

// titled reports a sentence In Which Most Words Begin Like This.
func (p *passage) titled(from, to int) bool {
	words, capitals := 0, 0
	for k := from; k < to; k++ {
		w := p.words[k]
		if w.Len() < 4 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(p.text[w.Start:])
		if unicode.IsLetter(r) {
			words++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	return words >= 3 && capitals*5 >= words*4
}

// headings are verbs of headlines in the third person.
var headings = set("says tells claims wants believes thinks expects warns urges accuses denies vows pledges promises announces demands rejects admits insists argues blames threatens predicts slams blasts praises endorses hopes fears condemns criticizes asks refuses agrees calls")

// headline gives the words of a headline the tags that lower case would have
// brought: The Ministry Denies That It Paid.
func (p *passage) headline(from, to int) {
	for k := from; k < to; k++ {
		w := &p.words[k]
		if !w.is(proper) {
			continue
		}
		switch {
		case headings[w.low] && k > from && p.words[k-1].is(noun|personal|mark):
			w.tag, w.class = "VBZ", verb|finite
			w.lemma = singular(w.low)
		case w.low == "said":
			w.tag, w.class, w.lemma = "VBD", verb|finite, "say"
		case w.low == "that" || w.low == "whether" || w.low == "if":
			w.tag, w.class = "IN", subord
		case w.low == "of" || w.low == "for" || w.low == "in" || w.low == "on" || w.low == "by" || w.low == "with" || w.low == "over" || w.low == "against":
			w.tag, w.class = "IN", prep
		case k > from && p.words[k-1].is(infin):
			w.tag, w.class, w.lemma = "VB", verb|base, w.low
		}
	}
}

// singular is the base form of a verb in the third person.
func singular(low string) string {
	if strings.HasSuffix(low, "ies") {
		return low[:len(low)-3] + "y"
	}
	return strings.TrimSuffix(low, "s")
}

// pasts makes past tenses of participles that no auxiliary carries: He met her
// and apologized.
func (p *passage) pasts(from, to int) {
	pastBefore := false // a past tense came before
	finiteBefore := false
	for k := from; k < to; k++ {
		w := &p.words[k]
		if w.tag == "VBD" {
			pastBefore = true
		}
		finiteBefore = finiteBefore || w.is(finite)
		if !w.is(past) || k == from {
			continue
		}
		if !finiteBefore && p.words[k-1].is(comma) && k > from+2 && p.class(from)&(proper|article) != 0 && !p.finiteAfter(k+1, min(to, k+60)) {
			// Berg, the mayor, vowed to stay.
			w.tag, w.class = "VBD", verb|finite
			finiteBefore = true
			continue
		}
		prev := p.words[k-1]
		if subjects[prev.low] || prev.is(conj) && prev.low == "and" && (pastBefore && !p.carried(from, k-1) || p.perfect(from, k-1)) {
			w.tag, w.class = "VBD", verb|finite
		}
	}
}

// finiteAfter reports whether a main verb stands in from…to: one that no
// relative and no conjunction opens.
func (p *passage) finiteAfter(from, to int) bool {
	open := false
	for k := from; k < to; k++ {
		w := p.words[k]
		open = open || w.is(relative|subord)
		if w.is(finite) {
			if !open {
				return true
			}
			open = w.is(modal) || auxiliaries[w.lemma]
		}
	}
	return false
}

// perfect reports whether the conjunction at k joins on to a perfect with an
// object: has condemned the raid | and called for a truce.
func (p *passage) perfect(from, k int) bool {
	for j := k - 1; j > from && k-j < 12; j-- {
		switch w := p.words[j]; {
		case w.is(past):
			b := p.words[j-1]
			if b.is(adverb) && j > from+1 {
				b = p.words[j-2]
			}
			return b.lemma == "have" && w.lemma != "be" && j < k-1
		case w.is(verb | subord | relative):
			return false
		}
	}
	return false
}

// carried reports whether the conjunction at k joins on to a participle: was
// arrested and charged.
func (p *passage) carried(from, k int) bool {
	for j := k - 1; j >= from && k-j < 12; j-- {
		if p.words[j].is(past) {
			return true
		}
		if p.words[j].is(finite) {
			// not: The tax was wrong | and called on
			return auxiliaries[p.words[j].lemma] && (j+1 == k || !p.words[k-1].is(adjective))
		}
	}
	return false
}
