package main

import (
	"fmt"
	"strings"

	"github.com/sayso-nlp/sayso/extract/eval"
	"github.com/sayso-nlp/sayso/models"
)

// A labelled is a sentence: words with a name label each.
type labelled struct {
	words  []string
	labels []string
	text   string // as its "# text" line has it, "" if there is none
	id     string // its "# sent_id"
	newdoc bool   // begins a document
}

// readIOB reads names as one word a line: word and label, or number, word and
// label with tabs between (Universal NER), with a blank line behind each
// sentence. Other columns and other comments are passed over. A document begins
// at "# newdoc", and, where the corpus has such lines, behind "-DOCSTART-".
func readIOB(path, text string) ([]labelled, error) {
	var sents []labelled
	var sent labelled
	docs, next := false, true // documents are marked; the next sentence begins one
	end := func() {
		switch {
		case len(sent.words) == 0:
			return
		case len(sent.words) == 1 && sent.words[0] == docStart:
			docs, next = true, true
		default:
			sent.newdoc = next
			sents, next = append(sents, sent), false
		}
		sent = labelled{}
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		cols := strings.Fields(line)
		if strings.Contains(line, "\t") {
			cols = strings.Split(line, "\t")
		}
		switch {
		case strings.TrimSpace(line) == "":
			end()
		case strings.HasPrefix(line, "# ") && !(len(cols) == 2 && isLabel(cols[1])): // "# O" is a word
			key, value, _ := strings.Cut(line[2:], "=")
			switch strings.TrimSpace(key) {
			case "sent_id":
				sent.id = strings.TrimSpace(value)
			case "text":
				sent.text = strings.TrimSpace(value)
			case "newdoc id", "newdoc":
				docs, next = true, true
			}
		case len(cols) == 2:
			sent.words, sent.labels = append(sent.words, cols[0]), append(sent.labels, cols[1])
		case len(cols) > 2:
			sent.words, sent.labels = append(sent.words, cols[1]), append(sent.labels, cols[2])
		default:
			return nil, fmt.Errorf("%s:%d: no word with a label", path, n)
		}
		if k := len(sent.labels); k > 0 {
			if l := sent.labels[k-1]; !isLabel(l) || sent.words[k-1] == "" {
				return nil, fmt.Errorf("%s:%d: no word with a label: %q", path, n, l)
			}
		}
	}
	end()
	if len(sents) > 0 && !docs {
		sents[0].newdoc = false
	}
	return sents, nil
}

// docStart is a line between the documents of the CoNLL 2003 format.
const docStart = "-DOCSTART-"

func isLabel(s string) bool {
	return s == "O" || strings.HasPrefix(s, "B-") || strings.HasPrefix(s, "I-")
}

// namesOf reads the names off labels, as spans of words. An I- that nothing
// begins, or of another type than what stands before it, begins a name: so the
// older IOB1, in which B- only parts neighbours, reads the same.
func namesOf(labels []string) []eval.Name {
	var names []eval.Name
	open := ""
	for i, l := range labels {
		prefix, typ, _ := strings.Cut(l, "-")
		switch {
		case prefix == "I" && typ == open:
			names[len(names)-1].End = i + 1
		case prefix == "I" || prefix == "B":
			names = append(names, eval.Name{Span: models.Span{Start: i, End: i + 1}, Type: typ})
			open = typ
		default:
			open = ""
		}
	}
	return names
}
