// Package claim finds attributions: who said, thought, pledged or denied what,
// as source, cue and content.
//
// The idea: a cue is a verb, noun or adjective of a list, in a form that the
// list names for it, with what PolNeAR says of how often that form is a cue.
// The form, found over tags by small chunkers of verb groups and noun phrases,
// also tells where the content begins; the source is the subject, or what
// stands where a subject stands beside a quotation. Boundaries follow PolNeAR
// (Newell et al., LREC 2018).
//
// What a claim does, its type, negation and modality, and whom it addresses and
// aims at, is read from its spans and the tree by a [Reader], whoever found it.
//
// It does not promise to see what only a tree shows, such as where a clause
// within a clause ends, and it finds no claims inside direct speech but those
// of the plainest form.
package claim

import "github.com/sayso-nlp/sayso/models"

// Find reads all of doc up to the mentions and fills Claims.
func Find(doc *models.Document) {
	doc.Claims = nil
	f := finder{doc: doc, reader: NewReader(doc), lex: cues(), weights: weights(), carried: none}
	f.passages(f.emit)
	f.finish()
}

// A finder goes through a document passage by passage.
type finder struct {
	passage
	doc     *models.Document
	reader  *Reader
	lex     *lexicon
	weights map[reason]int
	why     []reason // scratch
	drafts  []draft  // of the passage
	claims  []models.Claim
	owner   []int32 // for each quotation the draft that it is content of, or none
	last    int     // the draft whose speech ended last, or none
	carried int     // the claim whose quotation ended the passage before, or none
}

// A draft is a claim in words of the passage.
type draft struct {
	source, cue, content []stretch
	entry                *entry
	frame                frame
	rate                 int // of the frame, in thousandths
	weight               int // the confidence, in thousandths
	group                int // the verb group of the cue, or none
	object               stretch
	speech               bool // the content is a quotation beside the cue
	avowed               bool // made by a speaker in direct speech about themselves
	light                bool // the cue is a light verb and a noun
	inside               bool // the cue stands in the content of another draft
}

// floor is the least rate at which a form is looked at as a cue.
const floor = 200

// read finds the drafts of the passage.
func (f *finder) read() {
	f.drafts = f.drafts[:0]
	f.owner = f.owner[:0]
	for range f.quotes {
		f.owner = append(f.owner, none)
	}
	f.findSubjects()
	for g := range f.groups {
		f.verb(g)
		f.adjective(g)
	}
	f.nouns()
	f.according()
	f.views()
	f.script()
}

// verb reads verb group n as a cue, if it is one.
func (f *finder) verb(n int) {
	g := f.groups[n]
	spoken := f.inSpeech(g.head)
	if spoken && !f.avows(n) {
		return
	}
	pos := active
	if g.passive {
		pos = passive
	}
	e, end := f.lex.find(&f.passage, pos, g.head)
	if e == nil {
		return
	}
	end = max(end, g.to)
	d := draft{entry: e, group: n, cue: []stretch{{g.from, end}}}
	if spoken {
		// “We accuse him of lying,” she said.
		if d.avowed = true; performs(e.kind) && f.onward(n, end, &d) && d.rate >= avowal {
			f.add(d)
		}
		return
	}
	if f.beside(n, end, &d) || f.fronted(n, end, &d) || f.onward(n, end, &d) {
		f.add(d)
	}
}

// avowal is the least rate of a claim that speakers make about themselves.
const avowal = 500

// avows reports a verb in the present whose subject is "I" or "we".
func (f *finder) avows(n int) bool {
	s, g := f.subject[n], f.groups[n]
	if s.len() != 1 || s.to > g.from || !g.tensed || g.passive {
		return false
	}
	w := f.low(s.from)
	return (w == "i" || w == "we") && f.words[first(&f.passage, &g)].tag != "VBD"
}

