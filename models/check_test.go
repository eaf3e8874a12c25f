package models

import (
	"strings"
	"testing"
)

// said is a sound document of one sentence: "Lavrov said yes."
func said() *Document {
	text := "Lavrov said yes."
	return &Document{
		Article:   Article{ID: NewArticleID("a.txt", text), SourceURI: "a.txt", Text: text},
		Sections:  []Section{{Span: Span{0, 16}, Actor: None}},
		Sentences: []Sentence{{Span: Span{0, 16}, First: 0, Last: 4}},
		Tokens: []Token{
			{Span: Span{0, 6}, Head: None}, {Span: Span{7, 11}, Head: None},
			{Span: Span{12, 15}, Head: None}, {Span: Span{15, 16}, Head: None},
		},
		Actors:   []Actor{{ID: "author:0123", Type: Author}, {ID: "person:lavrov", Name: "Lavrov", Type: Person}},
		Mentions: []Mention{{Span: Span{0, 6}, Actor: 1, Type: Person}},
		Claims: []Claim{{
			Source: []Span{{0, 6}}, Cue: []Span{{7, 11}}, Content: []Span{{12, 15}},
			Parent: None, SourceKind: NamedSource, CueLemma: "say", Confidence: 0.9,
			Parts: []Part{{Role: Source, Actor: 1, Mention: 0}},
		}},
		Stances: []Stance{{Claim: None, Holder: 0, HolderKind: AuthorHolder, HolderMention: None, Target: 1,
			Label: Favor, Score: 0.5, Confidence: 0.5, Evidence: Span{12, 15}}},
	}
}

// A sound document passes, and each single break of an invariant is named.
func TestCheck(t *testing.T) {
	if err := said().Check(); err != nil {
		t.Fatalf("a sound document fails: %v", err)
	}
	for _, tt := range []struct {
		name, want string
		harm       func(*Document)
	}{
		{"text", "UTF-8", func(d *Document) { d.Article.Text = "\xff" }},
		{"id", "id is not made", func(d *Document) { d.Article.ID = "0" }},
		{"section outside", "outside", func(d *Document) { d.Sections[0].End = 99 }},
		{"section's actor", "actor 9", func(d *Document) { d.Sections[0].Actor = 9 }},
		{"sentence's section", "section 3", func(d *Document) { d.Sentences[0].Section = 3 }},
		{"lost word", "stands between tokens", func(d *Document) { d.Tokens[2].Start = 13 }},
		{"overlap", "overlaps", func(d *Document) { d.Tokens[1].Start = 5 }},
		{"space", "white space", func(d *Document) { d.Tokens[1].Start = 6 }},
		{"lost token", "stand in no sentence", func(d *Document) { d.Sentences[0].Last = 3; d.Sentences[0].End = 15 }},
		{"two roots", "roots", func(d *Document) { d.Tokens[0].Deprel = "nsubj" }},
		{"cycle", "cycle", func(d *Document) {
			d.Tokens[0].Deprel = "nsubj"
			d.Tokens[0].Head, d.Tokens[1].Head, d.Tokens[2].Head = 1, 2, 0
		}},
		{"actor's id", "no id of a person", func(d *Document) { d.Actors[1].ID = "person:Lavrov" }},
		{"same id", "twice", func(d *Document) { d.Actors[0] = d.Actors[1] }},
		{"mention's actor", "actor 7", func(d *Document) { d.Mentions[0].Actor = 7 }},
		{"mention twice", "out of order", func(d *Document) { d.Mentions = append(d.Mentions, d.Mentions[0]) }},
		{"no cue", "no cue", func(d *Document) { d.Claims[0].Cue = nil }},
		{"no words", "has no words", func(d *Document) { d.Claims[0].Source = nil }},
		{"nested in itself", "nested in itself", func(d *Document) { d.Claims[0].Parent = 0 }},
		{"source twice", "twice", func(d *Document) { d.Claims[0].Parts = append(d.Claims[0].Parts, d.Claims[0].Parts[0]) }},
		{"boilerplate", "holds none", func(d *Document) { d.Sections[0].Kind = Boilerplate }},
		{"part's mention", "another actor", func(d *Document) { d.Claims[0].Parts[0].Actor = 0 }},
		{"holder's mention", "another actor", func(d *Document) { d.Stances[0].HolderMention = 0 }},
		{"confidence", "confidence", func(d *Document) { d.Claims[0].Confidence = 1.5 }},
		{"own target", "holder is target", func(d *Document) { d.Stances[0].Holder = 1 }},
		{"sign", "label", func(d *Document) { d.Stances[0].Score = -0.5 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := said()
			tt.harm(doc)
			err := doc.Check()
			if err == nil {
				t.Fatal("passes")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("says %q, not %q", err, tt.want)
			}
		})
	}
}
