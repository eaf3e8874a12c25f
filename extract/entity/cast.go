package entity

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// cast is who appears in an article: the actors so far and the ways to find
// them by what they are called.
type cast struct {
	doc    *models.Document
	x      *lexicon
	byID   map[models.ActorID]int
	traits []trait // one for each actor

	spelt    map[string]int   // spelling key of a full name → the person
	surnames map[string][]int // spelling key of a surname → persons, in order of appearance
	given    map[string][]int // spelling key of a first name → persons
	inner    map[string]int   // "middle surname" → the fuller person
	brief    map[string]int   // first or last word of an organization's name → the organization; None if several
	short    map[string]int   // acronym or short form → organization; None if several
	last     map[string]int   // spelling key of a surname → the person of it mentioned last
	calls    map[string]int   // slug of a bare name → how often it stands as a person's would
	offices  map[office][]int // who holds an office
	found    []models.Mention
	state    bool   // Georgia has a governor or a senator
	author   string // slug of the byline's first name, "" if there is none
}

// trait is what is known of an actor beside its record.
type trait struct {
	gender byte
	role   string
	weak   bool // a surname that only the tagger calls a person
	knight bool // a Sir or a Dame
}

func newCast(doc *models.Document) *cast {
	doc.Actors, doc.Mentions = nil, nil
	return &cast{
		doc: doc, x: lists(), byID: map[models.ActorID]int{}, surnames: map[string][]int{}, given: map[string][]int{},
		inner: map[string]int{}, spelt: map[string]int{}, short: map[string]int{}, brief: map[string]int{}, last: map[string]int{}, calls: map[string]int{},
	}
}

// enter returns the actor of the id, making it if it is new.
func (c *cast) enter(act models.Actor, tr trait) int {
	i, ok := c.byID[act.ID]
	if !ok {
		i = len(c.doc.Actors)
		c.byID[act.ID] = i
		c.doc.Actors = append(c.doc.Actors, act)
		c.traits = append(c.traits, tr)
		return i
	}
	c.learn(i, act.Country, tr)
	return i
}

// learn fills what was not known of actor i.
func (c *cast) learn(i int, code string, tr trait) {
	if c.doc.Actors[i].Country == "" {
		c.doc.Actors[i].Country = code
	}
	if c.traits[i].gender == 0 {
		c.traits[i].gender = tr.gender
	}
	if c.traits[i].role == "" {
		c.traits[i].role = tr.role
	}
	c.traits[i].knight = c.traits[i].knight || tr.knight
}

// country is the actor of a country's code.
func (c *cast) country(code string) int {
	name := c.x.main[code]
	if name == "" {
		name = code
	}
	return c.enter(models.Actor{ID: models.ActorID("country:" + code), Name: name, Type: models.Country, Country: code}, trait{})
}

// settle gives each name its actor. Persons of two names come first, so that a
// surname finds its person wherever in the article that one is named in full.
func (c *cast) settle(items []item) {
	c.georgia(items)
	c.fullNames(items)
	c.acronyms(items)
	seats := map[string]seatCount{}
	for i := range items {
		if it := &items[i]; it.form == seat {
			n := seats[it.name]
			n[it.acts]++
			seats[it.name] = n
		}
	}
	for i := range items {
		if it := &items[i]; it.form == bare && (it.labelled || it.gender != 0) {
			c.calls[slug(it.name)]++
			if it.labelled {
				c.calls[slug(it.name)]++ // no second one is needed
			}
		}
	}
	for i := range items {
		it := &items[i]
		switch it.form {
		case listed, heads:
			it.actor = c.thing(it)
		case seat:
			if seats[it.name].governs(it.acts) {
				it.kind = models.Metonym
				if e, ok := c.x.powers[it.name]; ok {
					it.typ, it.name, it.code = e.typ, e.name, e.code
					it.actor = c.thing(it)
				} else {
					it.actor = c.country(it.code)
				}
				break
			}
			it.actor = c.thing(it)
		case fullName:
			c.last[surnameOf(it.name)] = it.actor
		case surname, bare, acronym:
			it.actor = c.shortName(it)
		case unnamed:
			it.actor = c.byName(it)
		}
		switch {
		case it.actor != models.None:
		case it.place:
			it.typ = models.Place
			it.actor = c.thing(it)
		case it.firm:
			it.typ = models.Organization
			it.actor = c.thing(it)
		}
		if it.actor != models.None {
			it.typ = c.doc.Actors[it.actor].Type
		}
	}
}

// A seatCount is how often a capital stands in an article in each way.
type seatCount [leaning + 1]int

