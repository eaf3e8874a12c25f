package entity

import "github.com/sayso-nlp/sayso/models"

// A vote counts how often an article's sentences take a form for each kind of
// name.
type vote [aThing + 1]int32

// best is the kind with more votes than kind has itself, the most of all; kind
// if there is none.
func (v *vote) best(kind nameKind) nameKind {
	for k := noName; k <= aThing; k++ {
		if v[k] > v[kind] {
			kind = k
		}
	}
	return kind
}

var kindNames = [aThing + 1]string{aPerson: "PER", aBody: "ORG", aSpot: "LOC", aFolk: "GRP", aThing: "MISC"}

// mostVotes is how many forms a scratch keeps the room for: emptying a map takes
// time in what it once held.
const mostVotes = 1 << 12

// Agree lets the names of one article that read the same be of one kind, what
// most of them are, since a writer who says Acme means one Acme; a person's last
// name votes for the surname alone. It takes all sentences and tokens of the
// article, after Names has read them, and leaves nothing of the text in b.
func (s *Scorer) Agree(text string, sents []models.Sentence, toks []models.Token, buf *Scratch) {
	if buf.votes == nil {
		buf.votes = make(map[string]vote)
	}
	defer func() {
		if len(buf.votes) > mostVotes {
			buf.votes = nil
		}
		clear(buf.votes)
	}()
	for _, sent := range sents {
		words := toks[sent.First:sent.Last]
		eachName(words, func(from, to int) {
			kind := nameKinds[kindOf(&words[from])]
			form := text[words[from].Start:words[to-1].End]
			v := buf.votes[form]
			switch {
			case organized(text, words, from, to):
				v[aBody] += 1 << 20
			case kind == aSpot && from > 0 && words[from-1].UPOS == "ADP" && inside[words[from-1].In(text)]:
				v[kind] += 2 // "in Marsh End"
			default:
				v[kind]++
			}
			buf.votes[form] = v
			if last := words[to-1].In(text); kind == aPerson && to-from > 1 && !generations[last] {
				v := buf.votes[last]
				v[kind]++
				buf.votes[last] = v
			}
		})
	}
	for _, sent := range sents { // Hurricane Rita is no woman, nor is Rita then
		words := toks[sent.First:sent.Last]
		for i := 1; i < len(words); i++ {
			if storms[words[i-1].In(text)] && capital(words[i].In(text)) {
				buf.votes[words[i].In(text)] = vote{noName: 1 << 30}
			}
		}
	}
	for _, sent := range sents {
		words := toks[sent.First:sent.Last]
		eachName(words, func(from, to int) {
			kind := nameKinds[kindOf(&words[from])]
			v := buf.votes[text[words[from].Start:words[to-1].End]]
			switch k := v.best(kind); k {
			case kind:
			case noName:
				clearName(words[from:to])
			default:
				setName(words[from:to], kindNames[k])
			}
		})
	}
}
