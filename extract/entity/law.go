package entity

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// This file holds what grammar says for certain of who a phrase is: whom it cannot
// be, however well he fits, and whom it must be.

// open reports whether phrase k may be an antecedent of ph at all: it does not
// contain it; no place, body or thing is he or she, and no woman he; who speaks a
// quotation is not "he" in it, nor who writes in his own words; and "he accused
// Weber" does not speak of Weber twice.
func (l *linker) open(ph *phrase, k int) bool {
	an, g := &l.phrases[k], &l.groups[l.in[k]]
	if an.Contains(ph.Span) {
		return false
	}
	if ph.said.third() && ph.quote != 0 {
		if who := l.p.speech[ph.quote]; who != models.None && slices.Contains(g.heard, who) {
			return false
		}
	}
	if ph.said.pronominal() && l.signs(ph, an) {
		return false
	}
	if g.actor != models.None && slices.Contains(l.barred, g.actor) || slices.Contains(l.shut, l.in[k]) {
		return false
	}
	if ph.said == saidHe || ph.said == saidShe {
		if l.given == 0 && g.kind == noName && (an.said == saidThe || an.said == saidA) {
			return false // "the salt"
		}
		if compared(ph.gender, g.gender) == 3 {
			return false
		}
		return an.said != saidIt && g.kind != aSpot && g.kind != aBody
	}
	return true
}

// signs reports whether an is the name of who writes: one of a byline, or the one
// that a comment is headed with. No pronoun of the text refers back to it.
func (l *linker) signs(ph, an *phrase) bool {
	doc := l.p.doc
	at := doc.Sentences[an.sentence].Section
	sec := &doc.Sections[at]
	switch sec.Kind {
	case models.Byline:
		return at != doc.Sentences[ph.sentence].Section
	case models.Comment:
		return sec.Actor != models.None && an.actor == sec.Actor
	}
	return false
}

// bar notes whom a pronoun cannot be since they are named under its verb or, where
// it is the object itself, are its subject: "Weber accused him"; and that "Weber's
// lawyer" is not Weber.
func (l *linker) bar(i int) {
	l.barred, l.shut = l.barred[:0], l.shut[:0]
	ph := &l.phrases[i]
	if ph.said == saidThe || ph.said == saidA {
		for k := i + 1; k < min(len(l.phrases), i+near) && ph.Contains(l.phrases[k].Span); k++ {
			if in := &l.phrases[k]; in.role == roleOwner && in.actor != models.None && l.p.up(in.top) == ph.head {
				l.barred = append(l.barred, in.actor)
			}
		}
		if ph.role == roleObject { // "Weber attacked the president": another
			who := l.agent(l.p.up(ph.top))
			for k := i - 1; k >= max(0, i-near) && l.phrases[k].sentence == ph.sentence; k-- {
				if su := &l.phrases[k]; su.top == who && su.said == saidName {
					l.shut = append(l.shut, l.in[k])
				}
			}
		}
		return
	}
	if !ph.said.third() || ph.reflexive || ph.verb == models.None {
		return
	}
	at := l.p.up(ph.top) // not of "asked Weber to call him"
	switch ph.role {
	case roleSubject:
		for k := i + 1; k < min(len(l.phrases), i+near) && l.phrases[k].sentence == ph.sentence; k++ {
			if in := &l.phrases[k]; in.said == saidName && in.actor != models.None && in.Start > ph.End && l.beneath(in.head, at) {
				l.barred = append(l.barred, in.actor)
			}
		}
	case roleObject:
		who := l.agent(at)
		for k := i - 1; k >= max(0, i-near) && l.phrases[k].sentence == ph.sentence; k-- {
			if su := &l.phrases[k]; su.top == who {
				l.shut = append(l.shut, l.in[k])
			}
		}
	}
}

// beneath reports whether token t stands under the verb v in what v says: "he had
// faith in Weber", "he knew that Weber had lied", not "he fell, Weber said".
func (l *linker) beneath(t, v int) bool {
	for n := 0; n < climbs && t != models.None; n++ {
		if t == v {
			return true
		}
		if rel := l.p.rel(t); rel == "parataxis" || rel == "conj" && t > v {
			return false
		}
		t = l.p.up(t)
	}
	return false
}

// blaming are verbs behind whose object a participle tells what he did: "accused
// Weber of beating her".
var blaming = set(`accuse suspect blame criticise criticize condemn thank praise charge convict acquit fault attack slam rebuke fire sack sue forgive jail fine stop prevent keep`)

