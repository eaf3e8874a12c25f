package snapshot

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models/table"
)

// words are all strings of a table's rows, by column.
func words[R any](t *testing.T, s *Snapshot, k *table.Kind[R], into map[string][]string) {
	t.Helper()
	for _, row := range collect(t, s, k) {
		for i, col := range k.Columns {
			at := k.Name + "." + col.Name
			switch lens := &k.Lens[i]; {
			case lens.String != nil && *lens.String(&row) != "":
				into[at] = append(into[at], *lens.String(&row))
			case lens.Strings != nil:
				into[at] = append(into[at], *lens.Strings(&row)...)
			}
		}
	}
}

// Of the text nothing is left but names, pronouns and cues, and what is left out
// stands as null.
func TestWithoutText(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	write(t, dir, 3, Options{Text: NoText})
	if got := problems(t, dir); got != "" {
		t.Fatal(got)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string][]string)
	words(t, s, table.Articles, all)
	words(t, s, table.Sections, all)
	words(t, s, table.Sentences, all)
	words(t, s, table.Mentions, all)
	words(t, s, table.Actors, all)
	words(t, s, table.Claims, all)
	words(t, s, table.ClaimSpans, all)
	words(t, s, table.ClaimActors, all)
	words(t, s, table.Stances, all)
	words(t, s, table.StanceSummary, all)
	said := func(column string, want ...string) {
		t.Helper()
		got := slices.Compact(slices.Sorted(slices.Values(all[column])))
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s holds %q, want %q", column, got, want)
		}
	}
	for _, column := range []string{"articles.title", "articles.text", "articles.metadata", "sentences.text", "claims.content_text", "stances.evidence_text"} {
		said(column)
	}
	said("mentions.text", "Şərif", "Äiti", "Élodie", "her")
	said("actors.aliases", "Şərif", "Äiti", "Élodie")
	said("claims.source_text", "Äiti Élodie")
	said("claims.cue_text", "said", "answered")
	said("claim_spans.text", "said", "answered")
	said("articles.byline", "Ədalət Q.")
	said("sections.author", "Oxucu")
}

// What is too long for a name is none, whatever it is taken for.
func TestLongNamesAreLeftOut(t *testing.T) {
	long := strings.Repeat("a name that never ends and ", 4)
	s := &stripper{make(map[string]struct{})}
	men := table.Mention{Kind: "name", Text: long}
	s.mention(&men)
	clm := table.Claim{SourceKind: "named", SourceText: long, CueText: long, ContentText: "x"}
	s.claim(&clm)
	cue := table.ClaimSpan{Role: "cue", Text: long}
	s.claimSpan(&cue)
	act := table.Actor{Aliases: []string{long}}
	s.actor(&act)
	if men.Text+clm.SourceText+clm.CueText+clm.ContentText+cue.Text != "" || len(act.Aliases) > 0 || len(s.names) > 0 {
		t.Errorf("%+v %+v %+v %+v %v", men, clm, cue, act, s.names)
	}
}

// Filling in the text gives the rows, and the bytes, of the snapshot that it was
// left out of.
func TestFill(t *testing.T) {
	root := t.TempDir()
	whole, bare, back := filepath.Join(root, "whole"), filepath.Join(root, "bare"), filepath.Join(root, "back")
	write(t, whole, 3, Options{})
	m := write(t, bare, 3, Options{Text: NoText, Format: JSONLines})
	full, err := Open(whole)
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]*Original)
	for b, err := range Bundles(full) {
		if err != nil {
			t.Fatal(err)
		}
		o := &Original{b.Article.Title, b.Article.Byline, b.Article.Text, b.Article.Metadata, nil}
		for _, sec := range b.Sections {
			o.Authors = append(o.Authors, sec.Author)
		}
		texts[b.Article.ArticleID] = o
	}
	s, err := Open(bare)
	if err != nil {
		t.Fatal(err)
	}
	w, err := Create(back, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for b, err := range Bundles(s) {
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Fill(texts[b.Article.ArticleID]); err != nil {
			t.Fatal(err)
		}
		if err := w.AddBundle(b); err != nil {
			t.Fatal(err)
		}
	}
	for _, act := range collect(t, full, table.Actors) {
		if err := w.AddActor(&act); err != nil {
			t.Fatal(err)
		}
	}
	for _, skip := range collect(t, s, table.Skips) {
		if err := w.AddSkip(&skip); err != nil {
			t.Fatal(err)
		}
	}
	now, err := w.Close(Run{Options: m.Options, Inputs: m.Inputs})
	if err != nil {
		t.Fatal(err)
	}
	if now.ID != m.Origin || sums(t, back) != sums(t, whole) {
		t.Errorf("filled in it is %s, it was made from %s", now.ID, m.Origin)
	}
	// A text that is not the article's is no text of it.
	for b, err := range Bundles(s) {
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Fill(&Original{Text: "short", Authors: make([]string, 2)}); err == nil {
			t.Error("rows outside the text are filled in")
		}
		if err := b.Fill(&Original{Text: texts[b.Article.ArticleID].Text}); err == nil {
			t.Error("sections of another number are filled in")
		}
	}
}

// Verify finds text where there should be none, and knows of articles whose text
// is there that it must be right.
func TestVerifyWithoutText(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(b *Bundle)
		want  string
	}{
		{"nothing", func(*Bundle) {}, ""},
		{"a sentence", func(b *Bundle) { b.Sentences[1].Text = "Nobody answered her." }, "sentences row 2: text holds text of an article whose text is left out"},
		{"a content", func(b *Bundle) { b.Claims[0].ContentText = "lies" }, "claims row 1: content_text holds text"},
		{"a title", func(b *Bundle) { b.Article.Title = "Ports" }, "articles row 1: title holds text"},
		{"a span", func(b *Bundle) { b.Mentions[0].CharEnd = b.Mentions[0].CharStart }, "mentions row 1: its span 14:14 is empty"},
		{"another text", func(b *Bundle) { b.Article.Text = "Something else." }, "articles row 1: text_sha256 is not the text's"},
	} {
		root := t.TempDir()
		write(t, filepath.Join(root, "bare"), 1, Options{Text: NoText})
		s, err := Open(filepath.Join(root, "bare"))
		if err != nil {
			t.Fatal(err)
		}
		w, err := Create(filepath.Join(root, "snap"), Options{Text: SomeText})
		if err != nil {
			t.Fatal(err)
		}
		for b, err := range Bundles(s) {
			if err != nil {
				t.Fatal(err)
			}
			tt.spoil(b)
			if err := w.AddBundle(b); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Actors(withoutError(sampleActors(1))); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Close(Run{}); err != nil {
			t.Fatal(err)
		}
		if got := problems(t, filepath.Join(root, "snap")); !strings.Contains(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("%s: verifying tells\n%s\nand not %q", tt.name, got, tt.want)
		}
	}
}

// What a clause says of a source is text, and its name is not.
func TestClauseIsNoName(t *testing.T) {
	for source, want := range map[string]string{
		"Senator Ada Roth":               "Senator Ada Roth",
		"Ada Roth, who led the talks,":   "",
		"the Ada Roth who led the talks": "",
		"Whorton":                        "Whorton",
	} {
		r := table.Claim{SourceKind: "named", SourceText: source}
		new(stripper).claim(&r)
		if r.SourceText != want {
			t.Errorf("of %q stays %q, want %q", source, r.SourceText, want)
		}
	}
}
