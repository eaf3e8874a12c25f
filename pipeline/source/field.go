package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// Fields names the fields of records that say what an article is made of. ""
// stands for the usual names, tried in order (see usual). Names are compared
// without regard to case; one that fits exactly goes first.
type Fields struct {
	Text, Title, Date, URL, ID, Publisher, Author string
}

// role is what a field is to an article.
type role int

const (
	textRole role = iota
	titleRole
	dateRole
	urlRole
	idRole
	publisherRole
	authorRole
	roles
)

// usual are the names that fields go by.
var usual = [roles][]string{
	textRole:      {"text", "body", "content", "article", "maintext", "html"},
	titleRole:     {"title", "headline"},
	dateRole:      {"date", "published", "published_at", "published_on", "publication_date", "pubdate"},
	urlRole:       {"url", "uri", "link"},
	idRole:        {"id", "article_id", "uuid"},
	publisherRole: {"source", "publisher", "outlet", "site"},
	authorRole:    {"author", "byline", "authors"},
}

// names gives for each role the names to try.
func (f Fields) names() [roles][]string {
	list := usual
	for at, name := range [roles]string{f.Text, f.Title, f.Date, f.URL, f.ID, f.Publisher, f.Author} {
		if name != "" {
			list[at] = []string{name}
		}
	}
	return list
}

// A cell is a named value of a record before its role is known. The value is
// nil, a string, a bool, a json.Number, a []any or a map[string]any of these,
// its strings valid UTF-8.
type cell struct {
	name  string
	value any
}

// flaw is why a record cannot be used; the zero value says that it can.
type flaw struct {
	reason models.Reason
	detail string
}

// mapping makes records out of cells.
type mapping struct {
	names   [roles][]string
	format  models.Format
	maxText int64
}

func newMapping(opt *Options) mapping {
	return mapping{opt.Fields.names(), opt.TextFormat, opt.maxText()}
}

// record makes the record of a file of many. The text is the first named field
// that holds any; so it is with the other roles. A list of strings is joined
// (paragraphs with a blank line, authors with ", "), an object stands for its
// "name". What has no role goes to Fields, and so does an object that says more
// than its name.
//
// It leaves cells alone, but may reorder them.
func (m *mapping) record(uri string, number int, cells []cell) (models.Record, flaw) {
	rec := models.Record{Number: number, Format: m.format}
	used := make([]bool, len(cells))
	var url string
	for r := range roles {
		at, s := m.pick(r, cells, used)
		if at < 0 {
			if r == textRole {
				return rec, m.noText(cells)
			}
			continue
		}
		used[at] = r != urlRole && !saysMore(cells[at].value)
		switch r {
		case textRole:
			rec.Body = s
			if name := strings.ToLower(cells[at].name); rec.Format == models.Plain && (name == "html" || strings.HasSuffix(name, "_html")) {
				rec.Format = models.HTML
			}
		case titleRole:
			rec.Title = s
		case dateRole:
			rec.Published = s
		case urlRole:
			url = cells[at].name
		case idRole:
			rec.ID = s
		case publisherRole:
			rec.Publisher = s
		case authorRole:
			rec.Byline = s
		}
	}
	if int64(len(rec.Body)) > m.maxText {
		return rec, flaw{models.TooLong, fmt.Sprintf("more than %d bytes of text", m.maxText)}
	}
	rec.URI = uri
	if rec.ID != "" {
		rec.URI += "#" + rec.ID
	}
	rec.Fields = rest(cells, used, url)
	return rec, flaw{}
}

// rest gives the fields without a role, sorted. The one that holds the URL goes
// by the name "url", unless another does already.
func rest(cells []cell, used []bool, url string) []models.Field {
	if slices.ContainsFunc(cells, func(c cell) bool { return c.name == "url" }) {
		url = ""
	}
	var fields []models.Field
	for i, c := range cells {
		if used[i] || c.value == nil || c.value == "" {
			continue
		}
		name := c.name
		if url != "" && name == url {
			name = "url"
		}
		fields = append(fields, models.Field{Name: name, JSON: string(appendJSON(nil, c.value))})
	}
	slices.SortStableFunc(fields, func(a, b models.Field) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

// pick finds the field of a role: the first name whose field holds something.
func (m *mapping) pick(r role, cells []cell, used []bool) (at int, value string) {
	for _, name := range m.names[r] {
		for _, exact := range [...]bool{true, false} {
			for i, c := range cells {
				if used[i] || exact != (c.name == name) || !exact && !strings.EqualFold(c.name, name) {
					continue
				}
				if s := say(r, c.value); strings.TrimSpace(s) != "" {
					return i, s
				}
			}
		}
	}
	return -1, ""
}

// noText says why a record has no text: the field is empty, or not there.
func (m *mapping) noText(cells []cell) flaw {
	for _, name := range m.names[textRole] {
		for _, c := range cells {
			if !strings.EqualFold(c.name, name) {
				continue
			}
			switch c.value.(type) {
			case nil, string, []any:
				return flaw{models.Empty, fmt.Sprintf("nothing but white space in the field %q", c.name)}
			}
			return flaw{models.MissingField, fmt.Sprintf("the field %q holds no text", c.name)}
		}
	}
	there := make([]string, len(cells))
	for i, c := range cells {
		there[i] = c.name
	}
	return m.missing(there)
}

// missing says that no field holds the text, and which fields there are.
func (m *mapping) missing(there []string) flaw {
	const most = 20
	list := strings.Join(there[:min(len(there), most)], ", ")
	if len(there) > most {
		list += fmt.Sprintf(" and %d more", len(there)-most)
	}
	if list == "" {
		list = "none"
	}
	return flaw{models.MissingField, fmt.Sprintf("no field %s; there are: %s", strings.Join(m.names[textRole], ", "), cut(list))}
}

// cut keeps a detail short.
func cut(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// say gives a value as the words of a role, "" if it has none.
func say(r role, value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool, fmt.Stringer: // a json.Number
		if r != textRole {
			return fmt.Sprint(v)
		}
	case []any:
		var parts []string
		for _, one := range v {
			if s := say(r, one); strings.TrimSpace(s) != "" {
				parts = append(parts, s)
			}
		}
		if r == textRole {
			return strings.Join(parts, "\n\n")
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		if name, ok := v["name"].(string); ok && r != textRole {
			return name
		}
	}
	return ""
}

// saysMore reports whether a value holds more than say gives of it.
func saysMore(value any) bool {
	switch v := value.(type) {
	case []any:
		return slices.ContainsFunc(v, saysMore)
	case map[string]any:
		return len(v) > 1
	}
	return false
}
