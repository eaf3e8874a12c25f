package stance

// toward gathers what shows how the holder stands toward the target: acts whose
// subject and object they are, and what the holder says of the target.
func (s *sentence) toward(t *tally, holder, target thing) {
	hs, ts := s.likes(holder, target), s.likes(target, holder)
	for i := range s.frames {
		f := &s.frames[i]
		if f.open || f.supposed {
			continue
		}
		h, hit := 0, 0
		for k, x := range hs {
			h = max(h, s.holds(x, f.holder)*trust(k)/whole)
		}
		if h <= 0 {
			continue
		}
		for k, x := range ts {
			if b := s.hits(x, f) * trust(k) / whole; max(b, -b) > max(hit, -hit) {
				hit = b
			}
		}
		if hit != 0 {
			t.frame(f, h*hit/whole, f.act.lemma)
		}
	}
	for i := range s.sayings {
		y := &s.sayings[i]
		if h := s.holds(target, y.of); h > 0 && s.holds(holder, y.by) > 0 {
			t.saying(y, h)
		}
	}
	if content, ok := s.content(holder); ok && target.within(content) {
		t.acted = true
		s.about(t, target, content)
	}
}

// trust weighs a thing itself fully, a pronoun that may stand for it less.
func trust(k int) int {
	if k == 0 {
		return whole
	}
	return 700
}

// likes returns the thing and the pronouns of a person behind it that stand for
// it rather than for the other: the earlier of the two is the likelier topic.
func (s *sentence) likes(x, other thing) []thing {
	all := []thing{x}
	for k := x.last; k < len(s.words) && k-x.last < reach; k++ {
		if other.first < x.first && k > x.first {
			break // the other is the topic
		}
		switch s.words[k].form {
		case "he", "she", "his", "her", "him":
			all = append(all, thing{k, k + 1})
		}
	}
	return all
}

// content returns what the holder says: the words behind a verb of saying whose
// subject it is, or before one that ends the sentence.
func (s *sentence) content(holder thing) (region, bool) {
	// The verb stands behind the holder or, turned round, before it.
	for v := holder.last; v < len(s.words) && v-holder.last < reach; v++ {
		w := &s.words[v]
		if w.class != verb || w.entry.shift&voice == 0 {
			continue
		}
		g := s.group(v, 0)
		if g.passive || g.negated || s.holds(holder, g.subject) < 600 {
			continue
		}
		if v+1 < len(s.words) && !s.words[v+1].ends() {
			return region{v + 1, len(s.words)}, true
		}
		return region{0, holder.first}, true
	}
	for v := holder.first - 1; v >= 0 && holder.first-v < 8; v-- {
		w := &s.words[v]
		if w.class == verb && w.entry.shift&voice != 0 && v > 0 && (s.words[v-1].class == comma || s.words[v-1].class == quote) {
			return region{0, v}, true // "…," said the mayor
		}
		if w.form == "according" || w.class == verb {
			break
		}
	}
	return region{}, false
}

// ends reports whether nothing said can follow the word.
func (w *word) ends() bool {
	return w.form == "." || w.form == ";" || w.form == "!" || w.form == "?" || w.class == comma
}

// units turns a judgement of the lists into thousandths.
const units = 250

// about gathers what the voice of the region says of the thing: words that
// stand with it, what it is said to be and to do, and what befalls it.
func (s *sentence) about(t *tally, x thing, r region) {
	done, undergone := -1, -1 // the predicates counted last, which may have several frames
	for i := range s.frames {
		f := &s.frames[i]
		if f.at < r.first || f.at >= r.last {
			continue
		}
		if f.act.goer != 0 && f.at != undergone && s.holds(x, f.holder) == 0 {
			if b := s.hits(x, f); b != 0 {
				v := f.act.goer * units * b / whole
				if f.negated || f.turned {
					v = -v / 2
				}
				t.add("is "+f.act.lemma, v, f.at, f.end)
				undergone = f.at
			}
		}
		if f.act.doer != 0 && f.at != done {
			if h := s.holds(x, f.holder); h > 0 {
				v := f.act.doer * units * h / whole
				if f.negated || f.turned {
					v = -v / 2
				}
				t.add("does "+f.act.lemma, v, f.at, f.end)
				done = f.at
			}
		}
	}
	s.beside(t, x, r)
	for i := range s.sayings {
		if y := &s.sayings[i]; y.at >= r.first && y.at < r.last && (y.by.empty() || r.last-r.first == len(s.words)) {
			if h := s.holds(x, y.of); h > 0 {
				t.saying(y, h)
			}
		}
	}
}

