package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/models"
)

// teachGUM reads the documents of GUM: trees, and names made of its entities.
func teachGUM(path, text string) ([]taught, error) {
	docs, err := readTrees(path, text)
	if err != nil {
		return nil, err
	}
	list := make([]taught, len(docs))
	for i, doc := range docs {
		if list[i], err = teachTree(doc); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, doc.id, err)
		}
		fields, ok := entityLine(doc.sents[0].Comments)
		if !ok {
			return nil, fmt.Errorf("%s: %s has no line \"# global.Entity\"", path, doc.id)
		}
		entities, _, err := entitiesOf(doc.sents, fields)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, doc.id, err)
		}
		if list[i].names, err = entityNames(&list[i], entities); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, doc.id, err)
		}
	}
	return list, nil
}

// entityTypes are the names that entities of a type have. Times are no names
// here, and an animal's or a plant's name is of no type that we know: it
// teaches nothing.
var entityTypes = map[string]string{
	"person": "PER", "organization": "ORG", "place": "LOC",
	"event": "MISC", "object": "MISC", "abstract": "MISC",
	"time": "O", "animal": "", "plant": "", "substance": "",
}

// A taughtName is a name by the words of its document; of type "" it teaches
// nothing.
type taughtName struct {
	models.Span
	typ string
}

// entityNames labels the words of a document. GUM marks whole noun phrases, one
// in the other, common or proper: a name is what is proper around the head of a
// phrase, and the longest name of a word counts. What GUM does not mark and may
// be a name, adjectives of peoples and other proper nouns, teaches nothing.
func entityNames(doc *taught, entities []goldEntity) ([]string, error) {
	var names []taughtName
	labels := make([]string, len(doc.words))
	for i, w := range doc.words {
		labels[i] = "O"
		if partOfDemonym(doc.words, i) || proper(doc, i) && capital(w) && !isTitle(w) && !isCommon(w) {
			labels[i] = ""
		}
	}
	for _, ent := range entities {
		core, err := ent.core()
		if err != nil {
			return nil, err
		}
		typ, known := entityTypes[ent.typ]
		if !known {
			return nil, fmt.Errorf("entity of type %q", ent.typ)
		}
		if ent.typ == "time" {
			for i := ent.Start; i < ent.End; i++ {
				labels[i] = "O"
			}
		}
		span := properAround(doc, ent.Span, core.Start, typ)
		if span.Empty() {
			continue
		}
		switch words := doc.words[span.Start:span.End]; {
		case demonyms(words):
			typ = "GRP"
		case isReference(words[0]) || strings.Contains(words[0], "://"):
			typ = "O"
		case doubtful(words, typ, ent.linked) || ent.typ == "abstract" && !ent.linked && (span.Len() == 1 || yearIn(doc.words[span.End:ent.End])):
			typ = ""
		}
		names = append(names, taughtName{span, typ})
	}
	slices.SortStableFunc(names, func(a, b taughtName) int {
		return cmp.Or(-cmp.Compare(a.Len(), b.Len()), cmp.Compare(a.Start, b.Start), cmp.Compare(a.typ, b.typ))
	})
	taken := make([]bool, len(doc.words))
	for _, n := range names {
		if slices.Contains(taken[n.Start:n.End], true) {
			continue
		}
		for i := n.Start; i < n.End; i++ {
			taken[i] = true
			labels[i] = nameLabel(n.typ, i == n.Start)
		}
	}
	return labels, nil
}

// isReference reports whether a word begins what refers to a place in the same
// text: "Figure 2".
func isReference(word string) bool {
	return slices.Contains([]string{"Figure", "Fig.", "Table", "Section", "Chapter", "Extract", "Example", "Equation", "Eq.", "Appendix", "Page", "Step", "Part"}, word)
}

// doubtful reports whether the words of a phrase may be no name although they
// are tagged as one: without any capital, or a single common word that nobody
// wrote an article on ("the State", "Members").
func doubtful(words []string, typ string, linked bool) bool {
	if !slices.ContainsFunc(words, capital) {
		return true
	}
	return len(words) == 1 && (!linked && isCommon(words[0]) && encode.Case(words[0]) == encode.Title || typ == "PER" && isTitle(strings.TrimSuffix(words[0], "s")))
}

// yearIn reports whether one of the words is a year: what stands before it, in
// one phrase, is a book or paper cited.
func yearIn(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && encode.Case(w) == encode.NoCase
	})
}

// nameLabel is the label of a word of a name; of type "" it teaches nothing.
func nameLabel(typ string, first bool) string {
	switch {
	case typ == "" || typ == "O":
		return typ
	case first:
		return "B-" + typ
	}
	return "I-" + typ
}

// properAround is the name around the head of a phrase, empty if the head is not
// proper: the proper nouns that stand together ("Bank of England" too, where the
// phrase is no person's), without what a person is called before the name
// ("President", "Mr.").
func properAround(doc *taught, phrase models.Span, head int, typ string) models.Span {
	if !proper(doc, head) {
		return models.Span{}
	}
	span := models.Span{Start: head, End: head + 1}
	for span.Start > phrase.Start && joins(doc, span.Start-1, phrase) {
		span.Start--
	}
	for span.End < phrase.End {
		switch i := span.End; {
		case joins(doc, i, phrase) || doc.xpos[i] == "CD" && within(doc, i, head):
			span.End++
		case typ != "PER" && linked(doc, i, phrase) > i:
			span.End = linked(doc, i, phrase)
		default:
			phrase.End = span.End
		}
	}
	for span.Start < span.End && !proper(doc, span.Start) {
		span.Start++
	}
	for span.Start < span.End && !proper(doc, span.End-1) && doc.xpos[span.End-1] != "CD" {
		span.End--
	}
	if typ == "PER" {
		for span.Len() > 1 && (isTitle(doc.words[span.Start]) || doc.deprel[span.Start] == "nmod:desc") {
			span.Start++
		}
		if span.Len() == 1 && isTitle(doc.words[span.Start]) {
			return models.Span{}
		}
	}
	return span
}

// proper reports whether a word is part of a name by its Penn tag: "United" in
// "United Kingdom" is an adjective by its universal one.
func proper(doc *taught, i int) bool { return strings.HasPrefix(doc.xpos[i], "NNP") }

// joins reports whether word i continues a run of proper nouns: it is one, or a
// hyphen, an ampersand or a point between two of them.
func joins(doc *taught, i int, phrase models.Span) bool {
	if proper(doc, i) {
		return true
	}
	switch doc.words[i] {
	case "-", "–", "&", "'", "’", "/":
		return i > phrase.Start && i+1 < phrase.End && proper(doc, i-1) && proper(doc, i+1)
	}
	return false
}

// linked is the end of what continues a name from word i on behind a small word:
// "of England", "for the Arts", "'s Hospital"; i if nothing does.
func linked(doc *taught, i int, phrase models.Span) int {
	k := i
	switch doc.words[i] {
	case "of", "for", "'s", "’s", "de", "del", "la", "al":
		k++
	default:
		return i
	}
	if k < phrase.End && strings.EqualFold(doc.words[k], "the") {
		k++
	}
	if k < phrase.End && proper(doc, k) && !isDemonym(doc.words[k]) {
		return k + 1
	}
	return i
}

// within reports whether word i hangs below the head, at whatever depth.
func within(doc *taught, i, head int) bool {
	for n := 0; i >= 0 && n < len(doc.words); n++ {
		if i == head {
			return true
		}
		i = doc.head[i]
	}
	return false
}
