package main

import (
	"github.com/sayso-nlp/sayso/extract/encode"
)

// The windows that the weights will ask for.
const (
	windowPieces  = 160 // with the two specials
	windowOverlap = 40
)

// A windower cuts documents into windows as the encoder does.
type windower struct {
	pieces *encode.Pieces
	ids    []int32 // of a document's words
	starts []int   // where each word's ids begin
	counts []int32 // how many each has
	cuts   []encode.Window
}

func newWindower(vocabulary string) (*windower, error) {
	pieces, err := encode.NewPieces(vocabulary)
	if err != nil {
		return nil, err
	}
	return &windower{pieces: pieces}, nil
}

// windows cuts a document into windows with its labels.
func (c *windower) windows(doc *taught, enc encoding) []taughtWindow {
	c.ids, c.starts, c.counts = c.ids[:0], c.starts[:0], c.counts[:0]
	for _, word := range doc.words {
		at := len(c.ids)
		c.ids = c.pieces.AppendSome(c.ids, word, encode.Room(windowPieces))
		c.starts, c.counts = append(c.starts, at), append(c.counts, int32(len(c.ids)-at))
	}
	c.cuts = encode.Windows(c.cuts[:0], doc.sents, c.counts, windowPieces, windowOverlap)
	list := make([]taughtWindow, len(c.cuts))
	for i, cut := range c.cuts {
		list[i] = c.window(doc, enc, cut)
	}
	return list
}

// window fills a window with pieces, cases and labels.
func (c *windower) window(doc *taught, enc encoding, cut encode.Window) taughtWindow {
	w := taughtWindow{Doc: doc.id, Pieces: []int32{c.pieces.Begin}, Cases: []int{int(encode.NoCase)}, Owned: [2]int{cut.Begin - cut.First, cut.End - cut.First}}
	for i := cut.First; i < cut.Last; i++ {
		w.Words = append(w.Words, len(w.Pieces))
		cas := int(encode.Case(doc.words[i]))
		for _, id := range c.ids[c.starts[i]:][:c.counts[i]] {
			w.Pieces, w.Cases = append(w.Pieces, id), append(w.Cases, cas)
		}
	}
	w.Pieces, w.Cases = append(w.Pieces, c.pieces.End), append(w.Cases, int(encode.NoCase))
	for _, s := range doc.sents {
		if b, e := max(s.First, cut.First), min(s.Last, cut.Last); b < e {
			w.Sentences = append(w.Sentences, [2]int{b - cut.First, e - cut.First})
		}
	}
	enc.fill(&w, doc, cut.First, cut.Last)
	return w
}
