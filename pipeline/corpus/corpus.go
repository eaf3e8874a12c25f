// Package corpus does what needs all articles of a run at once: it merges
// actors and finds copies.
//
// The idea: articles pass one after the other, in order, and leave behind only
// what is small: a hash for a text, counters for an actor. Memory grows with
// the number of distinct texts and actors, not with their length.
//
// At the end an actor with a short name or another spelling is folded into the
// fuller one where the corpus leaves no doubt (fold.go); nothing else is renamed.
//
// It promises exact copies of a text; near copies are not looked for.
package corpus

import (
	"crypto/sha256"

	"github.com/sayso-nlp/sayso/models"
)

// Copies remembers the texts of a run. The zero value is ready.
type Copies struct {
	ids   map[models.ArticleID]struct{}
	texts map[[16]byte]models.ArticleID
}

// Repeated reports whether an article with this id came before.
// It remembers the id.
func (c *Copies) Repeated(id models.ArticleID) bool {
	if c.ids == nil {
		c.ids = make(map[models.ArticleID]struct{})
	}
	if _, ok := c.ids[id]; ok {
		return true
	}
	c.ids[id] = struct{}{}
	return false
}

// Original returns the first article with the same text as art, "" if art is
// the first. It remembers the text.
func (c *Copies) Original(art *models.Article) models.ArticleID {
	if c.texts == nil {
		c.texts = make(map[[16]byte]models.ArticleID)
	}
	sum := sha256.Sum256([]byte(art.Text))
	key := [16]byte(sum[:16])
	if id, ok := c.texts[key]; ok {
		return id
	}
	c.texts[key] = art.ID
	return ""
}
