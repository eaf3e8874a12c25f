package stance

// This file reads nouns and adjectives as predicates with the roles that the tree
// gives them: "the envoy's support for the army", "a critic of the bank".

// nominals adds the frames of the noun at n.
func (s *sentence) nominals(n int) {
	e := s.words[n].entry
	for i := range e.acts {
		a := &e.acts[i]
		switch a.part {
		case nounPart:
			s.deed(a, n)
		case personPart:
			s.persona(a, n)
		}
	}
	s.undergoing(n)
	s.inflicted(n)
	s.rescued(n)
}

// What it shows of somebody to bring good or ill upon another, as a noun of fate
// names it.
var (
	ill  = &act{part: nounPart, side: -2, prep: "of"}
	well = &act{part: nounPart, side: 1, prep: "of"}
)

// inflicted adds the frame of a fate that somebody brings upon another: "the
// firing of Gray by Cain".
func (s *sentence) inflicted(n int) {
	e := s.words[n].entry
	if e.shift&(suffers|gains) == 0 || e.find(nounPart, "of") != nil {
		return
	}
	targets, k := s.oblique(n, "of")
	holders, _ := s.oblique(n, "by")
	c := clause{}
	if len(holders) == 0 {
		holders = s.owners(n, &c)
	}
	if len(targets) == 0 || len(holders) == 0 {
		return
	}
	a := *ill
	if e.shift&gains != 0 {
		a = *well
	}
	a.lemma = s.words[n].lemma
	s.cross(frame{act: &a, at: n, end: s.until(n+1, k), given: true}, &c, holders, targets)
}

// deed adds the frames of an act as a noun, with whom it befalls behind its
// preposition.
func (s *sentence) deed(a *act, n int) {
	if s.taken(a, n) {
		return
	}
	targets, k := s.oblique(n, a.prep)
	if a.prep == "with" && len(targets) == 0 {
		if all, k := s.oblique(n, "between"); len(all) > 1 {
			s.cross(frame{act: a, at: n, end: s.until(n+1, k)}, &clause{}, all, all)
		}
		return
	}
	v := s.words[n].head
	if len(targets) == 0 && v >= 0 && s.words[v].class == verb {
		switch s.words[n].rel {
		case "obj", "nsubj:pass":
			if targets, k = s.oblique(v, a.prep); k < n {
				targets = nil
			}
			if len(targets) == 0 && s.words[n].rel == "obj" && s.words[v].entry.shift&light != 0 {
				if to := s.find(v, "iobj"); to >= 0 {
					targets = s.members(to) // "gave Peru its support"
				}
			}
		}
	}
	if r := s.find(n, "acl:relcl"); len(targets) == 0 && r >= 0 && s.words[r].entry.shift&light != 0 {
		targets, k = s.oblique(r, a.prep) // "the contempt that Laura had for Gerard"
	}
	if r := s.find(n, "acl"); len(targets) == 0 && r >= 0 && a.side < 0 && a.prep == "against" && s.marker(r) == "that" {
		targets, k = s.clause(r, 1).doers, n // "accusations by Peru that [Chile] cheats"
	}
	at := n // where the roles hang
	if h := s.words[n].head; len(targets) == 0 && h > n && s.base(n) == "compound" {
		targets, k = s.oblique(h, a.prep) // "the [sanctions] regime against Peru"
		at = h
	}
	if len(targets) == 0 {
		return
	}
	f := frame{act: a, at: n, end: s.until(n+1, k)}
	c := clause{}
	holders := s.actors(at, a.prep, &c, &f)
	if s.deniedNoun(at) {
		c.negated = true // "has no respect for"
	}
	s.cross(f, &c, holders, targets)
	if a.prep == "with" && s.words[n].entry.shift&mutual != 0 {
		s.cross(f, &c, targets, holders)
	}
}

// taken reports whether the noun at n is one with its verb, which is read instead: "cut
// ties with", "has no confidence in".
func (s *sentence) taken(a *act, n int) bool {
	v := s.words[n].head
	if v < 0 || s.words[v].class != verb || s.base(n) != "obj" && s.words[n].rel != "nsubj:pass" {
		return false
	}
	pair, with := s.paired(v)
	return pair != nil && with == n && pair.find(verbPart, a.prep) != nil
}

// rescues are verbs of motion to somebody's defence.
var rescues = map[string]bool{"come": true, "leap": true, "rush": true, "spring": true, "jump": true, "rise": true, "fly": true, "race": true, "go": true, "ride": true}

// helps are what they bring.
var helps = map[string]bool{"defence": true, "defense": true, "aid": true, "rescue": true, "assistance": true, "help": true, "side": true}

