package tensor

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Rows that were added piece by piece are the rows of all at once, and a slice of
// them is the rows of its part.
func TestRowsAppend(t *testing.T) {
	drawn := rand.New(rand.NewPCG(5, 6))
	const m, k = 23, 37
	x := make([]float32, m*k)
	for i := range x {
		x[i] = float32(drawn.NormFloat64())
	}
	of := func(from, to int) *Rows {
		var r Rows
		r.Quantize(x[from*k:to*k], to-from, k)
		return &r
	}
	same := func(what string, want, got *Rows) {
		t.Helper()
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	var all Rows
	for range 2 { // the memory is used again
		all.Clear()
		for at := 0; at < m; {
			n := min(m-at, drawn.IntN(6))
			all.Append(of(at, at+n))
			at += n
		}
		same("all", of(0, m), &all)
	}
	for from := range m {
		to := from + drawn.IntN(m-from)
		part := all.Slice(from, to)
		same("part", of(from, to), &part)
	}
	defer func() {
		if recover() == nil {
			t.Error("rows of another width were added")
		}
	}()
	var narrow Rows
	narrow.Quantize(x[:k-1], 1, k-1)
	all.Append(&narrow)
}
