package eval

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/sayso-nlp/sayso/models"
)

// A TreeWord is a syntactic word with its columns; Head is an index into the
// words of its sentence, or models.None for the root.
type TreeWord struct {
	Form, Lemma, UPOS, XPOS string
	Head                    int
	Deprel                  string
}

// A TreeToken is what stands in the text and the words it is read as: one, or
// several where the corpus has a multiword token ("don't": do, n't).
type TreeToken struct {
	Form  string
	Words []TreeWord
}

// A Tree is a sentence.
type Tree []TreeToken

// TreeScore holds the counts of one comparison, in words but for Sentence.
type TreeScore struct {
	Sentence Count // exactly the same characters
	Word     Count // aligned
	UPOS     Count
	XPOS     Count
	Lemma    Count
	UAS      Count
	LAS      Count // universal relations: subtypes are cut off
}

func (a TreeScore) plus(b TreeScore) TreeScore {
	return TreeScore{a.Sentence.plus(b.Sentence), a.Word.plus(b.Word), a.UPOS.plus(b.UPOS), a.XPOS.plus(b.XPOS),
		a.Lemma.plus(b.Lemma), a.UAS.plus(b.UAS), a.LAS.plus(b.LAS)}
}

// ScoreTrees compares two readings of the same text as the CoNLL 2018 shared
// task did (Zeman et al. 2018, section 5): both texts must hold the same
// characters once white space is taken away; words are aligned by the
// characters they stand on, inside multiword tokens by the longest common
// subsequence of their forms in lower case; a word counts as right in a column
// if it is aligned and the column is the same. With gold words given, every
// word is aligned and the F1 of a column is its accuracy. An empty gold lemma
// ("_") is always right. It returns an error if the characters differ.
func ScoreTrees(gold, pred []Tree) (TreeScore, error) {
	g, p := layTrees(gold), layTrees(pred)
	if at, ok := sameChars(g.chars, p.chars); !ok {
		return TreeScore{}, fmt.Errorf("trees: the texts differ at character %d: %q, %q", at, near(g.chars, at), near(p.chars, at))
	}
	var score TreeScore
	score.Sentence = Count{Gold: len(g.sents), Pred: len(p.sents), Right: commonSpans(g.sents, p.sents)}
	pairs := alignWords(g.words, p.words)
	goldOf := make([]int, len(p.words)) // the gold word of a found word, or None
	for i := range goldOf {
		goldOf[i] = models.None
	}
	for _, pair := range pairs {
		goldOf[pair.pred] = pair.gold
	}
	all := Count{Gold: len(g.words), Pred: len(p.words)}
	for _, c := range []*Count{&score.Word, &score.UPOS, &score.XPOS, &score.Lemma, &score.UAS, &score.LAS} {
		*c = all
	}
	for _, pair := range pairs {
		a, b := g.words[pair.gold], p.words[pair.pred]
		score.Word.Right++
		mark(&score.UPOS, a.UPOS == b.UPOS)
		mark(&score.XPOS, a.XPOS == b.XPOS)
		mark(&score.Lemma, a.Lemma == b.Lemma || a.Lemma == "_" || a.Lemma == "")
		head := b.head
		if head != models.None {
			head = goldOf[head]
			if head == models.None {
				continue // hangs on a word that is none
			}
		}
		mark(&score.UAS, a.head == head)
		mark(&score.LAS, a.head == head && universal(a.Deprel) == universal(b.Deprel))
	}
	return score, nil
}

func mark(c *Count, right bool) {
	if right {
		c.Right++
	}
}

// universal is a relation without its subtype: "nsubj" of "nsubj:pass".
func universal(deprel string) string {
	rel, _, _ := strings.Cut(deprel, ":")
	return rel
}

// Trees scores sentences, tags, lemmas and trees; the zero value is ready.
type Trees struct{ score TreeScore }

// Add scores one text; see [ScoreTrees].
func (s *Trees) Add(gold, pred []Tree) error {
	score, err := ScoreTrees(gold, pred)
	if err == nil {
		s.score = s.score.plus(score)
	}
	return err
}

// Score returns the counts so far.
func (s *Trees) Score() TreeScore { return s.score }

// A laidWord is a word on the characters of its text without white space.
type laidWord struct {
	TreeWord
	models.Span      // of its token, in characters
	multi       bool // one of several words of a token
	head        int  // index into all words of the text
}

// A layout is a text as its characters, sentences and words.
type layout struct {
	chars []rune
	sents []models.Span
	words []laidWord
}

func layTrees(trees []Tree) layout {
	var l layout
	for _, tree := range trees {
		start, first := len(l.chars), len(l.words)
		for _, tok := range tree {
			span := models.Span{Start: len(l.chars)}
			for _, r := range tok.Form {
				if !unicode.IsSpace(r) {
					l.chars = append(l.chars, r)
				}
			}
			span.End = len(l.chars)
			for _, w := range tok.Words {
				head := w.Head
				if head != models.None {
					head += first
				}
				l.words = append(l.words, laidWord{w, span, len(tok.Words) > 1, head})
			}
		}
		if len(tree) > 0 {
			l.sents = append(l.sents, models.Span{Start: start, End: len(l.chars)})
		}
	}
	return l
}

// commonSpans counts the spans that are in both lists, which are ordered.
func commonSpans(a, b []models.Span) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch order := a[i].Compare(b[k]); {
		case order == 0:
			n++
			i++
			k++
		case order < 0:
			i++
		default:
			k++
		}
	}
	return n
}

func sameChars(a, b []rune) (at int, ok bool) {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i, false
		}
	}
	return min(len(a), len(b)), len(a) == len(b)
}

func near(chars []rune, at int) string { return string(chars[at:min(len(chars), at+20)]) }
