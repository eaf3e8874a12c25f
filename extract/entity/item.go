package entity

import "github.com/sayso-nlp/sayso/models"

// form says how an item came to be found, which decides how it is settled.
type form uint8

const (
	listed   form = iota // in a list, or of a shape: name, typ and code are known
	fullName             // a person's first name and surname
	surname              // one word with a title before it or a label on it
	bare                 // a capitalised word of which nothing is known yet
	acronym              // a bare word all in capitals
	unnamed              // several capitalised words of which nothing is known yet
	seat                 // a capital city: a place, or a country's government
	roleOf               // "the Turkish president"
	demonym              // an adjective of a people or country before a noun
	heads                // "Russian police", "Western officials": an actor of its own
	pair                 // "both countries"
	pronoun
	possessed // "his country"
)

// An item is a stretch of text that may become a mention.
type item struct {
	models.Span
	sentence int
	section  int
	form     form
	kind     models.MentionKind
	typ      models.ActorType
	name     string // the name to keep: as listed, else as written
	code     string // country
	role     string
	gender   byte // m, f or 0
	knight   bool // a title leads that may stand before a first name alone: "Sir John"
	subject  bool // a verb follows and no preposition leads
	governed bool // a preposition leads: "with Turkish President Erdogan", "between Russia and Azerbaijan"
	first    bool // among the first words of the sentence
	object   bool // stands right behind a verb or a preposition
	acts     sway // of a seat: whether it stands for its government
	labelled bool // the encoder calls it a person
	firm     bool // the encoder calls it an organization, or a spokesman speaks for it
	place    bool // the encoder calls it a place
	quoted   bool // inside quotation marks
	start    bool // where a capital says nothing
	clause   int  // running number of the clause: two items with the same cannot corefer as subject and object
	word     string
	actor    int   // index in Document.Actors, or None
	actors   []int // of a pair or a plural pronoun: all
}

// sway says whether a capital city stands for a government where it stands.
type sway uint8

const (
	open    sway = iota // the place does not tell
	town                // "in Ankara"
	power               // "Ankara said"
	leaning             // "Ankara grew": the subject of any verb
)
