package claim

import "strings"

// A chunk is a noun phrase without what hangs behind its head noun: "the former
// prime minister", "Moscow's envoy", "she", "1,200 of" not.
type chunk struct {
	stretch
	head int
}

// chunk finds the noun chunks.
func (p *passage) chunk() {
	p.chunks = p.chunks[:0]
	for i := 0; i < len(p.words); {
		end, head := p.nominal(i)
		if end == i {
			i++
			continue
		}
		for k := i; k < end; k++ {
			p.words[k].chunk = int32(len(p.chunks))
		}
		p.chunks = append(p.chunks, chunk{stretch{i, end}, head})
		i = end
	}
}

// nominal returns the end of the noun chunk that begins at i and its head, or
// i if none does.
func (p *passage) nominal(i int) (end, head int) {
	start := i
	if p.words[i].group != none {
		return start, start
	}
	if p.words[i].is(personal) {
		return i + 1, i
	}
	head = none
	sent := p.words[i].sent
	for i < len(p.words) && p.words[i].sent == sent && p.words[i].group == none {
		w := p.words[i]
		switch {
		case w.is(joint) && i > start:
		case i > start && p.words[i-1].is(joint) && !w.is(noun|mark|comma|stop|bracket):
			// two-year, state-run, 50- or
		case w.is(noun):
			// said Tuesday | Putin: a day ends a chunk, a name after a common
			// noun goes on with it ("spokesman Jay Carney").
			if head != none && days[p.words[head].low] && !p.words[start].is(article|owner) {
				return head + 1, head // but "a Tuesday letter"
			}
			if head != none && head > start && w.is(proper) && !p.words[head].is(proper) && (hollow[p.words[head].low] || p.words[head].tag == "NNS") {
				return head + 1, head
			}
			head = i
		case w.is(genitive):
			if head == none {
				return p.cut(start, head)
			}
			head = none
			// 's at the end: "Lloyd's said"
			if p.class(i+1)&(noun|adjective|number|article|past|gerund|adverb|mark) == 0 || p.word(i+1).group != none {
				return i + 1, i - 1
			}
		case w.is(article | owner):
			if i > start && p.class(i-1)&(article|genitive) == 0 {
				return p.cut(start, head)
			}
			if i > start && head != none {
				return p.cut(start, head)
			}
		case w.is(adjective | number | past | gerund):
			if head != none && w.is(adjective) && !w.is(number) && !p.words[head].is(number) && !w.is(past|gerund) && !p.qualified(start, i) {
				return p.cut(start, head)
			}
			if w.is(number) {
				head = i
			}
		case w.is(adverb) && head == none && i+1 < len(p.words) && p.words[i+1].is(adjective|number|past) && i > start:
		case w.is(comma|conj) && head == none && i > start && p.adjectives(i):
		case w.is(conj) && head == none && i > start && p.class(i+1)&adjective != 0 && p.class(i-1)&adjective != 0:
		case w.is(mark) && head == none && i > start && p.words[i].quote != none && p.quotes[p.words[i].quote].len() < 6:
			// the so-called "reform" bill
		default:
			return p.cut(start, head)
		}
		i++
	}
	return p.cut(start, head)
}

// qualified reports an adjective at i that stands between a name and the head
// noun: "the Russian foreign ministry", where the tagger takes Russian for a noun.
func (p *passage) qualified(start, i int) bool {
	if !p.words[i-1].is(proper) || p.class(i+1)&noun == 0 || p.words[i+1].is(proper) || p.words[i+1].sent != p.words[i].sent {
		return false
	}
	if c := p.text[p.words[i].Start]; 'A' <= c && c <= 'Z' {
		return true // the House Republican leader
	}
	low := p.words[i-1].low
	for _, end := range [...]string{"an", "ish", "ese", "ch", "ic"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return p.words[start].is(article|owner) && i-1 > start
}

// adjectives reports whether the comma or conjunction at i goes on with a list of
// adjectives before a noun: "the French, German and Dutch unions".
func (p *passage) adjectives(i int) bool {
	if i < 1 || !p.words[i-1].is(adjective) {
		return false
	}
	for k, n := i, 0; n < 6; n++ {
		if p.class(k)&(comma|conj) == 0 {
			return p.class(k)&noun != 0
		}
		if k++; p.class(k)&conj != 0 {
			k++
		}
		if p.class(k)&adjective == 0 || p.words[k].sent != p.words[i].sent {
			return false
		}
		k++
	}
	return false
}

func (p *passage) word(i int) word {
	if i < 0 || i >= len(p.words) {
		return word{group: none, chunk: none, quote: none}
	}
	return p.words[i]
}

var days = set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")

// cut ends a chunk at its head; without a noun, articles and adjectives that
// stand alone ("this", "many", "the poor") are a chunk of their own.
func (p *passage) cut(start, head int) (int, int) {
	if head != none {
		return head + 1, head
	}
	i := start
	if p.words[i].is(article|adjective|number) && p.words[i].low != "the" && p.words[i].low != "a" && p.words[i].low != "an" {
		return i + 1, i
	}
	if p.words[i].is(article) && p.class(i+1)&adjective != 0 {
		return i + 2, i + 1
	}
	return start, start
}
