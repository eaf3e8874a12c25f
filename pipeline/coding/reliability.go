package coding

import (
	"math/bits"
	"slices"
)

// A pairing is a row that two coders answered with yes or no.
type pairing struct {
	stratum       string
	weight        float64
	first, second bool // yes
}

// A crossing counts pairings by what the first and the second coder say,
// weighted: [0] no, [1] yes.
type crossing struct {
	cells [2][2]float64
	n     float64 // pairings
}

func (x *crossing) add(p *pairing) {
	at := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	x.cells[at(p.first)][at(p.second)] += p.weight
	x.n++
}

func (x *crossing) total() float64 {
	return x.cells[0][0] + x.cells[0][1] + x.cells[1][0] + x.cells[1][1]
}

// kappa is Cohen's (1960): how far two coders agree beyond what their own shares
// of answers would give by chance. There is none where one answer is all there
// is.
func (x *crossing) kappa() (float64, bool) {
	total := x.total()
	same := (x.cells[0][0] + x.cells[1][1]) / total
	chance := 0.0
	for c := range 2 {
		first := x.cells[c][0] + x.cells[c][1]
		second := x.cells[0][c] + x.cells[1][c]
		chance += first / total * (second / total)
	}
	if x.n == 0 || chance >= 1 {
		return 0, false
	}
	return (same - chance) / (1 - chance), true
}

// alpha is Krippendorff's for nominal answers of two coders (Krippendorff 2019,
// ch. 12): one minus the disagreement there is over that of answers drawn from
// both coders' together. Weights are scaled so that rows count one on average.
// There is none where one answer is all there is.
func (x *crossing) alpha() (float64, bool) {
	total := x.total()
	if x.n == 0 {
		return 0, false
	}
	scale := 2 * x.n / total
	n := 2 * x.n // answers
	differ := scale * (x.cells[0][1] + x.cells[1][0])
	no := scale * (x.cells[0][0] + (x.cells[0][1]+x.cells[1][0])/2)
	expected := 2 * no * (n - no)
	if expected <= 0 {
		return 0, false
	}
	return 1 - (n-1)*differ/expected, true
}

// An Index is a coefficient of agreement with its interval.
type Index struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// resamples is how often rows are drawn again for an interval.
const resamples = 2000

// indices computes kappa and alpha with intervals: the middle 95 % of what rows
// drawn again with replacement give, each stratum by itself (Efron 1979; for
// these coefficients Zapf et al. 2016). The generator is fixed, so that the same
// answers always give the same interval. Draws that hold one answer alone have no
// coefficient and are left out.
func indices(pairings []pairing) (kappa, alpha *Index) {
	var all crossing
	strata := make(map[string][]*pairing)
	var order []string
	for i := range pairings {
		p := &pairings[i]
		all.add(p)
		if strata[p.stratum] == nil {
			order = append(order, p.stratum)
		}
		strata[p.stratum] = append(strata[p.stratum], p)
	}
	slices.Sort(order)
	var kappas, alphas []float64
	random := generator(1)
	for range resamples {
		var x crossing
		for _, name := range order {
			rows := strata[name]
			for range rows {
				x.add(rows[random.below(len(rows))])
			}
		}
		if k, ok := x.kappa(); ok {
			kappas = append(kappas, k)
		}
		if a, ok := x.alpha(); ok {
			alphas = append(alphas, a)
		}
	}
	if k, ok := all.kappa(); ok {
		kappa = index(k, kappas)
	}
	if a, ok := all.alpha(); ok {
		alpha = index(a, alphas)
	}
	return kappa, alpha
}

// index is a coefficient with the middle 95 % of its draws.
func index(value float64, draws []float64) *Index {
	x := &Index{Value: value, Low: value, High: value}
	if n := len(draws); n > 0 {
		slices.Sort(draws)
		x.Low, x.High = draws[n*25/1000], draws[n-1-n*25/1000]
	}
	return x
}

// A generator of numbers that is the same everywhere: SplitMix64 (Steele, Lea
// and Flood 2014).
type generator uint64

func (g *generator) next() uint64 {
	*g += 0x9e3779b97f4a7c15
	x := uint64(*g)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// below is a number from 0 to n-1.
func (g *generator) below(n int) int {
	high, _ := bits.Mul64(g.next(), uint64(n))
	return int(high)
}
