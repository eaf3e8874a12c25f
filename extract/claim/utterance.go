package claim

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// An utterance is a cue, taken apart.
type utterance struct {
	Spans
	chain   []int // from the top of the cue to the word that tells what is done
	sense   *sense
	frame   frame
	kind    models.ClaimType
	passive bool // the word that tells is in the passive
}

// teller is the last word of the chain, the one that tells what is done.
func (u *utterance) teller() int { return u.chain[len(u.chain)-1] }

// cueReach bounds how many words of a cue are looked at.
const cueReach = 40

// utterance takes the cue apart.
func (r *Reader) utterance(c Spans) utterance {
	u := utterance{Spans: c, sense: &sense{kinds: map[frame]models.ClaimType{}}}
	var cue []int
	for _, g := range c.Cue {
		for i := g.First; i < g.Last && len(cue) < cueReach; i++ {
			cue = append(cue, i)
		}
	}
	at := r.summit(cue)
	if at == none {
		return u
	}
	for {
		u.chain = append(u.chain, at)
		s, end := r.sense(cue, at)
		if s != nil {
			u.sense = s
		}
		down := none
		if s == nil || s.turn != settle {
			down = r.governed(&u, cue, end, s)
		}
		if down == none {
			break
		}
		at = down
	}
	r.settle(&u, cue)
	return u
}

// tells reports a content word, which may tell what is done.
func (r *Reader) tells(i int) bool {
	switch r.upos(i) {
	case "VERB", "NOUN", "ADJ", "PROPN":
		return true
	case "":
		return r.words[i].is(verb | noun | adjective)
	}
	return false
}

// summit is the word of the cue that the others hang on: the highest content
// word, of several that hang elsewhere the first verb, else the first.
func (r *Reader) summit(cue []int) int {
	best, rank := none, 0
	for _, i := range cue {
		n := 1
		switch {
		case r.tells(i) && !r.under(cue, i):
			n = 4
			if r.words[i].is(verb) {
				n = 5
			}
		case r.tells(i):
			n = 3
		case r.known(i):
			n = 2
		}
		if n > rank {
			best, rank = i, n
		}
	}
	return best
}

// under reports whether a content word of the cue lies above word i.
func (r *Reader) under(cue []int, i int) bool {
	for n := 0; n < steps; n++ {
		h := int(r.head[i])
		if h == none {
			return false
		}
		if slices.Contains(cue, h) && r.tells(h) {
			return true
		}
		i = h
	}
	return false
}

// known reports whether word i alone has a sense.
func (r *Reader) known(i int) bool {
	return r.senses.known[elsewise][r.words[i].low] != nil
}

// parts are the parts of speech under which to look for word i, the likeliest
// first.
func (r *Reader) parts(i int) []part {
	switch r.upos(i) {
	case "VERB", "AUX":
		if r.passively(i) {
			return []part{passive, active, nominal, quality}
		}
		return []part{active, nominal, quality}
	case "NOUN", "PROPN":
		if r.words[i].is(verb) {
			return []part{active, nominal, quality}
		}
		return []part{nominal, active, quality}
	case "ADJ":
		return []part{quality, active, nominal}
	}
	switch w := &r.words[i]; {
	case w.is(verb):
		return []part{active, nominal, quality}
	case w.is(adjective):
		return []part{quality, active, nominal}
	case w.is(noun):
		return []part{nominal, active, quality}
	}
	return []part{elsewise}
}

// tail bounds how far behind a word its particle or noun is looked for.
const tail = 5

// sense is what the lists say of word i of a cue, with a particle or a noun of
// the cue behind it ("point out", "give his word"), or nil, and the last of its
// words.
func (r *Reader) sense(cue []int, i int) (*sense, int) {
	w := &r.words[i]
	particle := r.child(i, "compound:prt")
	for likely, p := range r.parts(i) {
		for n, name := range [...]string{w.lemma, w.low, strings.TrimSuffix(w.lemma, "e"), strings.TrimSuffix(w.low, "ed")} {
			if n > 0 && name == w.lemma || n > 1 && p != active {
				continue
			}
			if particle != none {
				if s := r.senses.known[p][name+" "+r.words[particle].low]; s != nil {
					return s, max(i, min(particle, i+1))
				}
			}
			if r.senses.longer[p][name] {
				for k := i + 1; k <= i+tail && r.same(i, k); k++ {
					if !slices.Contains(cue, k) && k != i+1 {
						break
					}
					long := name + " " + r.words[k].low
					if s := r.senses.known[p][long]; s != nil {
						return s, k
					}
					if s := r.senses.known[p][name+" "+r.words[k].lemma]; s != nil {
						return s, k
					}
					if s := r.senses.known[p][long+" "+r.low(k+1)]; s != nil && slices.Contains(cue, k+1) {
						return s, k + 1
					}
				}
			}
			if s := r.senses.known[p][name]; s != nil && (s.turn == settle || likely == 0 || p == active && likely == 1) {
				return s, i // what carries and withholds does so as what it is
			}
		}
	}
	return nil, i
}

