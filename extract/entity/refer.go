package entity

import "github.com/sayso-nlp/sayso/models"

// window is how many items back a pronoun may look: more than the names of two
// sentences, and a bound that keeps the time linear.
const window = 24

// reach is how many sentences back an antecedent may stand.
const reach = 2

// refer gives nominals and pronouns their actors in the order of the text and
// writes the mentions of all items.
func (c *cast) refer(items []item) {
	c.holders()
	for i := range items {
		it := &items[i]
		recent := items[max(0, i-window):i]
		switch it.form {
		case roleOf:
			it.actor = c.holder(it)
		case pair:
			it.actors = c.pair(it, recent)
		case possessed:
			if who := c.antecedent(it, recent); who != models.None {
				if code := c.doc.Actors[who].Country; code != "" {
					it.actor = c.country(code)
				}
			}
		case pronoun:
			switch it.gender {
			case 'p':
				it.actors = c.plural(it, recent)
			default:
				c.barred = models.None
				if i+1 < len(items) {
					// "He accused Weber": he is not Weber.
					if n := &items[i+1]; it.subject && n.sentence == it.sentence && n.clause == it.clause && n.object && !n.governed && n.form != pronoun && n.form != possessed {
						c.barred = n.actor
					}
				}
				if it.object && !it.governed && !it.subject && (it.word == "him" || it.word == "her") {
					c.barred = subjectOf(it, recent)
				}
				it.actor = c.antecedent(it, recent)
				if it.actor != models.None && it.gender != 'n' {
					c.learn(it.actor, "", trait{gender: it.gender})
				}
			}
		}
		if it.actor != models.None {
			it.typ = c.doc.Actors[it.actor].Type
			c.mention(it, it.actor)
		}
		for _, a := range it.actors {
			c.mention(it, a)
		}
	}
}

// subjectOf is the actor that leads the clause of an object pronoun, which the
// pronoun cannot mean: "Orlov in his speech accused him of theft".
func subjectOf(it *item, recent []item) int {
	who := models.None
	for k := len(recent) - 1; k >= 0; k-- {
		a := &recent[k]
		if a.sentence != it.sentence || a.clause != it.clause {
			break
		}
		if a.actor != models.None && !a.governed && !a.object {
			who = a.actor
		}
	}
	return who
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

// antecedent is the actor that fits a pronoun of one best: by sentence, by
// being a subject, by nearness. It is None if the best two cannot be told apart.
func (c *cast) antecedent(it *item, recent []item) int {
	best, second, who := 0, 0, models.None
	for k := len(recent) - 1; k >= 0; k-- {
		a := &recent[k]
		if it.sentence-a.sentence > reach || a.section != it.section && it.sentence-a.sentence > 1 {
			break
		}
		if a.actor == models.None || a.End > it.Start || a.actor == c.barred {
			continue
		}
		s := c.score(it, a)
		switch {
		case s <= 0:
		case a.actor == who:
			best = max(best, s)
		case s > best:
			best, second, who = s, best, a.actor
		case s > second:
			second = s
		}
	}
	if best == 0 || it.gender == 'n' && best-second < 3 {
		return models.None
	}
	return who
}

// score says how well item a stands before a pronoun: 0 if it cannot.
func (c *cast) score(it, a *item) int {
	act := &c.doc.Actors[a.actor]
	if it.gender == 'n' {
		if act.Type != models.Country && act.Type != models.Organization || a.kind == models.Nominal && a.form == listed && !a.subject {
			return 0
		}
	} else {
		if act.Type != models.Person && act.Type != models.Author {
			return 0
		}
		if g := c.traits[a.actor].gender; g != 0 && g != it.gender && g != 'u' {
			return 0
		}
	}
	// "Putin told him": the subject of a clause is not its object.
	if a.clause == it.clause && a.subject && it.object && !it.subject && (it.word == "him" || it.word == "her" || it.word == "them" || it.word == "it") {
		return 0
	}
	// Orlov said, “He is late”: he is not who speaks.
	if it.quoted && !a.quoted && a.subject && a.sentence == it.sentence && it.gender != 'n' {
		return 0
	}
	s := 20 - 6*(it.sentence-a.sentence)
	if it.gender == 'n' {
		s -= 6 * (it.sentence - a.sentence)
		switch {
		case it.sentence-a.sentence > 1 || a.form == seat && a.kind == models.Name || act.Type == models.Place:
			return 0
		case it.sentence != a.sentence && !(a.subject && a.first):
			return 0
		case it.word == "it" && !a.subject:
			return 0
		}
	}
	if a.subject {
		s += 5
	}
	if a.clause == it.clause {
		s += 3
	}
	// Who speaks a quotation is not "he" in it.
	switch {
	case it.quoted && !a.quoted:
		s -= 7
	case a.quoted && !it.quoted:
		s -= 4
	}
	if c.traits[a.actor].gender == it.gender && it.gender != 'n' {
		s += 3
	}
	if c.traits[a.actor].weak {
		s -= 10
	}
	return max(s, 0)
}

// pair is whom "both countries" or "the two leaders" means: the two different
// ones named last before it within reach, if no third stands among them.
func (c *cast) pair(it *item, recent []item) []int {
	var two []int
	for k := len(recent) - 1; k >= 0; k-- {
		a := &recent[k]
		if it.sentence-a.sentence > reach {
			break
		}
		if a.actor == models.None || c.doc.Actors[a.actor].Type != it.typ || len(two) > 0 && a.actor == two[0] || len(two) > 1 && a.actor == two[1] {
			continue
		}
		if len(two) == 2 {
			if it.sentence-a.sentence < reach {
				return nil
			}
			break
		}
		two = append(two, a.actor)
	}
	if len(two) < 2 {
		return nil
	}
	return two
}

// plural is whom "they" means: the group or body that is the one subject before
// it in this sentence or, where "they" is a subject itself, in the last.
func (c *cast) plural(it *item, recent []item) []int {
	who := models.None
	for k := len(recent) - 1; k >= 0; k-- {
		a := &recent[k]
		if n := it.sentence - a.sentence; n > 1 || n == 1 && !(it.subject && it.word != "their") {
			break
		}
		if a.actor == models.None || !a.subject || a.form == pronoun && a.gender != 'p' {
			continue
		}
		act := &c.doc.Actors[a.actor]
		if act.Type != models.Group && a.form != heads || a.actor == who {
			continue
		}
		if who != models.None {
			return nil
		}
		who = a.actor
	}
	if who == models.None {
		return nil
	}
	return []int{who}
}
