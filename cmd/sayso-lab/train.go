package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// runTrain makes the lists again that are counted or fitted on corpora: which
// words are written small, what weighs for and against a claim, and what for and
// against an antecedent. What is written by hand in them stays.
func runTrain(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := pflag.NewFlagSet("train", pflag.ContinueOnError)
	flags.SetOutput(stderr)
	corpora := flags.String("corpora", "", "the `DIR` of corpora: polnear/train.jsonl.gz, dse/train.tsv.gz, newsmtsc/train.jsonl.gz, gum/train.conllu.gz, polnear-corenlp/train.conllu.gz, raw/*.jsonl.gz")
	lists := flags.String("data", "data", "the `DIR` of the lists, which are read and replaced")
	only := flags.String("only", "", "make the lists of one `KIND` alone: claims, stances, actors, words or officials")
	flags.Usage = func() { fmt.Fprintf(stderr, "%s\n%s", usage, flags.FlagUsages()) }
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return exitDone
	case err == nil && *only != "" && !slices.Contains([]string{"claims", "stances", "actors", "words", "officials"}, *only):
		err = fmt.Errorf("%w: no lists of %q", errUsage, *only)
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("%w: no argument %q", errUsage, flags.Arg(0))
	case err == nil && *corpora == "":
		err = fmt.Errorf("%w: --corpora DIR is needed", errUsage)
	case err != nil:
		err = fmt.Errorf("%w: %w", errUsage, err)
	default:
		err = train(ctx, *corpora, *lists, *only, stdout)
	}
	return ended(ctx, "train", err, stderr)
}

func train(ctx context.Context, corpora, lists, only string, out io.Writer) error {
	for _, dir := range []string{corpora, lists} {
		if info, err := os.Stat(dir); err != nil {
			return err
		} else if !info.IsDir() {
			return fmt.Errorf("%w: %s is no folder", errUsage, dir)
		}
	}
	raw := filepath.Join(corpora, "raw")
	for _, step := range []struct {
		name string
		run  func() error
	}{
		{"claims", func() error { return trainClaims(ctx, filepath.Join(corpora, "polnear", "train.jsonl.gz"), lists, out) }},
		{"stances", func() error { return trainStances(ctx, corpora, lists, out) }},
		{"actors", func() error { return trainActors(ctx, corpora, lists, out) }},
		{"words", func() error { return trainWords(ctx, raw, lists, out) }},
		{"officials", func() error { return trainOfficials(ctx, raw, lists, out) }},
	} {
		if only != "" && only != step.name {
			continue
		}
		if err := step.run(); err != nil {
			return err
		}
	}
	return nil
}

// hashFiles is the SHA-256 of the files, one behind the other, in hexadecimal.
func hashFiles(paths ...string) (string, error) {
	sum := sha256.New()
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return "", err
		}
		_, err = io.Copy(sum, f)
		f.Close()
		if err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// trainOfficials looks again for who held which office.
func trainOfficials(ctx context.Context, raw, lists string, out io.Writer) error {
	list, err := readList(filepath.Join(lists, "officials.tsv"))
	if err != nil {
		return err
	}
	var paths []string
	for _, name := range officialFiles {
		paths = append(paths, filepath.Join(raw, name+".jsonl.gz"))
	}
	sum, err := hashFiles(paths...)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(out, "%s: kept, since %s lacks texts to look through: %s\n", list.path, raw, strings.Join(officialFiles, ", "))
		return nil
	} else if err != nil {
		return err
	}
	found := newOfficials()
	for _, path := range paths {
		if err := found.addFile(ctx, path); err != nil {
			return err
		}
	}
	leaders, err := readList(filepath.Join(lists, "leaders.tsv"))
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, row := range leaders.rows {
		known[row[1]] = true
	}
	list.rows = found.rows(known)
	list.source(fmt.Sprintf("looked up by sayso-lab train in English news of 2001 to 2020 and the UN general debates of 1993 to 2024 (%s; SHA-256 of these files one behind the other %s): country, office and name one behind the other, in at least %d documents; years and names are facts, no text of the files",
		strings.Join(officialFiles, ", "), sum, leastOfficial))
	if err := list.write(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d rows\n", list.path, len(list.rows))
	return nil
}

// trainWords recounts the words that are written small as a rule.
func trainWords(ctx context.Context, raw, lists string, out io.Writer) error {
	words, err := readList(filepath.Join(lists, "common_words.tsv"))
	if err != nil {
		return err
	}
	names, err := readList(filepath.Join(lists, "first_names.tsv"))
	if err != nil {
		return err
	}
	var paths []string
	for _, name := range newsFiles {
		paths = append(paths, filepath.Join(raw, name+".jsonl.gz"))
	}
	sum, err := hashFiles(paths...)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(out, "%s: kept, since %s lacks news to count: %s\n", words.path, raw, strings.Join(newsFiles, ", "))
		return nil
	} else if err != nil {
		return err
	}
	count := newWordCount()
	for _, path := range paths {
		if err := count.addFile(ctx, path); err != nil {
			return err
		}
	}
	words.rows = count.common(names.rows)
	words.source(fmt.Sprintf("counted by sayso-lab train over %d million words of English news of 2001 to 2020 (%s; SHA-256 of these files one behind the other %s): at least %d times in lower case, and so in at least half of its occurrences inside a sentence",
		count.n/1e6, strings.Join(newsFiles, ", "), sum, leastSmall))
	if err := words.write(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d rows from %d words\n", words.path, len(words.rows), count.n)
	return nil
}
