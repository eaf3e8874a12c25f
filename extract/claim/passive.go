package claim

// This file turns passives around: their agent is the source, their subject
// content ("Kyiv was accused of lying by Moscow").

// feeling participles name an attitude of their subject: "is convinced that".
var feeling = set("convince worry concern determine persuade scare shock anger upset disappoint thrill resign incline commit oppose dedicate confuse satisfy prepare alarm frustrate please delight")

// undergone fills source and content of a passive cue, whose content behind
// the verb is already there, if any. v is its valence.
func (f *finder) undergone(n int, d *draft) {
	g := f.groups[n]
	subject := f.subject[n]
	lemma := f.words[g.head].lemma
	if feeling[lemma] {
		f.setSource(d, subject)
		return
	}
	d.source = nil
	end := g.to
	if len(d.content) > 0 {
		end = d.content[0].to
	}
	for k := g.to; k < len(f.words) && k < g.to+14 && k <= end && f.words[k].sent == f.words[g.head].sent; k++ {
		if f.words[k].low != "by" {
			continue
		}
		if m := f.words[k-1].group; m != none && int(m) != n {
			continue // areas controlled by: another verb's agent
		}
		agent := f.nounRight(k+1, true)
		if agent.empty() {
			continue
		}
		if lemma == "accuse" {
			if d.frame == "of" && !f.words[f.heads(agent)[0]].is(proper) {
				continue // accused of helping tax avoidance by large firms
			}
			if from := f.charge(agent); d.frame == "by" && from > agent.from {
				// was accused by the union of hiding the money
				agent.to = from
				if to := f.phraseEnd(from, f.limit(g.head)); to > from {
					d.content = []stretch{{from, f.spread(from, to)}}
				}
				end = from
			}
		}
		f.setSource(d, agent)
		if len(d.content) > 0 && d.content[0].from <= k && d.content[0].to > k {
			if to := f.trim(d.content[0].from, k); to > d.content[0].from {
				d.content[0].to = to
			} else {
				d.content = nil
			}
		}
		if m := f.word(agent.to).group; len(d.content) == 0 && m != none && f.groups[m].infinite {
			// was said by the ministry to have left
			if to := f.clauseEnd(agent.to, f.limit(g.head)); to > agent.to {
				d.content = []stretch{{agent.to, to}}
			}
		}
		break
	}
	// it is alleged that; the reform, it was reported, would
	if subject.empty() || f.low(subject.from) == "it" && len(d.content) > 0 || subject.to > g.from {
		return
	}
	if addressing[lemma] || lemma == "ask" {
		// was told that, was asked about: the subject is spoken to
		if d.object.empty() {
			d.object = subject
		}
		if len(d.content) > 0 {
			return
		}
	}
	if lemma == "accuse" && subject.len() == 1 && f.words[subject.from].is(relative) {
		subject = f.antecedent(subject.from) // Berg, who is accused of
	}
	if d.object.empty() {
		d.object = subject
	}
	d.content = append([]stretch{subject}, d.content...)
}

// charge is where "of" and what somebody is accused of begin, behind the agent
// or as the last part of what seemed to be the agent; -1 if nowhere: accused by
// the head of the union | of greed.
func (f *finder) charge(agent stretch) int {
	for k := min(agent.to, len(f.words)-1); k > agent.from; k-- {
		if f.low(k) == "of" {
			return k
		}
	}
	return -1
}
