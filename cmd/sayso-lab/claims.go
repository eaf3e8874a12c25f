package main

import (
	"context"
	"slices"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// measureClaims scores the claims found in whole articles, from their raw text;
// where the gold names the actors behind the sources, those too. In a corpus that
// marks no claim within the content of another, those that are found there count
// for nothing, but for a row that tells how many they are.
func measureClaims(ctx context.Context, m *extract.Model, corpus string, arts []article) (report, error) {
	var score eval.Claims
	var actor eval.Ratio
	nested, flat := 0, !marksNested(arts)
	err := readArticles(ctx, m, arts, func(art article, doc *models.Document) error {
		offs := models.NewOffsets(doc.Article.Text)
		toks := make([]models.Span, len(doc.Tokens))
		for i, tok := range doc.Tokens {
			toks[i] = runes(offs, tok.Span)
		}
		var found []eval.Claim
		var at []int // in doc.Claims
		for i, clm := range doc.Claims {
			if flat && clm.Parent != models.None {
				nested++
				continue
			}
			at = append(at, i)
			found = append(found, eval.Claim{
				Source: runesOf(offs, clm.Source), Cue: runesOf(offs, clm.Cue), Content: runesOf(offs, clm.Content),
				Types: []models.ClaimType{clm.Type}, Quotes: []models.Quote{clm.Quote}, Negated: []bool{clm.Negated}, Confidence: clm.Confidence,
			})
		}
		sortKinds(doc, offs, found)
		sortKinds(doc, offs, art.claims)
		names := actorForms(doc)
		for _, pair := range score.Add(art.claims, found, toks) {
			if art.sources == nil || art.claims[pair.Gold].Optional || len(art.sources[pair.Gold]) == 0 {
				continue
			}
			act := doc.Claims[at[pair.Pred]].SourceActor()
			actor.Add(act != models.None && meet(names[act], art.sources[pair.Gold]))
		}
		return nil
	})
	rows := score.Rows(corpus)
	if flat {
		rows = append(rows, eval.Row{Task: "claims", Corpus: corpus, Measure: "within others, not counted", Value: float64(nested), N: nested})
	}
	if actor.All > 0 {
		rows = append(rows, eval.Row{Task: "claims", Corpus: corpus, Measure: "source actor accuracy", Value: actor.Percent(), N: actor.All})
	}
	return report{Rows: rows}, err
}

// marksNested reports whether any gold claim has its cue in the content of
// another one.
func marksNested(arts []article) bool {
	for _, art := range arts {
		for _, clm := range art.claims {
			if len(clm.Cue) > 0 && slices.ContainsFunc(art.claims, func(other eval.Claim) bool { return holds(other.Content, clm.Cue[0]) }) {
				return true
			}
		}
	}
	return false
}

func runes(offs *models.Offsets, s models.Span) models.Span {
	start, end := offs.Runes(s)
	return models.Span{Start: start, End: end}
}

func runesOf(offs *models.Offsets, list []models.Span) []models.Span {
	var out []models.Span
	for _, s := range list {
		out = append(out, runes(offs, s))
	}
	return out
}

// actorForms is, for each actor of a document, the forms under which it is
// named or described in the text. The writer goes by authorName as well.
func actorForms(doc *models.Document) [][]string {
	names := make([][]string, len(doc.Actors))
	for i, act := range doc.Actors {
		names[i] = append(names[i], act.Name)
		if act.Type == models.Author {
			names[i] = append(names[i], authorName)
		}
	}
	for _, men := range doc.Mentions {
		if men.Kind != models.Pronoun {
			names[men.Actor] = append(names[men.Actor], doc.Text(men.Span))
		}
	}
	for i := range names {
		names[i] = forms(names[i])
	}
	return names
}

// meet reports whether two sorted lists share a form.
func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool {
		_, ok := slices.BinarySearch(b, s)
		return ok
	})
}
