package entity

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// deepest bounds how far up a tree the extent of a phrase is carried.
const deepest = 40

// found reads the phrases of a document: every name that an item is, every noun
// with what hangs on it, several that are joined as one more, and the personal
// pronouns. They come in the order of their beginnings, the longer first; from
// is the item that a phrase is, or None.
func (p *phraser) found(items []item) (phrases []phrase, from []int) {
	next := 0
	var f finder
	for n, s := range p.doc.Sentences {
		first := next
		for next < len(items) && items[next].sentence == n {
			next++
		}
		if p.doc.Sections[s.Section].Kind != models.Boilerplate {
			f.sentence(p, s, items[first:next], first)
			phrases, from = append(phrases, f.phrases...), append(from, f.from...)
		}
	}
	return phrases, from
}

// A finder finds the phrases of a sentence.
type finder struct {
	phrases []phrase
	from    []int
	spans   []foundSpan
	left    []int // of each token, where its subtree begins
	right   []int // and ends
	own     []int // the item that it stands in, or None
}

// A foundSpan is the tokens of a phrase and the item that it is, or None.
type foundSpan struct{ first, last, head, item int }

func (f *finder) sentence(p *phraser, s models.Sentence, items []item, number int) {
	toks := p.doc.Tokens[s.First:s.Last]
	f.phrases, f.from, f.spans = f.phrases[:0], f.from[:0], f.spans[:0]
	f.left, f.right, f.own = f.left[:0], f.right[:0], f.own[:0]
	for i := range toks {
		f.left, f.right, f.own = append(f.left, i), append(f.right, i+1), append(f.own, models.None)
	}
	for i := range toks {
		for n, t := 0, toks[i].Head; t != models.None && n < deepest; n, t = n+1, toks[t].Head {
			f.left[t], f.right[t] = min(f.left[t], i), max(f.right[t], i+1)
		}
	}
	for k := range items {
		it := &items[k]
		if it.actor == models.None || it.form == pronoun || it.form == possessed || it.form == pair {
			continue
		}
		first, _ := slices.BinarySearchFunc(toks, it.Start, func(tok models.Token, at int) int {
			if tok.End <= at {
				return -1
			}
			return 1
		})
		last := first
		for last < len(toks) && toks[last].Start < it.End && f.own[last] == models.None {
			f.own[last] = k
			last++
		}
		if last == first {
			continue
		}
		head := p.headOf(s.First+first, s.First+last) - s.First
		f.spans = append(f.spans, foundSpan{first, last, head, k})
		f.join(toks, head)
	}
	for i := range toks {
		tok := &toks[i]
		if f.own[i] != models.None {
			continue
		}
		switch tok.UPOS {
		case "PRON", "DET":
			if said, ok := pronouns[p.low(s.First+i)]; ok && (tok.UPOS == "PRON" || tok.XPOS == "PRP$") && said != saidOther {
				f.spans = append(f.spans, foundSpan{i, i + 1, i, models.None})
				f.join(toks, i)
			}
		case "NOUN", "PROPN":
			switch tok.Deprel {
			case "flat", "fixed", "goeswith", "compound", "nmod:desc": // the last is "Professor" of "Professor Eastman"
				continue
			}
			first, last := f.extent(toks, i)
			if !f.title(toks, i, last) {
				f.spans = append(f.spans, foundSpan{first, last, i, models.None})
			}
			f.join(toks, i)
		}
	}
	slices.SortStableFunc(f.spans, func(a, b foundSpan) int {
		if d := a.first - b.first; d != 0 {
			return d
		}
		return b.last - a.last
	})
	for _, sp := range f.spans {
		ph := p.phrase(s.First+sp.first, s.First+sp.last)
		if ph.head != s.First+sp.head {
			continue
		}
		k := models.None
		if sp.item != models.None {
			k = number + sp.item
			it := &items[sp.item]
			if it.form != roleOf && it.form != heads {
				ph.said = saidName
			}
		}
		f.phrases, f.from = append(f.phrases, ph), append(f.from, k)
	}
}

// title reports whether noun i only leads the name that hangs on it: "Professor
// Eastman".
func (f *finder) title(toks []models.Token, i, last int) bool {
	for t := i + 1; t < last; t++ {
		if f.own[t] != models.None {
			return toks[t].Head == i && strings.HasPrefix(toks[t].Deprel, "flat")
		}
	}
	return false
}

// extent is the noun phrase around head i: without what is joined to it, stands
// beside it or leads it.
func (f *finder) extent(toks []models.Token, i int) (first, last int) {
	first, last = i, i+1
	for t := f.left[i]; t < f.right[i]; t++ {
		if toks[t].Head != i || f.loose(&toks[t]) {
			continue
		}
		first, last = min(first, f.left[t]), max(last, f.right[t])
	}
	return first, last
}

// loose reports whether what hangs on a noun is no part of its phrase.
func (f *finder) loose(tok *models.Token) bool {
	switch tok.Deprel {
	case "case", "mark", "cc", "conj", "punct", "appos", "parataxis", "cop", "nsubj", "nsubj:pass", "aux", "aux:pass", "advmod", "discourse", "advcl", "dep", "orphan", "nsubj:outer", "vocative", "obl", "dislocated", "reparandum", "list", "expl":
		return true
	}
	return false
}

// join notes the phrase of several that head i leads: "Putin and Aliyev".
func (f *finder) join(toks []models.Token, i int) {
	if toks[i].Deprel == "conj" {
		return
	}
	first, _ := f.extent(toks, i)
	last := 0
	for t := i + 1; t < f.right[i]; t++ {
		if toks[t].Head == i && toks[t].Deprel == "conj" {
			last = f.right[t]
			if toks[t].UPOS != "NOUN" && toks[t].UPOS != "PROPN" && toks[t].UPOS != "PRON" {
				return
			}
		}
	}
	if last > 0 {
		f.spans = append(f.spans, foundSpan{first, last, i, models.None})
	}
}
