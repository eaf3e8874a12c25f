package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// A named is a document of the gold with its names.
type named struct {
	id     string
	sents  []conllu.Sentence // the words as given, or none
	labels []string          // of all words; "" where nobody knows whether it is a name
	text   string            // as running text, "" if that is not known

	// Where there are no words, in code points of the text:
	names   []codeName
	unknown []models.Span
}

// readNames reads names as IOB, each document by itself where the corpus marks
// them, else each sentence.
func readNames(path, text string) ([]named, error) {
	sents, err := readIOB(path, text)
	if err != nil {
		return nil, err
	}
	paragraphs, err := readParagraphs(path)
	if err != nil {
		return nil, err
	}
	var docs []named
	for i, sent := range sents {
		if i == 0 || sent.newdoc || !sents[0].newdoc {
			docs = append(docs, named{id: fmt.Sprintf("document %d", len(docs)+1)})
		}
		doc := &docs[len(docs)-1]
		doc.sents = append(doc.sents, sentenceOf(sent.words, glue(sent.words, sent.text)))
		doc.labels = append(doc.labels, peopled(sent)...)
		switch {
		case len(doc.sents) == 1:
			doc.text = sent.text
		case sent.text == "" || doc.text == "":
			doc.text = ""
		case paragraphs[sent.id]:
			doc.text += "\n\n" + sent.text
		default:
			doc.text += " " + sent.text
		}
	}
	return docs, nil
}

// readParagraphs says which sentences of Universal NER's EWT begin a paragraph.
// Its files leave that out; the treebank, if it is there, has the same sentences
// under the same ids.
func readParagraphs(path string) (map[string]bool, error) {
	split, ok := strings.CutPrefix(filepath.Base(path), "uner-ewt-")
	if !ok {
		return nil, nil
	}
	split, _, _ = strings.Cut(split, ".")
	path = filepath.Join(filepath.Dir(path), "..", "ewt", split+".conllu.gz")
	text, err := readText(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	sents, err := conllu.ReadAll(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	begins := make(map[string]bool)
	for i := range sents {
		if _, ok := sents[i].Comment("newpar"); ok {
			id, _ := sents[i].Comment("sent_id")
			begins[id] = true
		}
	}
	return begins, nil
}

// peopled is the labels of a sentence in which a miscellaneous name that is a
// people's is a group's, as we call it.
func peopled(sent labelled) []string {
	labels := slices.Clone(sent.labels)
	for _, name := range namesOf(labels) {
		if name.Type == "MISC" && demonyms(sent.words[name.Start:name.End]) {
			for i := name.Start; i < name.End; i++ {
				labels[i] = nameLabel("GRP", i == name.Start)
			}
		}
	}
	return labels
}

// readTreeNames reads the names of CoNLL-U: those that GUM's entities make, or,
// where there are no entities, the silver ones of PolNeAR, whose text stands in
// the folder polnear beside theirs.
func readTreeNames(path, text string) ([]named, error) {
	trees, err := readTrees(path, text)
	if err != nil || len(trees) == 0 {
		return nil, err
	}
	if _, ok := entityLine(trees[0].sents[0].Comments); !ok {
		return readSilver(path, trees)
	}
	taught, err := teachGUM(path, text)
	if err != nil {
		return nil, err
	}
	docs := make([]named, len(trees))
	for i, tree := range trees {
		docs[i] = named{id: tree.id, sents: tree.sents, labels: taught[i].names, text: conllu.RawText(tree.sents)}
	}
	return docs, nil
}

func readSilver(path string, trees []treebankDoc) ([]named, error) {
	base, _, _ := strings.Cut(filepath.Base(path), ".")
	path = filepath.Join(filepath.Dir(path), "..", "polnear", base+".jsonl.gz")
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	arts, err := readPolNeAR(path, text)
	if err != nil {
		return nil, err
	}
	bodies := make(map[string]string, len(arts))
	for _, art := range arts {
		bodies[art.rec.ID] = art.rec.Body
	}
	docs := make([]named, len(trees))
	for i, tree := range trees {
		body := bodies[tree.id]
		names, err := silverNames(tree.sents, utf8.RuneCountInString(body))
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, tree.id, err)
		}
		offs := models.NewOffsets(body)
		for k, name := range names {
			if name.typ == "MISC" && demonyms(strings.Fields(offs.Span(name.Start, name.End).In(body))) {
				names[k].typ = "GRP"
			}
		}
		docs[i] = named{id: tree.id, text: body, names: names}
	}
	return docs, nil
}

// readMended reads the articles of PolNeAR with the silver names as the network
// is taught them: without what CoreNLP gets wrong often.
func readMended(path, _ string) ([]named, error) {
	split, _, _ := strings.Cut(filepath.Base(path), ".")
	articles, err := teachPolNeAR(context.Background(), filepath.Join(filepath.Dir(path), ".."), split)
	if err != nil {
		return nil, err
	}
	articles = slices.DeleteFunc(articles, func(art silverArticle) bool { return art.names == nil })
	docs := make([]named, len(articles))
	for i, art := range articles {
		docs[i] = named{id: art.id, text: art.text}
		offs := models.NewOffsets(art.text)
		for _, sent := range art.sents {
			span := func(first, last int) models.Span {
				return runes(offs, art.spans[first].Hull(art.spans[last-1]))
			}
			labels := art.names[sent.First:sent.Last]
			for _, n := range namesOf(plainLabels(labels)) {
				docs[i].names = append(docs[i].names, codeName{span(sent.First+n.Start, sent.First+n.End), n.Type})
			}
			for k, label := range labels {
				if label == "" {
					docs[i].unknown = append(docs[i].unknown, span(sent.First+k, sent.First+k+1))
				}
			}
		}
	}
	return docs, nil
}

