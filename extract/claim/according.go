package claim

// according reads "according to X" on either side of its content.
func (f *finder) according() {
	for k := 0; k+2 < len(f.words); k++ {
		if f.words[k].low != "according" || f.words[k+1].low != "to" || f.words[k].quote != none {
			continue
		}
		source := f.nounRight(k+2, true)
		if source.empty() {
			continue
		}
		sent := f.sentence(k)
		d := draft{entry: f.lex.entries[active]["accord to"], frame: "according to", rate: 950, group: none, cue: []stretch{{k, k + 2}}, source: []stretch{source}}
		if k == sent.from || k == sent.from+1 && f.class(sent.from)&conj != 0 {
			from := source.to
			if f.class(from)&comma != 0 {
				from++
			}
			if from < sent.to {
				d.content = []stretch{{from, f.spread(from, f.clauseEnd(from, len(f.words)))}}
			}
		} else {
			left := stretch{f.dateline(sent.from), k}
			if f.class(left.from)&conj != 0 {
				left.from++
			}
			if q := f.speechBefore(k); q != none {
				d.content = f.withEarlier(f.quotes[q].stretch)
				d.speech = true
			} else {
				if f.class(k-1)&(comma|dash) != 0 {
					left.to--
				}
				d.content = []stretch{left}
				if f.class(source.to)&comma != 0 && source.to+1 < sent.to {
					from := source.to + 1
					d.content = append(d.content, stretch{from, f.spread(from, f.clauseEnd(from, len(f.words)))})
				}
			}
		}
		ok := true
		for _, c := range d.content {
			ok = ok && !c.empty()
		}
		if ok && d.entry != nil {
			f.add(d)
		}
	}
}
