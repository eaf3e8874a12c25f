package entity

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A phrase is a stretch of text that may refer, and what its words and its
// place tell. Tokens are the document's.
type phrase struct {
	models.Span
	sentence    int
	first, last int // its tokens: [first, last)
	head        int
	said        wording
	kind        nameKind
	sort        int    // of nouns
	gender      byte   // m, f or 0
	number      byte   // s, p or 0
	lead        lead   // of a nominal
	role        role   // of its head, or of the first conjunct
	top         int    // the first conjunct: "Putin" of "Putin and Aliyev"
	verb        int    // whose argument it is, or None
	predicate   int    // the noun that a clause on it says this of: "Acme, which is a firm"
	clause      int    // the verb that it stands under, or None
	quote       int    // the quotation that it stands in, 0 outside
	actor       int    // what the names say that it is, or None
	word        string // the head's lemma in lower case
	mods        []string
	code        string // the country that a modifier names: "the Turkish leader"
	office      string // "president"
	order       int    // place among the phrases of its sentence, from 0
	reflexive   bool
	owner       bool // his, her, its
	joint       bool // several joined: "Putin and Aliyev"
	member      bool // one of several joined
	more        bool // words follow the head: "the man in black"
}

// A parser of phrases reads them off tokens and trees.
type phraser struct {
	doc    *models.Document
	x      *lexicon
	sent   []int        // of each token, its sentence
	quote  []int        // of each token, its quotation, 0 outside
	speech []int        // of each quotation, the token of who speaks, or None
	spoken map[int]bool // the tokens of those who speak
}

func newPhraser(doc *models.Document) *phraser {
	p := &phraser{doc: doc, x: lists(), sent: make([]int, len(doc.Tokens))}
	for i, s := range doc.Sentences {
		for t := s.First; t < s.Last; t++ {
			p.sent[t] = i
		}
	}
	p.quotations()
	return p
}

// up is the head of a token, or None.
func (p *phraser) up(t int) int {
	h := p.doc.Tokens[t].Head
	if h == models.None {
		return models.None
	}
	return p.doc.Sentences[p.sent[t]].First + h
}

// rel is a token's relation without its subtype.
func (p *phraser) rel(t int) string {
	rel, _, _ := strings.Cut(p.doc.Tokens[t].Deprel, ":")
	return rel
}

func (p *phraser) low(t int) string {
	return strings.ToLower(p.doc.Tokens[t].In(p.doc.Article.Text))
}

// phrase reads the phrase of the tokens [first, last), which are of one
// sentence.
func (p *phraser) phrase(first, last int) phrase {
	toks := p.doc.Tokens
	ph := phrase{
		Span: toks[first].Hull(toks[last-1].Span), sentence: p.sent[first], first: first, last: last,
		head: p.headOf(first, last), verb: models.None, predicate: models.None, clause: models.None, actor: models.None, quote: p.quote[first],
	}
	head := &toks[ph.head]
	ph.word = strings.ToLower(head.Lemma)
	if ph.word == "" || head.UPOS == "PROPN" {
		ph.word = p.low(ph.head)
		if head.XPOS == "NNPS" && p.common(ph.head) {
			ph.word = strings.TrimSuffix(ph.word, "s")
		}
	}
	ph.more = last > ph.head+1
	p.place(&ph)
	low := p.low(ph.head)
	said, ok := pronouns[low]
	switch {
	case ok && (head.UPOS == "PRON" || head.UPOS == "DET" || strings.HasPrefix(head.XPOS, "PRP")):
		ph.said = said
		ph.reflexive = strings.HasSuffix(low, "self") || strings.HasSuffix(low, "selves")
		ph.owner = head.XPOS == "PRP$"
		switch said {
		case saidHe:
			ph.gender, ph.number, ph.kind = 'm', 's', aPerson
		case saidShe:
			ph.gender, ph.number, ph.kind = 'f', 's', aPerson
		case saidIt:
			ph.number = 's'
		case saidThey, saidWe:
			ph.number = 'p'
		case saidI:
			ph.number, ph.kind = 's', aPerson
		case saidYou:
			ph.kind = aPerson
		}
	case head.UPOS == "PROPN" && !p.common(ph.head):
		ph.said = saidName
	case head.UPOS == "PRON" || head.UPOS == "ADV" || head.UPOS == "DET":
		ph.said = saidOther
		ph.number = 's'
		switch low {
		case "who", "whom", "whose", "everyone", "everybody", "someone", "somebody", "anyone", "anybody", "no-one", "nobody":
			ph.kind = aPerson
		case "here", "there", "where":
			ph.kind = aSpot
		case "these", "those":
			ph.number = 'p'
		}
	default:
		p.nominal(&ph)
	}
	if ph.said == saidName || ph.said <= saidA {
		p.modifiers(&ph)
	}
	if ph.number == 0 {
		switch head.XPOS {
		case "NNS", "NNPS":
			ph.number = 'p'
		case "NN", "NNP":
			ph.number = 's'
		}
	}
	if ph.joint = p.joint(&ph); ph.joint {
		ph.number = 'p'
	}
	ph.member = ph.top != ph.head || !ph.joint && p.below(ph.head, "conj") != models.None
	if ph.said == saidName {
		ph.kind, _ = labelKind(head.Name)
		if ph.kind == noName {
			if n, ok := p.x.nouns[ph.word]; ok {
				ph.kind, ph.sort = n.kind, n.sort
			}
		}
	}
	if ph.number == 'p' && ph.kind == aPerson && ph.said <= saidA {
		ph.kind = aFolk
	}
	return ph
}

