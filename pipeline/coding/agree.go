package coding

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Agree computes the precision that sheets show and, of two, how far they agree;
// by kind, and by the groups of some columns. A sheet in which nothing is judged
// is an error: no figure is of it.
func Agree(sheets []*Sheet, by []string) (*Report, error) {
	r := &Report{Sheets: []Coder{}, Precision: []Precision{}, Agreement: []Agreement{}, Notes: []string{}}
	for _, s := range sheets {
		for _, column := range by {
			if !s.Has(column) {
				return nil, fmt.Errorf("%s has no column %s", s.Name, column)
			}
		}
		c := s.coder()
		if c.Coded == 0 {
			return nil, fmt.Errorf("%s: none of %d rows is judged: write y, n or ? into its columns %s", s.Name, c.Rows, s.answerColumns())
		}
		r.Sheets = append(r.Sheets, c)
		r.Weighted = r.Weighted || s.uneven()
		r.note(s)
	}
	for i, s := range sheets {
		for _, g := range s.groupings(by) {
			for _, q := range append(slices.Clone(s.Asked), Whole) {
				if p, ok := s.precision(g, q); ok {
					p.Sheet = i
					r.Precision = append(r.Precision, p)
				}
			}
		}
	}
	if len(sheets) < 2 {
		return r, nil
	}
	first, second, err := r.pair(sheets[0], sheets[1])
	if err != nil {
		return nil, err
	}
	for _, g := range first.groupings(by) {
		for _, q := range append(slices.Clone(first.Asked), Whole) {
			if a, ok := agreement(first, second, g, q); ok {
				r.Agreement = append(r.Agreement, a)
			}
		}
	}
	return r, nil
}

// answerColumns names the columns that a coder fills.
func (s *Sheet) answerColumns() string {
	var names []string
	for _, q := range s.Asked {
		names = append(names, q.column())
	}
	return strings.Join(names, ", ")
}

func (s *Sheet) coder() Coder {
	c := Coder{Name: s.Name, Rows: len(s.Rows), DrawnFrom: s.DrawnFrom}
	for _, row := range s.Rows {
		if row.Answers != [len(questions)]Answer{} {
			c.Coded++
		}
	}
	return c
}

// uneven reports whether rows of a kind stand for different numbers of units.
func (s *Sheet) uneven() bool {
	seen := make(map[Kind]float64)
	for _, row := range s.Rows {
		if w, ok := seen[row.Kind]; ok && w != row.Weight {
			return true
		}
		seen[row.Kind] = row.Weight
	}
	return false
}

// moot reports whether a question was not to be answered: there is no type of
// what is no claim.
func (c *Coded) moot(q Question) bool {
	return c.Answers[q] == Blank && q != Found && c.Answers[Found] == No
}

// weights spreads the weight of rows without an answer over those with one in
// their stratum, and returns a row's.
func (s *Sheet) weights(has func(*Coded) bool, moot func(*Coded) bool) func(*Coded) float64 {
	type sums struct{ all, answered float64 }
	strata := make(map[string]*sums)
	for i := range s.Rows {
		c := &s.Rows[i]
		st := strata[c.stratum()]
		if st == nil {
			st = new(sums)
			strata[c.stratum()] = st
		}
		if moot(c) {
			continue
		}
		st.all += c.Weight
		if has(c) {
			st.answered += c.Weight
		}
	}
	return func(c *Coded) float64 {
		st := strata[c.stratum()]
		return c.Weight * st.all / st.answered
	}
}

// stratum names the stratum among those of both kinds.
func (c *Coded) stratum() string { return c.Kind.String() + " " + c.Stratum }

