package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// perSentence caps the claims whose cue stands in one sentence: a sentence of
// ten thousand words is a list or a defect, and tables must stay readable.
const perSentence = 40

// emit writes the drafts as claims.
func (f *finder) emit() {
	f.sift(func(*draft) {})
	// leftover and carry speak of drafts by index, so they run on this order
	for q := range f.owner {
		f.owner[q] = none
	}
	for i := range f.drafts {
		f.own(i)
	}
	f.leftover()
	index := make([]int, len(f.drafts))
	sent, n := int32(none), 0
	for i := range f.drafts {
		index[i] = none
		d := &f.drafts[i]
		if s := f.words[d.cue[0].from].sent; s != sent {
			sent, n = s, 0
		}
		if n++; n > perSentence {
			continue
		}
		index[i] = len(f.claims)
		f.claims = append(f.claims, f.claim(d))
	}
	f.carry(index)
}

// sift drops the drafts that little speaks for, and of two with the same cue
// the weaker one. It shows each draft to see before.
func (f *finder) sift(see func(*draft)) {
	slices.SortStableFunc(f.drafts, func(a, b draft) int { return a.cue[0].from - b.cue[0].from })
	kept := f.drafts[:0]
	for i := range f.drafts {
		d := &f.drafts[i]
		for k := max(0, len(kept)-8); k < len(kept); k++ {
			for _, c := range kept[k].content {
				if c.from <= d.cue[0].from && d.cue[0].to <= c.to {
					d.inside = true
				}
			}
		}
		d.weight = f.weigh(d)
		see(d)
		if d.weight < f.least(d) {
			continue
		}
		if k := len(kept) - 1; k >= 0 && kept[k].cue[0].to > d.cue[0].from {
			if kept[k].weight < d.weight && !kept[k].light || d.light {
				kept[k] = *d
			}
			continue
		}
		kept = append(kept, *d)
	}
	f.drafts = kept
}

// least is the confidence from which on a draft is kept. PolNeAR marks few
// claims within claims, so that the weights are hard on them: those with a full
// clause and a source are kept at half.
func (f *finder) least(d *draft) int {
	switch {
	case d.avowed:
		return 0
	case d.entry.part == passive && d.entry.lemma == "accuse" && d.frame == "of":
		// was accused of hiding money: a claim, whoever makes it
		return keep / 2
	case d.entry.kind == models.Belief && (d.frame == that || d.frame == clause) && f.self(d):
		// I believe he should go.
		return keep * 2 / 3
	case d.inside && (d.frame == that || d.frame == clause) && len(d.source) > 0:
		return keep / 2
	}
	return keep
}

// self reports a source that is the writer.
func (f *finder) self(d *draft) bool {
	return len(d.source) > 0 && d.source[0].len() == 1 && self[f.low(d.source[0].from)]
}

// own notes which quotations are content of draft i.
func (f *finder) own(i int) {
	for _, c := range f.drafts[i].content {
		for k := c.from; k < c.to; {
			q := f.words[k].quote
			if q == none || f.quotes[q].from != k {
				k++
				continue
			}
			if f.owner[q] == none && f.quotes[q].to <= c.to {
				f.owner[q] = int32(i)
			}
			k++
		}
	}
}

// claim writes a draft as a record.
func (f *finder) claim(d *draft) models.Claim {
	clm := models.Claim{Parent: models.None, SourceMention: models.None}
	clm.Source = f.spans(d.source)
	clm.Cue = f.spans(d.cue)
	clm.Content = f.spans(d.content)
	clm.Type = d.kind()
	clm.CueLemma = d.entry.lemma
	clm.Sentence = int(f.words[d.cue[0].from].sent)
	clm.Quote = f.quoting(d.content)
	clm.Negated, clm.Modality = f.mood(d)
	if f.withheld(d) {
		clm.Type, clm.Negated = models.Statement, true
	}
	if noun := f.given(d); noun != nil {
		clm.Type = noun.kind
	}
	f.voice(d, &clm)
	f.roles(d, &clm)
	clm.Confidence = float64(d.weight) / 1000
	return clm
}

// kind is the type of the cue's entry, or another that the frame gives it.
func (d *draft) kind() models.ClaimType {
	lemma := d.entry.lemma
	switch {
	case lemma == "ask" && (d.frame == toDo || d.frame == "obj to" || d.frame == "for"):
		// asked him to leave
		return models.Demand
	case lemma == "call" && (d.frame == "for" || d.frame == "on" || d.frame == "upon" || d.frame == "obj to"):
		// called on Moscow to stop
		return models.Demand
	case lemma == "threaten" && d.frame == toDo:
		return models.Warning
	case (lemma == "agree" || lemma == "offer" || lemma == "swear") && d.frame == toDo:
		// agreed to pay
		return models.Pledge
	case lemma == "hope" && d.frame == toDo:
		return models.Intention
	case lemma == "promise" || lemma == "vow":
		return models.Pledge
	case lemma == "determine" && (d.frame == that || d.frame == clause || d.frame == wh):
		return models.Finding
	case lemma == "suggest" && d.frame == ing:
		return models.Demand
	case lemma == "conclude" && d.speech:
		return models.Statement
	case lemma == "see" && (d.frame == "obj as" || d.frame == "as"):
		return models.Belief
	case lemma == "find" && d.frame == object:
		return models.Finding
	case lemma == "charge" && d.speech:
		return models.Accusation
	}
	return d.entry.kind
}

// uttering verbs tell nothing but that somebody speaks.
var uttering = set("comment say speak elaborate answer reply respond discuss talk")

