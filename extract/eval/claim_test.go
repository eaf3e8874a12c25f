package eval

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// clause reads a claim in compact notation: "source / cue / content", each a
// list of spans "start:end"; empty for none.
func clause(t *testing.T, notation string) Claim {
	t.Helper()
	parts := strings.Split(notation, "/")
	if len(parts) != 3 {
		t.Fatalf("%q has no three roles", notation)
	}
	var roles [3][]models.Span
	for i, part := range parts {
		for _, f := range strings.Fields(part) {
			var s models.Span
			if _, err := fmt.Sscanf(f, "%d:%d", &s.Start, &s.End); err != nil {
				t.Fatalf("%q: %v", f, err)
			}
			roles[i] = append(roles[i], s)
		}
	}
	return Claim{Source: roles[0], Cue: roles[1], Content: roles[2]}
}

func clauses(t *testing.T, list ...string) []Claim {
	t.Helper()
	out := make([]Claim, len(list))
	for i, n := range list {
		out[i] = clause(t, n)
	}
	return out
}

func TestRelation(t *testing.T) {
	gold := "10:20 / 21:25 / 30:50"
	tests := []struct {
		name, gold, pred string
		right            bool
	}{
		{"the same", gold, gold, true},
		{"half of the source", gold, "10:15 / 21:25 / 30:50", true},
		{"under half of the source", gold, "10:14 / 21:25 / 30:50", false},
		{"a source twice as long", gold, "10:30 / 21:25 / 30:50", true},
		{"a source more than twice as long", gold, "9:30 / 21:25 / 30:50", false},
		{"half of the content", gold, "10:20 / 21:25 / 40:50", true},
		{"under half of the content", gold, "10:20 / 21:25 / 41:50", false},
		{"one letter of the cue", gold, "10:20 / 24:25 / 30:50", true},
		{"the cue beside", gold, "10:20 / 25:29 / 30:50", false},
		{"no source", gold, "/ 21:25 / 30:50", false},
		{"no source in both", "/ 21:25 / 30:50", "/ 21:25 / 30:50", true},
		{"a source where there is none", "/ 21:25 / 30:50", "10:20 / 21:25 / 30:50", false},
		{"no content in both", "10:20 / 21:25 /", "10:20 / 21:25 /", true},
		{"no content", gold, "10:20 / 21:25 /", false},
		{"content in two pieces, one found", "10:20 / 21:25 / 0:9 30:39", "10:20 / 21:25 / 0:9", true},
		{"content in two pieces, the lesser found", "10:20 / 21:25 / 0:8 30:39", "10:20 / 21:25 / 0:8", false},
		{"pieces that touch", "10:20 / 21:25 / 30:40 40:50", gold, true},
	}
	for _, tt := range tests {
		for _, swap := range []bool{false, true} {
			g, p := tt.gold, tt.pred
			if swap { // the relation is symmetric
				g, p = p, g
			}
			var s Claims
			s.Add(clauses(t, g), clauses(t, p), nil)
			want := Count{Gold: 1, Pred: 1}
			if tt.right {
				want.Right = 1
			}
			if s.Relation != want {
				t.Errorf("%s (swapped %v): %+v, want %+v", tt.name, swap, s.Relation, want)
			}
		}
	}
}

func TestClaimsPairOnce(t *testing.T) {
	// Two found claims stand on one gold claim: one of them is wrong.
	var s Claims
	pairs := s.Add(clauses(t, "0:5 / 6:9 / 10:20"), clauses(t, "0:5 / 6:9 / 10:18", "0:5 / 6:9 / 10:20"), nil)
	if want := (Count{Right: 1, Gold: 1, Pred: 2}); s.Relation != want {
		t.Errorf("relation %+v, want %+v", s.Relation, want)
	}
	if want := []Pair{{0, 1}}; !cmp.Equal(pairs, want) {
		t.Errorf("pairs %v, want %v: the closer one", pairs, want)
	}
}

