package eval

import "slices"

// An edge says that gold record g and found record p may stand for each other,
// and how much that is worth (more than 0).
type edge struct {
	g, p   int
	weight int64
}

// match pairs records one to one so that the weights add up to the most there
// is, and returns for each gold record the found one, or -1. Where several
// pairings are worth the same, the order of the records decides: callers sort
// them first.
//
// Records that share no edge, directly or over others, are solved apart from
// each other, so the cost is cubic only in the largest group that hangs
// together: in articles, a few claims that overlap.
func match(nGold, nPred int, edges []edge) []int {
	pair := make([]int, nGold)
	for i := range pair {
		pair[i] = -1
	}
	for _, group := range components(nGold, nPred, edges) {
		assign(group, pair)
	}
	return pair
}

// components sorts the edges into groups that share no record, each in order.
func components(nGold, nPred int, edges []edge) [][]edge {
	root := make([]int, nGold+nPred)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range edges {
		a, b := find(e.g), find(nGold+e.p)
		root[max(a, b)] = min(a, b)
	}
	groups := make(map[int][]edge)
	var order []int
	for _, e := range edges {
		r := find(e.g)
		if groups[r] == nil {
			order = append(order, r)
		}
		groups[r] = append(groups[r], e)
	}
	slices.Sort(order)
	list := make([][]edge, len(order))
	for i, r := range order {
		slices.SortFunc(groups[r], func(a, b edge) int {
			if a.g != b.g {
				return a.g - b.g
			}
			return a.p - b.p
		})
		list[i] = groups[r]
	}
	return list
}

// assign solves one group by the Hungarian method with potentials (Kuhn 1955,
// in the form of Jonker and Volgenant 1987: one shortest augmenting path a row)
// and writes the pairs that have an edge into pair.
func assign(edges []edge, pair []int) {
	var golds, preds []int
	for _, e := range edges {
		golds, preds = append(golds, e.g), append(preds, e.p)
	}
	slices.Sort(golds)
	slices.Sort(preds)
	golds, preds = slices.Compact(golds), slices.Compact(preds)
	// cost is minus the weight, 0 without an edge. Rows are gold, columns found,
	// and enough empty columns that every row can stay alone.
	rows, cols := len(golds), len(preds)+len(golds)
	cost := make([][]int64, rows)
	for i := range cost {
		cost[i] = make([]int64, cols)
	}
	for _, e := range edges {
		i, _ := slices.BinarySearch(golds, e.g)
		j, _ := slices.BinarySearch(preds, e.p)
		cost[i][j] = min(cost[i][j], -e.weight)
	}
	// Rows and columns count from 1 below; 0 is the row's way in.
	const far = int64(1) << 62
	u, v := make([]int64, rows+1), make([]int64, cols+1)
	rowOf, way := make([]int, cols+1), make([]int, cols+1)
	for i := 1; i <= rows; i++ {
		rowOf[0] = i
		least := make([]int64, cols+1)
		done := make([]bool, cols+1)
		for j := range least {
			least[j] = far
		}
		at := 0
		for {
			done[at] = true
			row, delta, next := rowOf[at], far, 0
			for j := 1; j <= cols; j++ {
				if done[j] {
					continue
				}
				if slack := cost[row-1][j-1] - u[row] - v[j]; slack < least[j] {
					least[j], way[j] = slack, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := 0; j <= cols; j++ {
				if done[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
			if rowOf[at] == 0 {
				break
			}
		}
		for at != 0 {
			rowOf[at] = rowOf[way[at]]
			at = way[at]
		}
	}
	for j := 1; j <= len(preds); j++ {
		if i := rowOf[j]; i != 0 && cost[i-1][j-1] < 0 {
			pair[golds[i-1]] = preds[j-1]
		}
	}
}
