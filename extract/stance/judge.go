package stance

import (
	"cmp"
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// A Judgement is how a holder stands toward a target in one stretch of text.
type Judgement struct {
	Label      models.Label
	Score      float64 // −1…1, the sum of the reasons, cut to the range
	Confidence float64 // 0…1
	Reasons    []models.Reasoning
	Evidence   models.Span // the words that show it; empty if none do
}

// The least scores, in thousandths, that take a side: between two actors, and
// where a whole sentence's voice is asked about one, which speaks more softly.
const (
	edge = 200
	soft = 80
)

// A tally gathers the reasons of one judgement.
type tally struct {
	sum, bulk int // the sum of all reasons, and of their sizes
	doubt     int // thousandths taken from the confidence
	reasons   []reason
	least     int // the least score that takes a side; 0 stands for edge
	best      int // the size of the strongest reason
	at, end   int // its tokens
	event     string
	acted     bool // the holder acts toward the target, whatever it shows
}

type reason struct {
	name  string
	score int
}

// add counts a reason that tokens [at, end) bring.
func (t *tally) add(name string, score, at, end int) {
	size := max(score, -score)
	if t.reasons == nil || size > t.best {
		t.best, t.at, t.end = size, at, end
	}
	t.sum += score
	t.bulk += size
	t.reasons = append(t.reasons, reason{name, score})
}

// frame counts an act with the weight of its two roles, in thousandths; what
// negation, reversal and the roles make of it are reasons of their own.
func (t *tally) frame(f *frame, weight int, lemma string) {
	base := sides[f.act.side+2]
	size, was := max(base, -base), t.best
	t.add(lemma, base, f.at, f.end)
	turned := f.side * f.weight / whole
	final := turned * weight / whole
	if f.side != base {
		name := "negation"
		if f.turned {
			name = "reversal"
		}
		t.note(name, f.side-base)
	}
	if d := final - f.side; d != 0 {
		t.note("role", d)
	}
	t.bulk += max(final, -final) - size
	t.best = max(was, max(final, -final))
	if f.hedged || f.conditional {
		t.doubt = max(t.doubt, 400)
	}
	if f.negated || f.turned {
		t.doubt = max(t.doubt, 200)
	}
	if t.event == "" {
		t.event = f.act.event
	}
	t.acted = true
}

// note counts a correction of the reason before it.
func (t *tally) note(name string, d int) {
	t.sum += d
	t.reasons = append(t.reasons, reason{name, d})
}

// judge hands out what was gathered. Reasons that pull either way, and doubt,
// lower the confidence.
func (t *tally) judge(toks []models.Token) Judgement {
	var j Judgement
	score := max(-1000, min(1000, t.sum))
	j.Score = float64(score) / 1000
	switch {
	case score >= cmp.Or(t.least, edge):
		j.Label = models.Favor
	case score <= -cmp.Or(t.least, edge):
		j.Label = models.Against
	}
	size := max(score, -score)
	sure := 500
	if j.Label != models.Neutral {
		sure = 400 + size/2
		if t.bulk > 0 {
			sure = sure * min(whole, max(t.sum, -t.sum)*whole/t.bulk) / whole
		}
	} else {
		sure = 700 - size
	}
	sure = sure * (whole - t.doubt) / whole
	j.Confidence = float64(max(50, min(950, sure))) / 1000
	for _, r := range t.reasons {
		j.Reasons = append(j.Reasons, models.Reasoning{Name: r.name, Score: float64(r.score) / 1000})
	}
	if t.end > t.at && t.at < len(toks) {
		j.Evidence = models.Span{Start: toks[t.at].Start, End: toks[min(t.end, len(toks))-1].End}
	}
	return j
}

// A Pair asks for one stance in a text: of the holder, or where there is none of
// the text's voice, toward the target. Spans are bytes.
type Pair struct {
	Text           string
	Holder, Target models.Span
	HasHolder      bool
}

// Score judges a pair. It reads the sentences that hold the target; a holder
// elsewhere in the text is taken to be the voice of what surrounds the target.
// Spans may be anything; those outside the text get a neutral answer.
func Score(sents []models.Sentence, toks []models.Token, pair Pair) Judgement {
	var s sentence
	i := holding(sents, pair.Target)
	if i < 0 {
		return (&tally{}).judge(nil)
	}
	words := toks[sents[i].First:sents[i].Last]
	s.words = read(pair.Text, words, nil)
	s.parse()
	target, ok := tokens(words, pair.Target)
	if !ok {
		return (&tally{}).judge(nil)
	}
	var t tally
	if holder, ok := tokens(words, pair.Holder); pair.HasHolder && ok {
		s.toward(&t, holder, target)
	} else if pair.HasHolder {
		s.about(&t, target, region{0, len(s.words)})
		t.doubt = 500
	} else {
		t.least = soft
		s.about(&t, target, region{0, len(s.words)})
		s.mood(&t, target)
	}
	return t.judge(words)
}

// Directed judges both directions between two stretches of text.
func Directed(text string, sents []models.Sentence, toks []models.Token, p, q models.Span) (pq, qp Judgement) {
	return Score(sents, toks, Pair{Text: text, Holder: p, Target: q, HasHolder: true}),
		Score(sents, toks, Pair{Text: text, Holder: q, Target: p, HasHolder: true})
}

// holding returns the sentence in which the span begins, or −1.
func holding(sents []models.Sentence, sp models.Span) int {
	i, ok := slices.BinarySearchFunc(sents, sp.Start, func(s models.Sentence, at int) int {
		switch {
		case s.End <= at:
			return -1
		case s.Start > at:
			return 1
		}
		return 0
	})
	if !ok {
		return -1
	}
	return i
}

// tokens returns the tokens that the span touches.
func tokens(toks []models.Token, sp models.Span) (thing, bool) {
	first, _ := slices.BinarySearchFunc(toks, sp.Start, func(t models.Token, at int) int {
		if t.End <= at {
			return -1
		}
		return 1
	})
	last := first
	for last < len(toks) && toks[last].Start < sp.End {
		last++
	}
	return thing{first, last}, last > first
}
