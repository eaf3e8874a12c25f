package tensor

import "fmt"

// Dot is the dot product of a and b, which must be equally long. Like all
// sums of floats here it is kept in sixteen parts: part i adds up the products
// i, i+16, i+32, … in order.
func Dot(a, b []float32) float32 {
	if len(a) != len(b) {
		panic(fmt.Sprintf("tensor: dot product of %d and %d floats", len(a), len(b)))
	}
	if len(a) == 0 {
		return 0
	}
	return dot(a, b)
}

// dotPlain is the twin of all dot products.
func dotPlain(a, b []float32) float32 {
	var sums [lanes]float32
	for i, v := range a {
		sums[i%lanes] += float32(v * b[i])
	}
	return join(&sums)
}

// join adds up the sixteen parts of a sum, always in the same order: the upper
// half to the lower half until one is left.
func join(sums *[lanes]float32) float32 {
	for half := lanes / 2; half > 0; half /= 2 {
		for i := range half {
			sums[i] += sums[i+half]
		}
	}
	return sums[0]
}

// ReLU sets every number of x that is not above zero to zero.
func ReLU(x []float32) {
	if len(x) > 0 {
		relu(x)
	}
}

// reluPlain is the twin of all ways to cut below zero.
func reluPlain(x []float32) {
	for i, v := range x {
		x[i] = positive(v)
	}
}
