package data

import _ "embed"

// Default is the name of the model that is used unless another is asked for.
const Default = "small"

//go:embed weights/small.sayso
var small []byte

// Weights returns the trained weights of a model, which the caller must not
// change, and false if there is no model of that name.
func Weights(model string) ([]byte, bool) {
	if model != Default {
		return nil, false
	}
	return small, true
}
