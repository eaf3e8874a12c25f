package eval

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

func at(start, end, actor int, kind models.MentionKind) Mention {
	return Mention{Span: models.Span{Start: start, End: end}, Actor: actor, Kind: kind}
}

// The minister Ada Brook met Carl Dorn . She thanked him ; the minister left .
//
//	0–24 Brook, 29–38 Dorn, 41–44 Brook, 53–56 Dorn, 59–71 Brook
func article() []Mention {
	gold := []Mention{
		at(0, 24, 0, models.Name), at(29, 38, 1, models.Name), at(41, 44, 0, models.Pronoun),
		at(53, 56, 1, models.Pronoun), at(59, 71, 0, models.Nominal),
	}
	gold[0].Head = models.Span{Start: 13, End: 24}
	return gold
}

func TestActors(t *testing.T) {
	tests := []struct {
		name             string
		pred             []Mention
		mentions         Count
		pronoun, nominal Ratio
	}{
		{"itself", article(), Count{5, 5, 5}, Ratio{2, 2}, Ratio{1, 1}},
		{"nothing", nil, Count{0, 5, 0}, Ratio{0, 2}, Ratio{0, 1}},
		{"the name within its mention", []Mention{at(13, 24, 7, models.Name), at(41, 44, 7, models.Pronoun)},
			Count{2, 5, 2}, Ratio{1, 2}, Ratio{0, 1}},
		{"the title without the name", []Mention{at(0, 12, 7, models.Name), at(41, 44, 7, models.Pronoun)},
			Count{1, 5, 2}, Ratio{0, 2}, Ratio{0, 1}},
		{"pronouns the wrong way round", []Mention{at(0, 24, 0, models.Name), at(29, 38, 1, models.Name), at(41, 44, 1, models.Pronoun), at(53, 56, 0, models.Pronoun)},
			Count{4, 5, 4}, Ratio{0, 2}, Ratio{0, 1}},
		{"a nominal of another", []Mention{at(29, 38, 1, models.Name), at(59, 71, 1, models.Nominal)},
			Count{2, 5, 2}, Ratio{0, 2}, Ratio{0, 1}},
		{"the same span for two actors", []Mention{at(29, 38, 1, models.Name), at(29, 38, 2, models.Name)},
			Count{1, 5, 1}, Ratio{0, 2}, Ratio{0, 1}},
	}
	for _, tt := range tests {
		var s Actors
		s.Add(article(), tt.pred)
		if s.Mentions != tt.mentions || s.Pronoun != tt.pronoun || s.Nominal != tt.nominal {
			t.Errorf("%s: mentions %+v, pronouns %+v, nominals %+v; want %+v, %+v, %+v",
				tt.name, s.Mentions, s.Pronoun, s.Nominal, tt.mentions, tt.pronoun, tt.nominal)
		}
	}
}

func TestActorsB3(t *testing.T) {
	// Found: Brook and her pronoun; Dorn with Brook's nominal; one mention of nobody.
	pred := []Mention{at(0, 24, 0, models.Name), at(41, 44, 0, models.Pronoun), at(29, 38, 1, models.Name),
		at(59, 71, 1, models.Nominal), at(80, 84, 2, models.Name)}
	var s Actors
	s.Add(article(), pred)
	// Precision: 1, 1, 1/2, 1/2, 0 of 5. Recall: 2/3, 2/3, 1/3 of Brook, 1/2 and 0 of Dorn, of 5.
	want := []Row{
		{"actors", "here", "B3 F1", 2 * 60 * (100 * (2.0/3 + 2.0/3 + 1.0/3 + 1.0/2) / 5) / (60 + 100*(2.0/3+2.0/3+1.0/3+1.0/2)/5), 5},
		{"actors", "here", "B3 precision", 60, 5},
		{"actors", "here", "B3 recall", 100 * (5.0/3 + 1.0/2) / 5, 5},
	}
	near := cmp.Comparer(func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 })
	if diff := cmp.Diff(want, s.Rows("here")[3:6], near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestActorLaws(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	random := func() []Mention {
		list := make([]Mention, 1+rnd.IntN(9))
		for i := range list {
			start := rnd.IntN(30)
			list[i] = at(start, start+1+rnd.IntN(6), rnd.IntN(4), models.MentionKind(rnd.IntN(3)))
			list[i].Head = models.Span{Start: start, End: start + 1}
		}
		return list
	}
	for range 300 {
		gold, pred := random(), random()
		var there, again, self Actors
		self.Add(gold, gold)
		for _, r := range self.Rows("") {
			if r.N > 0 && r.Value < 100-1e-9 {
				t.Fatalf("gold against itself: %s is %v of %v", r.Measure, r.Value, gold)
			}
		}
		there.Add(gold, pred)
		rnd.Shuffle(len(gold), func(i, j int) { gold[i], gold[j] = gold[j], gold[i] })
		rnd.Shuffle(len(pred), func(i, j int) { pred[i], pred[j] = pred[j], pred[i] })
		again.Add(gold, pred)
		if again != there {
			t.Fatalf("order decides: %+v and %+v", there, again)
		}
	}
}
