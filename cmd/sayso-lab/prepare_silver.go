package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extract/encode"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// silverTypes are the types of names in the silver annotation of PolNeAR;
// numbers, dates and the like are no names.
var silverTypes = map[string]string{"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}

// A silverArticle is an article as it is taught, and where its words stand.
type silverArticle struct {
	taught
	text  string
	spans []models.Span // of words, in bytes
}

// teachPolNeAR takes the articles of PolNeAR in our own words, with the claims
// that people marked and the names that CoreNLP found in them, both widened to
// our words. CoreNLP's words carry a type and no beginning, so that names of one
// type that touch become one; it gave up on a few articles, which have no names.
func teachPolNeAR(ctx context.Context, corpora, split string) ([]silverArticle, error) {
	path := filepath.Join(corpora, "polnear", split+".jsonl.gz")
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	arts, err := readPolNeAR(path, text)
	if err != nil {
		return nil, err
	}
	path = filepath.Join(corpora, "polnear-corenlp", split+".conllu.gz")
	if text, err = readText(path); err != nil {
		return nil, err
	}
	silver, err := readTrees(path, text)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*treebankDoc, len(silver))
	for i := range silver {
		byID[silver[i].id] = &silver[i]
	}
	var list []silverArticle
	for _, art := range arts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc := readRecord(art.rec)
		if doc.Article.Text != art.rec.Body {
			return nil, fmt.Errorf("%s: reading changed the text, and the spans of names with it", art.rec.ID)
		}
		out := silverArticle{taught: teachDocument(art.rec.ID, doc), text: doc.Article.Text, spans: make([]models.Span, len(doc.Tokens))}
		for i, tok := range doc.Tokens {
			out.spans[i] = tok.Span
		}
		out.claims = projectClaims(doc, art.claims)
		if gold := byID[art.rec.ID]; gold != nil {
			names, err := silverNames(gold.sents, utf8.RuneCountInString(art.rec.Body))
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, gold.id, err)
			}
			out.names = projectNames(doc, names, out.words)
			mendSilver(&out.taught)
		}
		list = append(list, out)
	}
	return list, nil
}

// A codeName is a name in code points of a text.
type codeName struct {
	models.Span
	typ string
}

// silverNames reads the names of an article of n code points.
func silverNames(sents []conllu.Sentence, n int) ([]codeName, error) {
	var names []codeName
	for i := range sents {
		open := ""
		for _, row := range sents[i].Rows {
			ner, _ := misc(row, "NER")
			typ := silverTypes[ner]
			if typ == "" {
				open = ""
				continue
			}
			at, _ := misc(row, "Offset")
			var b, e int
			if _, err := fmt.Sscanf(at, "%d:%d", &b, &e); err != nil || b < 0 || b >= e || e > n {
				return nil, fmt.Errorf("sentence %d: offset %q of word %s", i+1, at, row.ID)
			}
			if typ == open {
				names[len(names)-1].End = e
			} else {
				names = append(names, codeName{models.Span{Start: b, End: e}, typ})
			}
			open = typ
		}
	}
	return names, nil
}

// projectNames labels the tokens that names touch. A miscellaneous name that is
// a people's is a group's.
func projectNames(doc *models.Document, names []codeName, words []string) []string {
	labels := make([]string, len(doc.Tokens))
	for i := range labels {
		labels[i] = "O"
	}
	offs := models.NewOffsets(doc.Article.Text)
	i := 0
	for _, name := range names {
		span := offs.Span(name.Start, name.End)
		for i < len(doc.Tokens) && doc.Tokens[i].End <= span.Start {
			i++
		}
		first := i
		for i < len(doc.Tokens) && doc.Tokens[i].Start < span.End {
			i++
		}
		typ := name.typ
		if typ == "MISC" && demonyms(words[first:i]) {
			typ = "GRP"
		}
		for k := first; k < i; k++ {
			labels[k] = nameLabel(typ, k == first)
		}
	}
	return labels
}

