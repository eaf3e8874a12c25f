package entity

import (
	"maps"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// reach is how many sentences back the members of a pair may stand, and window
// how many items.
const (
	reach  = 2
	window = 24
)

// bearers gives nominals of an office the person who holds it.
func (c *cast) bearers(items []item) {
	c.holders()
	for i := range items {
		if it := &items[i]; it.form == roleOf {
			if it.actor = c.holder(it); it.actor != models.None {
				it.typ = models.Person
			}
		}
	}
}

// linker takes the phrases of the document.
func (c *cast) linker(items []item) (*linker, []int) {
	p := newPhraser(c.doc)
	phrases, from := p.found(items)
	for i, k := range from {
		if k != models.None && items[k].actor != models.None {
			p.known(&phrases[i], c, items[k].actor)
		}
	}
	return newLinker(p, c, phrases), from
}

// refer puts nominals and pronouns together with the names before them and
// writes all mentions.
func (c *cast) refer(items []item) {
	l, from := c.linker(items)
	made := DefaultRanker().refer(l)
	o := newOwned(l)
	owners := o.owners
	again := l.recalled()
	own := c.unnamed(l, made, o)
	maps.Copy(own, again)
	l.officers(items, own)
	for i := range items {
		switch it := &items[i]; it.form {
		case pair:
			if it.actors = c.pair(it, items[max(0, i-window):i]); it.actors != nil {
				l.both(it)
			}
		case possessed:
			it.actor = c.realm(l, it, owners)
		}
	}
	taken := newTaken(items)
	for i := range l.phrases {
		ph := &l.phrases[i]
		if from[i] != models.None || ph.joint {
			continue
		}
		list := c.meant(l, i, made[i])
		if ph.said == saidI || ph.said == saidWe {
			list = c.voice(l, ph, made, o)
		}
		if ph.word == "counterpart" {
			list = c.counterpart(l, ph, owners, made)
		}
		if len(list) == 1 && c.doc.Actors[list[0]].Type == models.Person && ph.said.third() {
			c.learn(list[0], "", trait{gender: ph.gender})
		}
		span := l.p.core(ph)
		if l.single(ph) && l.named(i) != models.None {
			continue // the name says it
		}
		if who, ok := own[i]; ok {
			if span = l.p.around(ph); taken.free(span, c.doc.Tokens[ph.head].Span) && !taken.follows(c.doc.Article.Text, span, ph.End) {
				c.found = append(c.found, models.Mention{Span: span, Sentence: ph.sentence, Kind: models.Nominal, Type: c.doc.Actors[who].Type, Actor: who})
			}
			continue
		}
		if len(list) == 0 || ph.said == saidThe && taken.follows(c.doc.Article.Text, span, ph.End) || !taken.free(span, c.doc.Tokens[ph.head].Span) {
			continue
		}
		kind := models.Nominal
		if ph.said.pronominal() {
			kind = models.Pronoun
		}
		for _, a := range list {
			c.found = append(c.found, models.Mention{Span: span, Sentence: ph.sentence, Kind: kind, Type: c.doc.Actors[a].Type, Actor: a})
		}
	}
	for _, t := range taken {
		if !t.within {
			c.mentions(t.item)
		}
	}
}

// voice is who says I or we: in a quotation its speaker, in a comment who wrote
// it, else the article's author where a byline names one. Who says we outside of
// quotations speaks for others, too, and is left alone.
func (c *cast) voice(l *linker, ph *phrase, made []decision, o owned) []int {
	if !ph.said.pronominal() {
		return nil // "this author"
	}
	if ph.quote == 0 {
		sec := c.doc.Sections[c.doc.Sentences[ph.sentence].Section]
		switch {
		case ph.said == saidWe:
		case sec.Kind == models.Comment && sec.Actor != models.None:
			return []int{sec.Actor}
		case c.author != "" && sec.Kind != models.Comment:
			return []int{0}
		}
		return nil
	}
	k := o.speaker(l.p, l.p.speech[ph.quote])
	if k == models.None {
		return nil
	}
	if who := l.groups[l.in[k]].actor; who != models.None && (l.phrases[k].said == saidName || l.phrases[k].actor == who) {
		return []int{who}
	}
	return c.meant(l, k, made[k])
}

// speaker is the phrase of the one whose head is token t, or the name beside it,
// "Putin" of "President Putin"; None if there is none.
func (o owned) speaker(p *phraser, t int) int {
	if t == models.None {
		return models.None
	}
	for at := t; at < min(t+near, len(p.doc.Tokens)); at++ {
		if at > t && (p.up(at) != t || p.rel(at) != "flat" && p.rel(at) != "appos") {
			continue
		}
		if k, ok := o.heads[at]; ok {
			return k
		}
	}
	return models.None
}

// mentions writes the mentions of an item.
func (c *cast) mentions(it *item) {
	if it.actor != models.None {
		it.typ = c.doc.Actors[it.actor].Type
		c.mention(it, it.actor)
	}
	for _, a := range it.actors {
		c.mention(it, a)
	}
}

// realm is the country of whoever "his country" is of.
func (c *cast) realm(l *linker, it *item, owners map[int]int) int {
	s := l.p.doc.Sentences[it.sentence]
	at, _ := slices.BinarySearchFunc(l.p.doc.Tokens[s.First:s.Last], it.End, func(tok models.Token, end int) int { return tok.End - end })
	k, ok := owners[s.First+at]
	if !ok || !l.phrases[k].said.third() {
		return models.None
	}
	if g := &l.groups[l.in[k]]; g.actor != models.None && c.doc.Actors[g.actor].Country != "" {
		return c.country(c.doc.Actors[g.actor].Country)
	}
	return models.None
}

// officers gives the nominals of an office that nobody named holds the actor
// that unnamed made of them: "the Swedish prime minister".
func (l *linker) officers(items []item, own map[int]int) {
	at := map[int]int{} // where a phrase's head begins → its actor
	for i := range l.phrases {
		if who, ok := own[i]; ok {
			at[l.p.doc.Tokens[l.phrases[i].head].Start] = who
		}
	}
	for i := range items {
		if it := &items[i]; it.form == roleOf && it.actor == models.None {
			if who, ok := at[it.End-len(it.word)]; ok {
				it.actor = who
			}
		}
	}
}

// both lets the group of the phrase that a pair is stand for its two members, so
// that "they" does, too.
func (l *linker) both(it *item) {
	k, _ := slices.BinarySearchFunc(l.phrases, it.Start, func(ph phrase, at int) int { return ph.Start - at })
	for ; k < len(l.phrases) && l.phrases[k].Start < it.End; k++ {
		if it.Contains(l.p.doc.Tokens[l.phrases[k].head].Span) {
			g := &l.groups[l.in[k]]
			g.actor, g.members, g.parts = models.None, it.actors, len(it.actors)
		}
	}
}

// counterpart is who has the office in the country that a nominal names which
// its owner has in his own: "Erdogan met his Azerbaijani counterpart"; whom the
// article names, else whom the lists know, else somebody without a name.
func (c *cast) counterpart(l *linker, ph *phrase, owners map[int]int, made []decision) []int {
	k, ok := owners[ph.head]
	if !ok || ph.code == "" || ph.number == 'p' {
		return nil
	}
	g := &l.groups[l.in[k]]
	if g.actor == models.None || c.doc.Actors[g.actor].Type != models.Person || c.doc.Actors[g.actor].Country == ph.code {
		return nil
	}
	if l.phrases[k].actor == models.None && len(c.meant(l, k, made[k])) == 0 {
		return nil // nobody is sure whose
	}
	if g.office == "" {
		return []int{c.nameless(g.actor, ph)}
	}
	// A president's counterpart may be a chancellor, whatever their titles.
	for _, role := range []string{g.office, "leader"} {
		if who := c.holder(&item{role: role, code: ph.code}); who != models.None {
			return []int{who}
		}
		if g.office != "president" && g.office != "premier" {
			break
		}
	}
	if one, ok := c.x.incumbent(office{g.office, ph.code}, c.doc.Article.PublishedOn.Year); ok {
		return []int{c.enter(models.Actor{ID: models.ActorID("person:" + slug(one.name)), Name: one.name, Type: models.Person, Country: one.code}, trait{gender: one.gender, role: one.role})}
	}
	return []int{c.nameless(g.actor, ph)}
}

// nameless is somebody's counterpart of whom no more than his country is known.
func (c *cast) nameless(owner int, ph *phrase) int {
	act := models.Actor{Name: c.doc.Actors[owner].Name + "’s counterpart", Type: models.Person, Country: ph.code}
	if adjective := c.x.adjective[ph.code]; adjective != "" {
		act.Name = c.doc.Actors[owner].Name + "’s " + adjective + " counterpart"
	}
	act.ID = models.ActorID("person:" + slug(strings.Replace(act.Name, "’s ", " ", 1)))
	return c.enter(act, trait{gender: ph.gender})
}

// A takenItem is an item that is a mention; within says that a nominal takes it
// in, as "the Turkish minister" does "Turkish".
type takenItem struct {
	item   *item
	within bool
}

// A taken is the items that are mentions, by their beginnings.
type taken []takenItem

func newTaken(items []item) taken {
	var t taken
	for i := range items {
		if it := &items[i]; it.actor != models.None || len(it.actors) > 0 {
			t = append(t, takenItem{item: it})
		}
	}
	slices.SortStableFunc(t, func(a, b takenItem) int { return a.item.Compare(b.item.Span) })
	return t
}

// free reports whether a mention may cover the span of a nominal: what stands in
// it neither covers its head nor reaches out. Adjectives of countries are then
// taken in: "the Turkish minister".
func (t taken) free(s, head models.Span) bool {
	first, last := t.inside(s)
	for i := first; i < last; i++ {
		if it := t[i].item; it.Overlaps(head) || !s.Contains(it.Span) {
			return false
		}
	}
	for i := first; i < last; i++ {
		if it := t[i].item; it.kind == models.Nominal && it.form == listed {
			t[i].within = true
		}
	}
	return true
}

// inside are the items that share text with a span: [first, last).
func (t taken) inside(s models.Span) (first, last int) {
	first, _ = slices.BinarySearchFunc(t, s.Start, func(a takenItem, at int) int {
		if a.item.End <= at {
			return -1
		}
		return 1
	})
	last = first
	for last < len(t) && t[last].item.Start < s.End {
		last++
	}
	return first, last
}

// follows reports whether an item stands right behind a nominal, which is then
// its title: "the analyst Wanda Kowalczyk", "the president of Namibia, Hage
// Shikongo".
func (t taken) follows(text string, s models.Span, end int) bool {
	if end > s.End && t.follows(text, s, s.End) {
		return true // "the envoy, Ada Quill, who"
	}
	i, _ := slices.BinarySearchFunc(t, s.End, func(a takenItem, at int) int { return a.item.Start - at })
	for ; i < len(t) && t[i].item.Start <= end+titleReach; i++ {
		if start := t[i].item.Start; start >= end || text[s.End:start] == " " {
			between := strings.Trim(text[min(end, start):start], " ,")
			return between == "" || t[i].item.knight && knighted[between]
		}
	}
	return false
}

// titleReach is how many bytes behind a nominal a name may begin: ", Dame ".
const titleReach = 7

// core is a phrase without what follows its head.
func (p *phraser) core(ph *phrase) models.Span {
	if ph.said.pronominal() {
		return ph.Span
	}
	return models.Span{Start: ph.Start, End: p.doc.Tokens[ph.head].End}
}

// leastMargins are how much better, in thousandths, the antecedent of a pronoun
// or nominal must be than all that stand for someone else, none among them.
var leastMargins = [len(wordings)]int{saidThe: 500, saidA: 1 << 30, saidName: 1 << 30, saidIt: 500, saidThey: 500}

// leastThey is that of "they" for one actor that is no group, not several joined.
const leastThey = 1500

// leastIt is that of "it", which stands for no actor more often than not, and of
// "its" where a place is meant.
const leastIt = 2000

// meant is the actors that phrase i stands for: those of its group, if the link
// is sure enough and they are of a fitting type.
func (c *cast) meant(l *linker, i int, made decision) []int {
	ph := &l.phrases[i]
	g := &l.groups[l.in[i]]
	if made.antecedent == models.None || ph.said > saidThey || made.margin < leastMargins[ph.said] {
		return nil
	}
	if ph.said == saidThey && g.actor != models.None && c.doc.Actors[g.actor].Type != models.Group && made.margin < leastThey {
		return nil
	}
	if ph.said == saidIt && made.margin < leastIt && !ph.owner {
		// "Russia said it would wait"
		if an := &l.phrases[made.antecedent]; an.sentence != ph.sentence || an.role != roleSubject || ph.role != roleSubject {
			return nil
		}
	}
	var list []int
	switch {
	case g.actor != models.None:
		list = []int{g.actor}
	case ph.number == 'p' && g.parts == len(g.members):
		list = g.members
	}
	for _, a := range list {
		if typ := c.doc.Actors[a].Type; ph.said == saidIt && typ == models.Place && made.margin < leastIt {
			return nil
		}
		if !fitting(ph, c.doc.Actors[a].Type, len(list) > 1) {
			return nil
		}
		if act := &c.doc.Actors[a]; ph.code != "" && act.Type == models.Organization && act.Country != ph.code {
			return nil // "Germany's central bank" is not the ECB
		}
	}
	return list
}

// fitting reports whether a phrase can stand for an actor of the type, or for
// one of several.
func fitting(ph *phrase, typ models.ActorType, several bool) bool {
	person := typ == models.Person || typ == models.Author || typ == models.Commenter
	switch {
	case ph.said == saidHe || ph.said == saidShe:
		return person
	case ph.said == saidIt:
		return typ == models.Country || typ == models.Organization || typ == models.Place
	case several:
		return true
	case ph.said == saidThey:
		return !person
	}
	switch ph.kind {
	case aPerson:
		return person && ph.number != 'p'
	case aBody:
		return typ == models.Organization || typ == models.Country
	case aSpot:
		return typ == models.Country || typ == models.Place || typ == models.Organization
	case aFolk:
		return typ == models.Group || typ == models.Organization
	}
	return false
}

// An office is a role in a country, or in any if the country is "".
type office struct{ role, code string }

// holders lists the persons of each office by the words that may name it: a
// president is a leader too.
func (c *cast) holders() {
	c.offices = map[office][]int{}
	for i, tr := range c.traits {
		if c.doc.Actors[i].Type != models.Person || tr.role == "" {
			continue
		}
		roles := []string{tr.role}
		switch tr.role {
		case "president", "premier":
			roles = append(roles, "leader")
		case "foreign minister", "defence minister":
			roles = append(roles, "minister")
		}
		for _, role := range roles {
			c.offices[office{role, ""}] = append(c.offices[office{role, ""}], i)
			if code := c.doc.Actors[i].Country; code != "" {
				c.offices[office{role, code}] = append(c.offices[office{role, code}], i)
			}
		}
	}
}

// holder is the person of the article who has the office that a nominal names,
// if there is just one: "the Azerbaijani leader". Without a country it must be
// the only bearer of the office in the article.
func (c *cast) holder(it *item) int {
	fit := models.None
	list := c.offices[office{it.role, it.code}]
	for _, i := range list[:min(len(list), 50)] {
		if g := c.traits[i].gender; it.gender != 0 && g != 0 && it.gender != g {
			continue
		}
		if fit != models.None {
			return models.None
		}
		fit = i
	}
	return fit
}

// pair is whom "both countries" or "the two leaders" means: the two different
// ones named last before it within reach, if no third stands among them. Where
// no two countries are, those of two people are meant: "Erdogan and Aliyev met.
// Both countries gained."
func (c *cast) pair(it *item, recent []item) []int {
	two, third := c.lastTwo(it, it.typ, recent)
	if third {
		return nil
	}
	if len(two) == 2 || it.typ != models.Country {
		return two
	}
	people, third := c.lastTwo(it, models.Person, recent)
	if third || people == nil {
		return nil
	}
	one, other := c.doc.Actors[people[0]].Country, c.doc.Actors[people[1]].Country
	if one == "" || other == "" || one == other {
		return nil
	}
	return []int{c.country(one), c.country(other)}
}

// lastTwo are the two different actors of a type named last within reach of an
// item, or nil; third reports that one more stands among them.
func (c *cast) lastTwo(it *item, typ models.ActorType, recent []item) (two []int, third bool) {
	for k := len(recent) - 1; k >= 0; k-- {
		a := &recent[k]
		if it.sentence-a.sentence > reach {
			break
		}
		if a.actor == models.None || c.doc.Actors[a.actor].Type != typ || len(two) > 0 && a.actor == two[0] || len(two) > 1 && a.actor == two[1] {
			continue
		}
		if len(two) == 2 {
			if it.sentence-a.sentence < reach {
				return nil, true
			}
			break
		}
		two = append(two, a.actor)
	}
	if len(two) < 2 {
		return nil, false
	}
	return two, false
}