// performs reports the types of claim that a speaker makes by saying so.
func performs(t models.ClaimType) bool {
	switch t {
	case models.Pledge, models.Demand, models.Accusation, models.Denial, models.Warning, models.Apology:
		return true
	}
	return false
}

func (f *finder) add(d draft) {
	if d.rate < floor || len(d.content) == 0 {
		return
	}
	for _, c := range d.content {
		if c.empty() {
			return
		}
	}
	f.drafts = append(f.drafts, d)
}

// speechBefore returns the quotation of speech that ends right before word k,
// with or without a comma between, or none.
func (f *finder) speechBefore(k int) int {
	k--
	afterComma := false
	if f.class(k)&comma != 0 {
		afterComma = true
		k--
	}
	if k < 0 || f.class(k)&mark == 0 || f.words[k].quote == none {
		return none
	}
	q := f.words[k].quote
	if f.quotes[q].to != k+1 || !f.quotes[q].closed {
		return none
	}
	for n := 0; n < 3 && f.class(k-1)&mark != 0; n++ {
		k-- // ‘Never,’ ” he said.
	}
	if !afterComma && f.class(k-1)&(comma|stop|dash) == 0 {
		return none
	}
	if !f.quotes[q].speech && !afterComma {
		return none
	}
	// “We won.” The minister left: another sentence
	if f.class(k-1)&stop != 0 && f.low(k-1) != "?" && f.low(k-1) != "!" && !afterComma {
		return none
	}
	return int(q)
}

// beside reads a cue that stands behind a quotation: “…,” said X; “…,” X said.
func (f *finder) beside(n, end int, d *draft) bool {
	g := f.groups[n]
	q, source := f.speechBefore(g.from), stretch{}
	after := end
	if q != none {
		source = f.nounRight(end, true)
		if !source.empty() {
			after = source.to
		} else if g.participle || !g.tensed {
			source = f.subject[n]
		}
	} else if s := f.subject[n]; !s.empty() && s.to <= g.from && g.tensed {
		q = f.speechBefore(s.from)
		source = s
	}
	if q == none {
		return false
	}
	if open := f.sentence(f.quotes[q].from).from; open < f.quotes[q].from && f.class(open)&gerund != 0 {
		return false // Quoting “The Dawn,” he said it was late.
	}
	d.frame, d.rate = quoted, d.entry.rates["post"]
	if d.rate == 0 {
		return false
	}
	d.speech = true
	f.setSource(d, source)
	f.subject[n] = source
	content := f.quotes[q].stretch
	// “A,” he said, “B.” “A,” he said. “B.”
	d.content = f.withEarlier(content)
	k := f.circumstances(after, f.words[g.head].sent)
	if f.class(k)&(comma|colon|dash) != 0 && f.speechAt(k+1) {
		d.content = append(d.content, f.quotes[f.words[k+1].quote].stretch)
	}
	return true
}

// withEarlier puts the words of the sentence before a quotation in front of it:
// The plan is “a disgrace,” he said.
func (f *finder) withEarlier(q stretch) []stretch {
	s := f.sentence(q.from)
	s.from = f.dateline(s.from)
	if s.from < q.from && f.words[q.from].quote != none && f.quotes[f.words[q.from].quote].parent == none {
		free := true
		for k := s.from; k < q.from; k++ {
			w := f.words[k]
			if w.is(mark|colon|stop) || w.is(comma|dash) && k == q.from-1 {
				free = false
			}
		}
		if free {
			return []stretch{{s.from, q.to}}
		}
	}
	return []stretch{q}
}

func (f *finder) setSource(d *draft, s stretch) {
	d.source = nil
	if !s.empty() && !(s.len() == 1 && f.low(s.from) == "there") && !f.momentary(s) {
		d.source = []stretch{s}
	}
}

