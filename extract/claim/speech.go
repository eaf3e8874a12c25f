package claim

// This file gives quotations that have no cue of their own to a claim.

// leftover appends them to the claim whose speaker goes on: “A,” he said. “B.”
func (f *finder) leftover() {
	f.last = none
	for q := range f.quotes {
		quote := f.quotes[q]
		if quote.parent != none || !quote.speech {
			continue
		}
		if f.owner[q] != none {
			f.last = int(f.owner[q])
			continue
		}
		if quote.from == 0 {
			// A paragraph that opens with a quotation goes on with the speech
			// that ended the one before.
			if f.carried != none && f.whole(quote.stretch) {
				f.claims[f.carried].Content = append(f.claims[f.carried].Content, f.span(quote.stretch))
				f.owner[q] = carriedOn
			}
			continue
		}
		if f.last == none || f.words[quote.from-1].sent == f.words[quote.from].sent {
			continue
		}
		d := &f.drafts[f.last]
		if d.speech && f.words[d.end()-1].sent >= f.words[quote.from].sent-1 {
			d.content = append(d.content, quote.stretch)
			f.owner[q] = int32(f.last)
		}
	}
}

// carriedOn owns a quotation that goes on with a claim of the passage before.
const carriedOn = -2

// whole reports whether nothing stands behind the quotation in its passage.
func (f *finder) whole(q stretch) bool { return q.to >= len(f.words) }

// end is the end of the last word of the draft.
func (d *draft) end() int {
	end := 0
	for _, list := range [...][]stretch{d.source, d.cue, d.content} {
		for _, s := range list {
			end = max(end, s.to)
		}
	}
	return end
}

// carry remembers the claim whose quotation ends the passage, for the next one
// to go on with. first is the index of the passage's first claim.
func (f *finder) carry(index []int) {
	was := f.carried
	f.carried = none
	for q := len(f.quotes) - 1; q >= 0; q-- {
		if f.quotes[q].parent != none || !f.quotes[q].speech {
			continue
		}
		switch o := f.owner[q]; {
		case o == carriedOn:
			f.carried = was
		case o >= 0 && index[o] >= 0 && f.drafts[o].speech:
			f.carried = index[o]
		}
		return
	}
}

// script reads a speaker before a colon: Lavrov: “We agreed.”
func (f *finder) script() {
	for k := 1; k+1 < len(f.words); k++ {
		if !f.words[k].is(colon) || f.words[k].quote != none || !f.speechAt(k+1) {
			continue
		}
		l := f.words[k-1]
		var np stretch
		switch {
		case l.chunk != none && f.chunks[l.chunk].to == k:
			np = f.nounLeft(k)
		case l.low == ")":
			np, _ = f.bracketed(k - 1)
		}
		if np.empty() || np.from > 0 && f.words[np.from-1].sent == l.sent {
			continue
		}
		f.add(draft{entry: scripted, frame: colons, rate: 700, group: none, speech: true,
			source: []stretch{np}, cue: []stretch{{k, k + 1}}, content: []stretch{f.quotes[f.words[k+1].quote].stretch}})
	}
}

// scripted is the entry of a colon as cue.
var scripted = &entry{lemma: ":", part: active}
