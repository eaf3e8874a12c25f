package encode

import "github.com/sayso-nlp/sayso/models"

// reading is a run of an article's sentences as the network reads it: the
// pieces and the case of each token, and the windows.
type reading struct {
	pieces  *Pieces
	first   int // the first token
	ids     []int32
	starts  []int32 // where a token's pieces begin in ids; one more for the end
	counts  []int32
	cases   []uint8
	windows []Window
}

// tokens is how many tokens the run has.
func (r *reading) tokens() int { return len(r.cases) }

// read takes the first sentences of sents, up to the window in which they have
// enough tokens, which must be at least the size of a window, and returns how
// many sentences these are.
func (r *reading) read(p *Pieces, text string, sents []models.Sentence, toks []models.Token, size, overlap, enough int) int {
	r.pieces = p
	r.ids, r.starts, r.counts, r.cases = r.ids[:0], append(r.starts[:0], 0), r.counts[:0], r.cases[:0]
	r.windows = r.windows[:0]
	if len(sents) == 0 {
		return 0
	}
	r.first = sents[0].First
	n := 0
	for n < len(sents) && len(r.cases) < enough {
		for _, tok := range toks[sents[n].First:sents[n].Last] {
			word := tok.In(text)
			before := len(r.ids)
			r.ids = p.AppendSome(r.ids, word, Room(size))
			r.counts = append(r.counts, int32(len(r.ids)-before))
			r.starts = append(r.starts, int32(len(r.ids)))
			r.cases = append(r.cases, Case(word))
		}
		n++
	}
	r.windows = Windows(r.windows, sents[:n], r.counts, size, overlap)
	if n == len(sents) {
		return n
	}
	// The next sentence might have room in the last window: that is left to the
	// next run, unless it ends a sentence that stands alone.
	last := r.windows[len(r.windows)-1]
	from := n
	for from > 0 && sents[from-1].First >= last.First {
		from--
	}
	if from < n && sents[from].First == last.First {
		n = from
		r.windows = r.windows[:len(r.windows)-1]
		r.cases = r.cases[:last.First-r.first]
	}
	return n
}

// window appends what the network reads of a window: the pieces between [CLS]
// and [SEP], the case of each, and where the first piece of each owned token
// stands.
func (r *reading) window(win Window, ids []int32, cases []uint8, heads []int32) ([]int32, []uint8, []int32) {
	ids, cases = append(ids, r.pieces.Begin), append(cases, NoCase)
	for tok := win.First; tok < win.Last; tok++ {
		if win.Begin <= tok && tok < win.End {
			heads = append(heads, int32(len(ids)))
		}
		own := r.ids[r.starts[tok-r.first]:r.starts[tok-r.first+1]]
		ids = append(ids, own...)
		for range own {
			cases = append(cases, r.cases[tok-r.first])
		}
	}
	return append(ids, r.pieces.End), append(cases, NoCase), heads
}
