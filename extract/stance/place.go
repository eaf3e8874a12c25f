package stance

// whole is the weight, in thousandths, of a thing that is itself the head of a
// phrase. All weights and scores are integers until they are handed out, so
// that every processor sums the same.
const whole = 1000

// A thing is the tokens [first, last) of something that may hold a stance or be
// its target.
type thing struct{ first, last int }

// within reports whether the thing lies inside the region, at least in part.
func (t thing) within(r region) bool { return t.first < r.last && r.first < t.last && !r.empty() }

// holds weighs a thing as the holder whom the phrase r names: the head fully,
// "the [Russian] army" and "the army of [Russia]" less.
func (s *sentence) holds(t thing, r region) int {
	if !t.within(r) {
		return 0
	}
	at, apposed := r.first, false
	for k := r.first; k < t.first; k++ {
		if s.words[k].class == preposition || s.words[k].form == "to" {
			at = k
		} else if s.words[k].class == comma && k+1 < len(s.words) && s.words[k+1].class == name {
			at = r.first // "his colleague, Sharif, condemned"
		} else if s.words[k].class == comma && s.words[k-1].class != adjective {
			apposed = true
		}
	}
	if apposed && at > r.first {
		return 150 // "Sharif, a critic of the bank, condemned"
	}
	if at > r.first {
		for k := r.first + 1; k <= at; k++ {
			if s.words[k].form == "of" && s.words[k-1].entry.find(personPart, "of") != nil {
				return 0 // "critics of [the ministry] asked"
			}
		}
		switch s.words[at].form {
		case "of", "for", "from", "by":
			return 700
		case "in", "at":
			return 400
		}
		return 200
	}
	if s.entitles(t, r) {
		return titled // "[Ohio] Governor Orlov"
	}
	end := s.segment(t, r)
	switch {
	case t.last >= end || t.last < len(s.words) && s.words[t.last].class == conjunction || t.last < len(s.words) && s.words[t.last].class == comma:
		return whole
	case s.words[t.last].class == genitive:
		h := s.words[end-1].entry
		if h.find(personPart, "of") != nil {
			return -200 // "Trump's critics said": not Trump
		}
		return 600
	}
	if a := s.words[end-1].entry.find(personPart, "of"); a != nil && a.side < 0 {
		return 0 // "Trump critics said"
	}
	if s.words[end-1].class == name && s.words[t.last].class == noun {
		return titled // "[Ohio] governor Orlov"
	}
	return 800
}

// entitles reports a thing that only stands in the title of the phrase's head.
func (s *sentence) entitles(t thing, r region) bool {
	for k, n := t.last-1, 0; k >= r.first && k < r.last && n < depths; k, n = s.words[k].head, n+1 {
		if s.words[k].rel == "nmod:desc" && s.words[k].head >= t.last {
			return true
		}
	}
	return false
}

// titled weighs what only stands in a person's title.
const titled = 300

// followed reports whether not the thing acts but those around it: "Trump
// supporters condemned".
func (s *sentence) followed(t thing, r region) bool {
	end := s.segment(t, r)
	return t.last < end && s.words[end-1].class == noun && s.words[end-1].entry.find(personPart, "of") != nil
}

// segment returns where the stretch of r without prepositions ends in which the
// thing stands.
func (s *sentence) segment(t thing, r region) int {
	for k := t.last; k < r.last; k++ {
		switch s.words[k].class {
		case preposition, infinitive, conjunction, comma:
			return k
		}
	}
	return max(r.last, t.last)
}

// befalls weighs a thing as the target of what befalls the phrase r: 1000 for
// the head, less for whose doings are meant ("criticized [the mayor]'s plan"),
// and with its sign turned where what is said of the phrase is the opposite for
// the thing ("regretted [the mayor]'s death", "backed sanctions on [the bank]").
func (s *sentence) befalls(t thing, r region, verb *act) int {
	if !t.within(r) {
		return 0
	}
	at := -1
	for k := r.first + 1; k < t.first; k++ {
		if s.words[k].class == preposition || s.words[k].form == "to" {
			at = k
		}
	}
	end := s.segment(t, r)
	if at < 0 {
		if t.last >= end || s.words[t.last].class == conjunction || s.words[t.last].class == comma {
			return whole
		}
		if s.words[end-1].class == name && s.words[t.last].class == noun {
			return titled
		}
		return 800 * s.fate(end-1) / whole
	}
	for k := r.first + 1; k < at; k++ {
		if s.words[k].class == preposition && s.words[k].form != "of" {
			return 0 // "impeached him over aid to [the north]"
		}
	}
	prep := s.words[at].form
	head := s.words[at-1].entry
	for k := at - 1; k > r.first && !s.words[k].nominal(); k-- {
		head = s.words[k-1].entry
	}
	turn := whole
	if t.last < end && s.words[t.last].class == genitive {
		turn = 800 * s.fate(end-1) / whole
	}
	for _, p := range [...]part{nounPart, personPart} {
		if a := head.find(p, prep); a != nil && a.side != 0 {
			if a.side < 0 {
				return -600 * turn / whole
			}
			return 600 * turn / whole
		}
	}
	switch {
	case head.shift&suffers != 0:
		return -600 * turn / whole
	case prep == "of" || prep == "by":
		if verb != nil && (verb.event == "ACCUSE" || verb.event == "CONSULT") && s.words[at-1].class == name {
			return 0 // "accused the mayor of X"
		}
		return 600 * turn / whole
	case prep == "from" || prep == "in" || prep == "at":
		return 300 * turn / whole
	}
	return 0
}