// governs reports whether a capital that stands so means its government: where
// its place does not tell, if it mostly does in the article; as the subject of
// any verb, unless the article is about the city.
func (n seatCount) governs(acts sway) bool {
	switch acts {
	case power:
		return true
	case open:
		return n[power] > n[town]
	case leaning:
		return n[town] <= 2*(n[power]+1)
	}
	return false
}

// thing enters a listed country, place, organization or group.
func (c *cast) thing(it *item) int {
	switch it.typ {
	case models.Country:
		return c.country(it.code)
	case models.Organization:
		// The article's own RSF is not the list's.
		if i, ok := c.short[it.word]; ok && i != models.None && it.Len() == len(it.word) && len(it.word) >= 3 && shouts(it.word) {
			return i
		}
		if i, ok := c.short[it.name]; ok && i != models.None {
			return i
		}
	}
	if i := c.writer(slug(it.name)); i != models.None {
		return i
	}
	return c.enter(models.Actor{ID: models.ActorID(it.typ.String() + ":" + slug(it.name)), Name: it.name, Type: it.typ, Country: it.code}, trait{})
}

// writer is the author of the article who has this slug, or None.
func (c *cast) writer(id string) int {
	if i, ok := c.byID[models.ActorID("author:"+id)]; ok && c.author != "" {
		return i
	}
	return models.None
}

// neighbours are the countries whose mention makes Georgia a country.
var neighbours = map[string]bool{"RUS": true, "ARM": true, "AZE": true, "TUR": true, "UKR": true, "MDA": true}

// georgia makes the American state of Georgia a place in an article that speaks
// of places in America and of no neighbour of the country.
func (c *cast) georgia(items []item) {
	state, country := c.state, false
	for i := range items {
		it := &items[i]
		if it.typ == models.Person {
			continue // whose country may be the state
		}
		country = country || neighbours[it.code] && !c.state || it.code == "GEO" && it.name != "Georgia"
		state = state || it.code == "USA" && it.typ == models.Place
	}
	if !state || country {
		return
	}
	for i := range items {
		if it := &items[i]; it.code == "GEO" && it.form == listed && it.typ == models.Country {
			it.typ, it.name, it.code = models.Place, "Georgia, U.S.", "USA"
		} else if it.code == "GEO" && it.typ == models.Person {
			it.code = "USA"
		}
	}
}

// byName finds the actor that the article elsewhere tells what it is.
func (c *cast) byName(it *item) int {
	key := slug(it.name)
	// "De Klerk lifted the ban"
	if first, rest, two := strings.Cut(it.name, " "); two && particles[strings.ToLower(first)] && !strings.Contains(rest, " ") {
		if list := c.surnames[SpellingKey(rest)]; len(list) == 1 && strings.Contains(string(c.doc.Actors[list[0]].ID), "-"+key) {
			return list[0]
		}
	}
	for _, t := range []string{"person:", "organization:", "place:"} {
		if i, ok := c.byID[models.ActorID(t+key)]; ok {
			return i
		}
	}
	return models.None
}

// fullNames enters the persons who are named by more than a surname, the longer
// names first, and lets "Tayyip Erdogan" and "R. Erdogan" be Recep Tayyip
// Erdogan where only one fits.
func (c *cast) fullNames(items []item) {
	var order []int
	for i := range items {
		if items[i].form == fullName {
			order = append(order, i)
		}
	}
	weight := func(i int) int {
		w := strings.Fields(items[i].name)
		if formal[slug(w[0])] != "" {
			return 2*len(w) - 1 // Robert before Bob
		}
		return 2 * len(w)
	}
	slices.SortStableFunc(order, func(a, b int) int { return weight(b) - weight(a) })
	for _, i := range order {
		it := &items[i]
		it.actor = c.fullName(it)
	}
}

