package claim

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file finds whom a claim addresses and whom it aims at.

// aims are the prepositions before the target of a type of claim: lashed out at
// the judges, came out for the mayor. Types without an entry have no targets.
var aims = map[models.ClaimType]map[string]bool{
	models.Accusation: set("against at on toward towards after into with"),
	models.Support:    set("for of behind with by to"),
	models.Demand:     set("on upon to with from"),
	models.Warning:    set("against"),
	models.Pledge:     set("to"),
	models.Apology:    set("to"),
	models.Intention:  set(""),
}

// heard are nouns of talks that have somebody on the other side: in an
// interview with the BBC.
var heard = set("interview conversation letter email call briefing meeting message talk phone memo chat")

// parties finds the addressees and targets: noun phrases, each once, in order.
func (r *Reader) parties(u *utterance) (addressees, targets []models.Range) {
	p := party{Reader: r, u: u}
	at := u.teller()
	switch {
	case r.words[at].is(noun|adjective) && !u.passive:
		p.nominal(at)
	default:
		p.verbal(at)
	}
	for _, i := range u.chain[:len(u.chain)-1] {
		p.prepositions(i)
	}
	return p.order(p.addressees), p.order(p.targets)
}

// A party collects the roles of one claim.
type party struct {
	*Reader
	u                   *utterance
	addressees, targets []models.Range
}

// verbal reads the roles around a verb.
func (p *party) verbal(at int) {
	u, lemma := p.u, p.words[at].lemma
	person := p.child(at, "iobj")
	thing := p.child(at, "obj")
	if u.passive {
		thing = p.undergoer(at)
	}
	if slices.Contains(u.chain, thing) {
		thing = none
	}
	switch aimed := aims[u.kind] != nil; {
	case u.kind == models.Pledge:
		if person == none && thing != none && (u.frame == that || u.frame == "obj that") {
			person = thing // promised the king that
		}
		p.target(person)
		p.prepositions(thing)
	case addressing[lemma] && u.kind != models.Demand && u.kind != models.Accusation && (person != none || thing != none && (!in(u.Content, thing) || u.passive || len(u.frame) > 4 && u.frame[:4] == "obj ")):
		if person == none {
			person = thing
		}
		if u.kind == models.Warning && u.frame == object {
			p.target(person) // warned Oman
		} else {
			p.addressee(person)
		}
	case u.kind == models.Intention:
		if u.frame == "obj to" {
			p.target(thing) // wants Kenya to sign
		}
	case u.kind == models.Demand && (u.frame == object || u.frame == rest) && !pressing[lemma]:
		p.target(person)
	case aimed && u.kind != models.Apology && !(lemma == "blame" && p.blamed(at)):
		p.target(person)
		if person == none || u.kind != models.Demand {
			p.target(thing)
		}
	}
	if u.kind == models.Demand || u.kind == models.Intention {
		p.clauses(at)
	}
	if len(p.targets) == 0 || u.kind != models.Support && u.kind != models.Accusation {
		p.prepositions(at)
	}
}

// pressing verbs demand of their object, whatever it is.
var pressing = set("urge press pressure lobby petition exhort implore prod nudge push")

// blamed makes whom the blame is put on the target: blame the jams on the mayor.
func (p *party) blamed(at int) bool {
	for c := range p.children(at) {
		if p.hangs(c, "obl", "nmod") && p.mark(c) == "on" {
			p.target(c)
			return true
		}
	}
	if thing := p.child(at, "obj"); thing != none {
		for c := range p.children(thing) {
			if p.hangs(c, "nmod") && p.mark(c) == "on" {
				p.target(c)
				return true
			}
		}
	}
	return false
}

// undergoer is the subject of a passive; a relative pronoun stands for what its
// clause hangs on.
func (p *party) undergoer(at int) int {
	s := p.child(at, "nsubj:pass", "nsubj")
	switch {
	case s != none && p.words[s].is(relative) && p.hangs(at, "acl"):
		return int(p.head[at])
	case s == none && p.hangs(at, "acl"):
		return int(p.head[at]) // the man accused of
	}
	return s
}

// clauses finds who is to do what is demanded: demanded that Hungary repay,
// called for Kenya to act.
func (p *party) clauses(at int) {
	for c := range p.children(at) {
		if !p.hangs(c, "ccomp", "advcl", "xcomp") {
			continue
		}
		to := p.marked(c, toMark)
		if to || p.u.kind == models.Demand && (p.u.frame == that || p.u.frame == clause) && p.hangs(c, "ccomp") {
			p.target(p.child(c, "nsubj"))
		}
		if to && p.u.kind == models.Demand {
			for o := range p.children(at) {
				if o > at && o < c && p.hangs(o, "obl") && p.mark(o) == "for" {
					p.target(o)
				}
			}
		}
	}
}

