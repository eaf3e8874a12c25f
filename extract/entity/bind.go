package entity

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// binding says how the places of the two in one sentence bear on their being
// one: "He saw him" are two, "He saw himself" is one.
func (l *linker) binding(ph, an *phrase) int {
	if ph.sentence != an.sentence {
		return 0
	}
	up := l.p.up(ph.top)
	switch {
	case an.head != ph.head && an.top == ph.top:
		return 5
	case ph.role == roleApposed && up == an.head:
		return 6
	case ph.role == rolePredicate && an.role == roleSubject && an.verb == l.p.governor(ph.top),
		ph.predicate != models.None && ph.predicate == an.head:
		return 7
	case ph.verb != models.None && ph.verb == an.verb && ph.reflexive:
		return 2
	case ph.verb != models.None && ph.verb == an.verb:
		return 1
	case up == an.head:
		return 4
	case l.p.up(an.top) == ph.head:
		return 8
	case ph.role == roleOwner && ph.clause != models.None && ph.clause == an.clause:
		return 9
	case ph.clause != models.None && ph.clause == an.clause:
		return 3
	case an.role == roleSubject && an.verb != models.None && ph.clause != models.None && l.under(ph.clause, an.verb):
		return 10
	}
	return 0
}

// under reports whether token t hangs, at some depth, on token v.
func (l *linker) under(t, v int) bool {
	for n := 0; n < climbs && t != models.None; n++ {
		if t == v {
			return true
		}
		t = l.p.up(t)
	}
	return false
}

// quoted says how the quotations that the two stand in bear on their being one.
func (l *linker) quoted(ph, an *phrase, g *group) int {
	sp := l.p.speech
	switch {
	case ph.quote == 0 && an.quote == 0:
		return 0
	case ph.quote != 0 && sp[ph.quote] != models.None && slices.Contains(g.heard, sp[ph.quote]):
		return 4
	case ph.quote != 0 && ph.quote == an.quote:
		return 1
	case ph.quote != 0 && an.quote != 0 && sp[ph.quote] != models.None && sp[ph.quote] == sp[an.quote]:
		return 5
	case ph.quote != 0 && an.quote != 0:
		return 3
	case an.quote != 0 && sp[an.quote] == ph.head:
		return 6
	}
	return 2
}

// parallel says whether the two do the same in sentences that follow each other.
func (l *linker) parallel(ph, an *phrase, where int) int {
	if ph.role != an.role || where > 1 {
		return 0
	}
	if ph.clause != models.None && an.clause != models.None && l.p.doc.Tokens[ph.clause].Lemma == l.p.doc.Tokens[an.clause].Lemma && ph.clause != an.clause {
		return 4
	}
	switch ph.role {
	case roleSubject:
		return 1
	case roleObject:
		return 2
	case roleOwner:
		return 3
	}
	return 0
}

// owning tells "his" from "he" by where the antecedent stands.
func (l *linker) owning(ph, an *phrase) int {
	n := 0
	if ph.owner {
		n = 4
	}
	switch {
	case ph.sentence == an.sentence && an.role == roleSubject && ph.clause == an.clause:
	case ph.sentence == an.sentence && an.role == roleSubject:
		n++
	case ph.sentence == an.sentence:
		n += 2
	default:
		n += 3
	}
	return n
}

// voices reports whether the phrase is the subject of a verb of speech.
func (l *linker) voices(ph *phrase) bool {
	return ph.role == roleSubject && ph.verb != models.None && speaks[l.p.doc.Tokens[ph.verb].Lemma]
}

// seeming are verbs whose "it" stands for nothing.
var seeming = set(`seem appear happen turn rain snow take cost matter follow emerge transpire look sound`)

// dummy numbers, as newDummy does, the places in which "it" stands for nothing
// and those in which it does not: "it is clear that", "it seems", "make it plain
// that".
func (l *linker) dummy(ph *phrase) int {
	toks := l.p.doc.Tokens
	up := l.p.up(ph.head)
	switch rel := l.p.rel(ph.head); {
	case ph.owner:
		return 7
	case rel == "expl":
		return 1
	case up == models.None:
		return 0
	case ph.role == roleSubject:
		clause := false
		for _, rel := range []string{"ccomp", "csubj", "advcl", "xcomp", "acl"} {
			clause = clause || l.p.below(up, rel) > up
		}
		switch cop := l.p.below(up, "cop") != models.None; {
		case clause && (cop || l.p.below(up, "aux") != models.None && toks[up].XPOS == "VBN"):
			return 2
		case cop:
			return 3
		case seeming[toks[up].Lemma]:
			return 4
		}
		return 5
	case ph.role == roleObject && (l.p.below(up, "xcomp") > up || l.p.below(up, "ccomp") > up):
		return 6
	}
	return 0
}
