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
		if sec.Kind == models.Byline {
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
		case sec.Kind == models.Comment:
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
