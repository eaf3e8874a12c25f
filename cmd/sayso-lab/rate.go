package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/models"
)

// A tally says how often something was seen, how often it was the cue of a
// claim, and how often all of the words it takes were in that cue.
type tally struct{ seen, cue, whole float64 }

func (t tally) plus(u tally) tally {
	return tally{t.seen + u.seen, t.cue + u.cue, t.whole + u.whole}
}

// Keys of tallies: a cue, a form of a part of speech, and a form of a cue.
type (
	cueKey  struct{ part, lemma string }
	formKey struct{ part, form string }
	useKey  struct{ part, lemma, form string }
)

// usual are the forms in which each part of speech may be a cue even where the
// corpus shows no such use of the word.
var usual = map[string][]string{
	"verb":    strings.Split("that|clause|quote|colon|post|end|wh|to|ing|obj|obj that|obj of|obj to|obj for|obj as|obj quote|obj clause|obj wh|obj colon|for|about|against|on|with|of", "|"),
	"passive": strings.Split("that|clause|quote|wh|to|obj as|by|for|as|of|about", "|"),
	"noun":    strings.Split("that|own that|to|own to|quote|colon|of|own of|about|own about|on|own on|for|own for|against|own against|to np|own to np|from", "|"),
	"adj":     strings.Split("that|clause|wh|to|about|of", "|"),
}

// leastRate is the least rate that is worth a place in the list, in thousandths.
const leastRate = 250

// countRates returns the rows of the list of cues with the rates counted anew.
// Rows of phrases that have a form of their own stay as they are.
func countRates(rows [][]string, list []lesson) ([][]string, error) {
	m, err := claim.NewOpenModel(rows)
	if err != nil {
		return nil, err
	}
	uses := map[useKey]tally{}
	for i := range list {
		for _, c := range claim.Candidates(list[i].doc, m) {
			if c.Form == "" {
				continue
			}
			key := useKey{c.Part, c.Lemma, c.Form}
			t := uses[key]
			t.seen++
			if gold := list[i].attributes(&c); gold != nil {
				t.cue++
				last := c.Cue[len(c.Cue)-1]
				if meets([]models.Span{{Start: last.End - 1, End: last.End}}, gold.Cue) {
					t.whole++
				}
			}
			uses[key] = t
		}
	}
	est := newEstimate(uses)
	var out [][]string
	for _, row := range rows {
		if strings.Contains(row[3], "according to:") {
			out = append(out, row)
			continue
		}
		out = append(out, []string{row[0], row[1], row[2], est.cell(row[1], row[0])})
	}
	return out, nil
}

// An estimate guesses how often a form of a cue is the cue of a claim, from few
// or no occurrences, by what the form does with all cues of its part of speech
// and what the cue does in all of its forms.
type estimate struct {
	uses  map[useKey]tally
	cues  map[cueKey]tally
	forms map[formKey]tally
	parts map[string]tally
	sole  map[string]bool // the forms of one preposition
}

func newEstimate(uses map[useKey]tally) *estimate {
	est := &estimate{uses: uses, cues: map[cueKey]tally{}, forms: map[formKey]tally{}, parts: map[string]tally{}, sole: map[string]bool{"to np": true}}
	// The sums are of whole numbers, so that their order is of no account.
	for key, t := range uses {
		cue, form := cueKey{key.part, key.lemma}, formKey{key.part, key.form}
		est.cues[cue] = est.cues[cue].plus(t)
		est.forms[form] = est.forms[form].plus(t)
		est.parts[key.part] = est.parts[key.part].plus(t)
	}
	for _, prep := range claim.Prepositions() {
		est.sole[prep] = true
	}
	return est
}

// Strengths of the smoothing, in occurrences.
const (
	cuePrior  = 4   // of the part of speech on a cue
	formPrior = 1.5 // of a third on a form
	usePrior  = 3   // of cue and form on a form of a cue
	cueShare  = 0.8 // how far the habit of a cue shifts that of a form
)

// rate is the estimate for a form of a cue.
func (est *estimate) rate(part, lemma, form string) float64 {
	base := 1.0 / 3
	if t := est.parts[part]; t.seen > 0 {
		base = clamp(t.cue / t.seen)
	}
	cue, of, use := est.cues[cueKey{part, lemma}], est.forms[formKey{part, form}], est.uses[useKey{part, lemma, form}]
	byCue := (cue.cue + cuePrior*base) / (cue.seen + cuePrior)
	byForm := base
	if of.seen > 0 {
		byForm = (of.cue + formPrior/3) / (of.seen + formPrior)
	}
	z := logit(clamp(byForm)) + cueShare*(logit(clamp(byCue))-logit(base))
	p := (use.cue + usePrior*logistic(z)) / (use.seen + usePrior)
	// A preposition is taken into the cue: where people leave it out as a rule,
	// the claim would be wrong.
	if (part == "verb" || part == "passive") && est.sole[form] && !(part == "passive" && form == "by") && use.whole < use.cue/2 {
		p *= use.whole / use.cue
	}
	return p
}

// cell writes the rates of a cue as the list does: the forms that make it a cue
// at least every fourth time, or else the best one.
func (est *estimate) cell(part, lemma string) string {
	type rated struct {
		form string
		rate int
	}
	var list []rated
	for _, form := range claim.Forms() {
		if est.uses[useKey{part, lemma, form}].seen == 0 && !slices.Contains(usual[part], form) {
			continue
		}
		list = append(list, rated{form, int(math.Round(1000 * est.rate(part, lemma, form)))})
	}
	slices.SortFunc(list, func(a, b rated) int { return cmp.Or(b.rate-a.rate, cmp.Compare(a.form, b.form)) })
	var cell []string
	for _, r := range list {
		if r.rate >= leastRate || len(cell) == 0 {
			cell = append(cell, fmt.Sprintf("%s:%d", r.form, r.rate))
		}
	}
	return strings.Join(cell, ", ")
}

// clamp keeps a probability away from 0 and 1.
func clamp(p float64) float64 { return min(0.98, max(0.01, p)) }

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
