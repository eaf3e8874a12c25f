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
	t.add(lemma, base, f.from, f.end)
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
	if f.hedged || f.supposed {
		t.doubt = max(t.doubt, 400)
	}
	if f.negated || f.turned {
		t.doubt = max(t.doubt, 200)
	}
	if t.event == "" && !f.negated && !f.turned {
		t.event = f.act.event // an act that is asserted
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
		for t.at > 1 && toks[t.at-1].XPOS == "HYPH" && toks[t.at-1].End == toks[t.at].Start && toks[t.at-2].End == toks[t.at-1].Start {
			t.at -= 2 // all of "so-called"
		}
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

// Score judges a pair by the lists of predicates alone. It reads the sentence that
// holds the target, as one with that of a holder beside it; a holder further away is
// taken to be the voice of what surrounds the target. Spans may be anything; those outside the text get a
// neutral answer.
func Score(sents []models.Sentence, toks []models.Token, pair Pair) Judgement {
	a, ok := ask(sents, toks, pair)
	if !ok {
		return (&tally{}).judge(nil)
	}
	return a.sum.judge(a.words)
}

// Score is the function Score with what the network reads. How the lists say that
// a holder stands remains so where they say it plainly and without doubt.
func (s *Scorer) Score(sents []models.Sentence, toks []models.Token, pair Pair, buf *Scratch) Judgement {
	a, ok := ask(sents, toks, pair)
	if !ok {
		return (&tally{}).judge(nil)
	}
	listed := a.sum.judge(a.words)
	q, ok := s.question(pair.Text, &a, toks, buf)
	if !ok {
		return listed
	}
	j := q.judge()
	switch {
	case a.held && a.sum.doubt == 0 && max(q.sum, -q.sum) >= plainly && j.Label != listed.Label:
		listed.Confidence = q.chance(listed.Label)
		return listed
	case j.Label == models.Neutral:
	case !listed.Evidence.Empty():
		j.Evidence = listed.Evidence
	default:
		j.Evidence = a.path.evidence(a.words)
	}
	return j
}

// Grounds are what a judgement of a pair is made of; false where the network
// cannot be asked.
func (s *Scorer) Grounds(sents []models.Sentence, toks []models.Token, pair Pair, buf *Scratch) (Grounds, bool) {
	a, ok := ask(sents, toks, pair)
	if !ok {
		return Grounds{}, false
	}
	q, ok := s.question(pair.Text, &a, toks, buf)
	return q.grounds(), ok
}

// An asked is a pair as tokens of a sentence, and what the lists show of it.
type asked struct {
	sent           *models.Sentence
	words          []models.Token
	holder, target thing
	held           bool // the holder stands in the sentence
	sum            tally
	path           path
	tied           bool // the path leads from holder to target
}

func ask(sents []models.Sentence, toks []models.Token, pair Pair) (a asked, ok bool) {
	i := holding(sents, pair.Target)
	if i < 0 {
		return a, false
	}
	a.sent, a.words = &sents[i], toks[sents[i].First:sents[i].Last]
	if k := holding(sents, pair.Holder); pair.HasHolder && k >= 0 && k != i && max(i-k, k-i) <= neighbours {
		a.sent, a.words = joined(sents[min(i, k):max(i, k)+1], toks)
	}
	s := sentence{words: read(pair.Text, a.words, nil)}
	s.parse()
	if a.target, ok = tokens(a.words, pair.Target); !ok {
		return a, false
	}
	a.path.word = predicate(a.words, a.target)
	if pair.HasHolder {
		a.holder, a.held = tokens(a.words, pair.Holder)
	}
	switch {
	case a.held:
		if p, ok := pathOf(a.words, a.holder, a.target); ok {
			a.path, a.tied = p, true
		}
		s.toward(&a.sum, a.holder, a.target)
	case pair.HasHolder:
		s.about(&a.sum, a.target, region{0, len(s.words)})
		a.sum.doubt = 500
	default:
		a.sum.least = soft
		s.about(&a.sum, a.target, region{0, len(s.words)})
		s.mood(&a.sum, a.target)
	}
	return a, true
}

// neighbours is how many sentences apart holder and target may stand to be read as
// if in one: what looks like two is often one that was cut.
const neighbours = 2

// joined makes one sentence of several that follow each other; their trees stand
// side by side.
func joined(sents []models.Sentence, toks []models.Token) (*models.Sentence, []models.Token) {
	all := models.Sentence{Span: sents[0].Span.Hull(sents[len(sents)-1].Span), Section: sents[0].Section, First: sents[0].First, Last: sents[len(sents)-1].Last}
	words := slices.Clone(toks[all.First:all.Last])
	for _, sent := range sents {
		for k := sent.First - all.First; k < sent.Last-all.First; k++ {
			if words[k].Head != models.None {
				words[k].Head += sent.First - all.First
			}
		}
	}
	return &all, words
}

// question asks the network what the lists cannot tell.
func (s *Scorer) question(text string, a *asked, toks []models.Token, buf *Scratch) (q question, ok bool) {
	ear := s.hear(text, a.sent, toks, buf)
	q = question{kind: "voice", sum: a.sum.sum, seen: a.sum.acted || len(a.sum.reasons) > 0}
	if !a.held {
		q.lean, ok = ear.voice(a.target)
		return q, ok
	}
	q.kind = "pair"
	if a.tied {
		q.path = a.path.String()
	}
	q.lean, ok = ear.holder(a.holder, a.target)
	return q, ok
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
