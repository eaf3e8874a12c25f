package claim

// clauseEnd is the end of a clause of content that begins at from, for a cue
// outside of it: the end of the sentence without its final mark, unless a
// clause of the narrator's begins before. limit bounds it from outside.
func (p *passage) clauseEnd(from, limit int) int {
	sent := p.words[from].sent
	end := from
	for end < limit && end-from < reach && p.words[end].sent == sent {
		w := p.words[end]
		if end > from {
			switch {
			case w.low == ";":
				return p.trim(from, end)
			case w.is(comma|dash) && p.interjected(end):
				return p.trim(from, end)
			case w.is(comma) && leaves[p.low(end+1)] && p.class(end+1)&(subord|conj|prep) != 0:
				return p.trim(from, end)
			}
		}
		end++
	}
	return p.trim(from, end)
}

// leaves are conjunctions behind a comma that lead out of the content.
var leaves = set("while although though but")

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
	for end > from && p.words[end-1].is(stop|comma|dash|colon) && !p.quotedEnd(end-1) {
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

// quotedEnd reports whether a mark of punctuation belongs to an abbreviation.
func (p *passage) quotedEnd(i int) bool { return false }

// phraseEnd is the end of a noun phrase as content: its clause, up to a comma
// that leaves it, a subordinate clause or another verb of the same subject.
func (p *passage) phraseEnd(from, limit int) int {
	sent := p.words[from].sent
	end := from
	for end < limit && end-from < reach && p.words[end].sent == sent {
		w := p.words[end]
		if end > from && w.quote == p.words[from].quote {
			next := p.word(end + 1)
			switch {
			case w.low == ";" || w.is(dash):
				return p.trim(from, end)
			case w.is(comma) && (p.interjected(end) || next.is(subord) || next.is(conj) && (p.verbAt(end+2) || p.word(end+2).chunk != none && p.tensedAfter(end+2)) || next.is(relative) || next.is(verb)):
				return p.trim(from, end)
			case w.is(comma) && next.chunk != none && p.tensedAfter(end+1):
				return p.trim(from, end)
			case w.is(subord) && !w.is(prep) && w.low != "that" && end > from+1:
				return p.trim(from, end)
			case w.is(subord) && (w.low == "after" || w.low == "before" || w.low == "since" || w.low == "as") && end > from+1 && w.low != "as":
				return p.trim(from, end)
			case w.is(conj) && p.verbAt(end+1):
				return p.trim(from, end)
			}
		}
		end++
	}
	return p.trim(from, end)
}

// verbAt reports whether a finite group begins at i.
func (p *passage) verbAt(i int) bool {
	g := p.word(i).group
	return g != none && p.groups[g].from == i && p.groups[g].tensed
}