// calling are verbs that ask somebody behind a preposition to do something: "called
// on Weber to meet her".
var calling = set(`call appeal shout signal plead`)

// agent is the token of who does what verb v says: its subject or, where it has
// none, the subject or the object of the verb that it hangs on; None if it is not
// known. "Told [Weber] to see her", "[Weber] wants to see her".
func (l *linker) agent(v int) int {
	if v == models.None {
		return models.None
	}
	for n := 0; n < climbs; n++ {
		if su := l.p.below(v, "nsubj"); su != models.None {
			return su
		}
		up := l.p.up(v)
		if up == models.None {
			return models.None
		}
		lemma, mark := l.p.doc.Tokens[up].Lemma, ""
		if m := l.p.below(v, "mark"); m != models.None && m < v {
			mark = l.p.low(m)
		}
		object := models.None
		for _, rel := range []string{"obj", "iobj"} {
			if k := l.p.below(up, rel); k > up && k < v {
				object = k
			}
		}
		switch rel := l.p.rel(v); {
		case rel == "conj": // "to meet Weber and thank him"
		case rel == "xcomp" && object != models.None && lemma != "promise":
			return object
		case rel == "xcomp":
		case rel == "advcl" && blaming[lemma] && object != models.None && (mark == "of" || mark == "for" || mark == "from"):
			return object
		case rel == "advcl" && calling[lemma] && mark == "to":
			if ob := l.p.below(up, "obl"); ob > up && ob < v {
				return ob
			}
		case rel == "advcl" && (mark == "to" || l.p.doc.Tokens[v].XPOS == "VBG"):
		default:
			return models.None
		}
		v = up
	}
	return models.None
}

// must is the phrase before phrase i that i surely refers back to, or None.
func (l *linker) must(i int) int {
	ph := &l.phrases[i]
	if ph.joint {
		return models.None
	}
	switch {
	case ph.reflexive && ph.said.third():
		return l.reflected(i)
	case ph.owner && ph.said.third():
		if k := l.joined(i); k != models.None {
			return k
		}
		return l.fronted(i)
	case ph.said == saidHe || ph.said == saidShe:
		if k := l.reported(i); k != models.None {
			return k
		}
		return l.fronted(i)
	case ph.said == saidThe || ph.said == saidA:
		return l.beside(i)
	case ph.said == saidName && ph.kind == aPerson && ph.role == roleApposed && len(l.seen[l.actorKey(ph)]) == 0:
		// "his neighbour, Maja Lund": the neighbour is she
		for k := i - 1; k >= max(0, i-near); k-- {
			if an := &l.phrases[k]; an.head == l.p.up(ph.top) && l.single(an) && compared(ph.gender, an.gender) != 3 {
				return k
			}
		}
	}
	return models.None
}

// actorKey is what the phrases of a name's actor are found again by.
func (l *linker) actorKey(ph *phrase) string {
	if ph.actor == models.None {
		return ""
	}
	return string(l.cast.doc.Actors[ph.actor].ID)
}

// single reports whether a nominal is one person.
func (l *linker) single(ph *phrase) bool {
	return !ph.joint && (ph.said == saidThe || ph.said == saidA) && ph.kind == aPerson && ph.number != 'p'
}

// beside is the last phrase of the person whose name stands beside nominal i, or
// before it: "his neighbour, Maja Lund", "Maja Lund, once his neighbour".
func (l *linker) beside(i int) int {
	ph := &l.phrases[i]
	if !l.single(ph) {
		return models.None
	}
	if ph.role == roleApposed {
		for k := i - 1; k >= max(0, i-near); k-- {
			if an := &l.phrases[k]; an.head == l.p.up(ph.top) && an.said == saidName && an.kind == aPerson && !an.joint && compared(ph.gender, an.gender) != 3 {
				return k
			}
		}
		return models.None
	}
	if k := l.named(i); k != models.None {
		if list := l.seen[l.actorKey(&l.phrases[k])]; len(list) > 0 {
			return list[len(list)-1]
		}
	}
	return models.None
}

// named is the phrase of a person's name that stands beside nominal i and tells
// who it is: "her goalkeeper, Jamie Noble, who saved two"; None if there is none.
func (l *linker) named(i int) int {
	ph := &l.phrases[i]
	for k := i + 1; k < min(len(l.phrases), i+near) && l.phrases[k].sentence == ph.sentence; k++ {
		if an := &l.phrases[k]; an.said == saidName && an.kind == aPerson && an.actor != models.None && !an.joint &&
			an.role == roleApposed && l.p.up(an.top) == ph.head && compared(ph.gender, an.gender) != 3 {
			return k
		}
	}
	return models.None
}

