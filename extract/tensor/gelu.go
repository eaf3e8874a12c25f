package tensor

// GELU(x) = x·Φ(x) is max(x, 0) + h(|x|), where h(a) = −a·Φ(−a) is a small
// dent that ends at about 4. Here h is a polynomial without constant, cut at
// the point geluEnd: the error to the exact GELU is below 6e-5 everywhere.
const (
	geluEnd = 4.1

	gelu1 = -0.49854848500910626
	gelu2 = 0.3862292346441526
	gelu3 = 0.03702412422177251
	gelu4 = -0.1153799577127487
	gelu5 = 0.03018486578109926
	gelu6 = 0.004954008450261028
	gelu7 = -0.0036941136447145454
	gelu8 = 0.0006515086246517099
	gelu9 = -3.9641061675567006e-05
)

// geluPlain is the twin of all ways to the GELU of rows.
func geluPlain(r *Rows, x []float32) {
	gelu(x[:r.M*r.K])
	quantizePlain(r, x, r.K)
}

// gelu sets every x to GELU(x).
func gelu(x []float32) {
	for i, v := range x {
		a := absolute(v)
		if !(a < geluEnd) { // not a number ends here too
			a = geluEnd
		}
		h := float32(gelu9*a) + gelu8
		h = float32(h*a) + gelu7
		h = float32(h*a) + gelu6
		h = float32(h*a) + gelu5
		h = float32(h*a) + gelu4
		h = float32(h*a) + gelu3
		h = float32(h*a) + gelu2
		h = float32(h*a) + gelu1
		h = float32(h * a)
		x[i] = positive(v) + h
	}
}
