package stance

import "strings"

// This file reads off the tree who does what a predicate says, and to whom.

// A clause is a predicate with those who do it or, in the passive, undergo it.
type clause struct {
	group
	doers  []member
	wished bool // the doers only ask for it: "[Egypt] urged Sudan to leave"
	given  bool // told as a fact: "thanked Spain for defending Malta"
	open   bool // left open, whoever does it: "was asked to leave"
}

// clause reads the predicate at v: what negates, turns or weakens it, and its
// subject, its own or the one that another predicate lends it.
func (s *sentence) clause(v, depth int) clause {
	c := clause{group: group{first: v, at: v}}
	own := false // has an auxiliary or a subject of its own
	for k := range s.kids(v) {
		w := &s.words[k]
		switch s.base(k) {
		case "nsubj", "csubj":
			own = true
			c.passive = c.passive || strings.HasSuffix(w.rel, ":pass")
			c.doers = append(c.doers, s.members(k)...)
		case "aux", "cop":
			own = true
			c.passive = c.passive || w.rel == "aux:pass"
			c.hedged = c.hedged || w.class == modal && w.entry.shift&hedge != 0
			c.open = c.open || w.form == "should" && !s.words[v].supposed || s.find(k, "conj") >= 0 // "may or may not"
			if w.entry.shift&negate != 0 {
				c.negated = !c.negated
			}
		case "obl":
			c.passive = c.passive || w.rel == "obl:agent" && s.words[v].tag == "VBN"
		case "advmod":
			if !s.words[v].unreal {
				s.adverb(&c, k)
			}
		case "det":
			if s.denies(k) {
				c.negated = !c.negated // "is no friend of"
			}
		case "cc":
			if w.form == "nor" || w.form == "neither" {
				c.negated = !c.negated
			}
		case "mark", "case":
			switch w.form {
			case "without":
				c.negated = !c.negated
			case "instead", "rather":
				c.open = true // "instead of praising"
			}
		}
	}
	if len(c.doers) == 0 && depth < depths {
		s.lent(&c, v, own, depth)
	}
	return c
}

// adverb counts what the adverb at k does to its predicate.
func (s *sentence) adverb(c *clause, k int) {
	w := &s.words[k]
	if w.form == "longer" {
		if n := s.find(k, "advmod", "det"); n >= 0 && s.words[n].form == "no" {
			c.turned = !c.turned // "no longer supports"
		}
		return
	}
	if s.denies(k) {
		c.negated = !c.negated
	}
	c.hedged = c.hedged || w.entry.shift&hedge != 0
	if w.entry.shift&reverse != 0 {
		c.turned = !c.turned
	}
}

// lent fills in the subject of a predicate that has none of its own from what it
// hangs on.
func (s *sentence) lent(c *clause, v int, own bool, depth int) {
	h := s.words[v].head
	if h < 0 {
		return
	}
	switch s.base(v) {
	case "conj":
		s.shared(c, v, h, own, depth)
	case "acl":
		s.noted(c, v, h, depth)
	case "xcomp", "advcl", "ccomp", "csubj":
		s.controlled(c, v, h, depth)
	case "nmod":
		if s.words[h].rel == "root" || s.find(h, "cop") >= 0 {
			c.doers = s.clause(h, depth+1).doers // "is one of the fiercest [critics] of"
		}
	}
}

// shared lends the subject of the predicate at h to the one at v, coordinated
// with it: "[Bishop Nowak] blessed the union and cursed the company".
func (s *sentence) shared(c *clause, v, h int, own bool, depth int) {
	up := s.clause(h, depth+1)
	c.doers, c.wished, c.given, c.open = up.doers, up.wished, up.given, up.open
	w, to := &s.words[v], s.find(v, "obj") >= 0
	switch {
	case w.class == verb && up.passive && !to && (w.tag == "VBN" || w.tag == "VBD"):
		c.passive = true // "was praised by Peru and blamed by Chile"
	case c.passive && !up.passive && w.class == verb:
		c.doers = nil // "said and condemned by …"
	}
	if !own && w.tag == s.words[h].tag || !own && w.class != verb {
		c.turned = c.turned != up.turned
		c.hedged = c.hedged || up.hedged
		if n := s.find(v, "cc"); n >= 0 && s.words[n].form == "or" {
			c.negated = c.negated != up.negated // "did not praise or thank"
		}
	}
}

