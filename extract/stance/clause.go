package stance

// reach bounds every walk from a word, so that a sentence of a million words
// costs no more than a million times a constant.
const reach = 40

// A region is a run of tokens [first, last) that holds a phrase; the zero
// region is none.
type region struct{ first, last int }

func (r region) empty() bool { return r.last <= r.first }

// A group is a predicate with its auxiliaries, and what they do to it.
type group struct {
	subject region
	passive bool
	negated bool // an odd number of negations
	turned  bool // an odd number of reversals
	hedged  bool
	first   int // leftmost token that belongs to it
	at      int // the token next to which the subject is looked for: the leftmost verb
}

// group reads leftwards from the predicate at v to its subject.
func (s *sentence) group(v, depth int) group {
	g := group{first: v, at: v}
	cur := v // the verb whose auxiliaries are being read
	i := v - 1
	for steps := 0; i >= 0 && steps < reach; steps++ {
		w := &s.words[i]
		sh := w.entry.shift
		switch {
		case sh&negate != 0 && w.class != noun && w.class != pronoun && w.class != determiner:
			// "never attacked", "nor praised"
			g.negated = !g.negated
			g.first = i
		case w.class == adverb:
			if sh&hedge != 0 {
				g.hedged = true
			}
			if sh&reverse != 0 {
				g.turned = !g.turned
			}
		case w.class == determiner && (w.form == "both" || w.form == "all" || w.form == "each") && i > 0 && s.words[i-1].class != preposition:
			// "have both provided"
		case w.class == modal:
			if sh&hedge != 0 {
				g.hedged = true
			}
		case w.be:
			if cur == v && (s.words[v].tag == "VBN" || s.words[v].tag == "VBD") {
				g.passive = true
			}
			cur, g.at = i, i
		case w.aux && w.class == verb:
			if cur == v && (w.lemma == "get") && s.words[v].tag == "VBN" {
				g.passive = true
			}
			cur, g.at = i, i
		case w.class == infinitive:
			// "refused to sanction", "is unwilling to help"
			k := i - 1
			for k >= 0 && i-k < 4 && (s.words[k].class == adverb || s.words[k].entry.shift&negate != 0) {
				if s.words[k].entry.shift&negate != 0 {
					g.negated = !g.negated
				}
				k--
			}
			if k < 0 {
				return g
			}
			ctl := &s.words[k]
			if ctl.class == verb || ctl.class == adjective && ctl.entry.shift&(carry|reverse|hedge) != 0 {
				g.control(ctl)
				g.first = k
				cur, i = k, k
				g.at = k
				break
			}
			if ctl.nominal() {
				g.control(ctl) // "his refusal to sanction"
				g.subject = s.left(k)
				u := s.visited(g.subject.first)
				if v := g.subject.first - 1; v >= 0 && ctl.class == name && s.words[v].class == verb && s.words[v].tag != "VB" && !object[s.words[v].lemma] && s.words[v].entry.shift&(carry|reverse|voice) == 0 {
					u = v // "backed Peru to weaken Chile"
				}
				if u >= 0 && depth < 3 {
					g.subject = s.group(u, depth+1).subject
				}
			}
			return g
		case w.class == verb && s.words[cur].tag == "VBG" && w.entry.shift&(carry|reverse) != 0:
			// "stopped attacking"
			g.control(w)
			g.first = i
			cur, g.at = i, i
		case w.class == preposition && s.words[cur].tag == "VBG":
			return s.gerund(g, i, depth)
		case w.class == quote:
		default:
			return s.subject(g, i, depth)
		}
		i--
	}
	return g
}

// control takes over what a verb, adjective or noun does to the infinitive or
// gerund behind it.
func (g *group) control(w *word) {
	if w.entry.shift&reverse != 0 {
		g.turned = !g.turned
	}
	if w.entry.shift&hedge != 0 {
		g.hedged = true
	}
}

