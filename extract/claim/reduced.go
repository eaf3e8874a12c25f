package claim

// This file looks past what stands between a noun phrase and its verb without
// a comma: reduced relative clauses, times, floating quantifiers. It also knows
// nouns that only seem to be subjects.

// reduced widens the noun phrase that ends before a verb to the one that a
// participle ties it to: "surveys released since the convention | suggest",
// "groups including the union | ask", "a poll published on Friday | shows".
func (p *passage) reduced(np stretch) stretch {
	for n := 0; n < 3 && np.from > 1; n++ {
		k := np.from - 1
		sent := p.words[np.from].sent
		if p.words[k].sent != sent {
			break
		}
		if floating[p.low(np.from)] && np.len() == 1 && p.words[k].chunk != none {
			// She and Weber both | believed
			np = stretch{p.nounLeft(k + 1).from, np.to}
			continue
		}
		preposed := p.words[k].chunk == none && p.words[k].group == none && p.words[k].is(prep|infin)
		if preposed {
			if p.class(k-1)&verb == 0 {
				break
			}
			k--
		}
		g := p.word(k).group
		if k < 1 || g == none || p.groups[g].to != k+1 || p.groups[g].len() != 1 || p.words[k].sent != sent {
			break
		}
		w := p.words[k]
		if !w.is(past|gerund) && !(w.tag == "VBD" && (preposed && !p.words[k+1].is(subord) || p.momentary(np))) || w.is(past) && !preposed && !p.momentary(np) {
			break
		}
		l := p.words[k-1]
		if l.chunk == none || p.chunks[l.chunk].to != k || l.sent != sent || p.words[p.chunks[l.chunk].from].is(personal) {
			break
		}
		np.from = p.nounLeft(k).from
	}
	return np
}

// floating quantifiers stand behind the subject that they count.
var floating = set("both all each")

// hollow are nouns that a clause follows rather than a name: "the policy |
// Moscow has favored", "the first time | Weber spoke".
var hollow = set(`time times day days week weeks month months year years moment way ways policy policies deal move reason reasons thing things
	place places case cases extent issue issues goal goals idea ideas plan plans role words kind sort message view views power money war
	question questions point points steps step changes problem problems results people work job jobs law laws land lands support help
	media evidence influence success progress advice information documents charges claims promise promises state decision damage`)

// opener is the noun phrase with which the sentence of group n opens, where a
// comma follows it and no other verb has it as its subject: "Weber, among the
// names floated if Berg wins, | said".
func (p *passage) opener(n int) (stretch, bool) {
	g := p.groups[n]
	from := p.sentence(g.from).from
	for i := 0; i < 2 && p.class(from)&(conj|adverb) != 0; i++ {
		from++
	}
	c := p.word(from).chunk
	if c == none || p.chunks[c].from != from || !p.words[p.chunks[c].head].is(proper) || p.momentary(p.chunks[c].stretch) || p.class(p.chunks[c].to)&comma == 0 {
		return stretch{}, false
	}
	for m, steps := n-1, 0; m >= 0 && steps < 12 && p.groups[m].from > from; m, steps = m-1, steps+1 {
		if s := p.subject[m]; !s.empty() && s.from == from && p.groups[m].tensed {
			return stretch{}, false
		}
	}
	return p.chunks[c].stretch, true
}

// steering verbs make their object the subject of the infinitive behind it:
// "led some in Riga | to conclude".
var steering = set("lead force cause allow prompt compel enable encourage urge push drive move persuade convince tempt oblige help inspire")

// steered is the object of a steering verb that ends right before group n.
func (p *passage) steered(n int) (stretch, bool) {
	if n == 0 {
		return stretch{}, false
	}
	g, before := p.groups[n], p.groups[n-1]
	k := g.from - 1
	if !steering[p.words[before.head].lemma] || before.passive || k < before.to || p.words[k].chunk == none || p.words[before.to].chunk == none || p.words[before.to].sent != p.words[g.from].sent {
		return stretch{}, false
	}
	np := p.nounLeft(k + 1)
	return np, np.from == before.to
}

// dateline skips "WASHINGTON (Reuters) -" and "(CNN)" before a report's first
// sentence.
func (p *passage) dateline(from int) int {
	bracketed := false
	for k := from; k < len(p.words) && k < from+14 && p.words[k].sent == p.words[from].sent; k++ {
		w := p.words[k]
		switch {
		case w.is(bracket):
			if bracketed = true; w.low == ")" && p.low(from) == "(" && k < from+5 {
				return k + 1
			}
		case w.is(dash) && k > from && p.gap(k) && p.gap(k+1):
			if bracketed || p.shouted(from) {
				return k + 1
			}
			return from
		case w.is(proper | comma | number | joint | stop):
		default:
			if !bracketed && w.group != none {
				return from
			}
		}
	}
	return from
}

// shouted reports a word in capitals.
func (p *passage) shouted(i int) bool {
	s := p.text[p.words[i].Start:p.words[i].End]
	return len(s) > 2 && s != p.words[i].low && lower(s) == p.words[i].low && upper(s)
}

func upper(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}
