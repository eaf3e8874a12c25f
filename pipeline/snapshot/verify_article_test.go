package snapshot

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/sayso-nlp/sayso/models/table"
)

// alter gives a spoiler of the rows of a table that match.
func alter[R any](k *table.Kind[R], sheet func(*Writer) sheetOf[R], which func(*R) bool, change func(*R)) func(*Writer) error {
	return func(w *Writer) error {
		return rewrite(w, nil, k, sheet(w), func(r *R) {
			if which(r) {
				change(r)
			}
		})
	}
}

// TestVerifyHoldsTablesAgainstEachOther changes values that no key and no span
// gives away, and makes all hashes fit.
func TestVerifyHoldsTablesAgainstEachOther(t *testing.T) {
	claims := func(w *Writer) sheetOf[table.Claim] { return w.claims }
	spans := func(w *Writer) sheetOf[table.ClaimSpan] { return w.claimSpans }
	stances := func(w *Writer) sheetOf[table.Stance] { return w.stances }
	summaries := func(w *Writer) sheetOf[table.Summary] { return w.summaries }
	actors := func(w *Writer) sheetOf[table.Actor] { return w.actors }
	mentions := func(w *Writer) sheetOf[table.Mention] { return w.mentions }
	said := func(r *table.Claim) bool { return r.CueText == "said" }
	answered := func(r *table.Claim) bool { return r.CueText == "answered" }
	aiti := func(r *table.Actor) bool { return r.ActorID == "person:aiti" }
	accuse := func(r *table.Stance) bool { return r.Event == "ACCUSE" }
	toSerif := func(r *table.Summary) bool { return r.TargetID == "person:serif" }
	role := func(name string, n int32) func(*table.ClaimSpan) bool {
		return func(r *table.ClaimSpan) bool { return r.Role == name && r.Ordinal == n }
	}
	tests := []struct {
		name  string
		spoil func(*Writer) error
		want  string
	}{
		{"summary's count", alter(table.StanceSummary, summaries, toSerif, func(r *table.Summary) { r.NAgainst = 7 }),
			`stance_summary row 1: n_against is 7, but the rows of stances give 1`},
		{"summary's mean", alter(table.StanceSummary, summaries, toSerif, func(r *table.Summary) { r.MeanScore = 0.25 }),
			`stance_summary row 1: mean_score is 0.25, but the rows of stances give -0.334`},
		{"summary of nothing", alter(table.StanceSummary, summaries, toSerif, func(r *table.Summary) { r.HolderID = "person:elodie" }),
			`stance_summary row 1: stances has no row of this article with holder "person:elodie" and target "person:serif"`},
		{"no summary", alter(table.StanceSummary, summaries, toSerif, func(r *table.Summary) { r.HolderID = "person:elodie" }),
			`stance_summary: has no row of holder "person:aiti" and target "person:serif", of whom stances has 2`},
		{"actor's articles", alter(table.Actors, actors, aiti, func(r *table.Actor) { r.NArticles = 9 }),
			`actors row 2: n_articles is 9, but there are 2`},
		{"actor's mentions", alter(table.Actors, actors, aiti, func(r *table.Actor) { r.NMentions-- }),
			`actors row 2: n_mentions is 3, but there are 4`},
		{"actor's claims", alter(table.Actors, actors, aiti, func(r *table.Actor) { r.NClaims = 40 }),
			`actors row 2: n_claims is 40, but there are 2`},
		{"actor's type", alter(table.Actors, actors, aiti, func(r *table.Actor) { r.Type = "place" }),
			`actors row 2: type is "place", but actor_id is "person:aiti"`},
		{"source text", alter(table.Claims, claims, said, func(r *table.Claim) { r.SourceText = "Äiti" }),
			`claims row 1: source_text is "Äiti", but its rows of claim_spans read "Äiti Élodie"`},
		{"cue text", alter(table.Claims, claims, said, func(r *table.Claim) { r.CueText = "sang" }),
			`claims row 1: cue_text is "sang", but its rows of claim_spans read "said"`},
		{"content text", alter(table.Claims, claims, said, func(r *table.Claim) { r.ContentText = "" }),
			`claims row 1: content_text is "", but its rows of claim_spans read "“Şərif yalan deyir”"`},
		{"content without stretches", alter(table.Claims, claims, answered, func(r *table.Claim) { r.ContentText = "no" }),
			`claims row 2: content_text is "no", but claim_spans has no content of it`},
		{"no cue", alter(table.ClaimSpans, spans, role("cue", 1), func(r *table.ClaimSpan) { r.Role, r.Ordinal = "content", 2 }),
			`claims row 1: claim_spans has no cue of it`},
		{"ordinal", alter(table.ClaimSpans, spans, role("source", 2), func(r *table.ClaimSpan) { r.Ordinal = 3 }),
			`claim_spans row 2: ordinal is 3, but it is stretch 2 of the source of claim`},
		{"stretches out of order", alter(table.ClaimSpans, spans, func(r *table.ClaimSpan) bool { return r.Role == "source" }, func(r *table.ClaimSpan) {
			r.Ordinal = 3 - r.Ordinal
			if r.Span = (table.Span{CharStart: 53, CharEnd: 59}); r.Ordinal == 1 {
				r.Span = table.Span{CharStart: 34, CharEnd: 38}
			}
		}), `begins before the stretch before it ends, at 59`},
		{"source kind", alter(table.Claims, claims, said, func(r *table.Claim) { r.SourceKind = "none" }),
			`claims row 1: source_kind is "none", but claim_spans has a source of it`},
		{"source kind without words", alter(table.Claims, claims, answered, func(r *table.Claim) { r.SourceKind = "nominal" }),
			`claims row 2: source_kind is "nominal", but claim_spans has no source of it`},
		{"source actor", alter(table.Claims, claims, said, func(r *table.Claim) { r.SourceActorID = "person:elodie" }),
			`claims row 1: source_actor_id is "person:elodie", and the first source in claim_actors is "person:aiti"`},
		{"claim's sentence", alter(table.Claims, claims, said, func(r *table.Claim) { r.SentenceID = r.ArticleID + "-n1" }),
			`claims row 1: its cue begins at 39, outside its sentence, 0:12`},
		{"nested in itself", alter(table.Claims, claims, said, func(r *table.Claim) { r.ParentClaimID = r.ArticleID + "-c2" }),
			`claims row 1: is nested in itself`},
		{"mention's sentence", alter(table.Mentions, mentions, func(r *table.Mention) bool { return r.Text == "Élodie" }, func(r *table.Mention) { r.SentenceID = r.ArticleID + "-n3" }),
			`mentions row 3: its span 50:56 leaves that of its sentence, 63:85`},
		{"section's span", alter(table.Sections, func(w *Writer) sheetOf[table.Section] { return w.sections }, func(r *table.Section) bool { return r.Kind == "comment" }, func(r *table.Section) { r.CharStart = 5 }),
			`sections row 2: its span 5:85 begins before the row before it ends, at 12`},
		{"sentence's section", alter(table.Sentences, func(w *Writer) sheetOf[table.Sentence] { return w.sentences }, func(r *table.Sentence) bool { return r.CharStart == 0 }, func(r *table.Sentence) { r.SectionID = r.ArticleID + "-s2" }),
			`sentences row 1: its span 0:12 leaves that of its section, 13:85`},
		{"token's sentence", alter(table.Tokens, func(w *Writer) sheetOf[table.Token] { return w.tokens }, func(r *table.Token) bool { return r.Text == "her" }, func(r *table.Token) { r.SentenceID, r.Token = r.ArticleID+"-n1", 9 }),
			`leaves that of its sentence, 0:12`},
		{"claim's mention", alter(table.ClaimActors, func(w *Writer) sheetOf[table.ClaimActor] { return w.claimActors }, func(r *table.ClaimActor) bool { return r.Role == "target" }, func(r *table.ClaimActor) { r.ActorID = "person:elodie" }),
			`claim_actors row 3: actor_id is "person:elodie", but mention_id`},
		{"holder's mention", alter(table.Stances, stances, accuse, func(r *table.Stance) { r.HolderID = "person:elodie" }),
			`stances row 1: holder_id is "person:elodie", but holder_mention_id`},
		{"holder is target", alter(table.Stances, stances, accuse, func(r *table.Stance) { r.HolderID = "person:serif" }),
			`stances row 1: holder_id and target_id are both "person:serif"`},
		{"score of another sign", alter(table.Stances, stances, accuse, func(r *table.Stance) { r.Score = 0.667 }),
			`stances row 1: label is "against", but score is 0.667`},
		{"label of another sign", alter(table.Stances, stances, accuse, func(r *table.Stance) { r.Label = "favor" }),
			`stances row 1: label is "favor", but score is -0.667`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "snap")
			w, err := Create(dir, Options{Tokens: true})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Abort()
			for _, uri := range []string{"a.txt", "b.txt"} {
				if err := w.Add(sample(t, uri, "")); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Actors(withoutError(sampleActors(2))); err != nil {
				t.Fatal(err)
			}
			if err := test.spoil(w); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Close(Run{}); err != nil {
				t.Fatal(err)
			}
			wantProblem(t, dir, test.want)
		})
	}
}

