package entity

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// authors enters who wrote the article, who wrote its sections, and who
// commented. The article's author is always actor 0, named or not.
func (c *cast) authors() {
	art := &c.doc.Article
	names := bylineNames(art.Byline)
	for _, sec := range c.doc.Sections {
		if len(names) > 0 {
			break
		}
		if sec.Kind == models.Byline && !remarked(sec) {
			names = bylineNames(sec.In(art.Text))
		}
	}
	if len(names) == 0 {
		c.enter(models.Actor{ID: models.ActorID("author:" + slug(string(art.ID))), Type: models.Author}, trait{})
	}
	for i, name := range names {
		if i == 0 {
			c.author = slug(name)
		}
		c.enter(models.Actor{ID: models.ActorID("author:" + slug(name)), Name: name, Type: models.Author}, trait{gender: c.x.first[firstWord(name)]})
	}
	for i := range c.doc.Sections {
		sec := &c.doc.Sections[i]
		sec.Actor = models.None
		switch {
		case remarked(*sec):
			id := slug(sec.Author)
			if strings.TrimSpace(sec.Author) == "" {
				id = string(art.ID) + "-" + strconv.Itoa(i+1)
			}
			sec.Actor = c.enter(models.Actor{ID: models.ActorID("commenter:" + id), Name: strings.Join(strings.Fields(sec.Author), " "), Type: models.Commenter}, trait{})
		case strings.TrimSpace(sec.Author) != "":
			name := strings.Join(strings.Fields(sec.Author), " ")
			sec.Actor = c.enter(models.Actor{ID: models.ActorID("author:" + slug(name)), Name: name, Type: models.Author}, trait{})
		}
	}
	for i, act := range c.doc.Actors {
		if act.Type == models.Author && act.Name != "" {
			c.byID[models.ActorID("person:"+slug(act.Name))] = i
		}
	}
	c.nicks()
}

// remarked reports whether a section is a reader's comment or what stands over
// one: its writer's name and a time.
func remarked(sec models.Section) bool {
	return sec.Kind == models.Comment || (sec.Kind == models.Boilerplate || sec.Kind == models.Byline) && strings.TrimSpace(sec.Author) != ""
}

// nickWords is the length in tokens up to which a commenter's name is looked for.
const nickWords = 8

// nicks finds where commenters are named. Over a comment stands its writer. In
// the comments a name is the commenter's ("I agree with Bob") unless the article
// itself has it too or a list knows it: then it is more likely whom all talk of.
func (c *cast) nicks() {
	names, first := map[string]int{}, map[string]bool{} // by slug; the first words of them
	for i, act := range c.doc.Actors {
		if act.Type == models.Commenter && act.Name != "" {
			id := slug(act.Name)
			names[id] = i
			word, _, _ := strings.Cut(id, "-")
			first[word] = true
		}
	}
	if len(names) == 0 {
		return
	}
	taken := map[string]bool{}
	var marked []models.Mention // what the scan of names does not see as one: "@bob", "truthseeker99"
	for n, sent := range c.doc.Sentences {
		sec := &c.doc.Sections[sent.Section]
		if remarked(*sec) && sec.Kind != models.Comment {
			if at := strings.Index(sent.In(c.doc.Article.Text), sec.Author); at >= 0 {
				at += sent.Start
				c.found = append(c.found, models.Mention{Span: models.Span{Start: at, End: at + len(sec.Author)}, Sentence: n, Type: models.Commenter, Actor: sec.Actor})
			}
			continue
		}
		if sec.Kind == models.Boilerplate {
			continue
		}
		toks := c.doc.Words(n)
		for k := 0; k < len(toks); k++ {
			span, id, m := c.nick(toks[k:], names, first)
			if m == 0 {
				continue
			}
			switch {
			case sec.Kind != models.Comment:
				taken[id] = true
			case span.Start > toks[k].Start || strings.ContainsAny(id, "0123456789") && strings.Trim(id, "0123456789-") != "" ||
				m > 1 && span.In(c.doc.Article.Text) == c.doc.Actors[names[id]].Name && !c.capital(toks[k+m:]):
				marked = append(marked, models.Mention{Span: span, Sentence: n, Type: models.Commenter, Actor: names[id]})
			}
			k += m - 1
		}
	}
	for i, act := range c.doc.Actors {
		id := slug(act.Name)
		if act.Type != models.Commenter || act.Name == "" || taken[id] || c.x.knows(act.Name) {
			continue
		}
		if _, ok := c.byID[models.ActorID("person:"+id)]; !ok {
			c.byID[models.ActorID("person:"+id)] = i
			c.short[act.Name] = i
		}
	}
	for _, men := range marked {
		if id := slug(c.doc.Actors[men.Actor].Name); c.byID[models.ActorID("person:"+id)] == men.Actor {
			c.found = append(c.found, men)
		}
	}
}

