package claim

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/tensor/tensortest"
	"github.com/sayso-nlp/sayso/models"
)

// Given the vectors that the bench had, the scores are the bench's, and so are
// cues, sources and contents.
func TestFixture(t *testing.T) {
	s, err := New(tensortest.Weights(t))
	if err != nil {
		t.Fatal(err)
	}
	fix := tensortest.Load(t)
	n := len(fix.Words)
	sents := make([]models.Sentence, len(fix.Sentences))
	for i, r := range fix.Sentences {
		sents[i] = models.Sentence{First: r[0], Last: r[1]}
	}
	var buf Scratch
	vec := fix.Quantized(0, n)
	toks := make([]models.Token, n)
	for i := range toks {
		toks[i].UPOS = "VERB" // the bench takes any word within a content for a cue
	}
	got := s.Attribute(nil, sents, 0, toks, vec, &buf)
	tensortest.Near(t, "inner cues", buf.cues, slices.Concat(fix.Scores.Inner...))
	s.cue.Mul(buf.cues, vec)
	tensortest.Near(t, "cues", buf.cues, slices.Concat(fix.Scores.Cues...))
	if len(fix.Rows.Claims) == 0 {
		t.Fatal("the bench finds no claim: the fixture proves nothing")
	}
	ranges := func(list [][2]int) []models.Range {
		var out []models.Range
		for _, r := range list {
			out = append(out, models.Range{First: r[0], Last: r[1]})
		}
		return out
	}
	var want []models.Attribution
	for _, c := range fix.Rows.Claims {
		want = append(want, models.Attribution{Cue: ranges(c.Cue)[0], Source: ranges(c.Source), Content: ranges(c.Content)})
	}
	first := got[0]
	for i := range got {
		if got[i].Sure.Cue < 0 {
			t.Errorf("claim %d: %+v", i, got[i].Sure)
		}
		got[i].Sure = models.Sureness{}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-bench +got):\n%s", diff)
	}
	s.ask(sents, 0, &first, &buf)
	tensortest.Near(t, "roles", buf.roles, slices.Concat(fix.Scores.Roles...)[:len(buf.roles)])
}

// An open span goes on with its own labels until it ends.
func TestMayFollow(t *testing.T) {
	names := []string{"O", "B-s", "I-s", "E-s", "U-s", "B-c", "I-c", "E-c", "U-c"}
	for before := -1; before < nLabels; before++ {
		for label := range nLabels {
			open := before > 0 && (names[before][0] == 'B' || names[before][0] == 'I')
			goesOn := names[label][0] == 'I' || names[label][0] == 'E'
			want := !open && !goesOn
			if open {
				want = goesOn && names[label][1:] == names[before][1:]
			}
			if got := mayFollow(before, label); got != want {
				t.Errorf("%d before %s: %v", before, names[label], got)
			}
		}
	}
}

// What is asked about a cue holds the cue, stays in its section, begins and ends
// between sentences where these are not too long, and is bounded.
func TestAround(t *testing.T) {
	var sents []models.Sentence
	at := 0
	for i, size := range []int{3, 40, 20, 900, 5, 1, 60, 30, 10, 10, 10, 80, 2} {
		sents = append(sents, models.Sentence{First: at, Last: at + size, Section: i / 8})
		at += size
	}
	for i, sent := range sents {
		for first := sent.First; first < sent.Last; first++ {
			from, to := around(sents, i, models.Range{First: first, Last: first + 1})
			if from > first || to <= first || to-from > 4*scope+1 {
				t.Fatalf("cue %d in sentence %d: %d to %d", first, i, from, to)
			}
			for k, other := range sents {
				if other.Section != sent.Section && from < other.Last && other.First < to {
					t.Fatalf("cue %d: reaches into sentence %d of another section", first, k)
				}
				if k != i && (from > other.First && from < other.Last || to > other.First && to < other.Last) {
					t.Fatalf("cue %d: cuts sentence %d", first, k)
				}
			}
		}
	}
}
