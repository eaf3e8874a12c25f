package main

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
)

// groundSets are the grounds of stance that are measured without the others.
var groundSets = []struct {
	name  string
	holds func(ground string) bool
}{
	{"lists alone", func(g string) bool { return !isReader(g) && !isPath(g) }},
	{"encoder alone", func(g string) bool { return !isListed(g) && !isPath(g) }},
	{"encoder and tree", func(g string) bool { return !isListed(g) }},
	{"encoder and lists", func(g string) bool { return !isPath(g) }},
	{"encoder, tree and lists", func(string) bool { return true }},
}

func isReader(ground string) bool { return strings.Contains(ground, " reader ") }
func isListed(ground string) bool { return strings.Contains(ground, " lists ") }
func isPath(ground string) bool   { return strings.Contains(ground, ">") }

// measureGrounds says what each kind of ground is worth to a stance: for each
// set of them, weights are fitted on the sentences that the network was not
// trained on, and measured on dev.
func measureGrounds(ctx context.Context, m *extract.Model, corpora string) (report, error) {
	held, _, err := heldStances(ctx, corpora)
	if err != nil {
		return report{}, err
	}
	grounds, right := lessons(m, held)
	dev := []struct {
		corpus, file string
		gold         func(path string) (gold []int, asked [][]stance.Pair, err error)
		classes      []string
	}{
		{"dse dev-clean", filepath.Join("dse", "dev-clean.tsv.gz"), pairsOf, dseClasses},
		{"newsmtsc dev-rw", filepath.Join("newsmtsc", "dev-rw.jsonl.gz"), targetsOf, targetClasses},
		{"newsmtsc dev-mt", filepath.Join("newsmtsc", "dev-mt.jsonl.gz"), targetsOf, targetClasses},
	}
	var rep report
	for _, d := range dev {
		gold, asked, err := d.gold(filepath.Join(corpora, d.file))
		if err != nil {
			return report{}, err
		}
		var found [][]stance.Grounds
		for _, pairs := range asked {
			if err := ctx.Err(); err != nil {
				return report{}, err
			}
			found = append(found, m.Grounds(pairs...))
		}
		for _, set := range groundSets {
			table := eval.NewConfusion(d.classes...)
			weights := fitted(chosen(grounds, set.holds), right)
			for i, gs := range found {
				table.Add(gold[i], classOf(gs, weights))
			}
			for _, row := range table.Rows(d.corpus)[:2] { // micro and macro
				row.Measure += ", " + set.name
				rep.Rows = append(rep.Rows, row)
			}
		}
	}
	return rep, nil
}

// chosen keeps the grounds of a set.
func chosen(all [][]string, holds func(string) bool) [][]string {
	out := make([][]string, len(all))
	for i, list := range all {
		for _, g := range list {
			if holds(g) {
				out[i] = append(out[i], g)
			}
		}
	}
	return out
}

// fitted are the weights of grounds, in thousandths of a logit.
func fitted(grounds [][]string, right []bool) map[string]int {
	weights := map[string]int{}
	for _, row := range weigh(grounds, right, lightRidge) {
		weights[row[0]], _ = strconv.Atoi(row[1])
	}
	return weights
}

// classOf is the class that the grounds of both directions of a pair draw, or
// those of a target.
func classOf(gs []stance.Grounds, weights map[string]int) int {
	judged := func(g stance.Grounds) stance.Judgement {
		favor, against := g.Chances(weights)
		return stance.Judgement{Label: stance.LabelOf(favor, against), Score: float64(favor-against) / 1000}
	}
	if len(gs) == 1 {
		return targetClass(judged(gs[0]).Label)
	}
	return pairClass(judged(gs[0]), judged(gs[1]))
}

// pairsOf reads the classes of DSE and what is asked for each.
func pairsOf(path string) (gold []int, asked [][]stance.Pair, err error) {
	pairs, err := readGold(path, readDSE)
	for _, pr := range pairs {
		gold, asked = append(gold, pr.label), append(asked, []stance.Pair{pr.there(), pr.back()})
	}
	return gold, asked, err
}

// targetsOf reads the labels of NewsMTSC and what is asked for each.
func targetsOf(path string) (gold []int, asked [][]stance.Pair, err error) {
	targets, err := readGold(path, readNewsMTSC)
	for _, t := range targets {
		gold, asked = append(gold, targetClass(t.label)), append(asked, []stance.Pair{t.asked()})
	}
	return gold, asked, err
}

// targetClasses are the labels of a target.
var targetClasses = []string{models.Against.String(), models.Neutral.String(), models.Favor.String()}

func targetClass(l models.Label) int { return int(l) + 1 }

// readGold reads a file of gold.
func readGold[T any](path string, read func(path, text string) ([]T, error)) ([]T, error) {
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	return read(path, text)
}
