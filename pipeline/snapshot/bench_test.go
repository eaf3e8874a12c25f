package snapshot

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// news makes an article of about n bytes as dense in records as news is: a
// sentence every hundred bytes, two mentions and a claim in each.
func news(i, n int) *models.Document {
	rng := rand.New(rand.NewPCG(1, uint64(i)))
	var b strings.Builder
	doc := &models.Document{Sections: make([]models.Section, 1)}
	word := func(w string) models.Span {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		from := b.Len()
		b.WriteString(w)
		return models.Span{Start: from, End: b.Len()}
	}
	for a := range 8 {
		name := fmt.Sprintf("actor-%d", (i*7+a)%1000)
		doc.Actors = append(doc.Actors, models.Actor{ID: models.ActorID("person:" + name), Name: name, Type: models.Person})
	}
	for s := 0; b.Len() < n; s++ {
		first := len(doc.Tokens)
		tok := func(w string) models.Span {
			span := word(w)
			doc.Tokens = append(doc.Tokens, models.Token{Span: span, Head: models.None, UPOS: "NOUN"})
			return span
		}
		source, cue := tok(fmt.Sprintf("Äctor%d", rng.IntN(8))), tok([]string{"said", "denied", "pledged"}[rng.IntN(3)])
		from := tok("that")
		target := tok(fmt.Sprintf("Actor%d", rng.IntN(8)))
		var last models.Span
		for range 8 {
			last = tok(fmt.Sprintf("w%06x", rng.IntN(1<<18)))
		}
		content := from.Hull(last)
		doc.Sentences = append(doc.Sentences, models.Sentence{Span: source.Hull(last), First: first, Last: len(doc.Tokens)})
		m := len(doc.Mentions)
		doc.Mentions = append(doc.Mentions,
			models.Mention{Span: source, Sentence: s, Actor: rng.IntN(4)},
			models.Mention{Span: target, Sentence: s, Actor: 4 + rng.IntN(4)})
		c := len(doc.Claims)
		doc.Claims = append(doc.Claims, models.Claim{Source: []models.Span{source}, Cue: []models.Span{cue}, Content: []models.Span{content},
			Sentence: s, Parent: models.None, SourceKind: models.NamedSource, SourceMention: m, CueLemma: "say", Confidence: 0.5,
			Parts: []models.Part{{Role: models.Source, Actor: doc.Mentions[m].Actor, Mention: m}, {Role: models.Target, Actor: doc.Mentions[m+1].Actor, Mention: m + 1}}})
		if s%2 == 0 {
			doc.Stances = append(doc.Stances, models.Stance{Sentence: s, Claim: c, Holder: doc.Mentions[m].Actor, HolderMention: m,
				Target: doc.Mentions[m+1].Actor, TargetMention: m + 1, Label: models.Favor, Score: float64(1+rng.IntN(999)) / 1000, Evidence: cue})
		}
	}
	text, uri := b.String(), fmt.Sprintf("news/%d.txt", i)
	doc.Sections[0] = models.Section{Span: models.Span{End: len(text)}, Actor: models.None}
	doc.Article = models.Article{ID: models.NewArticleID(uri, text), SourceURI: uri, Title: "News", Language: "en", Text: text}
	return doc
}

func BenchmarkAdd(b *testing.B) {
	for _, tokens := range []bool{false, true} {
		b.Run(fmt.Sprintf("tokens=%v", tokens), func(b *testing.B) {
			docs := make([]*models.Document, 200)
			size := 0
			for i := range docs {
				docs[i] = news(i, 4000)
				if err := docs[i].Check(); err != nil {
					b.Fatal(err)
				}
				size += len(docs[i].Article.Text)
			}
			w, err := Create(filepath.Join(b.TempDir(), "snap"), Options{Tokens: tokens})
			if err != nil {
				b.Fatal(err)
			}
			defer w.Abort()
			b.SetBytes(int64(size / len(docs)))
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := w.Add(docs[i%len(docs)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
