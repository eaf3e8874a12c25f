package claim

import (
	"strconv"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/models"
)

// This file says how sure a claim is: the sum of the weights of its reasons, as
// logistic regression has them, squeezed into 0…1. The weights are fitted on
// articles that the scorer did not learn from.

// Reasons are named properties of an attribution that speak for or against it,
// each at most once: how sure the scorer is of its cue, its source, its content.
func Reasons(a *models.Attribution) []string {
	source := "source "
	if len(a.Source) == 0 {
		source = "no source "
	}
	list := []string{"bias", "cue " + step(a.Sure.Cue), source + step(a.Sure.Source), "content " + step(a.Sure.Content)}
	if len(a.Content) > 1 {
		list = append(list, "content in pieces")
	}
	if a.Cue.Len() > 3 {
		list = append(list, "long cue")
	}
	return list
}

// step is a margin in whole logits, from 0 to 9.
func step(margin float32) string { return strconv.Itoa(int(max(0, min(margin, 9)))) }

// weights are the weights of the reasons in thousandths of a logit.
var weights = sync.OnceValue(func() map[string]int { return data.Points("claim-weight") })

// confidence is how likely an attribution is right, in thousandths of one.
func confidence(a *models.Attribution) float64 {
	sum, known := 0, weights()
	for _, r := range Reasons(a) {
		sum += known[r]
	}
	return float64(models.Chance(sum)) / 1000
}
