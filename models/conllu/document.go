package conllu

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// FromDocument writes a document's sentences: "# newdoc id" at the first,
// "# newpar" where a paragraph or a section begins, "# sent_id" and "# text" at
// each; SpaceAfter, TokenRange=b:e (code points of the article's text) and NER,
// the token's name label, in the last column.
func FromDocument(doc *models.Document) []Sentence {
	text := doc.Article.Text
	offs := models.NewOffsets(text)
	sents := make([]Sentence, 0, len(doc.Sentences))
	for i, sent := range doc.Sentences {
		var s Sentence
		if i == 0 {
			s.Comments = append(s.Comments, "# newdoc id = "+string(doc.Article.ID), "# newpar")
		} else if last := doc.Sentences[i-1]; last.Section != sent.Section || strings.Count(text[last.End:sent.Start], "\n") > 1 {
			s.Comments = append(s.Comments, "# newpar")
		}
		s.Comments = append(s.Comments, "# sent_id = "+doc.Article.ID.Row(models.SentenceRow, i), "# text = "+oneLine(sent.In(text)))
		for k, tok := range doc.Words(i) {
			row := Row{ID: WordID(k + 1), Form: oneLine(tok.In(text)), Lemma: column(tok.Lemma), UPOS: column(tok.UPOS), XPOS: column(tok.XPOS),
				Feats: "_", Head: "_", Deprel: column(tok.Deprel), Deps: "_", Misc: "_"}
			if tok.Deprel != "" {
				row.Head = strconv.Itoa(tok.Head + 1) // None is 0, the root
			}
			if n := sent.First + k + 1; n < len(doc.Tokens) && doc.Tokens[n].Start == tok.End {
				row.SetMisc("SpaceAfter", "No")
			}
			b, e := offs.Runes(tok.Span)
			row.SetMisc("TokenRange", fmt.Sprintf("%d:%d", b, e))
			row.SetMisc("NER", ner(&tok))
			s.Rows = append(s.Rows, row)
		}
		sents = append(sents, s)
	}
	return sents
}

// column is a value as it stands in a column.
func column(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

// oneLine writes any white space as a space.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
}

// ner is a token's name label as the last column has it, "" outside of names.
func ner(tok *models.Token) string {
	if tok.Name == "O" {
		return ""
	}
	return tok.Name
}

// Articles cuts sentences into articles, at each "# newdoc".
func Articles(sents []Sentence) [][]Sentence {
	var arts [][]Sentence
	start := 0
	for i := range sents {
		if _, ok := sents[i].Comment("newdoc"); ok && i > start {
			arts = append(arts, sents[start:i])
			start = i
		}
	}
	if start < len(sents) {
		arts = append(arts, sents[start:])
	}
	return arts
}

// Document makes a document of the sentences of one article, with a token for
// each word as given and one section. The text is made of the forms: a space
// between them but for SpaceAfter=No, a line end between sentences, a blank
// line before "# newpar". The words of a multiword token stand without spaces
// where they make up its form ("do" and "n't"), else with spaces. Sentences
// without words are left out. What the words' columns say is not taken over;
// [Fill] goes the other way.
func Document(sents []Sentence) (*models.Document, error) {
	doc := &models.Document{}
	var b strings.Builder
	for i := range sents {
		s := &sents[i]
		words := s.Words()
		if len(words) == 0 {
			continue
		}
		if len(doc.Sentences) > 0 {
			b.WriteByte('\n')
			if _, ok := s.Comment("newpar"); ok {
				b.WriteByte('\n')
			}
		}
		glued := gluedRows(s)
		first := len(doc.Tokens)
		for n, k := range words {
			form := s.Rows[k].Form
			if form != strings.TrimSpace(form) {
				return nil, fmt.Errorf("CoNLL-U: sentence %d: the form of word %s, %q, has outer white space", i+1, s.Rows[k].ID, form)
			}
			start := b.Len()
			b.WriteString(form)
			doc.Tokens = append(doc.Tokens, models.Token{Span: models.Span{Start: start, End: b.Len()}, Head: models.None})
			if n+1 < len(words) && !glued[k] {
				b.WriteByte(' ')
			}
		}
		doc.Sentences = append(doc.Sentences, models.Sentence{
			Span:  models.Span{Start: doc.Tokens[first].Start, End: b.Len()},
			First: first, Last: len(doc.Tokens),
		})
	}
	doc.Article.Text = b.String()
	if len(sents) > 0 {
		doc.Article.ExternalID, _ = sents[0].Comment("newdoc id")
	}
	doc.Article.ID = models.NewArticleID(doc.Article.SourceURI, doc.Article.Text)
	if b.Len() > 0 {
		doc.Sections = []models.Section{{Span: models.Span{Start: 0, End: b.Len()}, Actor: models.None}}
	}
	return doc, nil
}

// gluedRows says of each row whether the next word follows without a space.
func gluedRows(s *Sentence) []bool {
	glued := make([]bool, len(s.Rows))
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.ID.Word() && !row.SpaceAfter() {
			glued[i] = true
		}
		if !row.ID.Multi() {
			continue
		}
		var inner []int
		made := ""
		for k := i + 1; k < len(s.Rows) && s.Rows[k].ID.First <= row.ID.Last; k++ {
			if s.Rows[k].ID.Word() {
				inner = append(inner, k)
				made += s.Rows[k].Form
			}
		}
		for n, k := range inner {
			if n+1 < len(inner) {
				glued[k] = made == row.Form
			} else {
				glued[k] = !row.SpaceAfter()
			}
		}
	}
	return glued
}

// Fill writes what is found in a document that [Document] made of the same
// sentences into their words: LEMMA, UPOS, XPOS, HEAD, DEPREL, and NER in MISC.
// What the document does not know stays as it was. It panics if the words are
// not those of the document.
func Fill(sents []Sentence, doc *models.Document) {
	n := 0 // of the document's sentence
	for i := range sents {
		words := sents[i].Words()
		if len(words) == 0 {
			continue
		}
		sent := doc.Sentences[n]
		if sent.Last-sent.First != len(words) {
			panic("conllu: Fill with another document")
		}
		n++
		for k, r := range words {
			row, tok := &sents[i].Rows[r], &doc.Tokens[sent.First+k]
			set := func(col *string, value string) {
				if value != "" {
					*col = value
				}
			}
			set(&row.Lemma, tok.Lemma)
			set(&row.UPOS, tok.UPOS)
			set(&row.XPOS, tok.XPOS)
			if tok.Deprel != "" {
				row.Head, row.Deprel = strconv.Itoa(tok.Head+1), tok.Deprel
			}
			row.SetMisc("NER", ner(tok))
		}
	}
}

// RawText is the text that sentences were cut from, as far as they tell: their
// "# text" comments joined by a space, a blank line before "# newpar" and
// "# newdoc". This is what splitting from raw text is measured on.
func RawText(sents []Sentence) string {
	var b strings.Builder
	for i := range sents {
		line, _ := sents[i].Comment("text")
		_, par := sents[i].Comment("newpar")
		_, art := sents[i].Comment("newdoc")
		switch {
		case i == 0:
		case par || art:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}