// defended is whose defence somebody comes to.
var defended = &act{lemma: "defence", part: nounPart, side: 2, prep: "of", event: "SUPPORT"}

// rescued adds the frame of "leapt to Orlov's defence".
func (s *sentence) rescued(n int) {
	v := s.words[n].head
	if v < 0 || !helps[s.words[n].lemma] || !rescues[s.words[v].lemma] || s.base(n) != "obl" || s.marker(n) != "to" {
		return
	}
	p := s.find(n, "nmod:poss")
	if p < 0 {
		return
	}
	c := s.clause(v, 0)
	if !c.passive {
		s.cross(frame{act: defended, at: n, end: n + 1}, &c, c.doers, s.members(p))
	}
}

// deniedNoun reports "no" before the noun: "has no respect for".
func (s *sentence) deniedNoun(n int) bool {
	for k := range s.kids(n) {
		if s.base(k) == "det" && s.denies(k) {
			return true
		}
	}
	return false
}

// actors are those who do the act that the noun at n names, with what is said of
// the act in c.
func (s *sentence) actors(n int, prep string, c *clause, f *frame) []member {
	v := s.words[n].head
	if all := s.owners(n, c); len(all) > 0 {
		f.given = true
		return all
	}
	for _, by := range [...]string{"of", "by", "from", "among"} {
		if by == prep || s.undergoes(v, n) {
			continue
		}
		if all, _ := s.oblique(n, by); len(all) > 0 {
			f.given = true
			return all
		}
	}
	for k := range s.kids(n) {
		if w := &s.words[k]; (s.base(k) == "compound" || s.base(k) == "amod" || s.base(k) == "nmod") && k < n && w.upper && w.class != determiner && k > 0 {
			return []member{{at: k}} // "a [Russian] police raid on"
		}
	}
	if r := s.find(n, "acl:relcl"); r >= 0 && s.words[r].entry.shift&light != 0 {
		if up := s.clause(r, 1); !up.passive {
			*c = up
			return up.doers
		}
	}
	// "a vote of no confidence in", "joined the calls for a boycott of"
	if m := s.marker(n); v >= 0 && s.words[v].class == noun && s.base(n) == "nmod" && (m == "of" || m == "for") && s.words[v].entry.shift&wish != 0 {
		if all := s.owners(v, c); len(all) > 0 {
			return all
		}
		n, v = v, s.words[v].head
	}
	if v >= 0 && (s.words[v].class == verb || s.words[v].class == adjective && s.base(n) == "nsubj") {
		return s.governors(v, n, c, f)
	}
	return nil
}

// owners are those whose act the noun at n is: "lifted [its] sanctions".
func (s *sentence) owners(n int, c *clause) []member {
	p := s.find(n, "nmod:poss")
	if p < 0 {
		return nil
	}
	v := s.words[n].head
	if v >= 0 && s.words[v].class == verb && s.words[p].tag == "PRP$" && s.base(n) == "obl" && s.marker(n) == "for" {
		// "thanked Germany for its support of Ukraine"
		if up := s.clause(v, 1); up.passive {
			return up.doers
		}
		if all := s.objects(v); len(all) > 0 {
			return all
		}
	}
	if v >= 0 && s.words[v].class == verb && s.words[p].tag == "PRP$" && s.base(n) == "obj" && s.ends(v) {
		up := s.clause(v, 1)
		*c = clause{group: up.group, wished: up.wished, given: up.given, open: up.open}
		c.turned = !c.turned
	}
	if v >= 0 && s.words[v].class == verb && s.words[p].tag != "PRP$" && s.base(n) == "obj" && s.ends(v) {
		c.open = true // "ended Peru's reliance on": another did
	}
	if v >= 0 && s.words[p].tag == "PRP$" && s.base(n) == "obj" && s.words[v].entry.shift&(light|reverse) != 0 {
		// One's own act, whoever the pronoun was taken for.
		if up := s.clause(v, 1); !up.passive && len(up.doers) > 0 {
			return up.doers
		}
	}
	return s.members(p)
}

