package snapshot

import (
	"fmt"
	"iter"

	"github.com/sayso-nlp/sayso/models/table"
)

// A Dossier is an article with its rows of all tables.
type Dossier struct {
	Number int // in the snapshot, from 0
	table.Article
	Sections  []table.Section
	Sentences []table.Sentence
	Mentions  []table.Mention
	Claims    []table.Claim
	Spans     []table.ClaimSpan
	Parts     []table.ClaimActor
	Stances   []table.Stance
}

// Dossiers reads the tables side by side, an article at a time, in bounded
// memory: in all of them the rows of an article stand together, and the
// articles in the same order. A sequence hands out the same dossier again and
// again, and ends at the first error.
func Dossiers(s *Snapshot) iter.Seq2[*Dossier, error] {
	return func(yield func(*Dossier, error) bool) {
		sections := openRun(s, table.Sections, func(r *table.Section) string { return r.ArticleID })
		defer sections.stop()
		sentences := openRun(s, table.Sentences, func(r *table.Sentence) string { return r.ArticleID })
		defer sentences.stop()
		mentions := openRun(s, table.Mentions, func(r *table.Mention) string { return r.ArticleID })
		defer mentions.stop()
		claims := openRun(s, table.Claims, func(r *table.Claim) string { return r.ArticleID })
		defer claims.stop()
		spans := openRun(s, table.ClaimSpans, func(r *table.ClaimSpan) string { return r.ArticleID })
		defer spans.stop()
		parts := openRun(s, table.ClaimActors, func(r *table.ClaimActor) string { return r.ArticleID })
		defer parts.stop()
		stances := openRun(s, table.Stances, func(r *table.Stance) string { return r.ArticleID })
		defer stances.stop()

		var d Dossier
		for art, err := range Rows(s, table.Articles) {
			if err != nil {
				yield(nil, err)
				return
			}
			d.Article = *art
			id := art.ArticleID
			d.Sections, d.Sentences, d.Mentions = sections.take(id), sentences.take(id), mentions.take(id)
			d.Claims, d.Spans, d.Parts, d.Stances = claims.take(id), spans.take(id), parts.take(id), stances.take(id)
			for _, err := range []error{sections.err, sentences.err, mentions.err, claims.err, spans.err, parts.err, stances.err} {
				if err != nil {
					yield(nil, err)
					return
				}
			}
			if !yield(&d, nil) {
				return
			}
			d.Number++
		}
		for _, err := range []error{sections.end(), sentences.end(), mentions.end(), claims.end(), spans.end(), parts.end(), stances.end()} {
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// A run reads a table article by article.
type run[R any] struct {
	name string
	of   func(*R) string // the article of a row
	next func() (*R, error, bool)
	stop func()
	row  *R // read and not taken yet; nil at the end
	rows []R
	err  error
}

func openRun[R any](s *Snapshot, k *table.Kind[R], of func(*R) string) *run[R] {
	c := &run[R]{name: k.Name, of: of}
	c.next, c.stop = iter.Pull2(Rows(s, k))
	c.advance()
	return c
}

func (c *run[R]) advance() {
	row, err, ok := c.next()
	c.row, c.err = row, err
	if !ok || err != nil {
		c.row = nil
	}
}

// take returns the rows of the article, which are good until the next call.
func (c *run[R]) take(id string) []R {
	c.rows = c.rows[:0]
	for c.row != nil && c.of(c.row) == id {
		c.rows = append(c.rows, *c.row)
		c.advance()
	}
	return c.rows
}

// end reports rows that no article took.
func (c *run[R]) end() error {
	if c.err == nil && c.row != nil {
		return fmt.Errorf("%s: the rows of article %q stand out of order", c.name, c.of(c.row))
	}
	return c.err
}

// comments returns the ids of the sentences that stand in readers' comments.
func (d *Dossier) Comments() map[string]bool {
	kinds := make(map[string]bool)
	for _, sec := range d.Sections {
		if sec.Kind == "comment" {
			kinds[sec.SectionID] = true
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	inside := make(map[string]bool)
	for _, sent := range d.Sentences {
		if kinds[sent.SectionID] {
			inside[sent.SentenceID] = true
		}
	}
	return inside
}
