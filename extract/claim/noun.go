package claim

import "github.com/sayso-nlp/sayso/models"

// This file reads nouns and adjectives as cues: his claim that, a warning from
// Moscow that, expressed concern about; is confident that.

// light verbs join with a noun to one cue: "made the observation that".
var light = set("make give have express issue voice raise offer release put draw cast hold share deliver file lodge reiterate repeat")

// nouns reads the noun chunks as cues.
func (f *finder) nouns() {
	for c := range f.chunks {
		f.noun(c)
	}
}

func (f *finder) noun(c int) {
	ch := f.chunks[c]
	h := f.words[ch.head]
	if !h.is(noun) || h.is(proper) || f.inSpeech(ch.head) {
		return
	}
	e, end := f.lex.find(&f.passage, nominal, ch.head)
	if e == nil {
		return
	}
	v := f.valence(end)
	if w := f.low(end); w == "from" || w == "by" {
		v = valence{frame: frame(w), at: end}
	}
	d := draft{entry: e, frame: v.frame, group: none}
	from := ch.from
	owned := none
	for k := ch.from; k < ch.head; k++ {
		if f.words[k].is(owner | genitive) {
			owned = k
		}
	}
	governed := none
	if g := f.word(ch.from - 1).group; g != none && f.groups[g].to == ch.from {
		governed = int(g)
	}
	key := v.frame
	if owned != none {
		key = "own " + v.frame
	}
	d.rate = e.rates[key]
	switch {
	case governed != none && light[f.words[f.groups[governed].head].lemma] && !f.groups[governed].passive && owned == none:
		// expressed concern about
		d.group, d.light = governed, true
		d.rate = max(d.rate, lightRate(v.frame))
		from = f.groups[governed].from
		f.setSource(&d, f.subject[governed])
	case owned != none:
		f.setSource(&d, stretch{ch.from, owned + 1})
		from = owned + 1
	default:
		for from < ch.head && f.words[from].is(article) {
			from++
		}
	}
	d.cue = []stretch{{from, end}}
	at := v.at
	switch v.frame {
	case that, toDo, wh, quoted:
	case clause:
		if self[f.low(v.at)] {
			return // the challenges | we face
		}
	case colons:
		if !f.speechAt(at) {
			return
		}
	case "from", "by":
		// a warning from Moscow that
		s := f.nounRight(at+1, false)
		if s.empty() || len(d.source) > 0 {
			return
		}
		next := f.valence(s.to)
		if next.frame != that && next.frame != toDo && next.frame != wh || next.frame == that && f.pronounThat(next.at) {
			return // posts from accounts that | are new
		}
		d.rate = max(e.rates[next.frame], e.rates[key], 800)
		d.frame = next.frame
		f.setSource(&d, s)
		at = next.at
	case "of", "about", "for", "on", "against", "over", "to np", "in", "with":
		d.cue[0].to = at + 1
		at++
	default:
		return
	}
	if at >= len(f.words) || at < end || f.words[at].sent != h.sent {
		return
	}
	to := 0
	switch d.frame {
	case quoted, colons:
		if !f.speechAt(at) {
			return
		}
		d.speech = true
		to = f.quotes[f.words[at].quote].to
	case that, toDo, wh, clause:
		to = f.nounClauseEnd(at, ch.from)
	default:
		to = f.phraseEnd(at, min(len(f.words), at+30))
	}
	if to > at {
		d.content = []stretch{{at, f.spread(at, to)}}
		f.add(d)
	}
}

// lightRate is the rate of a light verb with a noun of the list.
func lightRate(v frame) int {
	switch v {
	case that:
		return 700
	case "about", "for", "over", "of", "on", "against":
		return 600
	case toDo, "to np":
		return 450
	}
	return 0
}

// inSpeech reports whether word i stands in direct speech.
func (f *finder) inSpeech(i int) bool {
	q := f.words[i].quote
	for ; q != none; q = f.quotes[q].parent {
		if f.quotes[q].speech {
			return true
		}
	}
	return false
}

