package entity

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// lookback is how many phrases back every one is a candidate; further back only
// what shares a head, a word of a name, an actor or a wording is one, the last
// few of each, so that phrases an article apart are decided in linear time.
const (
	lookback = 32
	keep     = 3
)

// A group is phrases that were put together, and what they say in sum.
type group struct {
	gender, number byte
	kind           nameKind
	sort           int
	size           int
	named          int // phrases that are names
	subjects       int
	last           int   // its last phrase
	actor          int   // of its names, or None
	members        []int // actors of the several that it is
	parts          int   // how many those are
	words          []string
	mods           []string
	code, office   string
	heard          []int // heads of phrases of it that speak a quotation
}

// most words that a group remembers.
const mostHeads = 12

// A linker puts phrases together from first to last.
type linker struct {
	p       *phraser
	cast    *cast
	phrases []phrase
	in      []int // of each phrase so far, its group
	groups  []group
	seen    map[string][]int // phrases by head, by words of names, by actor
	saids   [len(wordings)][]int
	said    map[string]int // phrases' texts
	whole   map[int]int    // first of several joined → the group that they make together
	rivals  []rival        // groups that the phrase at hand was held against
	barred  []int          // actors that the phrase at hand cannot be
	shut    []int          // groups that it cannot go to
	given   int            // 1 if people marked the phrases
}

// A rival is a group that a phrase was held against, and how it fits.
type rival struct{ group, fit int }

// newLinker takes the phrases of a document in the order of their beginnings,
// of two that begin together the longer first. c tells what is known of actors.
func newLinker(p *phraser, c *cast, phrases []phrase) *linker {
	l := &linker{p: p, cast: c, phrases: phrases, in: make([]int, len(phrases)), seen: map[string][]int{}, said: map[string]int{}, whole: map[int]int{}}
	order := 0
	for i := range phrases {
		if i > 0 && phrases[i-1].sentence != phrases[i].sentence {
			order = 0
		}
		phrases[i].order = order
		order++
	}
	return l
}

// candidates are the phrases before phrase i that it may refer back to, from the
// last to the first: none that contains it.
func (l *linker) candidates(i int, buf []int) []int {
	ph := &l.phrases[i]
	buf, l.rivals = buf[:0], l.rivals[:0]
	l.bar(i)
	for k := i - 1; k >= 0 && k >= i-lookback; k-- {
		if l.open(ph, k) {
			buf = append(buf, k)
		}
	}
	add := func(list []int) {
		for n := len(list) - 1; n >= 0 && n >= len(list)-keep; n-- {
			if k := list[n]; k < i-lookback && !slices.Contains(buf, k) && l.open(ph, k) {
				buf = append(buf, k)
			}
		}
	}
	if ph.said.pronominal() {
		add(l.saids[ph.said])
		return buf
	}
	for _, key := range l.keys(ph) {
		add(l.seen[key])
	}
	return buf
}

// keys are what a phrase is found again by.
func (l *linker) keys(ph *phrase) []string {
	keys := []string{ph.word}
	if ph.said == saidName {
		for _, m := range ph.mods[:min(len(ph.mods), 4)] {
			if m != ph.word {
				keys = append(keys, m)
			}
		}
		if ph.actor != models.None {
			keys = append(keys, string(l.cast.doc.Actors[ph.actor].ID))
		}
	}
	if ph.said == saidThe && ph.office != "" {
		keys = append(keys, "office:"+ph.office)
	}
	return keys
}

// settle puts phrase i into the group of phrase a, or into one of its own if a
// is None.
func (l *linker) settle(i, a int) {
	ph := &l.phrases[i]
	if a == models.None {
		l.in[i] = len(l.groups)
		l.groups = append(l.groups, group{actor: models.None, last: i})
	} else {
		l.in[i] = l.in[a]
	}
	g := &l.groups[l.in[i]]
	l.join(g, ph)
	if ph.joint {
		l.whole[ph.head] = l.in[i]
	} else if k, ok := l.whole[ph.top]; ok {
		whole := &l.groups[k]
		whole.parts++
		if ph.actor != models.None && len(whole.members) < mostHeads {
			whole.members = append(whole.members, ph.actor)
		}
	}
	g.last = i
	if ph.said.pronominal() {
		l.saids[ph.said] = append(l.saids[ph.said], i)
	} else {
		for _, key := range l.keys(ph) {
			l.seen[key] = append(l.seen[key], i)
		}
		if ph.said == saidName && ph.actor != models.None {
			if role := l.cast.traits[ph.actor].role; role != "" {
				l.seen["office:"+role] = append(l.seen["office:"+role], i)
			}
		}
	}
	l.said[ph.In(l.p.doc.Article.Text)] = i
}

// join adds what a phrase says to its group.
func (l *linker) join(g *group, ph *phrase) {
	g.size++
	if ph.role == roleSubject {
		g.subjects++
	}
	if g.gender == 0 {
		g.gender = ph.gender
	}
	if g.number == 0 || ph.said == saidName && ph.number != 0 {
		g.number = ph.number
	}
	if g.kind == noName || g.named == 0 && ph.said == saidName && ph.kind != noName {
		g.kind = ph.kind
	}
	if g.sort == 0 {
		g.sort = ph.sort
	}
	if g.code == "" {
		g.code = ph.code
	}
	if g.office == "" {
		g.office = ph.office
	}
	if ph.said == saidName {
		g.named++
	}
	if ph.actor != models.None {
		if g.actor == models.None {
			g.actor = ph.actor
		}
		tr := l.cast.traits[ph.actor]
		if g.gender == 0 && tr.gender != 'u' {
			g.gender = tr.gender
		}
		if g.office == "" {
			g.office = tr.role
		}
		if code := l.cast.doc.Actors[ph.actor].Country; code != "" && g.code == "" {
			g.code = code
		}
	}
	if !ph.said.pronominal() && ph.said != saidOther {
		if !slices.Contains(g.words, ph.word) && len(g.words) < mostHeads {
			g.words = append(g.words, ph.word)
		}
		for _, m := range ph.mods {
			if len(g.mods) < mostHeads && !slices.Contains(g.mods, m) {
				g.mods = append(g.mods, m)
			}
		}
	}
	if l.p.spoken[ph.head] && len(g.heard) < mostHeads {
		g.heard = append(g.heard, ph.head)
	}
}