// noted finds the subject of a participle or infinitive that hangs on a noun.
func (s *sentence) noted(c *clause, v, h, depth int) {
	w, on := &s.words[v], &s.words[h]
	if !on.nominal() {
		if on.class == adjective {
			c.doers = s.clause(h, depth+1).doers // "was the first to recognise"
		}
		return
	}
	switch {
	case strings.HasSuffix(w.rel, ":relcl"):
		return // its subject is its own
	case w.tag == "VBN" || w.tag == "VBD":
		c.passive = true
		c.doers = s.alone(h)
	case w.tag == "VBG" && s.marker(v) == "" && !writings[on.lemma]:
		c.doers = s.alone(h)
	case s.find(h, "cop") >= 0 && s.marker(h) != "":
		c.doers = s.clause(h, depth+1).doers // "was at the station to cheer"
	default:
		c.control(on)
		if s.deniedNoun(h) {
			c.negated = !c.negated // "has no intention of recognising"
		}
		if p := s.find(h, "nmod:poss"); p >= 0 {
			c.doers = s.members(p) // "[his] refusal to help"
		} else if of, _ := s.oblique(h, "of"); len(of) > 0 {
			c.doers = of
		} else if by, _ := s.oblique(h, "by"); len(by) > 0 {
			c.doers = by
		}
		g := on.head
		if g < 0 || s.base(h) == "nsubj" || s.words[g].class != verb || s.find(g, "xcomp") >= 0 {
			return // "called talks of impeaching him lazy"
		}
		up := s.clause(g, depth+1)
		c.negated = c.negated != up.negated
		c.hedged = c.hedged || up.hedged
		c.control(&s.words[g]) // "threw out a motion to censure"
		if e, _ := s.paired(g); e != nil && e.shift&reverse != 0 && s.words[g].entry.shift&reverse == 0 {
			c.turned = !c.turned
		}
		if len(c.doers) == 0 && !up.passive {
			c.doers = up.doers
		}
	}
}

// writings are what somebody has written who does what hangs on them: "signed a
// letter supporting".
var writings = map[string]bool{"letter": true, "statement": true, "article": true, "speech": true, "resolution": true, "bill": true, "law": true, "motion": true,
	"report": true, "note": true, "tweet": true, "message": true, "petition": true, "document": true, "column": true, "editorial": true, "essay": true, "decree": true,
	"order": true, "post": true, "comment": true, "remark": true, "amendment": true, "measure": true, "declaration": true, "communique": true, "leaflet": true, "book": true}

// controlled finds the subject of a predicate that is the complement or the
// adjunct of another.
func (s *sentence) controlled(c *clause, v, h, depth int) {
	w, g := &s.words[v], &s.words[h]
	up := s.clause(h, depth+1)
	mark := s.marker(v)
	asked := s.asked(h)
	bare := w.tag == "VBG" || mark == "to" || w.class != verb || w.tag == "VB"
	if !bare {
		if s.base(v) == "xcomp" {
			c.doers = up.doers // "remained opposed to"
		}
		return
	}
	e := g.entry
	switch {
	case e.shift&wish != 0 && mark == "to" && s.base(v) != "acl" && (asked >= 0 || up.passive):
		c.wished = true
		if up.passive {
			c.doers, c.open = s.agents(h), true // "was asked to"
		} else {
			c.doers = up.doers
			c.negated = c.negated != up.negated
		}
		return
	case up.passive:
		c.doers = up.doers
		c.open = w.tag == "VBG" && accuses(e) && (mark == "of" || mark == "with") // "was charged with kidnapping"
	case w.tag == "VBG" && mark == "from" && e.shift&reverse != 0:
		c.doers = up.doers // "prevented Peru from attacking"
		c.turned, c.negated = !c.turned, c.negated != up.negated
		return
	case asked >= 0 && mark == "to" && object[g.lemma], asked >= 0 && w.tag == "VB" && mark == "" && s.base(v) != "advcl":
		c.doers = s.members(asked)
		return
	case asked >= 0 && w.tag == "VBG" && complaint[mark]:
		c.doers = s.members(asked)                                                   // "accused the army of shelling"
		c.open = mark == "against" || accuses(e) && (mark == "of" || mark == "with") // "warned it against attacking"
		c.given = mark == "for" || mark == "over"
		return
	default:
		c.doers = up.doers
		if g.lemma == "join" && mark == "in" && asked >= 0 {
			c.doers = append(c.doers[:len(c.doers):len(c.doers)], s.members(asked)...) // "joined Peru in condemning"
		}
	}
	if p, _ := s.paired(h); w.tag == "VBG" && (mark == "of" || mark == "from") && (e.shift&reverse != 0 || p != nil && p.shift&reverse != 0) {
		c.turned, c.negated = !c.turned, c.negated != up.negated // "refrained from criticising", "stopped short of"
		return
	}
	if y := s.find(h, "advmod"); g.lemma == "have" && y >= 0 && s.words[y].form == "yet" {
		c.negated = !c.negated // "has yet to be recognised"
	}
	if s.base(v) == "xcomp" || s.base(v) == "ccomp" || g.class == adjective {
		c.control(g)
		c.open = c.open || g.form == "ought"
		c.negated, c.turned, c.hedged = c.negated != up.negated, c.turned != up.turned, c.hedged || up.hedged
		c.wished, c.given, c.open = c.wished || up.wished, c.given || up.given, c.open || up.open
	}
}

