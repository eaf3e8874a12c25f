package claim

// clauseEnd is the end of a clause of content that begins at from, for a cue
// outside of it: the end of the sentence without its final mark, unless a
// clause of the narrator's begins before. limit bounds it from outside.
func (p *passage) clauseEnd(from, limit int) int {
	if from >= limit {
		return from
	}
	sent := p.words[from].sent
	end := from
	listed := p.words[from].is(gerund)
	for end < limit && end-from < reach && p.words[end].sent == sent {
		w := p.words[end]
		listed = listed || w.is(gerund) && end > from && p.words[end-1].is(prep)
		if end > from && w.quote == p.words[from].quote {
			switch {
			case w.is(comma) && p.lists(end+1) && (listed || p.listEnds(end+1)):
			case w.low == ";":
				return p.trim(from, end)
			case w.is(comma|dash) && p.interjected(end):
				return p.trim(from, end)
			case w.is(comma) && p.leaves(end+1) && (p.class(end+1)&conj == 0 || p.finiteIn(from, end)):
				return p.trim(from, end)
			case w.is(conj) && p.resumes(end+1):
				return p.trim(from, end)
			}
		}
		end++
	}
	return p.trim(from, end)
}

// subordinate reports whether group n is the first verb of a sentence that opens
// with a conjunction: While polls show …
func (p *passage) subordinate(n int) bool {
	from := p.sentence(p.groups[n].from).from
	if p.low(from) == "even" || p.low(from) == "and" || p.low(from) == "but" {
		from++
	}
	if p.class(from)&subord == 0 || p.low(from) == "that" {
		return false
	}
	return n == 0 || p.groups[n-1].from < from
}

// mainClause cuts from…end before the comma behind which the sentence's main
// clause begins: While polls show that Berg leads, | Weber is calm.
func (p *passage) mainClause(from, end int) int {
	for k := from + 1; k < end; k++ {
		if p.words[k].is(comma) && p.words[k].quote == p.words[from].quote && p.finiteIn(from, k) && (p.clauseAt(k+1) || subjects[p.low(k+1)]) {
			return k
		}
	}
	return end
}

// lists reports whether a gerund at i goes on with a list of gerunds: accused
// him of lying, cheating, and running away.
func (p *passage) lists(i int) bool {
	if p.class(i)&conj != 0 {
		i++
	}
	for n := 0; n < 2 && p.class(i)&adverb != 0; n++ {
		i++
	}
	return p.class(i)&gerund != 0
}

// listEnds reports whether a list of gerunds that goes on at i comes to its
// "and": accused him of greed, being late, and breaking his word.
func (p *passage) listEnds(i int) bool {
	for k := i; k < len(p.words) && k < i+30 && p.words[k].sent == p.words[i].sent; k++ {
		if p.words[k].is(conj) && k > i && p.words[k-1].is(comma) && p.lists(k) {
			return true
		}
	}
	return false
}

// leaves reports whether what stands behind a comma leads out of a clause of
// content more often than not, by counts on PolNeAR train: a participle
// ("…, prompting an outcry"), a clause behind "and" or "but".
func (p *passage) leaves(i int) bool {
	w := p.word(i)
	if g := w.group; g != none && p.groups[g].from == i && w.is(gerund) && p.groups[g].participle {
		return true
	}
	if w.low == "and" || w.low == "but" {
		return p.verbAt(i+1) || p.clauseAt(i+1) || p.named(i+1)
	}
	return false
}

// finiteIn reports whether a finite verb stands in from…to: before one, "and"
// joins noun phrases ("that his rival, Anna Berg, and the mayor had").
func (p *passage) finiteIn(from, to int) bool {
	for k := from; k < to; k++ {
		if g := p.words[k].group; g != none && (p.groups[g].tensed || p.groups[g].infinite) {
			return true
		}
	}
	return p.words[from].is(gerund)
}

// named reports a subject with an apposition at i: ", and its head, Anna Berg, said".
func (p *passage) named(i int) bool {
	c := p.word(i).chunk
	if c == none || p.chunks[c].from != i {
		return false
	}
	k := p.chunks[c].to
	return p.class(k)&comma != 0 && p.parted(k)
}

// resumes reports whether a verb of saying begins at i that goes on with the
// cue's subject: said that A | and insisted that B.
func (p *passage) resumes(i int) bool {
	g := p.word(i).group
	if g == none || p.groups[g].from != i || !p.groups[g].tensed {
		return false
	}
	lemma := p.words[p.groups[g].head].lemma
	return saying[lemma] || resuming[lemma]
}

