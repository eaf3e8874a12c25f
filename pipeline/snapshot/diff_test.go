package snapshot

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// snapshotOf writes documents, skips and actors.
func snapshotOf(tb testing.TB, docs []*models.Document, actors []models.CorpusActor, skips ...models.Skip) *Snapshot {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "snap")
	w, err := Create(dir, Options{Tokens: true})
	if err != nil {
		tb.Fatal(err)
	}
	defer w.Abort()
	for _, doc := range docs {
		if err := w.Add(doc); err != nil {
			tb.Fatal(err)
		}
	}
	for _, s := range skips {
		if err := w.Skip(s); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Actors(withoutError(actors)); err != nil {
		tb.Fatal(err)
	}
	if _, err := w.Close(Run{Options: map[string]any{"limit": 0}}); err != nil {
		tb.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// changes lists what differs, a change a line.
func changes(tb testing.TB, old, now *Snapshot, names ...string) (lines []string, c *Comparison) {
	tb.Helper()
	c, err := Diff(old, now, names, func(c *Change) error {
		line := fmt.Sprintf("%s %s %s", c.Table, c.Change, c.Key)
		if c.OldKey != "" {
			line += " was " + c.OldKey
		}
		for _, col := range c.Columns {
			line += fmt.Sprintf(", %s %v → %v", col, c.Before[col], c.After[col])
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	for _, t := range c.Tables {
		if t.Old-t.Removed+t.Added != t.New {
			tb.Errorf("%s: %d rows, %d removed, %d added do not give %d", t.Name, t.Old, t.Removed, t.Added, t.New)
		}
	}
	return lines, c
}

// samples are n documents.
func samples(tb testing.TB, n int) (docs []*models.Document) {
	for i := range n {
		docs = append(docs, sample(tb, fmt.Sprintf("a/%d.txt", i), fmt.Sprint(i)))
	}
	return docs
}

func TestDiffOfEqualsIsEmpty(t *testing.T) {
	one, two := snapshotOf(t, samples(t, 40), sampleActors(40)), snapshotOf(t, samples(t, 40), sampleActors(40))
	if lines, c := changes(t, one, two); len(lines) > 0 || !c.Same() || len(c.Made) > 0 || len(c.Tables) != 12 {
		t.Errorf("%q, %+v", lines, c)
	}
	// Nor does it matter in which order the articles stand, though files differ.
	docs := samples(t, 40)
	for _, order := range []func(){
		func() { slices.Reverse(docs) },
		func() { docs = append(docs[30:], docs[:30]...) },
	} {
		order()
		three := snapshotOf(t, docs, sampleActors(40))
		if lines, c := changes(t, one, three); len(lines) > 0 || !c.Same() {
			t.Errorf("in another order: %q", lines)
		}
	}
}

// A claim that a newer version finds before the others shifts their ids and all
// that refers to them, and is the only change.
func TestDiffSeesThroughNumbers(t *testing.T) {
	old, now := samples(t, 3), samples(t, 3)
	doc := now[1]
	cue := doc.Tokens[5].Span // "deyir", before "said"
	doc.Claims = slices.Insert(doc.Claims, 0, models.Claim{Cue: []models.Span{cue}, Sentence: 1, Parent: models.None, SourceMention: models.None, CueLemma: "de", SourceKind: models.NoSource})
	doc.Claims[2].Parent = 1
	doc.Stances[0].Claim = 1
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	id := string(doc.Article.ID)
	lines, c := changes(t, snapshotOf(t, old, sampleActors(3)), snapshotOf(t, now, sampleActors(3)))
	want := []string{
		"articles changed " + id + ", n_claims 2 → 3",
		"claims added " + id + "-c1",
		"claim_spans added " + id + "-c1 cue 1",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// The other way round it went.
	lines, _ = changes(t, snapshotOf(t, now, sampleActors(3)), snapshotOf(t, old, sampleActors(3)))
	want[0] = "articles changed " + id + ", n_claims 3 → 2"
	for i := range want {
		want[i] = strings.Replace(want[i], "added", "removed", 1)
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("back (-want +got):\n%s", diff)
	}
	if c.Same() {
		t.Error("it says that all is the same")
	}

	// One that changes besides tells both its numbers.
	doc.Claims[1].Type, doc.Claims[1].Confidence = models.Denial, 0.5
	lines, c = changes(t, snapshotOf(t, old, sampleActors(3)), snapshotOf(t, now, sampleActors(3)), "claims")
	want = []string{
		"claims added " + id + "-c1",
		"claims changed " + id + "-c2 was " + id + "-c1, type accusation → denial, confidence 0.877 → 0.5",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := c.Tables[0].Moves[Move{"type", "accusation", "denial"}]; len(c.Tables) != 1 || got != 1 || c.Tables[0].Columns["confidence"] != 1 {
		t.Errorf("summed up as %+v", c.Tables)
	}
}

// Every table's changes are found: an article that came, one that went, one
// whose text changed, other actors, other skips.
func TestDiffOfTables(t *testing.T) {
	old, now := samples(t, 4), samples(t, 5)
	now[1] = sample(t, "a/1.txt", "another tail")
	now = slices.Delete(now, 2, 3)
	now[2].Stances[0].Label, now[2].Stances[0].Score = models.Favor, 0.4
	now[2].Mentions[1].Kind = models.Metonym
	actors := sampleActors(4)
	actors[1].Aliases = actors[1].Aliases[:1]
	actors = append(actors[:2], actors[3], models.CorpusActor{Actor: models.Actor{ID: "person:zoe", Name: "Zoe", Type: models.Person}})
	skip := func(uri string) models.Skip { return models.Skip{URI: uri, Reason: models.Empty} }
	before := snapshotOf(t, old, sampleActors(4), skip("x"), skip("x"), skip("y"))
	after := snapshotOf(t, now, actors, skip("y"), skip("x"), skip("z"))
	lines, c := changes(t, before, after, "articles", "mentions", "actors", "stances", "stance_summary", "skips")
	var kept []string
	for _, line := range lines {
		if !strings.Contains(line, "-m") && !strings.Contains(line, "-t") || strings.Contains(line, "changed") {
			kept = append(kept, line)
		}
	}
	id := func(doc *models.Document) string { return string(doc.Article.ID) }
	summary := func(change string, doc *models.Document) []string {
		return []string{
			"stance_summary " + change + " " + id(doc) + " person:aiti person:serif",
			"stance_summary " + change + " " + id(doc) + " commenter:oxucu person:aiti",
		}
	}
	want := slices.Concat(
		[]string{"articles changed " + id(now[1]) + " was " + id(old[1]) + ", article_id " + id(old[1]) + " → " + id(now[1]) +
			", text " + old[1].Article.Text + " → " + now[1].Article.Text + ", text_sha256 " + table.Of(old[1]).Article().TextSHA256 + " → " + table.Of(now[1]).Article().TextSHA256},
		[]string{"articles removed " + id(old[2])}, summary("removed", old[2]),
		[]string{
			"mentions changed " + id(now[2]) + "-m2, kind name → metonym",
			"stances changed " + id(now[2]) + "-t1, label against → favor, score -0.667 → 0.4",
			"stance_summary changed " + id(now[2]) + " person:aiti person:serif, n_against 1 → 0, n_favor 0 → 1, mean_score -0.334 → 0.2",
			"articles added " + id(now[3]),
		}, summary("added", now[3]),
		[]string{
			"actors changed person:aiti, aliases [Äiti her] → [Äiti]",
			"actors removed person:elodie",
			"actors added person:zoe",
			"skips added ",
			"skips removed ",
		})
	if diff := cmp.Diff(want, kept); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c.Rewritten != 1 || c.Unpaired != 0 {
		t.Errorf("%d articles have another text, %d perhaps", c.Rewritten, c.Unpaired)
	}
}

// edit is a sample in whose text words were replaced by others, of any length,
// before all else that stands there.
func edit(tb testing.TB, uri string) *models.Document {
	tb.Helper()
	doc := sample(tb, uri, "")
	const words = "Çağlar küsür yenə"
	n := len(words) - len("Çağlar küsür")
	doc.Article.Text = strings.Replace(doc.Article.Text, "Çağlar küsür", words, 1)
	doc.Article.ID = models.NewArticleID(uri, doc.Article.Text)
	move := func(s *models.Span) { s.Start, s.End = s.Start+n, s.End+n }
	doc.Sections[0].End += n
	doc.Sentences[0].End += n
	doc.Tokens[1].End += n
	move(&doc.Sections[1].Span)
	for i := range doc.Sentences[1:] {
		move(&doc.Sentences[i+1].Span)
	}
	for i := range doc.Tokens[2:] {
		move(&doc.Tokens[i+2].Span)
	}
	for i := range doc.Mentions {
		move(&doc.Mentions[i].Span)
	}
	for i := range doc.Claims {
		for _, spans := range [][]models.Span{doc.Claims[i].Source, doc.Claims[i].Cue, doc.Claims[i].Content} {
			for k := range spans {
				move(&spans[k])
			}
		}
	}
	for i := range doc.Stances {
		move(&doc.Stances[i].Evidence)
	}
	return doc
}

// An article whose text changed is one that changed: what stands elsewhere in it
// and reads the same is the same.
func TestDiffOfAnotherText(t *testing.T) {
	old, now := sample(t, "a.txt", ""), edit(t, "a.txt")
	if err := now.Check(); err != nil {
		t.Fatal(err)
	}
	was, id := string(old.Article.ID), string(now.Article.ID)
	before := snapshotOf(t, []*models.Document{old}, sampleActors(1))
	lines, c := changes(t, before, snapshotOf(t, []*models.Document{now}, sampleActors(1)))
	hash := func(doc *models.Document) string { return table.Of(doc).Article().TextSHA256 }
	want := []string{
		"articles changed " + id + " was " + was + ", article_id " + was + " → " + id + ", text " + old.Article.Text + " → " + now.Article.Text +
			", text_sha256 " + hash(old) + " → " + hash(now),
		"sentences changed " + id + "-n1 was " + was + "-n1, text Çağlar küsür → Çağlar küsür yenə",
		"tokens added " + id + "-n1 2",
		"tokens removed " + was + "-n1 2",
	}
	if diff := cmp.Diff(want, lines); diff != "" || c.Rewritten != 1 {
		t.Errorf("%d rewritten (-want +got):\n%s", c.Rewritten, diff)
	}

	// Claims and stances that are others besides are told before and after.
	now.Claims[0].Type, now.Claims[0].Content = models.Denial, now.Claims[0].Content[:0]
	now.Claims[1].Cue[0] = now.Tokens[18].Span // "her"
	now.Stances[0].Label, now.Stances[0].Score = models.Favor, 0.4
	now.Stances[2].Target, now.Stances[2].TargetMention = 2, 2
	if err := now.Check(); err != nil {
		t.Fatal(err)
	}
	lines, _ = changes(t, before, snapshotOf(t, []*models.Document{now}, sampleActors(1)), "claims", "claim_spans", "stances", "stance_summary")
	want = []string{
		"claims changed " + id + "-c1 was " + was + "-c1, content_text “Şərif yalan deyir” → <nil>, type accusation → denial",
		"claims added " + id + "-c2",
		"claims removed " + was + "-c2",
		"claim_spans added " + id + "-c2 cue 1",
		"claim_spans removed " + was + "-c1 content 1",
		"claim_spans removed " + was + "-c2 cue 1",
		"stances changed " + id + "-t1 was " + was + "-t1, label against → favor, score -0.667 → 0.4",
		"stances changed " + id + "-t3 was " + was + "-t3, target_id person:serif → person:elodie, target_mention_id " + was + "-m1 → " + id + "-m3",
		"stance_summary changed " + id + " person:aiti person:serif was " + was + " person:aiti person:serif, n_against 1 → 0, n_neutral 1 → 0, n_favor 0 → 1, mean_score -0.334 → 0.4",
		"stance_summary added " + id + " person:aiti person:elodie",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Where several articles have one URI nothing says which became which.
func TestDiffOfTextsUnderOneURI(t *testing.T) {
	one, two, three := sample(t, "a.csv", "1"), sample(t, "a.csv", "2"), sample(t, "a.csv", "3")
	for _, test := range []struct {
		old, now []*models.Document
		unpaired int64
	}{
		{[]*models.Document{one, two}, []*models.Document{one, three}, 1},
		{[]*models.Document{one}, []*models.Document{two, three}, 1},
		{[]*models.Document{one, two}, []*models.Document{three}, 1},
		{[]*models.Document{one}, []*models.Document{one, three}, 0},
	} {
		lines, c := changes(t, snapshotOf(t, test.old, nil), snapshotOf(t, test.now, nil), "articles")
		if c.Rewritten != 0 || c.Unpaired != test.unpaired {
			t.Errorf("%d rewritten, %d unpaired, want none and %d", c.Rewritten, c.Unpaired, test.unpaired)
		}
		if joined := strings.Join(lines, "\n"); strings.Contains(joined, "changed") {
			t.Error(joined)
		}
	}
}

// A sentence that was edited is the one behind the sentence before it.
func TestEdited(t *testing.T) {
	for _, test := range []struct {
		name string
		of   []int
		n    int
		want []int
	}{
		{"one of three", []int{0, -1, 2}, 3, []int{0, 1, 2}},
		{"the first", []int{-1, 1}, 2, []int{0, 1}},
		{"one that came", []int{0, -1, 1}, 2, []int{0, -1, 1}},
		{"two for one", []int{0, -1, -1, 2}, 3, []int{0, 1, -1, 2}},
		{"two in a row", []int{0, -1, -1, 3}, 4, []int{0, 1, 2, 3}},
		{"at the end", []int{0, 1, -1}, 2, []int{0, 1, -1}},
		{"nothing", nil, 3, nil},
	} {
		got := slices.Clone(test.of)
		edited(got, test.n)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// What the snapshots were made with is told in words.
func TestManifestsAgainst(t *testing.T) {
	old := &Manifest{SchemaVersion: "1", ToolVersion: "0.1", Options: []byte(`{"limit":0,"fields":{"text":""}}`), Weights: []NamedHash{{"small", "1"}},
		Lists: []NamedHash{{"a.tsv", "1"}, {"b.tsv", "2"}}, Inputs: []Input{{"x", 1, "1"}, {"x", 1, "2"}, {"y", 1, "3"}, {"z", 1, "4"}}}
	now := *old
	if words := now.Against(old); words != nil {
		t.Errorf("%q", words)
	}
	now.ToolVersion = "0.2"
	now.Options = []byte(`{"limit":3,"fields":{"text":"body"}}`)
	now.Weights = []NamedHash{{"large", "9"}}
	now.Lists = []NamedHash{{"b.tsv", "2"}, {"a.tsv", "1"}}
	now.Inputs = []Input{{"x", 1, "2"}, {"x", 1, "5"}, {"z", 1, "4"}, {"n", 1, "6"}}
	want := []string{
		"version of the program: 0.1 became 0.2",
		`option fields.text: "" became "body"`,
		"option limit: 0 became 3",
		"weights: 1 came new (large), 1 went away (small)",
		"word lists: the same in another order",
		"inputs: 1 came new (n), 1 went away (y), 1 changed (x)",
	}
	if diff := cmp.Diff(want, now.Against(old)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A file of changes reads as what was found, and stands there when it is whole.
func TestChangeFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "changes.parquet")
	f, err := CreateChanges(path)
	if err != nil {
		t.Fatal(err)
	}
	list := []*Change{
		{Table: "claims", Change: table.Changed, Article: "a", Key: "a-c2", OldKey: "a-c1", Columns: []string{"type"}, Before: map[string]any{"type": "denial"}, After: map[string]any{"type": "pledge"}},
		{Table: "skips", Change: table.Added, After: map[string]any{"record": 3, "detail": "<\n>"}},
	}
	for _, c := range list {
		if err := f.Add(c); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file is there before it is whole")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := openReader(path, &table.Changes.Table)
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	n, err := r.next()
	if err != nil || n != 2 {
		t.Fatalf("%d rows, error %v", n, err)
	}
	var got []table.Change
	for i := range n {
		var row table.Change
		for c := range table.Changes.Lens {
			put(&row, &table.Changes.Lens[c], r.columns[c], i)
		}
		got = append(got, row)
	}
	want := []table.Change{
		{Table: "claims", Change: "changed", ArticleID: "a", Key: "a-c2", OldKey: "a-c1", Columns: []string{"type"}, Before: `{"type":"denial"}`, After: `{"type":"pledge"}`},
		{Table: "skips", Change: "added", After: `{"detail":"<\n>","record":3}`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left %v", entries)
	}
}
