package snapshot

import (
	"fmt"
	"iter"

	"github.com/sayso-nlp/sayso/models/table"
)

// A Bundle is one article with its rows in all tables.
type Bundle struct {
	Article     table.Article
	Sections    []table.Section
	Sentences   []table.Sentence
	Tokens      []table.Token
	Mentions    []table.Mention
	Claims      []table.Claim
	ClaimSpans  []table.ClaimSpan
	ClaimActors []table.ClaimActor
	Stances     []table.Stance
	Summaries   []table.Summary
}

// Bundles yields the articles of a snapshot in order, with their rows. All
// tables are read side by side, so that memory holds one article.
func Bundles(s *Snapshot) iter.Seq2[*Bundle, error] {
	return func(yield func(*Bundle, error) bool) {
		sections := follow(s, table.Sections, func(r *table.Section) string { return r.ArticleID })
		sentences := follow(s, table.Sentences, func(r *table.Sentence) string { return r.ArticleID })
		tokens := follow(s, table.Tokens, func(r *table.Token) string { return r.ArticleID })
		mentions := follow(s, table.Mentions, func(r *table.Mention) string { return r.ArticleID })
		claims := follow(s, table.Claims, func(r *table.Claim) string { return r.ArticleID })
		claimSpans := follow(s, table.ClaimSpans, func(r *table.ClaimSpan) string { return r.ArticleID })
		claimActors := follow(s, table.ClaimActors, func(r *table.ClaimActor) string { return r.ArticleID })
		stances := follow(s, table.Stances, func(r *table.Stance) string { return r.ArticleID })
		summaries := follow(s, table.StanceSummary, func(r *table.Summary) string { return r.ArticleID })
		all := []interface {
			stop()
			over() error
		}{sections, sentences, tokens, mentions, claims, claimSpans, claimActors, stances, summaries}
		for _, f := range all {
			defer f.stop()
		}
		for art, err := range Rows(s, table.Articles) {
			if err != nil {
				yield(nil, err)
				return
			}
			b := &Bundle{Article: *art}
			err = take(nil, sections, art.ArticleID, &b.Sections)
			err = take(err, sentences, art.ArticleID, &b.Sentences)
			err = take(err, tokens, art.ArticleID, &b.Tokens)
			err = take(err, mentions, art.ArticleID, &b.Mentions)
			err = take(err, claims, art.ArticleID, &b.Claims)
			err = take(err, claimSpans, art.ArticleID, &b.ClaimSpans)
			err = take(err, claimActors, art.ArticleID, &b.ClaimActors)
			err = take(err, stances, art.ArticleID, &b.Stances)
			err = take(err, summaries, art.ArticleID, &b.Summaries)
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(b, nil) {
				return
			}
		}
		for _, f := range all {
			if err := f.over(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// A follower reads a table whose rows follow the order of the articles.
type follower[R any] struct {
	dir, name string
	next      func() (*R, error, bool)
	halt      func()
	article   func(*R) string
	row       *R // the next one, nil at the end
	begun     bool
}

func follow[R any](s *Snapshot, k *table.Kind[R], article func(*R) string) *follower[R] {
	f := &follower[R]{dir: s.Dir, name: k.Name, article: article}
	f.next, f.halt = iter.Pull2(Rows(s, k))
	return f
}

func (f *follower[R]) stop() { f.halt() }

// pull makes row the next row.
func (f *follower[R]) pull() error {
	row, err, ok := f.next()
	f.begun = true
	if err != nil {
		return err
	}
	if f.row = row; !ok {
		f.row = nil
	}
	return nil
}

// over is an error if there are rows left.
func (f *follower[R]) over() error {
	if !f.begun {
		if err := f.pull(); err != nil {
			return err
		}
	}
	if f.row == nil {
		return nil
	}
	return fmt.Errorf("%s: the rows of %s do not follow the order of the articles from article %s on; sayso verify says more", f.dir, f.name, f.article(f.row))
}

// take copies the rows of an article, unless something failed before.
func take[R any](err error, f *follower[R], article string, to *[]R) error {
	if err != nil {
		return err
	}
	if !f.begun {
		if err := f.pull(); err != nil {
			return err
		}
	}
	for f.row != nil && f.article(f.row) == article {
		*to = append(*to, *f.row)
		if err := f.pull(); err != nil {
			return err
		}
	}
	return nil
}
