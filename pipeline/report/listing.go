package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// An entry is what the page searches of an article: its claims and stances.
type entry struct {
	number    int
	id        string
	title     string
	publisher string
	day       string
	copyOf    string
	claims    []claimEntry
	stances   []table.Stance
}

type claimEntry struct {
	table.Claim
	voice            string
	sources, targets []string // actors
}

func entryOf(d *snapshot.Dossier) *entry {
	e := &entry{number: d.Number, id: d.ArticleID, title: d.Title, publisher: d.Publisher, day: d.PublishedOn.ISO(), copyOf: d.DuplicateOf}
	inside := d.Comments()
	at := make(map[string]int, len(d.Claims))
	for i, clm := range d.Claims {
		at[clm.ClaimID] = i
		e.claims = append(e.claims, claimEntry{Claim: clm, voice: voiceOf(&clm, inside)})
	}
	for _, part := range d.Parts {
		i, ok := at[part.ClaimID]
		if !ok {
			continue
		}
		clm := &e.claims[i]
		if part.Role == "source" {
			clm.sources = append(clm.sources, part.ActorID)
		} else {
			clm.targets = append(clm.targets, part.ActorID)
		}
	}
	e.stances = slices.Clone(d.Stances)
	return e
}

// A listing is a block of entries as the page reads it: rows of values, in which
// actors and repeated words are numbers of a list.
type listing struct {
	Actors   [][2]string `json:"actors"` // id and name
	Words    []string    `json:"words"`
	Articles [][]any     `json:"articles"`

	who             actors
	actorAt, wordAt map[string]int
}

// newListing makes rows of entries. An article is
//
//	number, id, title, publisher, day, copy of, claims, stances
//
// a claim
//
//	number, type, voice, kind of source, quote, negated, modality, confidence,
//	sources, targets, words of source, cue and content, number of its parent
//
// and a stance
//
//	number, kind of holder, holder, target, label, score, confidence, event,
//	evidence, number of its claim
//
// with numbers from 1 and 0 for none.
func newListing(list []*entry, who actors) *listing {
	l := &listing{Articles: [][]any{}, Actors: [][2]string{}, who: who, actorAt: make(map[string]int), wordAt: make(map[string]int)}
	l.word("")
	for _, e := range list {
		claims, stances := [][]any{}, [][]any{}
		for _, c := range e.claims {
			claims = append(claims, []any{ordinal(c.ClaimID), l.word(c.Type), l.word(c.voice), l.word(c.SourceKind), l.word(c.Quote),
				flag(c.Negated), l.word(c.Modality), thousandths(c.Confidence), l.actors(c.sources), l.actors(c.targets),
				c.SourceText, c.CueText, c.ContentText, ordinal(c.ParentClaimID)})
		}
		for _, s := range e.stances {
			stances = append(stances, []any{ordinal(s.StanceID), l.word(s.HolderKind), l.actor(s.HolderID), l.actor(s.TargetID), l.word(s.Label),
				thousandths(s.Score), thousandths(s.Confidence), l.word(s.Event), s.EvidenceText, ordinal(s.ClaimID)})
		}
		l.Articles = append(l.Articles, []any{e.number, e.id, e.title, l.word(e.publisher), e.day, e.copyOf, claims, stances})
	}
	return l
}

func (l *listing) word(s string) int {
	i, ok := l.wordAt[s]
	if !ok {
		i = len(l.Words)
		l.wordAt[s] = i
		l.Words = append(l.Words, s)
	}
	return i
}

func (l *listing) actor(id string) int {
	i, ok := l.actorAt[id]
	if !ok {
		i = len(l.Actors)
		l.actorAt[id] = i
		l.Actors = append(l.Actors, [2]string{id, l.who.name(id)})
	}
	return i
}

func (l *listing) actors(ids []string) []int {
	list := make([]int, 0, len(ids))
	for _, id := range ids {
		list = append(list, l.actor(id))
	}
	return list
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ordinal is the number of a row in its article, 0 if there is none: 4 of
// 6d0f…-c4.
func ordinal(id string) int {
	tail := id[strings.LastIndexByte(id, '-')+1:]
	if tail == "" {
		return 0
	}
	n, err := strconv.Atoi(tail[1:])
	if err != nil {
		return 0
	}
	return n
}