// fronted reads a cue behind its indirect content: Russia had lost, he said.
func (f *finder) fronted(n, end int, d *draft) bool {
	g := f.groups[n]
	rate := d.entry.rates[ending]
	if rate == 0 || !g.tensed {
		return false
	}
	s := f.subject[n]
	start := g.from
	after := end
	if r := f.nounRight(end, true); f.class(g.from-1)&comma != 0 && !r.empty() && !f.tensedAfter(end) && saying[f.words[g.head].lemma] && f.closes(r.to, g.head) {
		// …, said Putin.
		s, after = r, r.to
		f.subject[n] = r
	} else if !s.empty() && s.to <= g.from {
		start = s.from
	} else {
		s = stretch{}
	}
	if f.class(start-1)&comma == 0 {
		return false
	}
	if s.empty() {
		return false
	}
	k := f.circumstances(after, f.words[g.head].sent)
	c := f.class(k)
	sent := f.sentence(g.head)
	if k < sent.to && c&(stop|comma|mark) == 0 {
		return false
	}
	left := stretch{f.dateline(sent.from), start - 1}
	if f.class(left.from)&conj != 0 && left.len() > 1 {
		left.from++
	}
	if f.class(left.from)&gerund != 0 {
		return false // Noting that it was late, he said
	}
	if left.empty() || !f.tensedIn(left) && (c&comma == 0 || k+1 >= sent.to || !f.tensedIn(stretch{k + 1, sent.to})) {
		return false
	}
	d.frame, d.rate = ending, rate
	f.setSource(d, s)
	d.content = []stretch{left}
	if k+1 < sent.to && c&comma != 0 {
		if e := f.clauseEnd(k+1, len(f.words)); e > k+1 {
			d.content = append(d.content, stretch{k + 1, f.spread(k+1, e)})
		}
	}
	return true
}

// closes reports whether word k, behind an inverted subject, ends its clause.
func (f *finder) closes(k, head int) bool {
	return k >= len(f.words) || f.words[k].sent != f.words[head].sent || f.words[k].is(stop|comma|prep) || f.words[k].is(mark) && (f.words[k].quote == none || f.quotes[f.words[k].quote].from != k)
}

func (f *finder) tensedIn(s stretch) bool {
	for k := s.from; k < s.to; k++ {
		if g := f.words[k].group; g != none && f.groups[g].tensed {
			return true
		}
	}
	return false
}

// spread moves the end of a content out of a quotation that began inside it.
func (f *finder) spread(from, end int) int {
	if end > from && end <= len(f.words) {
		if q := f.outer(end - 1); q != none && f.quotes[q].from >= from && f.quotes[q].to > end {
			return f.quotes[q].to
		}
	}
	return end
}

// addressing verbs have the one spoken to as object; the content begins behind.
var addressing = set("tell inform remind assure warn advise notify convince persuade ask reassure brief teach promise caution")

// naming verbs say of their object what stands behind it.
var naming = set("call label brand dub term deem consider describe denounce")

// contained prepositions belong to the cue: "called for | peace".
var contained = set("for about against over with of on to into at from in as upon toward towards like around")

// limit is where a content must end whose cue is word i: inside the quotation
// that the cue stands in, else the end of the passage.
func (f *finder) limit(i int) int {
	q := f.words[i].quote
	if q == none {
		return len(f.words)
	}
	if f.quotes[q].closed {
		return f.quotes[q].to - 1
	}
	return f.quotes[q].to
}

