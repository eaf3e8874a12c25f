package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// collectives are singular nouns for the people around somebody.
var collectives = set(`entourage family team staff camp circle faction clan crew household delegation`)

// countless are quantities of which "of" says what they are of: "some of its
// employees".
var countless = set(`some many most several few all none both each any two three four five dozens hundreds thousands scores half`)

// owned are the phrases of a document by their heads, and by what they own.
type owned struct {
	owners map[int]int // the phrase of a possessive, by the token that it hangs on
	before map[int]int // the phrase of a name before a noun, by that: "Trump supporters"
	heads  map[int]int // a phrase by its head
}

func newOwned(l *linker) owned {
	o := owned{owners: map[int]int{}, before: map[int]int{}, heads: map[int]int{}}
	for i := range l.phrases {
		ph := &l.phrases[i]
		if ph.joint {
			continue
		}
		if ph.role == roleOwner {
			o.owners[l.p.up(ph.top)] = i
		} else if ph.actor != models.None && ph.said == saidName && l.p.rel(ph.head) == "compound" {
			o.before[l.p.up(ph.head)] = i
		}
		if _, ok := o.heads[ph.head]; !ok {
			o.heads[ph.head] = i
		}
	}
	return o
}

// owner is the phrase that says whose the phrase is, "his" of "his entourage",
// "Acme" of "employees of Acme" or of "Acme employees", or None.
func (o owned) owner(p *phraser, ph *phrase) int {
	if k, ok := o.owners[ph.head]; ok {
		return k
	}
	if k, ok := o.before[ph.head]; ok {
		return k
	}
	for t := ph.head + 1; t < min(ph.last, ph.head+near); t++ {
		if p.up(t) == ph.head && p.rel(t) == "nmod" && p.led(t) == "of" {
			if k, ok := o.heads[t]; ok {
				return k
			}
		}
	}
	return models.None
}

// led is the preposition of token t in lower case, "" if it has none.
func (p *phraser) led(t int) string {
	if k := p.below(t, "case"); k != models.None && k < t {
		return p.low(k)
	}
	return ""
}

// unnamed makes actors of people without a name and returns them by phrase: of
// those who are somebody's ("his father", "Acme's employees"), under the owner's
// name and the noun, of who has an office in a country, and of several who act or are acted upon ("certain
// officials"), under noun and adjectives alone. Someone of whom no more is said
// ("a man") is none.
func (c *cast) unnamed(l *linker, made []decision, o owned) map[int]int {
	own := map[int]int{}
	for i := range l.phrases {
		ph := &l.phrases[i]
		g := &l.groups[l.in[i]]
		if ph.joint || ph.said != saidThe && ph.said != saidA || ph.actor != models.None || ph.word == "counterpart" || !c.peopled(l.p, ph) {
			continue
		}
		act, ok := models.Actor{}, false
		if k := o.owner(l.p, ph); k != models.None {
			act, ok = c.whose(l, ph, k, made)
		}
		if !ok {
			act, ok = c.officer(l.p, ph)
		}
		if !ok {
			act, ok = c.several(l, ph, o)
		}
		if g.actor != models.None { // "senators" again, or "his father"
			if ok && c.doc.Actors[g.actor].ID == act.ID {
				own[i] = g.actor
			}
			continue
		}
		if ok {
			own[i] = c.enter(act, trait{gender: ph.gender})
			g.actor = own[i]
		}
	}
	return own
}

// seldom are nouns of the list of nouns for persons that mostly mean something
// else in the plural.
var seldom = set(`figures heads stars models subjects characters leads guides minors hosts anchors cooks champions majors spies`)

// peopled reports whether the phrase is of people or of a body of them.
func (c *cast) peopled(p *phraser, ph *phrase) bool {
	noun := p.low(ph.head)
	if seldom[noun] {
		return false
	}
	return ph.kind == aPerson || ph.kind == aFolk || ph.kind == aBody || humans[noun] || bodies[noun] || collectives[ph.word]
}