// A saying is one word that judges the phrase it is said of.
type saying struct {
	at     int
	from   int    // first token of the evidence, which ends with at
	of     region // whom it is said of
	by     region // who says it, where the sentence tells: "[Orlov] called him a liar"
	score  int    // in thousandths
	name   string
	hedged bool
	quoted bool // in quotation marks of its own: "they “betrayed” us"
}

// saying counts a judgement of what holds the weight h in its phrase.
func (t *tally) saying(y *saying, h int) {
	if y.hedged {
		t.doubt = max(t.doubt, 300)
	}
	t.add(y.name, y.score*h/whole, y.from, y.at+1)
}

// saying reads the judgement that the word at i makes of a subject.
func (s *sentence) saying(i int) {
	w := &s.words[i]
	words := &w.entry.words
	switch w.class {
	case verb:
		if v := int(words[asVerb]); v != 0 && !(w.tag == "VBN" && i > 0 && s.words[i-1].be) {
			s.predicate(i, v)
		} else if v := int(words[asAdjective]); v != 0 && i > 0 && (s.words[i-1].be || s.words[i-1].class == adverb) {
			s.predicate(i, v) // "was disgraced"
		}
	case adjective:
		if v := int(words[asAdjective]); v != 0 && w.tag != "JJR" {
			s.copula(i, v)
		}
	case noun:
		if v := int(words[asNoun]); v != 0 && !s.credit(i, v) {
			s.copula(i, v)
		}
	case adverb:
		if v := int(words[asAdverb]); v != 0 {
			s.manner(i, v)
		}
	}
}

// say records a judgement with what its verb group does to it.
func (s *sentence) say(i, value int, name string, g group, negated bool) {
	if g.subject.empty() {
		return
	}
	for k := g.subject.first - 1; k >= 0 && g.subject.first-k < 6; k-- {
		if f := s.words[k].form; f == "whether" || f == "if" || f == "unless" {
			g.hedged = true // "whether the bank was corrupt"
		}
	}
	y := saying{at: i, from: i, quoted: s.quoted(i), of: g.subject, score: value * units, name: name, hedged: g.hedged}
	if negated {
		y.score, y.name = -y.score/2, "not "+name
	}
	s.sayings = append(s.sayings, y)
}

// quoted reports quotation marks on either side of word i.
func (s *sentence) quoted(i int) bool {
	return i > 0 && i+1 < len(s.words) && s.words[i-1].class == quote && s.words[i+1].class == quote
}

// beside reads the words of the thing's own phrase: "the corrupt Sharif
// clan", "Sharif, a notorious liar,".
func (s *sentence) beside(t *tally, x thing, r region) {
	for k := x.first - 1; k >= max(0, r.first) && x.first-k < 6; k-- {
		w := &s.words[k]
		if !w.inside() || w.class == genitive {
			break
		}
		if w.upper && k > 0 && !s.words[k-1].upper {
			continue // "the Honourable Mr. Weber", "the Nazi leader": a name's part
		}
		if v := w.judgement(); v != 0 {
			t.add(w.form, v*units, k, k+1)
		}
	}
	s.ruled(t, x, r)
	// Within the thing ("the corrupt regime") and behind it ("the Sharif regime").
	for k := x.first; k < x.last && k < len(s.words); k++ {
		if w := &s.words[k]; w.class != name {
			if v := w.judgement(); v != 0 {
				t.add(w.form, v*units, k, k+1)
			}
		}
	}
	k := x.last
	own := k < len(s.words) && s.words[k].class == genitive
	for ; k < min(len(s.words), r.last) && k-x.last < 4; k++ {
		w := &s.words[k]
		if !w.inside() || w.class == quote || w.class == determiner {
			break
		}
		if v := w.judgement(); v != 0 && (own || w.class == noun) {
			if own {
				v = v * 3 / 4
			}
			t.add(w.form, v*units*3/4, k, k+1)
		}
	}
	if k == x.last && k+2 < min(len(s.words), r.last) && s.words[k].class == conjunction && s.words[k+1].tag == "PRP$" {
		// "the governor and his lackeys"
		for k += 2; k < min(len(s.words), r.last) && k-x.last < 6 && s.words[k].inside(); k++ {
			if v := s.words[k].judgement(); v < 0 && s.words[k].class == noun {
				t.add(s.words[k].form, v*units, k, k+1)
			}
		}
		return
	}
	if k == x.last && k+1 < min(len(s.words), r.last) && s.words[k].class == comma && s.words[k+1].class == determiner {
		mocked := false
		for k++; k < min(len(s.words), r.last) && k-x.last < 8 && (s.words[k].inside() || s.words[k].hyphen()); k++ {
			if v := s.words[k].judgement(); v < 0 || v > 0 && !mocked {
				t.add(s.words[k].form, v*units, k, k+1)
			}
			mocked = mocked || s.words[k].entry.shift&mocks != 0
		}
	}
}

