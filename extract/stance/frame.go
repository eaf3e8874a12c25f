package stance

// A sentence is the words of one sentence and the predicates found among them.
type sentence struct {
	words   []word
	frames  []frame
	sayings []saying
}

// A frame is one predicate of the lists with the phrases that stand as its
// holder and its target.
type frame struct {
	act      *act
	at, end  int // its tokens [at, end)
	from     int // where its evidence begins: at, or a word before that negates or turns it
	holder   region
	target   region
	side     int  // act.side with what negation and reversal make of it, in thousandths
	weight   int  // certainty of the roles, in thousandths
	mutual   bool // "tension between X and Y": each of the phrase toward each
	negated  bool
	turned   bool
	hedged   bool
	supposed bool
	wished   bool // its holder only asks for it
	given    bool // told as a fact in a complaint or praise: "thanked Spain for defending Malta"
	open     bool // nobody is said to do it: "was asked to block"
	suffered bool // the verb's subject is its target: "won the support of"
	tied     bool // the tree has the target,
	head     int  // of which this is the head
}

// sides gives the base score of an act's side, in thousandths.
var sides = [5]int{-800, -500, 0, 500, 800}

// parse finds the frames of the words.
func (s *sentence) parse() {
	s.frames, s.sayings = s.frames[:0], s.sayings[:0]
	for i := range s.words {
		w := &s.words[i]
		if w.entry.words != ([4]int8{}) {
			s.saying(i)
		}
		before := len(s.frames)
		if len(w.entry.acts) > 0 || len(w.entry.pairs) > 0 || w.entry.shift&(suffers|gains) != 0 {
			switch {
			case w.class == verb && s.treed():
				s.performed(i)
				s.qualities(i) // "opposed to"
			case w.class == verb:
				s.verb(i)
				s.adjective(i)
			case (w.class == noun || w.class == name) && s.treed():
				s.nominals(i)
			case w.class == noun || w.class == name:
				s.noun(i)
			case w.class == adjective && s.treed():
				s.qualities(i)
			case w.class == adjective:
				s.adjective(i)
			}
		}
		for k := before; k < len(s.frames); k++ {
			s.frames[k].supposed = s.words[s.frames[k].at].supposed
			s.frames[k].from = s.shown(&s.frames[k])
		}
	}
}

// add records a frame with what its group does to it.
func (s *sentence) add(f frame, g group) {
	side := sides[f.act.side+2]
	f.negated, f.turned, f.hedged = g.negated, g.turned, g.hedged
	if f.turned && f.negated {
		f.side = side * 3 / 4 // "never stopped supporting"
		s.keep(f)
		return
	}
	if f.turned {
		if side == 0 && f.act.event == "CONSULT" {
			side = 500 // "refused to meet", "cancelled her visit to"
		}
		if side < 0 {
			side = -side / 2 // "stopped attacking" is not yet for
		} else {
			side = -side
		}
	}
	if f.negated {
		if side > 0 {
			side = -side * 3 / 4
		} else {
			side = -side / 8 // "did not attack" shows little
		}
	}
	f.side = side
	s.keep(f)
}

// shown is where the words begin that show a frame: the predicate, or before it
// what negates or turns it: "[refused] to sanction", "[no longer] supports".
func (s *sentence) shown(f *frame) int {
	first := f.at
	if !s.treed() || !f.negated && !f.turned {
		return first
	}
	for k, n := f.at, 0; n < depths; n++ {
		for c := range s.kids(k) {
			p := c
			if s.words[c].form == "longer" {
				p = max(0, c-1) // "no longer"
			} else if !s.denies(c) {
				continue
			}
			if p < first && f.at-p <= apart {
				first = p
			}
		}
		h := s.words[k].head
		if h < 0 || h > f.at || f.at-h > apart || s.words[h].class != verb {
			break
		}
		if s.words[h].entry.shift&reverse != 0 {
			first = min(first, h)
		}
		k = h
	}
	return first
}

// apart is how many words evidence may begin before its predicate.
const apart = 5

// keep records a frame whose side is known.
func (s *sentence) keep(f frame) {
	if f.weight == 0 {
		f.weight = whole
	}
	s.frames = append(s.frames, f)
}

