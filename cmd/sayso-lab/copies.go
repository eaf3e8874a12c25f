package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/corpus"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// A story is a record of the raw news on its way to being compared.
type story struct {
	rec models.Record
	doc *models.Document // its page
	sig *corpus.Signature
}

func newStory(rec models.Record) story {
	pg := page.Read(rec)
	doc := &models.Document{Article: pg.Article, Sections: pg.Sections}
	return story{rec, doc, corpus.Sign(doc)}
}

// perturbed is how many articles are made into copies of each kind.
const perturbed = 1000

// measureCopies asks of copies made of raw news, among all of it, how many are
// found, and what is found in the raw news itself. Of the near copies there, so
// many are printed for reading, drawn by a hash.
func measureCopies(ctx context.Context, corpora string, show int, out io.Writer) (report, error) {
	stories, err := readStories(ctx, filepath.Join(corpora, "raw"))
	if err != nil {
		return report{}, err
	}
	var rep report
	row := func(measure string, part, all int) {
		if all > 0 {
			rep.Rows = append(rep.Rows, eval.Row{Task: "copies", Corpus: "raw news", Measure: measure, Value: 100 * float64(part) / float64(all), N: all})
		}
	}
	first, exact, err := groups(stories)
	if err != nil {
		return rep, err
	}
	originals := draw(stories, first)
	astray := 0
	for _, way := range perturbations {
		found := 0
		firsts, err := findPerturbed(stories, originals, way)
		if err != nil {
			return rep, err
		}
		for i, to := range firsts {
			switch to {
			case first[originals[i]]:
				found++
			case len(stories) + i: // the copy of none
			default:
				astray++
			}
		}
		row("found "+way.name, found, len(originals))
		if err := ctx.Err(); err != nil {
			return rep, err
		}
	}
	row("of them all, taken for copies of another story", astray, len(originals)*len(perturbations))
	var near []int
	direct := 0
	for i, to := range first {
		if to == i || exact[i] {
			continue
		}
		near = append(near, i)
		if jaccard, share, times := corpus.Shared(stories[i].doc, stories[to].doc); jaccard >= 0.5 || share >= 0.8 && times <= 3 {
			direct++
		}
	}
	row("articles that are near copies of another", len(near), len(stories))
	row("near copies whose shingles, counted out, are so", direct, len(near))
	pairs, taken := sameEvent(stories, first)
	row("one event by two outlets, taken for copies", taken, pairs)
	showPairs(out, stories, first, near, show)
	return rep, nil
}

// readStories reads the raw news; a repeated record is left out, as in a run.
func readStories(ctx context.Context, raw string) ([]story, error) {
	files, err := source.Find([]string{raw}, source.Options{})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUsage, err)
	}
	var stories []story
	seen := make(map[models.ArticleID]bool)
	for item, err := range source.Read(ctx, files, source.Options{}) {
		if err != nil {
			return nil, err
		}
		if item.Record == nil {
			continue
		}
		s := newStory(*item.Record)
		if !seen[s.doc.Article.ID] {
			seen[s.doc.Article.ID] = true
			stories = append(stories, s)
		}
	}
	return stories, nil
}

// groups gives for each story the first of its group, and whether the text is
// that of an earlier one.
func groups(stories []story) (first []int, exact []bool, err error) {
	dir, err := os.MkdirTemp("", "sayso-copies-*")
	if err != nil {
		return nil, nil, err
	}
	copies := corpus.NewCopies(dir)
	defer func() { err = errors.Join(err, copies.Close(), os.Remove(dir)) }()
	place := make(map[models.ArticleID]int)
	first, exact = make([]int, len(stories)), make([]bool, len(stories))
	for i, s := range stories {
		place[s.doc.Article.ID] = i
		first[i] = i
		id, err := copies.Original(&s.doc.Article, s.sig)
		if err != nil {
			return nil, nil, err
		}
		if id != "" {
			first[i], exact[i] = place[id], true
		}
	}
	late, err := copies.Near()
	for id, to := range late {
		first[place[id]] = place[to]
	}
	return first, exact, err
}

// draw chooses articles of news that are copies of none, by a hash of where they
// stand.
func draw(stories []story, first []int) []int {
	var list []int
	for i, s := range stories {
		speech := strings.Contains(s.rec.URI, "un-general-debate") || strings.Contains(s.rec.URI, "us-presidents")
		if first[i] == i && !speech {
			list = append(list, i)
		}
	}
	shuffle(stories, list)
	return list[:min(len(list), perturbed)]
}

// shuffle orders stories by a hash of where they stand.
func shuffle(stories []story, list []int) {
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Compare(placeHash(&stories[a].rec), placeHash(&stories[b].rec))
	})
}

// findPerturbed puts a copy of each original behind all stories and gives the
// first of its group.
func findPerturbed(stories []story, originals []int, way perturbation) ([]int, error) {
	all := slices.Clone(stories)
	for n, i := range originals {
		rec := way.change(stories[i].rec, placeHash(&stories[i].rec))
		rec.URI = fmt.Sprintf("copy/%d", n)
		all = append(all, newStory(rec))
	}
	first, _, err := groups(all)
	if err != nil {
		return nil, err
	}
	return first[len(stories):], nil
}

// sameEvent counts the pairs of articles that BASIL has of one event, by two
// outlets, and those of them that are taken for copies.
func sameEvent(stories []story, first []int) (pairs, taken int) {
	events := make(map[string][]int)
	for i, s := range stories {
		if event, ok := strings.CutPrefix(s.rec.ID, "basil/"); ok {
			event, _, _ = strings.Cut(event, "_")
			events[event] = append(events[event], first[i])
		}
	}
	for _, list := range events {
		for i, a := range list {
			for _, b := range list[i+1:] {
				if pairs++; a == b {
					taken++
				}
			}
		}
	}
	return pairs, taken
}

// showPairs prints near copies beside the first of their group.
func showPairs(out io.Writer, stories []story, first, near []int, show int) {
	shuffle(stories, near)
	for _, i := range near[:min(len(near), show)] {
		a, b := stories[first[i]], stories[i]
		jaccard, share, times := corpus.Shared(a.doc, b.doc)
		fmt.Fprintf(out, "shingles in both %.2f, of the shorter %.2f, the other %.1f times as long\n  %s\n  %s\n", jaccard, share, times, brief(a), brief(b))
	}
}

func brief(s story) string {
	words := strings.Fields(s.doc.Article.Text)
	return fmt.Sprintf("%s [%s, %s, %d words] %s", s.doc.Article.Title, s.doc.Article.Publisher, s.rec.Published, len(words), strings.Join(words[:min(len(words), 40)], " "))
}