// governors are those who do the act that the noun at n names because they are
// the subject of the verb at v, on which it hangs: "launched an attack on".
func (s *sentence) governors(v, n int, c *clause, f *frame) []member {
	up := s.clause(v, 1)
	w := &s.words[v]
	shift := w.entry.shift
	switch r := s.base(n); {
	case r == "nsubj" && w.rel != "nsubj:pass" && !up.passive:
		// "anger at Brazil is growing in [Paraguay]"
		for _, in := range [...]string{"in", "among", "across"} {
			if all, _ := s.oblique(v, in); len(all) > 0 {
				return all
			}
		}
		return nil
	case up.passive:
		*c = clause{group: up.group}
		c.turned = c.turned != s.ends(v)
		return s.agents(v)
	case r != "obj" && r != "obl" && r != "xcomp":
		return nil
	case r == "obj" && shift&light == 0 && shift&(voice|brand) != 0:
		return nil // "reported attacks on"
	case r == "obj" && shift&light == 0 && (w.entry.find(verbPart, direct) != nil || shift&undergo != 0):
		return nil // "opposes sanctions on": read with the verb
	case r == "obl" && s.marker(n) != "in" && s.marker(n) != "with" && s.marker(n) != "to":
		return nil
	}
	*c = up
	c.turned = c.turned != (s.base(n) == "obj" && s.ends(v))
	if shift&(light|reverse|carry) == 0 && !w.aux && s.base(n) == "obj" {
		f.weight = 500
	}
	return up.doers
}

// ends reports whether the verb at v puts an end to the act that is its object:
// "withdrew its endorsement of". Losing a fight ends nothing.
func (s *sentence) ends(v int) bool {
	e := s.words[v].entry
	if p, _ := s.paired(v); p != nil {
		e = p
	}
	return e.shift&reverse != 0 && e.shift&undergo == 0
}

// undergoes reports whether the act noun at n is what the subject of the verb at
// v undergoes: "won praise from".
func (s *sentence) undergoes(v, n int) bool {
	return v >= 0 && s.words[v].class == verb && s.words[v].entry.shift&undergo != 0 && s.base(n) == "obj"
}

// undergoing adds the frame of "faced criticism from the envoy", "came under
// attack by", "lost the backing of".
func (s *sentence) undergoing(n int) {
	v := s.words[n].head
	if v < 0 || s.words[v].class != verb {
		return
	}
	e := s.words[v].entry
	under := s.base(n) == "obl" && s.marker(n) == "under" && (e.shift&undergo != 0 || s.words[v].lemma == "come" || s.words[v].be)
	spared := s.base(n) == "obl" && (s.marker(n) == "against" || s.marker(n) == "from") && s.saves(v)
	if !under && !spared && !(s.base(n) == "obj" && e.shift&undergo != 0) {
		return
	}
	var a *act
	for i := range s.words[n].entry.acts {
		if x := &s.words[n].entry.acts[i]; x.part == nounPart && x.side != 0 {
			a = x
			break
		}
	}
	if a == nil {
		return
	}
	if spared {
		// "defended the board against criticism from the alliance"
		for _, prep := range [...]string{"from", "by", "of"} {
			if all, k := s.oblique(n, prep); len(all) > 0 {
				if targets := s.objects(v); len(targets) > 0 {
					s.cross(frame{act: a, at: n, end: s.until(n+1, k)}, &clause{}, all, targets)
				}
				return
			}
		}
		return
	}
	for _, prep := range [...]string{"from", "by", "of"} {
		all, k := s.oblique(n, prep)
		if len(all) == 0 {
			if all, k = s.oblique(v, prep); k < n {
				all = nil
			}
		}
		if len(all) == 0 || prep == "of" && a.side < 0 && e.shift&light != 0 {
			continue
		}
		c := s.clause(v, 0)
		if c.passive {
			return
		}
		patients := c.doers
		if e.shift&reverse != 0 {
			c.turned = !c.turned
		}
		s.cross(frame{act: a, at: n, end: s.until(n+1, k), suffered: true}, &c, all, patients)
		return
	}
}

// saves reports a verb that is done for its object: "defend", "shield".
func (s *sentence) saves(v int) bool {
	a := s.words[v].entry.find(verbPart, direct)
	return a != nil && a.side > 0 && !s.clause(v, 1).passive
}

// persona adds the frames of a person noun, "a critic of the bank", "Turkey's
// ally": whoever is it holds the stance.
func (s *sentence) persona(a *act, n int) {
	targets, k := s.oblique(n, a.prep)
	end := s.until(n+1, k)
	if len(targets) == 0 && a.prep == "of" {
		if p := s.find(n, "nmod:poss"); p >= 0 {
			targets = s.members(p)
		} else if p := s.find(n, "compound"); p >= 0 && s.words[p].class == name {
			targets = []member{{at: p}} // "Sharif ally Bhutto"
		}
		end = n + 1
	}
	if len(targets) == 0 {
		return
	}
	if s.past(n) {
		return
	}
	c := s.clause(n, 1)
	c.passive = false
	if len(targets) == 2 && s.base(n) == "nsubj" && s.announced(n, targets[1].at) {
		s.cross(frame{act: a, at: n, end: end}, &c, targets[1:], targets[:1])
		return
	}
	f := frame{act: a, at: n, end: end}
	holders := c.doers
	if len(holders) == 0 {
		holders = s.bearers(n, &c, 0)
	}
	if len(holders) > 0 {
		s.cross(f, &c, holders, targets)
	}
}

