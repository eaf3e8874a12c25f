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
	doc    *models.Document
	gold   []eval.Mention
	all    []eval.Mention // whatever they are of
	silver bool           // a program marked gold
}

// trainActors fits the weights of the ranker of antecedents again: on gold, and
// for he and she on what a program found in news, which is more of them by far.
func trainActors(ctx context.Context, corpora, lists string, out io.Writer) error {
	weights, err := readList(filepath.Join(lists, "antecedent-weight.tsv"))
	if err != nil {
		return err
	}
	gold := filepath.Join(corpora, "gum", "train.conllu.gz")
	silver := filepath.Join(corpora, "polnear-corenlp", "train.conllu.gz")
	m, err := extract.Open("")
	if err != nil {
		return err
	}
	var docs []taughtActors
	for _, path := range []string{gold, silver} {
		list, err := readTaught(ctx, m, path)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(out, "%s: kept, since there is no %s\n", weights.path, path)
			return nil
		} else if err != nil {
			return err
		}
		docs = append(docs, list...)
	}
	if weights.rows, err = fitRanker(ctx, docs); err != nil {
		return err
	}
	sums := make([]string, 2)
	for i, path := range []string{gold, silver} {
		if sums[i], err = hashFiles(path); err != nil {
			return err
		}
	}
	weights.source("sayso-lab train: a log-linear model of the choice of an antecedent, fitted on GUM train (Zeldes 2017; gum/train.conllu.gz, SHA-256 " + sums[0] +
		") and, for he and she, on the coreference that CoreNLP found in PolNeAR train (Newell et al., LREC 2018; polnear-corenlp/train.conllu.gz, SHA-256 " + sums[1] + "), with tags, trees and names of sayso; no text of them")
	if err := weights.write(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d rows from %d documents\n", weights.path, len(weights.rows), len(docs))
	return nil
}

// readTaught reads the documents of a corpus with coreference.
func readTaught(ctx context.Context, m *extract.Model, path string) ([]taughtActors, error) {
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	list, err := readCoreference(path, text)
	if err != nil {
		return nil, err
	}
	var docs []taughtActors
	for _, gold := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc, err := conllu.Document(gold.sents)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", gold.id, err)
		}
		m.Words(doc)
		docs = append(docs, taughtActors{doc: doc, gold: gold.mentions, all: gold.all, silver: gold.silver})
	}
	return docs, nil
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
		if d.silver {
			found := entity.Found(d.doc)
			for i, c := range found.Choices(silverGroups(found, d.gold), rk) {
				if heOrShe(d.doc.Tokens[found.Heads[i]].In(d.doc.Article.Text)) && !c[0].Right {
					add([]entity.Choice{c}, foundCosts)
				}
			}
			continue
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

// silverGroups numbers what found phrases refer to by the shortest mention that
// a program marked and that begins or, for a name, ends with the phrase; each
// other phrase is alone.
func silverGroups(found *entity.Phrases, silver []eval.Mention) []int {
	next := 0
	begins, ends := make(map[int]eval.Mention), make(map[int]eval.Mention)
	note := func(m map[int]eval.Mention, at int, men eval.Mention) {
		if old, ok := m[at]; !ok || men.Len() < old.Len() {
			m[at] = men
		}
	}
	for _, men := range silver {
		note(begins, men.Start, men)
		if men.Kind == models.Name {
			note(ends, men.End, men)
		}
		next = max(next, men.Actor+1)
	}
	groups := make([]int, len(found.Heads))
	for i, span := range found.Spans {
		men, ok := begins[span.Start]
		if !ok || found.Heads[i] >= men.End {
			men, ok = ends[span.End]
		}
		if ok && !found.Joint[i] && men.Start <= span.Start {
			groups[i] = men.Actor
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
