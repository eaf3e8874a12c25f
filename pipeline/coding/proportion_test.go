package coding

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// The intervals of the score method in Newcombe 1998, table I, to four places.
func TestWilson(t *testing.T) {
	for _, tt := range []struct{ right, n, low, high float64 }{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	} {
		low, high := wilson(tt.right/tt.n, tt.n)
		near(t, "low", low, tt.low, 5e-5)
		near(t, "high", high, tt.high, 5e-5)
	}
}

// outcomes makes n outcomes of a stratum, of which some are yes.
func outcomes(stratum string, weight float64, yes, n int) []outcome {
	var list []outcome
	for i := range n {
		list = append(list, outcome{stratum, weight, true, i < yes})
	}
	return list
}

func TestShareOfOneStratumIsWilsons(t *testing.T) {
	s, ok := share(outcomes("", 7, 15, 148))
	low, high := wilson(15.0/148, 148)
	if !ok || s.N != 148 {
		t.Errorf("%+v", s)
	}
	near(t, "effective", s.Effective, 148, 1e-9)
	near(t, "low", s.Low, low, 1e-12)
	near(t, "high", s.High, high, 1e-12)
}

// Two strata of 90 and 10 units, ten rows of each, nine and five right: the share
// is 0.9·0.9 + 0.1·0.5 = 0.86, its variance 0.9²·0.09/9 + 0.1²·0.25/9 = 0.0083778,
// that of a simple sample 0.86·0.14/19 = 0.0063368; so 20 rows are as good as
// 20·0.0063368/0.0083778 = 15.128.
func TestShareOfStrata(t *testing.T) {
	s, _ := share(append(outcomes("a", 9, 9, 10), outcomes("b", 1, 5, 10)...))
	near(t, "share", s.Value, 0.86, 1e-12)
	near(t, "effective", s.Effective, 15.1277, 1e-4)
	low, high := wilson(0.86, s.Effective)
	near(t, "low", s.Low, low, 1e-12)
	near(t, "high", s.High, high, 1e-12)
}

// Where all are right the weights alone make rows worth less: of weights 9 and 1,
// ten each, 20 are worth (90+10)²/(10·81+10·1) = 12.195.
func TestShareOfAllRight(t *testing.T) {
	s, _ := share(append(outcomes("a", 9, 10, 10), outcomes("b", 1, 10, 10)...))
	near(t, "share", s.Value, 1, 0)
	near(t, "high", s.High, 1, 0)
	near(t, "effective", s.Effective, 12.1951, 1e-4)
}

// Rows of another group take part in the spread of a stratum, as the group's size
// is by chance, too. The standard error is that of the survey package of R, version 4.1 (svymean of a subset).
func TestShareOfAGroup(t *testing.T) {
	list := append(outcomes("a", 9, 6, 8), outcomes("b", 2, 3, 7)...)
	for i := range 4 {
		list = append(list, outcome{stratum: "a"}, outcome{stratum: "b"})
		if i == 0 {
			list = append(list, outcome{stratum: "c"})
		}
	}
	s, _ := share(list)
	near(t, "share", s.Value, 60.0/86, 1e-12)
	near(t, "standard error", math.Sqrt(variance(list, s.Value, 8*9+7*2)), 0.138340107719, 1e-9)
}

// A stratum of one row has no spread of its own and is held against the mean, as
// by the survey package of R where a lone unit is adjusted.
func TestShareOfALoneRow(t *testing.T) {
	list := append(outcomes("a", 1, 5, 10), outcomes("b", 1, 1, 1)...)
	s, _ := share(list)
	near(t, "share", s.Value, 6.0/11, 1e-12)
	near(t, "variance", variance(list, s.Value, 11), 0.0246643747771, 1e-12)
	if _, ok := share([]outcome{{stratum: "a"}}); ok {
		t.Error("a share of nothing")
	}
}

// Of a thousand stratified samples the interval holds the true share in about 95
// of 100, and seldom fewer.
func TestIntervalsHoldTheirPromise(t *testing.T) {
	random := generator(7)
	for _, truth := range [][2]int{{95, 60}, {80, 80}, {50, 90}} { // percent right in two strata
		units := [2]int{900, 100}
		want := (float64(truth[0])*9 + float64(truth[1])) / 1000
		held := 0
		for range 1000 {
			var list []outcome
			for st, right := range truth {
				for range 40 {
					list = append(list, outcome{string(rune('a' + st)), float64(units[st]) / 40, true, random.below(100) < right})
				}
			}
			if s, _ := share(list); s.Low <= want && want <= s.High {
				held++
			}
		}
		if held < 935 || held > 985 {
			t.Errorf("%v: %d of 1000 intervals hold the true share", truth, held)
		}
	}
}