// Where the text is left out, what is kept must be as long as where it stood.
func TestVerifyMeasuresWhatIsKeptOfTheText(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*Writer) error
		want  string
	}{
		{"nothing", func(*Writer) error { return nil }, ""},
		{"source", alter(table.Claims, func(w *Writer) sheetOf[table.Claim] { return w.claims }, func(r *table.Claim) bool { return r.SourceText != "" },
			func(r *table.Claim) { r.SourceText = "Élodie" }), `claims row 1: source_text is "Élodie", which is not as long as its rows of claim_spans`},
		{"name", alter(table.Mentions, func(w *Writer) sheetOf[table.Mention] { return w.mentions }, func(r *table.Mention) bool { return r.Text == "Äiti" },
			func(r *table.Mention) { r.Text = "Élodie" }), `mentions row 2: text is "Élodie", which is not as long as its span 34:38`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "snap")
			w, err := Create(dir, Options{Text: NoText})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Abort()
			if err := w.Add(sample(t, "a.txt", "")); err != nil {
				t.Fatal(err)
			}
			if err := w.Actors(withoutError(sampleActors(1))); err != nil {
				t.Fatal(err)
			}
			if err := test.spoil(w); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Close(Run{}); err != nil {
				t.Fatal(err)
			}
			if test.want == "" {
				if got := problems(t, dir); got != "" {
					t.Error(got)
				}
				return
			}
			wantProblem(t, dir, test.want)
		})
	}
}

func TestVerifyFindsExtraFolders(t *testing.T) {
	for _, name := range []string{"empty", "claims/more"} {
		dir := filepath.Join(t.TempDir(), "snap")
		write(t, dir, 1, Options{})
		if err := os.Mkdir(filepath.Join(dir, filepath.FromSlash(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		wantProblem(t, dir, name+": is a folder that is no part of the snapshot")
	}
}
