package pipeline

import (
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

// longest is how many bytes a part of an example may have: it stands in a row.
const longest = 120

// A showcase keeps the claims that say most in a row of a table: a named source,
// a short content, and a high confidence; one an article, the earlier first
// where they are level.
type showcase struct{ list []Example }

func (s *showcase) offer(doc *models.Document, keep int) {
	if keep == 0 {
		return
	}
	var best *models.Claim
	for i := range doc.Claims {
		clm := &doc.Claims[i]
		if clm.SourceKind != models.NamedSource || len(clm.Cue) != 1 || len(clm.Source) != 1 || len(clm.Content) != 1 ||
			clm.Source[0].Len()+clm.Content[0].Len() > longest || clm.Type == models.Statement && best != nil {
			continue
		}
		if best == nil || best.Type == models.Statement || clm.Confidence > best.Confidence {
			best = clm
		}
	}
	if best == nil {
		return
	}
	read := func(spans []models.Span) string { return strings.Join(strings.Fields(doc.Text(spans[0])), " ") }
	s.list = append(s.list, Example{doc.Article.ID, read(best.Source), read(best.Cue), read(best.Content), best.Type, best.Confidence})
	slices.SortStableFunc(s.list, func(x, y Example) int {
		switch {
		case x.confidence > y.confidence:
			return -1
		case x.confidence < y.confidence:
			return 1
		}
		return 0
	})
	s.list = s.list[:min(len(s.list), keep)]
}
