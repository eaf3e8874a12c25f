package report

import (
	"cmp"
	"fmt"
)

// towardTypes are the types of claim that go from one actor to another.
var towardTypes = []string{"accusation", "support", "pledge"}

// maxEdges is how many edges the graph has: more are a tangle.
const maxEdges = 50

const towardQuery = `select s.actor_id as source, t.actor_id as target, c.type,
  count(distinct c.claim_id) as claims, count(*) over () as edges
from 'claims/*.parquet' c
join 'claim_actors/*.parquet' s on s.claim_id = c.claim_id and s.role = 'source'
join 'claim_actors/*.parquet' t on t.claim_id = c.claim_id and t.role in ('target', 'addressee')
where c.type in ('accusation', 'support', 'pledge') and not c.negated and s.actor_id <> t.actor_id
group by s.actor_id, t.actor_id, c.type
order by claims desc, source, target, c.type
limit %d`

// toward lists who accuses, supports and pledges to whom; edges is how many
// pairs there are in all.
func (c *count) toward() figure {
	f := figure{ID: "toward", Title: "Who accuses, supports and pledges to whom", Query: fmt.Sprintf(towardQuery, maxEdges),
		Columns: []string{"source", "target", "type", "claims", "edges"}, Rows: [][]any{}}
	keys := byKey(c.edges, func(x, y edge) int {
		return cmp.Or(c.edges[y]-c.edges[x], cmp.Compare(x.source, y.source), cmp.Compare(x.target, y.target), cmp.Compare(x.kind, y.kind))
	})
	for _, e := range firstOf(keys, maxEdges) {
		f.Rows = append(f.Rows, []any{e.source, e.target, e.kind, c.edges[e], len(keys)})
		f.Links = append(f.Links, link("claims", "type", e.kind, "source", e.source, "target", e.target, "negated", "no"))
	}
	return f
}
