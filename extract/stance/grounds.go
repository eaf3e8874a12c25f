package stance

import (
	"fmt"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/models"
)

// This file weighs what speaks for a stance: how the network leans, what the
// lists of predicates show, and how the tree ties holder and target. The weights
// are fitted by logistic regression on sentences that the network did not learn
// from.

// Grounds are named properties that speak for or against a holder's being in
// favour of a target, and against it; each at most once. The kind says whether a
// holder in the sentence is asked about ("pair") or the sentence ("voice").
type Grounds struct {
	Kind           string
	Favor, Against []string
}

// Chances are how likely it is that the holder is in favour, and against, in
// thousandths, by the weights of grounds in thousandths of a logit.
func (g Grounds) Chances(weights map[string]int) (favor, against int) {
	sum := func(list []string) int {
		n := eager[g.Kind]
		for _, name := range list {
			n += weights[name]
		}
		return n
	}
	return models.Chance(sum(g.Favor)), models.Chance(sum(g.Against))
}

// LabelOf is the label that such chances draw.
func LabelOf(favor, against int) models.Label {
	switch {
	case max(favor, against) < 500:
		return models.Neutral
	case favor >= against:
		return models.Favor
	}
	return models.Against
}

// A question is what the grounds are taken from.
type question struct {
	kind string // "pair" or "voice": whether a holder's stance is asked for, or the text's
	lean lean
	sum  int    // of what the lists show, in thousandths; 0 if nothing
	seen bool   // whether the lists tie the two at all
	path string // from holder to target through the tree, or ""
}

func (q *question) grounds() Grounds {
	side := func(name string, lean, sum int) []string {
		list := []string{q.kind + " " + name, q.kind + " reader " + half(lean)}
		switch {
		case sum >= edge:
			list = append(list, q.kind+" lists for it"+strength(sum))
		case sum <= -edge:
			list = append(list, q.kind+" lists for the contrary"+strength(-sum))
		case q.seen:
			list = append(list, q.kind+" lists for neither")
		}
		if q.path != "" {
			list = append(list, q.path)
		}
		return list
	}
	return Grounds{q.kind, side("favor", q.lean.favor, q.sum), side("against", q.lean.against, -q.sum)}
}

// How loudly lists speak, in thousandths of a score.
const (
	plainly = 500
	loudly  = 800
)

func strength(sum int) string {
	switch {
	case sum >= loudly:
		return ", loudly"
	case sum >= plainly:
		return ", plainly"
	}
	return ""
}

// half is a margin in half logits, from −8 to 8.
func half(margin int) string {
	n := max(-8, min(floor(margin, 500), 8))
	return fmt.Sprintf("%+.1f", float64(n)/2)
}

// floor is a/b rounded down, for b above zero.
func floor(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// weights are the weights of the grounds in thousandths of a logit.
var weights = sync.OnceValue(func() map[string]int { return data.Points("stance-weight") })

// eager is added to what speaks for a side, in thousandths of a logit, so that the
// rarer sides are called as often as they are there: the mean F1 over the labels
// is best so. Chosen on the dev parts.
var eager = map[string]int{"voice": 300}

// chance is how likely a label is.
func (q *question) chance(label models.Label) float64 {
	favor, against := q.grounds().Chances(weights())
	switch label {
	case models.Favor:
		return float64(favor) / 1000
	case models.Against:
		return float64(against) / 1000
	}
	return float64(1000-max(favor, against)) / 1000
}

// judge weighs the grounds. The score is the chance of favour less that of its
// contrary, the confidence the chance of the label.
func (q *question) judge() Judgement {
	known, all := weights(), q.grounds()
	favor, against := all.Chances(known)
	j := Judgement{Label: LabelOf(favor, against), Score: float64(favor-against) / 1000, Confidence: float64(max(favor, against)) / 1000}
	if j.Label == models.Neutral {
		j.Confidence = 1 - j.Confidence
	}
	list, sign := all.Favor, 1
	if against > favor {
		list, sign = all.Against, -1
	}
	for _, r := range list {
		if w := known[r]; w != 0 {
			j.Reasons = append(j.Reasons, models.Reasoning{Name: r, Score: float64(sign*w) / 1000})
		}
	}
	return j
}
