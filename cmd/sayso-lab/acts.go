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

// measureActs scores what gold claims do: type and quote where the gold says
// them, type, negation and modality of those that were typed by hand.
func measureActs(ctx context.Context, m *extract.Model, corpus string, arts []article) (report, error) {
	var kind, quote, hand, negated, modality eval.Ratio
	labels, err := typed()
	if err != nil {
		return report{}, err
	}
	table := eval.NewConfusion(models.ClaimTypes()...)
	err = readArticles(ctx, m, arts, func(art article, doc *models.Document) error {
		reader, at := claim.NewReader(doc), tokensAt(doc)
		for _, gold := range art.claims {
			if len(gold.Cue) == 0 {
				continue
			}
			a := reader.Act(claim.Spans{Source: at(gold.Source), Cue: at(gold.Cue), Content: at(gold.Content)})
			if len(gold.Types) > 0 {
				kind.Add(slices.Contains(gold.Types, a.Type))
			}
			if len(gold.Quotes) > 0 {
				quote.Add(slices.Contains(gold.Quotes, a.Quote))
			}
			if want, ok := labels[typedCue{art.rec.ID, gold.Cue[0]}]; ok {
				hand.Add(a.Type == want.kind)
				negated.Add(a.Negated == want.negated)
				modality.Add(a.Modality == want.modality)
				table.Add(int(want.kind), int(a.Type))
			}
		}
		return nil
	})
	var rep report
	for _, row := range []struct {
		measure string
		of      eval.Ratio
	}{
		{"type accuracy on gold spans", kind}, {"quote accuracy on gold spans", quote},
		{"type accuracy on typed claims", hand}, {"negation accuracy on typed claims", negated}, {"modality accuracy on typed claims", modality},
	} {
		if row.of.All > 0 {
			rep.Rows = append(rep.Rows, eval.Row{Task: "acts", Corpus: corpus, Measure: row.measure, Value: row.of.Percent(), N: row.of.All})
		}
	}
	if hand.All > 0 {
		rep.Tables = append(rep.Tables, namedTable{corpus, table})
	}
	return rep, err
}

// tokensAt gives the tokens that spans of code points meet, as ranges.
func tokensAt(doc *models.Document) func([]models.Span) []claim.Range {
	offs := models.NewOffsets(doc.Article.Text)
	ends := make([]int, len(doc.Tokens))
	for i, tok := range doc.Tokens {
		ends[i] = offs.Rune(tok.End)
	}
	return func(spans []models.Span) []claim.Range {
		var list []claim.Range
		for _, s := range spans {
			from, _ := slices.BinarySearch(ends, s.Start+1)
			to := from
			for to < len(ends) && offs.Rune(doc.Tokens[to].Start) < s.End {
				to++
			}
			if from < to {
				list = append(list, claim.Range{From: from, To: to})
			}
		}
		return list
	}
}
