package entity

import "github.com/sayso-nlp/sayso/models"

// leagues are nouns by which any organization may be taken up again.
var leagues = set(`group movement organization organisation`)

// recent is how many names of organizations back a league is looked for.
const recent = 16

// A recaller remembers who was called what so far in a document.
type recaller struct {
	l      *linker
	nouns  map[string]int // noun before a name, "analyst" → its person; None if several
	bodies []int          // phrases that name an organization
}

// recalled are the phrases that take up somebody again by the noun that stood
// before the name and no more: "Analyst Vera Holm left. The analyst said …", and
// an organization that alone was named in this sentence and the one before and
// acts there: "Hamas refused. The group said …".
func (l *linker) recalled() map[int]int {
	r := recaller{l: l, nouns: map[string]int{}}
	again := map[int]int{}
	for i := range l.phrases {
		ph := &l.phrases[i]
		if ph.said == saidName || ph.said > saidA || ph.joint {
			r.note(i)
			continue
		}
		if r.named(ph) {
			continue
		}
		who := r.again(ph)
		if g := &l.groups[l.in[i]]; who != models.None && (g.actor == models.None || g.actor == who) {
			g.actor = who
			again[i] = who
		}
		if ph.said == saidA && ph.number != 'p' {
			r.nouns[ph.word] = models.None // "another analyst"
		}
	}
	return again
}

// note remembers a name, and the noun before it.
func (r *recaller) note(i int) {
	ph, p := &r.l.phrases[i], r.l.p
	if ph.said != saidName || ph.joint || ph.actor == models.None {
		return
	}
	switch r.l.cast.doc.Actors[ph.actor].Type {
	case models.Organization:
		r.bodies = append(r.bodies, i)
	case models.Person:
		t := ph.first - 1
		if t < 0 || p.sent[t] != ph.sentence || p.doc.Tokens[t].UPOS != "NOUN" {
			return
		}
		noun := p.low(t)
		if who, ok := r.nouns[noun]; ok && who != ph.actor {
			r.nouns[noun] = models.None
			return
		}
		r.nouns[noun] = ph.actor
	}
}

// named reports whether a name stands right behind the phrase's head.
func (r *recaller) named(ph *phrase) bool {
	t := ph.head + 1
	return t < len(r.l.p.sent) && r.l.p.sent[t] == ph.sentence && r.l.p.doc.Tokens[t].UPOS == "PROPN"
}

// again is whom the phrase takes up again, or None.
func (r *recaller) again(ph *phrase) int {
	if ph.said != saidThe || ph.lead != leadThe || ph.number == 'p' || ph.more || len(ph.mods) > 0 || ph.actor != models.None {
		return models.None
	}
	if leagues[ph.word] {
		return r.body(ph)
	}
	if who, ok := r.nouns[ph.word]; ok && ph.kind == aPerson {
		return who
	}
	return models.None
}

// body is the only organization named as a subject shortly before, or None.
func (r *recaller) body(ph *phrase) int {
	one, acts := models.None, false
	for n := len(r.bodies) - 1; n >= 0; n-- {
		an := &r.l.phrases[r.bodies[n]]
		if an.sentence < ph.sentence-1 {
			break
		}
		if one != models.None && an.actor != one || n < len(r.bodies)-recent {
			return models.None
		}
		one, acts = an.actor, acts || an.role == roleSubject
	}
	if !acts || ph.role != roleSubject {
		return models.None
	}
	return one
}
