package claim

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// contents answers which cues lie within the contents of attributions.
type contents struct {
	ranges []models.Range // by their starts, none within another
	cues   []models.Range // by their starts
}

func newContents(list []models.Attribution) contents {
	var c contents
	var all []models.Range
	for i := range list {
		c.cues = append(c.cues, list[i].Cue)
		all = append(all, list[i].Content...)
	}
	slices.SortFunc(all, func(a, b models.Range) int {
		if a.First != b.First {
			return a.First - b.First
		}
		return b.Last - a.Last
	})
	for _, r := range all {
		if n := len(c.ranges); n == 0 || r.Last > c.ranges[n-1].Last {
			c.ranges = append(c.ranges, r)
		}
	}
	return c
}

// hold reports whether a cue lies within a content and touches no cue.
func (c contents) hold(cue models.Range) bool {
	// The last range that begins at the cue or before it ends last.
	n, _ := slices.BinarySearchFunc(c.ranges, cue.First+1, func(r models.Range, first int) int { return r.First - first })
	if n == 0 || c.ranges[n-1].Last < cue.Last {
		return false
	}
	k, _ := slices.BinarySearchFunc(c.cues, cue.First+1, func(r models.Range, first int) int { return r.Last - first })
	return k == len(c.cues) || c.cues[k].First >= cue.Last
}
