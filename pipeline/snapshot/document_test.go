package snapshot

import (
	"iter"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// sample is a document with a record of every kind, in a text whose bytes are
// not its code points. Different numbers give different articles.
func sample(tb testing.TB, uri, tail string) *models.Document {
	tb.Helper()
	text := "Çağlar küsür\n“Şərif yalan deyir”, Äiti said – and Élodie, too. Nobody answered her. 🙂\n" + tail
	doc := &models.Document{Article: models.Article{
		ID: models.NewArticleID(uri, text), SourceURI: uri, ExternalID: "x1", Title: "Çağlar küsür", Byline: "Ədalət Q.",
		Publisher: "The Morning Wire", PublishedOn: models.Date{Year: 2013, Month: 8, Day: 15}, Language: "en", Text: text,
		Replaced: 2, Metadata: `{"tags":["a","ə"]}`,
	}}
	at := func(words string) models.Span {
		i := strings.Index(text, words)
		if i < 0 {
			tb.Fatalf("%q is not in the text", words)
		}
		return models.Span{Start: i, End: i + len(words)}
	}
	doc.Sections = []models.Section{
		{Span: at("Çağlar küsür"), Kind: models.Title, Actor: models.None},
		{Span: at("“Şərif yalan deyir”, Äiti said – and Élodie, too. Nobody answered her. 🙂"), Kind: models.Comment, Author: "Oxucu", Actor: 3},
	}
	sentence := func(section int, words ...string) {
		from, first := doc.Sections[section].Start, len(doc.Tokens)
		if n := len(doc.Tokens); n > 0 {
			from = max(from, doc.Tokens[n-1].End)
		}
		for _, w := range words {
			i := from + strings.Index(text[from:], w)
			tok := models.Token{Span: models.Span{Start: i, End: i + len(w)}, Head: models.None, UPOS: "X"}
			doc.Tokens = append(doc.Tokens, tok)
			from = tok.End
		}
		last := len(doc.Tokens)
		doc.Sentences = append(doc.Sentences, models.Sentence{
			Span: models.Span{Start: doc.Tokens[first].Start, End: doc.Tokens[last-1].End}, Section: section, First: first, Last: last})
	}
	sentence(0, "Çağlar", "küsür")
	sentence(1, "“", "Şərif", "yalan", "deyir", "”", ",", "Äiti", "said", "–", "and", "Élodie", ",", "too", ".")
	sentence(1, "Nobody", "answered", "her", ".", "🙂")
	for i, tok := range doc.Words(0) {
		_ = tok
		doc.Tokens[i].Lemma, doc.Tokens[i].XPOS = "caglar", "NNP"
		doc.Tokens[i].Head, doc.Tokens[i].Deprel = i-1, []string{"root", "flat"}[i]
	}
	doc.Actors = []models.Actor{
		{ID: "person:serif", Name: "Şərif", Type: models.Person, Country: "AZE"},
		{ID: "person:aiti", Name: "Äiti", Type: models.Person},
		{ID: "person:elodie", Name: "Élodie", Type: models.Person, Country: "FRA"},
		{ID: "commenter:oxucu", Name: "Oxucu", Type: models.Commenter},
	}
	doc.Mentions = []models.Mention{
		{Span: at("Şərif"), Sentence: 1, Kind: models.Name, Type: models.Person, Actor: 0},
		{Span: at("Äiti"), Sentence: 1, Kind: models.Name, Type: models.Person, Actor: 1},
		{Span: at("Élodie"), Sentence: 1, Kind: models.Name, Type: models.Person, Actor: 2},
		{Span: at("her"), Sentence: 2, Kind: models.Pronoun, Type: models.Person, Actor: 1},
		{Span: at("her"), Sentence: 2, Kind: models.Pronoun, Type: models.Person, Actor: 2},
	}
	doc.Claims = []models.Claim{
		{Source: []models.Span{at("Äiti"), at("Élodie")}, Cue: []models.Span{at("said")}, Content: []models.Span{at("“Şərif yalan deyir”")},
			Sentence: 1, Parent: models.None, SourceKind: models.NamedSource, SourceMention: 1, CueLemma: "say", Type: models.Accusation,
			Quote: models.Direct, Modality: models.Asserted, Confidence: 0.87654,
			Parts: []models.Part{{Role: models.Source, Actor: 1, Mention: 1}, {Role: models.Source, Actor: 2, Mention: 2}, {Role: models.Target, Actor: 0, Mention: 0}}},
		{Cue: []models.Span{at("answered")}, Sentence: 2, Parent: 0, SourceKind: models.NoSource, SourceMention: models.None, Negated: true,
			Modality: models.Possible, Parts: []models.Part{{Role: models.Addressee, Actor: 1, Mention: models.None}}},
	}
	doc.Stances = []models.Stance{
		{Sentence: 1, Claim: 0, HolderKind: models.ActorHolder, Holder: 1, HolderMention: 1, Target: 0, TargetMention: 0,
			Label: models.Against, Score: -0.6666, Confidence: 0.5, Event: "ACCUSE", Evidence: at("yalan deyir")},
		{Sentence: 1, Claim: models.None, HolderKind: models.CommenterHolder, Holder: 3, HolderMention: models.None, Target: 1, TargetMention: models.None,
			Label: models.Favor, Score: 0.0001, Confidence: 0.1, Evidence: at("too")},
		{Sentence: 2, Claim: models.None, HolderKind: models.ActorHolder, Holder: 1, HolderMention: 1, Target: 0, TargetMention: 0,
			Label: models.Neutral, Score: -0.0001, Confidence: 1, Evidence: at("her")},
	}
	if err := doc.Check(); err != nil {
		tb.Fatal(err)
	}
	return doc
}

// withoutError is a list as a sequence in which nothing fails.
func withoutError(actors []models.CorpusActor) iter.Seq2[models.CorpusActor, error] {
	return func(yield func(models.CorpusActor, error) bool) {
		for _, act := range actors {
			if !yield(act, nil) {
				return
			}
		}
	}
}

// sampleActors are the actors of sample, as the corpus would have them.
func sampleActors(n int) []models.CorpusActor {
	of := func(id models.ActorID, name string, typ models.ActorType, country string, mentions, claims int, aliases ...string) models.CorpusActor {
		act := models.CorpusActor{Actor: models.Actor{ID: id, Name: name, Type: typ, Country: country}, Articles: n, Mentions: mentions * n, Claims: claims * n}
		for _, a := range aliases {
			act.Aliases = append(act.Aliases, models.Alias{Text: a, Count: n})
		}
		return act
	}
	return []models.CorpusActor{
		of("commenter:oxucu", "Oxucu", models.Commenter, "", 0, 0),
		of("person:aiti", "Äiti", models.Person, "", 2, 1, "Äiti", "her"),
		of("person:elodie", "Élodie", models.Person, "FRA", 2, 1, "Élodie", "her"),
		of("person:serif", "Şərif", models.Person, "AZE", 1, 0, "Şərif"),
	}
}
