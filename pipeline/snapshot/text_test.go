package snapshot

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
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
	s := newStripper()
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

// A name that is longer than a name is sealed, and opened again by the mention or
// the comment that bears it; one that stands nowhere so stays.
func TestSealedNames(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Union of Harbours and ", 4)) + " Quays"
	handle, made := strings.Repeat("reader", 15), long+"’s members"
	root := t.TempDir()
	var snaps [2]*Snapshot
	for i, text := range []Text{AllText, NoText} {
		doc := sample(t, "a.txt", strings.Replace(long, " ", "\n", 1))
		at := strings.Index(doc.Article.Text, "Union")
		doc.Sections[1].End = len(doc.Article.Text)
		doc.Sections[1].Author = handle
		span := models.Span{Start: at, End: len(doc.Article.Text)}
		doc.Sentences = append(doc.Sentences, models.Sentence{Span: span, Section: 1})
		doc.Mentions = append(doc.Mentions, models.Mention{Span: span, Sentence: 3, Kind: models.Name, Type: models.Organization, Actor: 4})
		doc.Actors = append(doc.Actors, models.Actor{ID: "organization:union", Name: long, Type: models.Organization})
		actors := sampleActors(1)
		actors[0].Name = handle
		actors = slices.Insert(actors, 1, models.CorpusActor{Actor: models.Actor{ID: "group:members", Name: made, Type: models.Group}},
			models.CorpusActor{Actor: models.Actor{ID: "organization:union", Name: long, Type: models.Organization}, Mentions: 1, Articles: 1})
		w, err := Create(filepath.Join(root, string(text)+"snap"), Options{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Abort()
		if err := errors.Join(w.Add(doc), w.Actors(withoutError(actors))); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Close(Run{}); err != nil {
			t.Fatal(err)
		}
		if snaps[i], err = Open(filepath.Join(root, string(text)+"snap")); err != nil {
			t.Fatal(err)
		}
	}
	names := func(rows []table.Actor) (list []string) {
		for _, act := range rows {
			list = append(list, act.Name)
		}
		return list
	}
	sealed := collect(t, snaps[1], table.Actors)
	if diff := cmp.Diff([]string{seal(handle), made, seal(long), "Äiti", "Élodie", "Şərif"}, names(sealed)); diff != "" || seal(long) == long {
		t.Errorf("(-want +got):\n%s", diff)
	}
	seals, err := ReadSeals(snaps[1])
	if err != nil {
		t.Fatal(err)
	}
	for b, err := range Bundles(snaps[0]) {
		if err != nil {
			t.Fatal(err)
		}
		seals.Fill(b)
	}
	for i := range sealed {
		seals.Actor(&sealed[i])
	}
	if diff := cmp.Diff(names(collect(t, snaps[0], table.Actors)), names(sealed)); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
}

func TestSealURI(t *testing.T) {
	for _, test := range []struct{ uri, want string }{
		{"news/a.txt", "news/a.txt"},
		{"news/a.jsonl#18", "news/a.jsonl#18"},
		{"news/a.jsonl#a few words", "news/a.jsonl#a few words"},
		{"a.jsonl#" + strings.Repeat("ə", 80), "a.jsonl#" + strings.Repeat("ə", 80)},
		{"a.jsonl#The quay is sold", "a.jsonl#" + sealOf("The quay is sold")},
		{"a.jsonl#" + strings.Repeat("ə", 81), "a.jsonl#" + sealOf(strings.Repeat("ə", 81))},
	} {
		got := SealURI(test.uri)
		if got != test.want {
			t.Errorf("%s becomes %s, want %s", test.uri, got, test.want)
		}
		if SealURI(got) != got {
			t.Errorf("%s becomes %s once more", got, SealURI(got))
		}
	}
	if got := sealOf("abc"); got != "sha256:ba7816bf8f01cfea" {
		t.Errorf("the seal of abc is %s", got)
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
		o := &Original{SourceURI: b.Article.SourceURI, ExternalID: b.Article.ExternalID, Title: b.Article.Title, Byline: b.Article.Byline,
			Publisher: b.Article.Publisher, Text: b.Article.Text, Metadata: b.Article.Metadata}
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
