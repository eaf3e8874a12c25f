package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// titleAt finds the longest title or role at word k.
func (r *reader) titleAt(k int) (title, int) {
	list := r.x.titles[r.ws[k].text]
	if len(list) == 0 {
		// SENATOR PAT ROBERTS:
		if list = r.x.titles[r.ws[k].norm]; len(list) == 0 || r.ws[k].norm == r.ws[k].text {
			return title{}, 0
		}
		for _, t := range list {
			if t.form == r.ws[k].norm {
				return t, 1
			}
		}
		return title{}, 0
	}
	rest := r.doc.Article.Text[r.ws[k].Start:r.ws[len(r.ws)-1].End]
	for _, t := range list {
		n := match(t.form, rest, false)
		if n == 0 {
			continue
		}
		end := r.ws[k].Start + n
		for j := k; j < len(r.ws) && r.ws[j].End <= end; j++ {
			if r.ws[j].End == end {
				m := j - k + 1
				// "Gen" and a dot of its own
				if j+1 < len(r.ws) && r.ws[j+1].text == "." && r.ws[j+1].glued && len(t.form) <= 4 && j+2 < len(r.ws) && r.ws[j+2].cap {
					m++
				}
				return t, m
			}
		}
	}
	return title{}, 0
}

// title reads a title with the name that follows: "Turkish President Recep
// Tayyip Erdogan", "President of Azerbaijan Ilham Aliyev", "Gen. Smith",
// "commentator Wafa Galuzade". The name alone becomes an item. Without a name
// behind it, "the president" is left to nominal.
func (r *reader) title(i int) int {
	t, n := r.titleAt(i)
	if n == 0 {
		return 0
	}
	k := i + n
	code := r.before(i)
	if code == "GEO" && i > 0 && r.ws[i-1].text == "Georgia" && statehouse[r.ws[i].norm] {
		code, r.state = "USA", true // "Georgia Governor Alma Reed"
	}
	role := r.role(t)
	if r.former(i) {
		role = ""
	}
	if k < len(r.ws) && (r.ws[k].text == "of" || r.ws[k].text == "for") {
		j := k + 1
		if j < len(r.ws) && r.ws[j].text == "the" {
			j++
		}
		if j < len(r.ws) {
			if e, m := r.lookup(j); m > 0 && (e.sense == aCountry || e.sense == aCapital) {
				to := j + m
				if to+1 < len(r.ws) && r.ws[to].text == "," { // "the president of Namibia, Hage Geingob"
					to++
				}
				if u, c := r.titleAt(min(to, len(r.ws)-1)); c > 0 && to > j+m { // "the President of Turkmenistan, Mr. Niyazov"
					to += c
					if t.gender == 0 {
						t.gender = u.gender
					}
				}
				if p := r.name(to); p > 0 && (to == j+m || r.capitals(to, p) > 1 || t.gender != 0) {
					r.listed(j, m, e)
					r.someone(to, p, t, role, e.code)
					return to + p - i
				}
			}
		}
	}
	// "President and Prime Minister X", "Vice President Dick Cheney"
	for k < len(r.ws) && r.ws[k].cap {
		u, m := r.titleAt(k)
		if m == 0 || r.x.first[r.ws[k].norm] != 0 && !r.ws[k].upper {
			break
		}
		if r.role(u) != "" && !r.former(i) {
			role = r.role(u)
		}
		if u.gender != 0 {
			t.gender = u.gender
		}
		k += m
	}
	if k >= len(r.ws) || !r.ws[k].cap || r.ws[k].start {
		return 0
	}
	v := &r.ws[k]
	if _, ok := r.x.ends[v.norm]; stopped[v.norm] || ok && r.x.first[v.norm] == 0 {
		return 0
	}
	if e, m := r.lookup(k); m > 0 && (m > 1 || e.sense == aDemonym || e.sense == anOrganization && !e.risky) && r.x.first[v.norm] == 0 {
		return 0
	}
	if kind, m := r.called(k); m > 0 && t.common && kind != aPerson && kind != aSpot {
		return 0 // "official Acme State departments"
	}
	p := r.person(k)
	if p == 0 || p == 1 && initial(v.text) {
		return 0
	}
	if t.common && p == 1 && r.x.first[v.norm] == 0 && (r.how != running || v.kind == noName || v.kind == aSpot) {
		if _, m := r.lookup(k); m > 0 || r.x.common[strings.ToLower(v.text)] {
			return 0
		}
	}
	if r.how != running && p == 1 && r.x.common[strings.ToLower(v.text)] && t.role != "courtesy" {
		return 0
	}
	r.someone(k, p, t, role, code)
	if n := len(r.items); n > 0 {
		r.items[n-1].knight = knighted[t.form]
	}
	return k + p - i
}

// knighted are titles that stand before a first name: "Sir John" is Sir John Whitlock.
var knighted = set(`Sir Dame`)

// statehouse are titles that an American state has and the country Georgia not.
var statehouse = set(`Governor Gov Gov. Senator Sen Sen. Rep Rep. Congressman Congresswoman governor senator congressman congresswoman`)

// name is how many words a person's name covers at k, 0 if none stands there.
func (r *reader) name(k int) int {
	if k >= len(r.ws) || !r.ws[k].cap {
		return 0
	}
	p := r.person(k)
	if p > 0 && !r.known(k) || p > 1 && r.x.first[r.ws[k].norm] != 0 {
		return p
	}
	return 0
}

