package claim

import "github.com/sayso-nlp/sayso/models"

// hearsay are words by which the text leaves it open whether a claim was made.
var hearsay = set("reportedly allegedly purportedly supposedly ostensibly rumoredly reputedly")

// hedges are words by which the text supposes that it was.
var hedges = set("perhaps maybe possibly probably presumably apparently seemingly conceivably arguably likely")

// doubted are adjectives of claims that may not have been made: his alleged threat.
var doubted = set("alleged reported purported supposed rumored rumoured ostensible")

// tentative are adjectives of claims that may be made: a possible appeal.
var tentative = set("possible potential likely eventual")

// mood is how firmly word i is attributed, by its own auxiliaries and adverbs.
func (r *Reader) mood(u *utterance, i int) models.Modality {
	m := models.Asserted
	modalVerb := ""
	for c := range r.children(i) {
		low := r.words[c].low
		switch {
		case hearsay[low] && r.hangs(c, "advmod"):
			m = max(m, models.Alleged)
		case hedges[low] && r.hangs(c, "advmod"):
			m = max(m, models.Possible)
		case doubted[low] && r.hangs(c, "amod") && c < i:
			m = max(m, models.Alleged)
		case tentative[low] && r.hangs(c, "amod") && c < i:
			m = max(m, models.Possible)
		case r.words[c].is(modal) && r.hangs(c, "aux"):
			modalVerb = low
		}
	}
	for k, n := i-1, 0; n < 8 && r.same(k, i) && (r.words[k].is(adverb) || r.upos(k) == "AUX"); k, n = k-1, n+1 {
		switch low := r.words[k].low; {
		case hearsay[low]:
			m = max(m, models.Alleged)
		case hedges[low]:
			m = max(m, models.Possible)
		case r.words[k].is(modal) && modalVerb == "":
			modalVerb = low
		}
	}
	for _, g := range u.Cue {
		for k := g.First; k < g.Last && k < g.First+cueReach; k++ {
			if hearsay[r.words[k].low] {
				m = max(m, models.Alleged)
			}
		}
	}
	return max(m, r.modal(u, i, modalVerb))
}

// modal is the modality that a modal verb gives word i.
func (r *Reader) modal(u *utterance, i int, low string) models.Modality {
	switch low {
	case "may", "might":
		return models.Possible
	case "could":
		if r.denied(i) {
			return models.Asserted // could not say
		}
		return models.Possible
	case "would", "'d":
		return r.would(i)
	case "should", "ought", "must":
		if r.own(i) {
			return models.Asserted // I must confess
		}
		return models.Conditional
	case "will", "'ll", "wo", "can", "shall", "ca":
		if r.supposing(i) {
			return models.Conditional
		}
	}
	return models.Asserted
}

// habits are adverbs with which "would" tells what was done.
var habits = set("later often sometimes always eventually only soon subsequently then repeatedly frequently merely never")

// polite verbs say with "I would" what they say without.
var polite = set("say argue suggest urge like advise recommend add note describe call love prefer rather think")

// would tells the uses of "would" apart: would have agreed, would agree if,
// would not say, would later say, I would argue, said he would agree.
func (r *Reader) would(i int) models.Modality {
	if r.supposing(i) {
		return models.Conditional
	}
	for c := range r.children(i) {
		if r.hangs(c, "aux") && r.words[c].low == "have" && r.words[i].is(past) {
			return models.Conditional
		}
		if habits[r.words[c].low] && r.hangs(c, "advmod") {
			return models.Asserted
		}
	}
	h := int(r.head[i])
	switch {
	case r.denied(i), r.own(i) && polite[r.words[i].lemma], r.words[i].lemma == "like", r.words[i].lemma == "love":
		return models.Asserted
	case h != none && r.hangs(i, "ccomp") && r.words[h].tag == "VBD":
		return models.Asserted
	}
	return models.Conditional
}

// own reports a subject that is the writer or speaker.
func (r *Reader) own(i int) bool {
	s := r.child(i, "nsubj")
	return s != none && self[r.words[s].low]
}

// supposing reports a condition on word i: if the cap were raised, were it
// raised.
func (r *Reader) supposing(i int) bool {
	for c := range r.children(i) {
		if r.hangs(c, "advcl") && (r.marked(c, conditions) || r.inverted(c)) {
			return true
		}
	}
	return false
}

// conditions open conditional clauses.
var conditions = set("if unless provided providing assuming")

// inversions are auxiliaries that open a condition in front of the subject:
// should he say, were he to say, had he said.
var inversions = set("should were had")

// inverted reports a condition without a conjunction.
func (r *Reader) inverted(i int) bool {
	s := r.child(i, "nsubj", "expl")
	if s == none {
		return false
	}
	for c := range r.children(i) {
		if c < s && inversions[r.words[c].low] && r.hangs(c, "aux", "cop") {
			return true
		}
	}
	return r.words[i].low == "were" && i < s
}

// clauseMood is the modality that the conjunction of its clause gives word i.
func (r *Reader) clauseMood(i int) models.Modality {
	open := r.hangs(i, "ccomp", "csubj", "obj", "acl")
	for c := range r.children(i) {
		if c > i || !r.hangs(c, "mark", "advmod", "case") {
			continue
		}
		switch low := r.words[c].low; {
		case low == "whether", low == "lest", low == "if" && open:
			return models.Possible
		case conditions[low]:
			return models.Conditional
		case low == "as" && (r.low(c+1) == "long" || r.low(c-1) == "long"):
			return models.Conditional
		}
	}
	if r.hangs(i, "advcl", "parataxis") && r.inverted(i) {
		return models.Conditional
	}
	return models.Asserted
}

// asked reports the main verb of a question that can be answered with no: did
// he say so?
func (r *Reader) asked(i int) bool {
	sent := r.doc.Sentences[r.words[i].sent]
	end := sent.Last - 1
	for n := 0; n < 2 && end > i && r.words[end].is(mark); n++ {
		end--
	}
	s := r.child(i, "nsubj", "expl")
	if r.words[end].low != "?" || s == none || r.words[s].is(relative) {
		return false
	}
	for c := range r.children(i) {
		if c < s && r.hangs(c, "aux", "cop") {
			return true
		}
	}
	return false
}
