package claim_test

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/models"
)

//go:embed testdata/mend.txt
var mendFile string

// Attributions drawn badly: what is made of them does not hang on the scorer.
func TestMends(t *testing.T) {
	text, drawn, want := "", []string(nil), []string(nil)
	check := func() {
		if text == "" {
			return
		}
		doc := read(t, text, models.Body)
		doc.Attributions = nil
		for _, line := range drawn {
			doc.Attributions = append(doc.Attributions, attribution(t, doc, line))
		}
		claim.Find(doc)
		if err := doc.Check(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		var got []string
		for _, clm := range doc.Claims {
			_, words, _ := strings.Cut(notation(doc, clm), ": ")
			got = append(got, strings.TrimSpace(words))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, strings.Join(got, "\n\t     "), strings.Join(want, "\n\t     "))
		}
	}
	for line := range strings.Lines(mendFile) {
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\n`, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "== "):
		case strings.HasPrefix(line, "    < "):
			drawn = append(drawn, line[6:])
		case strings.HasPrefix(line, "    "):
			want = append(want, strings.TrimSpace(line))
		default:
			check()
			text, drawn, want = line, nil, nil
		}
	}
	check()
}

// attribution reads one as it is written, source | cue | content.
func attribution(t *testing.T, doc *models.Document, line string) models.Attribution {
	t.Helper()
	roles := strings.Split(line, "|")
	if len(roles) != 3 {
		t.Fatalf("%q has %d roles, want 3", line, len(roles))
	}
	ranges := func(words string) []models.Range {
		var list []models.Range
		from := 0
		for piece := range strings.SplitSeq(words, " … ") {
			piece = strings.TrimSpace(piece)
			if piece == "" {
				continue
			}
			at := strings.Index(doc.Article.Text[from:], piece)
			if at < 0 {
				t.Fatalf("%q is not in %q", piece, doc.Article.Text)
			}
			span := models.Span{Start: from + at, End: from + at + len(piece)}
			from = span.End
			r := models.Range{First: -1}
			for i, tok := range doc.Tokens {
				if span.Contains(tok.Span) {
					if r.First < 0 {
						r.First = i
					}
					r.Last = i + 1
				}
			}
			list = append(list, r)
		}
		return list
	}
	return models.Attribution{Source: ranges(roles[0]), Cue: ranges(roles[1])[0], Content: ranges(roles[2])}
}

// What is drawn within a long text must cost as much a word as in a short one.
func TestMendingIsLinear(t *testing.T) {
	for _, unit := range []string{"he said that ", "“he said ", "(he said ", "WEBER: he said\n", "in the view of Weber, ", "he said, and said, "} {
		doc := repeated(t, unit, 60_000/len(unit))
		for i := 1; i+1 < len(doc.Tokens); i += 3 {
			doc.Attributions = append(doc.Attributions, models.Attribution{
				Source: []models.Range{{First: i - 1, Last: i}}, Cue: models.Range{First: i, Last: i + 1},
				Content: []models.Range{{First: i + 1, Last: min(i+100, len(doc.Tokens))}},
			})
		}
		start := time.Now()
		claim.Find(doc)
		if d := time.Since(start); d > 4*time.Second {
			t.Errorf("%q repeated: %v for %d words", unit, d, len(doc.Tokens))
		}
		if err := doc.Check(); err != nil {
			t.Errorf("%q repeated: %v", unit, err)
		}
	}
}