func (s *Sheet) precision(g grouping, q Question) (Precision, bool) {
	judged := func(c *Coded) bool { return c.Answers[q] == Yes || c.Answers[q] == No }
	moot := func(c *Coded) bool { return c.moot(q) }
	weight := s.weights(judged, moot)
	p := Precision{Group: g.named(q)}
	var outcomes []outcome
	for i := range s.Rows {
		c := &s.Rows[i]
		in := g.has(c)
		switch {
		case c.Kind != g.kind:
		case judged(c):
			outcomes = append(outcomes, outcome{c.stratum(), weight(c), in, c.Answers[q] == Yes})
			if in && c.Answers[q] == Yes {
				p.Right++
			}
		case moot(c):
			outcomes = append(outcomes, outcome{stratum: c.stratum()})
		case in && c.Answers[q] == Unsure:
			p.Unsure++
		}
	}
	var ok bool
	p.Share, ok = share(outcomes)
	return p, ok
}

// pair returns the rows that both sheets have, in the order of the first.
func (r *Report) pair(first, second *Sheet) (x, y *Sheet, err error) {
	if a, b := drawnSnapshot(first), drawnSnapshot(second); a != b && a != "" && b != "" {
		return nil, nil, fmt.Errorf("the sheets are of two snapshots, whose ids mean different rows: %s was drawn from %s, %s from %s", first.Name, first.DrawnFrom, second.Name, second.DrawnFrom)
	}
	if !slices.Equal(first.Asked, second.Asked) {
		return nil, nil, errors.New("the sheets do not have the same columns of answers")
	}
	at := make(map[string]int)
	for i := range second.Rows {
		at[second.Rows[i].key()] = i
	}
	a, b := *first, *second
	a.Rows, b.Rows = nil, nil
	for _, c := range first.Rows {
		if i, ok := at[c.key()]; ok {
			a.Rows = append(a.Rows, c)
			b.Rows = append(b.Rows, second.Rows[i])
		}
	}
	if a.Rows == nil {
		return nil, nil, fmt.Errorf("no row of %s is in %s: they have no id in common", first.Name, second.Name)
	}
	if n := len(a.Rows); n < len(first.Rows) || n < len(second.Rows) {
		r.Notes = append(r.Notes, fmt.Sprintf("%d rows are in both sheets, of %d and %d: agreement is over these", n, len(first.Rows), len(second.Rows)))
	}
	return &a, &b, nil
}

// drawnSnapshot is the snapshot that a sheet says it was drawn from.
func drawnSnapshot(s *Sheet) string {
	var id string
	if _, err := fmt.Sscanf(s.DrawnFrom, "snapshot %16s", &id); err != nil {
		return ""
	}
	return id
}

// agreement compares two sheets of the same rows.
func agreement(first, second *Sheet, g grouping, q Question) (Agreement, bool) {
	other := make(map[string]*Coded)
	for i := range second.Rows {
		other[second.Rows[i].key()] = &second.Rows[i]
	}
	judged := func(c *Coded) bool {
		d := other[c.key()]
		return (c.Answers[q] == Yes || c.Answers[q] == No) && (d.Answers[q] == Yes || d.Answers[q] == No)
	}
	moot := func(c *Coded) bool { return c.moot(q) || other[c.key()].moot(q) }
	weight := first.weights(judged, moot)
	var outcomes []outcome
	var pairings []pairing
	for i := range first.Rows {
		c := &first.Rows[i]
		in := g.has(c)
		switch {
		case c.Kind != g.kind:
		case judged(c):
			x, y := c.Answers[q] == Yes, other[c.key()].Answers[q] == Yes
			outcomes = append(outcomes, outcome{c.stratum(), weight(c), in, x == y})
			if in {
				pairings = append(pairings, pairing{c.stratum(), weight(c), x, y})
			}
		case moot(c):
			outcomes = append(outcomes, outcome{stratum: c.stratum()})
		}
	}
	a := Agreement{Group: g.named(q)}
	var ok bool
	if a.Share, ok = share(outcomes); !ok {
		return a, false
	}
	a.Kappa, a.Alpha = indices(pairings)
	return a, true
}
