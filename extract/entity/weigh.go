package entity

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// alone are the reasons for phrase i having no antecedent.
func (l *linker) alone(i int, out []reason) []reason {
	ph := &l.phrases[i]
	say := func(t *template, answer int) { out = append(out, t.of(ph.said, answer)) }
	say(newBias, 0)
	say(newLead, int(ph.lead))
	heads := l.seen[ph.word]
	switch {
	case ph.said.pronominal():
	case len(heads) == 0:
		say(newHead, 0)
	case ph.sentence-l.phrases[heads[len(heads)-1]].sentence <= 3:
		say(newHead, 1)
	default:
		say(newHead, 2)
	}
	if _, ok := l.said[ph.In(l.p.doc.Article.Text)]; ok {
		say(newString, 1)
	} else {
		say(newString, 0)
	}
	switch {
	case ph.actor == models.None:
		say(newActor, 0)
	case len(l.seen[string(l.cast.doc.Actors[ph.actor].ID)]) == 0:
		say(newActor, 1)
	default:
		say(newActor, 2)
	}
	say(newLength, bucket(ph.last-ph.first, 1, 2, 3, 4, 7, 12))
	say(newSentence, bucket(ph.sentence+1, 1, 2, 4, 9))
	say(newRole, int(ph.role))
	say(newKind, int(ph.kind))
	if ph.said == saidThe || ph.said == saidA {
		say(newSort, ph.sort)
	}
	say(newNumber, numbered(ph.number))
	more := 0
	if ph.more {
		more = 1
	}
	if ph.head > ph.first+1 {
		more += 2
	}
	say(newMore, more)
	if ph.said == saidIt {
		say(newDummy, l.dummy(ph))
	}
	say(newGiven, l.given*len(kindWords)+int(ph.kind))
	say(newQuoted, min(ph.quote, 1))
	return out
}

func numbered(n byte) int {
	switch n {
	case 's':
		return 1
	case 'p':
		return 2
	}
	return 0
}

// compared numbers how two marks agree: unknown, the same, one unknown, other.
func compared(a, b byte) int {
	switch {
	case a == 0 && b == 0:
		return 0
	case a == b:
		return 1
	case a == 0 || b == 0:
		return 2
	}
	return 3
}

// plain is a wording without its finer parts: a name, a nominal, a pronoun.
func (s wording) plain() int {
	switch {
	case s == saidName:
		return 0
	case s <= saidA:
		return 1
	}
	return 2
}

// against are the reasons for and against phrase i going with phrase a, which
// stands before it.
func (l *linker) against(i, a int, out []reason) []reason {
	ph, an := &l.phrases[i], &l.phrases[a]
	g := &l.groups[l.in[a]]
	say := func(t *template, answer int) { out = append(out, t.of(ph.said, answer)) }
	where := min(ph.sentence-an.sentence, 2)
	gap := bucket(ph.sentence-an.sentence, 0, 1, 2, 3, 4, 6, 11)
	say(byWording, int(an.said))
	say(byDistance, gap)
	say(byWordGap, an.said.plain()*len(gapWords)+gap)
	say(byOrder, bucket(i-a-1, 0, 1, 2, 3, 5, 9, 17, 33))
	fit := fits(ph, g)
	nearer := l.nearer(l.in[a], fit)
	say(byRivals, fit*4+min(nearer, 3))
	if where < 2 {
		say(byRivalRole, min(nearer, 2)*len(roles)+int(an.role))
	}
	gender := compared(ph.gender, g.gender)
	if ph.said == saidShe { // of whom less is said, so that a gender not known is a man's
		gender += 4
	}
	say(byGender, gender)
	say(byNumber, compared(ph.number, g.number))
	say(byKind, int(ph.kind)*len(kindWords)+int(g.kind))
	say(byRole, int(an.role)*3+where)
	if where < 2 {
		say(byRoles, int(ph.role)*len(roles)+int(an.role))
	}
	say(byBinding, l.binding(ph, an))
	switch {
	case an.joint:
		say(byMember, 2)
	case an.member && ph.member:
		say(byMember, 3)
	case an.member:
		say(byMember, 1)
	default:
		say(byMember, 0)
	}
	say(byGiven, l.given*len(kindWords)+int(g.kind))
	say(byQuote, l.quoted(ph, an, g))
	say(bySize, bucket(g.size, 1, 2, 3, 5, 9, 17))
	if where < 2 {
		say(byFirst, min(an.order, 2)*3+min(gap, 2))
	}
	say(byParallel, l.parallel(ph, an, where))
	say(byLast, bucket(ph.sentence-l.phrases[g.last].sentence, 0, 1, 2, 3))
	say(bySubjects, min(g.subjects, 2))
	here, before := l.voices(ph), l.voices(an)
	n := int(g.kind)
	if here {
		n += len(kindWords)
	}
	say(bySpeaks, n)
	switch {
	case here && before:
		say(bySpeakers, 1)
	case before:
		say(bySpeakers, 2)
	case here:
		say(bySpeakers, 3)
	default:
		say(bySpeakers, 0)
	}
	if ph.said.third() {
		say(byOwner, l.owning(ph, an))
		return out
	}
	if ph.said.pronominal() {
		return out
	}
	words, mods := l.words(ph, an, g), modified(ph, an, g)
	say(byString, words*3+an.said.plain())
	say(byMods, mods)
	say(byWordLead, words*len(leads)+int(ph.lead))
	say(byWordMods, words*len(modWords)+mods)
	say(byWordFar, words*len(gapWords)+gap)
	say(byLead, int(ph.lead)*3+an.said.plain())
	switch {
	case ph.actor == models.None && g.actor == models.None:
		say(byActor, 0)
	case ph.actor == models.None || g.actor == models.None:
		say(byActor, 1)
	case ph.actor == g.actor:
		say(byActor, 2)
	default:
		say(byActor, 3)
	}
	if ph.said == saidName && an.said == saidName {
		say(byName, named(ph, an))
	}
	if ph.said <= saidA {
		say(bySort, ph.sort*len(actorWords)+l.actorWord(g))
		say(bySortPair, agreed(ph.sort, g.sort))
		say(byCountry, sameCode(ph.code, g.code))
		say(byOffice, sameOffice(ph.office, g.office))
	}
	return out
}

