package entity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/models"
)

// A sense is what a listed form means.
type sense uint8

const (
	aCountry sense = iota
	aCapital
	aPlace
	aPolity // a place that acts like a country: the West, Scotland
	anOrganization
	aMetonym // the Kremlin
	aDemonym // Russian; also one person
	aNoun    // a Turk
	aPeople  // Russians
	aBoth    // Chinese, Portuguese
)

// An entry is one listed form.
type entry struct {
	form  string // as listed
	sense sense
	name  string // the name under which the actor is kept
	code  string // ISO 3166-1 alpha-3, or ""
	typ   models.ActorType
	risky bool // also a common word: Time, Shell
}

// An ending is a word that ends names and says of what: Ministry, River, Act.
type ending struct {
	typ   models.ActorType
	thing bool // neither an organization nor a place
	of    bool // the name may go on: "Ministry of Defence"
}

// A title is a word or two that stand before or after a person's name.
type title struct {
	form   string
	role   string
	gender byte
	common bool // a lower-case noun: "analyst"
}

// A leader is a person whom news name by surname alone.
type leader struct {
	name, code, role string
	gender           byte
}

// lexicon is what the lists of package data say, ready to look up.
type lexicon struct {
	forms   map[string][]entry // by the first piece of the form, longest first
	whole   map[string]entry   // by form; of several with one form, the first
	shouted map[string][]entry // the same by upper-case first piece, for text in capitals
	titles  map[string][]title // by first word, longest first
	first   map[string]byte    // first name → m, f, u
	common  map[string]bool
	main    map[string]string // country code → name
	// country code → its own adjective: Russian, not Chechen
	adjective map[string]string
	powers    map[string]entry  // capital → who sits there and is no country's government
	leaders   map[string]leader // by slug of the surname
	// by spelling key of the full name
	officials map[string]leader
	terms     map[office][]term   // who is known to have had an office
	people    map[string][]string // full names by their first piece, longest first
	ends      map[string]ending
	nouns     map[string]noun
}

var lists = sync.OnceValue(func() *lexicon {
	x := &lexicon{
		forms: map[string][]entry{}, whole: map[string]entry{}, shouted: map[string][]entry{}, titles: map[string][]title{}, first: map[string]byte{},
		common: map[string]bool{}, main: map[string]string{}, leaders: map[string]leader{},
		ends: map[string]ending{}, nouns: map[string]noun{}, adjective: map[string]string{}, officials: map[string]leader{}, terms: map[office][]term{}, people: map[string][]string{}, powers: map[string]entry{},
	}
	for _, row := range data.Rows("common_words") {
		x.common[row[0]] = true
	}
	for _, row := range data.Rows("countries") {
		if row[2] == "main" {
			x.main[row[1]] = row[0]
		}
		x.add(entry{form: row[0], sense: aCountry, name: row[0], code: row[1], typ: models.Country})
	}
	for _, row := range data.Rows("capitals") {
		x.add(entry{form: row[0], sense: aCapital, name: row[2], code: row[1], typ: models.Place})
	}
	for _, row := range data.Rows("places") {
		e := entry{form: row[0], sense: aPlace, name: row[1], code: row[2], typ: models.Place}
		switch row[3] {
		case "polity":
			e.sense = aPolity
		case "group":
			e.sense, e.typ = aPolity, models.Group
		}
		x.add(e)
	}
	for _, row := range data.Rows("organizations") {
		x.add(entry{form: row[0], sense: anOrganization, name: row[1], code: row[2], typ: models.Organization})
	}
	for _, row := range data.Rows("metonyms") {
		switch row[1] {
		case "country":
			x.add(entry{form: row[0], sense: aMetonym, name: x.main[row[2]], code: row[2], typ: models.Country})
		case "organization":
			e := entry{form: row[0], sense: aMetonym, name: row[2], typ: models.Organization}
			if x.whole[e.form].sense == aCapital {
				x.powers[e.form] = e // Brussels
				break
			}
			x.add(e)
		}
	}
	senses := map[string]sense{"adjective": aDemonym, "noun": aNoun, "people": aPeople, "both": aBoth}
	for _, row := range data.Rows("demonyms") {
		x.add(entry{form: row[0], sense: senses[row[2]], name: row[3], code: row[1], typ: models.Group})
		if row[4] == "main" {
			x.adjective[row[1]] = row[0]
		}
	}
	for _, table := range []map[string][]entry{x.forms, x.shouted} {
		for _, list := range table {
			slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(len(b.form), len(a.form)) })
		}
	}
	for _, row := range data.Rows("titles") {
		t := title{form: row[0], role: row[1], common: row[1] == "lower"}
		if row[2] != "" {
			t.gender = row[2][0]
		}
		if t.common {
			t.role = ""
		}
		key, _, _ := strings.Cut(row[0], " ")
		x.titles[key] = append(x.titles[key], t)
	}
	for _, list := range x.titles {
		slices.SortStableFunc(list, func(a, b title) int { return cmp.Compare(len(b.form), len(a.form)) })
	}
	for _, row := range data.Rows("name_heads") {
		e := ending{of: row[2] == "of"}
		switch row[1] {
		case "organization":
			e.typ = models.Organization
		case "place":
			e.typ = models.Place
		default:
			e.thing = true
		}
		x.ends[row[0]] = e
	}
	for _, row := range data.Rows("first_names") {
		x.first[row[0]] = row[1][0]
	}
	for _, row := range data.Rows("nouns") {
		x.nouns[row[0]] = newNoun(row)
	}
	for _, row := range data.Rows("leaders") {
		x.leaders[slug(row[0])] = leader{name: row[1], code: row[2], role: row[4], gender: row[3][0]}
	}
	x.readOfficials()
	return x
})