// fate is what good for the head noun at k means to its possessor, in thousandths.
func (s *sentence) fate(k int) int {
	e := s.words[k].entry
	if e.shift&suffers != 0 {
		return -whole
	}
	if a := e.find(personPart, "of"); a != nil && a.side < 0 {
		return -600 // "met Trump's critics"
	}
	return whole
}

// hits weighs a thing as the target of a frame.
func (s *sentence) hits(t thing, f *frame) int {
	if !f.tied {
		return s.befalls(t, f.target, f.act)
	}
	if !t.within(f.target) {
		return 0
	}
	weight, told := s.chained(t, f.head, f.act)
	if weight < 0 && s.words[f.at].entry.shift&grief != 0 {
		return -weight // "mourned the death of"
	}
	if !told && f.act.side != 0 && f.act.part == verbPart && f.act.event == "REQUEST" {
		return 0 // "demanded the mayor's papers" is no favour
	}
	return weight
}

// chained weighs the thing by the links of the tree from it up to the head of
// the phrase that something befalls, and reports whether one of them says what
// it means to the thing: "welcomed the [arrest of] the journalist".
func (s *sentence) chained(t thing, head int, verb *act) (weight int, told bool) {
	k := t.first
	for k < t.last-1 && s.words[k].head >= t.first && s.words[k].head < t.last {
		k++
	}
	if t.first <= head && head < t.last {
		return whole, false
	}
	weight = whole
	for n := 0; k != head; n++ {
		h := s.words[k].head
		if h < 0 || n > 2*depths {
			return 0, told
		}
		switch s.base(k) {
		case "flat", "fixed", "goeswith", "appos", "conj":
		case "compound", "amod", "nmod":
			sign := false
			link := whole
			switch prep := s.marker(k); {
			case s.words[k].rel == "nmod:poss" || s.base(k) == "compound" || s.base(k) == "amod" || prep == "":
				if s.words[h].class == name && s.base(k) != "nmod" {
					return titled * weight / whole, told
				}
				link = 800 * s.fate(h) / whole
				sign = s.words[h].entry.shift&(suffers|gains) != 0 || s.words[h].entry.find(personPart, "of") != nil
			default:
				link, sign = s.through(h, prep, verb, n > 0)
			}
			weight = weight * link / whole
			told = told || sign
		default:
			return 0, told
		}
		k = h
	}
	return weight, told
}

// through is what good for the noun at h means to those behind its preposition,
// in thousandths, and whether the lists say so.
func (s *sentence) through(h int, prep string, verb *act, inner bool) (int, bool) {
	e := s.words[h].entry
	for _, p := range [...]part{nounPart, personPart} {
		if a := e.find(p, prep); a != nil && a.side != 0 {
			if a.side < 0 {
				return -700, true
			}
			return 700, true
		}
	}
	switch prep {
	case "of", "by":
		switch {
		case prep == "by":
			return 600, false // whose doing it is
		case e.shift&suffers != 0:
			return -700, true
		case e.shift&gains != 0:
			return 700, true
		case verb != nil && (verb.event == "ACCUSE" || verb.event == "CONSULT") && s.words[h].class == name:
			return 0, false // "accused the mayor of X"
		}
		return 600, false
	case "for":
		if e.shift&wish != 0 && inner {
			return 900, false // "calls for a boycott of"
		}
	case "from":
		if e.shift&wish != 0 {
			return 700, false // "turned down an offer from"
		}
		return 300, false
	case "in", "at":
		return 300, false
	}
	return 0, false
}

// dateline returns where a dateline before the sentence ends, 0 if there is none:
// "LONDON, 26 July 2012 —".
func (s *sentence) dateline() int {
	const longest = 12
	for k := 0; k < min(len(s.words), longest); k++ {
		switch w := &s.words[k]; {
		case dash(w.form):
			return k
		case w.class == verb || k == 0 && (w.class != name || !w.upper):
			return 0
		}
	}
	return 0
}
