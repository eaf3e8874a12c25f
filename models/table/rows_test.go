package table

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// gather copies the rows of a sequence.
func gather[R any](rows iter.Seq[*R]) []R {
	var list []R
	for r := range rows {
		list = append(list, *r)
	}
	return list
}

// small is a document without sense whose text has code points of one to four
// bytes: "é→ab 🙂 cd".
func small() *models.Document {
	text := "é→ab 🙂 cd"
	at := func(from, to int) models.Span { return models.Span{Start: from, End: to} }
	return &models.Document{
		Article:   models.Article{ID: models.NewArticleID("u", text), SourceURI: "u", Text: text},
		Sections:  []models.Section{{Span: at(0, len(text)), Actor: models.None}},
		Sentences: []models.Sentence{{Span: at(0, len(text)), First: 0, Last: 3}},
		Tokens: []models.Token{
			{Span: at(0, 7), Head: 1, Deprel: "nsubj"},
			{Span: at(8, 12), Head: models.None, Deprel: "root"},
			{Span: at(13, 15), Head: models.None},
		},
		Actors: []models.Actor{{ID: "person:a"}, {ID: "person:b"}, {ID: "person:c"}},
		Mentions: []models.Mention{
			{Span: at(2, 5), Kind: models.Metonym, Type: models.Country, Actor: 2},
			{Span: at(13, 15), Kind: models.Pronoun, Type: models.Group, Actor: 0},
		},
		Claims: []models.Claim{{Source: []models.Span{at(2, 5), at(13, 15)}, Cue: []models.Span{at(8, 12)}, Parent: models.None, SourceMention: models.None, Confidence: 0.12349}},
		Stances: []models.Stance{
			{Claim: models.None, Holder: 1, HolderMention: models.None, Target: 0, TargetMention: 1, Label: models.Favor, Score: 0.3337, Evidence: at(8, 12)},
			{Claim: 0, Holder: 0, HolderMention: 1, Target: 1, TargetMention: models.None, Label: models.Neutral, Score: -0.0002, Evidence: at(0, 2)},
			{Claim: models.None, Holder: 1, HolderMention: models.None, Target: 0, TargetMention: 1, Label: models.Against, Score: -1, Evidence: at(13, 15)},
			{Claim: models.None, Holder: 1, HolderMention: models.None, Target: 0, TargetMention: 1, Label: models.Neutral, Evidence: at(13, 15)},
		},
	}
}

func TestSpansAreCodePoints(t *testing.T) {
	doc := small()
	id := doc.Article.ID
	want := []Mention{
		{MentionID: id.Row('m', 0), ArticleID: string(id), SentenceID: id.Row('n', 0), Span: Span{1, 2}, Text: "→", Kind: "metonym", Type: "country", ActorID: "person:c"},
		{MentionID: id.Row('m', 1), ArticleID: string(id), SentenceID: id.Row('n', 0), Span: Span{7, 9}, Text: "cd", Kind: "pronoun", Type: "group", ActorID: "person:a"},
	}
	if diff := cmp.Diff(want, gather(Of(doc).Mentions())); diff != "" {
		t.Errorf("mentions (-want +got):\n%s", diff)
	}
}

func TestTokensCountFromOne(t *testing.T) {
	var got []string
	for _, tok := range gather(Of(small()).Tokens()) {
		got = append(got, fmt.Sprintf("%d %s %d:%d head %d %s", tok.Token, tok.Text, tok.CharStart, tok.CharEnd, tok.Head, tok.Deprel))
	}
	want := []string{"1 é→ab 0:4 head 2 nsubj", "2 🙂 5:6 head 0 root", "3 cd 7:9 head -1 "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestClaimJoinsItsStretches(t *testing.T) {
	rows := Of(small())
	clm := gather(rows.Claims())[0]
	if clm.SourceText != "→ cd" || clm.CueText != "🙂" || clm.ContentText != "" || clm.Confidence != 0.123 {
		t.Errorf("source %q, cue %q, content %q, confidence %v", clm.SourceText, clm.CueText, clm.ContentText, clm.Confidence)
	}
	var got []string
	for _, s := range gather(rows.ClaimSpans()) {
		got = append(got, fmt.Sprintf("%s %d %d:%d %s", s.Role, s.Ordinal, s.CharStart, s.CharEnd, s.Text))
	}
	want := []string{"source 1 1:2 →", "source 2 7:9 cd", "cue 1 5:6 🙂"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
}

func TestSummary(t *testing.T) {
	doc := small()
	id := string(doc.Article.ID)
	want := []Summary{
		{ArticleID: id, HolderID: "person:b", TargetID: "person:a", NAgainst: 1, NNeutral: 1, NFavor: 1, MeanScore: -0.222},
		{ArticleID: id, HolderID: "person:a", TargetID: "person:b", NNeutral: 1},
	}
	if diff := cmp.Diff(want, gather(Of(doc).Summaries())); diff != "" {
		t.Errorf("summaries (-want +got):\n%s", diff)
	}
	if score := gather(Of(doc).Stances())[1].Score; score != 0 || math.Signbit(score) {
		t.Errorf("a score of -0.0002 became %v", score)
	}
}

func TestSkipWithoutRecord(t *testing.T) {
	got := OfSkip(models.Skip{URI: "a", Stage: models.Paging, Reason: models.Empty, Detail: "x\xffy"})
	if diff := cmp.Diff(Skip{SourceURI: "a", Record: models.None, Stage: "page", Reason: "empty", Detail: "x\uFFFDy"}, got); diff != "" {
		t.Errorf("skip (-want +got):\n%s", diff)
	}
}

// Names are shown beside others, which they must not turn around.
func TestActorsHavePlainNames(t *testing.T) {
	act := models.CorpusActor{Actor: models.Actor{ID: "person:ada", Name: "Ada\u202E", Type: models.Person},
		Aliases: []models.Alias{{Text: "\u2067Ada"}, {Text: "Ada"}, {Text: "\u200F"}, {Text: "Ada\u202E Q."}}}
	if row := OfActor(act); row.Name != "Ada" || !slices.Equal(row.Aliases, []string{"Ada", "Ada Q."}) {
		t.Errorf("%q %q", row.Name, row.Aliases)
	}
}
