package tag

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// A tagger is prose's averaged perceptron (after Matthew Honnibal's of
// TextBlob): the tag with the highest sum of weights, decided left to right.
type tagger struct {
	cells []cell
	sure  []uint8 // by form id: tag + 1 of a form with one tag alone, else 0

	bias                  row
	pref                  [256]row
	suf, prevSuf, nextSuf map[suffix]row
	form, prev, prev2     rows
	next, next2           rows
	tag1, tag2            []row
	tag12                 []row // by first tag · len(tags) + second
	tagForm               map[uint64]row
	tags                  int // how many there are, marks included
	start, start2         tagID
	end, end2             int32 // ids of the words behind a sentence
	begin, begin2         int32 // and of those before it
	endSuf, beginSuf      suffix
	dash, sym, noun       tagID
	name, names           tagID
}

// The marks that stand where no tag does.
const (
	startTag  = "-START-"
	startTag2 = "-START2-"
	dashTag   = "-"
)

func (m *model) loadTagger() {
	var classes []string
	var sure map[string]string
	var weights map[string]map[string]float64
	asset("AveragedPerceptron/classes", &classes)
	asset("AveragedPerceptron/tags", &sure)
	asset("AveragedPerceptron/weights", &weights)
	slices.Sort(classes)
	m.tags = append(slices.Clone(classes), startTag, startTag2, dashTag)

	t := &m.tagger
	t.tags = len(m.tags)
	t.tag1, t.tag2 = make([]row, t.tags), make([]row, t.tags)
	t.tag12 = make([]row, t.tags*t.tags)
	t.tagForm = make(map[uint64]row, 1<<15)
	t.suf, t.prevSuf, t.nextSuf = make(map[suffix]row), make(map[suffix]row), make(map[suffix]row)
	t.start, _ = m.tagID(startTag)
	t.start2, _ = m.tagID(startTag2)
	t.dash, _ = m.tagID(dashTag)
	t.sym, _ = m.tagID("SYM")
	t.noun, _ = m.tagID("NN")
	t.name, _ = m.tagID("NNP")
	t.names, _ = m.tagID("NNPS")
	t.begin, t.begin2 = m.intern("-START-"), m.intern("-START2-")
	t.end, t.end2 = m.intern("-END-"), m.intern("-END2-")
	t.endSuf, t.beginSuf = suffixOf("-END-"), suffixOf("-START2-")

	features := make([]string, 0, len(weights))
	for f := range weights {
		features = append(features, f)
	}
	slices.Sort(features) // so that ids and rows are the same each time
	for _, f := range features {
		r := row{first: uint32(len(t.cells))}
		for i, class := range classes {
			if w, ok := weights[f][class]; ok {
				t.cells = append(t.cells, cell{uint8(i), fixed(w, 1000)})
			}
		}
		r.end = uint32(len(t.cells))
		if r.first < r.end {
			t.file(m, f, r)
		}
	}
	t.sure = make([]uint8, len(m.ids)+len(sure)+1)
	for _, form := range sorted(sure) {
		if tag, ok := m.tagID(sure[form]); ok {
			t.sure[m.intern(form)] = uint8(tag) + 1
		}
	}
}

// sorted returns the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// file puts a feature's row where its name says: "i-1 word said".
func (t *tagger) file(m *model, f string, r row) {
	cut := func(prefix string) (string, bool) { return strings.CutPrefix(f, prefix) }
	// Longer ones, of more bytes than characters, are never asked for.
	ends := func(table map[suffix]row, v string) {
		if len(v) <= 3 {
			table[suffixOf(v)] = r
		}
	}
	if f == "bias" {
		t.bias = r
	} else if v, ok := cut("i suffix "); ok {
		ends(t.suf, v)
	} else if v, ok := cut("i-1 suffix "); ok {
		ends(t.prevSuf, v)
	} else if v, ok := cut("i+1 suffix "); ok {
		ends(t.nextSuf, v)
	} else if v, ok := cut("i pref1 "); ok {
		// A first byte stands as the code point of its number.
		if c, _ := utf8.DecodeRuneInString(v); c < 256 {
			t.pref[c] = r
		}
	} else if v, ok := cut("i word "); ok {
		t.form.set(m.intern(v), r)
	} else if v, ok := cut("i-1 word "); ok {
		t.prev.set(m.intern(v), r)
	} else if v, ok := cut("i-2 word "); ok {
		t.prev2.set(m.intern(v), r)
	} else if v, ok := cut("i+1 word "); ok {
		t.next.set(m.intern(v), r)
	} else if v, ok := cut("i+2 word "); ok {
		t.next2.set(m.intern(v), r)
	} else if v, ok := cut("i-1 tag+i word "); ok {
		if tag, form, ok := strings.Cut(v, " "); ok {
			if id, ok := m.tagID(tag); ok {
				t.tagForm[tagForm(id, m.intern(form))] = r
			}
		}
	} else if v, ok := cut("i tag+i-2 tag "); ok {
		if a, b, ok := strings.Cut(v, " "); ok {
			if a, ok := m.tagID(a); ok {
				if b, ok := m.tagID(b); ok {
					t.tag12[int(a)*t.tags+int(b)] = r
				}
			}
		}
	} else if v, ok := cut("i-1 tag "); ok {
		if id, ok := m.tagID(v); ok {
			t.tag1[id] = r
		}
	} else if v, ok := cut("i-2 tag "); ok {
		if id, ok := m.tagID(v); ok {
			t.tag2[id] = r
		}
	}
}