// nick reads the longest of the names that the tokens begin with, and how many
// tokens it covers.
func (c *cast) nick(toks []models.Token, names map[string]int, first map[string]bool) (span models.Span, id string, n int) {
	text := c.doc.Article.Text
	start := toks[0].Start
	if text[start] == '@' {
		start++
	}
	if r, _ := utf8.DecodeRuneInString(text[start:toks[0].End]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return span, "", 0
	}
	if word, _, _ := strings.Cut(slug(text[start:toks[0].End]), "-"); !first[word] {
		return span, "", 0
	}
	for k := range toks[:min(len(toks), nickWords)] {
		s := models.Span{Start: start, End: toks[k].End}
		key := slug(s.In(text))
		if key == id {
			continue // slugs know no marks: "Bob" and "."
		}
		if names[key] > 0 { // the article's author is 0
			span, id, n = s, key, k+1
		}
	}
	return span, id, n
}

// capital reports whether the tokens begin with a capital: the name goes on.
func (c *cast) capital(toks []models.Token) bool {
	if len(toks) == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(toks[0].In(c.doc.Article.Text))
	return unicode.IsUpper(r)
}

// knows reports whether a list has the name, or a leader's surname.
func (x *lexicon) knows(name string) bool {
	if _, ok := x.leaders[slug(name)]; ok {
		return true
	}
	for _, e := range x.forms[piece(name)] {
		if match(e.form, name, false) == len(name) {
			return true
		}
	}
	return false
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// maxByline bounds how much of a byline section is read for names.
const maxByline = 300

// bylineNames reads the authors' names of a byline: "By Jane Doe", "JANE DOE
// and John Smith, Staff Writers", "By Jane Doe | March 3, 2020". A line with no
// words that look like a name gives none.
func bylineNames(line string) []string {
	line = strings.TrimSpace(line)
	if len(line) > maxByline {
		n := maxByline
		for !utf8.RuneStart(line[n]) {
			n--
		}
		line = line[:n]
	}
	line, _, _ = strings.Cut(line, "\n")
	if len(line) > 3 && strings.EqualFold(line[:3], "by ") {
		line = line[3:]
	}
	var names []string
	for _, part := range strings.FieldsFunc(strings.NewReplacer(" and ", ",", " AND ", ",", " & ", ",", " with ", ",").Replace(line), func(r rune) bool {
		return r == ',' || r == ';' || r == '|' || r == '·' || r == '•' || r == '(' || r == '–' || r == '—' || r == '/'
	}) {
		part = strings.TrimPrefix(strings.TrimSpace(part), "by ")
		if !personName(part) {
			if len(names) > 0 {
				break
			}
			continue
		}
		names = append(names, strings.Join(strings.Fields(part), " "))
	}
	return names
}

// personName reports whether a byline's part looks like a person's name: one to
// five words, letters alone, most of them capitalised.
func personName(part string) bool {
	n := 0
	for w := range strings.FieldsSeq(part) {
		n++
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || unicode.IsLower(r) && !particles[w] && n == 1 && lists().common[w] {
			return false
		}
		for _, r := range w {
			if !unicode.IsLetter(r) && r != '.' && r != '-' && r != '\'' && r != '’' && !unicode.IsMark(r) {
				return false
			}
		}
		low := strings.ToLower(w)
		if n > 1 && unicode.IsLower(r) && !particles[w] || low == "staff" || low == "writers" || low == "correspondent" || low == "editor" || low == "writer" || low == "published" {
			return false
		}
	}
	return n >= 1 && n <= 5
}
