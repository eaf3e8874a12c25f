package page

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// html reads a page of HTML. The text is written here: the title, the line with
// its author if there is one, the article's paragraphs, headings and captions in
// their order, then the comments, each under its author's name; a blank line
// between all, list entries on lines of their own. It returns the page's own
// address, "" if it states none.
func (pg *Page) html(rec models.Record) (url string) {
	root, body, data := parse(rec.Body)
	remarks, loose := cutComments(body)
	head := readHead(root, body, data)
	art := &pg.Article
	if art.Title == "" {
		art.Title = head.title
	}
	if art.Byline == "" {
		art.Byline = head.byline
	}
	if art.Publisher == "" {
		art.Publisher = head.publisher
	}
	if art.PublishedOn == (models.Date{}) && rec.Published == "" {
		art.PublishedOn = head.published
	}

	list := blocks(body, isAside)
	own := article(body, list)
	found := false
	for i, b := range list {
		found = found || own[i] && telling(b)
	}
	if !found && head.body != "" { // only in the page's data: see what it holds
		_, innerBody, _ := parse(paragraphs(head.body))
		list = blocks(innerBody, nil)
		own = make([]bool, len(list))
		for i, b := range list {
			own[i] = true
			found = found || telling(b)
		}
	}
	pg.NoMainText = !found && (len(list) > 0 || len(remarks) > 0)

	w := writer{dated: rec.Published != "" || art.PublishedOn != (models.Date{})}
	w.title(art.Title)
	if found {
		w.article(list, own, art)
	}
	for _, rem := range remarks {
		w.remark(rem)
	}
	w.thread(loose)
	art.Text = w.text.String()
	pg.Sections = sections(w.units)
	return head.url
}

// paragraphs turns line ends to markup in text that has none.
func paragraphs(s string) string {
	if strings.Contains(s, "<p") || strings.Contains(s, "<br") {
		return s
	}
	return strings.ReplaceAll(s, "\n", "<br><br>")
}

// A writer builds an article's text and the units that point into it.
type writer struct {
	text  strings.Builder
	units []unit
	last  string // the tag of the block before
	dated bool   // the record or the page's data has a date
}

// add writes a paragraph. Entries of one list follow each other without a blank line.
func (w *writer) add(s, tag string, kind models.SectionKind, author string) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	switch {
	case w.text.Len() == 0:
	case tag == "li" && w.last == "li":
		w.text.WriteByte('\n')
	default:
		w.text.WriteString("\n\n")
	}
	start := w.text.Len()
	w.text.WriteString(s)
	w.last = tag
	w.units = append(w.units, unit{Span: models.Span{Start: start, End: w.text.Len()}, kind: kind, author: author})
}

func (w *writer) title(s string) { w.add(s, "h1", models.Title, "") }

// article writes the blocks that are the article's. The line with the author's
// name goes up under the title, and the title is not written twice.
func (w *writer) article(list []block, own []bool, art *models.Article) {
	byline, shown := findByline(list, own)
	if byline != "" {
		if name, ok := byName(byline); ok && art.Byline == "" {
			art.Byline = name
		} else if art.Byline == "" && isName(byline) {
			art.Byline = byline
		}
	} else if art.Byline != "" {
		byline = art.Byline
	}
	w.add(byline, "p", models.Byline, "")
	r := reader{title: art.Title, names: []string{art.Byline}}
	if !w.dated {
		art.PublishedOn = dayOver(list, own, shown)
	}
	for i, b := range list {
		if !own[i] || i == shown || len(b.text) < longLine && (r.sameTitle(b.text) || key(b.text) == key(byline)) {
			continue
		}
		for _, part := range split(b.text) {
			kind, author := r.kindOf(part, b)
			w.add(part, b.tag, kind, author)
		}
	}
}

// split cuts a glued phrase from the end of a block.
func split(s string) []string {
	from := max(0, len(s)-100)
	if at := glued(s[from:]); at > 0 {
		return []string{s[:from+at], s[from+at:]}
	}
	return []string{s}
}

// kindOf is the role of a block of an article.
func (r *reader) kindOf(s string, b block) (models.SectionKind, string) {
	if b.tag == "figcaption" {
		return models.Caption, ""
	}
	if len(s) > longLine {
		return models.Body, ""
	}
	switch what := roleOf(s, key(s)); what {
	case "":
	case bylined:
		return models.Byline, ""
	case captioned:
		return models.Caption, ""
	case editorial:
		return models.Body, "Editor"
	default:
		return models.Boilerplate, ""
	}
	switch _, by := byName(s); {
	case by, isTime(s), aboutWriter(s, r.names):
		return models.Byline, ""
	case b.tag == "li" && b.links():
		return models.List, ""
	}
	return models.Body, ""
}

// findByline finds the block that names the author: by its element, or by its
// words where it stands over the article's third paragraph.
func findByline(list []block, own []bool) (line string, at int) {
	seen := 0
	for i, b := range list {
		if n := words(clip(b.text, 300)); n == 0 || len(b.text) > 300 {
			seen++
		} else if _, ok := byName(b.text); ok && seen < 3 {
			return tidy(b.text), i
		} else if b.byline && n <= 20 && !ended(b.text) && !isTime(b.text) && roleOf(b.text, key(b.text)) == "" {
			return tidy(b.text), i
		} else if own[i] && n >= 12 && ended(b.text) {
			seen++
		}
	}
	return "", -1
}

// dayOver finds the day that a line over the article's first paragraph gives:
// one of the article's own, the byline or one close behind it. What else stands
// on top of a page may be the day on which it was fetched.
func dayOver(list []block, own []bool, byline int) models.Date {
	const near = 3
	for i, b := range list {
		if own[i] && i != byline && telling(b) {
			break
		}
		if !own[i] && (byline < 0 || i < byline || i > byline+near) {
			continue
		}
		if day := dateOf(b.text); day != (models.Date{}) && (i == byline || isTime(b.text) || roleOf(b.text, key(b.text)) == bylined) {
			return day
		}
	}
	return models.Date{}
}

// remark writes a comment under its author's name.
func (w *writer) remark(rem remark) {
	w.add(rem.author, "p", models.Boilerplate, rem.author)
	for i, b := range rem.blocks {
		n := len(w.units)
		w.add(b.text, b.tag, models.Comment, rem.author)
		if i == 0 && len(w.units) > n {
			w.units[n].alone = true
		}
	}
}

// thread writes comments that have no markup of their own, read as plain text
// is. Only what has a sure head counts: such trees also hold rules, buttons and
// teasers.
func (w *writer) thread(list []block) {
	var b strings.Builder
	for _, blk := range list {
		b.WriteString(blk.text)
		b.WriteString("\n\n")
	}
	text := strings.TrimSpace(b.String())
	if text == "" {
		return
	}
	r := reader{text: text, lines: lines(text), strict: true}
	r.roles = make([]int8, len(r.lines))
	r.inThread(0)
	for _, u := range r.units {
		if (u.kind == models.Comment || u.kind == models.Boilerplate) && u.author != "" {
			n := len(w.units)
			w.add(u.In(text), "p", u.kind, u.author)
			w.units[n].alone = u.alone
		}
	}
}
