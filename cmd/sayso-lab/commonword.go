package main

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// newsFiles are the raw news in which words are counted: no speeches, since
// their writers capitalise as they like.
var newsFiles = []string{"allsides-baly2020", "reuters-2006-2013", "googlenews-webhose-2019", "bbc-2004", "wikinews", "basil"}

const (
	leastSmall = 20  // how often a common word stands in lower case
	leastName  = 900 // the same for one that is a first name as well (mark, will)
)

// A wordCount counts words by how they are written. A word is a run of letters,
// with what follows an apostrophe.
type wordCount struct {
	n     int            // words in all
	small map[string]int // in lower case
	large map[string]int // capitalised inside a sentence, by the word in lower case
}

func newWordCount() *wordCount {
	return &wordCount{small: map[string]int{}, large: map[string]int{}}
}

// addFile counts the texts of a file of JSON lines.
func (c *wordCount) addFile(ctx context.Context, path string) error {
	text, err := readText(path)
	if err != nil {
		return err
	}
	return eachLine(path, text, func(line string) error {
		var row struct{ Text string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return err
		}
		c.add(row.Text)
		return ctx.Err()
	})
}

// add counts the words of a text.
func (c *wordCount) add(text string) {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !latin(r) {
			at += size
			continue
		}
		end := wordEnd(text, at)
		c.n++
		word := text[at:end]
		first, size := utf8.DecodeRuneInString(word)
		switch {
		case small(word):
			c.small[word]++
		case unicode.IsUpper(first) && len(word) > size && small(word[size:]) && inside(text[:at]):
			c.large[strings.ToLower(word)]++
		}
		at = end
	}
}

// wordEnd is where the word ends that begins at at.
func wordEnd(text string, at int) int {
	run := func(at int, in func(rune) bool) int {
		for at < len(text) {
			r, size := utf8.DecodeRuneInString(text[at:])
			if !in(r) {
				break
			}
			at += size
		}
		return at
	}
	end := run(at, latin)
	r, size := utf8.DecodeRuneInString(text[end:])
	if r != '\'' && r != '’' {
		return end
	}
	if tail := run(end+size, func(r rune) bool { return 'a' <= r && r <= 'z' }); tail > end+size {
		return tail
	}
	return end
}

// latin reports a letter of the words that are counted.
func latin(r rune) bool {
	return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || 'À' <= r && r <= 'ɏ'
}

// small reports whether a word has a small letter and no capital.
func small(word string) bool {
	is := false
	for _, r := range word {
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			return false
		}
		is = is || unicode.IsLower(r)
	}
	return is
}

// inside reports whether a word behind text stands inside a sentence: behind a
// space and a small letter or a comma.
func inside(text string) bool {
	before, ok := strings.CutSuffix(text, " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	return ok && (r == ',' || unicode.IsLower(r))
}

// common are the rows of the words of ASCII letters that are written in lower
// case as a rule. first names need more, as their first column says.
func (c *wordCount) common(names [][]string) [][]string {
	first := map[string]bool{}
	for _, row := range names {
		first[strings.ToLower(row[0])] = true
	}
	var words []string
	for word, n := range c.small {
		plain := len(word) >= 2 && strings.IndexFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
		if plain && n >= leastSmall && n >= c.large[word] && (!first[word] || n >= leastName) {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	rows := make([][]string, len(words))
	for i, word := range words {
		rows[i] = []string{word}
	}
	return rows
}