// goldTypes says which of our types a corpus's type of name is.
var goldTypes = map[string]string{
	"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GRP": "GRP", "MISC": "MISC",
	"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "GRP",
}

// mainTypes are the types that the measure over all names takes in. Peoples and
// what is miscellaneous are drawn too differently from corpus to corpus; they
// are scored by themselves where a corpus has them.
var mainTypes = []string{"PER", "ORG", "LOC"}

// A nameScore scores the names of one way of reading.
type nameScore struct{ main, rest eval.Names }

// add scores a document. What is found on words that are unknown does not count.
func (s *nameScore) add(gold, found []eval.Name, unknown []models.Span) {
	found = slices.DeleteFunc(found, func(n eval.Name) bool {
		return slices.ContainsFunc(unknown, n.Overlaps)
	})
	isMain := func(n eval.Name) bool { return slices.Contains(mainTypes, n.Type) }
	isRest := func(n eval.Name) bool { return !isMain(n) }
	s.main.Add(slices.DeleteFunc(slices.Clone(gold), isRest), slices.DeleteFunc(slices.Clone(found), isRest))
	s.rest.Add(slices.DeleteFunc(slices.Clone(gold), isMain), slices.DeleteFunc(slices.Clone(found), isMain))
}

// rows are the figures: F1, precision, recall and F1 by type, of the rest F1 by
// type where the gold has any.
func (s *nameScore) rows(corpus, way string) []eval.Row {
	rows := s.main.Rows(corpus)
	for _, row := range s.rest.Rows(corpus)[3:] {
		if row.N > 0 {
			rows = append(rows, row)
		}
	}
	for i := range rows {
		rows[i].Measure += " (" + way + ")"
	}
	return rows
}

// measureNames scores the names that sayso annotate writes into CoNLL-U: on the
// words and sentences of the gold, and, where the corpus has it, from running
// text.
func measureNames(ctx context.Context, m *extract.Model, corpus string, docs []named) (report, error) {
	var given, raw nameScore
	words, texts := false, true
	for _, gold := range docs {
		texts = texts && gold.text != ""
		words = words || len(gold.sents) > 0
	}
	for _, gold := range docs {
		if err := ctx.Err(); err != nil {
			return report{}, err
		}
		doc, names, unknown, err := goldNames(gold)
		if err != nil {
			return report{}, fmt.Errorf("%s: %w", gold.id, err)
		}
		if words {
			m.Words(doc)
			given.add(names, foundNames(doc), unknown)
		}
		if texts {
			again := m.Article(page.Read(models.Record{URI: gold.id, Body: gold.text}))
			if !sameText(doc.Article.Text, again.Article.Text) {
				return report{}, fmt.Errorf("%s: words and text differ", gold.id)
			}
			raw.add(names, foundNames(again), unknown)
		}
	}
	var rep report
	if words {
		rep.Rows = given.rows(corpus, "gold words")
	}
	if rows := raw.rows(corpus, "raw"); texts && words {
		rep.Rows = append(rep.Rows, rows[0])
	} else if texts {
		rep.Rows = rows
	}
	return rep, nil
}

// goldNames makes a document of the gold, with the given words if there are any,
// and says which names stand in it, and what is not known, in squeezed
// characters.
func goldNames(gold named) (doc *models.Document, names []eval.Name, unknown []models.Span, err error) {
	if len(gold.sents) == 0 {
		doc = &models.Document{Article: models.Article{Text: gold.text}}
		at, offs := squeeze(gold.text), models.NewOffsets(gold.text)
		for _, name := range gold.names {
			names = append(names, eval.Name{Span: squeezed(at, offs.Span(name.Start, name.End)), Type: name.typ})
		}
		for _, s := range gold.unknown {
			unknown = append(unknown, squeezed(at, offs.Span(s.Start, s.End)))
		}
		return doc, names, unknown, nil
	}
	if doc, err = conllu.Document(gold.sents); err != nil {
		return nil, nil, nil, err
	}
	at := squeeze(doc.Article.Text)
	for i, sent := range doc.Sentences {
		labels := gold.labels[sent.First:sent.Last]
		names = append(names, squeezedNames(doc, at, i, plainLabels(labels))...)
		for k, label := range labels {
			if label == "" {
				unknown = append(unknown, squeezed(at, doc.Words(i)[k].Span))
			}
		}
	}
	return doc, names, unknown, nil
}

// foundNames is the names of a document by its tokens' labels, in squeezed
// characters.
func foundNames(doc *models.Document) []eval.Name {
	at := squeeze(doc.Article.Text)
	var names []eval.Name
	for i, sent := range doc.Sentences {
		labels := make([]string, sent.Last-sent.First)
		for k, tok := range doc.Words(i) {
			labels[k] = tok.Name
		}
		names = append(names, squeezedNames(doc, at, i, plainLabels(labels))...)
	}
	return names
}

// squeezedNames reads the names of sentence i off its labels and keeps those
// whose type is one of ours, under our word for it. at is the squeezed text.
func squeezedNames(doc *models.Document, at []int, i int, labels []string) []eval.Name {
	toks := doc.Words(i)
	var names []eval.Name
	for _, name := range namesOf(labels) {
		if name.Type = goldTypes[name.Type]; name.Type != "" {
			name.Span = squeezed(at, toks[name.Start].Hull(toks[name.End-1].Span))
			names = append(names, name)
		}
	}
	return names
}

// misc is the value of a key of a row's last column.
func misc(row conllu.Row, key string) (string, bool) {
	for item := range strings.SplitSeq(row.Misc, "|") {
		if value, ok := strings.CutPrefix(item, key+"="); ok {
			return value, true
		}
	}
	return "", false
}
