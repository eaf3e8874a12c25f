package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/sayso-nlp/sayso/extract/tag"
)

// A taughtWindow is a line of the output: what the network reads at once. Label
// ids are those of labels.json, -1 for a word that teaches nothing.
type taughtWindow struct {
	Doc       string   `json:"doc"`
	Pieces    []int32  `json:"pieces"`
	Cases     []int    `json:"cases"`     // one a piece
	Words     []int    `json:"words"`     // where each word's first piece stands
	Sentences [][2]int `json:"sentences"` // word ranges
	Owned     [2]int   `json:"owned"`     // the words whose vector this window gives
	UPOS      []int    `json:"upos,omitempty"`
	XPOS      []int    `json:"xpos,omitempty"`
	Lemma     []int    `json:"lemma,omitempty"`
	Deprel    []int    `json:"deprel,omitempty"`
	Head      []int    `json:"head,omitempty"` // index into the window's words
	Names     []int    `json:"names,omitempty"`

	Claims  []taughtClaim  `json:"claims,omitzero"` // those whose cue is in the window, cut to it
	Pairs   []taughtPair   `json:"pairs,omitempty"`
	Targets []taughtTarget `json:"targets,omitempty"`
}

// An encoding turns labels into ids.
type encoding struct {
	upos, xpos, lemma, deprel, names map[string]int
}

func newEncoding(labels labelSets) encoding {
	index := func(list []string) map[string]int {
		m := make(map[string]int, len(list))
		for i, l := range list {
			m[l] = i
		}
		return m
	}
	return encoding{index(labels.UPOS), index(labels.XPOS), index(labels.Lemma), index(labels.Deprel), index(labels.Names)}
}

// idOf is a label's id, -1 if it is none that is taught, -2 if it is some name.
func idOf(ids map[string]int, label string) int {
	if id, ok := ids[label]; ok {
		return id
	}
	if label == someName {
		return someNameID
	}
	return -1
}

// ruleOf is the label of the rule that makes lemma of form, "" if there is none.
func ruleOf(form, lemma string) string {
	if rule, ok := tag.Induce(form, lemma); ok && lemma != "" {
		return rule.String()
	}
	return ""
}

// fill gives a window the labels of words first to last of a document.
func (enc encoding) fill(w *taughtWindow, doc *taught, first, last int) {
	ids := func(labels []string, of map[string]int) []int {
		if labels == nil {
			return nil
		}
		list := make([]int, 0, last-first)
		for _, l := range labels[first:last] {
			list = append(list, idOf(of, l))
		}
		return list
	}
	w.UPOS, w.XPOS, w.Deprel, w.Names = ids(doc.upos, enc.upos), ids(doc.xpos, enc.xpos), ids(doc.deprel, enc.deprel), ids(doc.names, enc.names)
	if doc.lemma != nil {
		w.Lemma = make([]int, 0, last-first)
		for i := first; i < last; i++ {
			w.Lemma = append(w.Lemma, idOf(enc.lemma, ruleOf(doc.words[i], doc.lemma[i])))
		}
	}
	if doc.head != nil {
		w.Head = make([]int, 0, last-first)
		for _, h := range doc.head[first:last] {
			switch {
			case h < 0:
			case first <= h && h < last:
				h -= first
			default: // the sentence is longer than a window
				h = headUnknown
			}
			w.Head = append(w.Head, h)
		}
	}
	if doc.claims != nil {
		w.Claims = claimsWithin(doc.claims, first, last)
	}
	w.Pairs, w.Targets = stancesWithin(doc, first, last)
}

// A windowFile is a gzipped file of windows, one a line.
type windowFile struct {
	name, path         string
	file               *os.File
	zip                *gzip.Writer
	buf                *bufio.Writer
	enc                *json.Encoder
	documents, windows int
	pieces, words      int
}

func createWindows(dir, name string) (*windowFile, error) {
	f, err := os.CreateTemp(dir, name+"-*")
	if err != nil {
		return nil, err
	}
	w := &windowFile{name: name, path: filepath.Join(dir, name+".jsonl.gz"), file: f}
	w.zip, err = gzip.NewWriterLevel(f, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	w.buf = bufio.NewWriter(w.zip)
	w.enc = json.NewEncoder(w.buf)
	w.enc.SetEscapeHTML(false)
	return w, nil
}

// drop takes away what is not in its place.
func (w *windowFile) drop() {
	w.file.Close()
	os.Remove(w.file.Name())
}

func (w *windowFile) add(list []taughtWindow) error {
	w.documents++
	for i := range list {
		w.windows++
		w.pieces += len(list[i].Pieces)
		w.words += list[i].Owned[1] - list[i].Owned[0]
		if err := w.enc.Encode(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

// close puts the file in its place, so that nobody finds half of it there.
func (w *windowFile) close(out io.Writer) error {
	if err := errors.Join(w.buf.Flush(), w.zip.Close(), w.file.Chmod(0o644), w.file.Close()); err != nil {
		return err
	}
	if err := os.Rename(w.file.Name(), w.path); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "%s\t%d documents\t%d windows\t%d words\t%d pieces\n", w.name, w.documents, w.windows, w.words, w.pieces)
	return err
}

func writeWindows(ctx context.Context, cut *windower, labels labelSets, dir string, set prepared, out io.Writer) error {
	enc := newEncoding(labels)
	w, err := createWindows(dir, set.name)
	if err != nil {
		return err
	}
	defer w.drop()
	for i := range set.docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.add(cut.windows(&set.docs[i], enc)); err != nil {
			return err
		}
	}
	return w.close(out)
}
