package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKeepClaims(t *testing.T) {
	type claim struct {
		Parent     int
		Confidence float64
	}
	for _, c := range []struct {
		least   float64
		claims  []claim
		stances []int // the claims that voice them
	}{
		{0, []claim{{None, 0.9}, {0, 0.4}, {1, 0.6}, {None, 0.4996}}, []int{0, 1, None, 3}},
		{0.5, []claim{{None, 0.9}, {0, 0.6}, {None, 0.4996}}, []int{0, None, 2}},
		{0.6, []claim{{None, 0.9}, {0, 0.6}}, []int{0, None}},
		{0.9, []claim{{None, 0.9}}, []int{0, None}},
		{1, nil, []int{None}},
	} {
		doc := Document{
			Claims:  []Claim{{Parent: None, Confidence: 0.9}, {Parent: 0, Confidence: 0.4}, {Parent: 1, Confidence: 0.6}, {Parent: None, Confidence: 0.4996}},
			Stances: []Stance{{Claim: 0}, {Claim: 1}, {Claim: None}, {Claim: 3}},
		}
		doc.KeepClaims(c.least)
		var claims []claim
		for _, clm := range doc.Claims {
			claims = append(claims, claim{clm.Parent, clm.Confidence})
		}
		var stances []int
		for _, st := range doc.Stances {
			stances = append(stances, st.Claim)
		}
		if diff := cmp.Diff(c.claims, claims); diff != "" {
			t.Errorf("%v: claims (-want +got)\n%s", c.least, diff)
		}
		if diff := cmp.Diff(c.stances, stances); diff != "" {
			t.Errorf("%v: claims of stances (-want +got)\n%s", c.least, diff)
		}
	}
}