// common reports whether a proper noun is an office or the like and no part of a
// name: "the Senator from Alaska".
func (p *phraser) common(t int) bool {
	if kind, _ := labelKind(p.doc.Tokens[t].Name); kind != noName {
		return false
	}
	low := p.low(t)
	if _, ok := p.x.nouns[low]; ok {
		return true
	}
	_, ok := p.x.nouns[strings.TrimSuffix(low, "s")]
	return ok
}

// headOf is the token that the others of [first, last) hang on.
func (p *phraser) headOf(first, last int) int {
	best := models.None
	for t := first; t < last; t++ {
		if h := p.up(t); h >= first && h < last {
			continue
		}
		switch p.doc.Tokens[t].UPOS {
		case "NOUN", "PROPN", "PRON":
			return t
		case "PUNCT", "ADP", "CCONJ":
			continue
		}
		if best == models.None {
			best = t
		}
	}
	if best == models.None {
		return last - 1
	}
	return best
}

// place finds what the phrase's head does in the clause.
func (p *phraser) place(ph *phrase) {
	t := ph.head
	for n := 0; n < climbs && p.up(t) != models.None; n++ {
		// "Professor Eastman" may hang on its title.
		if rel := p.rel(t); rel != "conj" && !(rel == "flat" && p.up(t) < ph.first) {
			break
		}
		t = p.up(t)
	}
	ph.top = t
	h := p.up(t)
	switch deprel := p.doc.Tokens[t].Deprel; p.rel(t) {
	case "nsubj", "csubj":
		ph.role = roleSubject
	case "obj", "iobj":
		ph.role = roleObject
	case "obl":
		ph.role = roleOblique
	case "appos":
		ph.role = roleApposed
	case "nmod":
		ph.role = roleNoun
		if deprel == "nmod:poss" {
			ph.role = roleOwner
		}
	case "det", "compound", "amod":
		ph.role = roleNoun
		if ph.owner {
			ph.role = roleOwner
		}
	case "root", "xcomp", "ccomp", "parataxis", "advcl", "acl":
		if deprel == "acl:relcl" && p.below(t, "cop") != models.None {
			ph.predicate = h
		}
		if p.below(t, "cop") != models.None {
			ph.role = rolePredicate
		}
	}
	if h != models.None && (ph.role == roleSubject || ph.role == roleObject || ph.role == roleOblique) {
		ph.verb = p.governor(h)
	}
	c := t
	for n := 0; n < 3*climbs && c != models.None; n++ {
		if u := p.doc.Tokens[c].UPOS; u == "VERB" || u == "AUX" {
			break
		}
		c = p.up(c)
	}
	if c != models.None {
		ph.clause = p.governor(c)
	}
}

// governor is the verb that v completes: "wanted" in "wanted to see him".
func (p *phraser) governor(v int) int {
	for n := 0; n < climbs && p.rel(v) == "xcomp" && p.up(v) != models.None; n++ {
		v = p.up(v)
	}
	return v
}

// near is how far from a word what hangs on it is looked for.
const near = 12

// below is a token that hangs on t in the relation, or None.
func (p *phraser) below(t int, rel string) int {
	s := p.doc.Sentences[p.sent[t]]
	for k := max(s.First, t-near); k < min(s.Last, t+near); k++ {
		if p.doc.Tokens[k].Head == t-s.First && p.rel(k) == rel {
			return k
		}
	}
	return models.None
}

// joint reports whether the phrase is one of several joined: "Putin and Aliyev".
func (p *phraser) joint(ph *phrase) bool {
	for t := ph.head + 1; t < min(ph.last, ph.head+2*near); t++ {
		if p.rel(t) == "conj" && p.up(t) == ph.head {
			return true
		}
	}
	return false
}

