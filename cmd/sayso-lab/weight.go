package main

import (
	"math"
	"slices"
	"strconv"
)

const (
	// leastReason is how often a reason must be seen to be weighed.
	leastReason = 12
	// ridge pulls the weights to 0: half of it times the sum of their squares is
	// added to the loss. Twenty where reasons overlap, lightly where there are few.
	ridge      = 20
	lightRidge = 2
	// newtonSteps are enough to stand still to the thousandth.
	newtonSteps = 12
)

// weigh fits one weight a reason and writes them in thousandths.
func weigh(reasons [][]string, right []bool, ridge float64) [][]string {
	count := map[string]int{}
	for _, list := range reasons {
		for _, r := range list {
			count[r]++
		}
	}
	var names []string
	for r, n := range count {
		if n >= leastReason {
			names = append(names, r)
		}
	}
	slices.Sort(names)
	samples := make([][]int, len(reasons))
	for i, list := range reasons {
		for _, r := range list {
			if k, ok := slices.BinarySearch(names, r); ok {
				samples[i] = append(samples[i], k)
			}
		}
	}
	var rows [][]string
	for k, w := range regress(samples, right, len(names), ridge) {
		rows = append(rows, []string{names[k], strconv.Itoa(int(math.Round(1000 * w)))})
	}
	return rows
}

// regress is logistic regression with a ridge by Newton's method. A sample is
// the list of those of n features that it has. The sums run in the order of the
// samples, so that the result is the same each time; what processors differ in
// is far below the thousandths that are written.
func regress(samples [][]int, right []bool, n int, ridge float64) []float64 {
	w := make([]float64, n)
	for range newtonSteps {
		slope := make([]float64, n)
		curve := make([][]float64, n)
		for k := range curve {
			curve[k] = make([]float64, n)
			curve[k][k] = ridge
			slope[k] = ridge * w[k]
		}
		for i, list := range samples {
			z := 0.0
			for _, k := range list {
				z += w[k]
			}
			p := logistic(z)
			miss := p
			if right[i] {
				miss = p - 1
			}
			for _, k := range list {
				slope[k] += miss
				for _, l := range list {
					curve[k][l] += p * (1 - p)
				}
			}
		}
		for k, step := range solve(curve, slope) {
			w[k] -= step
		}
	}
	return w
}

// solve returns x with a·x = b for a symmetric, positive definite matrix, by
// elimination; a and b are lost.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for j := i + 1; j < n; j++ {
			c := a[j][i] / a[i][i]
			if c == 0 {
				continue
			}
			for k := i; k < n; k++ {
				a[j][k] -= c * a[i][k]
			}
			b[j] -= c * b[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
