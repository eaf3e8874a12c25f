package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// measureCoreference scores mentions and actors of documents, with the words
// and sentences of the gold and from their running text; and antecedents, where
// the gold mentions are given and all else is found: tags, trees and names.
func measureCoreference(ctx context.Context, m *extract.Model, corpus string, docs []coreferent) (report, error) {
	if len(docs) > 0 && docs[0].silver {
		return measureSilver(ctx, m, corpus, docs)
	}
	var given, raw eval.Actors
	var antecedents eval.Antecedents
	for _, gold := range docs {
		if err := ctx.Err(); err != nil {
			return report{}, err
		}
		doc, err := conllu.Document(gold.sents)
		if err != nil {
			return report{}, fmt.Errorf("%s: %w", gold.id, err)
		}
		at := squeeze(doc.Article.Text)
		want := make([]eval.Mention, len(gold.mentions))
		for i, men := range gold.mentions {
			men.Span, men.Head = squeezed(at, bytesOf(doc, men.Span)), squeezed(at, bytesOf(doc, men.Head))
			want[i] = men
		}
		m.Words(doc)
		given.Add(want, foundMentions(doc))
		antecedents.Add(givenMentions(entity.DefaultRanker(), doc, gold.mentions))
		again := m.Article(page.Read(models.Record{URI: gold.id, Body: conllu.RawText(gold.sents)}))
		if !sameText(doc.Article.Text, again.Article.Text) {
			return report{}, fmt.Errorf("%s: words and text differ", gold.id)
		}
		raw.Add(want, foundMentions(again))
	}
	rep := report{Rows: given.Rows(corpus)}
	for i := range rep.Rows {
		rep.Rows[i].Measure += " (gold words)"
	}
	for _, row := range raw.Rows(corpus) {
		row.Measure += " (raw)"
		rep.Rows = append(rep.Rows, row)
	}
	for _, row := range antecedents.Rows(corpus) {
		row.Measure += " (gold mentions)"
		rep.Rows = append(rep.Rows, row)
	}
	return rep, nil
}

// bytesOf turns a span of a document's tokens into one of its text.
func bytesOf(doc *models.Document, s models.Span) models.Span {
	return doc.Tokens[s.Start].Hull(doc.Tokens[s.End-1].Span)
}

// foundMentions is the mentions of a document, in squeezed characters.
func foundMentions(doc *models.Document) []eval.Mention {
	at := squeeze(doc.Article.Text)
	found := make([]eval.Mention, len(doc.Mentions))
	for i, men := range doc.Mentions {
		found[i] = eval.Mention{Span: squeezed(at, men.Span), Actor: men.Actor, Kind: men.Kind}
	}
	return found
}

// measureForms scores the surface forms that the gold gives for the actors of an
// article, in two senses. By their words: a form stands for the actor that has
// most mentions that read so, the first of several. By their heads, as in GUM: a
// form is found, too, where a mention lies within it and is its head or the name
// beside that ("Putin" for "Russian President Vladimir Putin"). Found forms that
// are no gold form are not asked about.
//
// A pronoun that is the source of a claim both annotators found is right if its
// mention's actor goes by one of the names they gave.
func measureForms(ctx context.Context, m *extract.Model, corpus string, arts []article) (report, error) {
	var words, heads eval.Forms
	var pronoun eval.Ratio
	err := readArticles(ctx, m, arts, func(art article, doc *models.Document) error {
		count := make(map[string]map[int]int)
		for _, men := range doc.Mentions {
			f := form(doc.Text(men.Span))
			if count[f] == nil {
				count[f] = make(map[int]int)
			}
			count[f][men.Actor]++
		}
		text := strings.ToLower(doc.Article.Text)
		var read, headed []eval.Form
		for i, act := range art.actors {
			for _, f := range forms(act.forms) {
				gold := eval.Form{Gold: i, GoldType: act.typ}
				read = append(read, standing(doc, gold, count[f]))
				if count[f] == nil && len(text) == len(doc.Article.Text) {
					headed = append(headed, standing(doc, gold, headedBy(doc, text, f)))
				} else {
					headed = append(headed, standing(doc, gold, count[f]))
				}
			}
		}
		words.Add(read)
		heads.Add(headed)
		names, offs := actorForms(doc), models.NewOffsets(doc.Article.Text)
		for i, clm := range art.claims {
			if clm.Optional || len(clm.Source) != 1 || len(art.sources[i]) == 0 {
				continue
			}
			at := offs.Span(clm.Source[0].Start, clm.Source[0].End)
			if !thirdPerson(form(doc.Text(at))) {
				continue
			}
			pronoun.Add(slices.ContainsFunc(doc.Mentions, func(men models.Mention) bool {
				return men.Span == at && meet(names[men.Actor], art.sources[i])
			}))
		}
		return nil
	})
	rows := append(words.Rows(corpus, ""), heads.Rows(corpus, " (by head)")...)
	rows = append(rows, eval.Row{Task: "actors", Corpus: corpus, Measure: "pronoun source accuracy", Value: pronoun.Percent(), N: pronoun.All})
	return report{Rows: rows}, err
}

// standing is the gold form with the actor counted most often.
func standing(doc *models.Document, f eval.Form, count map[int]int) eval.Form {
	if f.Pred = most(count); f.Pred != eval.None {
		f.PredType = doc.Actors[f.Pred].Type
	}
	return f
}

// headedBy counts the actors of the mentions that stand, where the lower-case text
// reads f, for all of it: they lie within and are its head or the name beside
// its head.
func headedBy(doc *models.Document, text, f string) map[int]int {
	count := make(map[int]int)
	for at := 0; ; {
		i := strings.Index(text[at:], f)
		if i < 0 {
			return count
		}
		whole := models.Span{Start: at + i, End: at + i + len(f)}
		at = whole.End
		for _, men := range doc.Mentions {
			if whole.Contains(men.Span) && leads(doc, men, whole) {
				count[men.Actor]++
			}
		}
	}
}

// leads reports whether a mention is the head of a stretch of its sentence, or
// the name beside that: "President Putin", "the editor, Ada Brook".
func leads(doc *models.Document, men models.Mention, whole models.Span) bool {
	toks := doc.Words(men.Sentence)
	top := models.None
	for t := range toks {
		if h := toks[t].Head; men.Contains(toks[t].Span) && (h == models.None || !men.Contains(toks[h].Span)) {
			top = t
			break
		}
	}
	if top == models.None {
		return false
	}
	outside := func(t int) bool { return t == models.None || !whole.Contains(toks[t].Span) }
	if outside(toks[top].Head) {
		return true
	}
	switch toks[top].Deprel {
	case "flat", "appos", "nmod:desc":
	case "nmod":
		if slices.ContainsFunc(toks, func(tok models.Token) bool { return tok.Head == top && tok.Deprel == "case" }) {
			return false // "Azerbaijan" of "President of Azerbaijan"
		}
	default:
		return false
	}
	return outside(toks[toks[top].Head].Head)
}

// most is the actor counted most often, the first of several, or eval.None.
func most(count map[int]int) int {
	best := eval.None
	for act, n := range count {
		if best == eval.None || n > count[best] || n == count[best] && act < best {
			best = act
		}
	}
	return best
}

// thirdPerson reports whether a form is a pronoun that stands for somebody
// spoken of.
func thirdPerson(form string) bool {
	switch form {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
		"they", "them", "their", "theirs", "themselves":
		return true
	}
	return false
}
