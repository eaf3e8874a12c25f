package claim

import "strings"

// This file reads phrases that attribute a whole sentence: in their view, in
// the eyes of the judge.

// views are nouns behind "in" that name whose thought the sentence is.
var views = set("view opinion judgment judgement estimation words eyes assessment telling")

// viewed is the entry of these phrases.
var viewed = &entry{lemma: "view", part: nominal, kind: 1}

// views reads "in X's view" and "in the view of X" at the start of a sentence
// or between commas.
func (f *finder) views() {
	for k := 0; k+2 < len(f.words); k++ {
		if f.words[k].low != "in" || f.words[k+1].chunk == none || f.inSpeech(k) {
			continue
		}
		c := f.chunks[f.words[k+1].chunk]
		if c.from != k+1 || !views[f.words[c.head].low] {
			continue
		}
		d := draft{entry: viewed, frame: "in", rate: 900, group: none}
		sent := f.sentence(k)
		end := c.to
		owned := none
		for j := c.from; j < c.head; j++ {
			if f.words[j].is(owner | genitive) {
				owned = j
			}
		}
		switch {
		case owned != none:
			d.source = []stretch{{c.from, owned + 1}}
			d.cue = []stretch{{owned + 1, c.to}}
		case f.low(c.to) == "of":
			s := f.nounRight(c.to+1, true)
			if s.empty() {
				continue
			}
			d.source = []stretch{s}
			d.cue = []stretch{{k, c.to + 1}}
			end = s.to
		default:
			continue
		}
		from := end
		if f.class(from)&comma != 0 {
			from++
		}
		if k > sent.from && f.class(end)&comma == 0 {
			// The treaty is dead in their view.
			left := stretch{sent.from, k}
			if f.class(k-1)&comma != 0 {
				left.to--
			}
			if left.empty() || !f.tensedIn(left) {
				continue
			}
			d.content = []stretch{left}
		} else {
			if from >= sent.to {
				continue
			}
			to := f.clauseEnd(from, len(f.words))
			if to <= from {
				continue
			}
			d.content = []stretch{{from, f.spread(from, to)}}
		}
		f.add(d)
	}
}

// fitting frames of verbs that are often plain acts: found a key, showed her
// the door, added a line.
var fitting = map[string]map[frame]bool{
	"find":      frames(that, clause, wh, quoted, colons, "obj to", "obj that", adjunct),
	"see":       frames(that, clause, wh, "obj as", "as"),
	"show":      frames(that, clause, wh, quoted, colons, object, "obj of", "obj that", "obj to", "obj wh"),
	"add":       frames(that, clause, wh, quoted, colons),
	"continue":  frames(quoted, colons),
	"read":      frames(quoted, colons),
	"hold":      frames(that),
	"raise":     frames(),
	"hear":      frames(that),
	"feel":      frames(that, clause, "obj that", "about", adjunct),
	"know":      frames(that, clause, wh),
	"meet":      frames(),
	"dare":      frames("obj to", "obj quote"),
	"challenge": frames(object, "obj as", "obj to", "obj for", "obj that", that, quoted),
	"view":      frames("obj as", "as", "obj with", "obj to", that, quoted, adjunct),
	"go on":     frames(quoted, colons),
	"push":      frames(toDo, "for", "obj to"),
}

// telling verbs with an object are what things do as well as people.
var telling = set("explain echo address reflect")

// speaks reports a subject that can speak: a name, a pronoun, a noun for a
// person or for a body of people.
func (f *finder) speaks(s stretch) bool {
	if s.empty() {
		return false
	}
	for k := s.from; k < s.to && k < s.from+8; k++ {
		w := f.words[k]
		if w.is(proper|relative) || w.is(personal) && w.low != "it" || bodies[w.lemma] || writings[w.lemma] {
			return true
		}
		if w.is(noun) && w.chunk != none && f.chunks[w.chunk].head == k {
			low := strings.TrimSuffix(w.low, "s")
			for _, end := range [...]string{"er", "or", "ist", "ian", "man", "men", "woman", "women", "people", "ident", "udent", "gent", "dent"} {
				if strings.HasSuffix(low, end) {
					return true
				}
			}
		}
	}
	return false
}

// bodies of people speak as one.
var bodies = set("government court ministry police council committee company party union agency bank group team panel commission army family parliament office department official critic aide ally friend")

// inferring verbs tell with "may" and "would" what follows from something.
var inferring = set("explain reflect suggest show indicate signal confirm prove echo")

// giving verbs say something only where what is given is words.
var giving = set("issue offer post float release deliver publish")

// words are what one gives by speaking.
var words = set(`statement statements condolences details comment comments explanation explanations thoughts views advice thanks remarks words
	reasons excuse excuses arguments evidence proposal proposals idea ideas decree order orders report message messages picture examples
	critique rebuke verdict ruling clues insight insights`)

func frames(list ...frame) map[frame]bool {
	m := map[frame]bool{}
	for _, f := range list {
		m[f] = true
	}
	return m
}

// fits reports whether the frame fits a verb that is often a plain act.
func (f *finder) fits(n int, d *draft) bool {
	if d.entry.part == passive && d.entry.lemma == "know" && (d.frame == "for" || d.frame == "as") {
		return false // known for its cheese
	}
	if d.entry.part != active {
		return true
	}
	g := f.groups[n]
	switch {
	case d.entry.lemma == "plead" && (f.low(g.to) == "guilty" || f.low(g.to+1) == "guilty" || f.low(g.to) == "innocent"):
		return false // pleaded guilty
	case d.entry.lemma == "charge" && d.frame == object && f.low(d.object.to) != "with":
		return false // charged the operators a fee
	case d.entry.lemma == "show" && !d.object.empty() && f.words[d.object.from].is(personal) && (d.frame == object || d.frame == "obj of"):
		return false // showed him a picture
	case d.frame == object && telling[d.entry.lemma] && (g.participle || !f.speaks(f.subject[n])):
		return false // these interests explain the deal; echoing its troubles
	case d.entry.lemma == "consider" && g.participle && d.frame == that:
		return false // considering that he was ill: because
	case g.modal != "" && d.frame == object && inferring[d.entry.lemma]:
		return false // That might explain the delay.
	}
	if giving[d.entry.lemma] && len(d.frame) >= 3 && d.frame[:3] == object[:3] {
		// issued a statement, offered an apology, but issued a bond
		c := f.word(d.object.from).chunk
		if c == none {
			return false
		}
		h := f.words[f.chunks[c].head]
		return f.lex.entries[nominal][h.lemma] != nil || words[h.low]
	}
	allowed, ok := fitting[d.entry.lemma]
	if !ok {
		return true
	}
	if !allowed[d.frame] {
		return false
	}
	if d.entry.lemma == "show" && (len(d.frame) >= 3 && d.frame[:3] == object[:3]) {
		// a poll shows a lead, he showed her the door
		s := f.subject[n]
		return !s.empty() && !f.words[s.from].is(personal) && !f.words[s.to-1].is(proper)
	}
	return true
}
