package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/extract/tag"
	"github.com/sayso-nlp/sayso/models"
)

// prepareOptions are the flags of prepare.
type prepareOptions struct {
	corpora, vocabulary, out string
	newsWords                int
}

// runPrepare cuts the corpora into the windows of pieces that the network is
// trained on, with the labels that each corpus has. All text is cut here, by the
// code that cuts it in use; the training sees numbers alone.
func runPrepare(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var opts prepareOptions
	flags := pflag.NewFlagSet("prepare", pflag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&opts.corpora, "corpora", "", "the `DIR` of corpora")
	flags.StringVar(&opts.vocabulary, "vocabulary", "", "the `FILE` of word pieces, one a line in the order of their ids")
	flags.StringVar(&opts.out, "out", "", "the `DIR` to write to")
	flags.IntVar(&opts.newsWords, "news-words", 3_000_000, "how many words of raw news without labels, about")
	flags.Usage = func() { fmt.Fprintf(stderr, "%s\n%s", usage, flags.FlagUsages()) }
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return exitDone
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("%w: no argument %q", errUsage, flags.Arg(0))
	case err == nil && (opts.corpora == "" || opts.vocabulary == "" || opts.out == ""):
		err = fmt.Errorf("%w: --corpora DIR, --vocabulary FILE and --out DIR are needed", errUsage)
	case err == nil && opts.newsWords < 0:
		err = fmt.Errorf("%w: --news-words %d", errUsage, opts.newsWords)
	case err != nil:
		err = fmt.Errorf("%w: %w", errUsage, err)
	default:
		err = prepare(ctx, opts, stdout, stderr)
	}
	return ended(ctx, "prepare", err, stderr)
}

// A taught is a document as it is taught: words in sentences, and a label a word
// of every task that its corpus was annotated for. A nil list is a task that was
// not annotated, a label "" a word that teaches nothing.
type taught struct {
	id     string
	words  []string
	sents  []models.Sentence // First and Last count words
	upos   []string
	xpos   []string
	lemma  []string
	deprel []string
	head   []int // index into words, headRoot or headUnknown
	names  []string
	claims []taughtClaim // nil where claims were not annotated

	pairs   []taughtPair
	targets []taughtTarget
}

// What stands in place of a head.
const (
	headRoot    = -1
	headUnknown = -2
)

// nameLabels are the labels of names, in the order of their ids.
var nameLabels = []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-GRP", "I-GRP", "B-MISC", "I-MISC"}

// A prepared is what one corpus gives.
type prepared struct {
	name string // CORPUS.SPLIT
	docs []taught
}

func prepare(ctx context.Context, opts prepareOptions, stdout, stderr io.Writer) error {
	vocabulary, err := readText(opts.vocabulary)
	if err != nil {
		return err
	}
	cut, err := newWindower(vocabulary)
	if err != nil {
		return fmt.Errorf("%s: %w", opts.vocabulary, err)
	}
	if err := os.MkdirAll(opts.out, 0o755); err != nil {
		return err
	}
	var sets []prepared
	for _, c := range []struct {
		name, path string
		read       func(path, text string) ([]taught, error)
	}{
		{"ewt.train", "ewt/train.conllu.gz", teachProper},
		{"ewt.dev", "ewt/dev.conllu.gz", teachTrees},
		{"gum.train", "gum/train.conllu.gz", teachGUM},
		{"gum.dev", "gum/dev.conllu.gz", teachGUM},
		{"wikigold.train", "ner/wikigold.conll.gz", teachWikiGold},
		{"re3d.train", "ner/re3d-train.conll.gz", teachRe3d},
		{"uner.dev", "ner/uner-ewt-dev.iob2.gz", teachUNER},
	} {
		path := filepath.Join(opts.corpora, filepath.FromSlash(c.path))
		text, err := readText(path)
		if err != nil {
			return err
		}
		docs, err := c.read(path, text)
		if err != nil {
			return err
		}
		sets = append(sets, prepared{c.name, docs})
		fmt.Fprintf(stderr, "%s: %d documents\n", c.name, len(docs))
	}
	for _, split := range []string{"train", "dev"} {
		arts, err := teachPolNeAR(ctx, opts.corpora, split)
		if err != nil {
			return err
		}
		docs := make([]taught, len(arts))
		for i, art := range arts {
			docs[i] = art.taught
		}
		sets = append(sets, prepared{"polnear." + split, docs})
		fmt.Fprintf(stderr, "polnear.%s: %d documents\n", split, len(docs))
	}
	stances, err := teachStances(ctx, opts.corpora)
	if err != nil {
		return err
	}
	sets = append(sets, stances...)
	labels, exceptions := inventory(sets)
	if err := writeJSON(filepath.Join(opts.out, "labels.json"), labels); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(opts.out, "lemmas.tsv"), []byte(exceptions), 0o644); err != nil {
		return err
	}
	for _, set := range sets {
		if err := writeWindows(ctx, cut, labels, opts.out, set, stdout); err != nil {
			return err
		}
	}
	return writeNews(ctx, cut, labels, opts, stdout, stderr)
}

// Labels are the labels of each task, in the order of their ids.
type labelSets struct {
	UPOS   []string `json:"upos"`
	XPOS   []string `json:"xpos"`
	Lemma  []string `json:"lemma"`
	Deprel []string `json:"deprel"`
	Names  []string `json:"names"`
}

// inventory is the labels that the training splits hold, and the forms whose
// lemma needs no label, as package tag writes them.
func inventory(sets []prepared) (labelSets, string) {
	upos, xpos, deprel := map[string]bool{}, map[string]bool{}, map[string]bool{}
	var seen []tag.Seen
	for _, set := range sets {
		if !set.teaches() {
			continue
		}
		for _, doc := range set.docs {
			for i := range doc.upos {
				upos[doc.upos[i]], xpos[doc.xpos[i]], deprel[doc.deprel[i]] = true, true, true
				seen = append(seen, tag.Seen{Form: doc.words[i], UPOS: doc.upos[i], Lemma: doc.lemma[i], Count: 1})
			}
		}
	}
	known := func(labels map[string]bool) []string {
		delete(labels, "")
		return slices.Sorted(maps.Keys(labels))
	}
	lemmas := tag.Learn(seen)
	return labelSets{UPOS: known(upos), XPOS: known(xpos), Lemma: lemmas.Labels(), Deprel: known(deprel), Names: nameLabels}, lemmas.Exceptions()
}

// teaches says whether a set is one to learn from, not one to choose by.
func (p prepared) teaches() bool { return filepath.Ext(p.name) == ".train" }

func writeJSON(path string, v any) error {
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
