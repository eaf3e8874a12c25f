package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
)

// trainStances fits the weights that a stance's chances are made of, on the
// sentences that the network was not trained on: logistic regression of whether
// it is in favour, or against, on the grounds for it.
func trainStances(ctx context.Context, corpora, lists string, out io.Writer) error {
	weights, err := readList(filepath.Join(lists, "stance-weight.tsv"))
	if err != nil {
		return err
	}
	m, err := extract.Open("")
	if err != nil {
		return err
	}
	var grounds [][]string
	var right []bool
	learn := func(label models.Label, pair stance.Pair) {
		g := m.Grounds(pair)[0]
		grounds = append(grounds, g.Favor, g.Against)
		right = append(right, label == models.Favor, label == models.Against)
	}
	dse, mtsc := filepath.Join(corpora, "dse", "train.tsv.gz"), filepath.Join(corpora, "newsmtsc", "train.jsonl.gz")
	text, err := readText(dse)
	if err != nil {
		return err
	}
	pairs, err := readDSE(dse, text)
	if err != nil {
		return err
	}
	number := map[string]int{} // of texts, in their order
	for _, pr := range pairs {
		if _, ok := number[pr.text]; !ok {
			number[pr.text] = len(number)
		}
		if !held("dse", fmt.Sprint(number[pr.text])) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		there, back := pr.labels()
		learn(there, pr.there())
		learn(back, pr.back())
	}
	if text, err = readText(mtsc); err != nil {
		return err
	}
	targets, err := readNewsMTSC(mtsc, text)
	if err != nil {
		return err
	}
	for i, n := 0, -1; i < len(targets); i++ {
		if i == 0 || targets[i].text != targets[i-1].text {
			n++
		}
		if held("newsmtsc", fmt.Sprint(n)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			learn(targets[i].label, targets[i].asked())
		}
	}
	weights.rows = weigh(grounds, right, lightRidge)
	sum, err := hashFiles(dse, mtsc)
	if err != nil {
		return err
	}
	weights.source(fmt.Sprintf("sayso-lab train: logistic regression over how the model (SHA-256 %s) leans, in the tenths of DSE train (Park, Pan and Joo, ACL 2021) and NewsMTSC train (Hamborg and Donnay, EACL 2021) that it was not trained on (%s; SHA-256 of these files one behind the other %s); no text of them",
		m.SHA256(), strings.Join([]string{"dse/train.tsv.gz", "newsmtsc/train.jsonl.gz"}, ", "), sum))
	if err := weights.write(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d rows from %d questions\n", weights.path, len(weights.rows), len(right))
	return nil
}
