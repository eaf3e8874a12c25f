package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// silverMentions reads the mentions of a document that a program marked, with
// "Coref=3:2" at the first word of a mention of chain 3 that has two words. Only
// what is mentioned twice is marked, and of whatever kind it is.
func silverMentions(sents []conllu.Sentence) ([]eval.Mention, error) {
	var mentions []eval.Mention
	numbers := make(map[string]int)
	at := 0
	for _, sent := range sents {
		words := sent.Words()
		for n, w := range words {
			for part := range strings.SplitSeq(sent.Rows[w].Misc, "|") {
				value, ok := strings.CutPrefix(part, "Coref=")
				if !ok {
					continue
				}
				chain, length, _ := strings.Cut(value, ":")
				size, err := strconv.Atoi(length)
				if err != nil || size < 1 || n+size > len(words) {
					return nil, fmt.Errorf("coreference %q", part)
				}
				if _, ok := numbers[chain]; !ok {
					numbers[chain] = len(numbers)
				}
				end := at + n + size
				men := eval.Mention{Span: models.Span{Start: at + n, End: end}, Head: models.Span{Start: end - 1, End: end}, Actor: numbers[chain], Kind: models.Nominal}
				last := sent.Rows[words[n+size-1]]
				switch {
				case size == 1 && strings.HasPrefix(last.XPOS, "PRP"):
					men.Kind, men.Exempt = models.Pronoun, !heOrShe(last.Form)
				case strings.HasPrefix(last.XPOS, "NNP"):
					men.Kind = models.Name
				}
				mentions = append(mentions, men)
			}
		}
		at += len(words)
	}
	return mentions, nil
}

// heOrShe reports whether a form stands for a person spoken of.
func heOrShe(form string) bool {
	switch strings.ToLower(form) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself":
		return true
	}
	return false
}

// measureSilver scores he and she against what a program found: with its mentions
// given, whether the antecedent is of its chain; and from the words alone,
// whether the nearest name or nominal before it that was found for its actor is.
// The program errs too, so that no more than a comparison of two runs is told by
// it.
func measureSilver(ctx context.Context, m *extract.Model, corpus string, docs []coreferent) (report, error) {
	var found eval.Actors
	var given eval.Antecedents
	for _, silver := range docs {
		if err := ctx.Err(); err != nil {
			return report{}, err
		}
		doc, err := conllu.Document(silver.sents)
		if err != nil {
			return report{}, fmt.Errorf("%s: %w", silver.id, err)
		}
		at := squeeze(doc.Article.Text)
		want := make([]eval.Mention, len(silver.mentions))
		for i, men := range silver.mentions {
			men.Span, men.Head = squeezed(at, bytesOf(doc, men.Span)), squeezed(at, bytesOf(doc, men.Head))
			want[i] = men
		}
		m.Words(doc)
		found.Add(want, foundMentions(doc))
		given.Add(givenMentions(entity.DefaultRanker(), doc, silver.mentions))
	}
	row := func(measure string, r eval.Ratio) eval.Row {
		return eval.Row{Task: "actors", Corpus: corpus, Measure: measure, Value: r.Percent(), N: r.All}
	}
	return report{Rows: []eval.Row{
		row("he and she, nearest name or nominal", found.Pronoun), row("he and she, antecedent (silver mentions)", given.He),
	}}, nil
}

// marked reports whether a program marked the mentions of a corpus.
func marked(sents []conllu.Sentence) bool {
	for _, sent := range sents {
		for _, row := range sent.Rows {
			if strings.Contains(row.Misc, "Coref=") {
				return true
			}
		}
	}
	return false
}
