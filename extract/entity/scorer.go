package entity

import (
	"fmt"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A Scorer reads the names of a sentence off its tokens' vectors: persons (PER),
// organizations (ORG), places and countries (LOC), peoples, faiths and parties
// (GRP) and other names (MISC). It is read-only and may be shared.
type Scorer struct {
	names *tensor.Matrix
	dec   *decoder
}

// Section and labels of the names in a weights file.
const (
	namesTensor      = "entity/names"
	namesTransitions = namesTensor + ".transitions"
	namesLabels      = "names"
)

// New takes the section of names from the weights; transitions between labels
// may be among them.
func New(w *tensor.Weights) (*Scorer, error) {
	labels, err := w.Labels(namesLabels)
	if err != nil {
		return nil, err
	}
	n := len(labels)
	names, err := w.Matrix(namesTensor, w.Encoder.Width, n)
	if err != nil {
		return nil, err
	}
	var transitions []float32
	if w.Has(namesTransitions) {
		if transitions, err = w.Floats(namesTransitions, n, n); err != nil {
			return nil, err
		}
	}
	dec, err := newDecoder(labels, transitions)
	if err != nil {
		return nil, fmt.Errorf("weights: %s: %w", namesTensor, err)
	}
	return &Scorer{names: names, dec: dec}, nil
}

// caution is what speaks for no name beside the score: the corpora that teach
// names mark more as names than their readers would. Chosen on the dev split of
// Universal NER's EWT.
const caution = 1.75

// Scratch is memory that one worker uses again for each article. The zero value
// is ready.
type Scratch struct {
	scores  []float32
	trellis tensor.Trellis
	votes   map[string]vote // by form, empty but while Agree counts
}

// Names fills Name of the tokens of each sentence and leaves the rest alone. Row
// i of vec is the vector of token i. Given the vectors, the names of a sentence
// hang on nothing outside of it, so that an article may come in several calls;
// Agree then looks at all of them.
func (s *Scorer) Names(text string, sents []models.Sentence, toks []models.Token, vec *tensor.Rows, buf *Scratch) {
	width := len(s.dec.labels)
	buf.scores = tensor.Sized(buf.scores, vec.M*width)
	s.names.Mul(buf.scores, vec)
	for _, sent := range sents {
		words := toks[sent.First:sent.Last]
		rows := buf.scores[sent.First*width : sent.Last*width]
		for i := range words {
			row := rows[i*width:][:width]
			row[s.dec.outer] += caution
			if wordless(words[i].In(text)) {
				s.dec.bar(row)
			}
		}
		for i, y := range s.dec.Best(rows, &buf.trellis) {
			words[i].Name = s.dec.labels[y]
		}
		mend(text, words)
	}
}
