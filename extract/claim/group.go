package claim

// A group is a chain of verbs and what belongs to it: auxiliaries, negation and
// the adverbs before and between them ("has also not said"). A PolNeAR cue
// covers it as a whole.
type group struct {
	stretch
	head       int // the full verb, the last of the chain
	tensed     bool
	infinite   bool // begins with "to"
	passive    bool
	negated    bool
	modal      string // "may", "would", …
	participle bool   // begins with VBG or VBN: ", adding that …"
}

// auxiliaries by lemma; they head a group only where no verb follows.
var auxiliaries = set("be have do")

// nots negate a group.
var nots = set("not n't never nor neither hardly")

// group finds the verb groups.
func (p *passage) group() {
	p.groups = p.groups[:0]
	for i := 0; i < len(p.words); {
		if !p.words[i].is(verb) || p.compounded(i) || p.attributive(i) {
			i++
			continue
		}
		g := group{stretch: stretch{i, i + 1}, head: i}
		w := p.words[i]
		g.tensed = w.is(finite)
		g.participle = w.is(gerund | past)
		// to say; also said
		for back := 0; back < 3 && g.from > 0; back++ {
			v := p.words[g.from-1]
			if v.group != none || v.sent != w.sent {
				break
			}
			if v.is(infin) && w.is(base) {
				g.infinite = true
				g.from--
				// not to say
				if nots[p.low(g.from-1)] && p.words[g.from-1].group == none {
					g.from--
					g.negated = true
				}
				break
			}
			if !v.is(adverb) || !inner[v.low] && !manner(v.low) {
				break
			}
			g.negated = g.negated || nots[v.low]
			g.from--
		}
		i = p.chain(&g)
		for k := g.from; k < g.to; k++ {
			p.words[k].group = int32(len(p.groups))
		}
		p.groups = append(p.groups, g)
	}
}

// inner are the adverbs that stand inside a verb group; others before a verb
// belong to what stands before.
var inner = set("also not never n't now then still always often already just even only once ever again first later repeatedly further soon long previously recently")

// manner reports an adverb in -ly, "strongly".
func manner(low string) bool {
	return len(low) > 4 && low[len(low)-2:] == "ly" && low != "early" && low != "only"
}

// attributive reports a participle that stands as an adjective before a noun:
// "the alleged plot".
func (p *passage) attributive(i int) bool {
	if !p.words[i].is(past|gerund) || i+1 >= len(p.words) || !p.words[i+1].is(noun|adjective) {
		return false
	}
	k := i - 1
	for k > 0 && i-k < 6 && (p.words[k].is(adverb) && manner(p.words[k].low) || p.words[k].is(adjective)) {
		k-- // a newly elected governor
	}
	return p.class(k)&(article|owner|genitive|number) != 0 || p.words[i].is(past) && k < i-1 && p.class(k)&prep != 0
}

// compounded reports a verb form inside a compound, "the state-run bank", but
// not one with a prefix: "re-elected".
func (p *passage) compounded(i int) bool {
	return p.class(i+1)&joint != 0 || p.class(i-1)&joint != 0 && !prefixes[p.low(i-2)]
}

// prefixes join with a hyphen to verbs.
var prefixes = set("re co pre un de over out mis cross double")

// chain walks along the verbs of the group and returns where to go on.
func (p *passage) chain(g *group) int {
	i := g.from
	for i < g.to && !p.words[i].is(verb) {
		i++
	}
	last := i
	first := p.words[i]
	for i < len(p.words) && i-g.from < 12 && p.words[i].sent == first.sent {
		w := p.words[i]
		switch {
		case w.is(verb) && i > last:
			prev := p.words[last]
			if !joins(prev, w) {
				return p.finish(g, last)
			}
			if prev.lemma == "be" && w.is(past) {
				g.passive = true
			}
			last = i
		case w.is(verb):
		case nots[w.low] && w.is(adverb) && (auxiliaries[p.words[last].lemma] || p.words[last].is(modal)):
			g.negated = true
		case w.is(adverb) && (auxiliaries[p.words[last].lemma] || p.words[last].is(modal)):
		default:
			return p.finish(g, last)
		}
		if w.is(modal) {
			g.modal = w.low
		}
		i++
	}
	return p.finish(g, last)
}

// joins reports whether verb b goes on with the chain that ends in a.
func joins(a, b word) bool {
	switch {
	case a.is(modal):
		return b.is(base) || b.tag == "VBP" || b.tag == "VB"
	case a.lemma == "do" || a.low == "did" || a.low == "does":
		return b.is(base) || b.tag == "VBP"
	case a.lemma == "be" || a.low == "'s" || a.low == "'re":
		return b.is(past|gerund) || b.tag == "VBD"
	case a.lemma == "have" || a.low == "'ve" || a.low == "'d":
		return b.is(past) || b.tag == "VBD"
	case a.low == "get" || a.low == "got":
		return b.is(past)
	}
	return false
}

// finish ends the group at its last verb; an auxiliary with nothing but a
// negation behind it keeps that: "is not".
func (p *passage) finish(g *group, last int) int {
	g.head = last
	g.to = last + 1
	if nots[p.low(g.to)] && auxiliaries[p.words[last].lemma] {
		g.negated = true
		g.to++
	}
	if p.words[g.head].is(past) && !p.words[first(p, g)].is(finite|base) {
		g.passive = true
	}
	return g.to
}

// first is the first verb of the group.
func first(p *passage, g *group) int {
	i := g.from
	for i < g.head && !p.words[i].is(verb) {
		i++
	}
	return i
}
