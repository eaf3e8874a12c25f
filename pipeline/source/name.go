package source

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Fields names the fields of records that say what an article is made of. ""
// stands for the usual names, tried in order (see Defaults).
//
// Names are compared without regard to case, blanks, "_" and "-": "Full Text"
// is "full_text" and "fullText". One that fits exactly goes first. A name with
// dots in it that no field has leads into objects: "article.body.text"; through
// a list it leads to all of its elements.
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

// roleNames are what the roles are called in the names of options.
var roleNames = [roles]string{"text", "title", "date", "url", "id", "publisher", "author"}

// usual are the names that fields go by, those first that leave the least
// doubt. Of names that are compared as the same, one stands here.
var usual = [roles][]string{
	textRole:  {"text", "full_text", "article_text", "article_body", "body", "main_text", "plain_text", "content", "article", "story", "html"},
	titleRole: {"title", "headline", "heading", "head"},
	dateRole: {"date", "published", "published_at", "published_on", "published_date", "date_published", "date_publish", "publish_date",
		"publication_date", "pub_date", "datetime", "timestamp", "seen_date", "created_at"},
	urlRole:       {"url", "uri", "link"},
	idRole:        {"id", "article_id", "uuid"},
	publisherRole: {"source", "publisher", "outlet", "site", "source_name", "publication", "newspaper", "media_name", "medium", "domain"},
	authorRole:    {"author", "byline", "authors"},
}

// A Default is one of the Fields and the names it goes by if none is given, in
// the order in which they are tried.
type Default struct {
	Field string // "text", "title", "date", "url", "id", "publisher", "author"
	Names []string
}

// Defaults gives the usual names of all Fields, in the order of Fields.
func Defaults() []Default {
	var list []Default
	for r, names := range usual {
		list = append(list, Default{roleNames[r], slices.Clone(names)})
	}
	return list
}

// list gives the names in the order of roles.
func (f Fields) list() [roles]string {
	return [roles]string{f.Text, f.Title, f.Date, f.URL, f.ID, f.Publisher, f.Author}
}

// names gives for each role the names to try.
func (f Fields) names() [roles][]string {
	list := usual
	for at, name := range f.list() {
		if name != "" {
			list[at] = []string{name}
		}
	}
	return list
}

// sameName reports whether two names of fields are the same but for case,
// blanks, "_" and "-". A name of nothing else is only the same as itself.
func sameName(a, b string) bool {
	if a == b {
		return true
	}
	some := false
	for {
		r, moreA := letter(&a)
		s, moreB := letter(&b)
		if !moreA || !moreB {
			return some && moreA == moreB
		}
		if r != s && fold(r) != fold(s) {
			return false
		}
		some = true
	}
}

// letter takes the next character off s that counts in a name; there is none at
// the end.
func letter(s *string) (r rune, more bool) {
	for *s != "" {
		r, size := utf8.DecodeRuneInString(*s)
		*s = (*s)[size:]
		if r != '_' && r != '-' && !unicode.IsSpace(r) {
			return r, true
		}
	}
	return 0, false
}

// fold gives the least of the characters that are the same but for case.
func fold(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	if r < utf8.RuneSelf {
		return r
	}
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	if 'A' <= least && least <= 'Z' { // the Kelvin sign is a k
		return least + 'a' - 'A'
	}
	return least
}
