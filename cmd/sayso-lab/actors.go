package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// measureCoreference scores mentions and actors of documents, with the words
// and sentences of the gold and from their running text; and antecedents, where
// the gold mentions are given and all else is found: tags, trees and names.
func measureCoreference(ctx context.Context, m *extract.Model, corpus string, docs []coreferent) (report, error) {
	if len(docs) > 0 && docs[0].silver {
		return measureSilver(ctx, m, corpus, docs)
	}
	var given, raw eval.Actors
	var antecedents eval.Antecedents
	for _, gold := range docs {
		if err := ctx.Err(); err != nil {
			return report{}, err
		}
		doc, err := conllu.Document(gold.sents)
		if err != nil {
			return report{}, fmt.Errorf("%s: %w", gold.id, err)
		}
		at := squeeze(doc.Article.Text)
		want := make([]eval.Mention, len(gold.mentions))
		for i, men := range gold.mentions {
			men.Span, men.Head = squeezed(at, bytesOf(doc, men.Span)), squeezed(at, bytesOf(doc, men.Head))
			want[i] = men
		}
		m.Words(doc)
		given.Add(want, foundMentions(doc))
		antecedents.Add(givenMentions(entity.DefaultRanker(), doc, gold.mentions))
		again := m.Article(page.Read(models.Record{URI: gold.id, Body: conllu.RawText(gold.sents)}))
		if !sameText(doc.Article.Text, again.Article.Text) {
			return report{}, fmt.Errorf("%s: words and text differ", gold.id)
		}
		raw.Add(want, foundMentions(again))
	}
	rep := report{Rows: given.Rows(corpus)}
	for i := range rep.Rows {
		rep.Rows[i].Measure += " (gold words)"
	}
	for _, row := range raw.Rows(corpus) {
		row.Measure += " (raw)"
		rep.Rows = append(rep.Rows, row)
	}
	for _, row := range antecedents.Rows(corpus) {
		row.Measure += " (gold mentions)"
		rep.Rows = append(rep.Rows, row)
	}
	return rep, nil
}

// bytesOf turns a span of a document's tokens into one of its text.
func bytesOf(doc *models.Document, s models.Span) models.Span {
	return doc.Tokens[s.Start].Hull(doc.Tokens[s.End-1].Span)
}

// foundMentions is the mentions of a document, in squeezed characters.
func foundMentions(doc *models.Document) []eval.Mention {
	at := squeeze(doc.Article.Text)
	found := make([]eval.Mention, len(doc.Mentions))
	for i, men := range doc.Mentions {
		found[i] = eval.Mention{Span: squeezed(at, men.Span), Actor: men.Actor, Kind: men.Kind}
	}
	return found
}

// measureForms scores which surface forms of an article stand for the same
// actor. A form goes with the actor that has most mentions that read so, the
// first of several; what is the form of no mention is not found. Found forms
// that are no gold form are not asked about.
//
// A pronoun that is the source of a claim both annotators found is right if its
// mention's actor goes by one of the names they gave.
func measureForms(ctx context.Context, m *extract.Model, corpus string, arts []article) (report, error) {
	var groups eval.Grouping
	var pronoun eval.Ratio
	err := readArticles(ctx, m, arts, func(art article, doc *models.Document) error {
		count := make(map[string]map[int]int)
		for _, men := range doc.Mentions {
			f := form(doc.Text(men.Span))
			if count[f] == nil {
				count[f] = make(map[int]int)
			}
			count[f][men.Actor]++
		}
		var members []eval.Member
		for i, list := range art.actors {
			for _, f := range forms(list) {
				members = append(members, eval.Member{Gold: i, Pred: most(count[f])})
			}
		}
		groups.Add(members)
		names, offs := actorForms(doc), models.NewOffsets(doc.Article.Text)
		for i, clm := range art.claims {
			if clm.Optional || len(clm.Source) != 1 || len(art.sources[i]) == 0 {
				continue
			}
			at := offs.Span(clm.Source[0].Start, clm.Source[0].End)
			if !thirdPerson(form(doc.Text(at))) {
				continue
			}
			pronoun.Add(slices.ContainsFunc(doc.Mentions, func(men models.Mention) bool {
				return men.Span == at && meet(names[men.Actor], art.sources[i])
			}))
		}
		return nil
	})
	rows := []eval.Row{
		{Measure: "B3 F1 of surface forms", Value: groups.F1(), N: groups.Gold()},
		{Measure: "pronoun source accuracy", Value: pronoun.Percent(), N: pronoun.All},
	}
	for i := range rows {
		rows[i].Task, rows[i].Corpus = "actors", corpus
	}
	return report{Rows: rows}, err
}

// most is the actor counted most often, the first of several, or eval.None.
func most(count map[int]int) int {
	best := eval.None
	for act, n := range count {
		if best == eval.None || n > count[best] || n == count[best] && act < best {
			best = act
		}
	}
	return best
}

// thirdPerson reports whether a form is a pronoun that stands for somebody
// spoken of.
func thirdPerson(form string) bool {
	switch form {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
		"they", "them", "their", "theirs", "themselves":
		return true
	}
	return false
}
