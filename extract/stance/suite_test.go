package stance_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// A question asks how a holder stands toward a target. Its line in a text file
// names both by words of the text ("author" is who wrote it), then every label
// that is right; where they are asked for, the words of which some must show it,
// the PLOVER category, and "voiced" if it must come through a claim:
//
//	Finland -> Morocco: against [condemned] ACCUSE
//	Lidia Moreau -> Victor Hahn: neutral or favor
//	Greta Lamm -> Nils Holt: against [liar] voiced
//
// testdata/README.md says what is right.
type question struct {
	holder, target string
	labels         []models.Label
	words, event   string
	voiced         bool
}

func (q *question) String() string {
	var labels []string
	for _, l := range q.labels {
		labels = append(labels, l.String())
	}
	return fmt.Sprintf("%s -> %s: %s", q.holder, q.target, strings.Join(labels, " or "))
}

// right reports whether the label is one of those that answer the question.
func (q *question) right(l models.Label) bool { return slices.Contains(q.labels, l) }

// parseQuestion reads a question's line.
func parseQuestion(t testing.TB, line string) *question {
	t.Helper()
	holder, rest, ok := strings.Cut(line, " -> ")
	target, rest, found := strings.Cut(rest, ": ")
	if !ok || !found {
		t.Fatalf("no question: %q", line)
	}
	q := question{holder: holder, target: target}
	if from, to := strings.IndexByte(rest, '['), strings.IndexByte(rest, ']'); 0 <= from && from < to {
		q.words = rest[from+1 : to]
		rest = rest[:from] + rest[to+1:]
	}
	for _, word := range strings.Fields(rest) {
		switch word {
		case "against":
			q.labels = append(q.labels, models.Against)
		case "neutral":
			q.labels = append(q.labels, models.Neutral)
		case "favor":
			q.labels = append(q.labels, models.Favor)
		case "voiced":
			q.voiced = true
		case "or":
		default:
			q.event = word
		}
	}
	if len(q.labels) == 0 || q.event != strings.ToUpper(q.event) {
		t.Fatalf("no label: %q", line)
	}
	return &q
}

// An answer is what was found for a question.
type answer struct {
	right  bool
	got    string // a label, "both sides", or why there is none
	words  bool   // a row of a right label has words that are asked for,
	event  bool   // the category,
	voiced bool   // a claim
	actors [2][]int
}

// ask looks up the answer in a document. The pair must have been told apart, and
// all its rows that take a side must take the same.
func (q *question) ask(doc *models.Document) answer {
	a := answer{actors: [2][]int{actorsOf(doc, q.holder), actorsOf(doc, q.target)}}
	for i, name := range []string{q.holder, q.target} {
		if len(a.actors[i]) == 0 {
			a.got = "no actor: " + name
			return a
		}
	}
	if slices.ContainsFunc(a.actors[0], func(i int) bool { return slices.Contains(a.actors[1], i) }) {
		a.got = "one actor"
		return a
	}
	at := strings.Index(doc.Article.Text, cmp.Or(q.words, "\x00"))
	asked := models.Span{Start: at, End: at + len(q.words)}
	label, both := models.Neutral, false
	for i := range doc.Stances {
		st := &doc.Stances[i]
		if !slices.Contains(a.actors[0], st.Holder) || !slices.Contains(a.actors[1], st.Target) {
			continue
		}
		both = both || label*st.Label < 0
		if st.Label != models.Neutral {
			label = st.Label
		}
		if q.right(st.Label) {
			a.words = a.words || q.words != "" && st.Evidence.Overlaps(asked)
			a.event = a.event || q.event != "" && st.Event == q.event
			a.voiced = a.voiced || st.Claim != models.None
		}
	}
	a.got = label.String()
	if both {
		a.got = "both sides"
	}
	a.right = !both && q.right(label)
	return a
}

// actorsOf returns the actors that the words stand for: the author, who writes a
// section, or whom the mention means that covers most of them where they stand
// in the text.
func actorsOf(doc *models.Document, words string) []int {
	if words == "author" {
		return []int{0}
	}
	for i := range doc.Actors {
		if act := &doc.Actors[i]; act.Name == words && (act.Type == models.Author || act.Type == models.Commenter) {
			return []int{i}
		}
	}
	var found []int
	text := doc.Article.Text
	for from := 0; ; {
		at := strings.Index(text[from:], words)
		if at < 0 {
			return found
		}
		sp := models.Span{Start: from + at, End: from + at + len(words)}
		from = sp.End
		best, least := 0, 0
		var here []int
		for i := range doc.Mentions {
			men := &doc.Mentions[i]
			n := min(men.End, sp.End) - max(men.Start, sp.Start)
			switch {
			case 2*n < len(words) || n < best || n == best && men.Len() > least:
				continue
			case n > best || men.Len() < least:
				best, least, here = n, men.Len(), nil
			}
			here = append(here, men.Actor)
		}
		for _, i := range here {
			if !slices.Contains(found, i) {
				found = append(found, i)
			}
		}
	}
}

// A ratio counts what is right of what was asked.
type ratio struct{ right, all int }

func (r *ratio) add(right bool) {
	r.all++
	if right {
		r.right++
	}
}

func (r *ratio) join(o ratio) { r.right += o.right; r.all += o.all }

func (r ratio) percent() float64 { return 100 * float64(r.right) / float64(max(r.all, 1)) }

func (r ratio) String() string { return fmt.Sprintf("%3d of %3d", r.right, r.all) }

// files reads the text files of a folder of testdata, with the first line, which
// says what they show, cut off; in the order of their names.
func files(t testing.TB, pattern string) (names, texts []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		head, rest, _ := strings.Cut(string(text), "\n")
		if !strings.HasPrefix(head, "# ") {
			t.Fatalf("%s: no heading", path)
		}
		names = append(names, strings.TrimSuffix(filepath.Base(path), ".txt"))
		texts = append(texts, rest)
	}
	return names, texts
}
