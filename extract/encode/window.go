package encode

import "github.com/sayso-nlp/sayso/models"

// A Window is what the network reads at once: some tokens of one article. It
// gives the vectors of the tokens that it owns; where windows overlap, each
// token is owned by one of them.
type Window struct {
	First, Last int // the tokens that are read
	Begin, End  int // the tokens that are owned
}

// Windows appends the windows of a run of sentences: as many whole sentences as
// have room, one after the other. A sentence that has no room in a window of
// its own is cut at tokens, into windows that overlap; a token of the overlap
// belongs to the window in which it stands further from the cut. Sections do
// not matter. So what a sentence is read with depends on its article alone; and
// any sentence that a window begins with may begin another run.
//
// pieces holds how many pieces each token has, beginning with the token
// sents[0].First. Size counts the pieces of a window, [CLS] and [SEP] among
// them; a token that is larger is cut off (see [Room]). Overlap must be less
// than the room. Time and memory are linear in the tokens.
func Windows(dst []Window, sents []models.Sentence, pieces []int32, size, overlap int) []Window {
	if len(sents) == 0 {
		return dst
	}
	room := Room(size)
	base := sents[0].First
	count := func(tok int) int { return min(int(pieces[tok-base]), room) }

	free, open := 0, false // of the window that sentences are added to
	for _, sent := range sents {
		need := 0
		for tok := sent.First; tok < sent.Last && need <= room; tok++ {
			need += count(tok)
		}
		switch {
		case need > room:
			dst = appendCut(dst, sent.First, sent.Last, count, room, overlap)
			open = false
		case open && need <= free:
			last := &dst[len(dst)-1]
			last.Last, last.End = sent.Last, sent.Last
			free -= need
		default:
			dst = append(dst, Window{sent.First, sent.Last, sent.First, sent.Last})
			free, open = room-need, true
		}
	}
	return dst
}

// Room is how many pieces of tokens a window of a size holds beside [CLS] and
// [SEP]. A token's pieces beyond that are left out.
func Room(size int) int { return max(size-2, 1) }

// appendCut cuts a run of tokens without a place to cut. Each window takes what
// fits and begins with what the one before ends with: up to overlap pieces, and
// fewer where the next token needs the room.
func appendCut(dst []Window, first, last int, count func(tok int) int, room, overlap int) []Window {
	begin := first // of what no window owns yet
	for from, to, held := first, first, 0; ; {
		for to < last && held+count(to) <= room {
			held += count(to)
			to++
		}
		if to == last {
			return append(dst, Window{from, last, begin, last})
		}
		next, shared := from, held
		for shared > overlap || shared+count(to) > room {
			shared -= count(next)
			next++
		}
		end, before := next, 0
		for end < to && before <= shared-before-count(end) {
			before += count(end)
			end++
		}
		if end > begin {
			dst = append(dst, Window{from, to, begin, end})
			begin = end
		}
		from, held = next, shared
	}
}
