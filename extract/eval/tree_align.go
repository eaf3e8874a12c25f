package eval

import "strings"

// A wordPair is a gold word and the found word that stands for it.
type wordPair struct{ gold, pred int }

// alignWords pairs the words of two readings of the same characters. Outside
// of multiword tokens two words are a pair if they stand on the same
// characters; a stretch that multiword tokens of either side cover is aligned
// by forms.
func alignWords(gold, pred []laidWord) []wordPair {
	var pairs []wordPair
	for g, p := 0, 0; g < len(gold) && p < len(pred); {
		switch a, b := gold[g], pred[p]; {
		case a.multi || b.multi:
			// A word that begins before the multiword token stands alone.
			if a.multi && !b.multi && b.Start < a.Start {
				p++
				continue
			}
			if b.multi && !a.multi && a.Start < b.Start {
				g++
				continue
			}
			g2, p2 := stretch(gold, pred, g, p)
			pairs = alignForms(pairs, gold, pred, g, g2, p, p2)
			g, p = g2, p2
		case a.Span == b.Span:
			pairs = append(pairs, wordPair{g, p})
			g++
			p++
		case a.Start <= b.Start:
			g++
		default:
			p++
		}
	}
	return pairs
}

// stretch finds the ends of the shortest runs of words, from g and p, such that
// no multiword token reaches over the end.
func stretch(gold, pred []laidWord, g, p int) (int, int) {
	end := 0
	if gold[g].multi {
		end = gold[g].End
	}
	if pred[p].multi {
		end = max(end, pred[p].End)
	}
	inside := func(words []laidWord, i int) bool {
		if i >= len(words) {
			return false
		}
		if words[i].multi {
			return words[i].Start < end
		}
		return words[i].End <= end
	}
	for inside(gold, g) || inside(pred, p) {
		if g < len(gold) && (p >= len(pred) || gold[g].Start <= pred[p].Start) {
			if gold[g].multi {
				end = max(end, gold[g].End)
			}
			g++
		} else {
			if pred[p].multi {
				end = max(end, pred[p].End)
			}
			p++
		}
	}
	return g, p
}

// alignForms pairs the words gold[g:g2] and pred[p:p2] by a longest common
// subsequence of their forms in lower case.
func alignForms(pairs []wordPair, gold, pred []laidWord, g, g2, p, p2 int) []wordPair {
	n, m := g2-g, p2-p
	same := func(i, k int) bool {
		return strings.EqualFold(gold[g+i].Form, pred[p+k].Form)
	}
	long := make([][]int, n+1) // long[i][k]: of gold[g+i:g2] and pred[p+k:p2]
	for i := range long {
		long[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			long[i][k] = max(long[i+1][k], long[i][k+1])
			if same(i, k) {
				long[i][k] = max(long[i][k], 1+long[i+1][k+1])
			}
		}
	}
	for i, k := 0, 0; i < n && k < m; {
		switch {
		case same(i, k) && long[i][k] == 1+long[i+1][k+1]:
			pairs = append(pairs, wordPair{g + i, p + k})
			i++
			k++
		case long[i][k] == long[i+1][k]:
			i++
		default:
			k++
		}
	}
	return pairs
}
