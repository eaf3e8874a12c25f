package stance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/stance"
)

// What reading whole articles aloud showed to go wrong, every step at work.
func TestReading(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		// What is done in an accusation's content is not done.
		{"Peru accused Chile of attacking Bolivia.", []string{"Peru -> Chile: against [accused] ACCUSE", "Peru -> Chile: against [attacking]"}},
		{"Peru denied that it had betrayed Chile.", []string{}},
		// "I" holds it, whoever stands before.
		{"Chile left, and I thank Peru.", []string{"author -> Peru: favor [thank] SUPPORT"}},
		// The infinitive's subject is who went, not where to.
		{"Chile travelled to Peru to conspire with Bolivia.", []string{"Chile -> Bolivia: favor [conspire with] COOPERATE"}},
		{"Chile backed Peru to weaken Bolivia.", []string{"Chile -> Peru: favor [backed] SUPPORT", "Chile -> Bolivia: against [weaken] ASSAULT"}},
		// A part of a name is no predicate.
		{"Chile bought shares of Allied Partners of Peru.", []string{}},
		// A demonym describes the noun behind it.
		{"The corrupt Chilean system fell.", []string{}},
		// Who stands in a phrase behind critics is not the one who acts.
		{"Critics of Chile condemned Peru.", []string{"Chile’s critics -> Peru: against [condemned] ACCUSE"}},
		// A place that only describes is no target.
		{"Peru attacked the Ohio network.", []string{}},
		// A place is nobody of whom one speaks.
		{"Peru said Ohio was far away.", []string{}},
	} {
		doc := whole(t, c.text)
		stance.Find(doc)
		if err := doc.Check(); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(c.want, stances(doc)); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}
