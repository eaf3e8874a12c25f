package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// The examples show as many types as there are, the surest claim of each.
func TestShowcase(t *testing.T) {
	text := "A said b."
	claim := func(typ models.ClaimType, confidence float64) *models.Document {
		return &models.Document{
			Article: models.Article{Text: text},
			Claims: []models.Claim{{
				Source: []models.Span{{Start: 0, End: 1}}, Cue: []models.Span{{Start: 2, End: 6}}, Content: []models.Span{{Start: 7, End: 8}},
				SourceKind: models.NamedSource, Type: typ, Confidence: confidence,
			}},
		}
	}
	s := showcase{keep: 3}
	for _, doc := range []*models.Document{
		claim(models.Denial, 0.9), claim(models.Denial, 0.8), claim(models.Denial, 0.95), claim(models.Pledge, 0.3), claim(models.Pledge, 0.2),
	} {
		s.offer(doc)
	}
	type line struct {
		Type       string
		Confidence float64
	}
	var got []line
	for _, x := range s.pick() {
		got = append(got, line{x.Type.String(), x.confidence})
	}
	want := []line{{"denial", 0.95}, {"pledge", 0.3}, {"denial", 0.9}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
