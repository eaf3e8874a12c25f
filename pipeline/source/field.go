package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

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
	own     [roles]bool // named by Fields
	format  models.Format
	maxText int64

	// Of the record made last:
	has   [roles]bool // its field holds something
	cells []cell
}

func newMapping(opt *Options) mapping {
	m := mapping{names: opt.Fields.names(), format: opt.TextFormat, maxText: opt.maxText()}
	for r, name := range opt.Fields.list() {
		m.own[r] = name != ""
	}
	return m
}

// namesOf lists the names of cells.
func namesOf(cells []cell) []string {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = c.name
	}
	return names
}

// record makes the record of a file of many. The text is the first named field
// that holds any; so it is with the other roles. A field that has a role already
// is taken again only by its own name in Fields. A list of strings is joined
// (paragraphs with a blank line, authors with ", "), an object stands for its
// "name". What has no role goes to Fields, and so does an object that says more
// than its name.
//
// Of an object that a name with dots leads into, what it leads to is taken out,
// and the rest goes to Fields.
//
// It leaves cells alone. A record with a flaw has its URI still.
func (m *mapping) record(uri string, number int, cells []cell) (models.Record, flaw) {
	rec := models.Record{Number: number, Format: m.format}
	used := make([]bool, len(cells))
	m.cells, m.has = cells, [roles]bool{}
	var url string
	whole := cells
	for r := range roles {
		got, ok := m.pick(r, cells, used)
		switch {
		case !ok && r == textRole:
			bad := m.noText(cells)
			if got, ok := m.pick(idRole, cells, used); ok {
				rec.ID = say(idRole, got.value)
			}
			rec.URI = place(uri, rec.ID)
			return rec, bad
		case !ok:
			continue
		case !got.inside:
			used[got.at] = used[got.at] || r != urlRole && !saysMore(got.value)
		case !saysMore(got.value):
			if &cells[0] == &whole[0] {
				cells = slices.Clone(cells)
			}
			cells[got.at].value = got.rest
		}
		m.has[r] = true
		s := say(r, got.value)
		switch r {
		case textRole:
			rec.Body = s
			if rec.Format == models.Plain && isHTML(got.name) {
				rec.Format = models.HTML
			}
		case titleRole:
			rec.Title = s
		case dateRole:
			rec.Published = s
		case urlRole:
			url = got.name
			if got.inside {
				cells, used = append(cells, cell{"url", got.value}), append(used, slices.ContainsFunc(cells, func(c cell) bool { return c.name == "url" }))
			}
		case idRole:
			rec.ID = s
		case publisherRole:
			rec.Publisher = s
		case authorRole:
			rec.Byline = s
		}
	}
	rec.URI = place(uri, rec.ID)
	if int64(len(rec.Body)) > m.maxText {
		return rec, flaw{models.TooLong, fmt.Sprintf("more than %d bytes of text", m.maxText)}
	}
	rec.Fields = rest(cells, used, url)
	return rec, flaw{}
}

// place is the URI of a record of a file.
func place(uri, id string) string {
	if id == "" {
		return uri
	}
	return uri + "#" + id
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

// isHTML reports whether a field of that name holds HTML: "html", "body_html".
func isHTML(name string) bool {
	const mark = "html"
	return len(name) >= len(mark) && strings.EqualFold(name[len(name)-len(mark):], mark)
}

// A find is a field that has a role.
type find struct {
	at     int    // in the cells
	name   string // the field's own, without the objects around it
	value  any
	inside bool // in an object, of which rest is left
	rest   any
}

// pick finds the field of a role: the first name whose field holds something.
func (m *mapping) pick(r role, cells []cell, used []bool) (find, bool) {
	for _, name := range m.names[r] {
		for _, exact := range [...]bool{true, false} {
			for i, c := range cells {
				if used[i] && !m.own[r] || exact != (c.name == name) || !exact && !sameName(c.name, name) {
					continue
				}
				if strings.TrimSpace(say(r, c.value)) != "" {
					return find{at: i, name: c.name, value: c.value}, true
				}
			}
		}
		for first, path := range splits(name) {
			for i, c := range cells {
				if used[i] && !m.own[r] || !sameName(c.name, first) {
					continue
				}
				value, rest, ok := pluck(c.value, path)
				if ok && strings.TrimSpace(say(r, value)) != "" {
					return find{at: i, name: path[strings.LastIndexByte(path, '.')+1:], value: value, inside: true, rest: rest}, true
				}
			}
		}
	}
	return find{}, false
}

// noText says why a record has no text: the field is empty, holds something
// else, or is not there. That it is an object is the most useful to know, since
// a name with dots leads into it.
func (m *mapping) noText(cells []cell) flaw {
	var first flaw
	for _, name := range m.names[textRole] {
		for _, c := range cells {
			bad := lacks(c, name)
			if bad.reason != "" && (first.reason == "" || first.reason == models.Empty && bad.reason != models.Empty) {
				first = bad
			}
		}
	}
	if first.reason != "" {
		return first
	}
	return m.missing(namesOf(cells))
}

// missing says that no field holds the text, and which fields there are.
func (m *mapping) missing(there []string) flaw {
	return flaw{models.MissingField, fmt.Sprintf("no field %s; there are: %s", strings.Join(m.names[textRole], ", "), named(there))}
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
