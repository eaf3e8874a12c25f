package entity

import "testing"

var someLabels = []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG"}

func TestDecoderRefuses(t *testing.T) {
	for _, labels := range [][]string{nil, {"O"}, {"B-X", "I-X"}, {"O", "B-X"}, {"O", "I-X"}, {"O", "B-", "I-"}, {"O", "X", "B-X"}, {"O", "B-X", "I-X", "B-X"}, {"O", "O", "B-X", "I-X"}, make([]string, 300)} {
		if _, err := newDecoder(labels, nil); err == nil {
			t.Errorf("%q: no error", labels)
		}
	}
	if _, err := newDecoder(someLabels, make([]float32, 3)); err == nil {
		t.Error("three transitions: no error")
	}
}
