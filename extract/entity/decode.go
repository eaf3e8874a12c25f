package entity

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/sayso-nlp/sayso/extract/tensor"
)

// outer is the label of a token that stands in no name.
const outer = "O"

// A decoder finds the best labels of a sentence: those in which each I-X stands
// behind B-X or I-X.
type decoder struct {
	*tensor.Chain
	labels []string
	outer  int // the label O
}

// newDecoder reads the labels: O, and B-X and I-X for each type X.
func newDecoder(labels []string, transitions []float32) (*decoder, error) {
	n := len(labels)
	if n < 2 || n >= tensor.MostLabels {
		return nil, fmt.Errorf("%d labels of names", n)
	}
	if transitions != nil && len(transitions) != n*n {
		return nil, fmt.Errorf("%d transitions between %d labels of names", len(transitions), n)
	}
	d := &decoder{labels: labels}
	seen := make(map[string]bool, n)
	for _, l := range labels {
		if seen[l] {
			return nil, fmt.Errorf("the label %q of names stands twice", l)
		}
		seen[l] = true
	}
	if !seen[outer] {
		return nil, errors.New("no label O among those of names")
	}
	for i, l := range labels {
		prefix, kind, _ := strings.Cut(l, "-")
		switch {
		case l == outer:
			d.outer = i
		case kind == "" || prefix != "B" && prefix != "I":
			return nil, fmt.Errorf("%q is no label of a name", l)
		case !seen["B-"+kind] || !seen["I-"+kind]:
			return nil, fmt.Errorf("the label %q of names has no partner", l)
		}
	}
	d.Chain = tensor.NewChain(n, func(before, label int) bool {
		kind, inside := strings.CutPrefix(labels[label], "I-")
		return !inside || before != tensor.Opens && (labels[before] == "B-"+kind || labels[before] == "I-"+kind)
	}, transitions)
	return d, nil
}

// bar makes O the one label for a token of these scores.
func (d *decoder) bar(scores []float32) {
	for y := range d.labels {
		if y != d.outer {
			scores[y] = -math.MaxFloat32
		}
	}
}
