package eval

import (
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// A Name is a named entity with its corpus's word for the type.
type Name struct {
	models.Span
	Type string
}

// Names scores names: right are those with exactly the span and type of a gold
// one (CoNLL-2003). A name that is there twice counts once. The zero value is
// ready.
type Names struct{ types map[string]Count }

// Add scores one sentence or article.
func (s *Names) Add(gold, pred []Name) {
	if s.types == nil {
		s.types = make(map[string]Count)
	}
	want, found := make(map[Name]bool), make(map[Name]bool)
	for _, n := range gold {
		if !want[n] {
			want[n] = true
			s.types[n.Type] = s.types[n.Type].plus(Count{Gold: 1})
		}
	}
	for _, n := range pred {
		if found[n] {
			continue
		}
		found[n] = true
		c := Count{Pred: 1}
		if want[n] {
			c.Right = 1
		}
		s.types[n.Type] = s.types[n.Type].plus(c)
	}
}

// Rows gives F1, precision and recall over all types, then F1 by type.
func (s *Names) Rows(corpus string) []Row {
	var all Count
	var types []string
	for t, c := range s.types {
		all = all.plus(c)
		types = append(types, t)
	}
	slices.Sort(types)
	rows := all.prf("name")
	for _, t := range types {
		rows = append(rows, Row{Measure: t + " F1", Value: s.types[t].F1(), N: s.types[t].Gold})
	}
	return named("names", corpus, rows)
}