// stances are nouns for those who stand somehow toward somebody and are none of
// his: "Chile's critics" are not Chilean.
var stances = set(`critic supporter opponent ally enemy adversary foe partner friend rival backer follower neighbor neighbour sympathizer sympathiser defender apologist counterpart detractor`)

// whose is the actor of people who are phrase k's, if it is known who that is.
func (c *cast) whose(l *linker, ph *phrase, k int, made []decision) (act models.Actor, ok bool) {
	who := l.phrases[k].actor
	if who == models.None {
		list := c.meant(l, k, made[k])
		if len(list) != 1 {
			return act, false
		}
		who = list[0]
	}
	owner := c.doc.Actors[who]
	noun := l.p.low(ph.head)
	single := ph.kind == aPerson && ph.number != 'p'
	body := bodies[noun] || ph.kind == aBody && !collectives[ph.word]
	switch owner.Type {
	case models.Author, models.Commenter, models.DocumentActor:
		return act, false
	case models.Country:
		if single { // who has an office there may have a name
			return act, false
		}
		if !stances[ph.word] {
			return c.national(l.p, ph, owner, noun)
		}
	case models.Place:
		if single {
			return act, false
		}
	}
	if body || ph.word == "head" && owner.Type == models.Person { // "lost his head"
		return act, false
	}
	if first := l.p.compound(ph); first < ph.head {
		noun = l.p.words(first, ph.head)
	}
	act = models.Actor{Name: owner.Name + "’s " + noun, Type: models.Group, Country: owner.Country}
	if single {
		act.Type = models.Person
	}
	act.ID = models.ActorID(act.Type.String() + ":" + slug(owner.Name) + "-" + slug(noun))
	return act, true
}

// national is the actor of people and bodies of a country, under its adjective,
// as where that stands before them: "Russia's parliament", "the Russian
// parliament". One person is none: who has an office there may have a name.
func (c *cast) national(p *phraser, ph *phrase, owner models.Actor, noun string) (act models.Actor, ok bool) {
	adjective := c.x.adjective[owner.Country]
	act = models.Actor{Country: owner.Country, Type: models.Group}
	switch {
	case adjective == "":
		return act, false
	case governments[noun]:
		return owner, true
	case bodies[noun]:
		act.Type = models.Organization
	case !humans[noun]:
		return act, false
	}
	act.Name = adjective + " " + p.words(p.compound(ph), ph.head)
	act.ID = models.ActorID(act.Type.String() + ":" + slug(act.Name))
	return act, true
}

// officer is the actor of who has an office in a country and is named nowhere:
// "the Swedish prime minister".
func (c *cast) officer(p *phraser, ph *phrase) (act models.Actor, ok bool) {
	adjective := c.x.adjective[ph.code]
	if adjective == "" || ph.said != saidThe || ph.lead != leadThe || ph.number == 'p' || ph.kind != aPerson {
		return act, false
	}
	if p.below(ph.head, "appos") != models.None || ph.more && ph.last < len(p.sent) && p.low(ph.last) == "," {
		return act, false // "the president of Namibia, Hage Shikongo"
	}
	first := ph.head
	for first > ph.first && p.adjective(first-1) && c.x.whole[p.doc.Tokens[first-1].In(p.doc.Article.Text)].code == "" {
		first--
	}
	title := p.words(first, ph.head)
	if !highest[offices[title]] || !c.ofCountry(ph, adjective) {
		return act, false
	}
	act = models.Actor{Name: adjective + " " + title, Type: models.Person, Country: ph.code}
	act.ID = models.ActorID("person:" + slug(act.Name))
	return act, true
}

// highest are offices of which a country has one.
var highest = map[string]bool{"president": true, "premier": true, "foreign minister": true, "defence minister": true, "leader": true}

