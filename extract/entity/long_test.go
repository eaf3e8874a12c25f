package entity_test

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// oneRun is more tokens than the encoder reads at once.
const oneRun = 8192

// The names of an article agree however long it is: what its end alone would
// take for a person is the company of its beginning.
func TestLongArticleAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	const (
		company = "Shares of Hano Ltd fell on Monday. The company Hano sells pumps, and analysts at Hano Ltd said that Hano had cut 300 jobs.\n\n"
		filler  = "The river rose in the night. Nobody slept, and the old bridge by the mill was closed until the water fell again.\n\n"
		person  = "Hano smiled, took off his coat and kissed his wife."
	)
	kinds := func(doc *models.Document, after int) map[string]int {
		found := map[string]int{}
		for _, tok := range doc.Tokens {
			if tok.Start >= after && tok.In(doc.Article.Text) == "Hano" {
				found[tok.Name]++
			}
		}
		return found
	}
	alone := kinds(read(person), 0)
	if alone["B-PER"] != 1 {
		t.Fatalf("alone: %v", alone)
	}
	text := strings.Repeat(company, 5) + strings.Repeat(filler, 400)
	doc := read(text + person)
	n := len(doc.Tokens)
	if first := doc.Sentences[len(doc.Sentences)-1].First; first <= oneRun {
		t.Fatalf("%d tokens before the last sentence", first)
	}
	if got := kinds(doc, 0); got["B-ORG"] < 5 || got["B-PER"] > 0 {
		t.Errorf("in %d tokens: %v", n, got)
	}
	if got := kinds(doc, len(text)); got["B-ORG"] != 1 {
		t.Errorf("at the end of %d tokens: %v", n, got)
	}
}