// gerund finds the subject of a gerund behind the preposition at i:
// "accused the army of shelling" (the army), "answered by shelling" (who answered).
func (s *sentence) gerund(g group, i, depth int) group {
	if i == 0 {
		return g
	}
	before := &s.words[i-1]
	switch s.words[i].form {
	case "of", "for", "from", "with", "about":
		if before.nominal() {
			g.subject = s.left(i - 1)
			if u := s.finite(i); before.class == noun && s.within(i-1) && u >= 0 && depth < 3 {
				g.subject = s.group(u, depth+1).subject // "may act without fear of helping"
			}
			return g
		}
		if before.class == verb && depth < 3 {
			g.control(before)
			up := s.group(i-1, depth+1)
			g.subject, g.negated = up.subject, g.negated != up.negated
			return g
		}
	case "without":
		g.negated = !g.negated
		fallthrough
	case "by", "after", "before", "in", "while", "despite":
		if u := s.finite(i); u >= 0 && depth < 3 {
			g.subject = s.group(u, depth+1).subject
		}
	}
	return g
}

// within reports a bare noun at k behind a preposition: "in hope of", "without fear of".
func (s *sentence) within(k int) bool {
	for k--; k >= 0; k-- {
		switch w := &s.words[k]; w.class {
		case adjective, determiner:
			if w.tag == "PRP$" {
				return false
			}
		case preposition:
			return w.form != "of"
		default:
			return false
		}
	}
	return false
}

// object verbs make their object the subject of the infinitive behind it.
var object = map[string]bool{"ask": true, "urge": true, "want": true, "force": true, "tell": true, "help": true, "allow": true, "expect": true, "order": true,
	"call": true, "invite": true, "persuade": true, "convince": true, "compel": true, "lead": true, "push": true, "press": true, "permit": true, "enable": true,
	"encourage": true, "warn": true, "advise": true, "require": true, "get": true, "cause": true, "instruct": true, "pressure": true, "beg": true,
	"authorize": true, "authorise": true, "challenge": true, "leave": true, "let": true, "forbid": true, "like": true, "need": true, "oblige": true, "tempt": true, "prompt": true}

// motions are verbs behind whose goal an infinitive tells a purpose.
var motions = map[string]bool{"travel": true, "go": true, "come": true, "return": true, "fly": true, "head": true, "move": true, "sail": true, "march": true, "meet": true}

// visited returns the verb whose subject went to the place that begins at
// first, or −1: "flew to Riga to meet".
func (s *sentence) visited(first int) int {
	if first < 2 {
		return -1
	}
	switch s.words[first-1].form {
	case "to":
		if v := &s.words[first-2]; v.class == verb && motions[v.lemma] {
			return first - 2
		}
	case "in", "at", "near":
		return s.finite(first - 1)
	}
	return -1
}

// finite finds the nearest finite verb before i, or −1.
func (s *sentence) finite(i int) int {
	for k := i - 1; k >= 0 && i-k < reach; k-- {
		switch s.words[k].tag {
		case "VBD", "VBZ", "VBP":
			return k
		}
		if s.words[k].form == ";" {
			return -1
		}
	}
	return -1
}

// subject finds the phrase that stands as subject where the verb group's
// auxiliaries begin, i being the token before them.
func (s *sentence) subject(g group, i, depth int) group {
	w := &s.words[i]
	switch {
	case w.class == relative:
		// "the minister, who condemned"
		i--
		if i >= 0 && s.words[i].class == comma {
			i--
		}
		if i >= 0 && s.words[i].nominal() {
			g.subject = s.left(i)
		}
	case w.nominal():
		g.subject = s.left(i)
		if s.words[g.subject.first].entry.shift&negate != 0 {
			g.negated = !g.negated // "no deputy praised", "none has praised"
		}
		if w.class == noun && s.words[g.at].tag == "VBG" && depth < 3 {
			// "wrote a letter supporting": not the letter, who wrote it
			if u := s.finite(i); u >= 0 && !s.words[u].be {
				g.subject = s.group(u, depth+1).subject
			}
		}
	case w.class == adjective && i > 0 && s.words[i-1].class == determiner:
		g.subject = s.left(i) // "the poor condemned"
	case w.form == ")":
		for k := i - 1; k > 0 && i-k < reach; k-- {
			if s.words[k].form == "(" {
				if s.words[k-1].nominal() {
					g.subject = s.left(k - 1)
				}
				break
			}
		}
	case w.class == comma || w.class == conjunction:
		if w.class == comma {
			if k := s.apposed(i); k >= 0 {
				g.subject = region{s.left(k).first, i}
				return g
			}
		}
		if s.words[g.at].tag == "VBG" && depth < 3 {
			// "accused him of lying, stealing and being"
			for k := i - 1; k >= 0 && i-k < reach; k-- {
				if s.words[k].tag == "VBD" || s.words[k].tag == "VBZ" || s.words[k].tag == "VBP" {
					break
				}
				if s.words[k].tag == "VBG" && k > 0 && s.words[k-1].class == preposition {
					g.subject = s.group(k, depth+1).subject
					return g
				}
			}
		}
		// "met the envoy and condemned", "smiled, then condemned"
		if depth < 3 {
			if u := s.finite(i); u >= 0 {
				g.subject = s.group(u, depth+1).subject
			}
		}
	}
	return g
}

