package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// stopped are capitalised words that name nobody by themselves.
var stopped = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
	September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec I Christmas Easter Ramadan God Internet Web English
	TV PM AM OK GDP CEO Covid COVID Inc Ltd Corp A An The This That These Those And But Or If In On At As By For From With To Of He She It We They You
	His Her Its Our Their My Your What When Where Who Why How There Here Not No Yes So Then Now Also Yet Still Both Some Many Most All
	However Meanwhile Moreover Furthermore Nevertheless Although Though While Since Because Before After During Until Once Yesterday Today Tomorrow
	Mr Mrs Ms Dr Prof Rev Sir Lord Lady St Saint North South East West Northern Southern Eastern Western Central Upper Lower New Old
	First Second Third One Two Three Four Five Six Seven Eight Nine Ten Nobel Olympic Olympics World War II III IV Bible Koran Quran`)

// heads are the last, or with "of" the first, words of an organization's name.
var heads_ = set(`Ministry University College Institute Institution Party Bank Airlines Airways Council Committee Commission Court Foundation Agency
	Association Union Fund Department Office Bureau Service Services Army Parliament Senate Congress Assembly Club Front Movement League Alliance Federation
	Organization Organisation Authority Board Corps Guard Administration Society Academy School Hospital Church Company Corporation Group Holdings Inc Inc. Corp Corp. Ltd Ltd.
	LLC PLC plc Co. Co GmbH AG Partners Associates Technologies Industries Motors Petroleum Oil Energy Systems Solutions Enterprises Laboratories Pharmaceuticals
	Times Post News Journal Herald Tribune Gazette Telegraph Chronicle Magazine Review Daily Press Broadcasting Network Radio Television Newspaper Weekly Observer Globe Register
	Center Centre Forum Coalition Campaign Caucus Brigade Battalion Regiment Forces Police Secretariat Directorate Inspectorate Embassy Consulate Chamber Confederation Consortium
	Cabinet Tribunal Taskforce Treasury Museum Library Orchestra Team FC United Conference Initiative Trust Exchange Initiative Lab Labs Airlines Railways Command Fleet Intelligence Mission`)

// particles stand inside a person's name in lower case.
var particles = set(`de da di do du del della der den van von bin ibn al el la le ben ter ten dos das zu y e af av of-the oglu oğlu ogly qizi kizi bint abu ul ud ur`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// hyphen reports whether the word joins its neighbours without a space.
func hyphen(w *word) bool {
	return w.glued && (w.text == "-" || w.text == "‐" || w.text == "‑")
}

// run is how many words from i are capitalised words of one name, hyphens and
// "&" between them counted.
func (r *reader) run(i int) int {
	n := 0
	for i+n < len(r.ws) {
		w := &r.ws[i+n]
		switch {
		case w.cap && !w.plain:
		case w.cap && w.plain && n > 0 && r.how == running:
		case n > 0 && (hyphen(w) || w.text == "&") && i+n+1 < len(r.ws) && r.ws[i+n+1].cap:
		default:
			return n
		}
		n++
	}
	return n
}

// organization reads an organization's name of a known shape at i and returns
// its words: "Russian Foreign Ministry", "Ministry of Foreign Affairs",
// "University of Texas", "Acme Holdings Ltd.".
func (r *reader) organization(i int) int {
	w := &r.ws[i]
	if w.plain && !heads_[w.text] || r.how == shouting || stopped[w.text] && !heads_[w.text] && w.text != "World" && w.text != "New" && w.text != "Central" && w.text != "Supreme" {
		return 0
	}
	last := -1
	for k := i; k < len(r.ws) && k < i+10; k++ {
		v := &r.ws[k]
		if !v.cap && !hyphen(v) && v.text != "&" {
			break
		}
		if k > i && r.ends(k) {
			break
		}
		if heads_[v.text] {
			last = k
		}
	}
	if last < 0 {
		return 0
	}
	n := last - i + 1
	// "of Foreign Affairs", "for Security and Co-operation"
	if k := last + 1; k+1 < len(r.ws) && (r.ws[k].text == "of" || r.ws[k].text == "for") && governs[r.ws[last].text] {
		k++
		if r.ws[k].text == "the" && k+1 < len(r.ws) {
			k++
		}
		if m := r.phrase(k); m > 0 {
			return k + m - i
		}
	}
	if n == 1 {
		return 0
	}
	return n
}

// governs are the heads that take "of X" into their name.
var governs = set(`Ministry University College Institute Bank Council Committee Commission Court Department Office Bureau Union Board Academy School Church Organization Organisation
	Association Federation Society Center Centre Chamber Embassy League Confederation Fund Foundation Authority Agency Party Front Movement Museum Conference Coalition Alliance Campaign Initiative Corps`)

// phrase is the capitalised run at k with "and" and commas inside: "Foreign
// Affairs", "Trade and Industry", "the People".
func (r *reader) phrase(k int) int {
	n := 0
	for k+n < len(r.ws) {
		w := &r.ws[k+n]
		switch {
		case w.cap && (n == 0 || !r.ends(k+n)):
		case n > 0 && (hyphen(w) || w.text == "&" || w.text == "and") && k+n+1 < len(r.ws) && r.ws[k+n+1].cap && r.how == running && !r.known(k+n+1):
		default:
			return n
		}
		n++
	}
	return n
}

// ends reports whether the capitalised word at k begins something new: a title
// or a first name with a surname behind it.
func (r *reader) ends(k int) bool {
	w := &r.ws[k]
	if !w.cap {
		return false
	}
	if t, n := r.titleAt(k); n > 0 && !heads_[w.text] && (t.role != "courtesy" || t.gender != 0) {
		return true
	}
	return r.x.first[w.text] != 0 && r.x.first[w.text] != 'u' && k+1 < len(r.ws) && r.ws[k+1].cap && !heads_[r.ws[k+1].text] && !r.x.common[strings.ToLower(r.ws[k+1].text)]
}

// known reports whether a listed form or a first name begins at k.
func (r *reader) known(k int) bool {
	if _, n := r.lookup(k); n > 0 {
		return true
	}
	return r.x.first[r.ws[k].text] != 0
}

// code is the country that the words from i name by a demonym or a name.
func (r *reader) code(i, n int) string {
	for k := i; k < i+n; k++ {
		if e, m := r.lookup(k); m > 0 && e.code != "" && e.sense != anOrganization {
			return e.code
		}
	}
	return ""
}

// person reads a person's name at i: capitalised words, initials, particles
// and hyphens, to five words, and returns how many words it covers.
func (r *reader) person(i int) int {
	n, full := 0, 0
	for i+n < len(r.ws) && n < 9 && full < 5 {
		k := i + n
		w := &r.ws[k]
		switch {
		case w.cap && initial(w.text):
		case w.cap && n > 0 && r.breaks(k):
			return r.trim(i, n)
		case w.cap && !stopped[w.text] && !(w.plain && n > 0 && r.x.common[strings.ToLower(w.text)] && r.how != running):
			full++
			if w.text != "Jr." && w.text != "Jr" && w.text != "Sr." {
				break
			}
			full--
		case n > 0 && hyphen(w) && k+1 < len(r.ws) && r.ws[k+1].glued && (r.ws[k+1].cap || particles[r.ws[k+1].text]):
		case n > 0 && w.text == "." && w.glued && initial(r.ws[k-1].text):
		case particles[w.text] && (n > 0 || w.text == "al" || w.text == "van" || w.text == "de") && r.leads(k):
		case n > 0 && w.glued && (w.text == "oglu" || w.text == "oğlu"):
		default:
			return r.trim(i, n)
		}
		n++
	}
	return r.trim(i, n)
}

// trim takes hyphens, particles and initials off the end.
func (r *reader) trim(i, n int) int {
	for n > 0 {
		w := &r.ws[i+n-1]
		if w.cap && (!initial(w.text) || n == 1) || w.text == "oglu" || w.text == "oğlu" {
			break
		}
		n--
	}
	return n
}

// leads reports whether within two words of the particle at k a capital follows.
func (r *reader) leads(k int) bool {
	for j := k + 1; j < len(r.ws) && j <= k+3; j++ {
		w := &r.ws[j]
		if w.cap {
			return !stopped[w.text] && r.x.first[w.text] == 0 || particles[r.ws[k].text] && r.ws[j].glued || w.text != "" && !stopped[w.text]
		}
		if !particles[w.text] && !hyphen(w) {
			return false
		}
	}
	return false
}

// breaks reports whether the capitalised word at k cannot go on a person's name.
func (r *reader) breaks(k int) bool {
	w := &r.ws[k]
	if heads_[w.text] || stopped[w.text] {
		return true
	}
	if _, n := r.titleAt(k); n > 0 && r.x.first[w.text] == 0 {
		_, m := r.titleAt(k)
		return m > 1 || k+1 < len(r.ws) && r.ws[k+1].cap
	}
	e, n := r.lookup(k)
	if n == 0 {
		return false
	}
	return n > 1 || e.sense == aDemonym && e.code != "" || e.sense == aPeople || e.sense == anOrganization && !r.x.common[strings.ToLower(w.text)] || e.sense == aCountry && !personal[w.text]
}

// personal are country names that are surnames too.
var personal = set(`Jordan Chad Israel Georgia Ireland Holland England Britain France German Jersey Cuba Niger Iran Malta Sudan Panama India China Brazil Korea`)

// initial reports whether s is one capital letter, with a dot or without.
func initial(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && (len(s) == n || s[n:] == ".")
}

// unknown reads capitalised words that no list has.
func (r *reader) unknown(i int) int {
	w := &r.ws[i]
	n := r.person(i)
	if n == 0 {
		return 1
	}
	label := ""
	if _, kind, ok := strings.Cut(w.label, "-"); ok {
		label = kind
	}
	names := r.capitals(i, n)
	switch {
	case names >= 2 && r.strange(i, n) && (label == "PERSON" || surnameShaped(r.ws[i+n-1].text)):
		r.put(i, n, item{form: fullName, typ: models.Person})
		return n
	case label == "GPE" && names <= 2 && r.strange(i, n) && !w.start && r.how == running:
		r.put(i, n, item{form: listed, typ: models.Place})
		return n
	case names >= 2:
		// A name of something, not of somebody: "Paris Agreement" is about
		// neither a person nor the city.
		return max(r.run(i), n)
	case w.upper && len(w.text) <= 6:
		r.put(i, 1, item{form: acronym, typ: models.Organization})
	case label == "PERSON" && !w.start && r.strange(i, 1):
		r.put(i, 1, item{form: surname, typ: models.Person})
	case r.x.first[w.text] != 0 || !r.x.common[strings.ToLower(w.text)] || !w.start:
		r.put(i, 1, item{form: bare, typ: models.Person})
	}
	return 1
}

// capitals counts the words of i…i+n that are no initials and no hyphens.
func (r *reader) capitals(i, n int) int {
	c := 0
	for k := i; k < i+n; k++ {
		if r.ws[k].cap && !initial(r.ws[k].text) {
			c++
		}
	}
	return c
}

// strange reports whether none of the words is a word of the language.
func (r *reader) strange(i, n int) bool {
	for k := i; k < i+n; k++ {
		w := &r.ws[k]
		if w.cap && (r.x.common[strings.ToLower(w.text)] || stopped[w.text] || heads_[w.text]) {
			return false
		}
	}
	return true
}

// surnameShaped reports whether s ends as surnames do: Pashinyan, Omarov,
// Poroshenko, Saakashvili, Davutoglu.
func surnameShaped(s string) bool {
	if len(s) < 5 {
		return false
	}
	for _, end := range []string{"ov", "ova", "ev", "eva", "yan", "ian", "enko", "shvili", "dze", "oglu", "oğlu", "ski", "sky", "skiy", "skaya", "ska", "wicz", "vić", "vic", "ić", "zadeh", "zade", "yev", "iev", "escu", "opoulos", "akis", "berg", "stein", "sson", "ssen", "uk", "chuk", "nejad", "iani", "yants", "yeva"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
