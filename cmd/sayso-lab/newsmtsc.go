package main

import (
	"encoding/json"
	"fmt"

	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
)

// A target is a sentence and an actor in it of whom it speaks. The span is of
// bytes.
type target struct {
	text  string
	at    models.Span
	label models.Label
}

// asked asks how the sentence stands toward the target.
func (t *target) asked() stance.Pair { return stance.Pair{Text: t.text, Target: t.at} }

// readNewsMTSC reads sentences with targets as JSON lines (NewsMTSC, Hamborg
// and Donnay, EACL 2021): polarity 2 is against, 4 neutral, 6 in favour. Only
// the first mention of a target is used.
func readNewsMTSC(path, text string) ([]target, error) {
	var list []target
	err := eachLine(path, text, func(line string) error {
		var row struct {
			Sentence string `json:"sentence_normalized"`
			Targets  []struct {
				From, To int
				Polarity float64
			}
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return err
		}
		offs := models.NewOffsets(row.Sentence)
		for i, t := range row.Targets {
			if t.From < 0 || t.From >= t.To || t.To > offs.Len() {
				return fmt.Errorf("target %d: span %d:%d is empty or outside the sentence", i, t.From, t.To)
			}
			var label models.Label
			switch t.Polarity {
			case 2:
				label = models.Against
			case 4:
				label = models.Neutral
			case 6:
				label = models.Favor
			default:
				return fmt.Errorf("target %d: no polarity %v", i, t.Polarity)
			}
			list = append(list, target{row.Sentence, offs.Span(t.From, t.To), label})
		}
		return nil
	})
	return list, err
}
