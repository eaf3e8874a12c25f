package claim

import (
	"strconv"
	"sync"

	"github.com/sayso-nlp/sayso/data"
)

// weights are the weights of the reasons in thousandths of a logit, fitted on
// PolNeAR train.
var weights = sync.OnceValue(func() map[reason]int {
	m := map[reason]int{}
	for _, row := range data.Rows("cue-weight") {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			panic("claim: weight of " + row[0])
		}
		m[reason(row[0])] = n
	}
	return m
})

// keep is the least confidence, in thousandths, of a claim that is kept.
const keep = 300

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
