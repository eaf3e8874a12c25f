// Package stance scores how holders stand toward targets.
package stance

import "github.com/sayso-nlp/sayso/models"

// Find reads all of doc up to the claims and fills Stances.
func Find(doc *models.Document) {}
