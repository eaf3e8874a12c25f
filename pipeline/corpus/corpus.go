// Package corpus does what needs all articles of a run at once: it merges
// actors and finds copies.
//
// The idea: articles pass one after the other, in order, and leave behind only
// what is small: a hash and a signature for a text, counters for an actor.
// Memory grows with the number of distinct texts and actors, not with their
// length.
//
// At the end an actor with a short name or another spelling is folded into the
// fuller one where the corpus leaves no doubt (fold.go); nothing else is renamed.
// And at the end it is known which articles are near copies of one another
// (copies.go).
package corpus