func TestClaimSpansAndTokens(t *testing.T) {
	// Two gold claims share a source; the content of one is in two pieces.
	gold := clauses(t, "0:5 / 6:9 / 10:15 20:25", "0:5 / 16:19 / 30:35")
	pred := clauses(t, "0:5 / 6:9 / 10:15", "0:3 / 16:19 / 26:35")
	toks := []models.Span{{Start: 0, End: 2}, {Start: 3, End: 5}, {Start: 6, End: 9}, {Start: 10, End: 15},
		{Start: 16, End: 19}, {Start: 20, End: 25}, {Start: 26, End: 29}, {Start: 30, End: 35}}
	var s Claims
	s.Add(gold, pred, toks)
	wantSpans := [3]Count{{Right: 1, Gold: 1, Pred: 2}, {Right: 2, Gold: 2, Pred: 2}, {Right: 1, Gold: 3, Pred: 2}}
	if diff := cmp.Diff(wantSpans, s.Spans); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
	wantTokens := [3]Count{{Right: 2, Gold: 2, Pred: 2}, {Right: 2, Gold: 2, Pred: 2}, {Right: 2, Gold: 3, Pred: 3}}
	if diff := cmp.Diff(wantTokens, s.Tokens); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestOptionalClaimsCostNothing(t *testing.T) {
	gold := clauses(t, "0:5 / 6:9 / 10:20", "30:35 / 36:39 / 40:50", "60:65 / 66:69 / 70:80")
	gold[1].Optional, gold[2].Optional = true, true
	toks := []models.Span{{Start: 0, End: 5}, {Start: 30, End: 35}, {Start: 60, End: 65}}
	for name, pred := range map[string][]Claim{
		"missed": gold[:1],
		"found":  gold,
		"one":    gold[:2],
	} {
		var s Claims
		s.Add(gold, pred, toks)
		one := Count{Right: 1, Gold: 1, Pred: 1}
		if s.Relation != one || s.Spans[0] != one || s.Tokens[0] != one {
			t.Errorf("optional claims %s: relation %+v, source spans %+v, tokens %+v; want %+v", name, s.Relation, s.Spans[0], s.Tokens[0], one)
		}
	}
}

// A found claim that could stand for an optional claim or for one that counts
// stands for the one that counts, even where the optional one is closer.
func TestRequiredClaimsFirst(t *testing.T) {
	gold := clauses(t, "0:5 / 6:9 / 10:20", "0:5 / 6:9 / 10:16")
	gold[1].Optional = true
	var s Claims
	s.Add(gold, clauses(t, "0:5 / 6:9 / 10:16"), nil)
	if want := (Count{Right: 1, Gold: 1, Pred: 1}); s.Relation != want {
		t.Errorf("relation %+v, want %+v", s.Relation, want)
	}
}

func TestClaimLabels(t *testing.T) {
	gold := clauses(t, "0:5 / 6:9 / 10:20", "30:35 / 36:39 / 40:50", "60:65 / 66:69 / 70:80")
	gold[0].Types = []models.ClaimType{models.Belief, models.Expectation}
	gold[0].Quotes = []models.Quote{models.Direct}
	gold[1].Types = []models.ClaimType{models.Pledge}
	gold[2].Types = []models.ClaimType{models.Denial}
	pred := clauses(t, "0:5 / 6:9 / 10:20", "30:35 / 36:39 / 40:50", "90:95 / 96:99 / 100:101")
	pred[0].Types, pred[0].Quotes = []models.ClaimType{models.Expectation}, []models.Quote{models.Mixed}
	pred[1].Types = []models.ClaimType{models.Statement}
	var s Claims
	s.Add(gold, pred, nil)
	if want := (Ratio{1, 2}); s.Type != want {
		t.Errorf("type %+v, want %+v: over the two right claims", s.Type, want)
	}
	if want := (Ratio{0, 1}); s.Quote != want {
		t.Errorf("quote %+v, want %+v: over the one whose gold says so", s.Quote, want)
	}
	if s.Negation.All != 0 {
		t.Errorf("negation %+v, but no gold says so", s.Negation)
	}
}

// randomClaims makes claims that often overlap each other.
func randomClaims(rnd *rand.Rand, n int) []Claim {
	list := make([]Claim, n)
	for i := range list {
		span := func() models.Span {
			at := rnd.IntN(40)
			return models.Span{Start: at, End: at + 1 + rnd.IntN(12)}
		}
		list[i].Cue = []models.Span{span()}
		for range rnd.IntN(3) {
			list[i].Source = append(list[i].Source, span())
		}
		for range 1 + rnd.IntN(2) {
			list[i].Content = append(list[i].Content, span())
		}
		list[i].Types = []models.ClaimType{models.ClaimType(rnd.IntN(3))}
		list[i].Quotes = []models.Quote{models.Quote(rnd.IntN(3))}
		list[i].Negated = []bool{rnd.IntN(2) == 0}
	}
	return list
}

// A kind's recall is counted over gold claims of the kind, its precision over
// found ones; a quotation has its source where a found claim touches both.
func TestClaimKinds(t *testing.T) {
	gold := clauses(t, "0:5 / 6:9 / 10:20", "30:35 / 36:39 / 40:50", "/ 60:65 / 70:80")
	pred := clauses(t, "0:5 / 6:9 / 10:20", "34:35 / 52:55 / 40:42")
	for i, kind := range []string{"noun", "verb", "noun"} {
		gold[i].Kinds, gold[i].Quoted = []string{kind}, true
	}
	pred[0].Kinds, pred[1].Kinds = []string{"verb"}, []string{"noun"}
	var s Claims
	s.Add(gold, pred, nil)
	if diff := cmp.Diff(map[string]Count{"noun": {Right: 1, Gold: 2, Pred: 1}, "verb": {Gold: 1, Pred: 1}}, s.Kinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
	if want := (Ratio{Right: 2, All: 2}); s.Quotes != want {
		t.Errorf("quotes with their source %+v, want %+v", s.Quotes, want)
	}
}

func TestClaimLaws(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var toks []models.Span
	for i := 0; i < 60; i += 4 {
		toks = append(toks, models.Span{Start: i, End: i + 3})
	}
	for range 200 {
		gold, pred := randomClaims(rnd, 1+rnd.IntN(6)), randomClaims(rnd, rnd.IntN(6))
		score := func(gold, pred []Claim) Claims {
			var s Claims
			s.Add(gold, pred, toks)
			return s
		}
		self := score(gold, gold)
		for _, r := range self.Rows("") {
			if r.Value != 100 && r.N > 0 {
				t.Fatalf("gold against itself: %s is %v", r.Measure, r.Value)
			}
		}
		none := score(gold, nil)
		for _, r := range none.Rows("") {
			if r.Value != 0 {
				t.Fatalf("nothing found: %s is %v", r.Measure, r.Value)
			}
		}
		there, back := score(gold, pred), score(pred, gold)
		if there.Relation.F1() != back.Relation.F1() || there.Spans[2].F1() != back.Spans[2].F1() || there.Tokens[0].F1() != back.Tokens[0].F1() {
			t.Fatalf("F1 is not symmetric: %+v and %+v", there, back)
		}
		rnd.Shuffle(len(gold), func(i, j int) { gold[i], gold[j] = gold[j], gold[i] })
		rnd.Shuffle(len(pred), func(i, j int) { pred[i], pred[j] = pred[j], pred[i] })
		if again := score(gold, pred); !cmp.Equal(again.Rows(""), there.Rows("")) {
			t.Fatalf("order decides: %+v and %+v", there, again)
		}
	}
}
