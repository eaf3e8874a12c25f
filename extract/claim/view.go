package claim

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
			s := f.nounRight(c.to+1, false)
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
	"find":     frames(that, clause, wh, quoted, colons, "obj to", "obj that", adjunct),
	"see":      frames(that, clause, wh, "obj as", "as"),
	"show":     frames(that, clause, wh, quoted, colons, object, "obj of", "obj that", "obj to", "obj wh"),
	"add":      frames(that, clause, wh, quoted, colons),
	"continue": frames(quoted, colons),
	"read":     frames(quoted, colons),
	"hold":     frames(that),
	"raise":    frames(),
	"hear":     frames(that),
	"feel":     frames(that, clause, "obj that", "about", adjunct),
	"know":     frames(that, clause, wh),
	"meet":     frames(),
	"post":     frames(that, clause, quoted, colons, "obj that"),
	"issue":    frames(that, quoted, colons),
	"offer":    frames(toDo, quoted, colons),
	"push":     frames(toDo, "for", "obj to"),
}

func frames(list ...frame) map[frame]bool {
	m := map[frame]bool{}
	for _, f := range list {
		m[f] = true
	}
	return m
}

// fits reports whether the frame fits a verb that is often a plain act.
func (f *finder) fits(n int, d *draft) bool {
	if d.entry.part != active {
		return true
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
