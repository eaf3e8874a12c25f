package main

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// inOrder sorts the mentions of a document by their beginning, the longer first.
func inOrder(mentions []eval.Mention) []eval.Mention {
	list := slices.Clone(mentions)
	slices.SortStableFunc(list, func(a, b eval.Mention) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	return list
}

// givenMentions puts the gold mentions of a document, spans of its words,
// together as the ranker does where they are given.
func givenMentions(rk *entity.Ranker, doc *models.Document, gold []eval.Mention) []eval.Given {
	list := inOrder(gold)
	links := rk.Links(entity.Given(doc, spansOf(list)))
	given := make([]eval.Given, len(list))
	for i, men := range list {
		given[i] = eval.Given{Mention: men, Text: doc.Text(bytesOf(doc, men.Span)), Antecedent: links[i].Antecedent, Group: links[i].Group}
	}
	return given
}

func spansOf(mentions []eval.Mention) []models.Span {
	spans := make([]models.Span, len(mentions))
	for i, men := range mentions {
		spans[i] = men.Span
	}
	return spans
}
