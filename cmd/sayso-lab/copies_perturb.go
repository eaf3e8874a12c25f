package main

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// A perturbation makes another copy of a record, the same one for the same seed.
type perturbation struct {
	name   string
	change func(rec models.Record, seed uint64) models.Record
}

// perturbations are what happens to a story on its way from one outlet to
// another. All words that are added are ours.
var perturbations = []perturbation{
	{"under another headline", onText(headline)},
	{"with a byline and a sentence in front", onText(leadIn)},
	{"with agency lines at both ends", onText(agency)},
	{"when a quarter is cut from the end", onText(cut(0.75))},
	{"when half is cut from the end", onText(cut(0.5))},
	{"when two thirds are cut from the end", onText(cut(0.34))},
	{"with one word in fifty another", onText(edit(50))},
	{"with one word in twenty another", onText(edit(20))},
	{"with one word in ten another", onText(edit(10))},
	{"with all of it, a quarter cut, one word in 50", func(rec models.Record, seed uint64) models.Record {
		for _, change := range []func(string, *rand.Rand) string{cut(0.75), edit(50), agency, leadIn, headline} {
			rec = onText(change)(rec, seed)
		}
		return rec
	}},
}

// onText changes a record's text; its title and author are those of another
// outlet, or none.
func onText(change func(text string, rnd *rand.Rand) string) func(models.Record, uint64) models.Record {
	return func(rec models.Record, seed uint64) models.Record {
		rec.Body = change(rec.Body, rand.New(rand.NewPCG(seed, 1)))
		rec.Title, rec.Byline = "", ""
		return rec
	}
}

var (
	headlines = []string{"What we know so far", "Five things to watch this week", "Pressure grows as talks drag on", "A long day, and no end in sight"}
	leadIns   = []string{
		"As readers of this page know, the matter has kept many people busy for weeks, and there is little sign that it will be over soon.",
		"It was the news of the day, and few who follow such things closely were surprised when it came.",
		"The story, first told elsewhere, was still being argued about when this page went to print late in the evening.",
	}
	towns = []string{"LUND", "GHENT", "TURKU", "PORTO"}
)

func headline(text string, rnd *rand.Rand) string {
	return headlines[rnd.IntN(len(headlines))] + "\n\n" + text
}

func leadIn(text string, rnd *rand.Rand) string {
	return "By Ada Quill\n\n" + leadIns[rnd.IntN(len(leadIns))] + "\n\n" + text
}

func agency(text string, rnd *rand.Rand) string {
	return towns[rnd.IntN(len(towns))] + ", May 4 (Wire) - " + text + "\n\n(Reporting by Ada Quill in Lund and Tomas Ferro in Porto; Editing by Vera Holm)"
}

// cut keeps so much of a text and the rest of the paragraph or sentence.
func cut(keep float64) func(string, *rand.Rand) string {
	return func(text string, _ *rand.Rand) string {
		at := int(keep * float64(len(text)))
		end := len(text)
		for _, stop := range []string{"\n", ". "} {
			if i := strings.Index(text[at:], stop); i >= 0 {
				end = min(end, at+i+1)
			}
		}
		return text[:end]
	}
}

// edit puts in place of one word in so many another of the same text.
func edit(every int) func(string, *rand.Rand) string {
	return func(text string, rnd *rand.Rand) string {
		words := strings.Fields(text)
		if len(words) == 0 {
			return text
		}
		var b strings.Builder
		for text != "" {
			at := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
			if at < 0 {
				at = len(text)
			}
			b.WriteString(text[:at])
			text = text[at:]
			end := strings.IndexFunc(text, unicode.IsSpace)
			if end < 0 {
				end = len(text)
			}
			if rnd.IntN(every) == 0 && end > 0 {
				b.WriteString(words[rnd.IntN(len(words))])
			} else {
				b.WriteString(text[:end])
			}
			text = text[end:]
		}
		return b.String()
	}
}