// ruled reads what is said of the government of the thing: "the bloodthirsty
// regime of Sharif".
func (s *sentence) ruled(t *tally, x thing, r region) {
	at := x.first - 2
	if at < r.first || s.words[at+1].form != "of" || !governments[s.words[at].lemma] {
		return
	}
	for k := at - 1; k >= max(0, r.first) && at-k < 6 && (s.words[k].inside() || s.words[k].class == conjunction); k-- {
		if v := s.words[k].judgement(); v != 0 {
			t.add(s.words[k].form, v*units, k, k+1)
		}
	}
}

var governments = map[string]bool{"regime": true, "government": true, "administration": true, "rule": true, "clan": true, "leadership": true, "cabinet": true, "dictatorship": true}

// judgement is what the word says as the noun or adjective that it is.
func (w *word) judgement() int {
	if w.tag == "JJR" {
		return 0 // a comparison judges nobody: "the greater north"
	}
	switch w.class {
	case noun:
		if v := w.entry.words[asNoun]; v != 0 {
			return int(v)
		}
		return int(w.entry.words[asAdjective])
	case adjective:
		return int(w.entry.words[asAdjective])
	case verb, name:
		return int(w.entry.words[asAdjective])
	}
	return 0
}

// credit reads a noun of praise or blame that a whole clause is put down to: "to
// his credit, the senator answered".
func (s *sentence) credit(i, value int) bool {
	p := s.find(i, "nmod:poss")
	if p < 0 || s.words[p].tag != "PRP$" || s.marker(i) != "to" || s.base(i) != "obl" || s.words[i].head < 0 {
		return false
	}
	c := s.clause(s.words[i].head, 1)
	if c.passive || len(c.doers) == 0 {
		return false
	}
	s.say(i, 2*value, "to "+s.words[p].form+" "+s.words[i].form, group{subject: s.phrase(c.doers[0].at)}, false)
	return true
}

// predicate reads a verb that judges its subject: "Sharif lied".
func (s *sentence) predicate(v, value int) {
	g := s.judged(v, v)
	s.say(v, value, s.words[v].lemma, g, g.negated != g.turned)
}

// copula reads an adjective or noun that is said of a subject, "Sharif is a
// liar", "Sharif seems brave", or of an object, "called Sharif a liar".
func (s *sentence) copula(i, value int) {
	if s.dubbed(i, value) || s.second(i, value) {
		return
	}
	k := i - 1
	negated := false
	for k >= 0 && i-k < 6 && (s.words[k].class == determiner || s.words[k].class == adverb || s.words[k].class == adjective || s.words[k].class == quote || s.words[k].class == preposition && (s.words[k].form == "as" || s.words[k].form == "of")) {
		if s.words[k].entry.shift&negate != 0 {
			negated = !negated
		}
		k--
	}
	if k < 0 {
		return
	}
	if s.words[k].nominal() && k < i-1 || s.words[k].nominal() && s.words[i].class == adjective {
		r := s.left(k)
		if r.first > 0 && s.words[r.first-1].entry.shift&brand != 0 && s.words[r.first-1].class == verb {
			g := s.group(r.first-1, 0)
			by := g.subject
			g.subject = r
			s.say(i, 2*value, s.words[i].form, g, negated != (g.negated != g.turned))
			y := &s.sayings[len(s.sayings)-1]
			y.by, y.from = by, r.first-1
		}
		return
	}
	if !(s.words[k].be || s.words[k].class == verb && linking[s.words[k].lemma]) {
		return
	}
	p := k
	if s.find(i, "cop") == k {
		p = i
		negated = false // the tree has it
	}
	g := s.judged(p, k)
	s.say(i, value, s.words[i].form, g, negated != (g.negated != g.turned))
}

