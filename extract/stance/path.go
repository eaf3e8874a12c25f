package stance

import (
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// steps bounds a walk up the tree.
const steps = 24

// top returns the token of the thing that hangs on none of the others: its head.
func top(toks []models.Token, x thing) int {
	for k := x.first; k < x.last; k++ {
		if h := toks[k].Head; h < x.first || h >= x.last {
			return k
		}
	}
	return x.first
}

// A path leads through the tree from holder to target.
type path struct {
	holder, target string // relations by which the two sides hang on the top; "" for the top itself
	top            int    // the token where both sides meet
	word           int    // the predicate: the top, or the first word below it if it is one of the two
}

// pathOf finds the path between two things among the tokens of a sentence.
func pathOf(toks []models.Token, holder, target thing) (path, bool) {
	a, b := top(toks, holder), top(toks, target)
	up := make([]int, 0, steps)
	for k := a; k != models.None && len(up) < steps; k = toks[k].Head {
		up = append(up, k)
	}
	below := models.None // of the meeting point, on the target's side
	for k, n := b, 0; k != models.None && n < steps; k, n = toks[k].Head, n+1 {
		for i, u := range up {
			if u != k {
				continue
			}
			p := path{top: k, word: k}
			if i > 0 {
				p.holder = relation(toks[up[i-1]].Deprel)
			}
			if below != models.None {
				p.target = relation(toks[below].Deprel)
			}
			switch { // one of the two is the meeting point: the predicate is what stands between
			case i == 0 && below != models.None && below != b:
				p.word = below
			case below == models.None && i > 1:
				p.word = up[i-1]
			}
			return p, true
		}
		below = k
	}
	return path{}, false
}

// String names the path by its two relations: "nsubj>obj".
func (p path) String() string { return p.holder + ">" + p.target }

// predicate is the word that the head of a thing hangs on, or that head.
func predicate(toks []models.Token, x thing) int {
	k := top(toks, x)
	if h := toks[k].Head; h != models.None {
		return h
	}
	return k
}

// relation is a relation as paths tell them apart.
func relation(r string) string {
	if r == "nsubj:pass" || r == "obl:agent" {
		return r
	}
	r, _, _ = strings.Cut(r, ":")
	return r
}

// evidence is the words that a path shows: the predicate with the particle,
// negation and auxiliaries that stand beside it.
func (p path) evidence(toks []models.Token) models.Span {
	first, last := p.word, p.word+1
	part := func(k int) bool {
		if k < 0 || k >= len(toks) || toks[k].Head != p.word {
			return false
		}
		switch relation(toks[k].Deprel) {
		case "aux", "compound":
			return toks[k].UPOS != "NOUN" && toks[k].UPOS != "PROPN"
		case "advmod":
			return toks[k].Lemma == "not" || toks[k].Lemma == "never"
		}
		return false
	}
	for part(first - 1) {
		first--
	}
	for part(last) {
		last++
	}
	return toks[first].Span.Hull(toks[last-1].Span)
}
