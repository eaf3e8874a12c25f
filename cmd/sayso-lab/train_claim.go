package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"path/filepath"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// heldOut is how many parts the articles of a corpus are divided in, of which
// the network never saw one.
const heldOut = 10

// held reports whether an article is in the part that the network was not trained
// on: the same as train.py --hold CORPUS=10.
func held(corpus, id string) bool {
	sum := sha256.Sum256([]byte("hold/" + corpus + "/" + id))
	return int(sum[0])*heldOut/256 == 0
}

// trainClaims fits the weights that a claim's confidence is made of, on the
// articles that the network was not trained on: logistic regression of whether
// what it draws is a right claim on the reasons for it.
func trainClaims(ctx context.Context, path, lists string, out io.Writer) error {
	weights, err := readList(filepath.Join(lists, "claim-weight.tsv"))
	if err != nil {
		return err
	}
	text, err := readText(path)
	if err != nil {
		return err
	}
	arts, err := readPolNeAR(path, text)
	if err != nil {
		return err
	}
	var some []article
	for _, art := range arts {
		if held("polnear", art.rec.ID) {
			some = append(some, art)
		}
	}
	m, err := extract.Open("")
	if err != nil {
		return err
	}
	var reasons [][]string
	var right []bool
	err = readArticles(ctx, m, some, func(art article, doc *models.Document) error {
		found, drawn := drawnClaims(doc)
		good := map[int]bool{}
		var score eval.Claims
		for _, pair := range score.Add(art.claims, found, nil) {
			good[pair.Pred] = true
		}
		for i := range drawn {
			reasons = append(reasons, claim.Reasons(&drawn[i]))
			right = append(right, good[i])
		}
		return nil
	})
	if err != nil {
		return err
	}
	weights.rows = weigh(reasons, right, ridge)
	sum, err := hashFiles(path)
	if err != nil {
		return err
	}
	weights.source(fmt.Sprintf("sayso-lab train: logistic regression over the attributions of the model (SHA-256 %s) in the tenth of PolNeAR train (Newell et al., LREC 2018; polnear/train.jsonl.gz, SHA-256 %s) that it was not trained on; right is a claim whose source and content overlap the gold ones by half; no text of the corpus", m.SHA256(), sum))
	if err := weights.write(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d rows from %d articles\n", weights.path, len(weights.rows), len(some))
	return nil
}

// drawnClaims are the attributions of a document that do not stand in the content
// of another, as claims in code points and as they are drawn.
func drawnClaims(doc *models.Document) (found []eval.Claim, drawn []models.Attribution) {
	offs := models.NewOffsets(doc.Article.Text)
	spans := func(list []models.Range) []models.Span {
		var out []models.Span
		for _, r := range list {
			out = append(out, runes(offs, doc.Tokens[r.First].Span.Hull(doc.Tokens[r.Last-1].Span)))
		}
		return out
	}
	all := claim.Attributions(doc)
	claims := make([]eval.Claim, len(all))
	for i, a := range all {
		claims[i] = eval.Claim{Source: spans(a.Source), Cue: spans([]models.Range{a.Cue}), Content: spans(a.Content)}
	}
	for i, c := range claims {
		nested := false
		for k, other := range claims {
			nested = nested || k != i && holds(other.Content, c.Cue[0])
		}
		if !nested {
			found, drawn = append(found, c), append(drawn, all[i])
		}
	}
	return found, drawn
}
