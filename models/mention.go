package models

import "slices"

// An ActorID names an actor readably and stably: a type, a colon, and a name in
// lower-case ASCII or, for countries, an ISO 3166-1 alpha-3 code
// ("person:vladimir-putin", "country:RUS").
type ActorID string

// An ActorType says what kind of thing an actor is.
type ActorType uint8

// The types of actor.
const (
	Person ActorType = iota
	Organization
	Country
	Place
	Group
	DocumentActor
	Author
	Commenter
)

var actorTypes = [...]string{"person", "organization", "country", "place", "group", "document", "author", "commenter"}

func (t ActorType) String() string { return actorTypes[t] }

// ParseActorType is the type of that name.
func ParseActorType(s string) (ActorType, bool) {
	i := slices.Index(actorTypes[:], s)
	return ActorType(max(i, 0)), i >= 0
}

// An Actor is one who acts, speaks or is judged in an article.
type Actor struct {
	ID      ActorID
	Name    string // the fullest name in the article; "" for an author without a name
	Type    ActorType
	Country string // ISO 3166-1 alpha-3 of its affiliation, "" if not known
}

// A MentionKind says how a mention refers.
type MentionKind uint8

// The kinds of mention.
const (
	Name MentionKind = iota
	Nominal
	Pronoun
	Metonym
)

var mentionKinds = [...]string{"name", "nominal", "pronoun", "metonym"}

func (k MentionKind) String() string { return mentionKinds[k] }

// A Mention is a stretch of text that refers to an actor. One that refers to
// several ("both countries") is several mentions with the same span.
type Mention struct {
	Span
	Sentence int
	Kind     MentionKind
	Type     ActorType
	Actor    int
}

// An Alias is a form under which an actor is mentioned.
type Alias struct {
	Text  string
	Count int
}

// A CorpusActor is an actor over all articles of a run.
type CorpusActor struct {
	Actor
	Aliases  []Alias // most frequent first, then by text
	Articles int
	Mentions int
	Claims   int // of which it is a source
}