// ofCountry reports whether a phrase names a country itself or by its own
// adjective: "the Chechen leader" is not Russia's.
func (c *cast) ofCountry(ph *phrase, adjective string) bool {
	text := c.doc.Article.Text
	for t := ph.first; t < min(ph.last, ph.first+3*near); t++ {
		if e, ok := c.x.whole[c.doc.Tokens[t].In(text)]; ok && e.code == ph.code && (e.sense == aCountry || e.sense >= aDemonym && e.name == adjective) {
			return true
		}
	}
	return strings.Contains(text[ph.Start:c.doc.Tokens[ph.head].Start], adjective+" ")
}

// standing are bodies that need no name where they act or are acted upon: "police
// said", "accused the police".
var standing = set(`police army military navy opposition authorities`)

// toward are prepositions of what is acted upon.
var toward = set(`by against to with from of on toward towards between among`)

// several is the actor of several people who act or are acted upon.
func (c *cast) several(l *linker, ph *phrase, o owned) (act models.Actor, ok bool) {
	noun := l.p.low(ph.head)
	if standing[noun] && (ph.role == roleSubject || ph.role == roleObject || ph.role == roleOblique && l.p.led(ph.top) == "by") {
		return models.Actor{ID: models.ActorID("organization:" + slug(noun)), Name: noun, Type: models.Organization, Country: ph.code}, true
	}
	if ph.number != 'p' || ph.lead == leadOther {
		return act, false
	}
	switch ph.role {
	case roleSubject, roleObject, roleOwner:
	case roleOblique, roleNoun:
		if !toward[l.p.led(ph.top)] {
			return act, false
		}
	default:
		if l.p.quantity(ph) == models.None {
			return act, false
		}
	}
	first := ph.head
	for first > ph.first && l.p.adjective(first-1) {
		first--
	}
	if k, ok := o.owners[ph.head]; ok && !l.phrases[k].said.pronominal() {
		first = l.phrases[k].head // "the victims' families"
	} else if first == ph.head && (generic[noun] || !humans[noun] && ph.kind != aFolk) {
		return act, false // "companies"
	}
	name, code := l.p.words(first, ph.head), ""
	for t := first; t < ph.head; t++ {
		if e, ok := c.x.whole[c.doc.Tokens[t].In(c.doc.Article.Text)]; ok && code == "" {
			code = e.code
		}
	}
	return models.Actor{ID: models.ActorID("group:" + slug(name)), Name: name, Type: models.Group, Country: code}, true
}

// words are what the tokens from first to last read in lower case.
func (p *phraser) words(first, last int) string {
	return strings.ToLower(strings.Join(strings.Fields(p.doc.Article.Text[p.doc.Tokens[first].Start:p.doc.Tokens[last].End]), " "))
}

// compound is the first of the nouns that stand before the head of a phrase and
// are one with it: "finance" of "his new finance ministers".
func (p *phraser) compound(ph *phrase) int {
	first := ph.head
	for first > ph.first && p.doc.Tokens[first-1].UPOS == "NOUN" && p.up(first-1) >= first && p.up(first-1) <= ph.head {
		first--
	}
	return first
}

// adjective reports whether token t narrows the noun behind it and is no number.
func (p *phraser) adjective(t int) bool {
	tok := &p.doc.Tokens[t]
	switch tok.UPOS {
	case "ADJ", "NOUN":
		return !quantities[p.low(t)]
	case "VERB":
		return p.rel(t) == "amod" // "displaced", not "bribing officials"
	}
	return tok.XPOS == "HYPH"
}

// quantity is the token of a quantity that the phrase is of, "some" of "some of
// its employees", or None.
func (p *phraser) quantity(ph *phrase) int {
	q := p.up(ph.head)
	if q == models.None || q >= ph.first || q < ph.first-2 || p.rel(ph.head) != "nmod" || p.led(ph.head) != "of" || !countless[p.low(q)] {
		return models.None
	}
	return q
}

// around is the span of a phrase of people: without what follows its head, with
// a quantity before it.
func (p *phraser) around(ph *phrase) models.Span {
	s := p.core(ph)
	if q := p.quantity(ph); q != models.None {
		s.Start = p.doc.Tokens[q].Start
	}
	return s
}
