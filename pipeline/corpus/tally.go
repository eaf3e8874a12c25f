package corpus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A tally is what is counted of an actor: in one article or in all.
type tally struct {
	ID                         models.ActorID
	Type                       models.ActorType
	Articles, Mentions, Claims int
	Names, Countries           counts
	Mentioned                  counts // the forms of mentions, pronouns aside
	Named                      counts // those of mentions that are names
	Seen                       []int  // the articles that it is in, by their number
}

// counts holds a number for each of some texts, in the order of the texts.
type counts []models.Alias

// plus counts n more of a text. The empty text is not counted.
func (c *counts) plus(text string, n int) {
	if text == "" {
		return
	}
	i, ok := slices.BinarySearchFunc(*c, text, func(one models.Alias, text string) int { return strings.Compare(one.Text, text) })
	if ok {
		(*c)[i].Count += n
		return
	}
	*c = slices.Insert(*c, i, models.Alias{Text: text, Count: n})
}

func (c *counts) add(other counts) {
	for _, one := range other {
		c.plus(one.Text, one.Count)
	}
}

// ranked lists counts, most frequent first, then in the order of their bytes.
func (c counts) ranked() []models.Alias {
	return slices.SortedFunc(slices.Values(c), byRank)
}

func byRank(x, y models.Alias) int {
	return cmp.Or(y.Count-x.Count, strings.Compare(x.Text, y.Text))
}

// first is the first of those that are ranked, "" if there is none.
func (c counts) first() string {
	if len(c) == 0 {
		return ""
	}
	return slices.MinFunc(c, byRank).Text
}

// lists are all that is counted by text.
func (t *tally) lists() [4]*counts {
	return [4]*counts{&t.Names, &t.Countries, &t.Mentioned, &t.Named}
}

// A sum adds up tallies of one actor, of one article after the other.
type sum struct {
	first *tally
	forms [4]map[string]int // of its lists, once there is another
}

func (s *sum) add(t *tally) {
	lists := s.first.lists()
	for i, list := range t.lists() {
		if s.forms[i] == nil {
			s.forms[i] = make(map[string]int)
			for _, one := range *lists[i] {
				s.forms[i][one.Text] = one.Count
			}
		}
		for _, one := range *list {
			s.forms[i][one.Text] += one.Count
		}
	}
	s.first.count(t)
}

// total is the tally of all.
func (s *sum) total() *tally {
	for i, list := range s.first.lists() {
		if s.forms[i] == nil {
			continue
		}
		*list = make(counts, 0, len(s.forms[i]))
		for text, n := range s.forms[i] {
			*list = append(*list, models.Alias{Text: text, Count: n})
		}
		slices.SortFunc(*list, func(x, y models.Alias) int { return strings.Compare(x.Text, y.Text) })
	}
	return s.first
}

// count adds up the plain numbers.
func (t *tally) count(other *tally) {
	t.Articles += other.Articles
	t.Mentions += other.Mentions
	t.Claims += other.Claims
	t.Seen = append(t.Seen, other.Seen...)
}

// join counts what was counted of an actor that turns out to be the same. The
// names of the one that stays stay.
func (t *tally) join(other *tally) {
	t.count(other)
	t.Countries.add(other.Countries)
	t.Mentioned.add(other.Mentioned)
}

// country is an actor's country, "" where its articles disagree: they may speak
// of two people of one name.
func (t *tally) country() string {
	if len(t.Countries) != 1 {
		return ""
	}
	return t.Countries[0].Text
}

// row is what a snapshot says of an actor.
func (t *tally) row() models.CorpusActor {
	aliases := t.Mentioned.ranked()
	return models.CorpusActor{
		Actor:    models.Actor{ID: t.ID, Name: t.Names.first(), Type: t.Type, Country: t.country()},
		Aliases:  aliases[:min(len(aliases), maxAliases)],
		Articles: t.Articles,
		Mentions: t.Mentions,
		Claims:   t.Claims,
	}
}

// A joint is what speaks against another's being one with some actors that are
// one: their country, as far as it is known, and the articles that they are in.
type joint struct {
	country string
	seen    map[int]bool
}

func (j *joint) add(t *tally) {
	if j.country == "" {
		j.country = t.Countries.first()
	}
	if j.seen == nil {
		j.seen = make(map[int]bool)
	}
	for _, article := range t.Seen {
		j.seen[article] = true
	}
}

// admits reports whether nothing the corpus tells speaks against an actor's being
// one with those.
func (j *joint) admits(t *tally) bool {
	if c := t.Countries.first(); c != "" && j.country != "" && c != j.country {
		return false
	}
	return !slices.ContainsFunc(t.Seen, func(article int) bool { return j.seen[article] })
}
