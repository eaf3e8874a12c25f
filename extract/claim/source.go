package claim

// This file finds who speaks: the noun phrase that is the subject of a verb
// group, as PolNeAR marks it, with titles before and appositions behind
// ("Huma Abedin, a close aide,").

// subjects fills the subject of each group. A group whose subject cannot be
// seen has an empty stretch.
func (p *passage) findSubjects() {
	p.subject = p.subject[:0]
	for g := range p.groups {
		p.subject = append(p.subject, p.subjectOf(g))
	}
}

func (p *passage) subjectOf(n int) stretch {
	g := p.groups[n]
	k := g.from - 1
	if k < 0 || p.words[k].sent != p.words[g.from].sent {
		return stretch{}
	}
	if g.infinite {
		if np, ok := p.steered(n); ok {
			return np
		}
		// X refused to rule out: the subject of the verb before.
		return p.governor(n, false)
	}
	// X simply said: adverbs outside the group belong to nobody.
	for back := 0; back < 2 && k > 0 && p.words[k].is(adverb) && p.words[k].chunk == none && p.words[k].group == none; back++ {
		k--
	}
	// Ryan on Thursday said
	if c := p.words[k].chunk; c != none && p.momentary(p.chunks[c].stretch) && p.chunks[c].from > 1 {
		b := p.chunks[c].from - 1
		l := p.words[b-1]
		if p.words[b].chunk != none && p.words[b].sent == p.words[g.from].sent {
			k = b
		} else if p.words[b].is(prep) && l.sent == p.words[g.from].sent && (l.is(relative) || l.low == ")") {
			k = b - 1 // Weber, who on Thursday said; Weber (R-Ohio) on Thursday said
		} else if p.words[b].is(prep) && p.words[b-1].chunk != none && p.words[b-1].sent == p.words[g.from].sent {
			k = b - 1
		} else if m := p.word(b - 1).group; p.words[b].is(prep) && m != none && p.groups[m].len() > 1 || p.words[b].is(prep) && p.class(b-1)&conj != 0 {
			// ordered a review and in May said
			return p.governor(n, true)
		}
	}
	w := p.words[k]
	switch {
	case w.sent != p.words[g.from].sent:
		return stretch{}
	case w.is(relative) && !g.participle && (w.low == "who" || w.low == "which" || w.low == "that"):
		return stretch{k, k + 1}
	case w.chunk != none && p.chunks[w.chunk].to == k+1 && (g.tensed || w.is(noun)):
		if !g.tensed {
			// a letter saying that; an email to members warning that
			np := p.nounLeft(k + 1)
			if l := p.word(np.from - 2); np.from > 1 && p.low(np.from-1) == "to" && l.chunk != none && writings[l.lemma] {
				np.from = p.nounLeft(np.from - 1).from
			}
			return np
		}
		np := p.reduced(p.nounLeft(k + 1))
		if p.momentary(np) {
			return p.governor(n, true)
		}
		if rel := p.relativeClause(np.from, g.from); rel >= 0 {
			np.from = rel
		}
		return np
	case w.is(genitive) && w.chunk != none && g.tensed:
		return p.nounLeft(k + 1)
	case w.is(bracket) && (w.low == ")" || w.low == "]"):
		if np, ok := p.bracketed(k); ok {
			return np
		}
	case w.is(comma|dash) && g.tensed:
		if np, ok := p.apposition(k); ok {
			return np
		}
		if np, ok := p.opener(n); ok {
			return np
		}
		return p.governor(n, true)
	case w.is(mark):
		return stretch{}
	}
	if g.tensed && !w.is(conj) && !w.is(comma) {
		return stretch{}
	}
	return p.governor(n, g.tensed)
}

