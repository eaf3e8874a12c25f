package claim

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file says which actors a claim's source, target and addressee are.

// voice fills the kind of the source, its mention and its actors.
func (f *finder) voice(d *draft, clm *models.Claim) {
	if len(d.source) == 0 {
		clm.SourceKind = models.NoSource
		return
	}
	s := d.source[0]
	if w := f.words[s.from]; s.len() == 1 && self[w.low] && (w.quote == none || !f.quotes[w.quote].speech) {
		f.selfVoiced(d, clm)
		return
	}
	np := s
	if f.words[s.from].is(relative) && s.len() == 1 {
		// Putin, who said …: the noun phrase before.
		np = f.antecedent(s.from)
	}
	heads := f.heads(np)
	clm.SourceKind = models.NominalSource
	if len(heads) > 0 {
		h := f.words[heads[0]]
		switch {
		case h.is(personal | owner):
			clm.SourceKind = models.PronounSource
		case h.is(proper):
			clm.SourceKind = models.NamedSource
		case writings[h.lemma]:
			clm.SourceKind = models.DocumentSource
		}
	}
	for _, h := range heads {
		f.mentioned(h, np, func(m int) {
			if clm.SourceMention == models.None {
				clm.SourceMention = m
			}
			f.part(clm, models.Source, m)
		})
	}
	if clm.SourceMention == models.None {
		// The minister, Sergei Lavrov: the apposition names him.
		for _, h := range f.appositives(np) {
			f.mentioned(h, np, func(m int) {
				if clm.SourceMention == models.None {
					clm.SourceMention = m
					f.part(clm, models.Source, m)
				}
			})
			if clm.SourceMention != models.None {
				break
			}
		}
	}
	if m := clm.SourceMention; m != models.None {
		switch men := f.doc.Mentions[m]; {
		case men.Type == models.DocumentActor:
			clm.SourceKind = models.DocumentSource
		case clm.SourceKind == models.DocumentSource:
		case men.Kind == models.Name || men.Kind == models.Metonym:
			clm.SourceKind = models.NamedSource
		case men.Kind == models.Pronoun && clm.SourceKind != models.NamedSource:
			clm.SourceKind = models.PronounSource
		}
	}
	if f.words[s.from].is(relative) && s.len() == 1 {
		clm.SourceKind = models.PronounSource
	}
}

// self are the words by which writers speak of themselves.
var self = set("i me my we our us myself ourselves")

// writings are things that say something without being anyone.
var writings = set("report study survey poll article letter document memo statement filing lawsuit paper book column editorial headline email law constitution treaty resolution indictment complaint communique release transcript story post tweet dispatch analysis census bill")

// selfVoiced fills a claim that its writer makes: I believe that …
func (f *finder) selfVoiced(d *draft, clm *models.Claim) {
	sec := f.doc.Sections[f.doc.Sentences[clm.Sentence].Section]
	if sec.Kind == models.Comment {
		clm.SourceKind = models.CommenterSource
		if sec.Actor != models.None {
			clm.Parts = append(clm.Parts, models.Part{Role: models.Source, Actor: sec.Actor, Mention: models.None})
		}
		return
	}
	clm.SourceKind = models.AuthorSource
	if sec.Actor != models.None {
		clm.Parts = append(clm.Parts, models.Part{Role: models.Source, Actor: sec.Actor, Mention: models.None})
	} else if len(f.doc.Actors) > 0 && f.doc.Actors[0].Type == models.Author {
		clm.Parts = append(clm.Parts, models.Part{Role: models.Source, Actor: 0, Mention: models.None})
	}
}

// antecedent is the noun phrase that the relative pronoun at k stands for.
func (f *finder) antecedent(k int) stretch {
	j := k
	if f.class(j-1)&(comma|dash) != 0 {
		j--
	}
	if f.low(j-1) == ")" {
		if np, ok := f.bracketed(j - 1); ok {
			return np
		}
	}
	if j > 0 && f.words[j-1].chunk != none && f.chunks[f.words[j-1].chunk].to == j {
		// "a senator from Iowa who": the head, not the last name, says it
		return f.nounLeft(j)
	}
	return stretch{k, k + 1}
}

// heads are the head nouns of a noun phrase: one, or one for each coordinate.
func (f *finder) heads(np stretch) []int {
	var heads []int
	joined := false
	for k := np.from; k < np.to; k++ {
		if f.and(k) && f.word(k+1).chunk != none {
			joined = true
		}
		if f.words[k].is(relative) || f.words[k].group != none {
			break
		}
	}
	for k := np.from; k < np.to; {
		w := f.words[k]
		if k > np.from && (w.is(relative) || w.group != none || w.low == "(") {
			break
		}
		if w.chunk == none || f.chunks[w.chunk].from != k && k > np.from {
			k++
			continue
		}
		c := f.chunks[w.chunk]
		before := f.class(k - 1)
		if own := f.owned(c); own && k > np.from && !joined && len(heads) == 1 && before&comma == 0 {
			heads[0] = min(c.head, np.to-1) // the Bank of England's governor
		} else if k == np.from || joined && (before&comma != 0 || f.and(k-1)) {
			heads = append(heads, min(c.head, np.to-1))
		}
		if k > np.from && !joined && f.class(c.to)&(prep|joint) == 0 {
			break
		}
		k = max(c.to, k+1)
	}
	if len(heads) == 0 && !np.empty() {
		heads = append(heads, np.from)
	}
	return heads
}

