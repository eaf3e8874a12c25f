// Package stance says how holders stand toward targets: for or against, by how
// much, and which words show it.
//
// The idea: a list of predicates says what each shows its subject to hold toward
// its object ("X condemned Y", "X, an ally of Y"), another which words judge
// what they are said of ("a corrupt clan"), a third which words turn, weaken or
// voice what stands beside them ("refused to", "may", "said"). The tree says
// which phrases fill the roles of each such word, over relative clauses,
// coordination, control and the passive, and the tags where there is no tree; the
// actors in these phrases, weighed by their place, are holder and target. A score
// is the sum of named reasons and shows them. An encoder that has learned stance
// alone reads the sentences in which something is found, says how sure one may be
// of it, and judges pairs that are given (see Scorer).
//
// It does not promise to see irony, nor what a whole text implies and no word of
// the lists says; a wrong tree misleads it. It writes a neutral stance only where
// a holder acts toward a target or speaks of it and neither side shows.
package stance

import (
	"cmp"
	"math"
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// Find reads all of doc up to the claims and fills Stances, ordered by the start
// of their evidence, then holder, then target, by the lists of predicates alone.
// It takes time linear in the text.
func Find(doc *models.Document) {
	f := newFinder(doc)
	f.run(0, len(doc.Sentences))
	f.finish()
}

// Find is the function Find with what the network reads.
func (s *Scorer) Find(doc *models.Document, buf *Scratch) {
	f := newFinder(doc)
	f.listen = func(i int) ear { return s.hear(doc.Article.Text, &doc.Sentences[i], doc.Tokens, buf) }
	f.run(0, len(doc.Sentences))
	f.finish()
}

func newFinder(doc *models.Document) *finder {
	return &finder{doc: doc, owner: owners(doc), mens: doc.Mentions, unsaid: map[int]bool{}}
}

// run reads the sentences [i, n), the next.
func (f *finder) run(i, n int) {
	for ; i < n; i++ {
		k := 0
		for k < len(f.mens) && f.mens[k].Sentence <= i {
			k++
		}
		if sec := &f.doc.Sections[f.doc.Sentences[i].Section]; sec.Prose() {
			f.base = len(f.doc.Mentions) - len(f.mens)
			f.sentence(i, f.mens[:k], sec)
		}
		f.mens = f.mens[k:]
	}
}

// finish reads the claims and writes what was found.
func (f *finder) finish() {
	doc := f.doc
	f.claims()
	slices.SortStableFunc(f.found, order)
	// The same words, holder and target twice: one row, the act's if it shows a
	// side, with the claim through which it is voiced.
	type pair struct{ holder, target int }
	last := map[pair]int{}
	for _, st := range f.found {
		k := pair{st.Holder, st.Target}
		if n, ok := last[k]; ok && doc.Stances[n].Evidence.Overlaps(st.Evidence) {
			was := &doc.Stances[n]
			claim := max(was.Claim, st.Claim)
			if was.Label == models.Neutral && st.Label != models.Neutral || was.Label == st.Label && st.Claim == models.None && st.Event != "" {
				*was = st
			}
			was.Claim = claim
			continue
		}
		last[k] = len(doc.Stances)
		doc.Stances = append(doc.Stances, st)
	}
	slices.SortStableFunc(doc.Stances, order)
}

// order is by evidence, then holder, then target.
func order(a, b models.Stance) int {
	return cmp.Or(a.Evidence.Start-b.Evidence.Start, a.Holder-b.Holder, a.Target-b.Target, a.Evidence.End-b.Evidence.End, a.Claim-b.Claim)
}

// owners gives for each token the innermost claim in whose content it stands, or
// None.
func owners(doc *models.Document) []int {
	type content struct {
		models.Span
		claim int
	}
	var all []content
	for i := range doc.Claims {
		for _, sp := range doc.Claims[i].Content {
			all = append(all, content{sp, i})
		}
	}
	slices.SortStableFunc(all, func(a, b content) int { return a.Compare(b.Span) })
	owner := make([]int, len(doc.Tokens))
	var open []content
	for i := range doc.Tokens {
		at := doc.Tokens[i].Start
		for len(all) > 0 && all[0].Start <= at {
			open = append(open, all[0])
			all = all[1:]
		}
		for len(open) > 0 && open[len(open)-1].End <= at {
			open = open[:len(open)-1]
		}
		owner[i] = models.None
		if len(open) > 0 {
			owner[i] = open[len(open)-1].claim
		}
	}
	return owner
}

// finder gathers the stances of one document.
type finder struct {
	doc    *models.Document
	owner  []int            // by token
	mens   []models.Mention // of the sentences to come
	ear    ear              // of the sentence; nil without a network
	listen func(sentence int) ear
	found  []models.Stance

	s        sentence
	dateline int            // where the sentence's dateline ends, as a token of it
	base     int            // index of the sentence's first mention
	things   []thing        // the sentence's mentions, as tokens of it
	acts     map[duo]*tally // what the sentence's frames show
	unsaid   map[int]bool   // where words start that are only supposed, or denied: "not Hungary"
}

// A duo is two mentions of a sentence, holder and target, as indexes into things.
type duo struct{ holder, target int }

// An ear is what the network says of things in a sentence; false where it was not
// asked.
type ear interface {
	holder(holder, target thing) (lean, bool)
	voice(target thing) (lean, bool)
}

// crowd is how many actors of one phrase are looked at.
const crowd = 8

// company is how many mentions on either side of one are asked about with it.
const company = 4

// in returns the mentions that begin within the region, as indexes into things.
func (f *finder) in(r region) (first, last int) {
	if r.empty() {
		return 0, 0
	}
	first, _ = slices.BinarySearchFunc(f.things, r.first, func(t thing, at int) int {
		if t.first < at {
			return -1
		}
		return 1
	})
	last = first
	for last < len(f.things) && f.things[last].first < r.last && last-first < crowd {
		last++
	}
	return first, last
}

// mention returns the i-th mention of the sentence.
func (f *finder) mention(i int) *models.Mention { return &f.doc.Mentions[f.base+i] }

// sentence finds what sentence i shows: acts between actors, and judgements of
// its voice.
func (f *finder) sentence(i int, mens []models.Mention, sec *models.Section) {
	if len(mens) == 0 {
		return
	}
	toks := f.doc.Words(i)
	if f.listen != nil {
		f.ear = f.listen(i)
	}
	f.s.words = read(f.doc.Article.Text, toks, f.s.words)
	f.s.parse()
	f.dateline = f.s.dateline()
	f.things = f.things[:0]
	for k := range mens {
		t, _ := tokens(toks, mens[k].Span)
		f.things = append(f.things, t)
	}
	for k := range toks {
		if f.s.words[k].supposed {
			f.unsaid[toks[k].Start] = true
		}
	}
	for k := range f.s.frames {
		if fr := &f.s.frames[k]; fr.suffered && f.s.words[fr.at].head >= 0 {
			f.unsaid[toks[f.s.words[fr.at].head].Start] = true
		}
	}
	for k := range f.things {
		if f.s.denied(top(toks, f.things[k])) {
			f.unsaid[mens[k].Start] = true
		}
	}
	f.acts = map[duo]*tally{}
	for k := range f.s.frames {
		f.act(i, &f.s.frames[k])
	}
	f.pairs(i)
	f.judgements(i, sec)
	f.calls(i, sec)
	f.cries(i, sec)
}

// act counts the frame for each holder and target of it; in a mutual one each
// holds toward each other.
func (f *finder) act(i int, fr *frame) {
	sent := &f.doc.Sentences[i]
	if f.named(fr.at) || fr.supposed || fr.open {
		return
	}
	h0, h1 := f.in(fr.holder)
	t0, t1 := f.in(fr.target)
	for h := h0; h < h1; h++ {
		if f.things[h].last <= f.dateline {
			continue // "LONDON, 26 July — Draghi pledged"
		}
		hold := f.s.holds(f.things[h], fr.holder)
		if hold < 400 || f.s.followed(f.things[h], fr.holder) || !fr.mutual && f.better(h, h0, h1, fr.holder) {
			continue
		}
		for t := t0; t < t1; t++ {
			from, to := f.mention(h), f.mention(t)
			if from.Actor == to.Actor || from.Type == models.Place && (hold < whole || f.located(h)) {
				continue // a place acts only as such: "the Ohio governor" is none
			}
			if f.blamed(sent.First+fr.at, from.Actor, fr.given) || f.behind(h, fr.holder) {
				continue
			}
			hit := f.s.hits(f.things[t], fr)
			if to.Type == models.Place && max(hit, -hit) < whole {
				continue // "fears about the Riga network"
			}
			if max(hit, -hit) < 500 || f.modifies(t, t1, fr.target) {
				continue
			}
			sum := f.acts[duo{h, t}]
			if sum == nil {
				sum = &tally{}
				f.acts[duo{h, t}] = sum
			}
			sum.frame(fr, hold*hit/whole, fr.act.lemma)
			if f.owner[sent.First+fr.at] != models.None {
				sum.doubt = max(sum.doubt, 300) // it is so only by what somebody says
			}
		}
	}
}

// pairs writes how the sentence's actors stand toward each other where a frame
// ties them: one stance for each holder and target, of the mentions that show most.
func (f *finder) pairs(i int) {
	type who struct{ holder, target int }
	best, place := map[who]Judgement{}, map[who]duo{}
	var all []who
	for h := range f.things {
		for t := max(0, h-company); t < len(f.things) && t <= h+company; t++ {
			from, to := f.mention(h), f.mention(t)
			sum := f.acts[duo{h, t}]
			if sum == nil || from.Actor == to.Actor {
				continue
			}
			j := f.pair(i, duo{h, t}, sum)
			w := who{from.Actor, to.Actor}
			if was, known := best[w]; !known || math.Abs(j.Score) > math.Abs(was.Score) {
				if !known {
					all = append(all, w)
				}
				best[w], place[w] = j, duo{h, t}
			}
		}
	}
	for _, w := range all {
		at := place[w]
		f.write(i, f.through(w.holder, f.doc.Sentences[i].First+f.things[at.target].first), w.holder, f.base+at.holder, f.base+at.target, f.acts[at].event, best[w])
	}
}

// through is the claim of an actor in whose content a token stands, or None.
func (f *finder) through(actor, token int) int {
	c := f.owner[token]
	for steps := 0; c != models.None && steps < 8; steps++ {
		if f.doc.Claims[c].SourceActor() == actor {
			return c
		}
		c = f.doc.Claims[c].Parent
	}
	return models.None
}

// pair judges how one mention stands toward another. What the lists know stands,
// however sure the network is of it; where they know no side, it may.
func (f *finder) pair(i int, at duo, sum *tally) Judgement {
	words := f.doc.Words(i)
	listed := sum.judge(words)
	if f.ear == nil {
		return listed
	}
	q := question{kind: "pair", seen: sum.acted, sum: sum.sum}
	p, tied := pathOf(words, f.things[at.holder], f.things[at.target])
	if tied {
		q.path = p.String()
	}
	var ok bool
	if q.lean, ok = f.ear.holder(f.things[at.holder], f.things[at.target]); !ok {
		return listed
	}
	j := q.judge()
	if listed.Label != models.Neutral || j.Confidence < certain || tied && f.s.words[p.word].supposed {
		listed.Confidence = q.chance(listed.Label)
		return listed
	}
	j.Evidence = listed.Evidence
	return j
}

// certain is the least confidence in a side where the lists know none.
const certain = 0.9

// located reports a mention behind a preposition: "In Istanbul, Peru signed".
func (f *finder) located(h int) bool {
	k := f.things[h].first
	return k > 0 && f.s.words[k-1].class == preposition
}

// blamed reports whether token k stands in what an accusation, a denial or a
// question of another than the actor says: “accused the mayor of betraying the
// city” is no betrayal, it shows only how the accuser stands. “Refused to sanction
// the bank” is the refuser's own. What an accusation gives as a fact is none of
// these: “condemned the mayor for betraying the city”.
func (f *finder) blamed(k, actor int, given bool) bool {
	c := f.owner[k]
	for steps := 0; c != models.None && steps < 8; steps++ {
		clm := &f.doc.Claims[c]
		switch clm.Type {
		case models.Accusation:
			if !given && clm.SourceActor() != actor {
				return true
			}
		case models.Denial, models.Question:
			if clm.SourceActor() != actor || !refusing[clm.CueLemma] {
				return true
			}
		}
		c = clm.Parent
	}
	return false
}

var refusing = map[string]bool{"refuse": true, "decline": true}

// mouths are what speaks and acts for the person whose it is.
var mouths = map[string]bool{"spokesman": true, "spokeswoman": true, "spokesperson": true, "office": true, "government": true,
	"administration": true, "cabinet": true, "campaign": true, "team": true, "regime": true, "party": true}

// behind reports whether the person of a possessive is only whose those are that act:
// "Orlov's wife condemned" is none of Orlov's doing, "her adviser Bekov attacked" none
// of hers.
func (f *finder) behind(h int, r region) bool {
	if f.mention(h).Type != models.Person {
		return false
	}
	t := f.things[h]
	if t.last >= r.last || f.s.words[t.last].class != genitive && f.s.words[t.first].tag != "PRP$" {
		return false
	}
	end := f.s.segment(t, r)
	for k := t.last; k < end; k++ {
		if mouths[f.s.words[k].lemma] {
			return false
		}
	}
	return true
}

// named reports whether word k of the sentence is a part of a longer name:
// "Riga Partners" is nobody's partner.
func (f *finder) named(k int) bool {
	if f.s.words[k].class != name {
		return false
	}
	for t := range f.things {
		if x := f.things[t]; x.first <= k && k < x.last && x.last-x.first > 1 && f.mention(t).Kind == models.Name {
			return true
		}
	}
	return false
}

// better reports whether another mention of the same phrase weighs more as its
// holder and this one is only part of that one's phrase.
func (f *finder) better(h, h0, h1 int, r region) bool {
	own := f.s.holds(f.things[h], r)
	for k := h0; k < h1; k++ {
		if k != h && own < whole && f.s.holds(f.things[k], r) > own {
			return true
		}
	}
	return false
}

// modifies reports whether the mention only describes the next one of its
// phrase: "met his [Spanish] counterpart [Orlov]".
func (f *finder) modifies(t, t1 int, r region) bool {
	x := f.things[t]
	end := f.s.segment(x, r)
	if x.last >= end || f.s.words[x.last].class == genitive {
		return false
	}
	for k := t + 1; k < t1; k++ {
		if y := f.things[k]; y.first >= x.last && y.last == end {
			return true
		}
	}
	return false
}

// write appends a stance, unless its holder is its target.
func (f *finder) write(i, claim, holder, holderMention, targetMention int, event string, j Judgement) {
	target := f.doc.Mentions[targetMention].Actor
	if holder == target || j.Evidence.Empty() {
		return
	}
	st := models.Stance{Sentence: i, Claim: claim, Holder: holder, HolderMention: holderMention,
		Target: target, TargetMention: targetMention, Label: j.Label, Score: j.Score, Confidence: j.Confidence,
		Event: event, Evidence: j.Evidence, Reasons: j.Reasons}
	switch f.doc.Actors[holder].Type {
	case models.Author:
		st.HolderKind, st.HolderMention = models.AuthorHolder, models.None
	case models.Commenter:
		st.HolderKind, st.HolderMention = models.CommenterHolder, models.None
	}
	f.found = append(f.found, st)
}
