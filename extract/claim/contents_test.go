package claim

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// A cue lies within if some content holds all of it and no cue meets it, whatever
// the contents are.
func TestContents(t *testing.T) {
	drawn := rand.New(rand.NewPCG(1, 2))
	within := 0
	for range 2000 {
		var list []models.Attribution
		for at := 0; at < 40; {
			at += drawn.IntN(12)
			a := models.Attribution{Cue: models.Range{First: at, Last: at + 1 + drawn.IntN(3)}}
			at = a.Cue.Last
			for range drawn.IntN(3) {
				first := drawn.IntN(50)
				a.Content = append(a.Content, models.Range{First: first, Last: first + 1 + drawn.IntN(15)})
			}
			list = append(list, a)
		}
		c := newContents(list)
		for range 30 {
			cue := models.Range{First: drawn.IntN(60)}
			cue.Last = cue.First + 1 + drawn.IntN(3)
			held := slices.ContainsFunc(list, func(a models.Attribution) bool {
				return slices.ContainsFunc(a.Content, func(r models.Range) bool { return r.First <= cue.First && cue.Last <= r.Last })
			})
			met := slices.ContainsFunc(list, func(a models.Attribution) bool { return a.Cue.First < cue.Last && cue.First < a.Cue.Last })
			want := held && !met
			if got := c.hold(cue); got != want {
				t.Fatalf("%v in %+v: %v, want %v", cue, list, got, want)
			}
			if want {
				within++
			}
		}
	}
	if within == 0 {
		t.Error("no cue lay within: nothing was tested")
	}
}