func (c *cast) fullName(it *item) int {
	tr := trait{gender: it.gender, role: it.role, knight: it.knight}
	if shouts(it.name) {
		it.name = titled(it.name)
	}
	parts := nameParts(it.name)
	it.name = c.usual(it.name)
	id := slug(it.name)
	if off, ok := c.x.officials[SpellingKey(it.name)]; ok && (it.gender == 0 || off.gender == 0 || it.gender == off.gender) {
		if it.code == "" || it.code == off.code {
			it.name, it.code = off.name, off.code
			if tr.role == "" {
				tr.role = off.role
			}
			if tr.gender == 0 {
				tr.gender = off.gender
			}
			id = slug(it.name)
		}
	}
	if i, ok := c.byID[models.ActorID("person:"+id)]; ok {
		c.learn(i, it.code, tr)
		return i
	}
	if i := c.writer(id); i != models.None {
		return i
	}
	last := parts[len(parts)-1]
	i, ok := c.spelt[SpellingKey(it.name)]
	if !ok {
		i, ok = c.inner[parts[0]+" "+last]
	}
	if long := formal[slug(firstWord(it.name))]; !ok && long != "" {
		i, ok = c.inner[SpellingKey(long)+" "+last]
	}
	if ok && i != models.None && c.fits(i, it) && !c.apart(i, it.name) {
		c.learn(i, it.code, tr)
		c.byID[models.ActorID("person:"+id)] = i
		return i
	}
	if l, ok := c.x.leaders[lastName(it.name)]; ok && slug(l.name) == id {
		tr.gender, tr.role = l.gender, l.role
		if it.code == "" {
			it.code = l.code
		}
		if it.role != "" {
			tr.role = it.role
		}
	}
	i = c.enter(models.Actor{ID: models.ActorID("person:" + id), Name: it.name, Type: models.Person, Country: it.code}, tr)
	c.spelt[SpellingKey(it.name)] = i
	c.surnames[last] = append(c.surnames[last], i)
	for _, article := range []string{"al-", "el-"} { // Assad for al-Assad
		if short, ok := strings.CutPrefix(last, article); ok {
			c.surnames[short] = append(c.surnames[short], i)
		}
	}
	c.given[parts[0]] = append(c.given[parts[0]], i)
	for _, p := range parts[:len(parts)-1] {
		c.note(p+" "+last, i)
		if len(p) > 1 {
			c.note(p[:1]+" "+last, i)
		}
	}
	return i
}

// titled is a name in capitals as others write it: RENEE MONTAGNE.
func titled(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = lowered(w)
	}
	return strings.Join(words, " ")
}

// note remembers a short form of a person, unless two share it.
func (c *cast) note(key string, i int) {
	if j, ok := c.inner[key]; ok && j != i {
		i = models.None
	}
	c.inner[key] = i
}

// fits reports whether nothing known of person i speaks against the item.
func (c *cast) fits(i int, it *item) bool {
	g := c.traits[i].gender
	return g == 0 || it.gender == 0 || g == it.gender
}

// nameParts are the spelling keys of a name's words.
func nameParts(name string) []string {
	var parts []string
	for w := range strings.FieldsSeq(name) {
		if !generation(w) {
			parts = append(parts, SpellingKey(w))
		}
	}
	if len(parts) == 0 {
		parts = []string{SpellingKey(name)}
	}
	return parts
}

