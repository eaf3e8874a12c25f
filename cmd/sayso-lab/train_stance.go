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
	held, files, err := heldStances(ctx, corpora)
	if err != nil {
		return err
	}
	grounds, right := lessons(m, held)
	weights.rows = weigh(grounds, right, lightRidge)
	sum, err := hashFiles(files...)
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

// A lesson is a question of stance and its answer.
type lesson struct {
	asked stance.Pair
	label models.Label
}

// heldStances are the lessons of the sentences that the network was not trained
// on, and the files they are from.
func heldStances(ctx context.Context, corpora string) (list []lesson, files []string, err error) {
	files = []string{filepath.Join(corpora, "dse", "train.tsv.gz"), filepath.Join(corpora, "newsmtsc", "train.jsonl.gz")}
	pairs, err := readGold(files[0], readDSE)
	if err != nil {
		return nil, nil, err
	}
	number := map[string]int{} // of texts, in their order
	for _, pr := range pairs {
		if _, ok := number[pr.text]; !ok {
			number[pr.text] = len(number)
		}
		if held("dse", fmt.Sprint(number[pr.text])) {
			there, back := pr.labels()
			list = append(list, lesson{pr.there(), there}, lesson{pr.back(), back})
		}
	}
	targets, err := readGold(files[1], readNewsMTSC)
	if err != nil {
		return nil, nil, err
	}
	for i, n := 0, -1; i < len(targets); i++ {
		if i == 0 || targets[i].text != targets[i-1].text {
			n++
		}
		if held("newsmtsc", fmt.Sprint(n)) {
			list = append(list, lesson{targets[i].asked(), targets[i].label})
		}
	}
	return list, files, ctx.Err()
}

// lessons are the grounds for each side of each lesson, and whether it is right.
func lessons(m *extract.Model, held []lesson) (grounds [][]string, right []bool) {
	for _, l := range held {
		g := m.Grounds(l.asked)[0]
		grounds = append(grounds, g.Favor, g.Against)
		right = append(right, l.label == models.Favor, l.label == models.Against)
	}
	return grounds, right
}
