package main

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// someName stands for a label of a name whose type is not known: the network is
// taught that the word is no "O", and no more.
const (
	someName   = "?"
	someNameID = -2
)

// addressTag is the Penn tag of addresses: "www.example.org".
const addressTag = "ADD"

// teachProper reads a treebank without annotated names. What it knows of them
// is its proper nouns: each is part of some name, and plain words are part of
// none. Words that a name may hold although they are no proper nouns teach
// nothing: "of" in "Bank of America", an adjective or noun with a capital.
// Addresses of pages and mail are no names, although the treebank has them as
// proper nouns.
func teachProper(path, text string) ([]taught, error) {
	docs, err := teachTrees(path, text)
	if err != nil {
		return nil, err
	}
	for i := range docs {
		docs[i].names = properNames(&docs[i])
	}
	return docs, nil
}

func properNames(doc *taught) []string {
	labels := make([]string, len(doc.words))
	for _, sent := range doc.sents {
		proper := func(i int) bool {
			return i >= sent.First && i < sent.Last && doc.upos[i] == "PROPN" && doc.xpos[i] != addressTag && !isDate(doc.words[i])
		}
		for i := sent.First; i < sent.Last; i++ {
			between := (proper(i-1) || proper(i-2)) && (proper(i+1) || proper(i+2))
			switch {
			case proper(i):
				labels[i] = someName
			case doc.xpos[i] != addressTag && (between || mayBeNamed(doc.upos[i], doc.words[i])):
				labels[i] = ""
			default:
				labels[i] = "O"
			}
		}
	}
	return labels
}

// mayBeNamed says whether a word that is no proper noun can be in a name: "the
// French", "Act 3".
func mayBeNamed(upos, word string) bool {
	switch upos {
	case "ADJ", "NOUN":
		first, _ := utf8.DecodeRuneInString(word)
		return !unicode.IsLower(first)
	case "X", "NUM", "SYM", "":
		return true
	}
	return false
}

// isDate says whether a proper noun is a day or a month, which are no names here.
func isDate(word string) bool {
	_, ok := slices.BinarySearch(dates, word)
	return ok
}

var dates = []string{"Apr", "April", "Aug", "August", "Dec", "December", "Feb", "February", "Fri", "Friday", "Jan", "January",
	"Jul", "July", "Jun", "June", "Mar", "March", "May", "Mon", "Monday", "Nov", "November", "Oct", "October", "Sat", "Saturday",
	"Sep", "Sept", "September", "Sun", "Sunday", "Thu", "Thursday", "Tue", "Tuesday", "Wed", "Wednesday"}