// nounClauseEnd is the end of a clause that hangs on a noun. Where the noun is
// a subject, the verb of its sentence ends it: the claim that he lied | was.
func (f *finder) nounClauseEnd(from, ownStart int) int {
	return f.mainVerb(from, f.clauseEnd(from, len(f.words)), ownStart, 1)
}

// clausal reports a content that is a clause with a finite verb of its own.
func clausal(v frame) bool {
	switch v {
	case that, clause, wh, "obj that", "obj clause", "obj wh":
		return true
	}
	return false
}

// mainVerb cuts from…end before the verb whose subject is the noun phrase that
// begins at ownStart, if the content is a part of it and has own finite verbs
// itself.
func (f *finder) mainVerb(from, end, ownStart, own int) int {
	before := f.word(ownStart - 1)
	if ownStart > 0 && before.sent == f.words[from].sent && !before.is(comma|subord|mark|prep) {
		return end // an object: its clause ends the sentence
	}
	tensed := 0
	for k := from; k < end; k++ {
		g := f.words[k].group
		if g == none || f.groups[g].from != k || !f.groups[g].tensed {
			continue
		}
		if tensed++; tensed <= own {
			continue
		}
		// one finite verb too many, unless a clause of its own begins before it
		prev := f.words[k-1]
		if prev.chunk == none {
			if prev.is(conj | relative) {
				continue
			}
			return f.trim(from, k)
		}
		switch open := f.word(f.chunks[prev.chunk].from - 1); {
		case open.is(comma) && before.is(prep|subord):
			// Despite claims that he lied, the minister | stayed
			return f.trim(from, f.chunks[prev.chunk].from)
		case open.is(comma | conj | subord | relative):
		default:
			return f.trim(from, k)
		}
	}
	return end
}

// asideClose cuts from…end before the comma that closes the relative clause that
// it is a part of: Berg, who promised to pay, | left.
func (f *finder) asideClose(from, end int) int {
	for k := from + 1; k < end; k++ {
		if f.words[k].is(comma) && f.words[k].quote == f.words[from].quote && f.verbAt(k+1) && f.finiteIn(from, k) {
			return k
		}
	}
	return end
}

// copulas link an adjective to its subject.
var copulas = set("be feel seem remain sound become stay appear")

// adjective reads verb group n with an adjective behind it: is confident that.
func (f *finder) adjective(n int) {
	g := f.groups[n]
	if !copulas[f.words[g.head].lemma] || f.inSpeech(g.head) {
		return
	}
	k := g.to
	for i := 0; i < 2 && f.class(k)&adverb != 0; i++ {
		k++
	}
	if k >= len(f.words) || f.words[k].sent != f.words[g.head].sent || f.words[k].group != none && !f.words[k].is(adjective) {
		return
	}
	e, end := f.lex.find(&f.passage, quality, k)
	if e == nil {
		return
	}
	v := f.valence(end)
	if e.kind == models.Accusation && v.frame != "of" && f.low(f.subject[n].from) == "it" {
		return // It is critical that the bridge holds.
	}
	d := draft{entry: e, frame: v.frame, group: n, rate: e.rates[v.frame], cue: []stretch{{g.from, end}}}
	at, to := v.at, 0
	switch v.frame {
	case that, toDo, wh, clause, quoted, ing:
		to = f.clauseEnd(at, len(f.words))
	case "of", "about", "for", "at", "with", "over":
		at++
		d.cue[0].to = at
		if at < len(f.words) {
			to = f.phraseEnd(at, len(f.words))
		}
	default:
		return
	}
	if to <= at {
		return
	}
	d.content = []stretch{{at, f.spread(at, to)}}
	if s := f.subject[n]; !s.empty() && f.low(s.from) != "it" {
		f.setSource(&d, s)
	}
	f.add(d)
}
