package coding

import (
	"reflect"
	"testing"
)

// pairings makes rows of what two coders say: "yy yn ny nn" counts.
func pairings(yy, yn, ny, nn int) []pairing {
	var list []pairing
	for i, n := range []int{yy, yn, ny, nn} {
		for range n {
			list = append(list, pairing{"", 1, i < 2, i%2 == 0})
		}
	}
	return list
}

func crossed(list []pairing) *crossing {
	x := new(crossing)
	for i := range list {
		x.add(&list[i])
	}
	return x
}

// Of 50 rows 20 are yes and 15 no to both, 5 and 10 to one: they agree on 0.7,
// by chance on 0.5·0.6 + 0.5·0.4 = 0.5.
func TestKappa(t *testing.T) {
	k, ok := crossed(pairings(20, 5, 10, 15)).kappa()
	if !ok {
		t.Error("none")
	}
	near(t, "kappa", k, 0.4, 1e-12)
}

// The binary example of Krippendorff 2011 (“Computing Krippendorff's
// alpha-reliability”): ten units, four on which two observers differ.
func TestAlpha(t *testing.T) {
	list := pairings(1, 1, 3, 5)
	a, ok := crossed(list).alpha()
	if !ok {
		t.Error("none")
	}
	near(t, "alpha", a, 0.095, 5e-4)
	for i := range list {
		list[i].weight = 40
	}
	heavy, _ := crossed(list).alpha()
	near(t, "alpha of equal weights", heavy, a, 1e-12)
}

// A row of weight three is three rows.
func TestWeightsAreRows(t *testing.T) {
	list := pairings(1, 1, 1, 1)
	list[0].weight, list[3].weight = 3, 2
	got, _ := crossed(list).kappa()
	want, _ := crossed(pairings(3, 1, 1, 2)).kappa()
	near(t, "kappa", got, want, 1e-12)
}

func TestOneAnswerHasNoCoefficient(t *testing.T) {
	for _, list := range [][]pairing{nil, pairings(9, 0, 0, 0), pairings(0, 0, 0, 4)} {
		if kappa, alpha := indices(list); kappa != nil || alpha != nil {
			t.Errorf("%d rows: %v, %v", len(list), kappa, alpha)
		}
	}
	if kappa, alpha := indices(pairings(5, 0, 0, 5)); kappa.Value != 1 || alpha.Value != 1 {
		t.Errorf("%v, %v", kappa, alpha)
	}
}

// The interval of rows drawn again is about that of the large-sample error of
// Fleiss, Cohen and Everitt 1969, here √0.016128 = 0.127, and the same each time.
func TestIntervalOfKappa(t *testing.T) {
	list := pairings(20, 5, 10, 15)
	kappa, alpha := indices(list)
	near(t, "low", kappa.Low, 0.4-1.96*0.127, 0.03)
	near(t, "high", kappa.High, 0.4+1.96*0.127, 0.03)
	if alpha.Low > alpha.Value || alpha.High < alpha.Value {
		t.Errorf("%+v", alpha)
	}
	again, _ := indices(list)
	if !reflect.DeepEqual(kappa, again) {
		t.Errorf("%+v, then %+v", kappa, again)
	}
}

// The numbers of the generator's authors for seed 1234567.
func TestGenerator(t *testing.T) {
	g := generator(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := g.next(); got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
	counts := make([]int, 3)
	for range 3000 {
		counts[g.below(3)]++
	}
	for i, n := range counts {
		if n < 900 || n > 1100 {
			t.Errorf("%d comes %d times of 3000", i, n)
		}
	}
}
