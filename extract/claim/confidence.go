package claim

import (
	"fmt"
	"strconv"
	"sync"

	"github.com/sayso-nlp/sayso/data"
)

// weights are the weights of the reasons in thousandths of a logit, fitted on
// PolNeAR train.
var weights = sync.OnceValue(func() map[reason]int {
	m, err := newWeights(data.Rows("cue-weight"))
	if err != nil {
		panic(err)
	}
	return m
})

// newWeights reads the rows of a list of weights.
func newWeights(rows [][]string) (map[reason]int, error) {
	m := map[reason]int{}
	for _, row := range rows {
		if len(row) != 2 {
			return nil, fmt.Errorf("claim: a weight has %d columns, not 2", len(row))
		}
		n, err := strconv.Atoi(row[1])
		if err != nil {
			return nil, fmt.Errorf("claim: weight of %q: %w", row[0], err)
		}
		m[reason(row[0])] = n
	}
	return m, nil
}

// keep is the least confidence, in thousandths, of a claim that is kept.
const keep = 330

// weigh sums the reasons of a draft to a confidence in thousandths.
func (f *finder) weigh(d *draft) int {
	f.why = f.reasons(d, f.why[:0])
	sum := 0
	for _, r := range f.why {
		sum += f.weights[r]
	}
	return squeeze(sum)
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
