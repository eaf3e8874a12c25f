package eval

import "github.com/sayso-nlp/sayso/models"

// A Form is a surface form that the gold gives for an actor of an article, and
// the actor that it was found to stand for, or None.
type Form struct {
	Gold, Pred         int // actors, numbered within the article
	GoldType, PredType models.ActorType
}

// Forms scores surface forms: which of them are found, which of those have an
// actor of the right type, and whether forms that stand for one actor were found
// to. B³ is over all forms; one that was not found has recall 0 and no
// precision. The zero value is ready.
type Forms struct {
	Found, Typed Ratio
	Groups       Grouping
}

// Add scores the forms of one article.
func (s *Forms) Add(list []Form) {
	members := make([]Member, len(list))
	for i, f := range list {
		members[i] = Member{f.Gold, f.Pred}
		s.Found.Add(f.Pred != None)
		if f.Pred != None {
			s.Typed.Add(f.PredType == f.GoldType)
		}
	}
	s.Groups.Add(members)
}

// Rows gives the figures; how says in which sense a form is found.
func (s *Forms) Rows(corpus, how string) []Row {
	rows := []Row{
		s.Found.row("surface forms found" + how), s.Typed.row("surface forms typed right" + how),
		{Measure: "B3 F1 of surface forms" + how, Value: s.Groups.F1(), N: s.Groups.Gold()},
	}
	return named("actors", corpus, rows)
}
