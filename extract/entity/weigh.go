package entity

import "github.com/sayso-nlp/sayso/models"

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
