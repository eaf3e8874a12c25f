package eval

import (
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// A Given is a gold mention, in the order of its article, and what was decided
// of it when all gold mentions were given.
type Given struct {
	Mention
	Text       string // as it reads
	Antecedent int    // the mention it was put with, by its index, or None
	Group      int    // the same for all that were put together
}

// Antecedents scores who is meant where all gold mentions of an article are
// given. The zero value is ready.
//
// A mention is asked about if it is a pronoun of the third person or a nominal
// and a mention of its entity begins before it that does not contain it: first
// mentions do not count, nor do I, we and you. It is right if the antecedent
// chosen for it is a mention of its entity, a pronoun or not; if none was
// chosen, it is wrong. The stricter figure for he and she asks for more: of the
// mentions that were put into one group with the pronoun, the nearest name or
// nominal before it, if the entity has one before it, must be of its entity.
//
// B³ is over all mentions given, those that are alone included.
type Antecedents struct {
	He, HeNamed, It, They, Nominal, Rest Ratio
	All                                  Grouping
}

// Add scores one article.
func (s *Antecedents) Add(list []Given) {
	members := make([]Member, len(list))
	for i, g := range list {
		members[i] = Member{g.Actor, g.Group}
		ratio := s.ratio(g)
		if ratio == nil || !slices.ContainsFunc(list[:i], func(a Given) bool { return a.Actor == g.Actor && !a.Contains(g.Span) }) {
			continue
		}
		right := g.Antecedent != None && list[g.Antecedent].Actor == g.Actor
		ratio.Add(right)
		if ratio != &s.He {
			s.Rest.Add(right)
			continue
		}
		if _, ok := namedBefore(list, i, func(a Given) bool { return a.Actor == g.Actor }); ok {
			k, ok := namedBefore(list, i, func(a Given) bool { return a.Group == g.Group })
			s.HeNamed.Add(ok && list[k].Actor == g.Actor)
		}
	}
	s.All.Add(members)
}

// ratio is what a mention counts for, or nil.
func (s *Antecedents) ratio(g Given) *Ratio {
	switch {
	case g.Kind == models.Nominal:
		return &s.Nominal
	case g.Kind != models.Pronoun || g.Exempt:
		return nil
	}
	switch strings.ToLower(g.Text) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself":
		return &s.He
	case "it", "its", "itself":
		return &s.It
	}
	return &s.They
}

// namedBefore is the nearest name or nominal before mention i that fits.
func namedBefore(list []Given, i int, fits func(Given) bool) (int, bool) {
	for k := i - 1; k >= 0; k-- {
		if a := list[k]; a.Kind != models.Pronoun && !a.Contains(list[i].Span) && fits(a) {
			return k, true
		}
	}
	return 0, false
}

// Rows gives the figures.
func (s *Antecedents) Rows(corpus string) []Row {
	rows := []Row{
		s.He.row("he and she, antecedent"), s.HeNamed.row("he and she, nearest name or nominal"),
		s.Rest.row("they, it and nominals, antecedent"), s.They.row("they, antecedent"), s.It.row("it, antecedent"), s.Nominal.row("nominals, antecedent"),
	}
	return named("actors", corpus, append(rows, s.All.rows("B3")...))
}