// judged is the group of the predicate at p with its subject as the tree has it,
// else that of the verb at v as the tags have it.
func (s *sentence) judged(p, v int) group {
	if s.treed() {
		if c := s.clause(p, 0); len(c.doers) > 0 {
			c.subject = s.phrase(c.doers[0].at)
			for _, d := range c.doers[1:] {
				if r := s.phrase(d.at); d.negated == c.doers[0].negated {
					c.subject = region{min(c.subject.first, r.first), max(c.subject.last, r.last)}
				}
			}
			c.negated = c.negated != c.doers[0].negated
			return c.group
		}
	}
	return s.group(v, 0)
}

// second reads an adjective or noun that is coordinated with another said of the
// subject: "is a liar and a [coward]".
func (s *sentence) second(i, value int) bool {
	p := i
	for n := 0; s.base(p) == "conj" && s.words[p].head >= 0 && n < depths; n++ {
		p = s.words[p].head
	}
	if p == i || s.find(p, "cop") < 0 {
		return false
	}
	c := s.clause(p, 0)
	if len(c.doers) == 0 {
		return false
	}
	g := c.group
	g.subject = s.phrase(c.doers[0].at)
	s.say(i, value, s.words[i].form, g, g.negated != g.turned)
	return true
}

// dubbed reads an adjective or noun that a verb of naming says of its object where
// the tree has it, "whom Orlov called a liar", "was called a liar by Orlov"; false
// where it has not.
func (s *sentence) dubbed(i, value int) bool {
	v := s.words[i].head
	if v < 0 || s.words[v].class != verb || s.words[v].entry.shift&brand == 0 {
		return false
	}
	switch r := s.base(i); {
	case r == "xcomp", r == "obj", r == "obl" && s.marker(i) == "as":
	default:
		return false
	}
	c := s.clause(v, 0)
	of, by := c.doers, s.agents(v)
	if !c.passive {
		of, by = nil, c.doers
		for k := range s.kids(v) {
			if r := s.base(k); k != i && (r == "obj" || r == "iobj") {
				of = s.members(k)
			}
		}
	}
	if len(of) == 0 || len(by) == 0 || of[0].at == i {
		return false
	}
	for _, x := range of {
		for _, y := range by {
			g := c.group
			g.subject = s.phrase(x.at)
			negated := s.denied(i) != (g.negated != g.turned) != (x.negated != y.negated)
			s.say(i, 2*value, s.words[i].form, g, negated)
			last := &s.sayings[len(s.sayings)-1]
			last.by, last.from = s.phrase(y.at), min(v, i)
		}
	}
	return true
}

var linking = map[string]bool{"seem": true, "become": true, "remain": true, "look": true, "appear": true, "stay": true, "grow": true}

// manner reads an adverb that judges the subject of the verb beside it.
func (s *sentence) manner(i, value int) {
	for _, k := range [...]int{i + 1, i - 1} {
		if k >= 0 && k < len(s.words) && s.words[k].class == verb {
			g := s.judged(k, k)
			g.hedged = false
			s.say(i, value, s.words[i].form, g, false)
			return
		}
	}
}

// tint turns half a judging word into thousandths of mood.
const tint = 40

// mood counts, faintly, all judging words of the sentence that no rule has
// tied to the thing: a text that speaks of crimes speaks ill.
func (s *sentence) mood(t *tally, x thing) {
	sum := 0
	for i := range s.words {
		w := &s.words[i]
		if w.entry == none {
			continue
		}
		v := 2 * int(w.entry.mood)
		switch w.class {
		case noun, adjective:
			v += 2 * w.judgement()
		case verb:
			v += 2*int(w.entry.words[asVerb]) + int(w.entry.words[asAdjective])
		case adverb:
			v += 2 * int(w.entry.words[asAdverb])
		}
		if v == 0 {
			continue
		}
		if i > 0 && s.words[i-1].entry.shift&negate != 0 || i > 1 && s.words[i-2].entry.shift&negate != 0 {
			v = -v
		}
		sum += max(-4, min(4, v))
	}
	if sum != 0 {
		t.add("mood", max(-400, min(400, sum*tint)), x.first, x.last)
	}
}
