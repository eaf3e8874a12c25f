package stance_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// lines reads a corpus file of ../shared, or skips the test where it is not
// there.
func lines(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpora", name))
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	zip, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	scan := bufio.NewScanner(zip)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		all = append(all, scan.Text())
	}
	if scan.Err() != nil {
		t.Fatal(scan.Err())
	}
	return all
}

// annotate reads text as one body section.
func annotate(t testing.TB, text string) ([]models.Sentence, []models.Token) {
	t.Helper()
	if text == "" {
		return nil, nil
	}
	doc := &models.Document{Article: models.Article{Text: text}}
	doc.Sections = []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}}
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	open(t).Words(doc)
	return doc.Sentences, doc.Tokens
}

// directed reads one row of DSE: "[p] met [q] <tab> p <tab> q <tab> label".
func directed(line string) (text string, p, q models.Span, label int, ok bool) {
	f := strings.Split(line, "\t")
	if len(f) != 4 || len(f[3]) != 1 {
		return
	}
	var b strings.Builder
	var marks []int
	for i := 0; i < len(f[0]); i++ {
		if c := f[0][i]; c == '[' || c == ']' {
			marks = append(marks, b.Len())
			continue
		}
		b.WriteByte(f[0][i])
	}
	if len(marks) != 4 {
		return
	}
	return b.String(), models.Span{Start: marks[0], End: marks[1]}, models.Span{Start: marks[2], End: marks[3]}, int(f[3][0] - '0'), true
}

// decide turns two directions into one of DSE's five classes: the one further
// from neutral decides.
func decide(pq, qp stance.Judgement) int {
	size := func(j stance.Judgement) float64 { return max(j.Score, -j.Score) }
	j, favor := pq, 1
	if size(qp) > size(pq) {
		j, favor = qp, 2
	}
	switch j.Label {
	case models.Favor:
		return favor
	case models.Against:
		return favor + 2
	}
	return 0
}

// f1 gives accuracy and mean F1 over the classes, in percent.
func f1(table [5][5]int, n int) (micro, macro float64) {
	all, right := 0, 0
	for g := range n {
		found, gold := 0, 0
		for p := range n {
			gold += table[g][p]
			found += table[p][g]
		}
		all += gold
		right += table[g][g]
		if found+gold > 0 {
			macro += 200 * float64(table[g][g]) / float64(found+gold) / float64(n)
		}
	}
	return 100 * float64(right) / float64(all), macro
}

func TestDSE(t *testing.T) {
	for _, name := range []string{"dev-clean", "dev"} {
		var table [5][5]int
		for _, line := range lines(t, "dse/"+name+".tsv.gz") {
			text, p, q, gold, ok := directed(line)
			if !ok {
				continue
			}
			sents, toks := annotate(t, text)
			table[gold][decide(stance.Score(sents, toks, stance.Pair{Text: text, Holder: p, Target: q, HasHolder: true}), stance.Score(sents, toks, stance.Pair{Text: text, Holder: q, Target: p, HasHolder: true}))]++
		}
		micro, macro := f1(table, 5)
		t.Logf("DSE %s: micro %.1f macro %.1f %v", name, micro, macro, table)
		if name == "dev-clean" && (micro < 72 || macro < 31) {
			t.Errorf("DSE %s: micro %.1f, macro %.1f", name, micro, macro)
		}
	}
}

func TestNewsMTSC(t *testing.T) {
	for _, name := range []string{"dev-rw", "dev-mt"} {
		var table [5][5]int
		for _, line := range lines(t, "newsmtsc/"+name+".jsonl.gz") {
			var row struct {
				Text    string `json:"sentence_normalized"`
				Targets []struct {
					From, To int
					Polarity float64
				}
			}
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			sents, toks := annotate(t, row.Text)
			at := models.NewOffsets(row.Text)
			for _, target := range row.Targets {
				j := stance.Score(sents, toks, stance.Pair{Text: row.Text, Target: at.Span(target.From, target.To)})
				table[int(target.Polarity)/2-1][int(j.Label)+1]++
			}
		}
		micro, macro := f1(table, 3)
		t.Logf("NewsMTSC %s: micro %.1f macro %.1f %v", name, micro, macro, table)
		if macro < 54 {
			t.Errorf("NewsMTSC %s: macro %.1f", name, macro)
		}
	}
}
