package main

import (
	"context"
	"math"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
)

// measurePairs scores directed stance between the two actors of a sentence. Of
// the two directions the one further from neutral decides, p toward q where
// they are equally far.
func measurePairs(ctx context.Context, m *extract.Model, corpus string, pairs []pair) (report, error) {
	table := eval.NewConfusion(dseClasses...)
	apart := make([]*eval.Confusion, len(distances))
	for i := range apart {
		apart[i] = eval.NewConfusion(dseClasses...)
	}
	for _, pr := range pairs {
		if err := ctx.Err(); err != nil {
			return report{}, err
		}
		found := m.Stances(pr.there(), pr.back())
		class := pairClass(found[0], found[1])
		table.Add(pr.label, class)
		apart[distance(pr)].Add(pr.label, class)
	}
	rep := report{Rows: table.Rows(corpus), Tables: []namedTable{{corpus, table}}}
	for i, far := range apart {
		for _, row := range far.Rows(corpus)[:2] { // micro and macro
			row.Measure += ", " + distances[i].name
			rep.Rows = append(rep.Rows, row)
		}
	}
	return rep, nil
}

// distances are how far the two actors of a pair stand apart, in words between
// them.
var distances = []struct {
	most int
	name string
}{{3, "0 to 3 words apart"}, {8, "4 to 8"}, {16, "9 to 16"}, {math.MaxInt, "more"}}

// distance is the index of a pair's in distances.
func distance(pr pair) int {
	between := models.Span{Start: min(pr.p.End, pr.q.End), End: max(pr.p.Start, pr.q.Start)}
	n := 0
	if !between.Empty() {
		n = len(strings.Fields(between.In(pr.text)))
	}
	i := 0
	for n > distances[i].most {
		i++
	}
	return i
}

// pairClass is the class of a pair, an index of dseClasses, whose two
// directions have these scores.
func pairClass(there, back stance.Judgement) int {
	if math.Abs(there.Score) >= math.Abs(back.Score) {
		switch there.Label {
		case models.Favor:
			return 1
		case models.Against:
			return 3
		}
		return 0
	}
	switch back.Label {
	case models.Favor:
		return 2
	case models.Against:
		return 4
	}
	return 0
}

// measureTargets scores the stance of sentences toward a target.
func measureTargets(ctx context.Context, m *extract.Model, corpus string, list []target) (report, error) {
	table := eval.NewConfusion(targetClasses...)
	for _, t := range list {
		if err := ctx.Err(); err != nil {
			return report{}, err
		}
		found := m.Stances(t.asked())
		table.Add(targetClass(t.label), targetClass(found[0].Label))
	}
	return report{Rows: table.Rows(corpus), Tables: []namedTable{{corpus, table}}}, nil
}

// measureTriples scores who stands how toward whom over whole articles.
func measureTriples(ctx context.Context, m *extract.Model, corpus string, arts []article) (report, error) {
	var score eval.Triples
	err := readArticles(ctx, m, arts, func(art article, doc *models.Document) error {
		score.Add(art.stances, foundTriples(doc))
		return nil
	})
	return report{Rows: score.Rows(corpus)}, err
}

// foundTriples sums up the stances of a document: a pair is in favour where
// more evidence shows favour than shows the contrary, against the other way
// round, and mixed where there is as much of either. Pairs of which all
// evidence is neutral are left out, as the gold leaves them out.
func foundTriples(doc *models.Document) []eval.Triple {
	type who struct{ holder, target int }
	favor, against := make(map[who]int), make(map[who]int)
	var order []who
	for _, st := range doc.Stances {
		w := who{st.Holder, st.Target}
		if st.Label != models.Neutral && favor[w]+against[w] == 0 {
			order = append(order, w)
		}
		switch st.Label {
		case models.Favor:
			favor[w]++
		case models.Against:
			against[w]++
		}
	}
	names := actorForms(doc)
	var found []eval.Triple
	for _, w := range order {
		label := "mixed"
		switch {
		case favor[w] > against[w]:
			label = models.Favor.String()
		case favor[w] < against[w]:
			label = models.Against.String()
		}
		found = append(found, eval.Triple{Holder: names[w.holder], Target: names[w.target], Label: label})
	}
	return found
}
