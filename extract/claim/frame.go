package claim

import "strings"

// A frame is the form of what follows a cue: a preposition's frame has its
// name ("for"), those with an object before it begin with "obj" ("obj of":
// accused him of). It is also how the lists write frames.
type frame string

// The frames that are no preposition.
const (
	that    frame = "that"   // said that he had paid
	clause  frame = "clause" // said he had paid
	toDo    frame = "to"     // pledged to pay
	wh      frame = "wh"     // asked whether, knew who
	ing     frame = "ing"    // recommended paying
	quoted  frame = "quote"  // said, “We paid.”
	colons  frame = "colon"  // said: “We paid.”
	object  frame = "obj"    // criticized the reform
	adjunct frame = "adj"    // sounded angry
	parting frame = "comma"  // …, he said, …
	ending  frame = "end"    // …, he said.
	other   frame = "other"
)

// A valence is the frame found behind a cue and where its parts begin.
type valence struct {
	frame  frame
	object stretch // what stands between cue and complement: "told [the BBC] that"
	at     int     // where the complement begins
}

// valence reads the words from i on, which follow a cue of sentence sent.
func (p *passage) valence(i int) valence {
	if i <= 0 || i >= len(p.words) {
		return valence{frame: ending, at: i}
	}
	sent := p.words[i-1].sent
	// said repeatedly that; said Monday that; said in a statement that
	for n := 0; n < 2 && p.class(i)&adverb != 0 && !nots[p.low(i)] && p.words[i].group == none && !(p.low(i) == "more" && p.class(i+1)&(adjective|noun) != 0); n++ {
		i++
	}
	i = p.lateness(i, sent)
	v := p.complement(i, sent)
	if !plain(v.frame) {
		if j := p.circumstances(i, sent); j > i {
			if late := p.complement(j, sent); late.frame == that && !p.pronounThat(late.at) || late.frame == quoted || late.frame == colons || (late.frame == clause || late.frame == toDo) && (days[p.low(j-1)] || times[p.low(j-1)]) {
				return late
			}
		}
	}
	return v
}

// lateness skips what tells when or how before a clause of content, where the
// tagger takes it for a noun: said afterwards that; declared a day later that.
func (p *passage) lateness(i int, sent int32) int {
	k := i
	switch low := p.low(i); {
	case low == "afterwards" || low == "afterward" || low == "later" || manner(low):
		k++
	case (low == "a" || low == "one" || low == "two" || low == "three") && times[strings.TrimSuffix(p.low(i+1), "s")] && (p.low(i+2) == "later" || p.low(i+2) == "earlier" || p.low(i+2) == "ago"):
		k += 3
	}
	if k > i && k < len(p.words) && p.words[k].sent == sent && (p.low(k) == "that" || p.speechAt(k)) {
		return k
	}
	return i
}

// plain frames are final: no circumstance is skipped before them.
func plain(f frame) bool {
	switch f {
	case that, clause, toDo, wh, ing, quoted, colons:
		return true
	}
	return false
}

// complement reads the words from i on without skipping anything.
func (p *passage) complement(i int, sent int32) valence {
	if i >= len(p.words) || p.words[i].sent != sent {
		return valence{frame: ending, at: i}
	}
	w := p.words[i]
	switch {
	case w.is(mark) && w.quote != none && p.quotes[w.quote].from == i:
		if p.quotes[w.quote].speech {
			return valence{frame: quoted, at: i}
		}
		v := p.complement(i+1, sent)
		if v.frame == object || v.object.empty() {
			v.at = i
		}
		return v
	case w.is(stop | mark):
		return valence{frame: ending, at: i}
	case w.is(colon):
		return valence{frame: colons, at: i + 1}
	case w.is(comma | dash):
		if n := p.word(i + 1); n.is(mark) && n.quote != none && p.quotes[n.quote].from == i+1 && p.quotes[n.quote].speech {
			return valence{frame: quoted, at: i + 1}
		}
		return valence{frame: parting, at: i}
	case w.low == "that" && w.is(subord|relative|prep) && !p.words[i].is(verb):
		return valence{frame: that, at: i}
	case w.is(infin):
		if g := w.group; g != none && p.groups[g].infinite {
			return valence{frame: toDo, at: i}
		}
		return valence{frame: "to np", at: i}
	case w.is(relative) || w.low == "whether" || w.low == "if":
		return valence{frame: wh, at: i}
	case w.group != none && p.words[p.groups[w.group].head].is(gerund) && p.groups[w.group].participle:
		return valence{frame: ing, at: i}
	case w.is(subord) && !w.is(prep):
		return valence{frame: other, at: i}
	case w.chunk == none && w.is(prep):
		if w.low == "as" {
			return valence{frame: "as", at: i}
		}
		return valence{frame: frame(w.low), at: i}
	case w.chunk != none && p.chunks[w.chunk].from == i:
		return p.objects(i, sent)
	case w.is(adjective | past):
		return valence{frame: adjunct, at: i}
	}
	return valence{frame: other, at: i}
}

// subjects are pronouns that only a finite verb can follow.
var subjects = set("i he she we they")

