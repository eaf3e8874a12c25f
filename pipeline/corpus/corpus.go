// Package corpus does what needs all articles of a run at once: it merges
// actors and finds copies.
//
// The idea: articles pass one after the other, in order, and leave behind only
// what is small: two hashes of a text in memory, its signature and what it tells
// of each of its actors on the disk (sorter.go). There it is sorted and added up
// when all have passed (actors.go). What stays in memory is a hundred and fifty
// bytes an article, whatever its length and however many actors there are.
//
// At the end an actor with a short name or another spelling is folded into the
// fuller one where the corpus leaves no doubt (fold.go); nothing else is renamed.
// And at the end it is known which articles are near copies of one another
// (copies.go).
package corpus
