package claim

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// This file says who a claim's source is.

// self are the words by which writers speak of themselves.
var self = set("i me my we our us myself ourselves")

// writings are things that say something without being anyone.
var writings = set("report study survey poll article letter document memo statement filing lawsuit paper book column editorial headline email law constitution treaty resolution indictment complaint communique release transcript story post tweet dispatch analysis census bill")

// speaker fills the kind of the source, its mention and its actors.
func (r *Reader) speaker(a *models.Attribution, clm *models.Claim) {
	if len(a.Source) == 0 {
		clm.SourceKind = models.NoSource
		return
	}
	in := a.Source[0]
	if w := r.words[in.First]; in.Len() == 1 && self[w.low] && (w.quote == none || !r.quotes[w.quote].speech) {
		r.writer(clm)
		return
	}
	who, where := r.summitOf(in), in
	relative := r.relative(who)
	if relative != none {
		// Putin, who said …: whom the clause is about.
		who, where = relative, r.beside(relative)
	}
	clm.SourceKind = r.sourceKind(who)
	for _, t := range r.coordinates(who, where) {
		r.takesPart(clm, t, where)
	}
	if clm.SourceMention == models.None {
		r.named(clm, who, where)
	}
	if m := clm.SourceMention; m != models.None {
		switch men := r.doc.Mentions[m]; {
		case men.Type == models.DocumentActor:
			clm.SourceKind = models.DocumentSource
		case clm.SourceKind == models.DocumentSource:
		case men.Kind == models.Name || men.Kind == models.Metonym:
			clm.SourceKind = models.NamedSource
		case men.Kind == models.Pronoun && clm.SourceKind != models.NamedSource:
			clm.SourceKind = models.PronounSource
		}
	}
	if relative != none && in.Len() == 1 {
		clm.SourceKind = models.PronounSource
	}
}

// takesPart adds the actors of word t to the sources.
func (r *Reader) takesPart(clm *models.Claim, t int, where models.Range) {
	r.mentions(t, where, func(m int) {
		if clm.SourceMention == models.None {
			clm.SourceMention = m
		}
		r.part(clm, models.Source, m)
	})
}

// named looks for the name that stands beside a noun no actor is known for: "the
// minister, Sergei Lavrov", "UN envoy Carl Bild". Whose minister he is and what he
// is envoy of do not speak.
func (r *Reader) named(clm *models.Claim, who int, where models.Range) {
	for c := range r.children(who) {
		if r.hangs(c, "appos", "flat") && where.First <= c && c < where.Last {
			r.takesPart(clm, c, where)
		}
	}
	for t := who + 1; t < where.Last && clm.SourceMention == models.None; t++ {
		if r.hangs(t, "nmod:poss", "compound", "conj") {
			continue
		}
		r.mentions(t, where, func(m int) {
			if men := r.doc.Mentions[m]; men.Type == models.Person && men.Kind == models.Name && clm.SourceMention == models.None {
				clm.SourceMention = m
				r.part(clm, models.Source, m)
			}
		})
	}
}

// sourceKind is the kind of a source by its head word.
func (r *Reader) sourceKind(t int) models.SourceKind {
	switch w := r.words[t]; {
	case w.is(personal | owner | relative):
		return models.PronounSource
	case w.is(proper):
		return models.NamedSource
	case writings[w.lemma]:
		return models.DocumentSource
	}
	return models.NominalSource
}

// summitOf is the word of a range on which the others hang: the first whose head
// lies outside, marks and function words but for want of better.
func (r *Reader) summitOf(in models.Range) int {
	best := none
	for t := in.First; t < in.Last; t++ {
		if h := int(r.head[t]); h != none && in.First <= h && h < in.Last {
			continue
		}
		if !r.hangs(t, "punct", "case", "det", "cc", "mark") {
			return t
		}
		if best == none {
			best = t
		}
	}
	return max(best, in.First)
}

// coordinates are a word and those that stand beside it, in a range: "Putin and his
// ministers".
func (r *Reader) coordinates(t int, in models.Range) []int {
	list := []int{t}
	for c := range r.children(t) {
		if r.hangs(c, "conj") && in.First <= c && c < in.Last {
			list = append(list, c)
		}
	}
	return list
}

// relative is the noun that a relative pronoun stands for, or none.
func (r *Reader) relative(t int) int {
	switch r.words[t].low {
	case "who", "which", "that", "whom", "whose":
	default:
		return none
	}
	for range steps {
		h := int(r.head[t])
		if h == none {
			return none
		}
		if strings.HasPrefix(r.doc.Tokens[t].Deprel, "acl") {
			return h
		}
		t = h
	}
	return none
}

// beside is how far around a word its mention may reach, in its sentence.
func (r *Reader) beside(t int) models.Range {
	s := r.doc.Sentences[r.words[t].sent]
	return models.Range{First: max(s.First, t-mentionReach), Last: min(s.Last, t+mentionReach)}
}

const mentionReach = 40

// mentions calls use for the longest mentions that cover word t and lie in the
// range; several with one span are the actors that it stands for.
func (r *Reader) mentions(t int, in models.Range, use func(m int)) {
	word, within, list := r.words[t].Span, r.span(in), r.doc.Mentions
	at, _ := slices.BinarySearchFunc(list, word, func(m models.Mention, s models.Span) int { return m.Start - s.End })
	best := models.None
	for m, n := at-1, 0; m >= 0 && n < mostMentions; m, n = m-1, n+1 {
		s := list[m].Span
		if s.Contains(word) && (within.Contains(s) || best == models.None) && (best == models.None || s.Len() >= list[best].Len()) {
			best = m
		}
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

// mostMentions bounds how many mentions before a word are looked at.
const mostMentions = 24

// writer fills a claim that its writer makes: I believe that …
func (r *Reader) writer(clm *models.Claim) {
	sec := r.doc.Sections[r.doc.Sentences[clm.Sentence].Section]
	clm.SourceKind = models.AuthorSource
	actor := sec.Actor
	if sec.Kind == models.Comment {
		clm.SourceKind = models.CommenterSource
	} else if actor == models.None && len(r.doc.Actors) > 0 && r.doc.Actors[0].Type == models.Author {
		actor = 0
	}
	if actor != models.None {
		clm.Parts = append(clm.Parts, models.Part{Role: models.Source, Actor: actor, Mention: models.None})
	}
}

// part adds an actor in a role, once.
func (r *Reader) part(clm *models.Claim, role models.Role, m int) {
	act := r.doc.Mentions[m].Actor
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
