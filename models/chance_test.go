package models

import (
	"math"
	"testing"
)

// A chance is the logistic function to two hundredths, grows, and is one less that
// of the contrary.
func TestChance(t *testing.T) {
	before := 0
	for logit := -9000; logit <= 9000; logit++ {
		got := Chance(logit)
		want := 1000 / (1 + math.Exp(-float64(logit)/1000))
		if math.Abs(float64(got)-want) > 20 || got < before || got+Chance(-logit) != 1000 {
			t.Fatalf("%d: %d, want %.0f; before %d; of the contrary %d", logit, got, want, before, Chance(-logit))
		}
		before = got
	}
}
