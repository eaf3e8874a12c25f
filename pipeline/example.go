package pipeline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// An Example is a claim to show at the end of a run.
type Example struct {
	Article              models.ArticleID
	Source, Cue, Content string
	Type                 models.ClaimType
	confidence           float64
}

// longest is how many bytes the source and content of an example may have: they
// stand in a row.
const longest = 120

// A showcase keeps the claims that say most in a row of a table: a named source,
// a short content, a high confidence. It shows as many types as it can, and of
// claims that are level the earlier first.
type showcase struct {
	keep   int
	byType [16][]Example // each the best first, at most keep
}

func (s *showcase) offer(doc *models.Document) {
	if s.keep == 0 {
		return
	}
	for i := range doc.Claims {
		clm := &doc.Claims[i]
		if clm.SourceKind != models.NamedSource || len(clm.Source) != 1 || len(clm.Cue) != 1 || len(clm.Content) != 1 ||
			clm.Source[0].Len()+clm.Content[0].Len() > longest {
			continue
		}
		list := &s.byType[clm.Type]
		if len(*list) == s.keep && clm.Confidence <= (*list)[s.keep-1].confidence {
			continue
		}
		read := func(spans []models.Span) string { return strings.Join(strings.Fields(doc.Text(spans[0])), " ") }
		*list = append(*list, Example{doc.Article.ID, read(clm.Source), read(clm.Cue), read(clm.Content), clm.Type, clm.Confidence})
		slices.SortStableFunc(*list, byConfidence)
		*list = (*list)[:min(len(*list), s.keep)]
	}
}

// pick gives the best claim of each type, then the second of each, and so on.
func (s *showcase) pick() []Example {
	var picked []Example
	for rank := 0; len(picked) < s.keep; rank++ {
		var round []Example
		for _, list := range s.byType {
			if rank < len(list) {
				round = append(round, list[rank])
			}
		}
		if round == nil {
			break
		}
		slices.SortStableFunc(round, byConfidence)
		picked = append(picked, round...)
	}
	return picked[:min(len(picked), s.keep)]
}

func byConfidence(x, y Example) int { return cmp.Compare(y.confidence, x.confidence) }