// mendSilver corrects what a statistical reader of 2016 gets wrong often and an
// article as a whole shows: a surname that it knows beside a first name and
// misses alone ("Trump tried …"), quotation marks in names, a foundation that is
// a person, a nationality torn off a longer name. Headlines in capitals teach
// nothing.
func mendSilver(doc *taught) {
	spans := namesOf(plainLabels(doc.names))
	surnames := map[string]bool{}
	for _, n := range spans {
		if last := doc.words[n.End-1]; n.Type == "PER" && n.Len() > 1 && lastWords()[last] == "" && properName(last) {
			surnames[last] = true
		}
	}
	for _, n := range spans {
		set := func(b, e int, typ string) {
			for i := b; i < e; i++ {
				doc.names[i] = nameLabel(typ, i == b)
			}
		}
		b, e := n.Start, n.End
		for b < e && encode.Case(doc.words[b]) == encode.NoCase && !digit(doc.words[b]) {
			b++
		}
		for e > b && encode.Case(doc.words[e-1]) == encode.NoCase && !digit(doc.words[e-1]) {
			e--
		}
		for n.Type == "PER" && b+1 < e && isTitle(doc.words[b]) {
			b++
		}
		if e == b {
			set(n.Start, n.End, "O")
			continue
		}
		set(n.Start, b, "O")
		if n.Type == "PER" && b == n.Start && b > 0 && doc.names[b-1] == "O" && firstNames()[doc.words[b-1]] {
			b--
		}
		set(b, e, n.Type)
		set(e, n.End, "O")
		words := doc.words[b:e]
		switch last := words[len(words)-1]; {
		case n.Type == "PER" && lastWords()[last] == "organization":
			set(b, e, "ORG")
		case n.Type == "PER" && lastWords()[last] == "place", n.Type == "GRP" && e < len(doc.words) && doc.names[e] == "O" && goesOn(doc.words[e]):
			set(b, e, "")
			if n.Type == "GRP" {
				doc.names[e] = ""
			}
		case !slices.ContainsFunc(words, capital):
			set(b, e, "")
		}
	}
	for _, sent := range doc.sents {
		if shouted(doc.words[sent.First:sent.Last]) {
			for i := sent.First; i < sent.Last; i++ {
				doc.names[i] = ""
			}
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			switch {
			case !surnames[doc.words[i]] || doc.names[i] == "B-PER" || doc.names[i] == "I-PER":
			case i+1 < sent.Last && capital(doc.words[i+1]), i > sent.First+1 && capital(doc.words[i-1]) && !isTitle(doc.words[i-1]) && !isCommon(doc.words[i-1]):
				if doc.names[i] == "O" { // it may be part of a name: "Trump Tower"
					doc.names[i] = ""
				}
			case doc.names[i] == "O" || doc.names[i] == "" || alone(doc.names, i):
				doc.names[i] = "B-PER"
			}
		}
	}
}

// plainLabels are labels with O for what teaches nothing.
func plainLabels(labels []string) []string {
	list := slices.Clone(labels)
	for i := range list {
		if list[i] == "" {
			list[i] = "O"
		}
	}
	return list
}

// properName reports whether a word is written like part of a name and common
// nowhere.
func properName(word string) bool { return capital(word) && !isCommon(word) && !isDemonym(word) }

// goesOn reports whether a word behind that of a people may go on a name with it
// ("Islamic State"): it is capitalised, and no title.
func goesOn(word string) bool { return capital(word) && (word == "State" || !isTitle(word)) }

// alone reports whether word i is a name by itself.
func alone(labels []string, i int) bool {
	return labels[i] != "O" && labels[i] != "" && labels[i][0] == 'B' && (i+1 == len(labels) || labels[i+1] == "" || labels[i+1][0] != 'I')
}

// digit reports whether a word begins with a digit.
func digit(word string) bool { return word != "" && '0' <= word[0] && word[0] <= '9' }

// shouted reports whether most words of a sentence are in capitals.
func shouted(words []string) bool {
	upper, lower := 0, 0
	for _, w := range words {
		switch encode.Case(w) {
		case encode.Upper:
			upper++
		case encode.Lower, encode.Title, encode.Mixed:
			lower++
		}
	}
	return upper >= 3 && upper > lower
}
