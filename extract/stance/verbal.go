package stance

import "strings"

// This file reads verbs as predicates with the roles that the tree gives them.

// cross adds the frame for each holder toward each target.
func (s *sentence) cross(f frame, c *clause, holders, targets []member) {
	g := c.group
	if len(targets) == 1 && s.reciprocal(targets[0].at) {
		targets = holders
	}
	if len(holders) == 0 {
		holders = []member{{at: -1}}
	}
	if len(targets) == 0 {
		targets = []member{{at: -1}}
	}
	f.wished, f.given = c.wished, f.given || c.given
	f.open = c.open
	for _, h := range holders {
		for _, t := range targets {
			if h.at == t.at {
				continue
			}
			one, og := f, g
			if h.at >= 0 {
				one.holder = s.phrase(h.at)
			}
			if t.at >= 0 {
				one.target, one.head = s.phrase(t.at), t.at
				one.tied = true
			}
			og.negated = g.negated != (h.negated != t.negated)
			s.add(one, og)
		}
	}
}

// performed adds the frames of the verb at v as the tree has its roles.
func (s *sentence) performed(v int) {
	w := &s.words[v]
	e, end := w.entry, v+1
	pair, with := s.paired(v)
	behind := "" // the preposition that the verb is paired with: "stand by"
	if pair != nil && len(pair.acts) > 0 {
		e = pair
		switch {
		case s.base(with) == "case":
			behind = s.words[with].form
		case with == end:
			end++
		}
	} else {
		with = v
	}
	if len(e.acts) == 0 {
		return
	}
	c := s.clause(v, 0)
	if with > v && s.base(with) == "obj" && s.deniedNoun(with) {
		c.negated = true // "has no confidence in"
	}
	holders := c.doers
	if c.passive {
		holders = s.agents(v)
	}
	holders = s.joined(v, &c, holders)
	var plain *act
	found := false
	for i := range e.acts {
		a := &e.acts[i]
		switch {
		case a.part != verbPart:
		case a.prep == direct && behind == "":
			plain = a
		case a.prep == indirect:
			if k := s.indirect(v); k >= 0 {
				s.cross(frame{act: a, at: v, end: end}, &c, holders, s.members(k))
				found = true
			}
		case strings.HasPrefix(a.prep, direct) && behind == "":
			if of, _ := s.oblique(v, a.prep[len(direct):]); len(of) > 0 {
				plain = a
			}
		default:
			prep := a.prep
			if prep == direct {
				prep = behind
			}
			targets, k := s.oblique(v, prep)
			if len(targets) == 0 && with > v && s.base(with) == "obj" {
				targets, k = s.oblique(with, prep)
			}
			if len(targets) > 0 {
				s.cross(frame{act: a, at: v, end: s.until(end, k)}, &c, holders, targets)
				found = true
			}
		}
	}
	if plain == nil {
		return
	}
	targets := s.objects(v)
	f := frame{act: plain, at: v, end: end}
	switch {
	case c.passive:
		targets = c.doers
		if len(holders) == 0 && w.entry.shift&attitude != 0 {
			holders, _ = s.oblique(v, "in") // "is admired in Jordan"
		}
	case len(targets) == 0 && found:
		return
	}
	if w.entry.shift&felt != 0 {
		holders, targets = targets, holders
	}
	s.cross(f, &c, holders, targets)
	if plain.side > 0 && !c.passive {
		if rivals, k := s.oblique(v, "against"); len(rivals) > 0 {
			s.cross(frame{act: versus, at: v, end: s.until(end, k)}, &c, holders, rivals)
		}
	}
}

// versus is what helping somebody against a third shows toward the third.
var versus = &act{lemma: "against", part: verbPart, side: -1, prep: "against"}

// until is where the evidence ends that goes on to the preposition at k.
func (s *sentence) until(end, k int) int {
	if k >= end && k-end < 4 {
		return k + 1
	}
	return end
}

// joined adds to the holders those of whom the clause says that they do alike,
// "Like Bulgaria, Romania condemned", and puts in place of nobody the one who
// alone does: "nobody has defended it more stubbornly than Okoro".
func (s *sentence) joined(v int, c *clause, holders []member) []member {
	if like, _ := s.oblique(v, "like"); len(like) > 0 && len(holders) > 0 && !holders[0].negated {
		return append(holders[:len(holders):len(holders)], like...)
	}
	if len(holders) == 1 && holders[0].negated {
		if than, _ := s.oblique(v, "than"); len(than) > 0 {
			return than
		}
	}
	return holders
}
