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
	First Second Third One Two Three Four Five Six Seven Eight Nine Ten Nobel Olympic Olympics World War II III IV Bible Koran Quran Obamacare Brexit Medicare Medicaid`)

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

// shaped reads a name of a known shape at i, returns what it is of and how many
// words it covers: "Russian Foreign Ministry", "Ministry of Foreign Affairs",
// "University of Texas", "Acme Holdings Ltd.", "Trump Tower", "Paris Agreement".
func (r *reader) shaped(i int) (ending, int) {
	w := &r.ws[i]
	_, ends := r.x.ends[w.norm]
	if n := r.expanded(i); n > 0 {
		return ending{typ: models.Organization}, n
	}
	if w.plain && !(ends && !w.start) || stopped[w.norm] && !opens[w.norm] {
		return ending{}, 0
	}
	last := -1
	var end ending
	for k := i; k < len(r.ws) && k < i+10; k++ {
		v := &r.ws[k]
		if v.text == "and" && k > i && chambers[w.norm] && k+1 < len(r.ws) && r.ws[k+1].cap {
			continue // "Senate Health and Education Committee"
		}
		if !v.cap && !hyphen(v) && v.text != "&" || k > i && v.plain && r.how != running {
			break
		}
		if e, ok := r.x.ends[v.norm]; ok {
			// "Foreign Ministry Spokesman", "Trade Minister": a title goes on.
			last, end = k, e
			continue
		}
		if k > i && r.begins(k) {
			break
		}
	}
	if last < 0 {
		return ending{}, 0
	}
	n := last - i + 1
	if k := last + 1; end.of && k+1 < len(r.ws) && (r.ws[k].text == "of" || r.ws[k].text == "for" || r.ws[k].text == "on") {
		k++
		if r.ws[k].text == "the" && k+1 < len(r.ws) {
			k++
		}
		if m := r.phrase(k); m > 0 {
			k += m
			// "Office of the High Commissioner for Refugees"
			if k+1 < len(r.ws) && (r.ws[k].text == "for" || r.ws[k].text == "of") && r.ws[k+1].cap {
				if m := r.phrase(k + 1); m > 0 && !r.begins(k+1) {
					k += 1 + m
				}
			}
			return end, k - i
		}
	}
	if n == 1 {
		return ending{}, 0
	}
	return end, n
}

// expanded is how many words stand from i before an acronym in brackets that
// has just their initials: "Rapid Support Forces (RSF)". Three at least.
func (r *reader) expanded(i int) int {
	k := i
	for k < len(r.ws) && k < i+7 && r.ws[k].cap && r.ws[k].alpha {
		k++
	}
	n := k - i
	if n < 3 || k+2 >= len(r.ws) || r.ws[k].text != "(" || r.ws[k+2].text != ")" || !r.ws[k+1].upper || len(r.ws[k+1].text) != n {
		return 0
	}
	for j, short := 0, r.ws[k+1].text; j < n; j++ {
		if r.ws[i+j].text[0] != short[j] {
			return 0
		}
	}
	return n
}

// chambers lead the names of their committees, which may hold "and".
var chambers = set(`House Senate Joint Commons`)

// opens are stopped words that a longer name may begin with.
var opens = set(`World New Central North South East West Northern Southern Eastern Western First Second Third Olympic Nobel St Saint`)

// phrase is the capitalised run at k with "and" and commas inside: "Foreign
// Affairs", "Trade and Industry", "the People".
func (r *reader) phrase(k int) int {
	n := 0
	for k+n < len(r.ws) {
		w := &r.ws[k+n]
		switch {
		case w.cap && !stopped[w.norm] && (n == 0 || !r.begins(k+n)):
		case n > 0 && (hyphen(w) || w.text == "&" || w.text == "and") && k+n+1 < len(r.ws) && r.ws[k+n+1].cap && r.how == running && !r.known(k+n+1):
		default:
			return n
		}
		n++
	}
	return n
}

// begins reports whether the capitalised word at k begins something new: a title
// or a first name with a surname behind it.
func (r *reader) begins(k int) bool {
	w := &r.ws[k]
	if !w.cap {
		return false
	}
	if t, n := r.titleAt(k); n > 0 && (t.role != "courtesy" || t.gender != 0) && k+n < len(r.ws) && r.ws[k+n].cap {
		if _, ok := r.x.ends[r.ws[k+n].norm]; !ok {
			return true
		}
	}
	if g := r.x.first[w.norm]; g == 0 || g == 'u' || k+1 >= len(r.ws) || !r.ws[k+1].cap {
		return false
	}
	next := &r.ws[k+1]
	_, ok := r.x.ends[next.norm]
	return !ok && !r.x.common[strings.ToLower(next.text)]
}

// known reports whether a listed form or a first name begins at k.
func (r *reader) known(k int) bool {
	if _, n := r.lookup(k); n > 0 {
		return true
	}
	return r.x.first[r.ws[k].norm] != 0
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
	if r.ws[i].kind == aPerson {
		return r.extent(i, r.rest(i))
	}
	if w := &r.ws[i]; (w.text == "al" || w.text == "el") && (i+1 >= len(r.ws) || !hyphen(&r.ws[i+1])) {
		return 0
	}
	most := 5
	if r.how == shouting {
		most = 2 // "JOHN KERRY ZINGS BIDEN"
	}
	for i+n < len(r.ws) && n < 9 && full < most {
		k := i + n
		w := &r.ws[k]
		switch {
		case w.cap && (initial(w.text) || n == 0 && joined(w.text) && !r.lists(k)):
		case n > 0 && generations[w.text]:
			return n + 1
		case w.cap && n > 0 && r.breaks(k):
			return r.trim(i, n)
		case w.cap && !stopped[w.norm] && !(w.plain && n > 0 && r.x.common[strings.ToLower(w.text)] && r.how != running):
			full++
		case n > 0 && hyphen(w) && k+1 < len(r.ws) && r.ws[k+1].glued && (r.compound(i, k) || r.syllable(i, k+1)):
		case r.syllable(i, k):
		case n > 0 && w.text == "." && w.glued && initial(r.ws[k-1].text):
		case particles[w.text] && (n > 0 || w.text == "al" || w.text == "el" || w.text == "bin" || w.text == "van" || w.text == "de") && r.leads(k):
		case n > 0 && w.glued && (w.text == "oglu" || w.text == "oğlu"):
		default:
			return r.trim(i, n)
		}
		n++
	}
	return r.trim(i, n)
}

// generations end a person's name.
var generations = set(`Jr. Jr Sr. Sr II III IV`)

// compound reports whether the hyphen at k joins two parts of the name that
// begins at i: Jean-Claude, Wasserman-Schultz behind a first name, al-Assad. The
// hyphen of "Putin-Aliyev meeting" does not.
func (r *reader) compound(i, k int) bool {
	next := &r.ws[k+1]
	if particles[next.text] || particles[strings.ToLower(r.ws[k-1].text)] {
		return true
	}
	if k-1 == i && r.double(i) {
		return true
	}
	return next.cap && (k-1 > i || r.x.first[r.ws[k-1].norm] != 0) && !r.lists(k+1)
}

// families are family names before a given name of two syllables, the second in
// lower case: "Ban Ki-moon", "Tsai Ing-wen".
var families = set(`Ban Chang Chen Cho Choi Chu Chung Han Hong Hwang Jang Jung Kang Kim Ko Kwon Lai Lee Lim Lin Ma Moon
	Noh Oh Pak Park Ri Roh Seo Shin Son Song Soong Su Tsai Wang Wu Yang Yoo Yoon`)

// syllable reports whether the word at k is the second syllable of the given
// name behind a family name at i.
func (r *reader) syllable(i, k int) bool {
	w := &r.ws[k]
	return k == i+3 && !w.cap && w.glued && len(w.text) <= 6 && hyphen(&r.ws[k-1]) && r.ws[k-1].glued && r.ws[k-2].cap && families[r.ws[i].text]
}

// double reports whether a double surname stands at i, "Ocasio-Cortez said":
// both parts strange, no leader of either name, and no noun behind, which would
// make it the name of two ("the Lindt-Sarov summit").
func (r *reader) double(i int) bool {
	if i+2 >= len(r.ws) || !hyphen(&r.ws[i+1]) || !r.ws[i+2].glued || r.how != running {
		return false
	}
	for _, k := range []int{i, i + 2} {
		w := &r.ws[k]
		_, led := r.x.leaders[slug(w.norm)]
		if !w.cap || w.upper || led || len(w.text) < 3 || r.lists(k) || !r.strange(k, 1) {
			return false
		}
	}
	return i+3 >= len(r.ws) || !r.ws[i+3].glued && !r.ws[i+3].cap && !strings.HasPrefix(r.ws[i+3].tag, "NN") || r.ws[i+3].text == "'s" || r.ws[i+3].text == "’s" || r.ws[i+3].text == "," || r.ws[i+3].text == "."
}

// lists reports whether a listed form begins at k.
func (r *reader) lists(k int) bool {
	_, n := r.lookup(k)
	return n > 0
}

// trim takes hyphens, particles and initials off the end.
func (r *reader) trim(i, n int) int {
	for n > 0 {
		w := &r.ws[i+n-1]
		if w.cap && (!initial(w.text) || n == 1) || w.text == "oglu" || w.text == "oğlu" || n == 4 && r.syllable(i, i+3) {
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
	if _, ok := r.x.ends[w.norm]; ok || stopped[w.norm] || partisan[w.norm] {
		return true
	}
	if _, n := r.titleAt(k); n > 0 && r.x.first[w.norm] == 0 {
		return n > 1 || k+1 < len(r.ws) && r.ws[k+1].cap
	}
	e, n := r.lookup(k)
	if n == 0 {
		return false
	}
	return n > 1 || e.sense == aDemonym && e.code != "" || e.sense == aPeople || e.sense == anOrganization && !r.x.common[strings.ToLower(w.text)] || e.sense == aCountry && !personal[w.text]
}

// personal are country names that are surnames too.
var personal = set(`Jordan Chad Israel Georgia Ireland Holland England Britain France German Jersey Cuba Niger Iran Malta Sudan Panama India China Brazil Korea`)

// partisan words say of what party someone is: "House Republican leader Weber".
var partisan = set(`Republican Republicans Democrat Democrats Democratic Conservative Conservatives Labour Liberal Liberals Socialist Socialists`)

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
	if n == 1 && initial(w.text) {
		return 1 // "D-Mass."
	}
	if storms[w.norm] {
		return n
	}
	if n == 3 && hyphen(&r.ws[i+1]) && r.double(i) {
		r.put(i, 3, item{form: bare, typ: models.Person})
		return 3
	}
	for k := 1; k < n; k++ { // "Vice Provost Mary Lidstrom"
		if r.begins(i + k) {
			n = k
		}
	}
	names := r.capitals(i, n)
	if n > 1 && r.how == running && (joined(w.text) || strings.HasSuffix(w.text, ".") && initial(w.text)) && r.strange(i+1, n-1) {
		r.put(i, n, item{form: fullName, typ: models.Person}) // "F. W. de Klerk"
		return n
	}
	switch {
	case n == 1 && !w.start && r.how == running && i+1 < len(r.ws) && voices[r.ws[i+1].text]:
		r.put(i, 1, item{form: bare, typ: models.Person, firm: true}) // "an Enron spokesman"
	case outlets[r.preceding(i)] && r.how == running && !w.start && names >= 1:
		r.put(i, n, item{form: listed, typ: models.Organization}) // "the online portal New Era"
		return n
	case names >= 2 && r.how != shouting && r.strange(i, n) && surnameShaped(r.ws[i+n-1].norm):
		r.put(i, n, item{form: fullName, typ: models.Person})
		return n
	case names >= 2:
		// A name of something or somebody that the article may explain.
		if i+n >= len(r.ws) || !r.begins(i+n) {
			n = max(r.run(i), n)
		}
		r.put(i, n, item{form: unnamed})
		return n
	case w.upper && len(w.text) <= 6 && r.how != shouting && r.x.first[w.norm] == 0:
		r.put(i, 1, item{form: acronym, typ: models.Organization})
	default:
		r.put(i, 1, item{form: bare, typ: models.Person, gender: r.gender(w.norm)})
	}
	return 1
}

// outlets are nouns behind which stands an organization's name.
var outlets = set(`newspaper portal website magazine broadcaster channel company firm conglomerate startup retailer carmaker airline bank party agency movement organization organisation militia charity nonprofit foundation publisher tabloid daily weekly network outlet studio insurer lender manufacturer`)

// storms have names of persons and are none.
var storms = set(`Hurricane Typhoon Cyclone Storm Tropical`)

// voices are nouns before which stands the name of the organization they speak for.
var voices = set(`spokesman spokeswoman spokesperson spokesmen shares shareholders chairman executive executives employees subsidiary`)

// preceding is the word before i.
func (r *reader) preceding(i int) string {
	if i == 0 {
		return ""
	}
	return r.ws[i-1].text
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
		if !w.cap {
			continue
		}
		if _, ok := r.x.ends[w.norm]; ok || r.x.common[strings.ToLower(w.text)] || stopped[w.norm] {
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
