package entity

import "github.com/sayso-nlp/sayso/models"

// speaks are verbs whose subject speaks the quotation beside them.
var speaks = set(`say tell add ask reply answer explain note state claim argue insist warn write declare announce continue recall acknowledge admit
	observe remark comment stress conclude suggest tweet post joke respond believe think agree complain confirm deny predict urge vow quip exclaim shout whisper lament boast`)

// quotations numbers the quotations of the document in the order in which they
// open and finds who speaks each: the subject of a verb of speech outside of it,
// in the sentence in which it ends or begins; else who spoke the one before, if
// that ended in the sentence before. A section and a second opening mark end a
// quotation that nobody closed.
func (p *phraser) quotations() {
	doc := p.doc
	p.quote = make([]int, len(doc.Tokens))
	p.speech = []int{models.None}
	var spans [][2]int // sentences in which each begins and ends
	spans = append(spans, [2]int{})
	open, section := 0, models.None
	begin := func(sent int) {
		p.speech = append(p.speech, models.None)
		spans = append(spans, [2]int{sent, sent})
		open = len(spans) - 1
	}
	for i, s := range doc.Sentences {
		if s.Section != section {
			section, open = s.Section, 0
		}
		for t := s.First; t < s.Last; t++ {
			switch doc.Tokens[t].In(doc.Article.Text) {
			case "“", "``":
				begin(i)
			case "”", "''":
				open = 0
			case "\"":
				if open == 0 {
					begin(i)
				} else {
					p.quote[t] = open
					open = 0
					continue
				}
			}
			p.quote[t] = open
			if open > 0 {
				spans[open][1] = i
			}
		}
	}
	speakers := make([]int, len(doc.Sentences))
	for i := range speakers {
		speakers[i] = p.speaker(i)
	}
	for q := 1; q < len(spans); q++ {
		from, to := spans[q][0], spans[q][1]
		if p.speech[q] = speakers[to]; p.speech[q] == models.None && from != to {
			p.speech[q] = speakers[from]
		}
		if p.speech[q] == models.None && q > 1 && from-spans[q-1][1] <= 1 && doc.Sentences[from].Section == doc.Sentences[spans[q-1][1]].Section {
			p.speech[q] = p.speech[q-1]
		}
	}
	p.spoken = map[int]bool{}
	for _, t := range p.speech {
		p.spoken[t] = true
	}
}

// speaker is the subject of a verb of speech that stands in the sentence outside
// of quotations, or None.
func (p *phraser) speaker(sent int) int {
	s := p.doc.Sentences[sent]
	for t := s.First; t < s.Last; t++ {
		if p.quote[t] != 0 || p.rel(t) != "nsubj" {
			continue
		}
		if v := p.up(t); v != models.None && p.quote[v] == 0 && speaks[p.doc.Tokens[v].Lemma] {
			return t
		}
	}
	return models.None
}
