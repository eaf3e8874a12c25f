package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// authorName is how the seeds and our triples call the writer.
const authorName = "AUTHOR"

// readSeeds reads the seeds' gold, one article a line, whose texts stand in
// files beside it. What only one of the two annotators found is optional.
func readSeeds(path, text string) ([]article, error) {
	var arts []article
	err := eachLine(path, text, func(line string) error {
		var row struct {
			ID, File string
			Actors   []struct {
				Type     string
				Mentions []string
			}
			Claims []struct {
				roleSpans
				Core         bool
				Types        []string
				Quotes       []string
				SourceActors [][]string `json:"source_actors"`
			}
			Stances []struct {
				Core           bool
				Holder, Target []string
				Polarity       string
			}
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return err
		}
		body, err := os.ReadFile(filepath.Join(filepath.Dir(path), filepath.Base(row.File)))
		if err != nil {
			return err
		}
		art := article{rec: models.Record{URI: row.File, ID: row.ID, Body: string(body)}}
		n := utf8.RuneCount(body)
		for i, c := range row.Claims {
			clm, err := c.claim(n)
			if err != nil {
				return fmt.Errorf("claim %d: %w", i, err)
			}
			clm.Optional = !c.Core
			for _, name := range c.Types {
				typ, ok := models.ParseClaimType(name)
				if !ok {
					return fmt.Errorf("claim %d: no type %q", i, name)
				}
				clm.Types = append(clm.Types, typ)
			}
			for _, name := range c.Quotes {
				quote, ok := parseQuote(name)
				if !ok {
					return fmt.Errorf("claim %d: no quote %q", i, name)
				}
				clm.Quotes = append(clm.Quotes, quote)
			}
			art.claims = append(art.claims, clm)
			art.sources = append(art.sources, forms(slices.Concat(c.SourceActors...)))
		}
		for _, act := range row.Actors {
			typ, ok := models.ParseActorType(act.Type)
			if !ok {
				return fmt.Errorf("no type of actor %q", act.Type)
			}
			art.actors = append(art.actors, goldActor{typ, act.Mentions})
		}
		for i, st := range row.Stances {
			if !slices.Contains([]string{"against", "favor", "mixed"}, st.Polarity) {
				return fmt.Errorf("stance %d: no polarity %q", i, st.Polarity)
			}
			art.stances = append(art.stances, eval.Triple{Holder: forms(st.Holder), Target: forms(st.Target), Label: st.Polarity, Optional: !st.Core})
		}
		arts = append(arts, art)
		return nil
	})
	return arts, err
}

func parseQuote(name string) (models.Quote, bool) {
	for _, q := range []models.Quote{models.Indirect, models.Direct, models.Mixed} {
		if q.String() == name {
			return q, true
		}
	}
	return 0, false
}

// form is a surface form as forms are compared: in lower case, white space
// single, without an article or quotation marks around it.
func form(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	s = strings.Trim(s, `"'“”‘’`)
	return strings.TrimPrefix(s, "the ")
}

// forms is the sorted set of the forms of names.
func forms(names []string) []string {
	var list []string
	for _, s := range names {
		if s = form(s); s != "" {
			list = append(list, s)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
