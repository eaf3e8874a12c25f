// Package claim finds attributions: source, cue and content.
package claim

import "github.com/sayso-nlp/sayso/models"

// Find reads all of doc up to the mentions and fills Claims.
func Find(doc *models.Document) {}
