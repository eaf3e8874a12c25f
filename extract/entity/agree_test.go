package entity

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

func TestAgree(t *testing.T) {
	for _, tt := range [][2]string{
		{"Hano|B-ORG paid . Hano|B-PER left . Hano|B-ORG grew .", "Hano|B-ORG paid . Hano|B-ORG left . Hano|B-ORG grew ."},
		{"Hano|B-ORG paid . Hano|B-PER left .", "Hano|B-ORG paid . Hano|B-PER left ."},
		{"Anna|B-PER Hano|I-PER and Paul|B-PER Hano|I-PER . Hano|B-ORG", "Anna|B-PER Hano|I-PER and Paul|B-PER Hano|I-PER . Hano|B-PER"},
		{"New|B-LOC York|I-LOC , New|B-LOC York|I-LOC , New|B-ORG York|I-ORG", "New|B-LOC York|I-LOC , New|B-LOC York|I-LOC , New|B-LOC York|I-LOC"},
		{"Hurricane Rita|B-PER came . Rita|B-PER grew .", "Hurricane Rita came . Rita grew ."},
		{"Rita|B-PER Lind|I-PER sang in Hurricane Season", "Rita|B-PER Lind|I-PER sang in Hurricane Season"},
		{"a Hurricane . Rita|B-PER grew .", "a Hurricane . Rita|B-PER grew ."},
		{"no Hurricane", "no Hurricane"},
	} {
		text, toks := labelled(tt[0])
		new(Scorer).Agree(text, sentences(text, toks), toks, new(Scratch))
		if diff := cmp.Diff(tt[1], written(text, toks)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// sentences cuts behind every full stop.
func sentences(text string, toks []models.Token) []models.Sentence {
	var sents []models.Sentence
	first := 0
	for i := range toks {
		if toks[i].In(text) == "." || i == len(toks)-1 {
			sents = append(sents, models.Sentence{First: first, Last: i + 1})
			first = i + 1
		}
	}
	return sents
}

// What one article says is nothing to the next, and an idle scratch holds none
// of its text, nor much room.
func TestAgreeForgets(t *testing.T) {
	var s Scorer
	var buf Scratch
	for range 2 {
		text, toks := labelled("Hano|B-ORG paid . Hano|B-ORG grew .")
		s.Agree(text, sentences(text, toks), toks, &buf)
		if len(buf.votes) != 0 {
			t.Errorf("%d forms are left", len(buf.votes))
		}
		text, toks = labelled("Hano|B-PER left .")
		s.Agree(text, sentences(text, toks), toks, &buf)
		if got := toks[0].Name; got != "B-PER" {
			t.Errorf("the article before makes it %s", got)
		}
	}
	if buf.votes == nil {
		t.Error("no room is kept")
	}
	var many strings.Builder
	for i := range mostVotes + 1 {
		many.WriteString(" N" + strings.Repeat("a", i%64) + strings.Repeat("o", i/64) + "|B-ORG")
	}
	text, toks := labelled(many.String())
	s.Agree(text, sentences(text, toks), toks, &buf)
	if buf.votes != nil {
		t.Error("the room for very many forms is kept")
	}
}
