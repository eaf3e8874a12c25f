package claim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/models"
)

// What Find keeps, Candidates with the same lists has shown, and the document
// stays as it was.
func TestCandidates(t *testing.T) {
	m, err := claim.NewModel(data.Rows("cue"), data.Rows("cue-weight"))
	if err != nil {
		t.Fatal(err)
	}
	doc := read(t, "Anna Berg said that the bridge would hold. Her claim that it is safe was denied. “We leave,” Weber said. "+
		"According to the union, the tram is late. In the view of Berg, the plan is dead.", models.Body)
	if len(doc.Claims) == 0 {
		t.Fatal("no claims")
	}
	before := notations(doc)
	list := claim.Candidates(doc, m)
	for _, clm := range doc.Claims {
		if !slices.ContainsFunc(list, func(c claim.Candidate) bool { return slices.Equal(c.Cue, clm.Cue) && c.Lemma == clm.CueLemma }) {
			t.Errorf("%s is no candidate", notation(doc, clm))
		}
	}
	for _, c := range list {
		if sorted := slices.Sorted(slices.Values(c.Reasons)); len(sorted) == 0 || len(slices.Compact(sorted)) != len(c.Reasons) {
			t.Errorf("%s: reasons %q", c.Lemma, c.Reasons)
		}
	}
	if diff := cmp.Diff(before, notations(doc)); diff != "" {
		t.Errorf("the claims changed (-before +after):\n%s", diff)
	}
}

// The form of a candidate is the one under which the list has its rate.
func TestForm(t *testing.T) {
	open, err := claim.NewOpenModel(data.Rows("cue"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, lemma, part, form string }{
		{"Anna Berg said that the bridge would hold.", "say", "verb", "that"},
		{"“We leave,” Weber said.", "say", "verb", "post"},
		{"Weber said, “We leave.”", "say", "verb", "quote"},
		{"The bridge would hold, Weber said.", "say", "verb", "end"},
		{"Weber called for a ban.", "call for", "verb", "obj"},
		{"His claim that the bridge would hold was wrong.", "claim", "noun", "own that"},
		{"The claim that the bridge would hold was wrong.", "claim", "noun", "that"},
		{"Weber is confident that the bridge will hold.", "confident", "adj", "that"},
		{"Weber was accused of lying.", "accuse", "passive", "of"},
		{"In the view of Berg, the plan is dead.", "view", "noun", ""},
		{"According to Berg, the plan is dead.", "accord to", "verb", "according to"},
	} {
		list := claim.Candidates(read(t, tt.text, models.Body), open)
		at := slices.IndexFunc(list, func(c claim.Candidate) bool { return c.Lemma == tt.lemma && c.Part == tt.part })
		switch {
		case at < 0:
			t.Errorf("%q: no candidate %s", tt.text, tt.lemma)
		case list[at].Form != tt.form:
			t.Errorf("%q: form %q, want %q", tt.text, list[at].Form, tt.form)
		}
	}
}

func TestNewModel(t *testing.T) {
	for _, cues := range [][][]string{
		{{"say", "verb", "statement", "that:none"}},
		{{"say", "verb", "remark", "that:900"}},
		{{"say", "verb", "statement"}},
	} {
		if _, err := claim.NewModel(cues, nil); err == nil {
			t.Errorf("%q is no error", cues)
		}
	}
	for _, weights := range [][][]string{{{"bias"}}, {{"bias", "much"}}} {
		if _, err := claim.NewModel(nil, weights); err == nil {
			t.Errorf("%q is no error", weights)
		}
	}
}

// All forms of the list but that of a phrase are forms that an open model looks
// at, so that training leaves none behind.
func TestForms(t *testing.T) {
	forms := claim.Forms()
	if len(slices.Compact(slices.Sorted(slices.Values(forms)))) != len(forms) {
		t.Errorf("a form stands twice: %q", forms)
	}
	for _, prep := range claim.Prepositions() {
		if !slices.Contains(forms, prep) || !slices.Contains(forms, "own "+prep) {
			t.Errorf("%q is no form", prep)
		}
	}
	for _, row := range data.Rows("cue") {
		for field := range strings.SplitSeq(row[3], ", ") {
			if form, _, _ := strings.Cut(field, ":"); !slices.Contains(forms, form) && form != "according to" {
				t.Errorf("%s: no form %q", row[0], form)
			}
		}
	}
}
