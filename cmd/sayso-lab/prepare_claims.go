package main

import (
	"slices"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// A taughtClaim is a claim in words, as half-open ranges in order; ranges of one
// role that touch are one.
type taughtClaim struct {
	Cue     [][2]int `json:"cue"`
	Source  [][2]int `json:"source"`
	Content [][2]int `json:"content"`
}

// projectClaims turns claims in code points into claims in the words of a
// document: what a span cuts in half is widened to the word. A claim whose cue
// has no word is left out.
func projectClaims(doc *models.Document, gold []eval.Claim) []taughtClaim {
	offs := models.NewOffsets(doc.Article.Text)
	ranges := func(spans []models.Span) [][2]int {
		list := [][2]int{}
		for _, span := range slices.SortedFunc(slices.Values(spans), models.Span.Compare) {
			words := touched(doc, offs.Span(span.Start, span.End))
			switch n := len(list); {
			case words[0] >= words[1]:
			case n > 0 && words[0] <= list[n-1][1]:
				list[n-1][1] = max(list[n-1][1], words[1])
			default:
				list = append(list, words)
			}
		}
		return list
	}
	claims := []taughtClaim{}
	for _, clm := range gold {
		if c := (taughtClaim{Cue: ranges(clm.Cue), Source: ranges(clm.Source), Content: ranges(clm.Content)}); len(c.Cue) > 0 {
			claims = append(claims, c)
		}
	}
	return claims
}

// claimsWithin are the claims with a cue among words first to last, cut to these
// words and counted from first.
func claimsWithin(claims []taughtClaim, first, last int) []taughtClaim {
	cut := func(ranges [][2]int) [][2]int {
		list := [][2]int{}
		for _, r := range ranges {
			if b, e := max(r[0], first), min(r[1], last); b < e {
				list = append(list, [2]int{b - first, e - first})
			}
		}
		return list
	}
	list := []taughtClaim{}
	for _, clm := range claims {
		if c := (taughtClaim{Cue: cut(clm.Cue), Source: cut(clm.Source), Content: cut(clm.Content)}); len(c.Cue) > 0 {
			list = append(list, c)
		}
	}
	return list
}