// resuming verbs, too, go on with the subject of a verb of saying.
var resuming = set("question deny criticize accuse urge demand call vow promise pledge ask condemn blame reject praise")

// interjected reports whether the comma at i opens a clause of attribution at
// the end of the content: ", he said", ", according to the ministry".
func (p *passage) interjected(i int) bool {
	if p.low(i+1) == "according" {
		return true
	}
	w := p.word(i + 1)
	if w.chunk != none && p.chunks[w.chunk].from == i+1 {
		g := p.word(p.chunks[w.chunk].to).group
		if g == none || !p.groups[g].tensed || p.groups[g].from != p.chunks[w.chunk].to {
			return false
		}
		next := p.word(p.groups[g].to)
		return saying[p.words[p.groups[g].head].lemma] && (next.is(comma|stop) || p.groups[g].to >= len(p.words))
	}
	// , adding that; , said Putin.
	if g := w.group; g != none && (p.groups[g].from == i+1) {
		head := p.words[p.groups[g].head]
		if head.is(gerund) && saying[head.lemma] {
			return true
		}
		return p.groups[g].tensed && saying[head.lemma] && p.word(p.groups[g].to).chunk != none
	}
	return false
}

// saying are the verbs of parenthetical attribution.
var saying = set("say add write tell note explain argue report claim insist state acknowledge concede believe think suggest warn declare announce continue recall reply respond tweet admit assert contend observe remark complain predict reiterate stress emphasize quip joke conclude")

// trim cuts marks of punctuation off the end.
func (p *passage) trim(from, end int) int {
	for end > from && p.words[end-1].is(stop|comma|dash|colon) {
		end--
	}
	// a closing mark whose quotation began before the content is not ours
	for end > from+1 && p.words[end-1].is(mark) {
		q := p.words[end-1].quote
		if q == none || p.quotes[q].from >= from {
			break
		}
		end--
		for end > from && p.words[end-1].is(stop|comma|dash) {
			end--
		}
	}
	return end
}

// phraseEnd is the end of a noun phrase as content. What ends it more often
// than not, by counts on PolNeAR train: another verb of the same subject, a
// dash, and behind a comma a participle, a relative or a clause.
func (p *passage) phraseEnd(from, limit int) int {
	if from >= limit {
		return from
	}
	sent := p.words[from].sent
	end := from
	listed := p.words[from].is(gerund)
	for end < limit && end-from < reach && p.words[end].sent == sent {
		w := p.words[end]
		listed = listed || w.is(gerund) && end > from && p.words[end-1].is(prep)
		if end > from && w.quote == p.words[from].quote {
			switch {
			case w.is(comma) && p.lists(end+1) && (listed || p.listEnds(end+1)):
			case w.low == ";" || w.is(dash):
				return p.trim(from, end)
			case w.is(comma) && p.breaks(end):
				return p.trim(from, end)
			case w.is(conj) && (p.verbAt(end+1) || w.low == "but" && p.clauseAt(end+1)):
				return p.trim(from, end)
			}
		}
		end++
	}
	return p.trim(from, end)
}

// clauseAt reports whether a noun phrase with its verb stands at i: ", his
// previous stint at the bank could".
func (p *passage) clauseAt(i int) bool {
	for n := 0; n < 4; n++ {
		c := p.word(i).chunk
		if c == none || p.chunks[c].from != i {
			return false
		}
		i = p.chunks[c].to
		w := p.word(i)
		if p.verbAt(i) {
			return true
		}
		if !w.is(conj) && !(w.is(prep) && nominalPrep[w.low]) {
			return false
		}
		i++
	}
	return false
}

// breaks reports whether the comma at i ends a noun phrase of content.
func (p *passage) breaks(i int) bool {
	next := p.word(i + 1)
	switch {
	case p.interjected(i) || p.leaves(i+1) || next.is(relative) || p.verbAt(i+1):
		return true
	case p.clauseAt(i + 1):
		return true
	case next.low == "while" || next.low == "although" || next.low == "though":
		return true
	}
	return next.low == "but"
}

// verbAt reports whether a finite group begins at i.
func (p *passage) verbAt(i int) bool {
	g := p.word(i).group
	return g != none && p.groups[g].from == i && p.groups[g].tensed
}
