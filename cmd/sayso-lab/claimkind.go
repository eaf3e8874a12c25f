package main

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// sortKinds notes of claims, gold or found, under which kinds their figures are
// given: by marks of quotation, by cue, with or without source, nested or not.
// Spans are of code points.
func sortKinds(doc *models.Document, offs *models.Offsets, claims []eval.Claim) {
	for i := range claims {
		c := &claims[i]
		quote := quoteOf(doc, offs, c.Content)
		c.Quoted = quote != models.Indirect
		source := "with source"
		if len(c.Source) == 0 {
			source = "without source"
		}
		depth := "not nested"
		if slices.ContainsFunc(claims, func(other eval.Claim) bool { return len(c.Cue) > 0 && holds(other.Content, c.Cue[0]) }) {
			depth = "nested"
		}
		c.Kinds = []string{"cue: " + cueKind(doc, offs, c.Cue), "quote: " + quote.String(), source, depth}
	}
}

func holds(list []models.Span, s models.Span) bool {
	return slices.ContainsFunc(list, func(t models.Span) bool { return t.Contains(s) })
}

// quoteOf says by its marks how much of a content is quoted.
func quoteOf(doc *models.Document, offs *models.Offsets, content []models.Span) models.Quote {
	const open, shut = "“\"‘«`", "”\"’»'"
	all, some := len(content) > 0, false
	for _, s := range content {
		text := strings.TrimSpace(doc.Text(offs.Span(s.Start, s.End)))
		some = some || strings.ContainsAny(text, "“”\"«»")
		first, last := "", ""
		if r := []rune(text); len(r) > 0 {
			first, last = string(r[0]), string(r[len(r)-1])
		}
		all = all && strings.Contains(open, first) && (strings.Contains(shut, last) || strings.ContainsAny(last, ".,"))
	}
	switch {
	case some && all:
		return models.Direct
	case some:
		return models.Mixed
	}
	return models.Indirect
}

// cueKind is "said" for forms of say, "according to", or the word class of the
// cue.
func cueKind(doc *models.Document, offs *models.Offsets, cue []models.Span) string {
	kind := "other"
	for _, s := range cue {
		span := offs.Span(s.Start, s.End)
		if strings.EqualFold(doc.Text(span), "according to") {
			return "according to"
		}
		r := touched(doc, span)
		for _, tok := range doc.Tokens[r[0]:r[1]] {
			switch {
			case tok.Lemma == "say":
				return "said"
			case tok.UPOS == "VERB":
				return "verb"
			case tok.UPOS == "NOUN" && kind == "other":
				kind = "noun"
			case tok.UPOS == "ADJ" && kind == "other":
				kind = "adjective"
			}
		}
	}
	return kind
}
