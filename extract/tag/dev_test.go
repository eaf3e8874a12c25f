package tag

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/sayso-nlp/sayso/models/conllu"
)

// The floors of tags and lemmas on the dev splits of two treebanks, with the
// words as given.
func TestDevFigures(t *testing.T) {
	for _, tt := range []struct {
		corpus             string
		upos, xpos, lemmas float64
	}{{"ewt", 90, 89, 94.5}, {"gum", 93.5, 93.5, 96}} {
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
		doc, err := conllu.Document(gold)
		if err != nil {
			t.Fatal(err)
		}
		Annotate(doc.Article.Text, doc.Sentences, doc.Tokens)
		n, upos, xpos, lemmas := 0, 0, 0, 0
		for _, s := range gold {
			for _, i := range s.Words() {
				row, tok := s.Rows[i], doc.Tokens[n]
				n++
				if row.UPOS == tok.UPOS {
					upos++
				}
				if row.XPOS == tok.XPOS {
					xpos++
				}
				if row.Lemma == tok.Lemma || row.Lemma == "_" {
					lemmas++
				}
			}
		}
		share := func(right int) float64 { return 100 * float64(right) / float64(n) }
		t.Logf("%s dev, gold words: UPOS %.2f, XPOS %.2f, lemma %.2f", tt.corpus, share(upos), share(xpos), share(lemmas))
		if share(upos) < tt.upos || share(xpos) < tt.xpos || share(lemmas) < tt.lemmas {
			t.Errorf("%s dev: UPOS %.2f, XPOS %.2f, lemma %.2f; floors %v, %v, %v", tt.corpus, share(upos), share(xpos), share(lemmas), tt.upos, tt.xpos, tt.lemmas)
		}
	}
}
