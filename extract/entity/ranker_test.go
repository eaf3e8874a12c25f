package entity

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/models"
)

// Every reason has one name, and every row of the list names one.
func TestReasons(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range ReasonNames() {
		if seen[name] {
			t.Errorf("%q is there twice", name)
		}
		seen[name] = true
	}
	for _, row := range data.Rows("antecedent-weight") {
		if !seen[row[0]] {
			t.Errorf("there is no reason %q", row[0])
		}
	}
	if _, err := NewRanker([][]string{{"he: of no kind", "1"}}); err == nil {
		t.Error("a reason that is none was taken")
	}
	if _, err := NewRanker([][]string{{ReasonNames()[0], "much"}}); err == nil {
		t.Error("a weight that is no number was taken")
	}
}

// A template numbers its answers as its names say.
func TestTemplates(t *testing.T) {
	names := ReasonNames()
	if got := names[byNumber.of(saidIt, 1)]; got != "it: number: same" {
		t.Error(got)
	}
	if got := names[byKind.of(saidThe, int(aPerson)*len(kindWords)+int(aBody))]; got != "the: kind: person, organization" {
		t.Error(got)
	}
	if byNumber.of(saidShe, 1) != byNumber.of(saidHe, 1) {
		t.Error("she and he are weighed apart")
	}
}

// flat is a document of one sentence whose words hang on the verb, the second.
func flat(text string, upos ...string) *models.Document {
	doc := &models.Document{Article: models.Article{Text: text}, Sections: []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}}}
	at := 0
	for i, w := range strings.Fields(text) {
		tok := models.Token{Span: models.Span{Start: at, End: at + len(w)}, Lemma: strings.ToLower(w), UPOS: upos[i], XPOS: "X", Head: 1, Deprel: "obj"}
		switch {
		case i == 0:
			tok.Deprel = "nsubj"
		case i == 1:
			tok.Head, tok.Deprel = models.None, "root"
		}
		doc.Tokens = append(doc.Tokens, tok)
		at += len(w) + 1
	}
	doc.Sentences = []models.Sentence{{Span: models.Span{Start: 0, End: len(text)}, Last: len(doc.Tokens)}}
	return doc
}

// Choices mark what is right, and none of an own group has an antecedent.
func TestChoices(t *testing.T) {
	doc := flat("Ada saw Karl herself", "PROPN", "VERB", "PROPN", "PRON")
	spans := []models.Span{{Start: 0, End: 1}, {Start: 2, End: 3}, {Start: 3, End: 4}}
	choices := Given(doc, spans).Choices([]int{7, 8, 7}, nil)
	if len(choices) != 3 || !choices[0][0].Right || !choices[1][0].Right || choices[2][0].Right {
		t.Fatalf("%v", choices)
	}
	var right []int
	for i, o := range choices[2] {
		if o.Right {
			right = append(right, i)
		}
	}
	if len(choices[2]) != 3 || len(right) != 1 || right[0] != 2 { // Karl, then Ada
		t.Errorf("%d options, right are %v", len(choices[2]), right)
	}
	if doc.Actors != nil {
		t.Error("the document was changed")
	}
}

// Mentions an article apart are decided, and a phrase has few candidates however
// long the article is.
func TestCandidatesBounded(t *testing.T) {
	text := "Quillfeather saw" + strings.Repeat(" him", 2000) + " Quillfeather"
	upos := append([]string{"PROPN", "VERB"}, strings.Fields(strings.Repeat("PRON ", 2000)+"PROPN")...)
	doc := flat(text, upos...)
	var spans []models.Span
	for i := range doc.Tokens {
		if i != 1 {
			spans = append(spans, models.Span{Start: i, End: i + 1})
		}
	}
	l := Given(doc, spans).linker
	most := 0
	for i := range l.phrases {
		list := l.candidates(i, nil)
		most = max(most, len(list))
		if i == len(l.phrases)-1 && (len(list) == 0 || list[len(list)-1] != 0) {
			t.Error("the first name is no candidate of the last")
		}
		l.settle(i, models.None)
	}
	if most > lookback+10*keep {
		t.Errorf("%d candidates", most)
	}
}

func TestBucket(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, 2: 1, 3: 2, 9: 2} {
		if got := bucket(n, 0, 1, 3); got != want {
			t.Errorf("%d is in %d, not %d", n, got, want)
		}
	}
}
