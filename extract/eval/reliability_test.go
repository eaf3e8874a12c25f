package eval

import (
	"math"
	"testing"
)

func TestReliability(t *testing.T) {
	var r Reliability
	if r.Error() != 0 {
		t.Errorf("error of nothing: %v", r.Error())
	}
	for i := range 10 { // as sure as right
		r.Add(0.7, i < 7)
	}
	if got := r.Error(); math.Abs(got) > 1e-9 {
		t.Errorf("error of a calibrated reader: %v", got)
	}
	for range 10 { // sure and wrong
		r.Add(1, false)
	}
	if got := r.Error(); math.Abs(got-50) > 1e-9 {
		t.Errorf("error %v, want 50: half of the decisions are wholly off", got)
	}
	rows := r.rows()
	if len(rows) != 3 || rows[0].Measure != "right at confidence 0.7 to 0.8" || rows[0].Value != 70 || rows[1].Value != 0 || rows[2].N != 20 {
		t.Errorf("rows %+v", rows)
	}
}
