package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// readText reads a whole corpus file, unpacked if its name ends in .gz.
func readText(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		zr, err := gzip.NewReader(f)
		if err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		defer zr.Close()
		r = zr
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if !utf8.Valid(data) {
		return "", fmt.Errorf("%s: not UTF-8", path)
	}
	return string(data), nil
}

// eachLine calls f with each line that is not blank, without its end, and puts
// the file's name and the line's number on its errors.
func eachLine(path, text string, f func(line string) error) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := f(strings.TrimRight(line, "\r\n")); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return nil
}

// A format is how a gold file is written.
type format string

// The formats of gold.
const (
	conlluGold   format = "CoNLL-U"
	iobGold      format = "IOB"
	polnearGold  format = "PolNeAR"
	seedGold     format = "seeds"
	dseGold      format = "DSE"
	newsmtscGold format = "NewsMTSC"
)

// formatOf tells a gold file's format by its name and, of JSON lines, by the
// fields of the first.
func formatOf(path, text string) (format, error) {
	switch ext := filepath.Ext(strings.TrimSuffix(path, ".gz")); ext {
	case ".conllu":
		return conlluGold, nil
	case ".iob2", ".iob", ".conll":
		return iobGold, nil
	case ".tsv":
		return dseGold, nil
	case ".jsonl":
		first, _, _ := strings.Cut(text, "\n")
		for field, f := range map[string]format{`"attributions"`: polnearGold, `"sentence_normalized"`: newsmtscGold, `"stances"`: seedGold} {
			if strings.Contains(first, field) {
				return f, nil
			}
		}
		return "", fmt.Errorf("%s: the first line has the fields of no gold that is known", path)
	default:
		return "", fmt.Errorf("%s: no gold is known that ends in %q", path, ext)
	}
}

// corpusName names a corpus by its file: folder and file, without the endings.
func corpusName(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	base, _, _ := strings.Cut(filepath.Base(abs), ".")
	return filepath.Base(filepath.Dir(abs)) + "/" + base
}

// spansIn turns pairs of code points into spans and checks that they lie in a
// text of n code points.
func spansIn(pairs [][2]int, n int) ([]models.Span, error) {
	var spans []models.Span
	for _, p := range pairs {
		if p[0] < 0 || p[0] >= p[1] || p[1] > n {
			return nil, fmt.Errorf("span %d:%d is empty or outside the text of %d code points", p[0], p[1], n)
		}
		spans = append(spans, models.Span{Start: p[0], End: p[1]})
	}
	return spans, nil
}