// onward reads a cue before its content.
func (f *finder) onward(n, end int, d *draft) bool {
	g := f.groups[n]
	v := f.valence(end)
	d.frame, d.object = v.frame, v.object
	d.rate = d.entry.rates[v.frame]
	if d.rate == 0 || !f.fits(n, d) {
		return false
	}
	source := f.subject[n]
	limit := f.limit(g.head)
	from, to := v.at, 0
	switch v.frame {
	case that, toDo, wh, clause, ing, "obj that", "obj wh", "obj clause", adjunct:
		if len(v.frame) > 4 && v.frame[:4] == "obj " && !addressing[d.entry.lemma] {
			from = v.object.from
		}
		to = f.spread(from, f.clauseEnd(from, limit))
	case quoted, "obj quote":
		if v.frame == "obj quote" && naming[d.entry.lemma] {
			// called the raid “an act of war by any name”
			from = v.object.from
			to = f.spread(from, f.quotes[f.words[v.at].quote].to)
			break
		}
		q := f.quotes[f.words[v.at].quote]
		d.speech = true
		to = q.to
		if q.closed && f.class(q.to-2)&(stop|comma) == 0 {
			to = f.spread(from, max(to, f.clauseEnd(from, limit)))
		}
	case colons, "obj colon":
		if v.at >= len(f.words) {
			return false
		}
		if v.at == end+1 {
			d.cue[0].to = v.at
		}
		if f.speechAt(v.at) {
			d.speech = true
			to = f.quotes[f.words[v.at].quote].to
		} else {
			to = f.spread(from, f.clauseEnd(from, limit))
		}
	case object, "obj of", "obj to", "obj for", "obj as", other:
		if v.frame == object && addressing[d.entry.lemma] {
			// told the BBC: the content is elsewhere
			return false
		}
		if v.frame == object && f.momentary(v.object) {
			return false // said Wednesday
		}
		if from = v.at; v.object.len() > 0 {
			from = v.object.from
		}
		if v.frame == "obj to" && d.entry.lemma == "tell" {
			from = v.at
		}
		to = f.spread(from, f.phraseEnd(from, limit))
	case ending, parting:
		return false
	case "by":
		if !g.passive {
			return false
		}
		f.undergone(n, d)
		return len(d.content) > 0
	default:
		from = v.at
		if contained[f.low(v.at)] {
			d.cue[0].to = v.at + 1
			from = v.at + 1
		}
		if from >= len(f.words) || f.words[from].sent != f.words[g.head].sent || f.verbAt(from) {
			return false // the facts that he referred to | are
		}
		to = f.spread(from, f.phraseEnd(from, limit))
	}
	if clausal(v.frame) && (f.subordinate(n) || g.passive && !g.tensed && f.sentence(g.from).from == g.from) {
		// While polls show …, | Weber; Asked whether …, | he
		to = f.mainClause(from, to)
	}
	if r := source; r.len() == 1 && f.words[r.from].is(relative) && f.class(r.from-1)&comma == 0 && f.words[v.at].quote == f.words[g.head].quote {
		// A plan that aims to save jobs | failed: the main verb ends it.
		own := 0
		if clausal(v.frame) {
			own = 1
		}
		to = min(to, f.mainVerb(from, to, f.antecedent(r.from).from, own))
	}
	if r := source; r.len() == 1 && f.words[r.from].is(relative) && f.class(r.from-1)&comma != 0 && f.words[g.head].quote == f.words[from].quote {
		to = f.asideClose(from, to)
	}
	if to <= from {
		return false
	}
	d.content = []stretch{{from, to}}
	if g.passive {
		f.undergone(n, d)
		return true
	}
	if g.participle && f.class(g.from-1)&(comma|mark) != 0 {
		// …, he said, adding that: the speaker goes on
		if m := len(f.drafts) - 1; m >= 0 && f.words[f.drafts[m].cue[0].from].sent == f.words[g.head].sent && len(f.drafts[m].source) > 0 {
			source = f.drafts[m].source[0]
		}
	}
	if g.participle && !g.passive && (g.from == 0 || f.words[g.from-1].sent != f.words[g.from].sent) {
		// Noting that it was late, Weber closed the meeting.
		for k := d.content[0].from; k < to; k++ {
			if n := f.word(k + 1); f.words[k].is(comma) && n.chunk != none && f.chunks[n.chunk].from == k+1 && f.tensedAfter(k+1) {
				d.content[0].to = k
				source = f.chunks[n.chunk].stretch
				break
			}
		}
		if d.content[0].empty() {
			return false
		}
	}
	f.setSource(d, source)
	return true
}
