package claim

import "github.com/sayso-nlp/sayso/models"

// This file finds the frame of a cue whose content is known: the form of what
// follows, told by its first words and by the tree.

// frame is the frame of word at, which tells what the cue does.
func (r *Reader) frame(u *utterance, cue []int, at int) frame {
	last := cue[len(cue)-1]
	g, ok := r.follows(u, last)
	if !ok {
		if p := r.closing(cue, at); p != "" {
			return p
		}
		if len(u.Content) > 0 {
			return ending
		}
		g = r.complementOf(at, last)
		if g.First >= g.Last {
			return rest
		}
	}
	i := g.First
	for i < g.Last && (r.words[i].is(comma|colon|dash) || r.words[i].is(adverb) && !nots[r.words[i].low]) {
		i++
	}
	if i >= g.Last {
		return rest
	}
	w := &r.words[i]
	closed := r.closing(cue, at)
	switch {
	case w.is(mark) && w.quote != none && r.quotes[w.quote].from == i && r.quotes[w.quote].speech && closed == "":
		return quoted
	case closed == "to np" && r.infinitiveAt(i, g.Last):
		return toDo // agreed to | pay
	case w.low == "whether" || w.is(relative) && r.upos(i) != "DET" && w.low != "that":
		if r.infinitiveAt(i+1, g.Last) && r.low(i+1) == "to" {
			return "wh to"
		}
		return wh
	case closed != "":
		if w.is(verb) && w.is(gerund) {
			return closed + " ing"
		}
		return closed
	case r.infinitiveAt(i, g.Last) && w.low != "not" || nots[w.low] && r.low(i+1) == "to":
		return toDo
	case w.low == "that" && (w.is(subord) || r.upos(i) == "SCONJ"):
		return that
	case w.is(relative) || w.low == "if":
		return wh
	case w.is(gerund) && (r.hangs(i, "xcomp", "ccomp", "advcl", "obj") || r.upos(i) == "VERB"):
		return ing
	case w.is(prep|infin) && r.upos(i) != "SCONJ":
		if r.words[min(i+1, g.Last-1)].is(gerund) {
			return r.prepositional(w.low) + " ing"
		}
		return r.prepositional(w.low)
	case w.is(prep) && r.words[min(i+1, g.Last-1)].is(gerund):
		return frame(w.low) + " ing"
	}
	return r.phrase(g, at)
}

// prepositional is the frame of a preposition.
func (r *Reader) prepositional(low string) frame {
	if low == "to" {
		return "to np"
	}
	return frame(low)
}

// infinitiveAt reports "to" at i with a verb behind it.
func (r *Reader) infinitiveAt(i, end int) bool {
	if r.low(i) != "to" {
		return r.words[i].tag == "VB" && r.upos(i) != "NOUN"
	}
	for k := i + 1; k < end && k < i+4; k++ {
		if r.words[k].is(base) || r.upos(k) == "VERB" || r.upos(k) == "AUX" {
			return r.upos(k) != "NOUN"
		}
		if !r.words[k].is(adverb) {
			return false
		}
	}
	return false
}

// follows is the first range of the content that begins behind word i, in its
// sentence or the next.
func (r *Reader) follows(u *utterance, i int) (models.Range, bool) {
	for _, g := range u.Content {
		if g.First > i && int(r.words[g.First].sent-r.words[i].sent) <= 1 {
			return g, true
		}
	}
	return models.Range{}, false
}

// closing is the frame of the preposition that ends a cue, behind the word that
// tells: "called for".
func (r *Reader) closing(cue []int, at int) frame {
	last := cue[len(cue)-1]
	if last <= at || !r.words[last].is(prep|infin) && r.upos(last) != "ADP" {
		return ""
	}
	if r.hangs(last, "compound") {
		return "" // a particle
	}
	return r.prepositional(r.words[last].low)
}

// complementOf is the complement of word at behind word last, for a cue whose
// content is not known.
func (r *Reader) complementOf(at, last int) models.Range {
	for c := range r.children(at) {
		if c <= last || !r.hangs(c, "ccomp", "xcomp", "obj", "obl", "nmod", "acl", "advcl") {
			continue
		}
		from := c
		for k := range r.children(c) {
			from = min(from, k)
		}
		if from > last {
			return models.Range{First: from, Last: c + 1}
		}
	}
	return models.Range{}
}

// phrase tells the frames apart that begin with a noun phrase: a clause, an
// object, an object with more behind it.
func (r *Reader) phrase(g models.Range, at int) frame {
	if r.sentential(g) {
		return clause
	}
	top, object2 := none, none
	for c := range r.children(at) {
		if c < g.First || c >= g.Last {
			continue
		}
		switch {
		case r.hangs(c, "obj", "iobj") && object2 == none:
			object2 = c
		case r.hangs(c, "ccomp", "parataxis") && top == none:
			top = c
		}
	}
	if object2 == none && top == none {
		top = r.crown(g)
	}
	if top != none && object2 == none {
		if c := r.child(top, "mark"); c != none && r.words[c].low == "to" {
			return "obj to" // want the school to reopen, as one clause
		}
		if r.finiteVerb(top) || r.child(top, "nsubj", "csubj", "expl") != none {
			return clause
		}
		if !r.words[top].is(verb) {
			object2 = top
		}
	}
	if object2 == none {
		return object
	}
	// accused him of, urged them to, called it useful
	for _, of := range [...]int{at, object2} {
		for c := range r.children(of) {
			if c <= object2 || c >= g.Last || r.child(c, "punct") == c {
				continue
			}
			switch {
			case r.hangs(c, "xcomp", "advcl", "acl", "ccomp") && r.marked(c, toMark):
				return "obj to"
			case r.hangs(c, "xcomp") && !r.words[c].is(verb):
				if p := r.mark(c); p != "" {
					return frame("obj " + p)
				}
				return "obj adj"
			case of == at && r.hangs(c, "obl", "nmod", "advcl"):
				if p := r.mark(c); contained[p] {
					return frame("obj " + p)
				}
			case of == at && r.hangs(c, "ccomp"):
				return "obj that"
			}
		}
	}
	return object
}

var toMark = set("to")

// subjectReach bounds how far into a content its subject is looked for.
const subjectReach = 12

// sentential reports a range that opens with the subject of a verb with a tense:
// suggested | the role is new.
func (r *Reader) sentential(g models.Range) bool {
	for i := g.First; i < g.Last && i < g.First+subjectReach; i++ {
		v := int(r.head[i])
		if r.hangs(i, "nsubj", "expl") && v > i && v < g.Last && r.doc.Tokens[v].Deprel != "acl:relcl" && r.finiteVerb(v) {
			return true
		}
	}
	return false
}

// crown is the word of a range that the others hang on.
func (r *Reader) crown(g models.Range) int {
	for i := g.First; i < g.Last && i < g.First+reach; i++ {
		h := int(r.head[i])
		if (h < g.First || h >= g.Last) && !r.hangs(i, "punct", "mark", "cc", "case", "advmod") {
			return i
		}
	}
	return none
}

// contained prepositions belong to the cue: "called for | peace".
var contained = set("for about against over with of on to into at from in as upon toward towards like around")
