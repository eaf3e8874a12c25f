package eval

import "fmt"

// A Reliability compares how sure a reader is with how often it is right, by
// tenths of confidence (Guo et al. 2017, arXiv:1706.04599). The zero value is
// ready.
type Reliability struct {
	tenths [10]struct {
		Ratio
		sum float64 // of the confidences
	}
}

// Add counts one decision of a confidence from 0 to 1.
func (r *Reliability) Add(confidence float64, right bool) {
	t := &r.tenths[min(int(confidence*10), 9)]
	t.Ratio.Add(right)
	t.sum += confidence
}

// Error is the expected calibration error in percent: how far the share that is
// right is from the mean confidence, averaged over the decisions by tenths.
func (r *Reliability) Error() float64 {
	all, off := 0, 0.0
	for _, t := range r.tenths {
		d := t.sum - float64(t.Right)
		off += max(d, -d)
		all += t.All
	}
	if all == 0 {
		return 0
	}
	return 100 * off / float64(all)
}

// rows gives the share that is right for each tenth that has decisions.
func (r *Reliability) rows() []Row {
	var rows []Row
	all := 0
	for i, t := range r.tenths {
		all += t.All
		if t.All > 0 {
			rows = append(rows, t.row(fmt.Sprintf("right at confidence %.1f to %.1f", float64(i)/10, float64(i+1)/10)))
		}
	}
	return append(rows, Row{Measure: "calibration error", Value: r.Error(), N: all})
}
