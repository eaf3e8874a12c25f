package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
)

func TestPairClass(t *testing.T) {
	favor, against, neutral := stance.Judgement{Label: models.Favor, Score: 0.4}, stance.Judgement{Label: models.Against, Score: -0.6}, stance.Judgement{}
	faint := stance.Judgement{Label: models.Neutral, Score: 0.1}
	tests := []struct {
		there, back stance.Judgement
		want        string
	}{
		{neutral, neutral, "neutral"},
		{faint, neutral, "neutral"},
		{favor, neutral, "p favours q"},
		{neutral, favor, "q favours p"},
		{favor, against, "q against p"},
		{against, favor, "p against q"},
		{faint, favor, "q favours p"},
		{favor, favor, "p favours q"},
	}
	for _, tt := range tests {
		if got := dseClasses[pairClass(tt.there, tt.back)]; got != tt.want {
			t.Errorf("%v and %v: %s, want %s", tt.there.Score, tt.back.Score, got, tt.want)
		}
	}
}

func TestFoundTriples(t *testing.T) {
	text := "Ada and Bo"
	doc := &models.Document{Article: models.Article{Text: text},
		Actors:   []models.Actor{{Type: models.Author}, {Name: "Ada Lind"}, {Name: "Bo"}},
		Mentions: []models.Mention{{Span: models.Span{Start: 0, End: 3}, Actor: 1}, {Span: models.Span{Start: 8, End: 10}, Actor: 2}}}
	for _, st := range []struct {
		holder, target int
		label          models.Label
	}{{0, 1, models.Favor}, {0, 1, models.Favor}, {0, 1, models.Against}, {1, 2, models.Against}, {1, 2, models.Neutral}, {2, 1, models.Neutral}, {0, 2, models.Against}, {0, 2, models.Favor}} {
		doc.Stances = append(doc.Stances, models.Stance{Holder: st.holder, Target: st.target, Label: st.label})
	}
	author, ada, bo := []string{"author"}, []string{"ada", "ada lind"}, []string{"bo"}
	want := []eval.Triple{
		{Holder: author, Target: ada, Label: "favor"},
		{Holder: ada, Target: bo, Label: "against"},
		{Holder: author, Target: bo, Label: "mixed"},
	}
	if diff := cmp.Diff(want, foundTriples(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMost(t *testing.T) {
	for range 20 { // no order of the map decides
		if got := most(map[int]int{4: 2, 7: 1, 3: 2, 9: 2}); got != 3 {
			t.Fatalf("most = %d, want 3", got)
		}
	}
	if got := most(nil); got != eval.None {
		t.Errorf("most of nothing = %d", got)
	}
}

func TestSqueeze(t *testing.T) {
	text := "É a\u00a0\nb"
	at := squeeze(text)
	if got := squeezed(at, models.Span{Start: 3, End: len(text)}); got != (models.Span{Start: 1, End: 3}) {
		t.Errorf("squeezed = %v", got)
	}
	if !sameText(text, "Éab") || sameText(text, "Éac") {
		t.Error("sameText looks at white space, or not at the rest")
	}
}

// What the text itself says must be found when the gold says the same: the
// measures are wired to the right ends.
func TestGoldNamesAreSqueezed(t *testing.T) {
	docs, err := readNames("x", "# newdoc\n# text = Mr Ivo Rask's\nMr O\nIvo B-Person\nRask I-Person\n's O\n\nIn O\nOslo I-LOC\n\nNATO B-ORG\nlira B-Money\nFinns I-MISC\n")
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	docs[0].labels[7] = "" // "lira"
	doc, names, unknown, err := goldNames(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	if want := "Mr Ivo Rask's\nIn Oslo\nNATO lira Finns"; doc.Article.Text != want {
		t.Errorf("text %q, want %q", doc.Article.Text, want)
	}
	want := []eval.Name{
		{Span: models.Span{Start: 2, End: 9}, Type: "PER"},
		{Span: models.Span{Start: 13, End: 17}, Type: "LOC"},
		{Span: models.Span{Start: 17, End: 21}, Type: "ORG"},
		{Span: models.Span{Start: 25, End: 30}, Type: "GRP"},
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]models.Span{{Start: 21, End: 25}}, unknown); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What stands on words that nobody annotated is neither right nor wrong, and
// peoples do not count among all names.
func TestNameScore(t *testing.T) {
	at := func(i int, typ string) eval.Name {
		return eval.Name{Span: models.Span{Start: i, End: i + 1}, Type: typ}
	}
	var s nameScore
	s.add([]eval.Name{at(0, "PER"), at(1, "GRP")}, []eval.Name{at(0, "PER"), at(2, "LOC"), at(1, "GRP"), at(3, "MISC")}, []models.Span{{Start: 2, End: 3}})
	var got []string
	for _, row := range s.rows("x", "y") {
		got = append(got, fmt.Sprintf("%s %.0f", row.Measure, row.Value))
	}
	want := []string{"name F1 (y) 100", "name precision (y) 100", "name recall (y) 100", "PER F1 (y) 100", "GRP F1 (y) 100"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// model is the one built in.
func model(t *testing.T) *extract.Model {
	t.Helper()
	m, err := extract.Open("")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestReadArticlesKeepsOrder(t *testing.T) {
	var arts []article
	for i := range 30 {
		arts = append(arts, article{rec: models.Record{URI: string(rune('a' + i)), Body: "One thing. Another thing."}})
	}
	i := 0
	err := readArticles(context.Background(), model(t), arts, func(art article, doc *models.Document) error {
		if art.rec.URI != arts[i].rec.URI || len(doc.Tokens) == 0 {
			t.Errorf("article %d is %s, with %d tokens", i, art.rec.URI, len(doc.Tokens))
		}
		i++
		return nil
	})
	if err != nil || i != len(arts) {
		t.Errorf("%d articles, %v", i, err)
	}
}

// What was found, taken for gold, scores 100: spans keep their place on the way
// from bytes to code points, also behind letters of several bytes.
func TestMeasureClaimsAgainstItself(t *testing.T) {
	art := article{rec: models.Record{URI: "self", Body: "“İzmir’s port will close,” Ünal Şen said. The mayor denied that the city had paid."}}
	m := model(t)
	doc := m.Article(page.Read(art.rec))
	text := []rune(doc.Article.Text)
	offs := models.NewOffsets(doc.Article.Text)
	for _, clm := range doc.Claims {
		art.claims = append(art.claims, eval.Claim{
			Source: runesOf(offs, clm.Source), Cue: runesOf(offs, clm.Cue), Content: runesOf(offs, clm.Content),
			Types: []models.ClaimType{clm.Type}, Quotes: []models.Quote{clm.Quote}, Negated: []bool{clm.Negated}})
		for i, s := range runesOf(offs, clm.Cue) {
			if got, want := string(text[s.Start:s.End]), doc.Text(clm.Cue[i]); got != want {
				t.Errorf("cue %q, in code points %q", want, got)
			}
		}
	}
	if len(art.claims) == 0 {
		t.Fatal("no claim was found")
	}
	rep, err := measureClaims(context.Background(), m, "self", []article{art})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rep.Rows {
		switch {
		case r.Measure == "calibration error", r.N == 0: // no claim is wrong here, however unsure
		case r.Value != 100:
			t.Errorf("%s is %v of %d", r.Measure, r.Value, r.N)
		}
	}
}
