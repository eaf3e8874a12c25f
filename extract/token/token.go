// Package token cuts sections into sentences and tokens that lose nothing.
//
// The idea: nothing is rewritten. A sentence and a token are byte ranges of the
// unchanged text, and what lies between two tokens is white space. [Split] goes
// from the large to the small: lines and blank lines bound what a sentence may
// be (layout.go); marks, abbreviations and capitals decide where one ends
// (sentence.go); each run of letters and marks between two white spaces, a
// chunk, is cut by prose's tokenizer, aligned back onto its bytes (prose.go)
// and mended by named steps where prose and the treebanks differ (mend.go).
//
// Words are those of the English treebanks of Universal Dependencies: "do|n't",
// "15|-|year", "and|/|or", "can|not", "non-violent". Left different on purpose:
// the number of a list item ("1|."), a slip of the pen whose reading needs the
// sentence ("its" for "it's"), letters and digits written together ("M16"), and
// words broken off in speech ("th|-"). The package promises no sentence longer than
// [MaxWords] tokens: what has no end is cut at the best place before. It knows
// English conventions alone; other scripts are cut at white space and marks.
package token

import (
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// MaxWords bounds the tokens of a sentence, so that later stages stay linear in
// the length of a text without any sentence end.
const MaxWords = 400

// Split cuts each section of text into sentences and these into tokens. Every
// byte of a section that is not white space is in exactly one token. Text must
// be valid UTF-8, the sections ordered and disjoint. Safe for many goroutines.
func Split(text string, sections []models.Section) ([]models.Sentence, []models.Token) {
	s := splitter{text: text, cutter: newCutter()}
	for i, sec := range sections {
		s.section = i
		forSentences(text, sec.Span, s.add)
	}
	return s.sents, s.toks
}

// Words cuts one sentence of a text.
func Words(text string, sent models.Span) []models.Span {
	s := splitter{text: text, cutter: newCutter()}
	s.add(sent)
	spans := make([]models.Span, len(s.toks))
	for i, tok := range s.toks {
		spans[i] = tok.Span
	}
	return spans
}

// splitter collects sentences and tokens.
type splitter struct {
	text    string
	section int
	cutter  *cutter
	sents   []models.Sentence
	toks    []models.Token
}

// add cuts a sentence into tokens; one with too many becomes several.
func (s *splitter) add(sent models.Span) {
	first := len(s.toks)
	at := sent.Start
	for at < sent.End {
		r, size := utf8.DecodeRuneInString(s.text[at:sent.End])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		end := chunkEnd(s.text, at, sent.End)
		start := at
		for _, cut := range s.cutter.cut(s.text[at:end], end == sent.End) {
			s.toks = append(s.toks, models.Token{Span: models.Span{Start: start, End: at + cut}, Head: models.None})
			start = at + cut
		}
		at = end
	}
	for len(s.toks)-first > MaxWords {
		last := s.breath(first)
		s.close(first, last)
		first = last
	}
	s.close(first, len(s.toks))
}

// close makes a sentence of the tokens first to last.
func (s *splitter) close(first, last int) {
	if first == last {
		return
	}
	s.sents = append(s.sents, models.Sentence{
		Span:    models.Span{Start: s.toks[first].Start, End: s.toks[last-1].End},
		Section: s.section, First: first, Last: last,
	})
}

// breath finds the best place to cut an endless sentence: behind the last mark
// of the strongest kind in the second half of what is allowed.
func (s *splitter) breath(first int) int {
	best, rank := first+MaxWords, 0
	for i := first + MaxWords - 1; i >= first+MaxWords/2; i-- {
		r := 0
		switch s.toks[i].In(s.text) {
		case ".", "!", "?", "…":
			r = 4
		case ";":
			r = 3
		case ":", "—", "--":
			r = 2
		case ",":
			r = 1
		}
		if r > rank {
			best, rank = i+1, r
		}
	}
	return best
}

// chunkEnd is where the white space after at begins, end at most.
func chunkEnd(text string, at, end int) int {
	for at < end {
		c := text[at]
		if c < utf8.RuneSelf {
			if c == ' ' || '\t' <= c && c <= '\r' {
				return at
			}
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:end])
		if unicode.IsSpace(r) {
			return at
		}
		at += size
	}
	return end
}