func (l *linker) actorWord(g *group) int {
	if g.actor == models.None {
		return 0
	}
	switch l.cast.doc.Actors[g.actor].Type {
	case models.Person, models.Author, models.Commenter:
		return 1
	case models.Organization:
		return 2
	case models.Country:
		return 3
	case models.Place:
		return 4
	case models.Group:
		return 5
	}
	return 6
}

func agreed(a, b int) int {
	switch {
	case a == 0 && b == 0:
		return 0
	case a == b:
		return 1
	case a == 0 || b == 0:
		return 3
	}
	return 2
}

func sameCode(a, b string) int {
	switch {
	case a == "" || b == "":
		return 0
	case a == b:
		return 1
	}
	return 2
}

// sameOffice compares offices: a president is a leader too.
func sameOffice(a, b string) int {
	switch {
	case a == "" && b == "":
		return 0
	case a == b, a == "leader" && (b == "president" || b == "premier"), b == "leader" && (a == "president" || a == "premier"),
		a == "minister" && strings.HasSuffix(b, "minister"), b == "minister" && strings.HasSuffix(a, "minister"):
		return 1
	case a == "" || b == "":
		return 3
	}
	return 2
}

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

// fits says whether gender, number and kind let a phrase go with a group: 0 if
// they agree, 1 if they do not disagree, 2 if they do.
func fits(ph *phrase, g *group) int {
	gender, number := compared(ph.gender, g.gender), compared(ph.number, g.number)
	if gender == 3 || number == 3 {
		return 2
	}
	kind := ph.kind
	switch {
	case kind == noName && ph.said == saidIt && (g.kind == aPerson || g.kind == aFolk), ph.said == saidThey && g.kind == aPerson:
		return 2
	case kind != noName && g.kind != noName && kind != g.kind:
		return 2
	case kind == g.kind || kind == noName && g.kind != noName:
		if gender == 1 || ph.gender == 0 {
			return 0
		}
	}
	return 1
}

// nearer is how many other groups that fit as well were asked about before, for
// the same phrase, and counts this one.
func (l *linker) nearer(g, fit int) int {
	n := 0
	for _, r := range l.rivals {
		if r.group == g {
			return n
		}
		if r.fit <= fit {
			n++
		}
	}
	l.rivals = append(l.rivals, rival{g, fit})
	return n
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

// words says how the words of a phrase meet those of the antecedent and of its
// group.
func (l *linker) words(ph, an *phrase, g *group) int {
	n := 0
	text := l.p.doc.Article.Text
	switch {
	case ph.In(text) == an.In(text):
		n = 4
	case strings.EqualFold(unled(ph, l.p), unled(an, l.p)):
		n = 5
	case ph.word == an.word:
		n = 1
	case slices.Contains(g.words, ph.word):
		n = 2
	case slices.Contains(an.mods, ph.word) || slices.Contains(ph.mods, an.word):
		n = 3
	}
	return n
}

// unled is a phrase's text without what leads it.
func unled(ph *phrase, p *phraser) string {
	first := ph.first
	if first < ph.head && (p.doc.Tokens[first].UPOS == "DET" || p.doc.Tokens[first].XPOS == "PRP$") {
		first++
	}
	return p.doc.Article.Text[p.doc.Tokens[first].Start:ph.End]
}

// modified says how the words that narrow the phrase meet those of the group.
func modified(ph, an *phrase, g *group) int {
	if len(ph.mods) == 0 {
		return 0
	}
	all, number, name := true, false, false
	for _, m := range ph.mods {
		if slices.Contains(g.mods, m) || slices.Contains(g.words, m) {
			continue
		}
		all = false
		number = number || m[0] >= '0' && m[0] <= '9' || numerals[m]
		name = name || ph.code != "" && g.code != "" && ph.code != g.code
	}
	switch {
	case all && len(ph.mods) == len(an.mods):
		return 1
	case all:
		return 2
	case number:
		return 4
	case name:
		return 5
	}
	return 3
}

var numerals = set(`one two three four five six seven eight nine ten first second third fourth fifth other another last next former latter`)

// named says what of one name is in the other.
func named(ph, an *phrase) int {
	switch {
	case ph.word == an.word:
		return 1
	case len(ph.mods) > 0 && ph.mods[0] == an.word || len(an.mods) > 0 && an.mods[0] == ph.word:
		return 2
	case slices.Contains(an.mods, ph.word) || slices.Contains(ph.mods, an.word):
		return 3
	}
	return 0
}