// owned reports a chunk whose head follows a genitive: "England's governor".
func (f *finder) owned(c chunk) bool {
	for k := c.from; k < c.head; k++ {
		if f.words[k].is(genitive) {
			return true
		}
	}
	return false
}

// appositives are the heads of the chunks behind commas.
func (f *finder) appositives(np stretch) []int {
	var heads []int
	for k := np.from + 1; k < np.to; k++ {
		if c := f.words[k].chunk; c != none && f.chunks[c].from == k && f.class(k-1)&(comma|dash) != 0 {
			heads = append(heads, f.chunks[c].head)
		}
	}
	return heads
}

// mentioned calls use for the longest mentions that cover word h and lie in the
// noun phrase; several with one span are the actors that it stands for.
func (f *finder) mentioned(h int, np stretch, use func(m int)) {
	w, within := f.words[h].Span, f.span(np)
	list := f.doc.Mentions
	at, _ := slices.BinarySearchFunc(list, w, func(m models.Mention, s models.Span) int { return m.Start - s.End })
	best := models.None
	for m, n := at-1, 0; m >= 0 && n < 24; m, n = m-1, n+1 {
		s := list[m].Span
		if s.Contains(w) && (within.Contains(s) || within.Overlaps(s) && best == models.None) {
			if best == models.None || s.Len() >= list[best].Len() {
				best = m
			}
		}
	}
	if best == models.None {
		best = f.officeHolder(h, within)
	}
	if best == models.None {
		return
	}
	for best > 0 && list[best-1].Span == list[best].Span {
		best--
	}
	for m := best; m < len(list) && list[m].Span == list[best].Span; m++ {
		use(m)
	}
}

// offices head the title in front of a name: "Secretary of State John Kerry".
var offices = set("secretary minister president chancellor speaker chairman chairwoman director governor premier")

// officeHolder finds the person whose name ends a phrase that begins with an
// office, where word h is that office: the phrase's chunk ends before "of".
func (f *finder) officeHolder(h int, np models.Span) int {
	if !offices[f.words[h].low] || f.words[h].End >= np.End {
		return models.None
	}
	end := np.Start + len(strings.TrimRight(f.text[np.Start:np.End], " ,"))
	list := f.doc.Mentions
	at, _ := slices.BinarySearchFunc(list, end, func(m models.Mention, end int) int { return m.Start - end })
	for m, n := at-1, 0; m >= 0 && n < 8 && list[m].Start > f.words[h].End; m, n = m-1, n+1 {
		if list[m].End == end && list[m].Type == models.Person && list[m].Kind == models.Name {
			return m
		}
	}
	return models.None
}

// part adds an actor in a role, once.
func (f *finder) part(clm *models.Claim, role models.Role, m int) {
	act := f.doc.Mentions[m].Actor
	if act < 0 {
		return
	}
	for _, p := range clm.Parts {
		if p.Role == role && p.Actor == act {
			return
		}
	}
	clm.Parts = append(clm.Parts, models.Part{Role: role, Actor: act, Mention: m})
}

// roles fills targets and addressees with the actors of their noun phrases.
func (f *finder) roles(a Act, clm *models.Claim) {
	for _, list := range [...]struct {
		role   models.Role
		ranges []Range
	}{{models.Target, a.Targets}, {models.Addressee, a.Addressees}} {
		for _, g := range list.ranges {
			np := stretch{g.From - f.base, g.To - f.base}
			for _, h := range f.heads(np) {
				f.mentioned(h, np, func(m int) { f.part(clm, list.role, m) })
			}
		}
	}
	f.apart(clm)
	slices.SortStableFunc(clm.Parts, func(a, b models.Part) int { return int(a.Role) - int(b.Role) })
}

// apart takes a pronoun's actor away that would be both source and target of
// one claim: nobody accuses himself without saying so.
func (f *finder) apart(clm *models.Claim) {
	same := func(p, q models.Part) bool { return p.Actor == q.Actor && p.Role != q.Role }
	pronoun := func(p models.Part) bool {
		return p.Mention != models.None && f.doc.Mentions[p.Mention].Kind == models.Pronoun
	}
	parts := slices.Clone(clm.Parts)
	clm.Parts = slices.DeleteFunc(clm.Parts, func(p models.Part) bool {
		twin := slices.ContainsFunc(parts, func(q models.Part) bool { return same(p, q) && (!pronoun(q) || p.Role == models.Source) })
		return pronoun(p) && twin
	})
	if clm.SourceMention != models.None && clm.SourceActor() == models.None {
		clm.SourceMention = models.None
	}
}