// governor is the subject of the nearest finite group before group n in its
// sentence: "denied A and insisted B", ", adding that", "wants to say".
func (p *passage) governor(n int, alike bool) stretch {
	best := stretch{}
	sent := p.words[p.groups[n].from].sent
	if alike && p.resumed(n) {
		// He warned that prices had risen and | said: what goes on is the saying.
		for m, steps := n-1, 0; m >= 0 && steps < 12 && p.words[p.groups[m].from].sent == sent; m, steps = m-1, steps+1 {
			if g := p.groups[m]; g.tensed && !p.subject[m].empty() && p.voices(m) {
				return p.subject[m]
			}
			if p.low(p.groups[m].from-1) == ";" || p.subject[m].len() > 0 && p.low(p.subject[m].from-1) == ";" {
				break // Weber promised help; Berg smiled but warned
			}
		}
	}
	for m, steps := n-1, 0; m >= 0 && steps < 12; m, steps = m-1, steps+1 {
		g := p.groups[m]
		if p.words[g.from].sent != sent {
			break
		}
		s := p.subject[m]
		if s.empty() || !g.tensed {
			continue
		}
		if !alike || p.words[g.head].tag == p.words[p.groups[n].head].tag || p.words[g.from].tag == p.words[p.groups[n].from].tag {
			return s
		}
		if best.empty() {
			best = s
		}
	}
	return best
}

// resumed reports a verb of saying behind "and" or "but".
func (p *passage) resumed(n int) bool {
	g := p.groups[n]
	return p.class(g.from-1)&conj != 0 && p.voices(n)
}

// voices reports a verb group by which somebody is heard.
func (p *passage) voices(n int) bool {
	lemma := p.words[p.groups[n].head].lemma
	return saying[lemma] || addressing[lemma] || resuming[lemma] || lemma == "agree" || lemma == "refuse"
}

// nounLeft is the longest noun phrase that ends before word to: chunks with
// the prepositional phrases and coordinations that hang on them.
func (p *passage) nounLeft(to int) stretch {
	c := p.words[to-1].chunk
	if c == none {
		return stretch{to - 1, to}
	}
	s := stretch{p.chunks[c].from, to}
	if p.words[s.from].is(personal) && p.low(s.from-1) != "of" {
		return s // but "several of them"
	}
	sent := p.words[s.from].sent
	for n := 0; n < 6 && s.from > 1; n++ {
		if p.words[s.from-1].is(prep|infin) && p.words[s.from-2].is(adjective) && s.from > 2 && p.words[s.from-3].chunk != none && p.words[s.from-3].sent == sent && postposed[p.words[s.from-2].low] {
			// a person close to the family
			s.from = p.chunks[p.words[s.from-3].chunk].from
			continue
		}
		w, left := p.words[s.from-1], p.words[s.from-2]
		if w.sent != sent || left.sent != sent || left.chunk == none || p.chunks[left.chunk].to != s.from-1 {
			break
		}
		if !(w.is(prep) && nominalPrep[w.low]) {
			break
		}
		s.from = p.chunks[left.chunk].from
	}
	return p.withAnd(s)
}

// postposed adjectives stand behind their noun: "officials familiar with".
var postposed = set("close familiar responsible critical loyal sympathetic aware eligible opposed")

// momentary reports a noun phrase that is a time: "Thursday", "last week".
func (p *passage) momentary(s stretch) bool {
	if days[p.words[s.from].low] {
		return true
	}
	if s.len() == 1 {
		return times[p.words[s.from].low] && p.words[s.from].is(proper) && p.class(s.from-1)&prep != 0 // in May
	}
	if (s.len() == 2 || s.len() == 3 && p.words[s.to-1].is(number)) && (p.words[s.from].is(number) && times[p.words[s.from+1].low] && p.words[s.from+1].is(proper) || times[p.words[s.from].low] && p.words[s.from].is(proper) && p.words[s.from+1].is(number)) {
		return true // 12 May, May 12, 12 May 2020
	}
	if s.len() > 3 || s.len() == 3 && !p.words[s.to-1].is(number) && !times[p.words[s.to-1].low] {
		return false
	}
	switch p.words[s.from].low {
	case "last", "this", "next", "that", "earlier", "late", "early":
		return times[p.words[s.from+1].low]
	}
	return false
}

var times = set("week month year night morning afternoon evening weekend spring summer fall autumn winter day monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december")

// nominalPrep hang on nouns more often than on verbs.
var nominalPrep = set("of in for from at with on against behind near to around between among inside outside under within like")