// past reports what somebody once was: "once a friend of", "a former ally of".
func (s *sentence) past(n int) bool {
	for k := range s.kids(n) {
		switch s.words[k].form {
		case "once", "former", "formerly", "onetime", "one-time", "erstwhile", "ex":
			return true
		}
	}
	return false
}

// bearers are those whom the person noun at n names without a verb.
func (s *sentence) bearers(n int, c *clause, depth int) []member {
	h := s.words[n].head
	var all []member
	for k := range s.kids(n) {
		if (s.base(k) == "appos" || s.base(k) == "flat") && s.words[k].class == name {
			all = append(all, s.members(k)...) // "his ally, Sharif", "Turkey's ally Bekov"
		}
	}
	if len(all) > 0 || h < 0 || depth > depths {
		return all
	}
	switch s.base(n) {
	case "appos":
		return []member{{at: h}} // "Sharova, a critic of the bank"
	case "nmod", "compound":
		if s.words[h].class == name && n < h && s.marker(n) == "" {
			return []member{{at: h}} // "Sharif ally [Bhutto]"
		}
		if w := &s.words[h]; w.class != verb && s.marker(n) == "of" && (w.form == "one" || w.form == "some" || w.form == "many") {
			return s.bearers(h, c, depth+1)
		}
	case "conj":
		if s.words[h].class != verb {
			return s.bearers(h, c, depth+1)
		}
	case "xcomp", "obl", "advcl", "nsubj", "dislocated", "parataxis", "root":
		if s.fronted(n) {
			if k := s.after(n, h); k >= 0 {
				return s.members(k) // "A longtime ally of Ethiopia, [Djibouti] opened"
			}
		}
		switch {
		case s.base(n) == "obl" && s.marker(n) == "as", s.base(n) == "xcomp":
			up := s.clause(h, 1)
			if o := s.find(h, "obj"); o >= 0 && !up.passive {
				return nil // "named him his ally"
			}
			c.negated, c.hedged = c.negated != up.negated, c.hedged || up.hedged
			return up.doers
		}
	}
	return nil
}

// fronted reports whether the noun phrase of n begins the sentence or the clause
// and a comma ends it.
func (s *sentence) fronted(n int) bool {
	r := s.phrase(n)
	for k := n; k < len(s.words) && k-n < reach; k++ {
		if s.words[k].class == comma {
			break
		}
		if s.words[k].class == verb {
			return false
		}
	}
	for k := r.first - 1; k >= 0; k-- {
		switch s.words[k].class {
		case adverb, quote, conjunction:
		default:
			if s.words[k].form == "once" {
				continue
			}
			return false
		}
	}
	return true
}

// announced reports a name that parsers hang on the phrase before it, but is the
// subject that the phrase describes: "An old rival of Bulgaria, Romania has won". An
// apposition would end in a comma.
func (s *sentence) announced(n, k int) bool {
	r := s.phrase(k)
	return r.first > 0 && s.words[r.first-1].class == comma && r.last < len(s.words) && s.words[r.last].class != comma && s.base(k) == "appos" && s.fronted(n)
}

// after is the subject of the verb at h that stands behind the noun n, or −1.
func (s *sentence) after(n, h int) int {
	for k := range s.kids(h) {
		if s.base(k) == "nsubj" && k > n+1 {
			return k
		}
	}
	return -1
}

// qualities adds the frames of the adjective or participle at i: "loyal to the
// mayor".
func (s *sentence) qualities(i int) {
	for j := range s.words[i].entry.acts {
		a := &s.words[i].entry.acts[j]
		if a.part != adjectivePart {
			continue
		}
		targets, k := s.oblique(i, a.prep)
		if len(targets) == 0 || k < i || k > i+3 {
			continue
		}
		c := s.clause(i, 0)
		c.passive = false
		holders := c.doers
		h := s.words[i].head
		if len(holders) == 0 && h >= 0 && s.words[h].nominal() && (s.base(i) == "amod" || s.base(i) == "acl" || s.base(i) == "appos") {
			holders = []member{{at: h}} // "a party loyal to"
		}
		s.cross(frame{act: a, at: i, end: k + 1}, &c, holders, targets)
	}
}
