package claim_test

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/models"
)

// BenchmarkFind reads paragraphs of the forms that claims take; the words per
// second are its second figure.
func BenchmarkFind(b *testing.B) {
	const paragraph = "The minister denied that France had paid. “We will not pay,” he said on Monday. “We never promised it.”\n\n" +
		"Anna Berg, a spokeswoman for the ministry, said the file was lost, according to a report in the city's oldest paper. " +
		"The bridge would stay closed until the end of May, she added, and the workers would be sent home.\n\n"
	doc := read(b, strings.Repeat(paragraph, 200), models.Body)
	b.SetBytes(int64(len(doc.Article.Text)))
	b.ResetTimer()
	for range b.N {
		claim.Find(doc)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
