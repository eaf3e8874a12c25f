package entity

import "strings"

// formal are the names that short first names stand for.
var formal = map[string]string{
	"bob": "robert", "rob": "robert", "bobby": "robert", "jim": "james", "jimmy": "james", "bill": "william", "will": "william", "joe": "joseph",
	"mike": "michael", "tom": "thomas", "dick": "richard", "rick": "richard", "dan": "daniel", "dave": "david", "steve": "stephen", "tony": "anthony",
	"chris": "christopher", "matt": "matthew", "andy": "andrew", "ben": "benjamin", "ted": "edward", "ed": "edward", "ken": "kenneth", "ron": "ronald",
	"don": "donald", "greg": "gregory", "jeff": "jeffrey", "pat": "patrick", "pete": "peter", "sam": "samuel", "tim": "timothy", "liz": "elizabeth",
	"kate": "katherine", "kathy": "kathleen", "sue": "susan", "debbie": "deborah", "jen": "jennifer", "nick": "nicholas", "charlie": "charles", "larry": "lawrence",
}

// initialled are known persons whom a middle initial tells apart.
var initialled = set(`george-w-bush michael-b-jordan michael-i-jordan`)

// usual is a person's name as most write it: without one middle initial and
// what generation it ends with ("Robert S. Mueller III" is Robert Mueller), with
// first initials apart ("F.W. de Klerk" is F. W. de Klerk). "Jr." stays: it tells
// a son from a father. "John Paul II" keeps the number.
func (c *cast) usual(name string) string {
	words := strings.Fields(name)
	if len(words) > 0 && joined(words[0]) {
		words = append(strings.Fields(strings.ReplaceAll(words[0], ".", ". ")), words[1:]...)
	}
	if len(words) < 3 || initialled[slug(name)] {
		return strings.Join(words, " ")
	}
	at, n := 0, 0
	for i, w := range words[1 : len(words)-1] {
		if initial(w) {
			at, n = i+1, n+1
		}
	}
	one := n == 1 && !initial(words[0])
	switch words[len(words)-1] {
	case "III", "IV":
		words = words[:len(words)-1]
	case "II":
		if one {
			words = words[:len(words)-1]
		}
	}
	if one && at < len(words)-1 {
		words = append(words[:at:at], words[at+1:]...)
	}
	return strings.Join(words, " ")
}

// joined reports whether s is two initials or three without a space: F.W.
func joined(s string) bool {
	n := 0
	for i := 0; i < len(s); i += 2 {
		if s[i] < 'A' || s[i] > 'Z' || i+1 >= len(s) || s[i+1] != '.' {
			return false
		}
		n++
	}
	return n == 2 || n == 3
}

// apart reports that just one of person i and the name is a junior, of a leader
// who is known without, or that their initials differ: George W. Bush is not
// George H. W. Bush.
func (c *cast) apart(i int, name string) bool {
	if one, two := middles(c.doc.Actors[i].Name), middles(name); one != "" && two != "" && one != two {
		return true
	}
	l, ok := c.x.leaders[lastName(name)]
	if !ok {
		return false
	}
	a, b := slug(c.doc.Actors[i].Name), slug(name)
	return (a == slug(l.name)+"-jr") != (b == slug(l.name)+"-jr")
}

// middles are the initials between a name's first and last words.
func middles(name string) string {
	words := strings.Fields(name)
	if len(words) < 3 {
		return ""
	}
	var b strings.Builder
	for _, w := range words[1 : len(words)-1] {
		if initial(w) {
			b.WriteByte(w[0])
		}
	}
	return b.String()
}
