package claim

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// inQuotes says for each token whether it stands in quotation marks; the marks of
// a quotation are part of it. A mark without a partner ends with its paragraph.
func inQuotes(doc *models.Document) []bool {
	in := make([]bool, len(doc.Tokens))
	depth, straight, single := 0, false, false
	end := 0 // of the text before the token
	for i, s := range doc.Sentences {
		if i > 0 && (s.Section != doc.Sentences[i-1].Section || strings.ContainsAny(doc.Article.Text[end:s.Start], "\n\r\u2029")) {
			depth, straight, single = 0, false, false
		}
		for t := s.First; t < s.Last; t++ {
			was := depth > 0 || straight || single
			switch doc.Text(doc.Tokens[t].Span) {
			case "“", "„", "«", "``":
				depth++
			case "”", "»", "''":
				depth = max(0, depth-1)
			case "\"":
				straight = !straight
			case "‘", "`":
				single = true
			case "’", "'":
				single = !single && opensHere(doc, t)
			}
			in[t] = was || depth > 0 || straight || single
		}
		end = s.End
	}
	return in
}

// opensHere reports whether a straight or curved single mark opens a quotation
// by what stands around it: a gap before, a word right behind.
func opensHere(doc *models.Document, t int) bool {
	tok := doc.Tokens[t]
	before := t == 0 || doc.Tokens[t-1].End < tok.Start
	behind := t+1 < len(doc.Tokens) && doc.Tokens[t+1].Start == tok.End
	return before && behind && doc.Text(tok.Span) == "'"
}
