package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

const (
	// rankRounds is how often all choices are gone through.
	rankRounds = 20
	// rankStep is the step of AdaGrad.
	rankStep = 0.1
	// rankRidge pulls the weights to 0 at each step.
	rankRidge = 1e-6
	// costNew, costWrong and costJoined are what a mistake costs while training:
	// to find nothing where there is an antecedent, a wrong one, and one where
	// there is none.
	costNew, costWrong, costJoined = 2.0, 1.0, 0.3
	// leastSeen is how often a reason must be seen among the right options or
	// the wrong ones to be weighed.
	leastSeen = 5
)

// taughtActors is a document as sayso reads it, and the mentions that people
// marked in it, spans of its words.
type taughtActors struct {
	doc  *models.Document
	gold []eval.Mention
	all  []eval.Mention // whatever they are of
}

// trainActors fits the weights of the ranker of antecedents again.
func trainActors(ctx context.Context, path, lists string, out io.Writer) error {
	weights, err := readList(filepath.Join(lists, "antecedent-weight.tsv"))
	if err != nil {
		return err
	}
	text, err := readText(path)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(out, "%s: kept, since there is no %s\n", weights.path, path)
		return nil
	} else if err != nil {
		return err
	}
	golds, err := readCoreference(path, text)
	if err != nil {
		return err
	}
	m, err := extract.Open("")
	if err != nil {
		return err
	}
	var docs []taughtActors
	for _, gold := range golds {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := conllu.Document(gold.sents)
		if err != nil {
			return fmt.Errorf("%s: %w", gold.id, err)
		}
		m.Words(doc)
		docs = append(docs, taughtActors{doc, gold.mentions, gold.all})
	}
	if weights.rows, err = fitRanker(ctx, docs); err != nil {
		return err
	}
	sum, err := hashFiles(path)
	if err != nil {
		return err
	}
	weights.source("sayso-lab train: a log-linear model of the choice of an antecedent, fitted on the mentions of people, organizations and places of GUM train (Zeldes 2017; gum/train.conllu.gz, SHA-256 " + sum + ") with tags, trees and names of sayso; no text of the corpus")
	if err := weights.write(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d rows from %d documents\n", weights.path, len(weights.rows), len(docs))
	return nil
}

// fitRanker returns the rows of the list of the ranker's weights: a log-linear
// model of the choice of an antecedent, in which the probability of all right
// ones together is made large, mistakes counting by what they cost (Durrett and
// Klein 2013), by AdaGrad (Duchi et al.
// 2011) in the order of the documents.
func fitRanker(ctx context.Context, docs []taughtActors) ([][]string, error) {
	var choices []entity.Choice
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		list := inOrder(d.gold)
		groups := make([]int, len(list))
		for i, men := range list {
			groups[i] = men.Actor
		}
		choices = append(choices, entity.Given(d.doc, spansOf(list)).Choices(groups)...)
		found := entity.Found(d.doc)
		choices = append(choices, found.Choices(foundGroups(found, d.all))...)
	}
	names := entity.ReasonNames()
	seen := make([]int, len(names))
	for _, c := range choices {
		for _, o := range c {
			for _, r := range o.Reasons {
				seen[r]++
			}
		}
	}
	w, slope := make([]float64, len(names)), make([]float64, len(names))
	sum := make([]float64, len(names)) // of squared slopes
	var scores, right []float64
	for range rankRounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, c := range choices {
			scores, right = scores[:0], right[:0]
			for _, o := range c {
				s := 0.0
				for _, r := range o.Reasons {
					s += w[r]
				}
				scores = append(scores, s)
			}
			right = append(right, scores...)
			for k, o := range c {
				switch {
				case o.Right:
				case k == 0:
					scores[k] += costNew
				case c[0].Right:
					scores[k] += costJoined
				default:
					scores[k] += costWrong
				}
			}
			for k, o := range c {
				if !o.Right {
					right[k] = math.Inf(-1)
				}
			}
			softmax(scores)
			softmax(right)
			for k, o := range c {
				if d := scores[k] - right[k]; d != 0 {
					for _, r := range o.Reasons {
						slope[r] += d
					}
				}
			}
			for _, o := range c {
				for _, r := range o.Reasons {
					if g := slope[r]; g != 0 {
						slope[r] = 0
						g += rankRidge * w[r]
						sum[r] += g * g
						w[r] -= rankStep * g / math.Sqrt(sum[r]+1e-8)
					}
				}
			}
		}
	}
	var rows [][]string
	for i, name := range names {
		if n := int(math.Round(1000 * w[i])); n != 0 && seen[i] >= leastSeen {
			rows = append(rows, []string{name, strconv.Itoa(n)})
		}
	}
	slices.SortFunc(rows, func(a, b []string) int { return slices.Compare(a, b) })
	return rows, nil
}

// foundGroups numbers what found phrases refer to: those with the head of a gold
// mention what that refers to, of several the longest if the phrase is one of
// several joined, else the shortest; each other phrase is alone.
func foundGroups(found *entity.Phrases, gold []eval.Mention) []int {
	next := 0
	at := make(map[int][]eval.Mention) // by head
	for _, men := range gold {
		at[men.Head.Start] = append(at[men.Head.Start], men)
		next = max(next, men.Actor+1)
	}
	groups := make([]int, len(found.Heads))
	for i, head := range found.Heads {
		best := models.None
		for k, men := range at[head] {
			if best == models.None || found.Joint[i] == (men.Len() > at[head][best].Len()) {
				best = k
			}
		}
		if best != models.None && !(found.Joint[i] && at[head][best].Head.Len() == 1) {
			groups[i] = at[head][best].Actor
			continue
		}
		groups[i] = next
		next++
	}
	return groups
}

// softmax turns scores into probabilities; of minus infinity it makes 0.
func softmax(s []float64) {
	top := slices.Max(s)
	sum := 0.0
	for i := range s {
		s[i] = math.Exp(s[i] - top)
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}
