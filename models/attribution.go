package models

// A Range is a half-open range of a document's tokens.
type Range struct{ First, Last int }

// Len is how many tokens the range has.
func (r Range) Len() int { return r.Last - r.First }

// An Attribution is a claim as the model draws it, before it is known what it
// does and who its actors are: ranges of tokens, those of one role ordered and
// apart. A source or content may be missing.
type Attribution struct {
	Cue             Range
	Source, Content []Range
	Sure            Sureness
}

// A Sureness says how much better the labels of a cue, a source and a content
// score than the next best ones, in logits, at the token where the model is
// least sure; of a source that is missing, how much better it scores that no
// token is one.
type Sureness struct{ Cue, Source, Content float32 }