// reported is the person named as the subject of a verb of speech for the pronoun
// that is the subject of what is said: "Sarah Holm said she opposed the road".
func (l *linker) reported(i int) int {
	ph := &l.phrases[i]
	if ph.role != roleSubject || ph.quote != 0 {
		return models.None
	}
	at := l.p.up(ph.top)
	for n := 0; n < climbs && at != models.None && l.p.rel(at) == "xcomp"; n++ {
		at = l.p.up(at)
	}
	if at == models.None || l.p.rel(at) != "ccomp" {
		return models.None
	}
	verb := l.p.up(at)
	if verb == models.None || !speaks[l.p.doc.Tokens[verb].Lemma] {
		return models.None
	}
	for k := i - 1; k >= max(0, i-near) && l.phrases[k].sentence == ph.sentence; k-- {
		an := &l.phrases[k]
		if an.said == saidName && compared(ph.gender, an.gender) == 1 && an.role == roleSubject && l.p.up(an.top) == verb {
			if !an.joint && an.kind == aPerson && l.open(ph, k) {
				return k
			}
			return models.None
		}
		if an.said == saidName && an.kind == aPerson && compared(ph.gender, an.gender) != 3 && an.head > verb {
			return models.None // "told Weber he"
		}
	}
	return models.None
}

// fronted is the last phrase of the person who is the subject behind a participle
// in which pronoun i stands: "Asked about her plans, Holm said".
func (l *linker) fronted(i int) int {
	ph := &l.phrases[i]
	v := ph.head
	for n := 0; n < climbs && v != models.None; n++ {
		if tag := l.p.doc.Tokens[v].XPOS; l.p.rel(v) == "advcl" && (tag == "VBN" || tag == "VBG") {
			break
		}
		if l.p.rel(v) == "conj" || l.p.rel(v) == "parataxis" {
			return models.None
		}
		v = l.p.up(v)
	}
	if v == models.None || l.p.rel(v) != "advcl" || l.p.below(v, "nsubj") != models.None || l.p.below(v, "aux") != models.None {
		return models.None
	}
	main := l.p.up(v)
	if main == models.None || main < v {
		return models.None
	}
	for k := i + 1; k < min(len(l.phrases), i+near) && l.phrases[k].sentence == ph.sentence; k++ {
		su := &l.phrases[k]
		if su.role != roleSubject || l.p.up(su.top) != main {
			continue
		}
		if su.joint || su.said != saidName || su.kind != aPerson || compared(ph.gender, su.gender) == 3 {
			return models.None
		}
		if list := l.seen[l.actorKey(su)]; len(list) > 0 {
			return list[len(list)-1]
		}
		return models.None
	}
	return models.None
}

// reflected is the subject of the verb that a reflexive stands with: "Holm wrote to
// Weber to tell him of it himself".
func (l *linker) reflected(i int) int {
	ph := &l.phrases[i]
	v := l.p.up(ph.top)
	for n := 0; n < climbs && v != models.None && l.p.doc.Tokens[v].UPOS != "VERB"; n++ {
		v = l.p.up(v) // parsers hang it on "decision"
	}
	if v == models.None {
		return models.None
	}
	who := l.agent(v)
	for k := i - 1; k >= max(0, i-near) && l.phrases[k].sentence == ph.sentence; k-- {
		if an := &l.phrases[k]; an.top == who && an.head == who && !an.joint && an.kind == aPerson && compared(ph.gender, an.gender) != 3 {
			return k
		}
	}
	return models.None
}

// joined is the one to whom what a possessive owns is joined: "Weber" for "his" in
// "wrote to Weber and his family".
func (l *linker) joined(i int) int {
	ph := &l.phrases[i]
	owned := l.p.up(ph.head)
	if owned == models.None || l.p.rel(owned) != "conj" || ph.head+1 < len(l.p.doc.Tokens) && l.p.low(ph.head+1) == "own" {
		return models.None
	}
	if u := l.p.doc.Tokens[owned].UPOS; u != "NOUN" {
		return models.None
	}
	for k := i - 1; k >= max(0, i-near); k-- {
		an := &l.phrases[k]
		if an.head == l.p.up(owned) && !an.joint && an.said == saidName && an.kind == aPerson {
			if l.open(ph, k) {
				return k
			}
			return models.None
		}
	}
	return models.None
}
