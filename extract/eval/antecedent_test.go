package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// Six mentions of two entities: Ada (0), Karl (1).
func TestAntecedents(t *testing.T) {
	given := func(start, end, actor int, kind models.MentionKind, text string, antecedent, group int) Given {
		return Given{Mention{Span: models.Span{Start: start, End: end}, Actor: actor, Kind: kind}, text, antecedent, group}
	}
	exempt := given(20, 21, 0, models.Pronoun, "I", None, 2)
	exempt.Exempt = true
	list := []Given{
		given(0, 3, 0, models.Name, "Ada", None, 0),
		given(4, 8, 1, models.Name, "Karl", None, 1),
		given(9, 12, 0, models.Pronoun, "she", 0, 0),
		given(13, 15, 1, models.Pronoun, "He", 2, 0),  // wrong
		given(16, 19, 1, models.Pronoun, "his", 3, 0), // a mention of its entity, in the wrong group
		exempt, // not asked about
		given(22, 29, 0, models.Nominal, "the boss", None, 3), // missed
		given(30, 40, 2, models.Nominal, "a stranger", 6, 3),  // not asked about: a first mention
		given(41, 44, 0, models.Pronoun, "they", 0, 0),
	}
	var s Antecedents
	s.Add(list)
	got := map[string][2]int{}
	for name, r := range map[string]Ratio{"he": s.He, "named": s.HeNamed, "it": s.It, "they": s.They, "nominal": s.Nominal, "rest": s.Rest} {
		got[name] = [2]int{r.Right, r.All}
	}
	want := map[string][2]int{"he": {2, 3}, "named": {1, 3}, "it": {0, 0}, "they": {1, 1}, "nominal": {0, 1}, "rest": {1, 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.All.Gold() != len(list) {
		t.Errorf("B³ over %d mentions of %d", s.All.Gold(), len(list))
	}
}

// What contains a mention is no antecedent of it: "[the party of [its] founder]".
func TestAntecedentsNested(t *testing.T) {
	var s Antecedents
	s.Add([]Given{
		{Mention: Mention{Span: models.Span{Start: 0, End: 24}, Kind: models.Nominal}, Text: "the party of its founder", Antecedent: None},
		{Mention: Mention{Span: models.Span{Start: 13, End: 16}, Kind: models.Pronoun}, Text: "its", Antecedent: None},
	})
	if s.It.All != 0 {
		t.Errorf("asked about %d", s.It.All)
	}
}
