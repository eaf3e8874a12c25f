package coding

import "math"

// z is the 0.975 quantile of the normal distribution: intervals are of 95 %.
const z = 1.959963984540054

// wilson is the score interval of a share p of n (Wilson 1927): unlike p ± error
// it stays within 0 and 1, and is no point at either end. n need not be whole.
func wilson(p, n float64) (low, high float64) {
	mid := p + z*z/(2*n)
	off := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max((mid-off)/(1+z*z/n), 0), min((mid+off)/(1+z*z/n), 1)
}

// An outcome is a row that one of two things is true of.
type outcome struct {
	stratum string
	weight  float64
	in      bool // it is one of those asked about
	yes     bool
}

// A Share is an estimated share with its interval.
type Share struct {
	N         int     `json:"n"`
	Value     float64 `json:"value"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Effective float64 `json:"effective_n"` // the simple random sample that would be as certain
}

// share estimates the share of the units asked about that something is true of,
// from a stratified sample: the weighted share, with Wilson's interval at the
// effective size of the sample (Korn and Graubard 1998; Franco et al. 2019).
//
// Its variance is that of a ratio, linearized, strata added up (Särndal, Swensson
// and Wretman 1992, ch. 5), without a correction for a finite population. The
// effective size is the rows asked about over the design effect, which is taken
// for no less than 1. Where all rows agree there is no variance to compare, and
// the design effect is that of the weights alone (Kish 1965). One stratum and
// equal weights give Wilson's interval of the counts.
func share(outcomes []outcome) (Share, bool) {
	var n, total, squares, yes float64
	for _, o := range outcomes {
		if o.in {
			n++
			total += o.weight
			squares += o.weight * o.weight
			if o.yes {
				yes += o.weight
			}
		}
	}
	if n == 0 {
		return Share{}, false
	}
	p := yes / total
	effect := n * squares / (total * total)
	if simple := p * (1 - p) / (n - 1); n > 1 && simple > 0 {
		effect = variance(outcomes, p, total) / simple
	}
	s := Share{N: int(n), Value: p, Effective: n / max(effect, 1)}
	s.Low, s.High = wilson(p, s.Effective)
	return s, true
}

// variance is that of a weighted share p of units of a total weight.
func variance(outcomes []outcome, p, total float64) float64 {
	type sums struct{ n, sum, squares float64 }
	strata := make(map[string]*sums)
	var order []string
	for _, o := range outcomes {
		st := strata[o.stratum]
		if st == nil {
			st = new(sums)
			strata[o.stratum] = st
			order = append(order, o.stratum)
		}
		off := 0.0
		if o.in {
			off = -p
			if o.yes {
				off = 1 - p
			}
			off *= o.weight / total
		}
		st.n++
		st.sum += off
		st.squares += off * off
	}
	v := 0.0
	for _, name := range order {
		st := strata[name]
		if st.n == 1 {
			// Its own mean shows no spread; the mean of all, which is 0, shows some.
			v += st.squares
			continue
		}
		v += st.n / (st.n - 1) * (st.squares - st.sum*st.sum/st.n)
	}
	return v
}