// verb reads the frames of the verb at v.
func (s *sentence) verb(v int) {
	w := &s.words[v]
	next := v + 1
	if v > 0 && s.words[v-1].form == "-" {
		return // "battle-wounded"
	}
	if (w.tag == "VBG" || w.tag == "VBN") && v > 0 && next < len(s.words) && s.words[next].nominal() &&
		(s.words[v-1].class == determiner || s.words[v-1].class == adjective) {
		return // "the endorsed candidate"
	}
	e := w.entry
	for _, p := range e.pairs {
		if next < len(s.words) && s.words[next].form == p {
			if pair := lexicon()[w.lemma+" "+p]; pair != nil && len(pair.acts) > 0 {
				e, next = pair, next+1
			}
			break
		}
	}
	if len(e.acts) == 0 {
		return
	}
	g := s.group(v, 0)
	if !g.passive && w.tag == "VBN" && next < len(s.words) && s.words[next].form == "by" && (v == 0 || !s.words[v-1].aux) {
		g.passive = true // "the mayor, praised by the envoy"
	}
	var plain *act
	found := false
	for i := range e.acts {
		a := &e.acts[i]
		if a.part != verbPart {
			continue
		}
		if a.prep == direct {
			plain = a
			continue
		}
		if k := s.preposition(next, a.prep, 6); k >= 0 {
			s.add(frame{act: a, at: v, end: k + 1, holder: g.subject, target: s.right(k + 1)}, g)
			found = true
		}
	}
	if plain == nil || found && !g.passive && next < len(s.words) && !s.words[next].inside() {
		return
	}
	if g.passive {
		f := frame{act: plain, at: v, end: next, target: g.subject}
		if k := s.preposition(next, "by", 10); k >= 0 {
			f.holder = s.right(k + 1)
		}
		s.add(f.by(e), g)
		return
	}
	k := next
	for k < len(s.words) && k-next < 3 && (s.words[k].class == adverb || s.words[k].class == particle || s.words[k].class == quote) {
		k++
	}
	f := frame{act: plain, at: v, end: next, holder: g.subject, target: s.right(k)}
	s.add(f.by(e), g)
}

// by gives the frame of a verb of feeling to whom feels: "Sharif disappointed the
// mayor" says how the mayor stands.
func (f frame) by(e *entry) frame {
	if e.shift&felt != 0 {
		f.holder, f.target = f.target, f.holder
	}
	return f
}