// withAnd goes on to the left over "A, B and" as long as the whole stands
// where a subject stands.
func (p *passage) withAnd(s stretch) stretch {
	k := s.from - 1
	if !p.and(k) {
		return s
	}
	wide, good := s, s
	for n := 0; n < 8; n++ {
		k := wide.from - 1
		switch {
		case n == 0 && p.and(k), n > 0 && p.class(k)&comma != 0:
		default:
			n = 8
			continue
		}
		if p.class(k-1)&comma != 0 && n == 0 {
			k--
		}
		l := p.word(k - 1)
		if k < 1 || l.chunk == none || p.chunks[l.chunk].to != k || l.sent != p.words[s.from].sent {
			break
		}
		wide.from = p.chunks[l.chunk].from
		for m := 0; m < 3 && wide.from > 1; m++ {
			w, left := p.words[wide.from-1], p.words[wide.from-2]
			if !w.is(prep) || !nominalPrep[w.low] || left.chunk == none || left.sent != l.sent {
				break
			}
			wide.from = p.chunks[left.chunk].from
		}
		// Only at the start of a clause: "He left Minsk and Putin said".
		if b := p.word(wide.from - 1); wide.from == 0 || b.sent != p.words[s.from].sent || b.is(comma|mark|subord|conj|dash|colon|bracket) {
			good = wide
		}
	}
	return good
}

func (p *passage) and(k int) bool {
	w := p.low(k)
	return k > 0 && (w == "and" || w == "or" || w == "&")
}

// relativeClause finds a restrictive relative clause that ends before word to
// and returns where its noun phrase begins, or -1: "Republicans who had praised
// him | warned".
func (p *passage) relativeClause(from, to int) int {
	sent := p.words[to].sent
	tensed := 0
	for k, n := from-1, 0; k > 0 && n < 16; k, n = k-1, n+1 {
		w := p.words[k]
		if w.sent != sent || w.is(comma|stop|mark|colon|dash|conj) || w.low == "as" || w.low == "after" || w.low == "because" {
			return -1
		}
		if w.group != none && p.groups[w.group].from == k && p.groups[w.group].tensed {
			tensed++
		}
		if (w.low == "who" || w.low == "which" || w.low == "that" && w.is(relative)) && w.is(relative) {
			l := p.word(k - 1)
			g := p.word(k + 1).group
			if tensed != 1 || g == none || l.chunk == none || p.chunks[l.chunk].to != k {
				return -1
			}
			return p.nounLeft(k).from
		}
	}
	return -1
}

// bracketed is a noun phrase with a bracket behind it: "Rand Paul (R-Ky.)".
func (p *passage) bracketed(k int) (stretch, bool) {
	for j := k - 1; j > 0 && k-j < 14; j-- {
		if p.low(j) == "(" || p.low(j) == "[" {
			l := p.words[j-1]
			if l.chunk == none || p.chunks[l.chunk].to != j {
				return stretch{}, false
			}
			return stretch{p.nounLeft(j).from, k + 1}, true
		}
	}
	return stretch{}, false
}

// apposition is a noun phrase with what stands between it and the comma at k:
// "Huma Abedin, a close aide,". What only comments ("Putin, however,") is left
// out, and so are its commas.
func (p *passage) apposition(k int) (stretch, bool) {
	sent := p.words[k].sent
	best, found := stretch{}, false
	last := k // the comma that closes the part under scrutiny
	dashed := p.words[k].is(dash)
	for j, n := k-1, 0; j > 0 && n < 40; j, n = j-1, n+1 {
		w := p.words[j]
		if w.sent != sent || w.is(stop|mark) && !p.abbreviation(j) {
			break
		}
		if !(w.is(comma) && !dashed || w.is(dash) && dashed) {
			continue
		}
		if !p.aside(j+1, last) {
			break
		}
		if np, ok := p.nounBefore(j); ok {
			if b := np.from - 1; b >= 0 && p.words[b].sent == sent && (p.words[b].group != none || p.words[b].is(prep)) {
				last = j // Addressing the council, Weber, the mayor, said
				continue
			}
			best = stretch{np.from, k + 1}
			if p.comments(j+1, last) {
				best.to = j
			}
			found = true
			// a noun phrase that opens the clause is the outermost
			if np.from == 0 || p.words[np.from-1].sent != sent || !p.words[np.from-1].is(comma) {
				break
			}
		}
		last = j
	}
	return best, found
}