func tagForm(tag tagID, form int32) uint64 { return uint64(tag)<<32 | uint64(uint32(form)) }

// common reports whether the tagger knows a form in lower case as something
// else than a name.
func (t *tagger) common(id int32) bool {
	if int(id) < len(t.sure) && t.sure[id] > 0 {
		return true
	}
	r := t.form.at(id)
	best, top := uint8(0), int32(0)
	for _, c := range t.cells[r.first:r.end] {
		if c.weight > top {
			best, top = c.label, c.weight
		}
	}
	return top > 0 && tagID(best) != t.name && tagID(best) != t.names
}

// tag fills the tags of a sentence.
func (t *tagger) tag(s *sequence) {
	one, two := t.start, t.start2
	for i := range s.words {
		w := &s.words[i]
		w.tag = t.decide(s, i, one, two)
		two, one = one, w.tag
	}
}

// decide finds the tag of word i behind the tags one and, before it, two.
func (t *tagger) decide(s *sequence, i int, one, two tagID) tagID {
	w := &s.words[i]
	switch {
	case w.form == "-":
		return t.dash
	case emoticon(w.form):
		return t.sym
	case address(w.form):
		return t.noun
	}
	if int(w.sure) < len(t.sure) && t.sure[w.sure] > 0 {
		return tagID(t.sure[w.sure] - 1)
	}
	return t.best(s, i, one, two)
}

// best sums the weights of the features of word i.
func (t *tagger) best(s *sequence, i int, one, two tagID) tagID {
	var sums [64]int32
	var seen uint64
	add := func(r row) {
		for _, c := range t.cells[r.first:r.end] {
			sums[c.label&63] += c.weight
			seen |= 1 << (c.label & 63)
		}
	}
	w := &s.words[i]
	prev, prevSuf, prev2 := t.begin2, t.beginSuf, t.begin
	if i > 0 {
		prev, prevSuf, prev2 = s.words[i-1].norm, s.words[i-1].norms, t.begin2
	}
	if i > 1 {
		prev2 = s.words[i-2].norm
	}
	next, nextSuf, next2 := t.end, t.endSuf, t.end2
	if i+1 < len(s.words) {
		next, nextSuf, next2 = s.words[i+1].norm, s.words[i+1].norms, t.end
	}
	if i+2 < len(s.words) {
		next2 = s.words[i+2].norm
	}
	add(t.bias)
	add(t.suf[w.ends])
	add(t.pref[w.cased[0]])
	add(t.tag1[one])
	add(t.tag2[two])
	add(t.tag12[int(one)*t.tags+int(two)])
	add(t.form.at(w.norm))
	if w.norm != unknown {
		add(t.tagForm[tagForm(one, w.norm)])
	}
	add(t.prev.at(prev))
	add(t.prevSuf[prevSuf])
	add(t.prev2.at(prev2))
	add(t.next.at(next))
	add(t.nextSuf[nextSuf])
	add(t.next2.at(next2))

	best := bits.TrailingZeros64(seen)
	if best == 64 {
		return t.noun
	}
	for rest := seen & (seen - 1); rest != 0; rest &= rest - 1 {
		if l := bits.TrailingZeros64(rest); sums[l] > sums[best] {
			best = l
		}
	}
	return tagID(best)
}

// emoticon reports whether a word is a face of marks: ":-)", ";)", "=D".
func emoticon(form string) bool {
	if len(form) < 2 || len(form) > 5 {
		return false
	}
	if strings.IndexByte(":;=", form[0]) < 0 {
		return false
	}
	mouth := strings.TrimLeft(form[1:], "-'`")
	return len(mouth) > 0 && strings.Trim(mouth, mouth[:1]) == "" && strings.IndexByte("()[]DPpoO*/|X3", mouth[0]) >= 0
}

// address reports whether a word is the address of a page or a mailbox, or the
// name of a user. (prose takes any word with a point inside for one, "3.55"
// among them; here that is left to the weights.)
func address(form string) bool {
	if form[0] == '@' {
		return len(form) > 1
	}
	if strings.Contains(form, "://") || strings.HasPrefix(form, "www.") {
		return true
	}
	if i := strings.IndexByte(form, '@'); i > 0 {
		return strings.IndexByte(form[i:], '.') > 0
	}
	return false
}