// preposition finds prep after start, over at most n tokens of one noun phrase,
// or −1: "blamed the [delay] on".
func (s *sentence) preposition(start int, prep string, n int) int {
	for k := start; k < len(s.words) && k-start < n; k++ {
		w := &s.words[k]
		if w.form == prep && (w.class == preposition || w.class == infinitive || w.class == particle || w.class == adverb || w.class == subordinator) {
			if k+1 < len(s.words) && prep == "to" && s.words[k+1].class == verb && s.words[k+1].tag == "VB" {
				return -1 // "a challenge to lead"
			}
			return k
		}
		switch w.class {
		case noun, name, pronoun, adjective, determiner, genitive, adverb, particle, quote:
		case preposition:
			if w.form != "out" && w.form != "of" && w.form != "up" && w.form != "down" && w.form != "back" {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// noun reads the frames of the noun at n: an act ("the envoy's support for the
// army") or a person ("the envoy, a critic of the army").
func (s *sentence) noun(n int) {
	e := s.words[n].entry
	start := s.left(n).first
	// The nearest phrase: what stands before the noun within its own segment.
	seg := n
	for seg > start && s.words[seg-1].inside() && s.words[seg-1].class != quote {
		seg--
	}
	undergone := false
	for i := range e.acts {
		a := &e.acts[i]
		if a.part != nounPart && a.part != personPart {
			continue
		}
		if a.part == nounPart && !undergone {
			undergone = s.undergone(a, seg, n)
		}
		k := s.preposition(n+1, a.prep, 3)
		if k < 0 && a.prep == "with" {
			if k = s.preposition(n+1, "between", 3); k >= 0 {
				r := s.right(k + 1)
				s.add(frame{act: a, at: n, end: k + 1, holder: r, target: r, mutual: true}, group{})
				continue
			}
		}
		if k < 0 {
			continue
		}
		target := s.right(k + 1)
		if a.part == personPart {
			s.person(a, n, k+1, seg, target)
			continue
		}
		f := frame{act: a, at: n, end: k + 1, target: target}
		g := group{}
		if own := s.possessor(seg, n); !own.empty() {
			f.holder = own
		} else if by := s.preposition(n+1, "by", 8); by >= 0 && a.prep != "by" {
			f.holder = s.right(by + 1)
		} else if s.named(seg, n) {
			f.holder = region{seg, n} // "a Russian police raid on"
		} else {
			f.holder, g = s.lightly(seg, n, &f)
		}
		s.add(f, g)
	}
	// "the envoy's ally Sharif", "Sharif ally Bhutto": the possessor is the target.
	if a := e.find(personPart, "of"); a != nil && s.preposition(n+1, "of", 3) < 0 && seg < n {
		own := s.possessor(seg, n)
		if own.empty() {
			own = region{seg, n}
		}
		s.person(a, n, n+1, seg, own)
	}
}

// possessor is what stands before the last genitive or as a possessive pronoun
// within [seg, n).
func (s *sentence) possessor(seg, n int) region {
	for k := n - 1; k >= seg; k-- {
		if s.words[k].class == genitive {
			return region{seg, k}
		}
		if s.words[k].tag == "PRP$" {
			return region{k, k + 1}
		}
	}
	return region{}
}

// person adds the frames of a person noun: whoever is it holds the stance.
func (s *sentence) person(a *act, n, end, seg int, target region) {
	f := frame{act: a, at: n, end: end, target: target}
	if end == n+1 && end < len(s.words) && s.words[end].class == name {
		// "its ally Sharif"
		f.holder = s.right(end)
		s.add(f, group{})
		return
	}
	k := seg - 1
	if k < 0 {
		return
	}
	switch {
	case s.words[k].class == comma && k > 0 && s.words[k-1].nominal():
		f.holder = s.left(k - 1)
		s.add(f, group{})
	case s.words[k].be || s.words[k].class == preposition && s.words[k].form == "as" || s.words[k].class == adverb || s.words[k].lemma == "become" || s.words[k].lemma == "remain":
		g := s.group(seg, 0)
		if s.words[k].class == verb && !s.words[k].be {
			g = s.group(k, 0)
		}
		g.passive = false
		f.holder = g.subject
		s.add(f, g)
	}
	// "Sharif, the army's ally" is read above; "the army's ally, Sharif" here.
	if end < len(s.words)-1 && s.words[end].class == comma && s.words[end+1].class == name {
		f.holder = s.right(end + 1)
		s.add(f, group{})
	}
}

// lightly finds the holder of an act noun through the verb before it:
// "launched an attack on", "in support of", and turned round, "faced criticism
// from".
func (s *sentence) lightly(seg, n int, f *frame) (region, group) {
	k := seg - 1
	if k >= 0 && s.words[k].class == preposition {
		k-- // "spoke in support of", "joined in opposition to"
	}
	if k < 0 || s.words[k].class != verb {
		return region{}, group{}
	}
	w := &s.words[k]
	if k == seg-1 && w.entry.find(verbPart, direct) != nil && w.entry.shift&light == 0 {
		return region{}, group{} // "opposes sanctions on": read with the verb
	}
	g := s.group(k, 0)
	switch {
	case w.entry.shift&undergo != 0 && w.entry.shift&light == 0:
		return region{}, group{}
	case w.entry.shift&reverse != 0:
		g.turned = !g.turned
	case w.entry.shift&light == 0 && !w.aux && k == seg-1:
		f.weight = 500
	}
	if g.passive {
		return region{}, g
	}
	return g.subject, g
}

// named reports whether a name or a capital adjective stands among [seg, n).
func (s *sentence) named(seg, n int) bool {
	for k := seg; k < n; k++ {
		if s.words[k].class == name || s.words[k].class == adjective && s.words[k].upper {
			return true
		}
	}
	return false
}

// undergone adds the frame of "faced criticism from the envoy", if it is one.
func (s *sentence) undergone(a *act, seg, n int) bool {
	if seg == 0 || s.words[seg-1].class != verb || s.words[seg-1].entry.shift&undergo == 0 {
		return false
	}
	k := s.preposition(n+1, "from", 3)
	if k < 0 {
		return false
	}
	g := s.group(seg-1, 0)
	s.add(frame{act: a, at: n, end: k + 1, holder: s.right(k + 1), target: g.subject}, g)
	return true
}

// adjective reads "critical of", "loyal to" and their like at i.
func (s *sentence) adjective(i int) {
	for j := range s.words[i].entry.acts {
		a := &s.words[i].entry.acts[j]
		if a.part != adjectivePart {
			continue
		}
		k := s.preposition(i+1, a.prep, 2)
		if k < 0 {
			continue
		}
		from := i
		for from > 0 && s.words[from-1].class == adverb && s.words[from-1].entry.shift&negate == 0 {
			from--
		}
		if from > 0 && linking[s.words[from-1].lemma] {
			from-- // "remained loyal to"
		}
		g := s.group(from, 0)
		g.passive = false
		s.add(frame{act: a, at: i, end: k + 1, holder: g.subject, target: s.right(k + 1)}, g)
	}
}
