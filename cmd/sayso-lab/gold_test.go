package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// goldFile puts text into a file of a test's own folder, packed if its name says
// so, and returns its path.
func goldFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if strings.HasSuffix(name, ".gz") {
		zw := gzip.NewWriter(f)
		if _, err := zw.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := zw.Close(); err != nil {
			t.Fatal(err)
		}
	} else if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadText(t *testing.T) {
	for _, name := range []string{"a.tsv", "a.tsv.gz"} {
		got, err := readText(goldFile(t, name, "İzmir\n"))
		if err != nil || got != "İzmir\n" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for name, text := range map[string]string{"bytes.tsv": "a\xff", "plain.tsv.gz": ""} {
		path := goldFile(t, name, text)
		if name == "plain.tsv.gz" {
			if err := os.WriteFile(path, []byte("not packed"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := readText(path); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestFormatOf(t *testing.T) {
	tests := []struct {
		name, text string
		want       format
	}{
		{"dev.conllu.gz", "", conlluGold},
		{"a.iob2.gz", "", iobGold},
		{"a.conll", "", iobGold},
		{"dev.tsv", "", dseGold},
		{"dev.jsonl", `{"text": "", "attributions": []}`, polnearGold},
		{"dev.jsonl", `{"sentence_normalized": "", "targets": []}`, newsmtscGold},
		{"gold.jsonl", `{"actors": [], "claims": [], "stances": []}`, seedGold},
		{"gold.jsonl", `{"text": ""}`, ""},
		{"gold.txt", "", ""},
	}
	for _, tt := range tests {
		got, err := formatOf(tt.name, tt.text)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s %s: %q, %v", tt.name, tt.text, got, err)
		}
	}
}

func TestReadPolNeAR(t *testing.T) {
	arts, err := readPolNeAR("x", `{"id": "a1", "publisher": "Echo", "date": "2020-01-02", "title": "T", "author": "B", "text": "Élan said so – thrice.", "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 12], [15, 21]]}, {"source": [], "cue": [[5, 9]], "content": []}]}`+"\n\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []article{{
		rec: models.Record{URI: "a1", ID: "a1", Title: "T", Byline: "B", Publisher: "Echo", Published: "2020-01-02", Body: "Élan said so – thrice."},
		claims: []eval.Claim{
			{Source: []models.Span{{Start: 0, End: 4}}, Cue: []models.Span{{Start: 5, End: 9}}, Content: []models.Span{{Start: 10, End: 12}, {Start: 15, End: 21}}},
			{Cue: []models.Span{{Start: 5, End: 9}}},
		},
	}}
	if diff := cmp.Diff(want, arts, cmp.AllowUnexported(article{}, goldActor{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range []string{
		`{"text": "Élan", "attributions": [{"cue": [[0, 5]]}]}`, // 5 bytes, but 4 code points
		`{"text": "Élan", "attributions": [{"cue": [[2, 2]]}]}`,
		`{"text": "Élan", "attributions": [{"cue": [[-1, 2]]}]}`,
		`{"text": `,
	} {
		if _, err := readPolNeAR("gold", "\n"+bad); err == nil || !strings.HasPrefix(err.Error(), "gold:2: ") {
			t.Errorf("%s: error %v", bad, err)
		}
	}
}

// seedGoldLine has a claim of both annotators and one of one of them.
const seedGoldLine = `{"id": "0", "file": "a.txt", "actors": [{"name": "Mara Lind", "type": "person", "mentions": ["Lind", "Mara Lind", "the mayor"]}, {"name": "Oslo", "type": "place", "mentions": ["Oslo"]}], ` +
	`"claims": [{"core": true, "source": [[0, 9]], "cue": [[10, 17]], "content": [[18, 30]], "types": ["pledge", "intention"], "quotes": ["indirect"], "source_actors": [["Mara Lind", "the mayor"], ["Lind"]]}, ` +
	`{"core": false, "source": [], "cue": [[10, 17]], "content": [[18, 30]], "types": [], "quotes": ["direct"], "source_actors": [[]]}], ` +
	`"stances": [{"core": true, "holder": ["AUTHOR"], "target": ["The mayor"], "polarity": "favor"}]}`

func TestReadSeeds(t *testing.T) {
	path := goldFile(t, "gold.jsonl", seedGoldLine)
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "a.txt"), []byte("Mara Lind pledged to help Oslo."), 0o644); err != nil {
		t.Fatal(err)
	}
	arts, err := readSeeds(path, seedGoldLine)
	if err != nil {
		t.Fatal(err)
	}
	source, cue, content := []models.Span{{Start: 0, End: 9}}, []models.Span{{Start: 10, End: 17}}, []models.Span{{Start: 18, End: 30}}
	want := []article{{
		rec: models.Record{URI: "a.txt", ID: "0", Body: "Mara Lind pledged to help Oslo."},
		claims: []eval.Claim{
			{Source: source, Cue: cue, Content: content, Types: []models.ClaimType{models.Pledge, models.Intention}, Quotes: []models.Quote{models.Indirect}},
			{Cue: cue, Content: content, Quotes: []models.Quote{models.Direct}, Optional: true},
		},
		sources: [][]string{{"lind", "mara lind", "mayor"}, nil},
		actors:  []goldActor{{models.Person, []string{"Lind", "Mara Lind", "the mayor"}}, {models.Place, []string{"Oslo"}}},
		stances: []eval.Triple{{Holder: []string{"author"}, Target: []string{"mayor"}, Label: "favor"}},
	}}
	if diff := cmp.Diff(want, arts, cmp.AllowUnexported(article{}, goldActor{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for old, bad := range map[string]string{`"pledge"`: `"promise"`, `"indirect"`: `"some"`, `"favor"`: `"love"`, `"place"`: `"town"`, "a.txt": "b.txt"} {
		if _, err := readSeeds(path, strings.Replace(seedGoldLine, old, bad, 1)); err == nil {
			t.Errorf("%s for %s is no error", bad, old)
		}
	}
}

func TestForm(t *testing.T) {
	for s, want := range map[string]string{"The  Mayor": "mayor", "“Certain\u00a0Forces”": "certain forces", "theatre": "theatre", "the": "the", "": ""} {
		if got := form(s); got != want {
			t.Errorf("form(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestReadDSE(t *testing.T) {
	pairs, err := readDSE("x", "“[Ångström]s” thanked [Lee].\tÅngström’\tLee\t1\n")
	if err != nil || len(pairs) != 1 {
		t.Fatal(pairs, err)
	}
	pr := pairs[0]
	if pr.text != "“Ångströms” thanked Lee." || pr.p.In(pr.text) != "Ångström" || pr.q.In(pr.text) != "Lee" || pr.label != 1 {
		t.Errorf("%+v", pr)
	}
	for _, bad := range []string{"[a] b\ta\tb\t0", "[a] [b] [c]\ta\tb\t0", "[a [b]]\ta\tb\t0", "[a] []\ta\t\t0", "[a] [b\ta\tb\t0", "[a] [b]\ta\tb\t5", "[a] [b]\ta\t0"} {
		if _, err := readDSE("x", bad); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
}

func TestReadNewsMTSC(t *testing.T) {
	list, err := readNewsMTSC("x", `{"primary_gid": "1", "sentence_normalized": "“Żak lied,” Berg said.", "targets": [{"from": 1, "to": 4, "mention": "Żak", "polarity": 2.0, "further_mentions": []}, {"from": 12, "to": 16, "mention": "Berg", "polarity": 4.0}]}`)
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	if a, b := list[0], list[1]; a.at.In(a.text) != "Żak" || a.label != models.Against || b.at.In(b.text) != "Berg" || b.label != models.Neutral {
		t.Errorf("%+v", list)
	}
	for _, bad := range []string{
		`{"sentence_normalized": "a", "targets": [{"from": 0, "to": 2, "polarity": 2}]}`,
		`{"sentence_normalized": "a", "targets": [{"from": 0, "to": 1, "polarity": 3}]}`,
	} {
		if _, err := readNewsMTSC("x", bad); err == nil {
			t.Errorf("%s is no error", bad)
		}
	}
}

func TestReadIOB(t *testing.T) {
	got, err := readIOB("x", "# newdoc id = d1\n# text = Ida's No. # here\n1\tIda\tB-PER\t-\tx\n2\t's\tO\t-\tx\n\n\nOld I-ORG\nTown I-ORG\n# O\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []labelled{
		{words: []string{"Ida", "'s"}, labels: []string{"B-PER", "O"}, text: "Ida's No. # here", newdoc: true},
		{words: []string{"Old", "Town", "#"}, labels: []string{"I-ORG", "I-ORG", "O"}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(labelled{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got, err = readIOB("x", "Ida I-PER\n\n-DOCSTART- O\n\nOslo I-LOC\n\nwaits O\n")
	if err != nil || len(got) != 3 || !got[0].newdoc || !got[1].newdoc || got[2].newdoc {
		t.Errorf("documents by lines between them: %+v, %v", got, err)
	}
	for _, bad := range []string{"word\n", "word X-PER\n", "\tO\n"} {
		if _, err := readIOB("x", bad); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
}

func TestNamesOf(t *testing.T) {
	name := func(start, end int, typ string) eval.Name {
		return eval.Name{Span: models.Span{Start: start, End: end}, Type: typ}
	}
	tests := []struct {
		labels string
		want   []eval.Name
	}{
		{"O O", nil},
		{"B-PER I-PER O", []eval.Name{name(0, 2, "PER")}},
		{"B-PER B-PER", []eval.Name{name(0, 1, "PER"), name(1, 2, "PER")}},
		{"I-PER I-PER I-ORG", []eval.Name{name(0, 2, "PER"), name(2, 3, "ORG")}},
		{"I-PER O I-PER", []eval.Name{name(0, 1, "PER"), name(2, 3, "PER")}},
		{"B-PER I-ORG", []eval.Name{name(0, 1, "PER"), name(1, 2, "ORG")}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, namesOf(strings.Fields(tt.labels))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.labels, diff)
		}
	}
}

func TestGlue(t *testing.T) {
	tests := []struct {
		text  string
		words string
		want  []bool
	}{
		{"He can't, can he?", "He ca n't , can he ?", []bool{false, true, true, false, false, true, false}},
		{"He can't", "He cannot", []bool{false, false}}, // not its words
		{"", "a b", []bool{false, false}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, glue(strings.Fields(tt.words), tt.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestSentenceOf(t *testing.T) {
	sents := []conllu.Sentence{
		sentenceOf([]string{"Ja", "n't", "!"}, []bool{true, true, false}), sentenceOf([]string{"Ünal", "left"}, []bool{false, true})}
	doc, err := conllu.Document(sents)
	if err != nil || doc.Article.Text != "Jan't!\nÜnal left" {
		t.Errorf("text %q, %v", doc.Article.Text, err)
	}
}
