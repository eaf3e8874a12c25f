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

// add counts what another tally of the same actor counted in later articles.
func (t *tally) add(other *tally) {
	t.join(other)
	t.Names.add(other.Names)
	t.Named.add(other.Named)
}

// join counts what was counted of an actor that turns out to be the same. The
// names of the one that stays stay.
func (t *tally) join(other *tally) {
	t.Articles += other.Articles
	t.Mentions += other.Mentions
	t.Claims += other.Claims
	t.Countries.add(other.Countries)
	t.Mentioned.add(other.Mentioned)
	t.Seen = append(t.Seen, other.Seen...)
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

// compatible reports whether nothing the corpus tells speaks against two actors
// being one.
func (t *tally) compatible(other *tally) bool {
	if c, d := t.Countries.first(), other.Countries.first(); c != "" && d != "" && c != d {
		return false
	}
	for i, k := 0, 0; i < len(t.Seen) && k < len(other.Seen); {
		switch d := t.Seen[i] - other.Seen[k]; {
		case d == 0:
			return false
		case d < 0:
			i++
		default:
			k++
		}
	}
	return true
}
