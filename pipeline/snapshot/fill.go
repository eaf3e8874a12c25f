package snapshot

import (
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// An Original is what a snapshot without text leaves out of an article and its
// owner has.
type Original struct {
	SourceURI  string
	ExternalID string
	Title      string
	Byline     string
	Publisher  string
	Text       string
	Metadata   string
	Authors    []string // of the sections, in order
}

// Fill puts an article's text into its rows.
func (b *Bundle) Fill(o *Original) error {
	art := &b.Article
	art.SourceURI, art.ExternalID, art.Publisher = o.SourceURI, o.ExternalID, o.Publisher
	art.Title, art.Byline, art.Text, art.Metadata = o.Title, o.Byline, o.Text, o.Metadata
	if len(o.Authors) != len(b.Sections) {
		return fmt.Errorf("article %s has %d sections, its rows are %d", art.ArticleID, len(o.Authors), len(b.Sections))
	}
	for i := range b.Sections {
		b.Sections[i].Author = o.Authors[i]
	}
	r := reading{text: o.Text, offsets: models.NewOffsets(o.Text)}
	for i := range b.Sentences {
		b.Sentences[i].Text = r.at(b.Sentences[i].Span)
	}
	for i := range b.Mentions {
		b.Mentions[i].Text = r.at(b.Mentions[i].Span)
	}
	parts := make(map[[2]string][]string) // by claim and role
	for i := range b.ClaimSpans {
		s := &b.ClaimSpans[i]
		s.Text = r.at(s.Span)
		key := [2]string{s.ClaimID, s.Role}
		parts[key] = append(parts[key], s.Text)
	}
	for i := range b.Claims {
		c := &b.Claims[i]
		join := func(role string) string { return strings.Join(parts[[2]string{c.ClaimID, role}], " ") }
		c.SourceText, c.CueText, c.ContentText = join("source"), join("cue"), join("content")
	}
	for i := range b.Stances {
		b.Stances[i].EvidenceText = r.at(b.Stances[i].Span)
	}
	if r.outside {
		return fmt.Errorf("article %s has rows that point outside its text", art.ArticleID)
	}
	return nil
}

// A reading cuts stretches out of a text.
type reading struct {
	text    string
	offsets *models.Offsets
	outside bool // a stretch was not inside the text
}

func (r *reading) at(s table.Span) string {
	if s.CharStart < 0 || s.CharStart >= s.CharEnd || int(s.CharEnd) > r.offsets.Len() {
		r.outside = true
		return ""
	}
	return r.offsets.Span(int(s.CharStart), int(s.CharEnd)).In(r.text)
}

// AddBundle writes the rows of an article as they are.
func (w *Writer) AddBundle(b *Bundle) error {
	if w.err != nil {
		return w.err
	}
	err := w.articles.add(&b.Article)
	err = each(err, w.sections, b.Sections)
	err = each(err, w.sentences, b.Sentences)
	if w.opt.Tokens {
		err = each(err, w.tokens, b.Tokens)
	}
	err = each(err, w.mentions, b.Mentions)
	err = each(err, w.claims, b.Claims)
	err = each(err, w.claimSpans, b.ClaimSpans)
	err = each(err, w.claimActors, b.ClaimActors)
	err = each(err, w.stances, b.Stances)
	return w.fail(each(err, w.summaries, b.Summaries))
}

// each adds rows, unless something failed before.
func each[R any](err error, s sheetOf[R], rows []R) error {
	for i := range rows {
		if err != nil {
			return err
		}
		err = s.add(&rows[i])
	}
	return err
}

// AddActor writes the row of an actor as it is.
func (w *Writer) AddActor(row *table.Actor) error {
	if w.err != nil {
		return w.err
	}
	return w.fail(w.actors.add(row))
}

// AddSkip writes the row of a skip as it is.
func (w *Writer) AddSkip(row *table.Skip) error {
	if w.err != nil {
		return w.err
	}
	return w.fail(w.skips.add(row))
}
