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
	var docs []coreferent
	for _, part := range conllu.Articles(sents) {
		doc := coreferent{sents: part}
		doc.id, _ = part[0].Comment("newdoc id")
		fields := slices.IndexFunc(part[0].Comments, func(c string) bool { return strings.HasPrefix(c, "# global.Entity") })
		if fields < 0 {
			return nil, fmt.Errorf("%s: %s has no line \"# global.Entity\"", path, doc.id)
		}
		_, names, _ := strings.Cut(part[0].Comments[fields], "=")
		if doc.mentions, err = mentionsOf(part, strings.Split(strings.TrimSpace(names), "-")); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, doc.id, err)
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// mentionsOf reads the mentions of a document whose entities have the fields
// named, the first of which is the entity's number.
func mentionsOf(sents []conllu.Sentence, fields []string) ([]eval.Mention, error) {
	etype, minspan := slices.Index(fields, "etype"), slices.Index(fields, "minspan")
	if etype < 0 || minspan < 0 {
		return nil, fmt.Errorf("entities of the fields %v", fields)
	}
	type opened struct {
		entity string
		start  int
		values []string
	}
	var mentions []eval.Mention
	numbers := make(map[string]int) // of entities
	var open []opened
	var words []conllu.Row
	end := func(entity string) error {
		i := len(open) - 1
		for i >= 0 && open[i].entity != entity {
			i--
		}
		if i < 0 {
			return fmt.Errorf("entity %q ends that did not begin", entity)
		}
		o := open[i]
		open = slices.Delete(open, i, i+1)
		if !slices.Contains([]string{"person", "organization", "place"}, o.values[etype]) {
			return nil
		}
		if _, ok := numbers[entity]; !ok {
			numbers[entity] = len(numbers)
		}
		men, err := mention(words, o.start, o.values[minspan])
		men.Actor = numbers[entity]
		mentions = append(mentions, men)
		return err
	}
	for _, sent := range sents {
		for _, w := range sent.Words() {
			row := sent.Rows[w]
			words = append(words, row)
			value, _ := misc(row, "Entity")
			for value != "" {
				if value[0] != '(' { // "3)"
					entity, rest, ok := strings.Cut(value, ")")
					if !ok {
						return nil, fmt.Errorf("entity %q", value)
					}
					if err := end(entity); err != nil {
						return nil, err
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
					return nil, fmt.Errorf("entity %q has too few fields", value[:stop])
				}
				open = append(open, opened{values[0], len(words) - 1, values})
				value = value[stop:]
				if strings.HasPrefix(value, ")") {
					if err := end(values[0]); err != nil {
						return nil, err
					}
					value = value[1:]
				}
			}
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("entity %q does not end", open[0].entity)
	}
	return mentions, nil
}

// mention is the one that begins at word start and ends at the last word. The
// first word of its minimal span ("1,2": words of the mention, from 1) is its
// head and says what kind it is.
func mention(words []conllu.Row, start int, minspan string) (eval.Mention, error) {
	men := eval.Mention{Span: models.Span{Start: start, End: len(words)}, Kind: models.Nominal}
	first, last := 0, 0
	for s := range strings.SplitSeq(minspan, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > men.Len() {
			return men, fmt.Errorf("minimal span %q of a mention of %d words", minspan, men.Len())
		}
		if first == 0 {
			first = n
		}
		first, last = min(first, n), max(last, n)
	}
	men.Head = models.Span{Start: start + first - 1, End: start + last}
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
