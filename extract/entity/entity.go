// Package entity finds mentions and the actors that they stand for.
//
// The idea: names first, and those in two steps. [Scorer.Names] reads them off
// the encoder's vectors: the best legal sequence of labels (decode.go), mended
// by what is a law of names (mend.go) and made to agree within the article
// (agree.go). [Find] makes mentions of them: each sentence is read once from
// left to right; a name that the encoder found is one, and the lists of package
// data (countries, capitals, demonyms, organizations, titles, first names …) say
// who is meant by it; what it passed over can still be a name by the lists or by
// its shape ("Ministry of X", title and name). What was found in the whole article
// then settles what a short form means: a surname the person of that surname,
// an acronym the organization that defined it, "the Turkish president" the one
// who holds the office.
//
// Last comes who pronouns and nominals are. All that may refer is read off words
// and trees as phrases (found.go, phrase.go), things too, since "it" may be one.
// From first to last each is put together with one before it, or with none: a
// [Ranker] weighs what speaks for and against each candidate (weigh.go names the
// reasons), of which there are few however long the article is (link.go). What
// ends up in one group with a name is a mention of its actor.
//
// Last of all, people without a name become actors where something tells them
// apart (unnamed.go): whose they are ("his entourage", "Acme's employees"), an
// office of which a country has one ("the Swedish prime minister"), or
// that several of them act or are acted upon ("some observers doubted"), these
// under their noun and adjectives alone, so that such an id stands for no fixed
// set of people.
//
// It prefers silence to a guess: a capitalised word of which nothing is known is
// no name, and a pronoun or nominal whose two best candidates are close stays
// unresolved, as does one whose group has no actor. I and we in a quotation are
// its speaker's, I in a comment its writer's and else the author's whom a byline
// names; you is left alone. Names are marked without their titles. A demonym
// before a noun ("Ukrainian drones") is a nominal mention of its country, unless
// noun and demonym name an actor of their own ("Russian police"). A capital or a
// building is its government where that speaks, acts, is judged or dealt with,
// else a place (metonymy.go). Spellings of one name are one actor, by what they
// have in common ([SpellingKey]).
package entity

import "github.com/sayso-nlp/sayso/models"

// Find reads the article, sections, sentences and tokens of doc and fills
// Actors, Mentions and the Actor of each section that has an author.
// The article's author, named or not, is always Actors[0].
func Find(doc *models.Document) {
	c, items := settled(doc)
	c.refer(items)
	c.finish()
}

// settled reads the names of a document and gives each its actor.
func settled(doc *models.Document) (*cast, []item) {
	r := newReader(doc)
	r.scan()
	c := newCast(doc)
	c.authors()
	c.state = r.state
	c.settle(r.items)
	c.bearers(r.items)
	return c, r.items
}
