package eval

// A Count says how many records are gold, how many were found, and how many of
// these are right.
type Count struct{ Right, Gold, Pred int }

// Precision is the share of the found that is right, in percent; 0 of nothing.
func (c Count) Precision() float64 { return percent(c.Right, c.Pred) }

// Recall is the share of the gold that was found, in percent; 0 of nothing.
func (c Count) Recall() float64 { return percent(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall, in percent.
func (c Count) F1() float64 { return percent(2*c.Right, c.Gold+c.Pred) }

// plus adds two counts.
func (c Count) plus(d Count) Count {
	return Count{c.Right + d.Right, c.Gold + d.Gold, c.Pred + d.Pred}
}

// prf gives the three figures of a count as rows without task and corpus.
func (c Count) prf(what string) []Row {
	return []Row{
		{Measure: what + " F1", Value: c.F1(), N: c.Gold},
		{Measure: what + " precision", Value: c.Precision(), N: c.Pred},
		{Measure: what + " recall", Value: c.Recall(), N: c.Gold},
	}
}

// A Ratio counts how many of a number of decisions are right.
type Ratio struct{ Right, All int }

// Add counts one decision.
func (r *Ratio) Add(right bool) {
	r.All++
	if right {
		r.Right++
	}
}

// Percent is the share that is right; 0 of nothing.
func (r Ratio) Percent() float64 { return percent(r.Right, r.All) }

// row gives the ratio as a row without task and corpus.
func (r Ratio) row(what string) Row { return Row{Measure: what, Value: r.Percent(), N: r.All} }

func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// named puts task and corpus on rows.
func named(task, corpus string, rows []Row) []Row {
	for i := range rows {
		rows[i].Task, rows[i].Corpus = task, corpus
	}
	return rows
}
