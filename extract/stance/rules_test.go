package stance_test

import "testing"

// The least share of the answers, in percent, that must be right.
const leastRuled = 98

// Sentences on which the rules were tried: for each one where it applies and one
// where it must not. They show that the rules do what they say; how far that
// carries, the suite of pairs shows.
func TestRules(t *testing.T) {
	var answers ratio
	files, all := pairs(t, "rules")
	for i, name := range files {
		for _, g := range all[i] {
			for _, item := range g {
				doc := body(t, item.text)
				for _, q := range item.questions {
					a := q.ask(doc)
					answers.add(a.right)
					if !a.right {
						t.Logf("%s: %s\n\t%s, got %s\n\tfound %q", name, item.text, q, a.got, stances(doc))
					}
				}
			}
		}
	}
	t.Logf("answers: %s, %.1f %%", answers, answers.percent())
	if answers.percent() < leastRuled {
		t.Errorf("answers: %.1f %%, want %v", answers.percent(), leastRuled)
	}
}
