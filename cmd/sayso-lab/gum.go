package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// A coreferent is a document of the gold with its mentions, whose spans are of
// the document's words.
type coreferent struct {
	id       string
	sents    []conllu.Sentence
	mentions []eval.Mention
	all      []eval.Mention // of things that are no actors, too
	silver   bool           // a program marked them
}

// readCoreference reads documents with entities in the last column, as GUM
// writes them (Zeldes 2017):
//
//	Entity=(3-person-giv:act-nnnnn-cf1-1-coref   begins a mention of entity 3
//	Entity=(4-place-new-nnnnn-cf2-2-sgl)         is one of a single word
//	Entity=3)                                    ends it
//
// with the fields named on a "# global.Entity" line. Mentions of persons,
// organizations and places are kept: the rest (abstract, event, time …) are no
// actors.
func readCoreference(path, text string) ([]coreferent, error) {
	sents, err := conllu.ReadAll(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	silver := marked(sents)
	var docs []coreferent
	for _, part := range conllu.Articles(sents) {
		doc := coreferent{sents: part}
		doc.id, _ = part[0].Comment("newdoc id")
		fields, ok := entityLine(part[0].Comments)
		if !ok && silver {
			doc.silver = true
			if doc.mentions, err = silverMentions(part); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, doc.id, err)
			}
			docs = append(docs, doc)
			continue
		}
		if !ok {
			return nil, fmt.Errorf("%s: %s has no line \"# global.Entity\"", path, doc.id)
		}
		if doc.mentions, doc.all, err = mentionsOf(part, fields); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, doc.id, err)
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// entityLine is the fields of entities that a document's "# global.Entity" line
// names; the first is the entity's number.
func entityLine(comments []string) ([]string, bool) {
	i := slices.IndexFunc(comments, func(c string) bool { return strings.HasPrefix(c, "# global.Entity") })
	if i < 0 {
		return nil, false
	}
	_, names, _ := strings.Cut(comments[i], "=")
	return strings.Split(strings.TrimSpace(names), "-"), true
}

// A goldEntity is a mention as GUM marks it, of whatever type, by words of its
// document.
type goldEntity struct {
	models.Span
	number  string
	typ     string // person, organization, place, time, abstract …
	minspan string // "1,2": words of the mention, from 1; the first is its head
	linked  bool   // it has an article in Wikipedia
}

// entitiesOf reads the entities of a document, which have the fields named, in
// the order in which they end. words are all of its words.
func entitiesOf(sents []conllu.Sentence, fields []string) (entities []goldEntity, words []conllu.Row, err error) {
	etype, minspan, identity := slices.Index(fields, "etype"), slices.Index(fields, "minspan"), slices.Index(fields, "identity")
	if etype < 0 || minspan < 0 {
		return nil, nil, fmt.Errorf("entities of the fields %v", fields)
	}
	var open []goldEntity
	end := func(number string) error {
		i := len(open) - 1
		for i >= 0 && open[i].number != number {
			i--
		}
		if i < 0 {
			return fmt.Errorf("entity %q ends that did not begin", number)
		}
		o := open[i]
		open = slices.Delete(open, i, i+1)
		o.End = len(words)
		entities = append(entities, o)
		return nil
	}
	for _, sent := range sents {
		for _, w := range sent.Words() {
			row := sent.Rows[w]
			words = append(words, row)
			value, _ := misc(row, "Entity")
			for value != "" {
				if value[0] != '(' { // "3)"
					number, rest, ok := strings.Cut(value, ")")
					if !ok {
						return nil, nil, fmt.Errorf("entity %q", value)
					}
					if err := end(number); err != nil {
						return nil, nil, err
					}
					value = rest
					continue
				}
				stop := strings.IndexAny(value[1:], "()") + 1
				if stop == 0 {
					stop = len(value)
				}
				values := strings.SplitN(value[1:stop], "-", len(fields))
				if len(values) <= max(etype, minspan) {
					return nil, nil, fmt.Errorf("entity %q has too few fields", value[:stop])
				}
				open = append(open, goldEntity{models.Span{Start: len(words) - 1}, values[0], values[etype], values[minspan], 0 <= identity && identity < len(values)})
				value = value[stop:]
				if strings.HasPrefix(value, ")") {
					if err := end(values[0]); err != nil {
						return nil, nil, err
					}
					value = value[1:]
				}
			}
		}
	}
	if len(open) > 0 {
		return nil, nil, fmt.Errorf("entity %q does not end", open[0].number)
	}
	return entities, words, nil
}

// mentionsOf reads the mentions of a document whose entities have the fields
// named: those of persons, organizations and places, and all.
func mentionsOf(sents []conllu.Sentence, fields []string) (mentions, all []eval.Mention, err error) {
	entities, words, err := entitiesOf(sents, fields)
	if err != nil {
		return nil, nil, err
	}
	numbers := make(map[string]int) // of entities
	for _, ent := range entities {
		if _, ok := numbers[ent.number]; !ok {
			numbers[ent.number] = len(numbers)
		}
		men, err := mention(words, ent)
		if err != nil {
			return nil, nil, err
		}
		men.Actor = numbers[ent.number]
		all = append(all, men)
		if slices.Contains([]string{"person", "organization", "place"}, ent.typ) {
			mentions = append(mentions, men)
		}
	}
	return mentions, all, nil
}

// core is the minimal span of an entity, whose first word is its head.
func (ent goldEntity) core() (models.Span, error) {
	first, last := 0, 0
	for s := range strings.SplitSeq(ent.minspan, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > ent.Len() {
			return models.Span{}, fmt.Errorf("minimal span %q of a mention of %d words", ent.minspan, ent.Len())
		}
		if first == 0 {
			first = n
		}
		first, last = min(first, n), max(last, n)
	}
	return models.Span{Start: ent.Start + first - 1, End: ent.Start + last}, nil
}

// mention makes a mention of an entity; its head says what kind it is.
func mention(words []conllu.Row, ent goldEntity) (eval.Mention, error) {
	men := eval.Mention{Span: ent.Span, Kind: models.Nominal}
	var err error
	if men.Head, err = ent.core(); err != nil {
		return men, err
	}
	head := words[men.Head.Start]
	switch head.UPOS {
	case "PROPN":
		men.Kind = models.Name
	case "PRON":
		men.Kind = models.Pronoun
		men.Exempt = !thirdPerson(strings.ToLower(head.Form))
	}
	return men, nil
}
