package snapshot

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// problems verifies a snapshot and prints what is wrong with it.
func problems(tb testing.TB, dir string) string {
	tb.Helper()
	list, err := Verify(dir)
	if err != nil {
		tb.Fatal(err)
	}
	var lines []string
	for _, p := range list {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// wantProblem checks that a problem is told in the given words.
func wantProblem(tb testing.TB, dir, words string) {
	tb.Helper()
	if got := problems(tb, dir); !strings.Contains(got, words) {
		tb.Errorf("verifying tells\n%s\nand not %q", got, words)
	}
}

func TestVerifyFindsNothing(t *testing.T) {
	for _, n := range []int{0, 1, 300} {
		for _, tokens := range []bool{false, true} {
			dir := filepath.Join(t.TempDir(), "snap")
			write(t, dir, n, Options{Tokens: tokens, Weights: []NamedHash{{"small", "ff"}}})
			if got := problems(t, dir); got != "" {
				t.Errorf("%d articles, tokens %v: %s", n, tokens, got)
			}
		}
	}
}

// files lists the files of a folder, relative to it.
func filesIn(tb testing.TB, dir string) []string {
	tb.Helper()
	var list []string
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			list = append(list, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

// A byte that is another one, anywhere in any file, is found; so is one that is
// missing and one too many.
func TestVerifyFindsAnyByte(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	write(t, dir, 3, Options{Tokens: true})
	names := filesIn(t, dir)
	if len(names) != 20 {
		t.Fatalf("%d files: %v", len(names), names)
	}
	tries := 24
	if testing.Short() {
		tries = 8
	}
	seed := rand.Uint64()
	rnd := rand.New(rand.NewPCG(seed, 0))
	spoil := func(name string, text []byte, how string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
		if list, err := Verify(dir); err == nil && len(list) == 0 {
			t.Errorf("seed %d: %s of %s, and nothing is found", seed, how, name)
		}
	}
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for i := range tries {
			at := rnd.IntN(len(text))
			switch i {
			case 0:
				at = 0
			case 1:
				at = len(text) - 1
			}
			other := bytes.Clone(text)
			other[at] ^= byte(1 + rnd.IntN(255))
			spoil(name, other, fmt.Sprintf("byte %d is %#x instead of %#x", at, other[at], text[at]))
		}
		at := rnd.IntN(len(text))
		spoil(name, slices.Delete(bytes.Clone(text), at, at+1), fmt.Sprintf("byte %d is missing", at))
		spoil(name, text[:at], fmt.Sprintf("all behind byte %d is missing", at))
		spoil(name, slices.Insert(bytes.Clone(text), at, byte(rnd.IntN(256))), fmt.Sprintf("there is a byte before byte %d", at))
		spoil(name, append(bytes.Clone(text), '\n'), "there is a line behind the end")
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got := problems(t, dir); got != "" {
		t.Errorf("all is as it was, and yet: %s", got)
	}
}

func TestVerifyFindsMissingAndExtraFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	write(t, dir, 3, Options{})
	for _, name := range filesIn(t, dir) {
		path := filepath.Join(dir, name)
		if err := os.Rename(path, dir+".away"); err != nil {
			t.Fatal(err)
		}
		if list, err := Verify(dir); name == manifestFile && err == nil || name != manifestFile && len(list) == 0 {
			t.Errorf("%s is missing: %v, %v", name, list, err)
		}
		if err := os.Rename(dir+".away", path); err != nil {
			t.Fatal(err)
		}
	}
	extra := filepath.Join(dir, "claims", "part-00001.parquet")
	if err := os.WriteFile(extra, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, dir, "claims/part-00001.parquet: is no part of the snapshot")
}

// TestVerifyFindsWrongRows writes rows that are wrong and hashes that are right.
func TestVerifyFindsWrongRows(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(w *Writer, doc *models.Document) error
		want  string
	}{
		{"span", func(w *Writer, doc *models.Document) error {
			row := table.Mention{MentionID: "m", ArticleID: string(doc.Article.ID), SentenceID: doc.Article.ID.Row('n', 0), Span: table.Span{CharStart: 1, CharEnd: 6},
				Text: "Çağla", Kind: "name", Type: "person", ActorID: "person:aiti"}
			return w.mentions.add(&row)
		}, `mentions row 6: text is "Çağla", but the article reads "ağlar" at 1:6`},
		{"span outside", func(w *Writer, doc *models.Document) error {
			row := table.Stance{StanceID: "t", ArticleID: string(doc.Article.ID), SentenceID: doc.Article.ID.Row('n', 0), HolderKind: "actor", HolderID: "person:aiti",
				TargetID: "person:serif", Label: "neutral", EvidenceText: "x", Span: table.Span{CharStart: 80, CharEnd: 800}}
			return w.stances.add(&row)
		}, `stances row 4: its span 80:800 is empty or outside the text`},
		{"dangling mention", func(w *Writer, doc *models.Document) error {
			row := table.ClaimActor{ClaimID: doc.Article.ID.Row('c', 1), ArticleID: string(doc.Article.ID), ActorID: "person:serif", MentionID: "gone", Role: "target"}
			return w.claimActors.add(&row)
		}, `claim_actors row 5: mention_id is "gone", which mentions.mention_id does not hold`},
		{"dangling actor", func(w *Writer, doc *models.Document) error {
			row := table.ClaimActor{ClaimID: doc.Article.ID.Row('c', 1), ArticleID: string(doc.Article.ID), ActorID: "person:nobody", Role: "target"}
			return w.claimActors.add(&row)
		}, `claim_actors row 5: actor_id is "person:nobody", which actors.actor_id does not hold`},
		{"dangling parent", func(w *Writer, doc *models.Document) error {
			row := table.Claim{ClaimID: "c", ArticleID: string(doc.Article.ID), SentenceID: doc.Article.ID.Row('n', 0), ParentClaimID: "gone",
				SourceKind: "none", CueText: "x", Type: "denial", Quote: "direct", Modality: "asserted"}
			return w.claims.add(&row)
		}, `claims row 3: parent_claim_id is "gone", which claims.claim_id does not hold`},
		{"dangling article", func(w *Writer, doc *models.Document) error {
			row := table.Summary{ArticleID: "gone", HolderID: "person:aiti", TargetID: "person:serif"}
			return w.summaries.add(&row)
		}, `stance_summary row 3: article_id is "gone", which articles.article_id does not hold`},
		{"repeated key", func(w *Writer, doc *models.Document) error {
			row := table.Summary{ArticleID: string(doc.Article.ID), HolderID: "person:aiti", TargetID: "person:serif"}
			return w.summaries.add(&row)
		}, `stance_summary row 3: its key`},
		{"repeated actor", func(w *Writer, doc *models.Document) error {
			row := table.Actor{ActorID: "person:aiti", Type: "person"}
			return w.actors.add(&row)
		}, `its key ["person:aiti"] was there before`},
		{"unknown value", func(w *Writer, doc *models.Document) error {
			row := table.Skip{SourceURI: "x", Record: 1, Stage: "read", Reason: "boredom"}
			return w.skips.add(&row)
		}, `skips row 1: reason is "boredom", which is none of its values`},
		{"bounds", func(w *Writer, doc *models.Document) error {
			row := table.Skip{SourceURI: "x", Record: 0, Stage: "read", Reason: "empty"}
			return w.skips.add(&row)
		}, `skips row 1: record is 0, which is outside its bounds`},
		{"too many claims", func(w *Writer, doc *models.Document) error {
			row := table.Claim{ClaimID: "c", ArticleID: string(doc.Article.ID), SentenceID: doc.Article.ID.Row('n', 0),
				SourceKind: "none", CueText: "x", Type: "denial", Quote: "direct", Modality: "asserted"}
			return w.claims.add(&row)
		}, `articles row 1: n_claims is 2, but there are 3 rows`},
		{"copy of a copy", func(w *Writer, doc *models.Document) error {
			rows := make([]table.Article, 3)
			for i := range rows {
				other := *doc
				other.Article.SourceURI = fmt.Sprint(i)
				other.Article.ID = models.NewArticleID(other.Article.SourceURI, other.Article.Text)
				rows[i] = table.Of(&other).Article()
				rows[i].NSentences, rows[i].NClaims, rows[i].NTokens = 0, 0, 0
			}
			rows[1].DuplicateOf, rows[2].DuplicateOf = rows[0].ArticleID, rows[1].ArticleID
			return errors.Join(w.articles.add(&rows[0]), w.articles.add(&rows[1]), w.articles.add(&rows[2]))
		}, `articles row 4: duplicate_of is "` + string(models.NewArticleID("1", sample(t, "", "").Article.Text)) + `", which is no earlier article`},
		{"copy of a later one", func(w *Writer, doc *models.Document) error {
			other := *doc
			other.Article.DuplicateOf = models.NewArticleID("b", other.Article.Text)
			other.Article.ID, other.Article.SourceURI = models.NewArticleID("a", other.Article.Text), "a"
			one := table.Of(&other).Article()
			other.Article.ID, other.Article.SourceURI, other.Article.DuplicateOf = models.NewArticleID("b", other.Article.Text), "b", ""
			two := table.Of(&other).Article()
			return errors.Join(w.articles.add(&one), w.articles.add(&two))
		}, `articles row 2: duplicate_of is "`},
		{"a summary that knows of no copy", func(w *Writer, doc *models.Document) error {
			row := table.Summary{ArticleID: string(doc.Article.ID), HolderID: "person:aiti", TargetID: "person:elodie", DuplicateOf: string(doc.Article.ID)}
			return w.summaries.add(&row)
		}, `stance_summary row 3: duplicate_of is "`},
		{"article of another id", func(w *Writer, doc *models.Document) error {
			other := *doc
			other.Article.SourceURI = "else.txt"
			row := table.Of(&other).Article()
			row.ArticleID, row.TextSHA256 = "0123456789abcdef", "00"
			row.NSentences, row.NClaims, row.NTokens = 0, 0, 0
			return w.articles.add(&row)
		}, `articles row 2: text_sha256 is not the text's`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "snap")
			w, err := Create(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			doc := sample(t, "a.txt", "")
			if err := w.Add(doc); err != nil {
				t.Fatal(err)
			}
			if err := test.spoil(w, doc); err != nil {
				t.Fatal(err)
			}
			if err := w.Actors(withoutError(sampleActors(1))); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Close(Run{}); err != nil {
				t.Fatal(err)
			}
			wantProblem(t, dir, test.want)
		})
	}
}

// TestVerifyFindsDisorder puts the rows of one table in another order than the
// articles'.
func TestVerifyFindsDisorder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	w, err := Create(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	one, two := sample(t, "1.txt", ""), sample(t, "2.txt", "")
	swapped := *two
	swapped.Stances = nil
	if err := w.Add(one); err != nil {
		t.Fatal(err)
	}
	if err := w.Add(&swapped); err != nil {
		t.Fatal(err)
	}
	for _, doc := range []*models.Document{two, one} {
		if err := all(nil, w.stances, table.Of(doc).Stances()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Actors(withoutError(sampleActors(1))); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(Run{}); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, dir, fmt.Sprintf("stances row 7: belongs to article %s: from here on the rows do not follow", one.Article.ID))
}

// TestVerifySurvivesGarbage breaks the bytes of a file and makes all hashes fit.
func TestVerifySurvivesGarbage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snap")
	m := write(t, dir, 3, Options{})
	f := &m.Tables[0].Files[0]
	path := filepath.Join(dir, f.Path)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(text); at += 3 {
		broken := bytes.Clone(text)
		broken[at] ^= 0xff
		if err := os.WriteFile(path, broken, 0o666); err != nil {
			t.Fatal(err)
		}
		// Reading gives rows or an error, and does not panic or hang.
		s := &Snapshot{Dir: dir, Manifest: m}
		n := 0
		for _, err := range Rows(s, table.Articles) {
			if err != nil {
				break
			}
			if n++; n > 1000 {
				t.Fatalf("byte %d broken: there is no end of rows", at)
			}
		}
	}
}
