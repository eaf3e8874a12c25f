package data

import (
	_ "embed"
	"io/fs"
	"strings"
)

// A Licence says of a part of what the program knows where it comes from and
// under which licence it stands.
type Licence struct {
	Kind    string // WeightsKind, CorpusKind or ListKind
	Name    string // capitals.tsv
	Title   string // Capitals and seats of government
	Source  string // "" where the title says it
	Licence string // as its source states it
}

// The kinds of what the program knows.
const (
	WeightsKind = "weights"
	CorpusKind  = "training data"
	ListKind    = "word list"
)

//go:embed weights/small.md
var smallCard string

// WeightsLicences are the licences of a model and of the corpora that taught it,
// read off its card; none if there is no model of that name whose bytes have the
// hash.
func WeightsLicences(model, sha256 string) []Licence {
	if model != Default || !strings.Contains(smallCard, sha256) {
		return nil
	}
	return readCard(model, smallCard)
}

// readCard reads the licences off a card of weights:
//
//   - Licence of the weights: CC BY-SA 4.0.
//
//     | ewt.train | English EWT: tags, lemmas, trees | CC BY-SA 4.0 | `c08d…` |
func readCard(model, card string) []Licence {
	own := Licence{Kind: WeightsKind, Name: model, Title: "encoder and scorers"}
	list := []Licence{own}
	for line := range strings.Lines(card) {
		line = strings.TrimSpace(line)
		if licence, ok := strings.CutPrefix(line, "- Licence of the weights: "); ok {
			list[0].Licence = strings.TrimSuffix(licence, ".")
		}
		if from, ok := strings.CutPrefix(line, "- Pretrained encoder: "); ok {
			list[0].Source = "fine-tuned from " + strings.ReplaceAll(from, "`", "")
		}
		cells := strings.Split(line, "|")
		if len(cells) == 6 && strings.HasSuffix(strings.TrimSpace(cells[1]), ".train") {
			list = append(list, Licence{Kind: CorpusKind, Name: strings.TrimSpace(cells[1]), Title: strings.TrimSpace(cells[2]), Licence: strings.TrimSpace(cells[3])})
		}
	}
	return list
}

// ListLicences are the licences of the word lists, by name.
func ListLicences() []Licence {
	names, err := fs.Glob(lists, "*.tsv")
	if err != nil {
		panic(err)
	}
	var list []Licence
	for _, name := range names {
		text, err := lists.ReadFile(name)
		if err != nil {
			panic(err)
		}
		l := Licence{Kind: ListKind, Name: name}
		for line := range strings.Lines(string(text)) {
			head, ok := strings.CutPrefix(line, "# ")
			if !ok {
				break
			}
			name, value, _ := strings.Cut(strings.TrimSpace(head), ": ")
			switch name {
			case "title":
				l.Title = value
			case "source":
				l.Source = value
			case "licence":
				l.Licence = value
			}
		}
		list = append(list, l)
	}
	return list
}