// apposed reads what stands behind a name: "Sergey Lavrov, the Russian foreign
// minister", "Hage Geingob, president of Namibia".
func (r *reader) apposed(k int, it *item) {
	if k >= len(r.ws) || r.ws[k].text != "," {
		return
	}
	code := ""
	for j := k + 1; j < len(r.ws) && j < k+8; j++ {
		w := &r.ws[j]
		if t, n := r.titleAt(j); n > 0 {
			role := r.role(t)
			if j+n < len(r.ws) && r.ws[j+n].cap {
				return // "Vera Holm, French President Luc Morel": a list
			}
			if r.subject(j, n) {
				return // According to Holm, the French president replied
			}
			if role == "" {
				if it.code == "" && t.common && !stances[w.text] { // "Russia's trade envoy"
					it.code = code
				}
				return
			}
			if m := j + n; m+1 < len(r.ws) && r.ws[m].text == "of" {
				m++
				if r.ws[m].text == "the" && m+1 < len(r.ws) {
					m++
				}
				if e, l := r.lookup(m); l > 0 && e.sense == aCountry {
					code = e.code
				}
			}
			if it.role == "" && !r.former(j) {
				it.role = role
			}
			if it.code == "" {
				it.code = code
			}
			if it.gender == 0 {
				it.gender = t.gender
			}
			return
		}
		if e, n := r.lookup(j); n > 0 {
			switch e.sense {
			case aDemonym, aBoth, aCountry, aMetonym, anOrganization:
			default:
				return
			}
			code = e.code
			j += n - 1
			continue
		}
		switch w.text {
		case "the", "a", "an", "'s", "’s", "former", "then", "-":
			continue
		}
		// "Russia's ski instructor"
		if code != "" && !w.cap && w.tag == "NN" && (j+1 == len(r.ws) || !strings.HasPrefix(r.ws[j+1].tag, "NN") && !hyphen(&r.ws[j+1])) {
			if n, ok := r.x.nouns[w.text]; ok && n.kind == aPerson && !stances[w.text] && !r.subject(j, 1) && it.code == "" {
				it.code = code
			}
			return
		}
		if w.cap || w.tag != "JJ" && w.tag != "NN" {
			return
		}
	}
}

// former reports whether the office at word i is one that its bearer has no more,
// so that "the chancellor" is somebody else: "former German chancellor Luc Morel".
func (r *reader) former(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch w := &r.ws[k]; strings.ToLower(w.text) {
		case "former", "ex", "onetime", "erstwhile":
			return true
		case "-", "deputy", "acting", "interim", "foreign", "prime", "vice", "state":
		default:
			if !w.cap {
				return false
			}
		}
	}
	return false
}

// counterpart is the country of the name at i, where that of somebody's
// counterpart stands before it: "his Greek counterpart, Nikos Dendias".
func (r *reader) counterpart(i int) string {
	k := i - 1
	if k >= 0 && r.ws[k].text == "," {
		k--
	}
	if k < 1 || r.ws[k].text != "counterpart" {
		return ""
	}
	return r.before(k)
}

// someone notes the person's name of p words at k, who bears a title.
func (r *reader) someone(k, p int, t title, role, code string) {
	it := item{form: surname, typ: models.Person, gender: t.gender, role: role, code: code}
	if r.capitals(k, p) >= 2 {
		it.form = fullName
	}
	if it.gender == 0 {
		it.gender = r.gender(r.ws[k].norm)
	}
	r.put(k, p, it)
}

// role is what a title says of its bearer's office, "" for a mere courtesy.
func (r *reader) role(t title) string {
	if t.role == "courtesy" {
		return ""
	}
	if t.common {
		return offices[strings.ToLower(t.form)]
	}
	return t.role
}

// offices are the lower-case roles that a nominal may be resolved by.
var offices = map[string]string{
	"president": "president", "prime minister": "premier", "premier": "premier", "chancellor": "premier", "foreign minister": "foreign minister",
	"defense minister": "defence minister", "defence minister": "defence minister", "minister": "minister", "leader": "leader", "senator": "lawmaker",
	"congressman": "lawmaker", "congresswoman": "lawmaker", "lawmaker": "lawmaker", "governor": "official", "mayor": "official", "spokesman": "spokesman",
	"spokeswoman": "spokesman", "spokesperson": "spokesman", "ambassador": "ambassador", "secretary": "minister", "dictator": "leader", "strongman": "leader",
	"vice president": "vice president", "general": "officer", "king": "leader", "chief": "official", "editor": "editor", "author": "author", "commentator": "commentator",
}

// before is the country named by the demonym or the possessive right before
// word i: "Turkish President", "Azerbaijan's president", "Russia’s then prime
// minister".
func (r *reader) before(i int) string {
	k := i - 1
	for k >= 0 && k >= i-4 {
		w := &r.ws[k]
		switch strings.ToLower(w.text) {
		case "former", "ex", "then", "late", "new", "deputy", "acting", "incumbent", "outgoing", "interim", "current", "state", "-", "chief", "senior", "top",
			"foreign", "defense", "defence", "interior", "finance", "ministry", "government", "presidential", "military", "army", "press":
			k--
			continue
		}
		break
	}
	if k >= 1 && (r.ws[k].text == "'s" || r.ws[k].text == "’s" || r.ws[k].text == "'" || r.ws[k].text == "’") {
		k--
	}
	if k < 0 {
		return ""
	}
	for back := 3; back >= 0; back-- {
		if k-back < 0 {
			continue
		}
		e, n := r.lookup(k - back)
		if n != back+1 {
			continue
		}
		switch e.sense {
		case aCountry, aDemonym, aBoth, aCapital, aPlace, aMetonym, anOrganization: // "New Jersey Senator": not Jersey's
			return e.code
		}
	}
	return ""
}
