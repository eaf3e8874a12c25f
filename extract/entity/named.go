package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A nameKind is what the encoder takes a name for.
type nameKind uint8

const (
	noName  nameKind = iota
	aPerson          // PER
	aBody            // ORG: an organization
	aSpot            // LOC: a place or a country
	aFolk            // GRP: a people, a faith, a party's adherents
	aThing           // MISC
)

var nameKinds = map[string]nameKind{"PER": aPerson, "ORG": aBody, "LOC": aSpot, "GRP": aFolk, "MISC": aThing}

// labelKind reads a token's name label.
func labelKind(label string) (kind nameKind, begin bool) {
	prefix, name, ok := strings.Cut(label, "-")
	if !ok {
		return noName, false
	}
	return nameKinds[name], prefix == "B"
}

// called is how many words the encoder's name covers that begins at word i, and
// what it is; 0 if none begins there.
func (r *reader) called(i int) (nameKind, int) {
	if w := &r.ws[i]; w.kind == noName || !w.begin {
		return noName, 0
	}
	return r.ws[i].kind, r.rest(i)
}

// mostWords is how far a name is read. No name is as long, but each word inside
// of one may ask for the rest of it.
const mostWords = 48

// rest is how many words from i belong to the name that word i stands in.
func (r *reader) rest(i int) int {
	n := 1
	for n < mostWords && i+n < len(r.ws) && r.ws[i+n].kind == r.ws[i].kind && !r.ws[i+n].begin {
		n++
	}
	return n
}

// named notes the name of m words that the encoder found at i. The lists say
// who is meant: e is the listed form of n words there, if any. A listed form
// that is longer wins; one that is shorter is only a part of the name ("Georgia
// Tech"). It returns how many words it read, 0 to leave them to the lists and
// shapes.
func (r *reader) named(i int, kind nameKind, m int, e *entry, n int) int {
	if n > m {
		return 0
	}
	whole := n == m
	if n == 0 && r.how != running && r.wordy(i, m) {
		return 0 // "Emerging Rift Matters", in a headline
	}
	if m == 1 && n == 0 && stopped[r.ws[i].norm] {
		return 0
	}
	switch kind {
	case aPerson:
		if whole && !r.personal(i, e) {
			return 0
		}
		return r.calledPerson(i, m)
	case aFolk:
		if n > 0 {
			return 0 // "Russian police"
		}
		return r.calledFolk(i, m)
	case aBody:
		if whole {
			return r.confirmed(i, m, e)
		}
		it := item{form: listed, typ: models.Organization, code: r.code(i, m)}
		if m == 1 {
			it = item{form: bare, typ: models.Organization, firm: true}
			if w := &r.ws[i]; w.upper && r.how != shouting {
				it.form = acronym
			}
		}
		r.put(i, m, it)
		return m
	case aSpot:
		if whole {
			return r.confirmed(i, m, e)
		}
		it := item{form: listed, typ: models.Place, code: r.code(i, m)}
		if m == 1 {
			it = item{form: bare, typ: models.Place, place: true}
		}
		r.put(i, m, it)
		return m
	}
	if m > 1 && !whole && r.capitals(i, m) == m { // "World War", "Iraq Inquiry"
		if outlets[r.preceding(i)] && r.how == running { // "the online portal New Era"
			r.put(i, m, item{form: listed, typ: models.Organization})
		} else {
			r.put(i, m, item{form: unnamed})
		}
		return m
	}
	return 0
}

// wordy reports whether all of the m words from i are words of the language
// that stand where any word has a capital.
func (r *reader) wordy(i, m int) bool {
	for k := i; k < i+m; k++ {
		if w := &r.ws[k]; w.cap && !w.plain {
			return false
		}
	}
	return true
}

// confirmed notes a listed form that the encoder takes for a name, too, so that
// it is one even where the form is a common word ("Time", "Shell").
func (r *reader) confirmed(i, n int, e *entry) int {
	if e.sense >= aDemonym {
		return 0
	}
	sure := *e
	sure.risky = false
	if !r.listed(i, n, &sure) {
		return 0
	}
	return max(n, r.skip-i)
}

// personal reports whether the listed form e that covers a person's name may be
// one: "Jordan said", not "Moscow said".
func (r *reader) personal(i int, e *entry) bool {
	if e.risky || personal[r.ws[i].text] {
		return true
	}
	return e.sense == aPlace || e.sense == anOrganization && !r.ws[i].upper
}

// calledPerson notes a person's name of m words at i.
func (r *reader) calledPerson(i, m int) int {
	n := r.extent(i, m)
	it := item{form: bare, typ: models.Person, gender: r.gender(r.ws[i].norm), labelled: true}
	if r.capitals(i, n) > 1 && !r.joined(i, n) || n > 1 && initial(r.ws[i].text) && r.capitals(i, n) == 1 {
		it.form = fullName // "A. K. Weber", too
	}
	r.put(i, n, it)
	return n
}

// joined reports whether no white space stands between the n words from i:
// "Quill-Orme".
func (r *reader) joined(i, n int) bool {
	for k := i + 1; k < i+n; k++ {
		if !r.ws[k].glued {
			return false
		}
	}
	return true
}

// extent is how many of the m words from i, which the encoder takes for a
// person's, are a name: it ends before a word that has neither a capital nor
// any business in a name.
func (r *reader) extent(i, m int) int {
	n := 0
	for n < m {
		w := &r.ws[i+n]
		switch {
		case w.cap || particles[w.text] || hyphen(w) || w.glued && (w.text == "." || w.text == "'" || w.text == "’"):
		case n > 0 && (w.glued || quoteMark(w.text)): // Ki-moon; “Bob”
		default:
			m = n
			continue
		}
		n++
	}
	if t := r.trim(i, n); t > 0 {
		return t
	}
	return max(n, 1)
}

func quoteMark(s string) bool { return strings.Trim(s, "\"'“”‘’`") == "" }

// calledFolk notes a people, a faith or a party's adherents that no list has, of
// m words at i: a group ("the Houthis"), or the head of a nominal ("Houthi
// rebels").
func (r *reader) calledFolk(i, m int) int {
	name := r.text(i, m)
	k := i + m
	if n := r.headed(i, m, &entry{form: name, name: name, sense: aDemonym, typ: models.Group}); n > 0 {
		return max(n, r.skip-i)
	}
	plural := strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss")
	if plural && !(k < len(r.ws) && (hyphen(&r.ws[k]) || r.ws[k].cap)) {
		r.put(i, m, item{form: listed, typ: models.Group})
	}
	return m
}
