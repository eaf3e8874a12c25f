package report

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// A packer chooses what the page holds beside the figures, and packs it.
//
// Articles come in the order of their rank. First their claims and stances are
// packed, which the page searches, until they take indexShare of the room; then
// texts, which it opens one by one, until the room is full. Both stand in
// blocks, so that a browser unpacks a text only when somebody opens it.
type packer struct {
	who   actors
	room  int64
	ranks []weight

	blocks []string
	texts  [][]int      // by block of texts, the numbers of its articles
	index  int          // blocks of claims and stances
	listed map[int]bool // articles whose claims and stances are packed, by number
	page   Page
}

const (
	indexShare = 0.6
	blockBytes = 256 << 10 // of JSON, about, in a block
	// held is how many times the room packed JSON may be in memory: text packs
	// to less than half, and no page holds more of it than that.
	held = 4
)

// perFind and perArticle are about how much JSON a claim or stance takes, and an
// article without any.
const (
	perFind    = 300
	perArticle = 300
)

func (p *packer) pack(s *snapshot.Snapshot) error {
	entries, texts := p.candidates()
	for d, err := range snapshot.Dossiers(s) {
		if err != nil {
			return err
		}
		if _, ok := entries[d.Number]; ok {
			entries[d.Number] = entryOf(d)
		}
		if _, ok := texts[d.Number]; ok {
			text, err := json.Marshal(textOf(d, p.who))
			if err != nil {
				return fmt.Errorf("packing article %s: %w", d.ArticleID, err)
			}
			texts[d.Number] = text
		}
	}
	used, err := p.packIndex(entries)
	if err != nil {
		return err
	}
	return p.packTexts(texts, used)
}

// candidates picks the articles that could get in, by number.
func (p *packer) candidates() (map[int]*entry, map[int]json.RawMessage) {
	entries, texts := make(map[int]*entry), make(map[int]json.RawMessage)
	most := held * p.room
	var index, text int64
	for _, w := range p.ranks {
		if index += perArticle + perFind*int64(w.finds); index > most {
			break
		}
		entries[w.number] = nil
		if text += int64(w.bytes); text <= most {
			texts[w.number] = nil
		}
	}
	return entries, texts
}

// packIndex packs claims and stances and returns how much room they took.
func (p *packer) packIndex(entries map[int]*entry) (used int64, err error) {
	most := int64(indexShare * float64(p.room))
	p.listed = make(map[int]bool)
	size := func(number int) int {
		e := entries[number]
		return perArticle + perFind*(len(e.claims)+len(e.stances))
	}
	for numbers := range groups(p.ranks, func(number int) bool { return entries[number] != nil }, size) {
		var list []*entry
		for _, number := range slices.Sorted(slices.Values(numbers)) {
			list = append(list, entries[number])
		}
		b, err := block(fmt.Sprintf("index-%d", p.index), newListing(list, p.who))
		if err != nil {
			return 0, err
		}
		if used+int64(len(b)) > most {
			if len(list) == 1 {
				continue
			}
			break
		}
		used += int64(len(b))
		p.blocks = append(p.blocks, b)
		p.index++
		for _, e := range list {
			p.listed[e.number] = true
			p.page.Articles.Shown++
			p.page.Claims.Shown += len(e.claims)
			p.page.Stances.Shown += len(e.stances)
		}
	}
	return used, nil
}

// packTexts packs the texts of articles whose claims are packed.
func (p *packer) packTexts(texts map[int]json.RawMessage, used int64) error {
	p.texts = [][]int{}
	size := func(number int) int { return len(texts[number]) }
	for numbers := range groups(p.ranks, func(number int) bool { return p.listed[number] && texts[number] != nil }, size) {
		var list []json.RawMessage
		for _, number := range numbers {
			list = append(list, texts[number])
		}
		b, err := block(fmt.Sprintf("text-%d", len(p.texts)), list)
		if err != nil {
			return err
		}
		cost := int64(len(b) + perNumber*len(numbers))
		if used+cost > p.room {
			if len(list) == 1 {
				continue
			}
			break
		}
		used += cost
		p.blocks = append(p.blocks, b)
		p.texts = append(p.texts, numbers)
		p.page.Texts.Shown += len(numbers)
	}
	return nil
}

// groups cuts the articles that may be in the page into blocks, in the order of
// their rank. One that is longer than a block is a block of its own, and is the
// only one that may be passed over for those behind it.
func groups(ranks []weight, may func(number int) bool, size func(number int) int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		var group []int
		sum := 0
		for _, w := range ranks {
			if !may(w.number) {
				continue
			}
			n := size(w.number)
			if len(group) > 0 && sum+n > blockBytes {
				if !yield(group) {
					return
				}
				group, sum = nil, 0
			}
			group = append(group, w.number)
			sum += n
		}
		if len(group) > 0 {
			yield(group)
		}
	}
}

// perNumber is how many bytes the contents take for a text, at most.
const perNumber = 10

// reserve is the room for the rest of the contents, and for digits that are not
// known before.
const reserve = 4096

// contents says which block holds which text, and what is left out.
func (p *packer) contents(page Page) (string, error) {
	list := struct {
		Index int     `json:"index"`
		Texts [][]int `json:"texts"` // by block, the numbers of its articles
		Page  Page    `json:"page"`
	}{p.index, p.texts, page}
	text, err := json.Marshal(list)
	if err != nil {
		return "", fmt.Errorf("packing the contents: %w", err)
	}
	return `<script type="application/json" id="contents">` + string(text) + "</script>\n", nil
}