// nominal reads a common noun: what leads it, what the list of nouns knows of it.
func (p *phraser) nominal(ph *phrase) {
	ph.said = saidA
	for t := ph.first; t < ph.head; t++ {
		if p.up(t) != ph.head {
			continue
		}
		low := p.low(t)
		l, ok := leadOf[low]
		switch {
		case ok && ph.lead == leadNone:
			ph.lead = l
		case ok && l == leadOther:
			ph.lead = leadOther
		case p.rel(t) == "nmod" && p.doc.Tokens[t].Deprel == "nmod:poss":
			ph.lead = leadOwner
		case ph.lead == leadNone && p.doc.Tokens[t].UPOS == "NUM":
			ph.lead = leadNumber
		}
	}
	if ph.lead == leadThis && (ph.word == "author" || ph.word == "writer" || ph.word == "reporter" || ph.word == "correspondent") {
		ph.said = saidI // whoever writes
		return
	}
	switch ph.lead {
	case leadThe, leadThis, leadOwner:
		ph.said = saidThe
	}
	n, ok := p.x.nouns[ph.word]
	if !ok {
		n = p.x.guess(ph.word)
	}
	ph.kind, ph.sort, ph.gender = n.kind, n.sort, n.gender
	if low := p.low(ph.head); ph.kind == noName {
		if list := p.x.titles[low]; len(list) > 0 && list[0].form == low {
			ph.kind = aPerson
		}
	}
	if e, ok := p.x.whole[p.doc.Tokens[ph.head].In(p.doc.Article.Text)]; ok && e.sense >= aDemonym {
		ph.kind = aFolk
	}
}

// modifiers gathers the words that narrow the head, the country that one of them
// names and the office.
func (p *phraser) modifiers(ph *phrase) {
	text := p.doc.Article.Text
	for t := ph.first; t < min(ph.last, ph.first+3*near); t++ {
		tok := &p.doc.Tokens[t]
		if t == ph.head {
			continue
		}
		switch tok.UPOS {
		case "NOUN", "PROPN", "ADJ", "NUM", "VERB":
		default:
			continue
		}
		s := tok.In(text)
		low := strings.ToLower(s)
		ph.mods = append(ph.mods, low)
		if t < ph.head && ph.gender == 0 && ph.said != saidName {
			if n := p.x.nouns[low]; n.gender != 0 {
				ph.gender = n.gender
			}
		}
		if ph.code == "" && s[0] >= 'A' && s[0] <= 'Z' {
			if e, ok := p.x.whole[s]; ok && e.code != "" {
				ph.code = e.code
			}
		}
	}
	if ph.said == saidName {
		for t := ph.first; t < ph.last; t++ {
			tok := &p.doc.Tokens[t]
			if tok.UPOS != "PROPN" {
				continue
			}
			s := tok.In(text)
			if list := p.x.titles[s]; len(list) > 0 && list[0].gender != 0 {
				ph.gender = list[0].gender
				break
			}
			if g := p.x.first[s]; g == 'm' || g == 'f' {
				if kind, _ := labelKind(tok.Name); kind == aPerson && ph.gender == 0 {
					ph.gender = g
				}
			}
		}
	}
	ph.office = offices[ph.word]
}

// name gives the phrases whose head stands in a name the actor of that name, and
// what is known of it.
func (p *phraser) name(phrases []phrase, c *cast, items []item) {
	at := make([]int, len(p.doc.Tokens)) // the item that a token stands in
	for i := range at {
		at[i] = models.None
	}
	for i := range items {
		it := &items[i]
		if it.actor == models.None || it.kind == models.Pronoun {
			continue
		}
		s := p.doc.Sentences[it.sentence]
		toks := p.doc.Tokens[s.First:s.Last]
		first, _ := slices.BinarySearchFunc(toks, it.Start, func(tok models.Token, at int) int {
			if tok.End <= at {
				return -1
			}
			return 1
		})
		for t := first; t < len(toks) && toks[t].Start < it.End; t++ {
			at[s.First+t] = i
		}
	}
	for i := range phrases {
		ph := &phrases[i]
		k := at[ph.head]
		if k == models.None || ph.said.pronominal() {
			continue
		}
		it := &items[k]
		if ph.said != saidName && it.Start > ph.Start && it.kind == models.Nominal && it.form != heads {
			continue
		}
		p.known(ph, c, it.actor)
	}
}

// known gives a phrase its actor, and what is known of it.
func (p *phraser) known(ph *phrase, c *cast, actor int) {
	ph.actor = actor
	if g := c.traits[actor].gender; ph.gender == 0 && g != 'u' {
		ph.gender = g
	}
	switch c.doc.Actors[actor].Type {
	case models.Person, models.Author, models.Commenter:
		ph.kind = aPerson
	case models.Organization:
		ph.kind = aBody
	case models.Country, models.Place:
		ph.kind = aSpot
	case models.Group:
		ph.kind = aFolk
	}
}
