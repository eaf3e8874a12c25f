package main

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// An article is a gold article: a record, and what was marked in its text, in
// code points.
type article struct {
	rec    models.Record
	claims []eval.Claim
	// Of the seeds alone:
	sources [][]string // for each claim, the names of the actor its source is
	actors  []goldActor
	stances []eval.Triple
}

// A goldActor is an actor of an article and the forms under which it is named or
// described.
type goldActor struct {
	typ   models.ActorType
	forms []string
}

// A roleSpans is a claim as the corpora write it: a list of spans a role.
type roleSpans struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

func (r roleSpans) claim(n int) (eval.Claim, error) {
	var clm eval.Claim
	var err error
	for _, role := range []struct {
		name string
		from [][2]int
		to   *[]models.Span
	}{{"source", r.Source, &clm.Source}, {"cue", r.Cue, &clm.Cue}, {"content", r.Content, &clm.Content}} {
		if *role.to, err = spansIn(role.from, n); err != nil {
			return clm, fmt.Errorf("%s: %w", role.name, err)
		}
	}
	return clm, nil
}

// readPolNeAR reads articles with attributions as JSON lines (PolNeAR, Newell
// et al., LREC 2018). A source without spans is one that is not expressed.
func readPolNeAR(path, text string) ([]article, error) {
	var arts []article
	err := eachLine(path, text, func(line string) error {
		var row struct {
			ID, Publisher, Date, Title, Author, Text string
			Attributions                             []roleSpans
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return err
		}
		art := article{rec: models.Record{URI: row.ID, ID: row.ID, Title: row.Title, Byline: row.Author,
			Publisher: row.Publisher, Published: row.Date, Body: row.Text}}
		n := utf8.RuneCountInString(row.Text)
		for i, attr := range row.Attributions {
			clm, err := attr.claim(n)
			if err != nil {
				return fmt.Errorf("attribution %d: %w", i, err)
			}
			art.claims = append(art.claims, clm)
		}
		arts = append(arts, art)
		return nil
	})
	return arts, err
}