// accuses reports a verb that says of somebody what he may not have done.
func accuses(e *entry) bool {
	a := e.find(verbPart, direct)
	return a != nil && a.event == "ACCUSE"
}

// complaint are the words before what somebody is praised or blamed for.
var complaint = map[string]bool{"of": true, "for": true, "from": true, "into": true, "against": true, "over": true, "about": true, "with": true}

// asked is the object of the verb at h, or whom it calls on; −1 if there is none.
func (s *sentence) asked(h int) int {
	if k := s.find(h, "iobj"); k >= 0 {
		return k
	}
	if k := s.find(h, "obj"); k >= 0 {
		return k
	}
	for _, prep := range [...]string{"on", "upon", "to", "for"} {
		if s.words[h].entry.shift&wish == 0 {
			break
		}
		if all, _ := s.oblique(h, prep); len(all) > 0 {
			return all[0].at
		}
	}
	return -1
}

// agents are those behind "by", or who the tree says acts in the passive at v.
func (s *sentence) agents(v int) []member {
	var all []member
	for k := range s.kids(v) {
		if s.words[k].rel == "obl:agent" {
			all = append(all, s.members(k)...)
		}
	}
	if len(all) == 0 {
		all, _ = s.oblique(v, "by")
	}
	// "was scolded in a speech on Monday by Hungary"
	for k := v + 1; len(all) == 0 && k < len(s.words) && k-v < reach; k++ {
		switch w := &s.words[k]; {
		case w.class == verb || w.class == subordinator || w.class == relative || w.class == comma:
			return nil
		case w.form == "by" && s.base(k) == "case":
			return s.members(w.head)
		}
	}
	return all
}

// objects are those to whom the verb at v is done.
func (s *sentence) objects(v int) []member {
	k := s.indirect(v)
	if k < 0 {
		k = s.find(v, "obj")
	}
	if k >= 0 {
		return s.members(k)
	}
	// "the man Kenya condemned", "Amira, whom the council supported"
	if strings.HasSuffix(s.words[v].rel, ":relcl") && s.words[v].head >= 0 {
		for i := range s.kids(v) {
			if s.words[i].class == relative {
				return nil
			}
		}
		if s.find(v, "nsubj") >= 0 && s.words[s.words[v].head].nominal() {
			return []member{{at: s.words[v].head}}
		}
	}
	return nil
}

// indirect is the indirect object of the verb at v, the first of two objects, or
// −1: "lent [Rwanda] two helicopters".
func (s *sentence) indirect(v int) int {
	if k := s.find(v, "iobj"); k >= 0 {
		return k
	}
	first := -1
	for k := range s.kids(v) {
		if s.words[k].rel != "obj" {
			continue
		}
		if first >= 0 {
			return first
		}
		first = k
	}
	return -1
}

// reciprocal reports "each other" and "one another", and what is theirs.
func (s *sentence) reciprocal(k int) bool {
	if p := s.find(k, "nmod:poss"); p >= 0 {
		k = p
	}
	if k+1 >= len(s.words) {
		return false
	}
	a, b := s.words[k].form, s.words[k+1].form
	if k > 0 && (a == "other" || a == "another") {
		a, b = s.words[k-1].form, a
	}
	return a == "each" && b == "other" || a == "one" && b == "another"
}

// paired is the entry of the verb at v with its particle, object or adverb, and
// which word that is: "cut off", "take the side of", "think highly of"; nil if the
// lists know none.
func (s *sentence) paired(v int) (*entry, int) {
	w := &s.words[v]
	for _, p := range w.entry.pairs {
		if v+1 < len(s.words) && s.words[v+1].form == p && s.base(v+1) != "obj" {
			return lexicon()[w.lemma+" "+p], v + 1
		}
		for k := range s.kids(v) {
			x := &s.words[k]
			if (x.form == p || x.lemma == p) && (x.rel == "compound:prt" || x.rel == "advmod" || (s.base(k) == "obj" || s.base(k) == "obl") && !x.upper) {
				return lexicon()[w.lemma+" "+p], k
			}
		}
	}
	return nil, v
}
