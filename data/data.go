// Package data holds what the program knows before it reads: word lists, one
// TSV file each, embedded in the binary. Each list begins with lines that start
// with "# " and name its title, columns, source, licence and revision; then
// rows follow, sorted by their first column and unique in their key.
//
// It promises the lists' form (see the tests), not that they are complete.
package data

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed *.tsv
var lists embed.FS

// Rows returns the rows of the list NAME.tsv, each cut at its tabs. It parses
// anew at each call: keep what you make of it. It panics if there is no such
// list, which a test of every caller catches.
func Rows(name string) [][]string {
	text, err := lists.ReadFile(name + ".tsv")
	if err != nil {
		panic("data: no list " + name)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		rows = append(rows, strings.Split(line, "\t"))
	}
	return rows
}

// Points returns a list whose rows are a name and a whole number, by name. It
// panics where Rows does, and if a row is anything else.
func Points(name string) map[string]int {
	points := map[string]int{}
	for _, row := range Rows(name) {
		n, err := strconv.Atoi(row[len(row)-1])
		if err != nil || len(row) != 2 {
			panic("data: no name and number: " + strings.Join(row, " ") + " in " + name)
		}
		points[row[0]] = n
	}
	return points
}

// A Hash is a file of this package and the SHA-256 of its bytes, in hexadecimal.
type Hash struct{ Name, SHA256 string }

// Hashes lists the word lists by name, for the manifest of a run.
func Hashes() []Hash {
	var hashes []Hash
	names, err := fs.Glob(lists, "*.tsv")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		text, err := lists.ReadFile(name)
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(text)
		hashes = append(hashes, Hash{name, hex.EncodeToString(sum[:])})
	}
	return hashes
}
