package tensor_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
)

// What things answer in the mean is the mean of what their tokens answer, in any
// order of questions, bit by bit.
func TestAskThings(t *testing.T) {
	weights := tensortest.Weights(t)
	asker, err := weights.Asker("stance/between", 2)
	if err != nil {
		t.Fatal(err)
	}
	const n = 60
	width := weights.Encoder.Width
	r := rand.New(rand.NewPCG(7, 7))
	x := make([]float32, n*width)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	var vec tensor.Rows
	vec.Quantize(x, n, width)
	lines := make([]int32, n)

	var some tensor.Asking
	asker.Hear(&vec, &some)
	for _, tt := range []struct{ tokens, holder, target tensor.Stretch }{
		{tensor.Stretch{First: 0, Last: 60}, tensor.Stretch{First: 3, Last: 5}, tensor.Stretch{First: 40, Last: 41}},
		{tensor.Stretch{First: 10, Last: 31}, tensor.Stretch{First: 30, Last: 31}, tensor.Stretch{First: 10, Last: 14}},
		{tensor.Stretch{First: 5, Last: 25}, tensor.Stretch{First: 9, Last: 12}, tensor.Stretch{First: 11, Last: 13}}, // they overlap
		{tensor.Stretch{First: 59, Last: 60}, tensor.Stretch{First: 59, Last: 60}, tensor.Stretch{First: 59, Last: 60}},
	} {
		got := slices.Clone(asker.AskThings(&some, tt.tokens, lines, tt.holder, tt.target))
		var fresh tensor.Asking
		asker.Hear(&vec, &fresh)
		answers := asker.Ask(&fresh, tt.tokens, lines, tt.holder, tt.target)
		var want []float32
		for _, thing := range []tensor.Stretch{tt.holder, tt.target} {
			mean := make([]float32, tensor.AskWidth)
			for at := thing.First; at < thing.Last; at++ {
				for j := range mean {
					mean[j] += answers[(at-tt.tokens.First)*tensor.AskWidth+j]
				}
			}
			for j := range mean {
				mean[j] /= float32(thing.Last - thing.First)
			}
			want = append(want, mean...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v and %v in %v: other answers", tt.holder, tt.target, tt.tokens)
		}
	}
}
