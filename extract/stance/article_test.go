package stance_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
)

// A story is a short article, with its byline, comments and all, and what it is
// asked. Those it is asked of take no other sides among them.
type story struct {
	text      string
	questions []*question
}

// stories reads the text files of short articles, a phenomenon a file: a text, a
// line of dashes, the questions; between articles a line of equals signs.
func stories(t testing.TB) (phenomena []string, all [][]story) {
	t.Helper()
	names, texts := files(t, "*.txt")
	for i, text := range texts {
		var list []story
		for part := range strings.SplitSeq(text, "\n====\n") {
			text, questions, ok := strings.Cut(part, "\n----\n")
			if !ok {
				t.Fatalf("%s: an article without questions", names[i])
			}
			art := story{text: strings.TrimSpace(text) + "\n"}
			for line := range strings.Lines(strings.TrimSpace(questions)) {
				art.questions = append(art.questions, parseQuestion(t, strings.TrimSpace(line)))
			}
			list = append(list, art)
		}
		all = append(all, list)
	}
	return names, all
}

// besides lists the sides found between those who are asked of that are not
// asked for.
func besides(doc *models.Document, answers []answer) []string {
	var list []string
	var known []int
	for _, a := range answers {
		known = slices.Concat(known, a.actors[0], a.actors[1])
	}
	for i := range doc.Stances {
		st := &doc.Stances[i]
		asked := slices.ContainsFunc(answers, func(a answer) bool {
			return slices.Contains(a.actors[0], st.Holder) && slices.Contains(a.actors[1], st.Target)
		})
		if asked || st.Label == models.Neutral || !slices.Contains(known, st.Holder) || !slices.Contains(known, st.Target) {
			continue
		}
		if line := string(doc.Actors[st.Holder].ID + " -> " + doc.Actors[st.Target].ID); !slices.Contains(list, line) {
			list = append(list, line)
		}
	}
	return list
}

// The least shares of the articles, in percent: answers that are right, of all
// that is asked or found besides; of the right sides those with the words, the
// category or the claim that are asked for.
const (
	leastOfArticles = 85
	leastShown      = 96
)

// Whole short articles: who writes, who comments, who is quoted, and how each
// stands toward the others. What is read wrong is listed with -v.
func TestArticles(t *testing.T) {
	var total, shown ratio
	phenomena, all := stories(t)
	for i, name := range phenomena {
		var own ratio
		for _, art := range all[i] {
			doc := open(t).Article(page.Read(models.Record{URI: "a.txt", Body: art.text}))
			if err := doc.Check(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			var wrong []string
			var answers []answer
			for _, q := range art.questions {
				a := q.ask(doc)
				answers = append(answers, a)
				own.add(a.right)
				switch {
				case !a.right:
					wrong = append(wrong, q.String()+", got "+a.got)
				case q.words != "" || q.event != "" || q.voiced:
					ok := (a.words || q.words == "") && (a.event || q.event == "") && (a.voiced || !q.voiced)
					shown.add(ok)
					if !ok {
						wrong = append(wrong, q.String()+", with other words, category or claim")
					}
				}
			}
			for _, line := range besides(doc, answers) {
				own.add(false)
				wrong = append(wrong, "besides "+line)
			}
			if len(wrong) > 0 {
				title, _, _ := strings.Cut(art.text, "\n")
				t.Logf("%s: %s\n\t%s\n\tfound %q", name, title, strings.Join(wrong, "\n\t"), stances(doc))
			}
		}
		t.Logf("%-12s %s", name, own)
		total.join(own)
	}
	t.Logf("answers: %s, %.1f %%; shown as asked: %s, %.1f %%", total, total.percent(), shown, shown.percent())
	if total.percent() < leastOfArticles || shown.percent() < leastShown {
		t.Errorf("answers %.1f %%, shown as asked %.1f %%; want %v and %v", total.percent(), shown.percent(), leastOfArticles, leastShown)
	}
}
