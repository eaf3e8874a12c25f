package token

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
)

// The floors of sentences and words on the dev splits of two treebanks, from
// raw text. The full scorer is in extract/eval; this one counts spans of
// characters, and a multiword token whose words do not make up its form
// counts as one word.
func TestDevFigures(t *testing.T) {
	for _, tt := range []struct {
		corpus           string
		sentences, words float64
	}{{"ewt", 85, 98.9}, {"gum", 95, 99.6}} {
		file, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpora", tt.corpus, "dev.conllu.gz"))
		if err != nil {
			t.Skip("no corpora: ", err)
		}
		defer file.Close()
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		gold, err := conllu.ReadAll(unzipped)
		if err != nil {
			t.Fatal(err)
		}
		text := conllu.RawText(gold)
		sents, toks := Split(text, whole(text))
		found := func(spans []models.Span) map[models.Span]bool {
			m := make(map[models.Span]bool)
			for _, s := range spans {
				m[s] = true
			}
			return m
		}
		at := marks(text)
		var mySents, myWords []models.Span
		for _, s := range sents {
			mySents = append(mySents, models.Span{Start: at[s.Start], End: at[s.End]})
		}
		for _, tok := range toks {
			myWords = append(myWords, models.Span{Start: at[tok.Start], End: at[tok.End]})
		}
		goldSents, goldWords := goldSpans(gold)
		s := f1(found(goldSents), found(mySents))
		w := f1(found(goldWords), found(myWords))
		t.Logf("%s dev: sentence F1 %.2f, word F1 %.2f", tt.corpus, s, w)
		if s < tt.sentences || w < tt.words {
			t.Errorf("%s dev: sentence F1 %.2f, word F1 %.2f; floors %v, %v", tt.corpus, s, w, tt.sentences, tt.words)
		}
	}
}

// marks says how many characters that are not white space stand before each
// byte.
func marks(text string) []int {
	at := make([]int, len(text)+1)
	n, last := 0, 0
	for i, r := range text {
		for k := last; k <= i; k++ {
			at[k] = n
		}
		last = i + 1
		if !unicode.IsSpace(r) {
			n++
		}
	}
	for k := last; k <= len(text); k++ {
		at[k] = n
	}
	return at
}

func goldSpans(gold []conllu.Sentence) (sents, words []models.Span) {
	n := 0
	size := func(form string) int {
		at := marks(form)
		return at[len(form)]
	}
	for _, s := range gold {
		start, until := n, 0
		for i, row := range s.Rows {
			switch {
			case row.ID.Multi():
				made := ""
				for _, part := range s.Rows[i+1:] {
					if part.ID.Word() && part.ID.First <= row.ID.Last {
						made += part.Form
					}
				}
				if strings.ReplaceAll(made, " ", "") != row.Form {
					words = append(words, models.Span{Start: n, End: n + size(row.Form)})
					n += size(row.Form)
					until = row.ID.Last
				}
			case row.ID.Word() && row.ID.First > until:
				words = append(words, models.Span{Start: n, End: n + size(row.Form)})
				n += size(row.Form)
			}
		}
		sents = append(sents, models.Span{Start: start, End: n})
	}
	return sents, words
}

func f1(gold, found map[models.Span]bool) float64 {
	right := 0
	for s := range found {
		if gold[s] {
			right++
		}
	}
	return 200 * float64(right) / float64(len(gold)+len(found))
}
