// Package entity finds mentions and the actors that they stand for.
package entity

import "github.com/sayso-nlp/sayso/models"

// Find reads the article, sections, sentences and tokens of doc and fills
// Actors, Mentions and the Actor of each section that has an author.
// The article's author, named or not, is always Actors[0].
func Find(doc *models.Document) {}