// governed is the word of the cue that the last word of the chain governs and
// that tells more than it, behind the end of its sense: the claim of "made the
// claim", condemn of "refused to condemn". Where the cue has none, what follows
// a word that withholds may tell, if it says nothing but that somebody speaks
// (declined | to say), and so may the object of a light verb (voiced | concern).
func (r *Reader) governed(u *utterance, cue []int, end int, s *sense) int {
	best, rank, i := none, 0, u.teller()
	for _, k := range cue {
		if k <= end || !r.tells(k) || slices.Contains(u.chain, k) || r.momentaryNoun(k) ||
			r.hangs(k, "advmod") || r.hangs(k, "nsubj") && r.words[i].lemma != "be" {
			continue
		}
		n := 0
		switch known, _ := r.sense(cue, k); {
		case known != nil:
			n = 4
		case s != nil && r.words[k].is(verb):
			n = 1
		default:
			if _, kin := r.senses.kin(r.words[k].lemma); kin {
				n = 2
			}
		}
		if n > 0 && int(r.head[k]) == i {
			n++
		}
		if n > rank {
			best, rank = k, n
		}
	}
	if best != none || s == nil || s.turn == settle {
		return best
	}
	for c := range r.children(i) {
		switch {
		case c < i || !in(u.Content, c):
		case s.turn == withhold && r.hangs(c, "xcomp") && uttering[r.words[c].lemma]:
			return c
		case s.turn == carry && r.hangs(c, "obj") && light[s.lemma] && r.words[c].is(noun):
			if known, _ := r.sense(cue, c); known != nil && known.turn == settle {
				return c
			}
		}
	}
	return none
}

// uttering verbs tell nothing but that somebody speaks.
var uttering = set("comment say speak elaborate answer reply respond discuss talk mention specify disclose reveal")

// momentaryNoun reports a noun of time: said last week.
func (r *Reader) momentaryNoun(i int) bool {
	return days[r.words[i].low] || times[r.words[i].lemma]
}

// settle finds frame and type of the word that tells.
func (r *Reader) settle(u *utterance, cue []int) {
	at := u.teller()
	u.passive = r.passively(at)
	u.frame = r.frame(u, cue, at)
	s := u.sense
	if len(s.kinds) > 0 {
		list := r.readings(u, at)
		u.kind = s.kind(list...)
	} else {
		s.lemma = r.words[at].lemma
		kin, ok := r.senses.kin(s.lemma)
		if u.kind = kin; !ok {
			u.kind = guess(u.frame)
		}
	}
	if u.kind == models.Statement && found[s.lemma] && r.studied(u) {
		u.kind = models.Finding
	}
}

// readings are the frames to look a sense up by, the surest first.
func (r *Reader) readings(u *utterance, at int) []frame {
	var list []frame
	plain, objected := bare(u.frame)
	switch o := r.child(at, "obj"); {
	case r.progressive(at) && (u.frame == object || objected):
		list = append(list, "prog") // is considering a route
	case o != none && o > at && !objected && !in(u.Content, o) && !in(u.Cue, o):
		list = append(list, "obj "+u.frame) // persuaded him | to sell
	}
	list = append(list, u.frame)
	switch {
	case objected:
		list = append(list, plain)
	case u.frame == "wh to":
		list = append(list, wh)
	case u.passive && (u.frame == ending || u.frame == "by" || u.frame == rest):
		list = append(list, object) // Kosovo was recognized by
	}
	if r.progressive(at) {
		list = append(list, "prog")
	}
	return list
}

// bare is the frame without the object: "obj" of "obj for".
func bare(f frame) (frame, bool) {
	if len(f) > 4 && f[:4] == "obj " {
		return object, true
	}
	return "", false
}

// progressive reports "is considering".
func (r *Reader) progressive(i int) bool {
	return r.words[i].is(gerund) && r.child(i, "aux") != none
}

// found verbs tell what was found where a study is the source.
var found = set("suggest indicate reveal imply confirm point report hint estimate state document detail record illustrate in")

// studies are sources that find.
var studies = set("study poll survey data test research analysis figure statistic experiment census trial result number evidence inquiry probe investigation audit review simulation model")

// studied reports a source that is a study or its outcome.
func (r *Reader) studied(u *utterance) bool {
	if s := r.child(u.teller(), "nsubj"); s != none {
		return studies[r.words[s].lemma]
	}
	for _, g := range u.Source {
		for i := g.First; i < g.Last && i < g.First+tail; i++ {
			if studies[r.words[i].lemma] && !in(u.Source, int(r.head[i])) {
				return true
			}
		}
	}
	return false
}

// days and times are when something is said, not what.
var days = set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
var times = set("week month year night morning afternoon evening weekend spring summer fall autumn winter day monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december")
