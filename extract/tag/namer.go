package tag

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A namer is prose's maximum-entropy classifier of name labels (after NLTK's
// chunker): the label with the highest sum of weights. Its probabilities grow
// with that sum, so no exponential is needed to decide.
type namer struct {
	labels []string
	outer  uint8     // the label O
	past   []history // by label: what stands for it in features
	cells  []cell

	bias              row
	form, lower       rows
	prev, next        rows
	prevNone          row
	nextNone          row
	basic             [2]row
	isBasic           []bool // by form id
	length            []row
	pref, suf         map[suffix]row
	prefLong, sufLong map[string]row
	pos, prevPos      []row
	nextPos           []row
	prevPosNone       row
	nextPosNone       row
	prevTag           [histories]row
	posTag            [][histories]row
	shape             [shapes]row
	shapeTag          [shapes + 1][histories]row // the last shape stands for none
	formPos           map[uint64]row             // lower form and next tag
	none              tagID                      // as next tag, at the end
}

// history is the label of the word before, without its type.
type history uint8

const (
	histNone history = iota
	histB
	histI
	histO
	histories
)

var historyNames = [histories]string{"None", "B", "I", "O"}

// shape is what a word looks like.
type shape uint8

const (
	shapeNumber shape = iota
	shapePunct
	shapeDown
	shapeUp
	shapeMixed
	shapeOther
	shapes
)

var shapeNames = [shapes]string{"number", "punct", "downcase", "upcase", "mixedcase", "other"}

// nameParts is how finely the weights of names are kept: their sums stay far
// below 2³¹, and no two candidates of a real sentence are as close.
const nameParts = 1 << 20

func (m *model) loadNamer() {
	var mapping map[string]int
	var weights []float64
	var labels, basic []string
	asset("Maxent/mapping", &mapping)
	asset("Maxent/weights", &weights)
	asset("Maxent/labels", &labels)
	asset("Maxent/words", &basic)

	n := &m.namer
	slices.Sort(labels)
	n.labels = labels
	n.outer = uint8(slices.Index(labels, "O"))
	for _, label := range labels {
		kind, _, _ := strings.Cut(label, "-")
		n.past = append(n.past, history(max(0, slices.Index(historyNames[:], kind))))
	}
	n.pref, n.suf = make(map[suffix]row), make(map[suffix]row)
	n.prefLong, n.sufLong = make(map[string]row), make(map[string]row)
	n.pos, n.prevPos, n.nextPos = make([]row, len(m.tags)), make([]row, len(m.tags)), make([]row, len(m.tags))
	n.posTag = make([][histories]row, len(m.tags))
	n.formPos = make(map[uint64]row)
	n.none = tagID(len(m.tags))

	// A key is a feature's name, its value and a label, joined by dashes.
	type weighed struct {
		value string // name and value
		cell  cell
	}
	all := make([]weighed, 0, len(mapping))
	for key, i := range mapping {
		for l, label := range labels {
			if value, ok := strings.CutSuffix(key, "-"+label); ok {
				all = append(all, weighed{value, cell{uint8(l), fixed(weights[i], nameParts)}})
				break
			}
		}
	}
	slices.SortFunc(all, func(a, b weighed) int {
		if d := strings.Compare(a.value, b.value); d != 0 {
			return d
		}
		return int(a.cell.label) - int(b.cell.label)
	})
	n.cells = make([]cell, len(all))
	for i := 0; i < len(all); {
		r := row{first: uint32(i)}
		k := i
		for ; k < len(all) && all[k].value == all[i].value; k++ {
			n.cells[k] = all[k].cell
		}
		r.end = uint32(k)
		name, value, _ := strings.Cut(all[i].value, "-")
		if name == "en" { // the one name with a dash in it
			name, value, _ = strings.Cut(value, "-")
		}
		n.file(m, name, value, r)
		i = k
	}
	for _, form := range basic {
		m.intern(form)
	}
	n.isBasic = make([]bool, len(m.ids)+1)
	for _, form := range basic {
		n.isBasic[m.id(form)] = true
	}
}

// file puts a feature's row where its name and value say.
func (n *namer) file(m *model, name, value string, r row) {
	ascii := func(long map[string]row, short map[suffix]row) {
		if len(value) <= 3 {
			short[suffixOf(value)] = r
		}
		long[value] = r
	}
	hist := func(s string) history { return history(max(0, slices.Index(historyNames[:], s))) }
	switch name {
	case "bias":
		n.bias = r
	case "wordlist":
		if value == "True" {
			n.basic[1] = r
		} else {
			n.basic[0] = r
		}
	case "word":
		n.form.set(m.intern(value), r)
	case "word.lower":
		n.lower.set(m.intern(value), r)
	case "prevword":
		if value == "None" {
			n.prevNone = r
		}
		n.prev.set(m.intern(value), r)
	case "nextword":
		if value == "None" {
			n.nextNone = r
		}
		n.next.set(m.intern(value), r)
	case "wordlen":
		if k, err := strconv.Atoi(value); err == nil && k >= 0 && k < 1000 {
			for len(n.length) <= k {
				n.length = append(n.length, row{})
			}
			n.length[k] = r
		}
	case "prefix3":
		ascii(n.prefLong, n.pref)
	case "suffix3":
		ascii(n.sufLong, n.suf)
	case "shape":
		if i := slices.Index(shapeNames[:], value); i >= 0 {
			n.shape[i] = r
		}
	case "shape+prevtag":
		kind, tag, _ := strings.Cut(value, "+")
		if i := slices.Index(shapeNames[:], kind); i >= 0 {
			n.shapeTag[i][hist(tag)] = r
		} else if kind == "None" {
			n.shapeTag[shapes][hist(tag)] = r
		}
	case "prevtag":
		if i := slices.Index(historyNames[:], value); i >= 0 {
			n.prevTag[i] = r
		}
	case "pos":
		if id, ok := m.tagID(value); ok {
			n.pos[id] = r
		}
	case "prevpos":
		if id, ok := m.tagID(value); ok {
			n.prevPos[id] = r
		} else if value == "None" {
			n.prevPosNone = r
		}
	case "nextpos":
		if value == "None" {
			n.nextPosNone = r
		}
		for id, tag := range m.tags {
			if strings.ToLower(tag) == value {
				n.nextPos[id] = r
			}
		}
	case "pos+prevtag":
		if i := strings.LastIndexByte(value, '+'); i > 0 {
			if id, ok := m.tagID(value[:i]); ok && slices.Contains(historyNames[:], value[i+1:]) {
				n.posTag[id][hist(value[i+1:])] = r
			}
		}
	case "word+nextpos":
		if i := strings.LastIndexByte(value, '+'); i > 0 {
			form := m.intern(value[:i])
			if value[i+1:] == "None" {
				n.formPos[tagForm(n.none, form)] = r
			}
			for id, tag := range m.tags {
				if strings.ToLower(tag) == value[i+1:] {
					n.formPos[tagForm(tagID(id), form)] = r
				}
			}
		}
	}
}