// generation reports whether a word says which of a family bears a name.
func generation(w string) bool {
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

// surnameOf is the spelling key of a name's last word.
func surnameOf(name string) string {
	parts := nameParts(name)
	return parts[len(parts)-1]
}

// lastName is the slug of a name's last word, by which the lists have leaders.
func lastName(name string) string {
	words := strings.Fields(name)
	for i := len(words) - 1; i > 0; i-- {
		if !generation(words[i]) {
			return slug(words[i])
		}
	}
	return slug(firstWord(name))
}

// shortName finds whom one word means: the person of that surname, or of that
// first name if nobody else has it; the organization of that acronym; the leader
// whom all news call so; else, behind a title, a person of whom only the surname
// is known.
func (c *cast) shortName(it *item) int {
	key := slug(it.name)
	if i, ok := c.short[it.name]; ok && (it.form == acronym || it.form == bare) {
		return i
	}
	if i, ok := c.brief[it.name]; ok && i != models.None && (it.firm || it.form == bare && !it.labelled && !it.start) {
		return i
	}
	spelling := SpellingKey(it.name)
	if it.knight {
		if fit := c.called(spelling, it); fit != models.None {
			return fit
		}
	}
	if list := c.surnames[spelling]; len(list) > 0 {
		fit := models.None
		n := 0
		for _, i := range list[:min(len(list), 50)] {
			if c.fits(i, it) && (it.code == "" || c.doc.Actors[i].Country == "" || c.doc.Actors[i].Country == it.code) {
				fit = i
				n++
			}
		}
		if n > 1 {
			if i, ok := c.last[spelling]; ok && c.fits(i, it) {
				fit = i
			} else {
				fit = list[0]
			}
		}
		if fit != models.None && !c.junior(fit, it) {
			c.last[spelling] = fit
			c.learn(fit, it.code, trait{gender: it.gender, role: it.role})
			return fit
		}
	}
	if last := surnameOf(it.name); last != spelling && len(c.surnames[last]) == 1 { // bin Laden
		return c.surnames[last][0]
	}
	if list := c.given[spelling]; len(list) == 1 && it.form == bare {
		return list[0]
	}
	if i, ok := c.byID[models.ActorID("person:"+key)]; ok {
		if code := c.doc.Actors[i].Country; it.code == "" || code == "" || it.code == code {
			c.learn(i, it.code, trait{gender: it.gender, role: it.role})
			return i
		}
		// Two ministers Berg, of two countries.
		id := models.ActorID("person:" + key + "-" + strings.ToLower(it.code))
		return c.enter(models.Actor{ID: id, Name: it.name, Type: models.Person, Country: it.code}, trait{gender: it.gender, role: it.role})
	}
	if l, ok := c.x.leaders[key]; ok && (it.gender == 0 || it.gender == l.gender) && (it.code == "" || it.code == l.code) && !(it.start && it.form == bare && c.x.common[strings.ToLower(it.name)]) {
		i := c.enter(models.Actor{ID: models.ActorID("person:" + slug(l.name)), Name: l.name, Type: models.Person, Country: l.code}, trait{gender: l.gender, role: l.role})
		c.surnames[spelling] = append(c.surnames[spelling], i)
		return i
	}
	// "Great piece, Mr Quill", in a comment
	if sec := &c.doc.Sections[it.section]; sec.Kind == models.Comment && c.author != "" && surnameOf(c.doc.Actors[0].Name) == spelling {
		return 0
	}
	// "Gloria" alone, time and again
	if it.form == surname || it.form == bare && it.typ == models.Person && !it.place && !it.firm && c.calls[key] >= 2 {
		weak := it.gender == 0 && it.role == ""
		return c.enter(models.Actor{ID: models.ActorID("person:" + key), Name: it.name, Type: models.Person, Country: it.code}, trait{gender: it.gender, role: it.role, weak: weak})
	}
	return models.None
}

// called is the one Sir or Dame of the article who has a first name, or None.
func (c *cast) called(spelling string, it *item) int {
	fit := models.None
	list := c.given[spelling]
	for _, i := range list[:min(len(list), 50)] {
		if !c.traits[i].knight || !c.fits(i, it) {
			continue
		}
		if fit != models.None {
			return models.None
		}
		fit = i
	}
	return fit
}

// junior reports that person i is the namesake of the leader whom the bare
// surname means: "Trump" beside Donald Trump Jr. is the father.
func (c *cast) junior(i int, it *item) bool {
	name, ok := strings.CutSuffix(strings.TrimSuffix(c.doc.Actors[i].Name, "."), " Jr")
	l, known := c.x.leaders[slug(it.name)]
	return ok && known && slug(l.name) == slug(name)
}

// mention adds the mention of an item.
func (c *cast) mention(it *item, actor int) {
	c.found = append(c.found, models.Mention{Span: it.Span, Sentence: it.sentence, Kind: it.kind, Type: c.doc.Actors[actor].Type, Actor: actor})
}

// finish orders mentions and actors, drops the actors that nothing mentions,
// and writes both into the document.
func (c *cast) finish() {
	slices.SortFunc(c.found, func(a, b models.Mention) int {
		if d := a.Compare(b.Span); d != 0 {
			return d
		}
		return a.Actor - b.Actor
	})
	// An actor's place is that of its first mention; authors and commenters
	// without one come before all others, in their order.
	to := make([]int, len(c.doc.Actors))
	for i := range to {
		to[i] = models.None
	}
	var actors []models.Actor
	take := func(i int) {
		if to[i] == models.None {
			to[i] = len(actors)
			actors = append(actors, c.doc.Actors[i])
		}
	}
	for i, act := range c.doc.Actors {
		if act.Type == models.Author || act.Type == models.Commenter {
			take(i)
		}
	}
	for _, men := range c.found {
		take(men.Actor)
	}
	for i := range c.found {
		c.found[i].Actor = to[c.found[i].Actor]
	}
	slices.SortStableFunc(c.found, func(a, b models.Mention) int {
		if d := a.Compare(b.Span); d != 0 {
			return d
		}
		return a.Actor - b.Actor
	})
	c.found = slices.CompactFunc(c.found, func(a, b models.Mention) bool { return a.Span == b.Span && a.Actor == b.Actor })
	for i := range c.doc.Sections {
		if a := c.doc.Sections[i].Actor; a != models.None {
			c.doc.Sections[i].Actor = to[a]
		}
	}
	c.doc.Actors, c.doc.Mentions = actors, c.found
}