// nounBefore is the noun phrase that ends before the comma at j, with its bracket.
func (p *passage) nounBefore(j int) (stretch, bool) {
	switch l := p.words[j-1]; {
	case l.low == ")":
		return p.bracketed(j - 1)
	case l.chunk != none && p.chunks[l.chunk].to == j:
		return p.nounLeft(j), true
	}
	return stretch{}, false
}

func (p *passage) abbreviation(j int) bool {
	return p.low(j) == "." && j+1 < len(p.words) && p.words[j+1].sent == p.words[j].sent
}

// aside reports whether from…to may be an aside: no finite verb in it but that
// of a relative clause.
func (p *passage) aside(from, to int) bool {
	if from >= to {
		return false
	}
	rel := p.words[from].is(relative) || p.words[from].is(prep) && p.class(from+1)&relative != 0
	if p.words[from].is(conj) {
		return false
	}
	for k := from; k < to; k++ {
		if g := p.words[k].group; g != none && p.groups[g].tensed && !rel {
			return false
		}
		rel = rel || p.words[k].is(relative)
	}
	return true
}

// comments reports an aside that comments and does not name: ", however,".
func (p *passage) comments(from, to int) bool {
	w := p.words[from]
	return w.is(adverb) || w.is(prep) && to-from < 8 || to-from == 1 && !w.is(noun|number)
}

// nounRight is the longest noun phrase that begins at i, an inverted subject or
// an agent with its appositions: "said Dan Reed, a spokesman for the ministry".
func (p *passage) nounRight(i int, appositions bool) stretch {
	c := p.word(i).chunk
	if c == none || p.chunks[c].from != i {
		return stretch{}
	}
	s := stretch{i, p.chunks[c].to}
	sent := p.words[i].sent
	for n := 0; n < 12; n++ {
		w := p.word(s.to)
		if s.to >= len(p.words) || w.sent != sent {
			break
		}
		next := p.word(s.to + 1)
		switch {
		case w.is(prep) && nominalPrep[w.low] && next.chunk != none && p.chunks[next.chunk].from == s.to+1 && !days[next.low]:
			s.to = p.chunks[next.chunk].to
			continue
		case w.is(adjective) && postposed[w.low] && next.is(prep|infin) && p.word(s.to+2).chunk != none:
			s.to = p.chunks[p.word(s.to+2).chunk].to
			continue
		case w.is(past|gerund) && w.group != none && p.groups[w.group].from == s.to && p.groups[w.group].participle && next.is(prep) && p.word(s.to+2).chunk != none:
			// a lawsuit filed in Minsk
			s.to = p.chunks[p.word(s.to+2).chunk].to
			continue
		case p.and(s.to) && next.chunk != none && !p.tensedAfter(s.to+1):
			s.to = p.chunks[next.chunk].to
			continue
		case w.low == "(":
			for k := s.to + 1; k < len(p.words) && k < s.to+12; k++ {
				if p.low(k) == ")" {
					s.to = k + 1
					break
				}
			}
			if p.low(s.to-1) == ")" {
				continue
			}
		case appositions && w.is(comma) && (next.chunk != none || next.is(relative|number|past) || next.low == "of") && !next.is(personal) && !days[next.low] && !p.speechAt(s.to+1):
			if end := p.asideEnd(s.to + 1); end > 0 {
				s.to = end
				continue
			}
		case appositions && w.is(relative) && (w.low == "who"):
			if end := p.asideEnd(s.to); end > 0 {
				s.to = end
				continue
			}
		}
		break
	}
	return s
}

// asideEnd is the end of an apposition or relative clause that begins at i: the
// next comma or the end of the sentence; 0 if it is a clause of its own.
func (p *passage) asideEnd(i int) int {
	rel := p.words[i].is(relative)
	k := i
	for ; k < len(p.words) && k-i < 30 && p.words[k].sent == p.words[i].sent; k++ {
		w := p.words[k]
		if w.is(comma|dash|mark|colon) || w.is(stop) {
			break
		}
		if g := w.group; g != none && p.groups[g].tensed && !rel {
			return 0
		}
		rel = rel || w.is(relative)
	}
	return k
}