// common reports whether a form in lower case speaks against being in a name.
func (n *namer) common(id int32) bool {
	r := n.lower.at(id)
	best, top := n.outer+1, int32(0)
	for _, c := range n.cells[r.first:r.end] {
		if c.weight > top {
			best, top = c.label, c.weight
		}
	}
	return best == n.outer
}

// name fills the labels of a sentence.
func (n *namer) name(s *sequence) {
	past := histNone
	for i := range s.words {
		s.words[i].label = n.best(s, i, past)
		past = n.past[s.words[i].label]
	}
}

// best sums the weights of the features of word i.
func (n *namer) best(s *sequence, i int, past history) uint8 {
	var sums [16]int32
	add := func(r row) {
		for _, c := range n.cells[r.first:r.end] {
			sums[c.label&15] += c.weight
		}
	}
	w := &s.words[i]
	add(n.bias)
	add(n.form.at(w.id))
	add(n.lower.at(w.lower))
	add(n.pos[w.tag])
	if int(w.id) < len(n.isBasic) && n.isBasic[w.id] {
		add(n.basic[1])
	} else {
		add(n.basic[0])
	}
	if len(w.form) < len(n.length) {
		add(n.length[len(w.form)])
	}
	pref, suf := n.affixes(w.form)
	add(pref)
	add(suf)
	add(n.shape[w.shape])
	before := shapes
	if i == 0 {
		add(n.prevNone)
		add(n.prevPosNone)
	} else {
		add(n.prev.at(s.words[i-1].lower))
		add(n.prevPos[s.words[i-1].tag])
	}
	if i > 1 { // so was it trained: the second word knows no shape before it
		before = s.words[i-1].shape
	}
	add(n.prevTag[past])
	add(n.posTag[w.tag][past])
	add(n.shapeTag[before][past])
	next := n.none
	if i+1 < len(s.words) {
		next = s.words[i+1].tag
		add(n.next.at(s.words[i+1].lower))
		add(n.nextPos[next])
	} else {
		add(n.nextNone)
		add(n.nextPosNone)
	}
	if w.lower != unknown {
		add(n.formPos[tagForm(next, w.lower)])
	}
	best := 0
	for l := 1; l < len(n.labels); l++ {
		if sums[l] > sums[best] {
			best = l
		}
	}
	return uint8(best)
}

// affixes finds the rows of the first and last three bytes in lower case.
func (n *namer) affixes(form string) (pref, suf row) {
	head, tail := form[:min(len(form), 3)], form[len(form)-min(len(form), 3):]
	if isASCII(head) {
		pref = n.pref[lowerSuffix(head)]
	} else {
		pref = n.prefLong[strings.ToLower(head)]
	}
	if isASCII(tail) {
		suf = n.suf[lowerSuffix(tail)]
	} else {
		suf = n.sufLong[strings.ToLower(tail)]
	}
	return pref, suf
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func lowerSuffix(s string) suffix {
	v := suffix(len(s))
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		v = v<<8 | suffix(c)
	}
	return v
}

// shapeOf says what a word looks like. Only ASCII letters, digits and _ make a
// word here, as in the training.
func shapeOf(form string) shape {
	c := form[0]
	if ('0' <= c && c <= '9' || strings.IndexByte("+-.iInN", c) >= 0) && numeric(form) {
		return shapeNumber
	}
	last := form[len(form)-1]
	if last != '_' && !('0' <= last && last <= '9') && !('a' <= last|0x20 && last|0x20 <= 'z') {
		return shapePunct
	}
	lower, title, start := true, true, true
	for _, r := range form {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				lower = false
			} else if start && 'a' <= r && r <= 'z' {
				title = false
			}
			start = r != '_' && !('0' <= r && r <= '9') && !('a' <= r|0x20 && r|0x20 <= 'z')
			continue
		}
		if unicode.ToLower(r) != r {
			lower = false
		}
		if start && unicode.ToTitle(r) != r {
			title = false
		}
		start = !unicode.IsLetter(r) && !unicode.IsDigit(r) && unicode.IsSpace(r)
	}
	switch {
	case lower:
		return shapeDown
	case title:
		return shapeUp
	}
	return shapeMixed
}

// numeric reports whether a word reads as a number.
func numeric(form string) bool {
	_, err := strconv.ParseFloat(form, 64)
	return err == nil
}
