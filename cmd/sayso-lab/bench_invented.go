package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// invent writes n articles of some hundred words to one file, the same ones each
// time: sentences of the articles in sample in another order, and what people say
// who are in no other article, so that the actors of a run are as many as its
// articles make them.
func invent(ctx context.Context, sample string, n int, name string) error {
	found, _, err := readAll(ctx, sample)
	if err != nil {
		return err
	}
	var sentences []string
	for _, rec := range found {
		for _, s := range strings.SplitAfter(strings.Join(strings.Fields(rec.Body), " "), ". ") {
			if words := len(strings.Fields(s)); words > 5 && words < 40 && !strings.ContainsAny(s, "<>“”\"") {
				sentences = append(sentences, strings.TrimSpace(s))
			}
		}
	}
	if len(sentences) == 0 {
		return fmt.Errorf("%s has no sentences to make articles of", sample)
	}
	recs := make([]models.Record, n)
	for i := range recs {
		recs[i] = inventOne(rand.New(rand.NewPCG(uint64(i), 1)), sentences)
		recs[i].ID = fmt.Sprint(i)
	}
	return writeRecords(name, recs)
}

// inventOne makes an article.
func inventOne(rnd *rand.Rand, sentences []string) models.Record {
	pick := func(list ...string) string { return list[rnd.IntN(len(list))] }
	syllables := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(pick("ba", "del", "for", "gan", "hol", "ki", "lem", "mar", "no", "pel", "ri", "sta", "tov", "ul", "ven", "zan"))
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	parts := []string{pick(sentences...), pick(sentences...)}
	for range 2 {
		first, last := pick("Anna", "Peter", "Maria", "David", "Helen", "Thomas", "Julia", "Martin"), syllables(3)
		parts = append(parts,
			fmt.Sprintf("%s %s of the %s Institute %s on %s that the plan would %s.", first, last, syllables(2), pick("said", "warned", "argued", "announced"),
				pick("Monday", "Tuesday", "Friday"), pick("fail", "be delayed", "help nobody", "go ahead")),
			fmt.Sprintf("%s %s the government of %s, and %s", last, pick("criticised", "praised", "accused"), pick("neglect", "courage", "delay"), strings.ToLower(syllables(2))+" followed."),
			pick(sentences...))
	}
	return models.Record{Title: fmt.Sprintf("%s and %s differ", syllables(3), syllables(3)), Published: fmt.Sprintf("2024-%02d-%02d", 1+rnd.IntN(12), 1+rnd.IntN(28)), Publisher: "The Daily " + syllables(1),
		Body: strings.Join(parts, " ")}
}
