package claim

import (
	"github.com/sayso-nlp/sayso/models"
)

// This file says who a claim's source is.

// speaker fills the kind of the source, its mention and its actors.
func (r *reader) speaker(a *models.Attribution, clm *models.Claim) {
	if len(a.Source) == 0 {
		clm.SourceKind = models.NoSource
		return
	}
	in := a.Source[0]
	if in.Len() == 1 && self[r.low(in.First)] && !r.quoted[in.First] {
		r.writer(clm)
		return
	}
	head := r.top(in)
	who, where := head, in
	relative := r.relative(head)
	if relative != models.None {
		// Putin, who said …: whom the clause is about.
		who, where = relative, r.around(relative)
	}
	clm.SourceKind = r.kindOf(who)
	for _, t := range r.joined(who, where) {
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
	if relative != models.None && in.Len() == 1 {
		clm.SourceKind = models.PronounSource
	}
}

// takesPart adds the actors of token t to the sources.
func (r *reader) takesPart(clm *models.Claim, t int, where models.Range) {
	r.mentions(t, where, func(m int) {
		if clm.SourceMention == models.None {
			clm.SourceMention = m
		}
		r.part(clm, models.Source, m)
	})
}

// named looks for the name that stands beside a noun no actor is known for: "the
// minister, Sergei Lavrov", "Secretary of State John Kerry".
func (r *reader) named(clm *models.Claim, who int, where models.Range) {
	for t := where.First; t < where.Last && clm.SourceMention == models.None; t++ {
		switch r.relation(t) {
		case "appos", "flat", "compound", "nmod":
			if r.head(t) == who && r.doc.Tokens[t].UPOS == "PROPN" {
				r.takesPart(clm, t, where)
			}
		}
	}
}

// kindOf is the kind of a source by its head word.
func (r *reader) kindOf(t int) models.SourceKind {
	switch tok := r.doc.Tokens[t]; {
	case tok.UPOS == "PRON":
		return models.PronounSource
	case tok.UPOS == "PROPN":
		return models.NamedSource
	case writings[tok.Lemma]:
		return models.DocumentSource
	}
	return models.NominalSource
}

// relative is the noun that a relative pronoun stands for, or None.
func (r *reader) relative(t int) int {
	switch r.low(t) {
	case "who", "which", "that", "whom", "whose":
	default:
		return models.None
	}
	for n := 0; n < 6; n++ {
		h := r.head(t)
		if h == models.None {
			return models.None
		}
		if r.doc.Tokens[t].Deprel == "acl:relcl" {
			return h
		}
		t = h
	}
	return models.None
}

// around is the noun phrase of t as far as its mention may reach: its sentence up
// to a few words behind it.
func (r *reader) around(t int) models.Range {
	s := r.doc.Sentences[r.sent[t]]
	return models.Range{First: max(s.First, t-reach), Last: min(s.Last, t+reach)}
}

// writer fills a claim that its writer makes: I believe that …
func (r *reader) writer(clm *models.Claim) {
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
func (r *reader) part(clm *models.Claim, role models.Role, m int) {
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