// apposed returns the last token of the phrase to which what stands before the
// comma at i is apposed ("X, a critic of the army, condemned"), or −1.
func (s *sentence) apposed(i int) int {
	for k := i - 1; k > 0 && i-k < reach; k-- {
		if s.words[k].class != comma {
			continue
		}
		if !s.words[k-1].nominal() {
			return -1
		}
		next := &s.words[k+1]
		switch next.class {
		case relative, determiner, preposition, name, noun, adjective, adverb:
			return k - 1
		case verb:
			if next.tag == "VBG" || next.tag == "VBN" {
				return k - 1
			}
		}
		return -1
	}
	return -1
}

// left returns the noun phrase that ends with the token at end, its prepositional
// phrases and coordinated members included.
func (s *sentence) left(end int) region {
	r := region{end, end + 1}
	if s.words[end].tag == "PRP" && (end == 0 || s.words[end-1].class != conjunction || end > 1 && s.words[end-2].class == comma) {
		return r // "…, and I thank her"
	}
	and := false
	for k := end - 1; k >= 0 && end-k < reach; k-- {
		w := &s.words[k]
		switch {
		case w.inside():
			r.first = k
			continue
		case w.class == preposition && k > 0 && (s.words[k-1].nominal() || s.words[k-1].class == quote):
			continue
		case w.form == "to" && k > 0 && s.words[k-1].nominal() && s.words[k+1].class != verb:
			continue
		case w.class == conjunction && w.form != "but" && k > 0 && (s.words[k-1].nominal() || s.words[k-1].class == comma || s.words[k-1].class == adjective):
			and = true
			continue
		case w.class == comma && and && k > 0 && s.words[k-1].nominal():
			continue
		case w.class == verb && (w.tag == "VBN" || w.tag == "VBG") && s.words[k+1].inside() && k > 0 && (s.words[k-1].class == determiner || s.words[k-1].class == adjective):
			continue // "the ruling party"
		}
		break
	}
	return r
}

// right returns the noun phrase that begins at start, its prepositional phrases
// and coordinated members included.
func (s *sentence) right(start int) region {
	r := region{start, start}
	for k := start; k < len(s.words) && k-start < reach; k++ {
		w := &s.words[k]
		more := k+1 < len(s.words)
		switch {
		case w.inside():
			if w.class != quote {
				r.last = k + 1
			}
			continue
		case w.class == adverb && k-start < 3 && more:
			continue
		case w.class == preposition && k > start && more:
			continue
		case w.form == "to" && more && k > start && s.words[k+1].class != verb:
			continue
		case w.class == conjunction && more && k > start && (s.words[k+1].inside() || s.words[k+1].class == conjunction):
			if k+2 < len(s.words) && s.words[k+1].nominal() && (s.words[k+2].class == verb || s.words[k+2].class == modal) {
				return r // "praised the mayor and the army fled"
			}
			continue
		case w.class == verb && (w.tag == "VBN" || w.tag == "VBG") && more && s.words[k+1].inside() && k > start && s.words[k-1].class == determiner:
			continue
		}
		break
	}
	return r
}