// nominal reads the roles around a noun or an adjective: criticism of the
// judges, critical of the judges.
func (p *party) nominal(at int) {
	for c := range p.children(at) {
		if p.hangs(c, "nmod", "obl") && p.mark(c) == "of" && p.u.kind == models.Accusation {
			p.target(c)
		}
	}
	p.prepositions(at)
}

// prepositions reads the phrases on word at that open with a preposition.
func (p *party) prepositions(at int) {
	if at == none {
		return
	}
	for c := range p.children(at) {
		if c < at || !p.hangs(c, "obl", "nmod") || in(p.u.Source, c) || !p.words[c].is(noun|personal|owner) {
			continue
		}
		switch low := p.mark(c); {
		case aims[p.u.kind][low] && !p.momentaryNoun(c):
			p.target(c)
		case low == "to" && !in(p.u.Content, c) && !p.momentaryNoun(c):
			if aims[p.u.kind] == nil || p.u.kind == models.Warning {
				p.addressee(c)
			}
		case low == "with" && !in(p.u.Content, c) && heard[p.lemma(c-1-p.before(c))]:
			p.addressee(c)
		case heard[p.words[c].lemma] && !in(p.u.Content, c):
			for o := range p.children(c) {
				if p.hangs(o, "nmod") && (p.mark(o) == "with" || p.mark(o) == "to") {
					p.addressee(o)
				}
			}
		}
	}
}

// before is how many words stand between the preposition of phrase c, itself
// counted, and its head.
func (p *party) before(c int) int {
	if k := p.child(c, "case"); k != none && k < c {
		return c - k
	}
	return 0
}

func (p *party) target(i int)    { p.targets = p.name(p.targets, i) }
func (p *party) addressee(i int) { p.addressees = p.name(p.addressees, i) }

// name adds the noun phrase of word i and those joined on to it. Where nobody
// is meant by it but by its owner, the owner stands for it: Baku's decision.
func (p *party) name(list []models.Range, i int) []models.Range {
	if i == none || in(p.u.Cue, i) || !p.words[i].is(noun|personal|number|adjective|article) {
		return list
	}
	if owner := p.child(i, "nmod:poss"); owner != none && !p.actor(i) && p.actor(owner) && !human(p.words[i].lemma) {
		i = owner
	}
	list = append(list, p.base(i))
	for c := range p.children(i) {
		if p.hangs(c, "conj") && p.words[c].is(noun|personal) {
			list = append(list, p.base(c))
		}
	}
	return list
}

// kindred are people of whom an ending does not tell that they are.
var kindred = set("ally critic foe friend enemy wife husband son daughter brother sister child aide spouse rival chief troop party family team people police army")

// human reports a noun for people, who are meant themselves and not their
// owner: the mayor's opponents.
func human(lemma string) bool {
	if kindred[lemma] {
		return true
	}
	for _, end := range [...]string{"er", "or", "ist", "ian", "ee", "ant", "man", "men"} {
		if strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return strings.HasSuffix(lemma, "ent") && !strings.HasSuffix(lemma, "ment")
}

// actor reports whether a mention ends with word i or covers it.
func (p *party) actor(i int) bool {
	s := p.words[i].Span
	at, _ := slices.BinarySearchFunc(p.doc.Mentions, s, func(m models.Mention, s models.Span) int { return m.Start - s.End })
	for m, n := at-1, 0; m >= 0 && n < 24; m, n = m-1, n+1 {
		if men := p.doc.Mentions[m].Span; men.Contains(s) && men.End <= s.End {
			return true
		}
	}
	return false
}

// base is the noun phrase of head i without what hangs behind it but names.
func (r *Reader) base(i int) models.Range {
	g := models.Range{First: i, Last: i + 1}
	for c := range r.children(i) {
		switch {
		case c < i && r.hangs(c, "det", "amod", "compound", "nummod", "nmod:poss", "flat"):
			from := c
			for d := range r.children(c) {
				if d < from && r.hangs(d, "det", "amod", "compound", "nmod:poss", "advmod", "flat") {
					from = d
				}
			}
			g.First = min(g.First, from)
		case c == g.Last && r.hangs(c, "flat", "compound"):
			g.Last = c + 1
		}
	}
	return g
}

// order sorts noun phrases and drops repeats.
func (p *party) order(list []models.Range) []models.Range {
	slices.SortFunc(list, func(a, b models.Range) int { return a.First - b.First })
	return slices.Compact(list)
}

// addressing verbs have the one spoken to as object; the content begins behind.
var addressing = set("tell inform remind assure warn advise notify convince persuade ask reassure brief teach promise caution")
