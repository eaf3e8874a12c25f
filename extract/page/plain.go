package page

import (
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// A reader lays out plain text line by line: first what stands over the text
// (title, byline, captions), then the text, then the comments.
type reader struct {
	text   string
	title  string   // as the record gives it, or as found
	names  []string // of the writers, as the record gives them or as found
	lines  []line
	roles  []int8 // of each line, looked up once: see role
	units  []unit
	titled bool
	strict bool // a bare name heads no comment
	// published is the first day that a line over the text gives.
	published models.Date
	probes    int // how often threadAt has looked: see there
}

// layout finds the sections of a plain text. Every character that is not white
// space lies in exactly one of them.
func layout(text, title, byline string) (secs []models.Section, found reader) {
	r := reader{text: text, title: title, lines: lines(text)}
	r.split()
	if byline != "" {
		r.names = append(r.names, byline)
	}
	r.roles = make([]int8, len(r.lines))
	i := r.top()
	i = r.middle(i)
	r.inThread(i)
	return sections(r.units), r
}

// split cuts off what is glued to the end of a line's last sentence.
func (r *reader) split() {
	var list []line // nil until there is something to cut
	for i, ln := range r.lines {
		from := max(ln.Start, ln.End-100)
		at := glued(r.text[from:ln.End])
		if at < 0 || from+at == ln.Start {
			if list != nil {
				list = append(list, ln)
			}
			continue
		}
		if list == nil {
			list = append(list, r.lines[:i]...)
		}
		list = append(list, line{Span: flush(r.text, models.Span{Start: ln.Start, End: from + at}), after: ln.after},
			line{Span: models.Span{Start: from + at, End: ln.End}})
	}
	if list != nil {
		r.lines = list
	}
}

func (r *reader) at(i int) string { return r.lines[i].In(r.text) }

func (r *reader) add(i int, kind models.SectionKind, author string) {
	r.units = append(r.units, unit{Span: r.lines[i].Span, kind: kind, author: author})
}

// knownRoles numbers the roles, so that a reader keeps a byte a line.
var knownRoles = [...]role{"", button, related, form, closed, thread, bylined, captioned, editorial}

// role is the role of line i by its phrases.
func (r *reader) role(i int) role {
	if n := r.roles[i]; n != 0 {
		return knownRoles[n-1]
	}
	what := role("")
	if s := r.at(i); len(s) <= phraseBytes {
		what = roleOf(s, key(s))
	} else if first := clip(s, 100); roleOf(first, key(first)) == editorial {
		what = editorial
	}
	for n, known := range knownRoles {
		if known == what {
			r.roles[i] = int8(n + 1)
		}
	}
	return what
}

// prose reports whether line i reads as part of the running text: a sentence of
// some length.
func (r *reader) prose(i int) bool {
	s := r.at(i)
	if len(s) > longLine {
		return true
	}
	n := words(s)
	return n >= 8 && ended(s) || n >= 30
}

// top reads what stands over the text, and returns where that begins.
func (r *reader) top() int {
	i, introduced := 0, false
	for i < len(r.lines) {
		s := r.at(i)
		if n := r.bylineAt(i); n > 0 {
			for range n {
				r.add(i, models.Byline, "")
				if r.published == (models.Date{}) {
					r.published = dateOf(r.at(i))
				}
				i++
			}
			continue
		}
		if r.sameTitle(s) {
			r.add(i, models.Title, "")
			r.titled = true
			i++
			continue
		}
		if !r.titled && i+1 < len(r.lines) && isKicker(key(clip(s, 80))) && i < 3 {
			r.add(i, models.Boilerplate, "")
			i++
			continue
		}
		if start, _ := threadStart(s); start {
			if i > 0 && r.threadAt(i) && i+1 < len(r.lines) && !r.proseFollows(i) {
				return i
			}
			r.add(i, models.Boilerplate, "")
			i++
			continue
		}
		if what := r.role(i); what == editorial {
			i = r.introduction(i, "Editor")
			introduced = true
			continue
		} else if what == button || what == related {
			r.add(i, models.Boilerplate, "")
			i++
			continue
		}
		if r.captionAt(i, true) {
			i = r.caption(i)
			continue
		}
		if r.titleAt(i) {
			r.title, r.titled = s, true
			r.add(i, models.Title, "")
			i++
			continue
		}
		if voice := host(s); voice != "" && !introduced {
			i = r.introduction(i, voice)
			introduced = true
			continue
		}
		if j := r.nextByline(i); j > i && !introduced {
			author := ""
			if r.introduces(i, j) {
				author = "Editor"
			}
			for ; i < j; i++ {
				r.add(i, models.Body, author)
			}
			introduced = true
			continue
		}
		if r.prose(i) {
			return i
		}
		if !r.proseFollows(i) {
			return i
		}
		r.add(i, models.Body, "") // a heading or a deck
		i++
	}
	return i
}

// proseFollows reports whether running text begins within the next lines.
func (r *reader) proseFollows(i int) bool {
	for j := i + 1; j < len(r.lines) && j <= i+8; j++ {
		if r.prose(j) {
			return true
		}
	}
	return false
}

// sameTitle reports whether s is the title, with or without Markdown's marks.
func (r *reader) sameTitle(s string) bool {
	if r.title == "" || len(s) > longLine {
		return false
	}
	a, b := key(s), key(clip(r.title, longLine))
	return a != "" && a == b
}

// titleAt reports whether line i reads as the title: the first line that is
// nothing else, short, without the end of a statement, with text behind it that
// does not go on in lower case. A record that has a title seldom repeats it in
// other words.
func (r *reader) titleAt(i int) bool {
	if r.titled || r.title != "" || i+1 >= len(r.lines) {
		return false
	}
	for _, u := range r.units {
		if u.kind == models.Body {
			return false
		}
	}
	s := r.at(i)
	if len(s) > 300 || words(s) > 30 || stopped(s) || strings.IndexFunc(s, unicode.IsLetter) < 0 || bullet(s) > 0 {
		return false
	}
	next := r.lines[i+1]
	return next.after || !unicode.IsLower(firstRune(r.text[next.Start:]))
}

// bylineAt counts the lines from i that say who wrote the text, and where and
// when it appeared; 0 if line i says nothing of it.
func (r *reader) bylineAt(i int) int {
	s := r.at(i)
	if len(s) > 2*longLine {
		return 0
	}
	if name, ok := byName(s); ok {
		r.name(name)
		return 1
	}
	if r.role(i) == bylined || isTime(s) {
		return 1
	}
	for _, name := range r.names {
		if len(s) <= longLine && key(s) == key(name) {
			return 1
		}
	}
	if aboutWriter(s, r.names) {
		return 1
	}
	if before, timed := timeTail(s); timed && isName(before) { // "Jane Doe, 3 March 2020"
		r.name(before)
		return 1
	}
	if before, timed := timeTail(s); timed && r.titled && words(before) <= 3 && capitalised(before) && dateOf(s) != (models.Date{}) {
		return 1 // "PORT SUDAN, March 3, 2020"
	}
	if name, trade, found := strings.Cut(s, ","); found && words(s) <= 20 && !ended(s) && isName(name) && hasTrade(key(trade), 20) {
		r.name(name) // "Jane Doe, senior fellow at the Institute"
		return 1
	}
	// A name alone, then a line about that writer.
	if isName(s) && !strings.Contains(s, ",") && i+1 < len(r.lines) && (len(r.units) > 0 || r.title != "") {
		next := r.at(i + 1)
		if aboutWriter(next, []string{s}) || r.role(i+1) == bylined || isTime(next) ||
			!ended(next) && words(clip(next, longLine)) <= 20 && hasTrade(key(clip(next, 300)), 12) {
			r.name(s)
			return 2
		}
		if at := strings.LastIndexByte(s, ' '); aboutWriter(next, []string{s[at+1:]}) { // "Doe is a fellow at …"
			r.name(s)
			return 2
		}
	}
	return 0
}

func (r *reader) name(s string) {
	s = strings.TrimSpace(s)
	for _, known := range r.names {
		if known == s {
			return
		}
	}
	r.names = append(r.names, s)
}

// nextByline finds, from the prose at line i, a line that names the writer of
// what follows: what stands before is an introduction to it or its summary. It
// returns i if there is none close by.
func (r *reader) nextByline(i int) int {
	for j := i + 1; j < len(r.lines) && j <= i+12; j++ {
		s := r.at(j)
		if _, ok := byName(s); ok && j+1 < len(r.lines) {
			return j
		}
		if isName(s) && !ended(s) && j+1 < len(r.lines) && (aboutWriter(r.at(j+1), []string{s}) || r.role(j+1) == bylined) {
			return j
		}
	}
	return i
}

// mostIntroduction is the part of a text that its introduction may be, as 1 in n.
const mostIntroduction = 3

// introduces reports whether lines i to j, before the writer's name, speak of
// the text that follows or of its writer: "In this piece our columnist argues that …".
func (r *reader) introduces(i, j int) bool {
	if (r.lines[j].Start-r.lines[i].Start)*mostIntroduction > len(r.text) {
		return false
	}
	name, _ := byName(r.at(j))
	if name == "" {
		name = r.at(j)
	}
	surname := key(clip(name, 200))
	surname = surname[strings.LastIndexByte(surname, ' ')+1:]
	for ; i < j; i++ {
		k := " " + key(clip(r.at(i), 2*longLine)) + " "
		if surname != "" && strings.Contains(k, " "+surname+" ") {
			return true
		}
		for _, sign := range [...]string{" the author ", " our author ", " our columnist ", " our contributor ", " our correspondent ",
			" this article ", " this piece ", " this essay ", " this post ", " the post below ", " the article below ", " the essay below ",
			" the following ", " we publish ", " we are publishing ", " we republish ", " is republished ", " below we ", " guest post "} {
			if strings.Contains(k, sign) {
				return true
			}
		}
	}
	return false
}

// host is the name of the person who introduces another's text: "Ann here. The
// post below explains …".
func host(s string) string {
	name, _, found := strings.Cut(clip(s, 60), " here")
	if !found || words(name) > 2 || !capitalised(name) || strings.IndexFunc(name, unicode.IsPunct) >= 0 {
		return ""
	}
	rest := s[len(name)+len(" here"):]
	if rest == "" || !strings.ContainsRune(".:,", rune(rest[0])) || len(rest) < 20 {
		return ""
	}
	switch strings.ToLower(name) {
	case "from", "right", "over", "out", "up", "down", "come", "look":
		return ""
	}
	return name
}

// introduction reads another's words before the text, up to the line that names
// the text's writer, or the one line alone.
func (r *reader) introduction(i int, voice string) int {
	j := r.nextByline(i)
	if j == i {
		j = i + 1
	}
	for ; i < j; i++ {
		switch what := r.role(i); what {
		case button, related:
			r.add(i, models.Boilerplate, "")
		default:
			r.add(i, models.Body, voice)
		}
	}
	return i
}

// middle reads the running text from line i and returns where comments begin.
func (r *reader) middle(i int) int {
	for i < len(r.lines) {
		s := r.at(i)
		if start, none := threadStart(s); start {
			if !none && r.threadAt(i) {
				return i
			}
			if none || roleOf(s, key(s)) != thread { // "3 Comments" is no text anywhere
				r.add(i, models.Boilerplate, "")
				i++
				continue
			}
		}
		switch what := r.role(i); what {
		case closed, form:
			if what == form && !r.formAt(i) {
				break
			}
			r.add(i, models.Boilerplate, "")
			if i++; what == form || !r.proseFollows(i-1) {
				return i
			}
			continue
		case related:
			r.add(i, models.Boilerplate, "")
			i = r.headlines(i + 1)
			continue
		case button:
			r.add(i, models.Boilerplate, "")
			i++
			continue
		case bylined:
			r.add(i, models.Byline, "")
			i++
			continue
		case editorial:
			r.add(i, models.Body, "Editor")
			i++
			continue
		}
		if r.captionAt(i, false) {
			i = r.caption(i)
			continue
		}
		if n, kind := r.bullets(i); n > 0 {
			for range n {
				r.add(i, kind, "")
				i++
			}
			continue
		}
		if i < 12 || i+8 > len(r.lines) {
			name, ok := byName(s)
			if ok {
				r.name(name)
			}
			if ok || aboutWriter(s, r.names) {
				r.add(i, models.Byline, "")
				i++
				continue
			}
		}
		r.add(i, models.Body, "")
		i++
	}
	return i
}

// formAt tells the form of writing a comment from a text that says "Name".
func (r *reader) formAt(i int) bool {
	if words(r.at(i)) > 1 {
		return true
	}
	return !r.proseFollows(i)
}
