package models

// logistic is 1000/(1+exp(−x/2)) for x = 0, 1, … 12, rounded; a table, so that
// every processor gives the same digits.
var logistic = [...]int{500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998}

// Chance turns thousandths of a logit into thousandths of a probability, by
// straight lines between the entries of a table: 1000 gives 731.
func Chance(logit int) int {
	if logit < 0 {
		return 1000 - Chance(-logit)
	}
	i, rest := logit/500, logit%500
	if i >= len(logistic)-1 {
		return logistic[len(logistic)-1]
	}
	return logistic[i] + (logistic[i+1]-logistic[i])*rest/500
}
