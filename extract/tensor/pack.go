package tensor

import "math"

// packRowsPlain quantizes the rows of x, each stride after the last, to seven
// bits and packs row c as column c of s, with its sums. The memory of s
// must be zero before.
func packRowsPlain(s *side, x []float32, stride int) {
	for c := range s.n {
		row := x[c*stride:][:s.k]
		var peak float32
		for _, v := range row {
			if a := absolute(v); a > peak {
				peak = a
			}
		}
		scale, inverse := sevenBits(peak)
		s.scale[c] = scale
		dst, sum := s.packed[packedAt(0, c, s.groups):], int32(0)
		for k, v := range row {
			w := weight(v, inverse)
			dst[k/group*(panel*group)+k%group] = byte(w)
			sum += w
		}
		s.plus[c], s.minus[c] = 128*sum, -128*sum
	}
}

// packColumnsPlain quantizes the columns of x, whose lines are stride apart, to
// seven bits and packs them as they lie.
func packColumnsPlain(s *side, x []float32, stride int) {
	for from := 0; from < s.n; from += lanes {
		n := min(lanes, s.n-from)
		var peaks, inverses [lanes]float32
		for k := range s.k {
			for c, v := range x[k*stride+from:][:n] {
				if a := absolute(v); a > peaks[c] {
					peaks[c] = a
				}
			}
		}
		for c := range n {
			s.scale[from+c], inverses[c] = sevenBits(peaks[c])
		}
		dst := s.packed[packedAt(0, from, s.groups):]
		var sums [lanes]int32
		for k := range s.k {
			line := dst[k/group*(panel*group)+k%group:]
			for c, v := range x[k*stride+from:][:n] {
				w := weight(v, inverses[c])
				line[c*group] = byte(w)
				sums[c] += w
			}
		}
		for c := range n {
			s.plus[from+c], s.minus[from+c] = 128*sums[c], -128*sums[c]
		}
	}
}

// roundingBits is the bits of rounding, to which an integer is added.
const roundingBits = 0x4B400000

// weight gives a number as a seven-bit integer, halves to even.
func weight(v, inverse float32) int32 {
	v = float32(v * inverse)
	if !(v > -maxWeight) { // not a number ends here too
		v = -maxWeight
	}
	return int32(math.Float32bits(v+rounding)) - roundingBits
}
