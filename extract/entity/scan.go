package entity

import (
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// reader walks the sentences and notes the items.
type reader struct {
	doc   *models.Document
	x     *lexicon
	lower map[string]struct{} // words that the article has in lower case and the language's list has not
	items []item
	buf   []word

	// the sentence at hand
	toks   []models.Token
	ws     []word
	how    manner
	sent   int
	quoted bool
	clause int
	state  bool // the article gave Georgia a governor or a senator
	skip   int  // the words before it belong to the item last noted
}

func newReader(doc *models.Document) *reader {
	return &reader{doc: doc, x: lists(), lower: map[string]struct{}{}}
}

// scan reads all sentences but those of boilerplate.
func (r *reader) scan() {
	text := r.doc.Article.Text
	for i := range r.doc.Tokens {
		s := r.doc.Tokens[i].In(text)
		if c := s[0]; 'a' <= c && c <= 'z' && len(s) > 2 && !r.x.common[s] {
			r.lower[s] = struct{}{}
		}
	}
	section := -1
	for i, sent := range r.doc.Sentences {
		sec := r.doc.Sections[sent.Section]
		if sec.Kind == models.Boilerplate {
			continue
		}
		if sent.Section != section {
			section, r.quoted = sent.Section, false
		}
		r.sent = i
		r.sentence(sec.Kind)
	}
}

func (r *reader) sentence(kind models.SectionKind) {
	r.toks = r.doc.Words(r.sent)
	r.buf = words(r.doc.Article.Text, r.toks, r.buf)
	r.ws = r.buf
	r.how = mannerOf(r.ws)
	mark(r.ws, r.how, r.x, r.lower)
	r.clause++
	r.skip = 0
	for i := 0; i < len(r.ws); {
		w := &r.ws[i]
		switch w.text {
		case "“", "``":
			r.quoted = true
		case "”", "''":
			r.quoted = false
		case "\"":
			r.quoted = !r.quoted
		case ",", ";", ":", "that", "which", "who", "because", "while", "although", "if", "when", "and", "but":
			r.clause++
		}
		n := 0
		if w.alpha || w.text[0] >= '0' && w.text[0] <= '9' {
			n = r.at(i)
		}
		i += max(n, 1)
	}
}

// at tries to read an item at word i and returns how many words it covers.
func (r *reader) at(i int) int {
	w := &r.ws[i]
	if n := r.nominal(i); n > 0 {
		return n
	}
	if !w.alpha && w.text[0] != '1' {
		return 0
	}
	if n := r.title(i); n > 0 {
		return n
	}
	if !w.cap {
		if n := r.pronoun(i); n > 0 {
			return n
		}
		if e, n := r.lookup(i); n > 0 && e.sense == anOrganization { // al-Qaeda
			r.listed(i, n, e)
			return n
		}
		if w.text == "bin" || w.text == "al" || w.text == "el" { // bin Laden, al-Sadr
			if n := r.person(i); n > 1 && r.capitals(i, n) > 0 {
				r.put(i, n, item{form: surname, typ: models.Person})
				return n
			}
		}
		return 0
	}
	e, n := r.lookup(i)
	kind, called := r.called(i)
	if m := r.quarter(i); m > max(n, called-1) {
		return m
	}
	if end, m := r.shaped(i); m > max(n, called) || m == called && m > n && (kind == aThing || end.thing && kind != aPerson) {
		if !end.thing {
			r.put(i, m, item{form: listed, typ: end.typ, code: r.code(i, m)})
		}
		return m
	}
	if called > 0 {
		if m := r.named(i, kind, called, e, n); m > 0 {
			return m
		}
	}
	if n == 0 && r.verbal(i) {
		return 1
	}
	if n <= 1 && r.x.first[w.norm] != 0 {
		if m := r.person(i); r.capitals(i, m) > 1 || m > 1 && r.x.first[w.norm] != 'u' {
			r.put(i, m, item{form: fullName, typ: models.Person, gender: r.gender(w.norm)})
			return m
		}
	}
	if n > 0 && r.listed(i, n, e) {
		return max(n, r.skip-i)
	}
	if n := r.pronoun(i); n > 0 {
		return n
	}
	if w.plain || stopped[w.norm] {
		return 0
	}
	return r.unknown(i)
}

// text is what n words from i read, white space made single.
func (r *reader) text(i, n int) string {
	s := strings.Map(seen, r.doc.Article.Text[r.ws[i].Start:r.ws[i+n-1].End])
	if strings.ContainsAny(s, "\n\t\r\u00a0") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// seen drops the marks that only steer how a text is set, and are no part of a name:
// those of direction, of joining, of where a word may break.
func seen(c rune) rune {
	if unicode.Is(unicode.Cf, c) {
		return -1
	}
	return c
}

// put notes an item over n words from i.
func (r *reader) put(i, n int, it item) {
	it.Span = models.Span{Start: r.ws[i].Start, End: r.ws[i+n-1].End}
	it.sentence, it.section = r.sent, r.doc.Sentences[r.sent].Section
	it.quoted, it.clause, it.start = r.quoted, r.clause, r.ws[i].start || r.how != running
	it.governed, it.subject, it.object = r.governed(i, n), r.subject(i, n), r.object(i, n)
	it.first = i <= 3 && r.how == running
	it.word = r.ws[i+n-1].text
	if it.name == "" {
		it.name = r.text(i, n)
	}
	it.actor = models.None
	if n == 1 && it.typ == models.Person && impersonal[r.ws[i].norm] && (it.form == surname || it.form == bare) {
		return
	}
	if it.typ == models.Person && (it.form == fullName || it.form == surname || it.form == bare) {
		r.apposed(i+n, &it)
		if it.code == "" {
			it.code = r.counterpart(i)
		}
	}
	r.items = append(r.items, it)
}

// impersonal words stand where a surname may and are none: "Speaker of the House".
var impersonal = set(`House Senate Congress Republican Republicans Democrat Democrats Democratic National Obamacare Federal Government`)

// modals are verbs that a headline sets before a surname.
var modals = set(`Will May Can Could Should Would Must Might Did Does Has Had Is Was Are Were`)

// verbal reports whether the capital of word i, before a leader's surname, is
// that of a headline and the word a verb: "Accuses Trump", "Will Trump Resign?".
func (r *reader) verbal(i int) bool {
	w := &r.ws[i]
	if i+1 >= len(r.ws) || !r.ws[i+1].cap || r.how == running && !w.start {
		return false
	}
	next := slug(r.ws[i+1].norm)
	l, ok := r.x.leaders[next]
	if !ok || slug(l.name) == slug(w.norm)+"-"+next {
		return false
	}
	if r.x.first[w.norm] != 0 {
		return modals[w.norm]
	}
	_, seen := r.lower[strings.ToLower(w.text)]
	return seen || modals[w.norm] || strings.HasSuffix(w.norm, "s") || strings.HasSuffix(w.norm, "ed") || r.x.common[strings.ToLower(w.text)]
}

// gender is that of a first name, 0 if it has none.
func (r *reader) gender(name string) byte {
	if g := r.x.first[name]; g != 'u' {
		return g
	}
	return 0
}

// lookup finds the longest listed form at word i.
func (r *reader) lookup(i int) (*entry, int) {
	w := &r.ws[i]
	key := piece(w.text)
	if r.how != shouting {
		if e, n := r.longest(i, r.x.forms[key], false); n > 0 || !w.upper {
			return e, n
		}
	}
	return r.longest(i, r.x.shouted[strings.ToUpper(key)], true)
}

// longest finds the first form of the list that stands at word i and ends with
// a word.
func (r *reader) longest(i int, list []entry, shouted bool) (*entry, int) {
	if len(list) == 0 {
		return nil, 0
	}
	w := &r.ws[i]
	end := r.ws[len(r.ws)-1].End
	rest := r.doc.Article.Text[w.Start:end]
	for k := range list {
		n := match(list[k].form, rest, shouted)
		if n == 0 {
			continue
		}
		for j := i; j < len(r.ws) && r.ws[j].End <= w.Start+n; j++ {
			if r.ws[j].End == w.Start+n {
				return &list[k], j - i + 1
			}
		}
	}
	return nil, 0
}

// listed notes a listed form, unless its place speaks against it.
func (r *reader) listed(i, n int, e *entry) bool {
	w := &r.ws[i]
	it := item{form: listed, typ: e.typ, name: e.name, code: e.code}
	if e.risky && w.kind == noName && (w.start || r.how != running || i+n < len(r.ws) && r.ws[i+n].text == "of") {
		return false
	}
	if r.how == running && e.sense <= anOrganization && r.goesOn(i, n) {
		m := max(r.run(i), n)
		it = item{form: unnamed, code: e.code}
		// "Toronto Blue Jays"
		if (e.sense == aPlace || e.sense == aCapital) && m == r.capitals(i, m) && strings.HasSuffix(r.ws[i+m-1].text, "s") {
			it.form, it.typ = listed, models.Organization
		}
		r.put(i, m, it)
		r.skip = i + m
		return true
	}
	if r.how == running && e.sense == aCountry && n == 1 && r.local(i) {
		return true
	}
	switch e.sense {
	case aCapital:
		it.form = seat
		it.acts = r.acts(i, n)
	case aMetonym:
		if it.acts = r.acts(i, n); it.acts == town { // an open place is the government's
			it.name, it.typ = e.form, models.Place // "outside the Kremlin"
			break
		}
		it.kind = models.Metonym
	case aDemonym, aNoun, aBoth, aPeople:
		return r.people(i, n, e)
	}
	r.put(i, n, it)
	return true
}

// local reports that the country at i only ends the name of a branch: "CNN
// Philippines", "Acme Japan".
func (r *reader) local(i int) bool {
	if i == 0 {
		return false
	}
	prev := &r.ws[i-1]
	if !prev.cap || prev.plain || prev.glued || stopped[prev.norm] {
		return false
	}
	e, m := r.lookup(i - 1)
	return m > 0 && e.sense == anOrganization && !e.risky && (i+1 >= len(r.ws) || !r.ws[i+1].cap)
}

// goesOn reports whether the listed form at i is only the beginning of a longer
// name: "Perth Glory", "Georgia Tech", "Paris Hilton".
func (r *reader) goesOn(i, n int) bool {
	if i+n >= len(r.ws) {
		return false
	}
	next := &r.ws[i+n]
	if !next.cap || next.plain || next.glued || stopped[next.norm] {
		return false
	}
	if next.kind == aPerson && !next.begin && n == 1 {
		return true
	}
	_, titled := r.titleAt(i + n)
	return titled == 0 && !r.known(i+n) && !strings.HasPrefix(next.tag, "VB") && next.tag != "MD"
}

// quarters make another place of a place's name.
var quarters = set(`North South East West Northern Southern Eastern Western Central Upper Lower Old Greater Nazi Northeast Northwest Southeast Southwest Northeastern Northwestern Southeastern Southwestern Mainland Occupied`)

// quarter reads "South Vietnam", "Nazi Germany", "eastern Ukraine" only where
// the first word is capitalised.
func (r *reader) quarter(i int) int {
	if !quarters[r.ws[i].norm] || i+1 >= len(r.ws) || r.ws[i].plain && r.ws[i].start {
		return 0
	}
	e, n := r.lookup(i + 1)
	if n == 0 || e.sense > aPlace || r.ws[i+1].glued {
		return 0
	}
	if _, m := r.lookup(i); m > n {
		return 0
	}
	r.put(i, n+1, item{form: listed, typ: models.Place, code: e.code})
	return n + 1
}
