// Package models says what things are: the records that every stage reads and
// writes. It imports nothing of this module and does nothing but hold values.
//
// The idea: an article's text never changes after reading, and every record
// points into it by a [Span] of bytes. The tables speak of Unicode code points
// instead; [Offsets] translates at the edge, so that no stage has to.
//
// [Document.Check] lists every invariant that holds between the records of one
// article. A stage may rely on them and must keep them.
package models

// A Document is one article with everything found in it. Records refer to each
// other by index into the slices of the document that holds them; -1 (None)
// stands for no such record.
type Document struct {
	Article      Article
	Sections     []Section     // ordered, disjoint
	Sentences    []Sentence    // ordered, disjoint, each inside one section
	Tokens       []Token       // ordered, disjoint, each inside one sentence
	Attributions []Attribution // claims as the encoder draws them, ordered by cue
	Actors       []Actor       // in order of first mention; ids unique
	Mentions     []Mention     // ordered by span, then actor
	Claims       []Claim       // ordered by first cue
	Stances      []Stance      // ordered by evidence
}

// None is the index of a record that is not there.
const None = -1

// Words returns the tokens of sentence i, a part of d.Tokens.
func (d *Document) Words(i int) []Token {
	sent := d.Sentences[i]
	return d.Tokens[sent.First:sent.Last]
}

// Text returns what the span reads in the article's text.
func (d *Document) Text(s Span) string { return d.Article.Text[s.Start:s.End] }
