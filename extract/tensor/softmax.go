package tensor

import "math"

// The exponential of the softmax is 255·2^t for t = (x − best)·log2(e): the
// whole part of t goes into the exponent, 2^f of the rest in [−½, ½] is a
// polynomial (relative error 1e-4). Probabilities below 2^−9 round to
// the byte 0, so t is cut at −10 and no number ever comes near underflow.
const (
	log2e    = 1.44269504
	leastExp = -10

	exp0 = 255
	exp1 = 176.78715
	exp2 = 61.763805
	exp3 = 14.027275
)

// softmaxPlain is the twin of all ways to the softmax of rows.
func softmaxPlain(r *Rows, x []float32) {
	for i := range r.M {
		r.Scale[i] = softmax(r.Row(i), x[i*r.K:][:r.K])
		r.pad(i)
	}
}

// softmax sets dst to the bytes of the probabilities of x and returns one over
// their sum.
func softmax(dst []uint8, x []float32) float32 {
	best := float32(-math.MaxFloat32)
	for _, v := range x {
		if v > best {
			best = v
		}
	}
	var sum int32
	for i, v := range x {
		t := float32((v - best) * log2e)
		if !(t > leastExp) { // not a number ends here too
			t = leastExp
		}
		whole := t + rounding
		f := t - (whole - rounding)
		p := float32(exp3*f) + exp2
		p = float32(p*f) + exp1
		p = float32(p*f) + exp0
		p = math.Float32frombits(math.Float32bits(p) + math.Float32bits(whole)<<23)
		b := uint8(math.Float32bits(p + rounding))
		dst[i] = b
		sum += int32(b)
	}
	if sum == 0 {
		return 0 // a score was infinite or not a number
	}
	return 1 / float32(sum)
}
