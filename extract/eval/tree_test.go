package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// trees reads sentences separated by " . ", tokens by spaces: "don't=do+n't" is
// a multiword token; each word may carry /TAG, used in all three tag columns,
// and hangs on the first word of its sentence.
func trees(notation string) []Tree {
	var list []Tree
	for sent := range strings.SplitSeq(notation, " ‖ ") {
		var tree Tree
		n := 0
		for part := range strings.FieldsSeq(sent) {
			form, words, multi := strings.Cut(part, "=")
			if !multi {
				words = form
				form, _, _ = strings.Cut(form, "/")
			}
			tok := TreeToken{Form: form}
			for word := range strings.SplitSeq(words, "+") {
				word, tag, _ := strings.Cut(word, "/")
				head, deprel := 0, "dep:x"
				if n == 0 {
					head, deprel = models.None, "root"
				}
				tok.Words = append(tok.Words, TreeWord{Form: word, Lemma: tag, UPOS: tag, XPOS: tag, Head: head, Deprel: deprel})
				n++
			}
			tree = append(tree, tok)
		}
		list = append(list, tree)
	}
	return list
}

func TestScoreTrees(t *testing.T) {
	for _, tt := range []struct {
		what, gold, pred     string
		sent, word, upos, as Count
	}{
		{"the same", "a/A b/B ‖ c/C", "a/A b/B ‖ c/C", Count{2, 2, 2}, Count{3, 3, 3}, Count{3, 3, 3}, Count{3, 3, 3}},
		{"a wrong tag", "a/A b/B", "a/A b/C", Count{1, 1, 1}, Count{2, 2, 2}, Count{1, 2, 2}, Count{2, 2, 2}},
		{"sentences joined", "a/A b/B ‖ c/C", "a/A b/B c/C", Count{0, 2, 1}, Count{3, 3, 3}, Count{3, 3, 3}, Count{2, 3, 3}},
		{"a word cut", "ab/A c/C", "a/A b/A c/C", Count{1, 1, 1}, Count{1, 2, 3}, Count{1, 2, 3}, Count{0, 2, 3}},
		{"words joined", "a/A b/B c/C", "ab/A c/C", Count{1, 1, 1}, Count{1, 3, 2}, Count{1, 3, 2}, Count{0, 3, 2}},
		{"multiword, cut alike", "I/P don't=do/D+n't/N go/G", "I/P do/D n't/N go/G", Count{1, 1, 1}, Count{4, 4, 4}, Count{4, 4, 4}, Count{4, 4, 4}},
		{"multiword, not cut", "don't=do/D+n't/N go/G", "don't/D go/G", Count{1, 1, 1}, Count{1, 3, 2}, Count{1, 3, 2}, Count{0, 3, 2}},
		{"multiword, cut elsewhere", "don't=do/D+n't/N go/G", "don/D 't/N go/G", Count{1, 1, 1}, Count{1, 3, 3}, Count{1, 3, 3}, Count{0, 3, 3}},
		{"case of forms", "Won't=will/W+not/N x/X", "WON't=WILL/W+x/N x/X", Count{}, Count{}, Count{}, Count{}},
	} {
		got, err := ScoreTrees(trees(tt.gold), trees(tt.pred))
		if tt.word == (Count{}) {
			if err == nil {
				t.Errorf("%s: no error for other characters", tt.what)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.what, err)
		}
		want := TreeScore{Sentence: tt.sent, Word: tt.word, UPOS: tt.upos, XPOS: tt.upos, Lemma: tt.upos, UAS: tt.as, LAS: tt.as}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", tt.what, diff)
		}
	}
}

func TestTreeRelations(t *testing.T) {
	gold, pred := trees("a b c"), trees("a b c")
	pred[0][1].Words[0].Deprel = "dep"  // only the subtype differs
	pred[0][2].Words[0].Deprel = "case" // the relation differs
	pred[0][2].Words[0].Lemma = "z"     // no gold lemma
	score, err := ScoreTrees(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	if score.UAS.Right != 3 || score.LAS.Right != 2 || score.Lemma.Right != 3 {
		t.Errorf("%+v", score)
	}
}

// Gold against itself is 100, nothing found is 0.
func TestTreeLaws(t *testing.T) {
	text := "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n"
	sents, err := conllu.ReadAll(strings.NewReader(text + text))
	if err != nil {
		t.Fatal(err)
	}
	var all Trees
	gold := ReadTrees(sents)
	if err := all.Add(gold, gold); err != nil {
		t.Fatal(err)
	}
	if s := all.Score(); s.Sentence.F1() != 100 || s.Word.F1() != 100 || s.UPOS.F1() != 100 || s.XPOS.F1() != 100 ||
		s.Lemma.F1() != 100 || s.UAS.F1() != 100 || s.LAS.F1() != 100 {
		t.Errorf("gold against itself: %+v", s)
	}
	doc, err := conllu.Document(sents)
	if err != nil {
		t.Fatal(err)
	}
	score, err := ScoreTrees(gold, DocumentTrees(doc))
	if err != nil {
		t.Fatal(err)
	}
	if score.Word.F1() != 100 || score.Sentence.F1() != 100 || score.UPOS.Right != 0 || score.LAS.Right != 0 {
		t.Errorf("%+v", score)
	}
	if _, err := ScoreTrees(nil, nil); err != nil {
		t.Error(err)
	}
}
