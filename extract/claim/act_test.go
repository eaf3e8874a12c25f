package claim_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/models"
)

// A marked sentence is one whose claim is written into it: its cue in brackets,
// its content in braces, its source in angles.
type marked struct {
	line   int
	labels string // what stands before the sentence
	doc    *models.Document
	spans  claim.Spans
}

// roleMarks are the marks of the roles, opening and closing.
const roleMarks = "<>[]{}"

// act is what the claim of the sentence does.
func (m marked) act() claim.Act { return claim.NewReader(m.doc).Act(m.spans) }

// text is the sentence, with its cue in brackets.
func (m marked) text() string {
	text := m.doc.Article.Text
	for i := len(m.spans.Cue) - 1; i >= 0; i-- {
		g := m.spans.Cue[i]
		start, end := m.doc.Tokens[g.First].Start, m.doc.Tokens[g.Last-1].End
		text = text[:start] + "[" + text[start:end] + "]" + text[end:]
	}
	return text
}

// words is what a range reads.
func (m marked) words(g models.Range) string {
	return m.doc.Article.Text[m.doc.Tokens[g.First].Start:m.doc.Tokens[g.Last-1].End]
}

// suite reads the marked sentences of a file of testdata, each behind its
// labels, which cut takes off a line.
func suite(t *testing.T, name string, cut func(line string) (labels, sentence string)) []marked {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var list []marked
	for n, line := range strings.Split(string(file), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m := marked{line: n + 1}
		var sentence string
		m.labels, sentence = cut(line)
		var plain strings.Builder
		var open [3]int
		spans := [3][]models.Span{}
		for _, c := range sentence {
			switch k := strings.IndexRune(roleMarks, c); {
			case k < 0:
				plain.WriteRune(c)
			case k%2 == 0:
				open[k/2] = plain.Len()
			default:
				spans[k/2] = append(spans[k/2], models.Span{Start: open[k/2], End: plain.Len()})
			}
		}
		m.doc = read(t, plain.String(), models.Body)
		m.spans = claim.Spans{Source: tokens(m.doc, spans[0]), Cue: tokens(m.doc, spans[1]), Content: tokens(m.doc, spans[2])}
		if len(m.spans.Cue) == 0 {
			t.Fatalf("%s:%d: no cue", name, m.line)
		}
		list = append(list, m)
	}
	return list
}

// tokens are the ranges of the tokens that spans of the text meet.
func tokens(doc *models.Document, spans []models.Span) []models.Range {
	var list []models.Range
	for _, s := range spans {
		g := models.Range{First: -1}
		for i, tok := range doc.Tokens {
			if tok.Overlaps(s) {
				if g.First < 0 {
					g.First = i
				}
				g.Last = i + 1
			}
		}
		if g.First >= 0 {
			list = append(list, g)
		}
	}
	return list
}

// share wants at least so many of a hundred right, and logs the rest.
func share(t *testing.T, name string, right, all, least int) {
	t.Helper()
	t.Logf("%s: %d of %d right, %.1f %%", name, right, all, 100*float64(right)/float64(all))
	if right*100 < least*all {
		t.Errorf("%s: %d of %d right, want %d %%", name, right, all, least)
	}
}

// labelled cuts n words off the front of a line.
func labelled(n int) func(string) (string, string) {
	return func(line string) (string, string) {
		fields := strings.SplitN(line, " ", n+1)
		return strings.Join(fields[:n], " "), fields[n]
	}
}

func TestPolarity(t *testing.T) {
	right := 0
	list := suite(t, "polarity.txt", labelled(2))
	for _, m := range list {
		a := m.act()
		got := "no "
		if a.Negated {
			got = "yes "
		}
		if got += a.Modality.String(); got == m.labels {
			right++
		} else {
			t.Logf("polarity.txt:%d: %s: %s, want %s", m.line, m.text(), got, m.labels)
		}
	}
	share(t, "negation and modality", right, len(list), 96)
}

func TestType(t *testing.T) {
	right := 0
	list := suite(t, "type.txt", labelled(1))
	for _, m := range list {
		if got := m.act().Type.String(); got == m.labels {
			right++
		} else {
			t.Logf("type.txt:%d: %s: %s, want %s", m.line, m.text(), got, m.labels)
		}
	}
	share(t, "type", right, len(list), 96)
}

func TestParties(t *testing.T) {
	right := 0
	list := suite(t, "role.txt", func(line string) (string, string) {
		i := strings.LastIndex(line, " | ")
		return line[:i], line[i+3:]
	})
	for _, m := range list {
		a := m.act()
		names := func(list []models.Range) string {
			if len(list) == 0 {
				return "-"
			}
			var names []string
			for _, g := range list {
				names = append(names, m.words(g))
			}
			return strings.Join(names, "; ")
		}
		got := fmt.Sprintf("%s | %s | %s", a.Quote, names(a.Addressees), names(a.Targets))
		if got == m.labels {
			right++
		} else {
			t.Logf("role.txt:%d: %s: %s, want %s", m.line, m.text(), got, m.labels)
		}
	}
	share(t, "quote, addressees and targets", right, len(list), 94)
}

// Whatever the spans and however broken the tree, an act is read in a time that
// the length of the cue bounds, its ranges are words of the document, and it is
// the same the second time.
func TestActLaws(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	for _, text := range odd {
		doc := read(t, text+" The minister did not deny that “"+text+"” was true, if he said so. "+text, models.Body)
		for trial := range 40 {
			for i := range doc.Tokens {
				switch {
				case trial%4 == 1:
					doc.Tokens[i].Head = random.IntN(12) - 2
				case trial%4 == 2:
					doc.Tokens[i].Head = 0
				case trial%4 == 3:
					doc.Tokens[i].Head, doc.Tokens[i].Deprel, doc.Tokens[i].UPOS = models.None, "", ""
				}
			}
			n := len(doc.Tokens)
			some := func() []models.Range {
				var list []models.Range
				for at := random.IntN(n); at < n && len(list) < 3; at += random.IntN(9) {
					g := models.Range{First: at, Last: min(n, at+1+random.IntN(6))}
					list, at = append(list, g), g.Last
				}
				return list
			}
			spans := claim.Spans{Source: some(), Cue: some(), Content: some()}
			a := claim.NewReader(doc).Act(spans)
			for _, g := range slices.Concat(a.Targets, a.Addressees) {
				if g.First < 0 || g.First >= g.Last || g.Last > n {
					t.Fatalf("%q, %+v: range %v of %d words", text, spans, g, n)
				}
			}
			if diff := cmp.Diff(a, claim.NewReader(doc).Act(spans)); diff != "" {
				t.Errorf("%q, %+v: another act the second time:\n%s", text, spans, diff)
			}
		}
	}
}

// BenchmarkAct reads a long document and the acts of its claims.
func BenchmarkAct(b *testing.B) {
	doc := read(b, strings.Repeat("The minister denied that France had paid. “We will not pay,” he told reporters on Monday. "+
		"The union has called on the mayor to resign, according to a report in the city's oldest paper.\n\n", 200), models.Body)
	var list []claim.Spans
	for _, clm := range doc.Claims {
		list = append(list, claim.Spans{Source: tokens(doc, clm.Source), Cue: tokens(doc, clm.Cue), Content: tokens(doc, clm.Content)})
	}
	for b.Loop() {
		r := claim.NewReader(doc)
		for _, c := range list {
			r.Act(c)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(doc.Tokens)), "ns/token")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(list)), "ns/claim")
}
