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
	rankRidge = 3e-4
	// ownRounds is how often the ranker is fitted again on choices that follow
	// what it put together itself.
	ownRounds = 1
	// leastSeen is how often a reason must be seen among the right options or
	// the wrong ones to be weighed.
	leastSeen = 5
)

// costs are what a mistake costs while training: to find nothing where there is
// an antecedent, a wrong one, and one where there is none.
type costs struct{ missed, wrong, joined float64 }

// Mentions that people marked have an antecedent more often than not; of what is
// found, silence is better than a guess.
var (
	givenCosts = costs{2.5, 1, 0.3}
	foundCosts = costs{1.5, 1, 0.5}
)

// A taughtChoice is a choice and what mistakes in it cost.
type taughtChoice struct {
	entity.Choice
	costs
}

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
	gold, err := readChoices(ctx, docs, nil)
	if err != nil {
		return nil, err
	}
	rows, err := fitChoices(ctx, gold)
	if err != nil {
		return nil, err
	}
	for range ownRounds {
		rk, err := entity.NewRanker(rows)
		if err != nil {
			return nil, err
		}
		own, err := readChoices(ctx, docs, rk)
		if err != nil {
			return nil, err
		}
		if rows, err = fitChoices(ctx, own); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// readChoices are the choices over the mentions that are given and over the
// phrases that are found, put together as people did or by the ranker.
func readChoices(ctx context.Context, docs []taughtActors, rk *entity.Ranker) ([]taughtChoice, error) {
	var choices []taughtChoice
	add := func(list []entity.Choice, c costs) {
		for _, choice := range list {
			choices = append(choices, taughtChoice{choice, c})
		}
	}
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		list := inOrder(d.gold)
		groups := make([]int, len(list))
		for i, men := range list {
			groups[i] = men.Actor
		}
		add(entity.Given(d.doc, spansOf(list)).Choices(groups, rk), givenCosts)
		found := entity.Found(d.doc)
		add(found.Choices(foundGroups(found, d.all), rk), foundCosts)
	}
	return choices, nil
}

// fitChoices fits one weight a reason.
func fitChoices(ctx context.Context, choices []taughtChoice) ([][]string, error) {
	names := entity.ReasonNames()
	seen := make([]int, len(names))
	for _, c := range choices {
		for _, o := range c.Choice {
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
			for _, o := range c.Choice {
				s := 0.0
				for _, r := range o.Reasons {
					s += w[r]
				}
				scores = append(scores, s)
			}
			right = append(right, scores...)
			for k, o := range c.Choice {
				switch {
				case o.Right:
				case k == 0:
					scores[k] += c.missed
				case c.Choice[0].Right:
					scores[k] += c.joined
				default:
					scores[k] += c.wrong
				}
			}
			for k, o := range c.Choice {
				if !o.Right {
					right[k] = math.Inf(-1)
				}
			}
			softmax(scores)
			softmax(right)
			for k, o := range c.Choice {
				if d := scores[k] - right[k]; d != 0 {
					for _, r := range o.Reasons {
						slope[r] += d
					}
				}
			}
			for _, o := range c.Choice {
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
