package coding

import "slices"

// A grouping is the rows of a kind that have a value in a column.
type grouping struct {
	kind      Kind
	by, group string // "": all of the kind
	of        *Sheet
}

func (g grouping) has(c *Coded) bool {
	return c.Kind == g.kind && (g.by == "" || g.of.group(c, g.by) == g.group)
}

func (g grouping) named(q Question) Group {
	return Group{Kind: g.kind.String(), By: g.by, Group: g.group, Question: q.String()}
}

// groupings lists the kinds, then the groups of each column; columns that part a
// kind as an earlier one does, or not at all, are passed over.
func (s *Sheet) groupings(by []string) []grouping {
	var list []grouping
	for kind := range Kind(len(kinds)) {
		var all []*Coded
		for i := range s.Rows {
			if s.Rows[i].Kind == kind {
				all = append(all, &s.Rows[i])
			}
		}
		if all == nil {
			continue
		}
		list = append(list, grouping{kind: kind, of: s})
		var parted [][]string
		for _, column := range by {
			values := make([]string, len(all))
			for i, c := range all {
				values[i] = s.group(c, column)
			}
			names := slices.Compact(slices.Sorted(slices.Values(values)))
			if len(names) < 2 || slices.ContainsFunc(parted, func(p []string) bool { return slices.Equal(p, values) }) {
				continue
			}
			parted = append(parted, values)
			for _, name := range names {
				list = append(list, grouping{kind: kind, by: column, group: name, of: s})
			}
		}
	}
	return list
}
