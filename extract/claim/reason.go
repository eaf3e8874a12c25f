package claim

// A reason is a named property of a draft that speaks for or against it. The
// confidence of a claim is the sum of the weights of its reasons, squeezed into
// 0…1; the claims that fall below a floor are dropped.
type reason string

// reasons lists what speaks for or against draft d, in a fixed order.
func (f *finder) reasons(d *draft, list []reason) []reason {
	list = append(list, "bias", bucket(d.rate), reason("part "+string(d.entry.part)))
	if d.frame == "post" || d.speech {
		list = append(list, "speech")
	} else {
		list = append(list, reason("frame "+string(d.frame)))
	}
	list = append(list, f.sourceReason(d))
	if d.group != none {
		g := f.groups[d.group]
		before := f.low(g.from - 1)
		switch {
		case g.infinite:
			list = append(list, "infinite")
		case f.words[g.head].is(gerund) && g.participle && f.class(g.from-1)&(comma|mark) != 0:
			list = append(list, "participle behind a comma")
		case g.participle && !g.passive:
			list = append(list, "gerund")
			if f.class(g.from-1)&prep != 0 {
				list = append(list, "gerund behind a preposition")
			}
		case g.participle:
			list = append(list, "bare participle")
		case !g.tensed:
			list = append(list, "untensed")
		case f.words[g.head].is(gerund):
			list = append(list, "progressive")
		}
		if g.negated {
			list = append(list, "negated")
		}
		if g.modal != "" {
			list = append(list, "modal", reason("modal "+g.modal))
		}
		if f.words[g.from].tag == "VBP" || f.words[g.from].tag == "VBZ" {
			list = append(list, "present")
		}
		if before == "if" || before == "when" || before == "whether" {
			list = append(list, "behind if")
		}
		if q := f.words[g.head].quote; q != none && f.quotes[q].closed {
			list = append(list, "in a short quotation")
		}
	}
	if n := d.content[0].len(); !d.speech {
		switch {
		case n <= 1:
			list = append(list, "content of one word")
		case n <= 3:
			list = append(list, "short content")
		case n >= 12:
			list = append(list, "long content")
		}
	}
	if f.words[d.content[0].from].is(mark) && !d.speech {
		list = append(list, "content begins with a mark")
	}
	sent := f.sentence(d.cue[0].from)
	if !f.words[sent.to-1].is(stop | mark) {
		list = append(list, "headline")
	}
	if w := f.words[sent.to-1]; w.low == "?" {
		list = append(list, "in a question")
	}
	if d.inside {
		list = append(list, "nested")
	}
	return list
}

// bucket names the tenth that the rate falls in.
func bucket(rate int) reason {
	return reason("rate " + string(rune('0'+min(rate, 999)/100)))
}

// sourceReason says what kind of words the source is.
func (f *finder) sourceReason(d *draft) reason {
	if len(d.source) == 0 {
		return "no source"
	}
	s := d.source[0]
	w := f.words[s.from]
	switch {
	case w.is(relative):
		return "source is a relative"
	case s.len() == 1 && self[w.low]:
		return "source is the writer"
	case w.low == "you":
		return "source is the reader"
	case w.low == "it" || w.low == "this" || w.low == "that" || w.low == "there" || w.low == "these":
		return "source is a thing"
	case w.is(personal):
		return "source is a pronoun"
	}
	h := f.words[f.heads(s)[0]]
	switch {
	case h.is(proper):
		return "source is a name"
	case h.is(owner):
		return "source is a pronoun"
	case h.tag == "NNS":
		return "source is a plural"
	}
	return "source is a noun"
}
