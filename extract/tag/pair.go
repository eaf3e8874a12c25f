package tag

import (
	"slices"
	"strings"
)

// pairs lists with which tags of the Penn Treebank each universal part of speech
// goes in the English treebanks of Universal Dependencies. The word class is
// that of the word in its sentence, so that "Northern" in "the Northern Bank"
// is ADJ and NNP.
const pairs = `
ADJ    JJ JJR JJS NNP AFX GW
ADP    IN RP GW
ADV    RB RBR RBS WRB IN NNP FW AFX GW
AUX    MD VB VBD VBG VBN VBP VBZ
CCONJ  CC
DET    DT PDT WDT
INTJ   UH
NOUN   NN NNS FW AFX GW
NUM    CD LS NNP GW
PART   TO RB POS
PRON   PRP PRP$ WP WP$ WDT DT EX NN CD GW
PROPN  NNP NNPS ADD GW
PUNCT  . , : -LRB- -RRB- HYPH '' ` + "``" + ` NFP SYM GW
SCONJ  IN WDT
SYM    SYM $ NFP NN , HYPH
VERB   VB VBD VBG VBN VBP VBZ NNP AFX GW
X      FW GW LS ADD AFX NN RB JJ VB IN PRP
`

// paired lists for each universal label which labels of the other set it goes
// with, in their order: all of them for one of which pairs knows none.
func paired(upos, xpos []string) [][]int {
	list := make([][]int, len(upos))
	for line := range strings.Lines(pairs) {
		tags := strings.Fields(line)
		if len(tags) == 0 {
			continue
		}
		u := slices.Index(upos, tags[0])
		if u < 0 {
			continue
		}
		for x, label := range xpos {
			if slices.Contains(tags[1:], label) {
				list[u] = append(list[u], x)
			}
		}
	}
	for u := range list {
		if list[u] == nil {
			for x := range xpos {
				list[u] = append(list[u], x)
			}
		}
	}
	return list
}

// bestPair is the two labels that go together and have the highest sum of
// scores; of equal ones the first.
func bestPair(upos, xpos []float32, pairs [][]int) (u, x int) {
	u, x = -1, -1
	var top float32
	for i, score := range upos {
		at := pairs[i][0]
		for _, k := range pairs[i][1:] {
			if xpos[k] > xpos[at] {
				at = k
			}
		}
		if sum := score + xpos[at]; u < 0 || sum > top {
			u, x, top = i, at, sum
		}
	}
	return u, x
}
