package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
	"github.com/sayso-nlp/sayso/pipeline"
)

// readArticles sends each article down the path that sayso run takes and hands
// the documents to out, in order.
func readArticles(ctx context.Context, m *extract.Model, arts []article, out func(article, *models.Document) error) error {
	type result struct {
		art article
		doc *models.Document
	}
	return pipeline.Map(ctx, runtime.GOMAXPROCS(0), all(arts),
		func(art article) int64 { return int64(len(art.rec.Body)) },
		func(art article) result { return result{art, m.Article(page.Read(art.rec))} },
		func(r result) error {
			if r.doc.Article.Text != r.art.rec.Body {
				return fmt.Errorf("%s: reading changed the text, and the gold spans with it", r.art.rec.URI)
			}
			return out(r.art, r.doc)
		})
}

// all goes over a list that cannot fail.
func all[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// squeeze says for each byte offset of a text how many characters that are not
// white space stand before it. In these characters, spans of a gold document and
// of the same document read from raw text can be compared, whatever stands
// between their words.
func squeeze(text string) []int {
	at := make([]int, len(text)+1)
	n := 0
	for i, r := range text {
		at[i] = n
		if !unicode.IsSpace(r) {
			n++
		}
	}
	at[len(text)] = n
	return at
}

// sameText reports whether two texts are the same but for white space.
func sameText(a, b string) bool {
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return bare(a) == bare(b)
}

// squeezed is a span in the characters that squeeze counts.
func squeezed(at []int, s models.Span) models.Span {
	return models.Span{Start: at[s.Start], End: at[s.End]}
}

// sentenceOf makes a sentence of words; behind those that are glued stands no
// space.
func sentenceOf(words []string, glued []bool) conllu.Sentence {
	var sent conllu.Sentence
	for i, word := range words {
		row := conllu.Row{ID: conllu.WordID(i + 1), Form: word, Head: "_", Misc: "_"}
		if glued[i] {
			row.SetMisc("SpaceAfter", "No")
		}
		sent.Rows = append(sent.Rows, row)
	}
	return sent
}

// glue says behind which words no space stands, by looking for the words in
// text; where they do not follow each other in it, a space stands behind each.
func glue(words []string, text string) []bool {
	glued := make([]bool, len(words))
	at := 0
	for i, word := range words {
		rest := strings.TrimLeft(text[at:], " \t\u00a0")
		if i > 0 {
			glued[i-1] = len(rest) == len(text)-at
		}
		if !strings.HasPrefix(rest, word) {
			return make([]bool, len(words))
		}
		at = len(text) - len(rest) + len(word)
	}
	return glued
}
