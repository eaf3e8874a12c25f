package claim

import (
	"strconv"

	"github.com/sayso-nlp/sayso/models"
)

// This file says how sure a claim is: the sum of the weights of its reasons,
// squeezed into 0…1.

// Reasons are named properties of an attribution that speak for or against it,
// each at most once: how sure the scorer is of its cue, its source, its content.
func Reasons(a *models.Attribution) []string {
	source := "source "
	if len(a.Source) == 0 {
		source = "no source "
	}
	list := []string{"bias", "cue " + step(a.Sure.Cue), source + step(a.Sure.Source), "content " + step(a.Sure.Content)}
	if len(a.Content) > 1 {
		list = append(list, "content in pieces")
	}
	if a.Cue.Len() > 3 {
		list = append(list, "long cue")
	}
	return list
}

// step is a margin in whole logits, from 0 to the ninth.
func step(margin float32) string { return strconv.Itoa(int(max(0, min(margin, 9)))) }