// objects reads a complement that begins with a noun phrase.
func (p *passage) objects(i int, sent int32) valence {
	if subjects[p.low(i)] {
		return valence{frame: clause, at: i}
	}
	end := p.chunks[p.words[i].chunk].to
	if p.momentary(p.chunks[p.words[i].chunk].stretch) && !p.tensedAfter(i) {
		// said Wednesday night that
		return valence{frame: object, object: stretch{i, end}, at: i}
	}
	obj := stretch{i, end}
	// told the head of the service that; said the head of the service was
	for n := 0; n < 6; n++ {
		w := p.word(end)
		if end >= len(p.words) || w.sent != sent {
			break
		}
		if w.group != none {
			g := p.groups[w.group]
			if g.tensed && g.from == end {
				return valence{frame: clause, at: i}
			}
			if g.infinite {
				return valence{frame: "obj to", object: obj, at: end}
			}
			break
		}
		switch {
		case w.low == "that" && w.is(subord|relative):
			if p.pronounThat(end) {
				return valence{frame: object, object: obj, at: i}
			}
			return valence{frame: "obj that", object: obj, at: end}
		case w.low == "whether" || w.low == "if" || w.is(relative) && w.low != "which":
			return valence{frame: "obj wh", object: obj, at: end}
		case w.is(colon):
			return valence{frame: "obj colon", object: obj, at: end + 1}
		case w.is(comma) && p.parted(end):
			return valence{frame: clause, at: i} // argued the mayor, under the law, | cannot
		case w.is(comma) && p.speechAt(end+1):
			return valence{frame: "obj quote", object: obj, at: end + 1}
		case w.is(mark) && p.speechAt(end):
			return valence{frame: "obj quote", object: obj, at: end}
		case w.chunk != none && p.chunks[w.chunk].from == end:
			// told me Monday that; told him they had
			if subjects[w.low] || p.tensedAfter(end) {
				return valence{frame: "obj clause", object: obj, at: end}
			}
			end = p.chunks[w.chunk].to
			continue
		case w.is(prep|infin|conj) && p.word(end+1).chunk != none && p.chunks[p.word(end+1).chunk].from == end+1:
			if n == 0 && (w.low == "of" || w.low == "for" || w.low == "as") {
				late := p.lateClause(end, sent)
				if late.frame != "" {
					late.at = i
					if late.frame != clause {
						late.object = obj
					}
					return late
				}
				return valence{frame: frame("obj " + w.low), object: obj, at: end}
			}
			if w.low == "of" || !w.is(conj) || n < 2 {
				end = p.chunks[p.word(end+1).chunk].to
				if w.low == "of" {
					obj.to = end
				}
				continue
			}
		case (w.low == "of" || w.low == "for" || w.low == "as") && n == 0:
			return valence{frame: frame("obj " + w.low), object: obj, at: end}
		}
		break
	}
	return valence{frame: object, object: obj, at: i}
}

// parted reports whether the comma at i opens an aside between a subject and its verb.
func (p *passage) parted(i int) bool {
	for k := i + 1; k < len(p.words) && k < i+16 && p.words[k].sent == p.words[i].sent; k++ {
		w := p.words[k]
		if w.is(comma) {
			return k > i+1 && p.verbAt(k+1)
		}
		if w.is(mark|dash|conj) || p.verbAt(k) && !p.words[i+1].is(relative) {
			return false
		}
	}
	return false
}

// pronounThat reports a "that" which is the subject of its clause: criticized
// the law that | bans it.
func (p *passage) pronounThat(i int) bool {
	g := p.word(i + 1).group
	return g != none && p.groups[g].tensed && p.groups[g].from == i+1
}

// lateClause looks behind "the head of the service" for a finite verb.
func (p *passage) lateClause(end int, sent int32) valence {
	for n := 0; n < 4; n++ {
		w := p.word(end)
		if end >= len(p.words) || w.sent != sent {
			break
		}
		if w.group != none {
			if g := p.groups[w.group]; g.tensed && g.from == end {
				return valence{frame: clause}
			}
			break
		}
		if !w.is(prep) || p.word(end+1).chunk == none {
			break
		}
		end = p.chunks[p.word(end+1).chunk].to
	}
	return valence{}
}

// tensedAfter reports whether the chunk at i is followed by a finite verb.
func (p *passage) tensedAfter(i int) bool {
	c := p.words[i].chunk
	if c == none {
		return false
	}
	g := p.word(p.chunks[c].to).group
	return g != none && p.groups[g].tensed
}

// speechAt reports whether word i opens a quotation of speech.
func (p *passage) speechAt(i int) bool {
	w := p.word(i)
	return i < len(p.words) && w.is(mark) && w.quote != none && p.quotes[w.quote].from == i && p.quotes[w.quote].speech
}

// circumstances skips times and places between a cue and its content:
// "on Monday in Minsk", "in a statement".
func (p *passage) circumstances(i int, sent int32) int {
	for n := 0; n < 4 && i < len(p.words) && p.words[i].sent == sent; n++ {
		w := p.words[i]
		switch {
		case w.chunk != none && p.momentary(p.chunks[w.chunk].stretch):
			i = p.chunks[w.chunk].to
		case (w.is(prep) || w.is(infin)) && w.chunk == none && p.word(i+1).chunk != none && p.chunks[p.word(i+1).chunk].from == i+1:
			i = p.chunks[p.words[i+1].chunk].to
		default:
			return i
		}
	}
	return i
}
