package entity

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// governments are heads that make a country of a demonym: "the Azerbaijani
// government", "the Russian leadership".
var governments = set(`government leadership regime authorities state administration side delegation government's`)

// bodies are heads that make an organization of a demonym or name: "Russian
// police", "the Armenian parliament".
var bodies = set(`police army military forces troops parliament navy intelligence media press television lawmakers parliamentarians judiciary
	opposition cabinet embassy consulate ministry diplomacy church army's peacekeepers legislature senate duma coalition mission command rebels militants separatists militia mafia newspaper newspapers broadcaster channels channel agency`)

// humans are plural heads that make a group: "Western officials".
var humans = set(`officials diplomats lawmakers leaders analysts observers experts politicians soldiers troops fighters protesters demonstrators activists
	journalists voters citizens nationals residents civilians refugees immigrants migrants people allies advocates supporters critics opponents
	businessmen companies banks firms investors consumers workers farmers students scientists researchers scholars historians economists lawyers
	judges prosecutors investigators negotiators mediators commanders generals officers authors commentators bloggers influencers intellectuals
	elites oligarchs families women men children youth youths parents victims passengers prisoners hostages settlers villagers peacekeepers
	senators representatives governors ministers deputies members partners states nations republics countries governments authorities hackers
	spies agents militants rebels separatists insurgents terrorists extremists nationalists liberals conservatives Christians Muslims Jews
	communities sources outlets newspapers media pundits strategists advisers advisors aides executives employees doctors nurses teachers clerics priests bishops`)

// people notes a demonym: a people ("Russians", "the French"), one of them, an
// adjective, or the head of a nominal ("Russian police").
func (r *reader) people(i, n int, e *entry) bool {
	k := i + n
	group := item{form: listed, kind: models.Name, typ: models.Group, name: e.name, code: e.code}
	if e.sense == aPeople {
		if k < len(r.ws) && hyphen(&r.ws[k]) || i > 0 && r.ws[i].glued && hyphen(&r.ws[i-1]) {
			return true // Pro-Russians
		}
		r.put(i, n, group)
		return true
	}
	if e.sense == aNoun {
		return true // one person of whom no more is known
	}
	if m := r.headed(i, n, e); m > 0 {
		return true
	}
	prev := ""
	if i > 0 {
		prev = strings.ToLower(r.ws[i-1].text)
	}
	// "the Chinese said", "many British"
	if (e.sense == aBoth || strings.HasSuffix(e.form, "sh") || strings.HasSuffix(e.form, "ch")) && prev == "the" && r.subject(i, n) {
		r.put(i, n, group)
		return true
	}
	if k < len(r.ws) && r.ws[k].cap && !hyphen(&r.ws[k]) && r.how == running {
		// A title takes the demonym along; any other name is left alone.
		if _, m := r.titleAt(k); m == 0 && r.person(k) == 0 {
			return true
		}
		if t, m := r.titleAt(k); m > 0 && t.role != "" && k+m < len(r.ws) && r.ws[k+m].cap {
			return true
		}
	}
	if e.code == "" || prev == "a" || prev == "an" {
		if k >= len(r.ws) || !strings.HasPrefix(r.ws[k].tag, "NN") {
			return true
		}
	}
	if prev == "the" && e.sense == aDemonym && r.alone(i, n) {
		return true // "the Canadian said": a person
	}
	if e.code != "" {
		r.put(i, n, item{form: listed, kind: models.Nominal, typ: models.Country, name: r.x.main[e.code], code: e.code})
	}
	return true
}

// alone reports whether the demonym at i is a noun and its verb's subject or
// object, with no noun behind it.
func (r *reader) alone(i, n int) bool {
	if k := i + n; k < len(r.ws) && (hyphen(&r.ws[k]) || strings.HasPrefix(r.ws[k].tag, "NN") || r.ws[k].tag == "JJ") {
		return false
	}
	switch t := r.top(i, n); r.toks[t].Deprel {
	case "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent":
		return true
	}
	return false
}

// generic are plural nouns too wide for an actor unless a name narrows them.
var generic = set(`people families women men children youth youths parents companies banks firms states nations republics countries governments
	authorities communities newspapers media outlets partners members residents passengers victims students workers employees teachers nurses doctors farmers consumers`)

// quantities say how many, not who.
var quantities = set(`some many most several few other various numerous certain all more such these those two three four five dozens`)

// headed reads a nominal headed by a noun for people or a body: "Russian
// police", "the Azerbaijani government", "Western officials". It gives how many
// words the nominal covers.
func (r *reader) headed(i, n int, e *entry) int {
	k := i + n
	// "a Russian police raid": the body of a longer phrase, if that names nobody.
	inner := func() int {
		if k >= len(r.ws) || !forces[r.ws[k].text] {
			return 0
		}
		r.put(i, k-i+1, item{form: heads, kind: models.Nominal, typ: models.Organization, code: e.code, name: strings.Replace(r.text(i, k-i+1), e.form, e.name, 1)})
		r.skip = k + 1
		return k - i + 1
	}
	// Adjectives and nouns may stand between: "Russian air defense forces",
	// "Danish state-owned television channels"
	for j := k; j < len(r.ws) && j < k+6; j++ {
		w := &r.ws[j]
		if w.cap && r.how == running {
			return inner()
		}
		word := strings.ToLower(w.text)
		last := j+1 >= len(r.ws) || !strings.HasPrefix(r.ws[j+1].tag, "NN") && !(hyphen(&r.ws[j+1]))
		it := item{form: heads, kind: models.Nominal, code: e.code}
		switch {
		case governments[word] && e.code != "" && last && j == k:
			it.form, it.typ, it.name = listed, models.Country, r.x.main[e.code]
		case bodies[word] && last:
			it.typ = models.Organization
		case humans[word] && last:
			it.typ = models.Group
		case w.tag == "JJ" || strings.HasPrefix(w.tag, "NN") || hyphen(w) || w.tag == "VBN":
			continue
		default:
			return inner()
		}
		from := i
		if i > 0 && strings.EqualFold(r.ws[i-1].text, "the") {
			from--
		}
		it.name = strings.Replace(r.text(i, j-i+1), e.form, e.name, 1) // "Azeri police" are Azerbaijani police
		if it.form == listed {
			it.name = r.x.main[e.code]
		}
		r.put(from, j-from+1, it)
		r.skip = j + 1
		return j - i + 1
	}
	return inner()
}

// forces are bodies that are meant even where a noun follows.
var forces = set(`police army military parliament navy`)
