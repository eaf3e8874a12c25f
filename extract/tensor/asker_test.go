package tensor

import (
	"math"
	"testing"
)

// A row of distances is what the bench takes: exact below near, then a row for
// each power of the root of two.
func TestDistanceRow(t *testing.T) {
	for distance := -3000; distance <= 3000; distance++ {
		size := math.Abs(float64(distance))
		row := size
		if size >= near {
			row = near + math.Floor(2*math.Log2(size/near)+1e-12)
		}
		want := far + int(math.Copysign(min(row, far), float64(distance)))
		if got := distanceRow(distance); got != want {
			t.Fatalf("distance %d: row %d, want %d", distance, got, want)
		}
	}
}
