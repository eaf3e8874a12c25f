package tensor

import "fmt"

// Embed sets dst to the embedding of a piece: its word's signed bytes times their
// scale, plus its position's numbers, plus its form's.
func Embed(dst []float32, word []byte, scale float32, position, form []float32) {
	n := len(dst)
	if len(word) != n || len(position) != n || len(form) != n {
		panic(fmt.Sprintf("tensor: embedding %d bytes, %d and %d floats into %d", len(word), len(position), len(form), n))
	}
	if n > 0 {
		embed(dst, word, scale, position, form)
	}
}

// embedPlain is the twin of all ways to embed.
func embedPlain(dst []float32, word []byte, scale float32, position, form []float32) {
	word, position, form = word[:len(dst)], position[:len(dst)], form[:len(dst)]
	for j := range dst {
		dst[j] = float32(float32(int8(word[j]))*scale) + position[j] + form[j]
	}
}

// addThreePlain adds three rows to x, one after the other: the twin of all ways
// to do so.
func addThreePlain(x, a, b, c []float32) {
	a, b, c = a[:len(x)], b[:len(x)], c[:len(x)]
	for j := range x {
		x[j] = x[j] + a[j] + b[j] + c[j]
	}
}
