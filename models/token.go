package models

// A Sentence is a stretch of one section. Its tokens are
// Document.Tokens[First:Last].
type Sentence struct {
	Span
	Section     int
	First, Last int
}

// A Token is a word or a mark of punctuation: a byte range of the unchanged
// text. Tokens and the gaps between them, white space alone, rebuild it.
type Token struct {
	Span
	Lemma  string // "" if not known
	UPOS   string // Universal part of speech, "" if not known
	XPOS   string // Penn Treebank tag, "" if not known
	Head   int    // the head's index within the sentence, None for the root or if not known
	Deprel string // Universal Dependencies relation, "" if not known
	Name   string // IOB label of a name (O, or B- or I- and PER, ORG, LOC, GRP or MISC), "" if not known
}
