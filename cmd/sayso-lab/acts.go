package main

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// This file scores what claims do where their spans are given: "eval acts". It
// measures that step alone, whoever finds the claims.

//go:embed typed.tsv
var typedClaims string

// A label is what somebody who read a claim says that it does.
type label struct {
	kind     models.ClaimType
	negated  bool
	modality models.Modality
}

// A typedCue is the place of a claim that has a label.
type typedCue struct {
	article string
	cue     models.Span // its first span, in code points
}

// typed are the labels of the claims of PolNeAR dev that were typed by hand.
func typed() (map[typedCue]label, error) {
	labels := map[typedCue]label{}
	err := eachLine("typed.tsv", typedClaims, func(line string) error {
		if strings.HasPrefix(line, "#") {
			return nil
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 {
			return fmt.Errorf("%d columns, not 6", len(f))
		}
		start, err := strconv.Atoi(f[1])
		if err != nil {
			return err
		}
		end, err := strconv.Atoi(f[2])
		if err != nil {
			return err
		}
		kind, ok := models.ParseClaimType(f[3])
		modality, known := parseModality(f[5])
		if !ok || !known || f[4] != "yes" && f[4] != "no" {
			return fmt.Errorf("no label: %s, %s, %s", f[3], f[4], f[5])
		}
		labels[typedCue{f[0], models.Span{Start: start, End: end}}] = label{kind, f[4] == "yes", modality}
		return nil
	})
	return labels, err
}

func parseModality(name string) (models.Modality, bool) {
	for m := models.Asserted; m <= models.Alleged; m++ {
		if m.String() == name {
			return m, true
		}
	}
	return 0, false
}

// measureTyped scores what the claims do that were typed by hand.
func measureTyped(ctx context.Context, m *extract.Model, corpus string, arts []article) (report, error) {
	var kind, negated, modality eval.Ratio
	labels, err := typed()
	if err != nil {
		return report{}, err
	}
	table := eval.NewConfusion(models.ClaimTypes()...)
	err = readActs(ctx, m, arts, func(art article, gold eval.Claim, a claim.Act) {
		if want, ok := labels[typedCue{art.rec.ID, gold.Cue[0]}]; ok {
			kind.Add(a.Type == want.kind)
			negated.Add(a.Negated == want.negated)
			modality.Add(a.Modality == want.modality)
			table.Add(int(want.kind), int(a.Type))
		}
	})
	return report{Rows: []eval.Row{
		actRow(corpus, "type accuracy on typed claims", kind),
		actRow(corpus, "negation accuracy on typed claims", negated),
		actRow(corpus, "modality accuracy on typed claims", modality),
	}, Tables: []namedTable{{corpus, table}}}, err
}

// measureActs scores what gold claims do that their corpus types.
func measureActs(ctx context.Context, m *extract.Model, corpus string, arts []article) (report, error) {
	var kind, quote eval.Ratio
	err := readActs(ctx, m, arts, func(_ article, gold eval.Claim, a claim.Act) {
		if len(gold.Types) > 0 {
			kind.Add(slices.Contains(gold.Types, a.Type))
		}
		if len(gold.Quotes) > 0 {
			quote.Add(slices.Contains(gold.Quotes, a.Quote))
		}
	})
	return report{Rows: []eval.Row{
		actRow(corpus, "type accuracy on gold spans", kind),
		actRow(corpus, "quote accuracy on gold spans", quote),
	}}, err
}

func actRow(corpus, measure string, r eval.Ratio) eval.Row {
	return eval.Row{Task: "acts", Corpus: corpus, Measure: measure, Value: r.Percent(), N: r.All}
}

// readActs reads what the gold claims of each article do, by their spans.
func readActs(ctx context.Context, m *extract.Model, arts []article, use func(article, eval.Claim, claim.Act)) error {
	return readArticles(ctx, m, arts, func(art article, doc *models.Document) error {
		reader, at := claim.NewReader(doc), tokensAt(doc)
		for _, gold := range art.claims {
			if len(gold.Cue) > 0 {
				use(art, gold, reader.Act(claim.Spans{Source: at(gold.Source), Cue: at(gold.Cue), Content: at(gold.Content)}))
			}
		}
		return nil
	})
}

// tokensAt gives the tokens that spans of code points meet, as ranges.
func tokensAt(doc *models.Document) func([]models.Span) []models.Range {
	offs := models.NewOffsets(doc.Article.Text)
	ends := make([]int, len(doc.Tokens))
	for i, tok := range doc.Tokens {
		ends[i] = offs.Rune(tok.End)
	}
	return func(spans []models.Span) []models.Range {
		var list []models.Range
		for _, s := range spans {
			from, _ := slices.BinarySearch(ends, s.Start+1)
			to := from
			for to < len(ends) && offs.Rune(doc.Tokens[to].Start) < s.End {
				to++
			}
			if from < to {
				list = append(list, models.Range{First: from, Last: to})
			}
		}
		return list
	}
}
