package report

import (
	"fmt"
	"iter"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// A dossier is an article with its rows of all tables.
type dossier struct {
	number int // in the snapshot, from 0
	table.Article
	sections  []table.Section
	sentences []table.Sentence
	mentions  []table.Mention
	claims    []table.Claim
	spans     []table.ClaimSpan
	parts     []table.ClaimActor
	stances   []table.Stance
}

// dossiers reads the tables side by side, an article at a time, in bounded
// memory: in all of them the rows of an article stand together, and the
// articles in the same order. A sequence hands out the same dossier again and
// again, and ends at the first error.
func dossiers(s *snapshot.Snapshot) iter.Seq2[*dossier, error] {
	return func(yield func(*dossier, error) bool) {
		sections := open(s, table.Sections, func(r *table.Section) string { return r.ArticleID })
		defer sections.stop()
		sentences := open(s, table.Sentences, func(r *table.Sentence) string { return r.ArticleID })
		defer sentences.stop()
		mentions := open(s, table.Mentions, func(r *table.Mention) string { return r.ArticleID })
		defer mentions.stop()
		claims := open(s, table.Claims, func(r *table.Claim) string { return r.ArticleID })
		defer claims.stop()
		spans := open(s, table.ClaimSpans, func(r *table.ClaimSpan) string { return r.ArticleID })
		defer spans.stop()
		parts := open(s, table.ClaimActors, func(r *table.ClaimActor) string { return r.ArticleID })
		defer parts.stop()
		stances := open(s, table.Stances, func(r *table.Stance) string { return r.ArticleID })
		defer stances.stop()

		var d dossier
		for art, err := range snapshot.Rows(s, table.Articles) {
			if err != nil {
				yield(nil, err)
				return
			}
			d.Article = *art
			id := art.ArticleID
			d.sections, d.sentences, d.mentions = sections.take(id), sentences.take(id), mentions.take(id)
			d.claims, d.spans, d.parts, d.stances = claims.take(id), spans.take(id), parts.take(id), stances.take(id)
			for _, err := range []error{sections.err, sentences.err, mentions.err, claims.err, spans.err, parts.err, stances.err} {
				if err != nil {
					yield(nil, err)
					return
				}
			}
			if !yield(&d, nil) {
				return
			}
			d.number++
		}
		for _, err := range []error{sections.end(), sentences.end(), mentions.end(), claims.end(), spans.end(), parts.end(), stances.end()} {
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// A cursor reads a table article by article.
type cursor[R any] struct {
	name string
	of   func(*R) string // the article of a row
	next func() (*R, error, bool)
	stop func()
	row  *R // read and not taken yet; nil at the end
	rows []R
	err  error
}

func open[R any](s *snapshot.Snapshot, k *table.Kind[R], of func(*R) string) *cursor[R] {
	c := &cursor[R]{name: k.Name, of: of}
	c.next, c.stop = iter.Pull2(snapshot.Rows(s, k))
	c.advance()
	return c
}

func (c *cursor[R]) advance() {
	row, err, ok := c.next()
	c.row, c.err = row, err
	if !ok || err != nil {
		c.row = nil
	}
}

// take returns the rows of the article, which are good until the next call.
func (c *cursor[R]) take(id string) []R {
	c.rows = c.rows[:0]
	for c.row != nil && c.of(c.row) == id {
		c.rows = append(c.rows, *c.row)
		c.advance()
	}
	return c.rows
}

// end reports rows that no article took.
func (c *cursor[R]) end() error {
	if c.err == nil && c.row != nil {
		return fmt.Errorf("%s: the rows of article %q stand out of order", c.name, c.of(c.row))
	}
	return c.err
}

// comments returns the ids of the sentences that stand in readers' comments.
func (d *dossier) comments() map[string]bool {
	kinds := make(map[string]bool)
	for _, sec := range d.sections {
		if sec.Kind == "comment" {
			kinds[sec.SectionID] = true
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	inside := make(map[string]bool)
	for _, sent := range d.sentences {
		if kinds[sent.SectionID] {
			inside[sent.SentenceID] = true
		}
	}
	return inside
}