// readOfficials reads who is attested in an office, each under the office in
// which most documents attest him, and the leaders whom none attests.
func (x *lexicon) readOfficials() {
	most := map[string]int{}
	for _, row := range data.Rows("officials") {
		key := SpellingKey(row[0])
		docs, err := strconv.Atoi(row[6])
		if err != nil {
			panic("entity: officials: " + err.Error())
		}
		first, _, _ := strings.Cut(row[1], " ")
		l := leader{name: row[1], code: row[2], role: row[3]}
		if g := x.first[first]; g != 'u' {
			l.gender = g
		}
		x.serve(l, row[4], row[5])
		x.fullName(row[0])
		x.fullName(row[1])
		if docs <= most[key] {
			continue
		}
		most[key] = docs
		x.officials[key] = l
	}
	for _, row := range data.Rows("leaders") {
		x.serve(x.leaders[slug(row[0])], "", "")
		x.fullName(row[1])
	}
	for _, list := range x.people {
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	for _, l := range x.leaders {
		if _, ok := x.officials[SpellingKey(l.name)]; !ok {
			x.officials[SpellingKey(l.name)] = l
		}
	}
}

// fullName notes a name of several words under its first piece.
func (x *lexicon) fullName(name string) {
	key := piece(name)
	if strings.Contains(name, " ") && !slices.Contains(x.people[key], name) {
		x.people[key] = append(x.people[key], name)
	}
}

// A term is somebody's time in an office, as far as news attest it.
type term struct {
	leader
	first, last int // years, or 0
}

// serve notes a term. Spellings of one name are one; who is attested needs no
// second row without years.
func (x *lexicon) serve(l leader, from, to string) {
	t := term{leader: l}
	if from != "" {
		t.first, _ = strconv.Atoi(from)
		t.last, _ = strconv.Atoi(to)
	}
	key := office{l.role, l.code}
	for i := range x.terms[key] {
		if known := &x.terms[key][i]; SpellingKey(known.name) == SpellingKey(l.name) {
			if t.first > 0 && (known.first == 0 || t.first < known.first) {
				known.first = t.first
			}
			known.last = max(known.last, t.last)
			return
		}
	}
	x.terms[key] = append(x.terms[key], t)
}

// incumbent is who had an office in a year, 0 for an unknown one, if the lists
// know just one: one attested in it or the year before or after, else one of
// whom no years are attested.
func (x *lexicon) incumbent(o office, year int) (leader, bool) {
	var attested, others []leader
	for _, t := range x.terms[o] {
		switch {
		case t.first > 0 && year >= t.first-1 && year <= t.last+1:
			attested = append(attested, t.leader)
		case t.first == 0 || year == 0:
			others = append(others, t.leader)
		}
	}
	if len(attested) == 0 {
		attested = others
	}
	if len(attested) != 1 {
		return leader{}, false
	}
	return attested[0], true
}

func (x *lexicon) add(e entry) {
	e.risky = x.common[strings.ToLower(e.form)]
	key := piece(e.form)
	x.forms[key] = append(x.forms[key], e)
	if _, ok := x.whole[e.form]; !ok {
		x.whole[e.form] = e
	}
	// Short forms would make every US and IT of a headline a country.
	if len(e.form) >= 4 {
		key = strings.ToUpper(key)
		x.shouted[key] = append(x.shouted[key], e)
	}
}

// piece is the run of letters and digits that s begins with.
func piece(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return s[:i]
		}
	}
	return s
}

// match reports how many bytes of text the form covers at its beginning, or 0.
// A space of the form matches any white space, and all apostrophes are one.
func match(form, text string, shouted bool) int {
	n := 0
	for i := 0; i < len(form); {
		f, fw := utf8.DecodeRuneInString(form[i:])
		i += fw
		if n >= len(text) {
			return 0
		}
		t, tw := utf8.DecodeRuneInString(text[n:])
		switch {
		case f == ' ':
			if !unicode.IsSpace(t) {
				return 0
			}
			for n < len(text) && unicode.IsSpace(t) {
				n += tw
				t, tw = utf8.DecodeRuneInString(text[n:])
			}
			continue
		case f == t || f == '\'' && t == '’' || f == '’' && t == '\'':
		case shouted && unicode.ToUpper(f) == t:
		default:
			return 0
		}
		n += tw
	}
	return n
}
