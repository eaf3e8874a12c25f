package models

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// An ArticleID names an article: 16 hexadecimal digits.
type ArticleID string

// NewArticleID makes the id of a text read from uri: the first 16 hexadecimal
// digits of the SHA-256 of the URI relative to the input, a zero byte, and the
// text. No path of a machine is in it, and adding articles shifts nothing.
func NewArticleID(uri, text string) ArticleID {
	h := sha256.New()
	h.Write([]byte(uri))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return ArticleID(hex.EncodeToString(h.Sum(nil)[:8]))
}

// The letters of the ids of an article's records.
const (
	SectionRow  byte = 's'
	SentenceRow byte = 'n'
	MentionRow  byte = 'm'
	ClaimRow    byte = 'c'
	StanceRow   byte = 't'
)

// Row makes the id of the i-th record of a kind in the article: the article's
// id, a dash, the kind's letter and a number from 1.
func (id ArticleID) Row(kind byte, i int) string {
	return string(id) + "-" + string(kind) + strconv.Itoa(i+1)
}

// A Date is a day of the proleptic Gregorian calendar; the zero Date is not
// known. It has no time and no zone.
type Date struct{ Year, Month, Day int }

// ISO prints the day as ISO 8601 does, 2013-08-15; "" if it is not known.
func (d Date) ISO() string {
	if d == (Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// An Article is one document and what is known of it without reading its text.
// Empty strings stand for not known.
type Article struct {
	ID          ArticleID
	SourceURI   string // where it was read, relative to the input; slashes
	ExternalID  string // the id that the record itself carries
	Title       string
	Byline      string
	Publisher   string
	PublishedOn Date
	Language    string // ISO 639-1, lower case
	Text        string // valid UTF-8; never changes; may be empty
	Replaced    int    // broken bytes that became U+FFFD
	DuplicateOf ArticleID
	Metadata    string // the record's other fields: a canonical JSON object
}

// A SectionKind is the role of a section.
type SectionKind uint8

// The kinds of section.
const (
	Body SectionKind = iota
	Title
	Byline
	List        // linked headlines, related articles
	Caption     // under a picture
	Comment     // a reader's, with an author of its own
	Boilerplate // share buttons, forms, hashtags: holds no claims
)

var sectionKinds = [...]string{"body", "title", "byline", "list", "caption", "comment", "boilerplate"}

func (k SectionKind) String() string { return sectionKinds[k] }

// A Section is a stretch of the text with one role and one voice.
type Section struct {
	Span
	Kind   SectionKind
	Author string // whose words these are, if not the article's author's; else ""
	Actor  int    // the actor that Author is, or None
}

// Prose reports whether the section holds sentences in which claims and stances
// are looked for.
func (s Section) Prose() bool { return s.Kind != Boilerplate && s.Kind != Byline }
