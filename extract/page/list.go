package page

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// headlines reads the unterminated lines under a heading as "Related articles".
func (r *reader) headlines(i int) int {
	for i < len(r.lines) && len(r.at(i)) <= 200 && !ended(r.at(i)) && r.role(i) == "" && words(r.at(i)) >= 3 && !r.prose(i) {
		if start, _ := threadStart(r.at(i)); start {
			break
		}
		r.add(i, models.List, "")
		i++
	}
	return i
}

// bullet is the length of the mark that begins an entry of a list, or 0.
func bullet(s string) int {
	for _, mark := range [...]string{"* ", "- ", "• ", "– ", "— ", "▪ ", "◦ ", "· ", "» ", "> ", "● ", "■ ", "►", "+ "} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	return 0
}

// bullets counts the entries of a list of headlines from line i: at least two
// lines with the same mark, most of them no sentences; entries that are
// sentences are body.
//
//   - 1 July: “The Latest News From The Border
func (r *reader) bullets(i int) (n int, kind models.SectionKind) {
	open := 0
	mark := bullet(r.at(i))
	if mark == 0 || r.at(i)[0] == '>' { // a quotation in mail and Markdown
		return 0, models.Body
	}
	for j := i; j < len(r.lines); j++ {
		s := r.at(j)
		if bullet(s) != mark || s[:mark] != r.at(i)[:mark] || len(s) > 300 || j > i && r.role(j) != "" {
			break
		}
		n++
		if !ended(s) {
			open++
		}
	}
	if n < 2 || open*2 < n {
		return n, models.Body
	}
	return n, models.List
}
