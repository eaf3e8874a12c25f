package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
)

// The classes of DSE, by their numbers in the corpus.
var dseClasses = []string{"neutral", "p favours q", "q favours p", "p against q", "q against p"}

// A pair is a sentence with two actors in it and how they stand toward each
// other. Spans are of bytes.
type pair struct {
	text  string
	p, q  models.Span
	label int // of dseClasses
}

// there asks how p stands toward q, back how q does toward p.
func (p *pair) there() stance.Pair {
	return stance.Pair{Text: p.text, Holder: p.p, Target: p.q, HasHolder: true}
}

func (p *pair) back() stance.Pair {
	return stance.Pair{Text: p.text, Holder: p.q, Target: p.p, HasHolder: true}
}

// labels are how p stands toward q, and q toward p.
func (p *pair) labels() (there, back models.Label) {
	switch p.label {
	case 1:
		return models.Favor, models.Neutral
	case 2:
		return models.Neutral, models.Favor
	case 3:
		return models.Against, models.Neutral
	case 4:
		return models.Neutral, models.Against
	}
	return models.Neutral, models.Neutral
}

// readDSE reads pairs as tab-separated lines: the sentence with both actors in
// brackets, the two actors, the label (DSE, Park, Pan and Joo, ACL 2021). The
// brackets decide where the actors stand: a few of the columns read otherwise.
func readDSE(path, text string) ([]pair, error) {
	var pairs []pair
	err := eachLine(path, text, func(line string) error {
		cols := strings.Split(line, "\t")
		if len(cols) != 4 {
			return fmt.Errorf("%d columns, not 4", len(cols))
		}
		label, err := strconv.Atoi(strings.TrimSpace(cols[3]))
		if err != nil || label < 0 || label >= len(dseClasses) {
			return fmt.Errorf("no label %q", cols[3])
		}
		text, spans, err := unbracket(cols[0])
		if err != nil {
			return err
		}
		pairs = append(pairs, pair{text, spans[0], spans[1], label})
		return nil
	})
	return pairs, err
}

// unbracket takes the two pairs of brackets out of a sentence and says what
// stood in them.
func unbracket(s string) (text string, spans [2]models.Span, err error) {
	var b strings.Builder
	n, open := 0, -1
	for i := range len(s) {
		switch c := s[i]; {
		case c == '[' && open < 0:
			open = b.Len()
		case c == ']' && open >= 0 && n < 2:
			spans[n] = models.Span{Start: open, End: b.Len()}
			if spans[n].Empty() {
				return "", spans, fmt.Errorf("nothing in brackets %d", n+1)
			}
			n, open = n+1, -1
		case c == '[' || c == ']':
			return "", spans, fmt.Errorf("brackets do not pair")
		default:
			b.WriteByte(c)
		}
	}
	if n != 2 || open >= 0 {
		return "", spans, fmt.Errorf("%d things in brackets, not 2", n)
	}
	return b.String(), spans, nil
}
