package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A wordList is a file of package data: lines that begin with "#", then rows.
type wordList struct {
	path  string
	title []string // the lines on top
	rows  [][]string
}

func readList(path string) (wordList, error) {
	list := wordList{path: path}
	text, err := readText(path)
	if err != nil {
		return list, err
	}
	err = eachLine(path, text, func(line string) error {
		if strings.HasPrefix(line, "#") {
			list.title = append(list.title, line)
			return nil
		}
		row := strings.Split(line, "\t")
		if len(list.rows) > 0 && len(row) != len(list.rows[0]) {
			return fmt.Errorf("%d columns, not %d", len(row), len(list.rows[0]))
		}
		list.rows = append(list.rows, row)
		return nil
	})
	return list, err
}

// source replaces what the list says of where it comes from.
func (l *wordList) source(text string) {
	const key = "# source: "
	at := slices.IndexFunc(l.title, func(line string) bool { return strings.HasPrefix(line, key) })
	if at < 0 {
		l.title = append(l.title, key+text)
		return
	}
	l.title[at] = key + text
}

// write replaces the file by the list, its rows sorted by bytes: the old file or
// the new one is there at any moment, never a part.
func (l *wordList) write() error {
	var lines []string
	for _, row := range l.rows {
		lines = append(lines, strings.Join(row, "\t"))
	}
	slices.Sort(lines)
	f, err := os.CreateTemp(filepath.Dir(l.path), filepath.Base(l.path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is there once it is renamed
	_, err = f.WriteString(strings.Join(append(slices.Clone(l.title), lines...), "\n") + "\n")
	if err == nil {
		err = f.Chmod(0o644)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), l.path)
}
