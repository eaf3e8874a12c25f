package claim

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/models"
)

// A part is the part of speech of a cue's head, as the list writes it.
type part string

// The parts of speech of cues.
const (
	active  part = "verb"    // said
	passive part = "passive" // is alleged
	nominal part = "noun"    // the claim
	quality part = "adj"     // confident
)

// An entry is a cue of the list.
type entry struct {
	lemma string // words joined by spaces: "point out"
	part  part
	kind  models.ClaimType
	// rates says for each frame that makes the word a cue how often it is one,
	// in thousandths.
	rates map[frame]int
}

// A lexicon finds cues by part of speech and lemma.
type lexicon struct {
	entries map[part]map[string]*entry
	longer  map[string]bool // first words of cues of several words
}

var cues = sync.OnceValue(func() *lexicon {
	lex, err := newLexicon(data.Rows("cue"))
	if err != nil {
		panic(err)
	}
	return lex
})

// newLexicon reads the rows of a list of cues.
func newLexicon(rows [][]string) (*lexicon, error) {
	lex := &lexicon{entries: map[part]map[string]*entry{}, longer: map[string]bool{}}
	for _, row := range rows {
		if len(row) != 4 {
			return nil, fmt.Errorf("claim: a cue has %d columns, not 4", len(row))
		}
		e := &entry{lemma: row[0], part: part(row[1]), rates: map[frame]int{}}
		kind, ok := models.ParseClaimType(row[2])
		if !ok {
			return nil, fmt.Errorf("claim: cue %s: no type %q", row[0], row[2])
		}
		e.kind = kind
		for _, field := range strings.Split(row[3], ", ") {
			name, rate, _ := strings.Cut(field, ":")
			n, err := strconv.Atoi(rate)
			if err != nil {
				return nil, fmt.Errorf("claim: cue %s: no rate in %q", row[0], field)
			}
			e.rates[frame(name)] = n
		}
		if lex.entries[e.part] == nil {
			lex.entries[e.part] = map[string]*entry{}
		}
		lex.entries[e.part][e.lemma] = e
		if first, _, ok := strings.Cut(e.lemma, " "); ok {
			lex.longer[string(e.part)+" "+first] = true
		}
	}
	return lex, nil
}

// find returns the longest entry whose first word is the lemma of word h and
// whose others follow it, and the end of its words.
func (lex *lexicon) find(p *passage, part part, h int) (*entry, int) {
	w := p.words[h]
	m := lex.entries[part]
	if lex.longer[string(part)+" "+w.lemma] {
		key := w.lemma
		var best *entry
		end := h
		for k := h + 1; k <= h+2 && k < len(p.words) && p.words[k].sent == w.sent; k++ {
			key += " " + p.words[k].low
			if e := m[key]; e != nil {
				best, end = e, k+1
			}
		}
		if best != nil {
			return best, end
		}
	}
	return m[w.lemma], h + 1
}
