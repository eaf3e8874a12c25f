package claim

import (
	"fmt"
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
var weights = sync.OnceValue(func() map[string]int {
	m, err := newWeights(data.Rows("claim-weight"))
	if err != nil {
		panic(err)
	}
	return m
})

// newWeights reads the rows of a list of weights.
func newWeights(rows [][]string) (map[string]int, error) {
	m := map[string]int{}
	for _, row := range rows {
		if len(row) != 2 {
			return nil, fmt.Errorf("claim: a weight has %d columns, not 2", len(row))
		}
		n, err := strconv.Atoi(row[1])
		if err != nil {
			return nil, fmt.Errorf("claim: weight of %q: %w", row[0], err)
		}
		m[row[0]] = n
	}
	return m, nil
}

// confidence is how likely an attribution is right, in thousandths of one.
func confidence(a *models.Attribution) float64 {
	sum, known := 0, weights()
	for _, r := range Reasons(a) {
		sum += known[r]
	}
	return float64(squeeze(sum)) / 1000
}

// logistic is 1000/(1+exp(−x/2)) for x = 0, 1, … 12, rounded; a table, so that
// every processor gives the same digits.
var logistic = [...]int{500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998}

// squeeze turns thousandths of a logit into thousandths of a probability, by
// straight lines between the entries of the table.
func squeeze(sum int) int {
	if sum < 0 {
		return 1000 - squeeze(-sum)
	}
	i, rest := sum/500, sum%500
	if i >= len(logistic)-1 {
		return logistic[len(logistic)-1]
	}
	return logistic[i] + (logistic[i+1]-logistic[i])*rest/500
}