// withheld reports a speaker who says nothing: declined to comment.
func (f *finder) withheld(d *draft) bool {
	if lemma := d.entry.lemma; lemma != "decline" && lemma != "refuse" || d.frame != toDo {
		return false
	}
	g := f.words[d.content[0].from].group
	return g != none && uttering[f.words[f.groups[g].head].lemma]
}

// given is the entry of the noun of words that are offered, which tells the type
// better than the verb: offered veiled criticism.
func (f *finder) given(d *draft) *entry {
	if d.entry.lemma != "offer" || d.entry.part != active || d.object.empty() {
		return nil
	}
	c := f.words[d.object.from].chunk
	if c == none {
		return nil
	}
	h := f.words[f.chunks[c].head].lemma
	if e := f.lex.entries[nominal][h]; e != nil {
		return e
	}
	if words[h] {
		return spokenWords
	}
	return nil
}

// spokenWords is the entry of nouns of words that the list does not have.
var spokenWords = &entry{lemma: "words", part: nominal, kind: models.Statement}

// quoting says how much of the content stands in quotation marks.
func (f *finder) quoting(content []stretch) models.Quote {
	all, some := true, false
	for _, c := range content {
		q := f.words[c.from].quote
		if q == none || f.quotes[q].from != c.from || f.quotes[q].to < c.to {
			all = false
		}
		for k := c.from; k < c.to && !some; k++ {
			some = f.words[k].is(mark)
		}
	}
	switch {
	case all && some:
		return models.Direct
	case some:
		return models.Mixed
	}
	return models.Indirect
}

// hearsay are adverbs by which the text leaves it open whether a claim was made.
var hearsay = set("reportedly allegedly purportedly supposedly apparently")

// told are passives without an agent that report hearsay: "is said to".
var told = set("say allege report believe rumor think claim suspect")

// mood tells whether the attitude is denied and how firmly it is attributed.
func (f *finder) mood(d *draft) (negated bool, modality models.Modality) {
	for _, s := range d.cue {
		for k := s.from; k < s.to; k++ {
			if hearsay[f.words[k].low] {
				modality = models.Alleged
			}
		}
	}
	if d.group == none {
		return f.low(d.cue[0].from-1) == "no", modality
	}
	g := f.groups[d.group]
	for k := max(0, g.from-2); k < g.from; k++ {
		if hearsay[f.words[k].low] && f.words[k].sent == f.words[g.from].sent {
			modality = models.Alleged
		}
	}
	if modality == models.Alleged {
		return g.negated, modality
	}
	switch g.modal {
	case "may", "might", "could":
		return g.negated, models.Possible
	case "would", "'d", "should":
		return g.negated, models.Conditional
	}
	if g.passive && len(d.source) == 0 && told[d.entry.lemma] {
		return g.negated, models.Alleged
	}
	// If he denies it, …
	start := g.from
	if len(d.source) > 0 {
		start = min(start, d.source[0].from)
	}
	if w := f.low(start - 1); w == "if" || w == "unless" {
		return g.negated, models.Conditional
	}
	return g.negated, models.Asserted
}

// spans orders stretches and writes them as spans, without overlap.
func (f *finder) spans(list []stretch) []models.Span {
	slices.SortFunc(list, func(a, b stretch) int { return a.from - b.from })
	var spans []models.Span
	end := -1
	for _, s := range list {
		s.from = max(s.from, end)
		if s.empty() {
			continue
		}
		spans = append(spans, f.span(s))
		end = s.to
	}
	return spans
}

// finish orders the claims, nests them and hands them over.
func (f *finder) finish() {
	slices.SortStableFunc(f.claims, func(a, b models.Claim) int { return a.Cue[0].Start - b.Cue[0].Start })
	nest(f.claims)
	speakers(f.doc, f.claims)
	f.doc.Claims = f.claims
}

// neighbours bounds how many claims before and after one may be its parent.
const neighbours = 30

// nest gives each claim the claim with the smallest content around its cue. A
// parent's content is longer than its child's, so that no cycle can come up.
func nest(claims []models.Claim) {
	size := func(c *models.Claim) int {
		n := 0
		for _, s := range c.Content {
			n += s.Len()
		}
		return n
	}
	sizes := make([]int, len(claims))
	for i := range claims {
		sizes[i] = size(&claims[i])
	}
	for i := range claims {
		best := models.None
		for j := max(0, i-neighbours); j < min(len(claims), i+neighbours+1); j++ {
			if j == i || sizes[j] <= sizes[i] || best != models.None && sizes[j] >= sizes[best] {
				continue
			}
			for _, s := range claims[j].Content {
				if s.Contains(claims[i].Cue[0]) {
					best = j
					break
				}
			}
		}
		claims[i].Parent = best
	}
}

// speakers gives a claim whose source is "I" or "we" in direct speech the actor
// who speaks: “We accuse him,” she said.
func speakers(doc *models.Document, claims []models.Claim) {
	for i := range claims {
		clm := &claims[i]
		if clm.Parent == models.None || len(clm.Source) != 1 || clm.SourceKind != models.PronounSource || !self[lower(doc.Text(clm.Source[0]))] {
			continue
		}
		var parts []models.Part
		for _, p := range claims[clm.Parent].Parts {
			if p.Role == models.Source {
				parts = append(parts, models.Part{Role: models.Source, Actor: p.Actor, Mention: models.None})
			}
		}
		if len(parts) == 0 {
			continue
		}
		for _, p := range clm.Parts {
			if p.Role != models.Source {
				parts = append(parts, p)
			}
		}
		clm.Parts, clm.SourceMention = parts, models.None
	}
}
