package report

import (
	"cmp"
	"fmt"
)

// maxSources is how many sources are shown.
const maxSources = 20

const sourcesQuery = `select p.actor_id as source, coalesce(a.name, p.actor_id) as name, count(*) as claims,
  count(*) filter (c.quote = 'direct') as direct,
  count(*) filter (c.quote = 'mixed') as mixed,
  count(*) filter (c.quote = 'indirect') as indirect,
  count(*) over () as sources
from 'claim_actors/*.parquet' p
join 'claims/*.parquet' c using (claim_id)
join 'actors/*.parquet' a using (actor_id)
where p.role = 'source' and a.type not in ('author', 'commenter', 'document')
group by p.actor_id, a.name
order by claims desc, source
limit %d`

// mostQuoted lists the sources of the most claims; sources is how many there
// are in all.
func (c *count) mostQuoted() figure {
	f := figure{ID: "sources", Title: "Most quoted sources", Query: fmt.Sprintf(sourcesQuery, maxSources),
		Columns: []string{"source", "name", "claims", "direct", "mixed", "indirect", "sources"}, Rows: [][]any{}}
	ids := byKey(c.sources, func(x, y string) int { return cmp.Or(c.sources[y].all-c.sources[x].all, cmp.Compare(x, y)) })
	for _, id := range firstOf(ids, maxSources) {
		q := c.sources[id]
		f.Rows = append(f.Rows, []any{id, c.who.name(id), q.all, q.direct, q.mixed, q.indirect, len(ids)})
		f.Links = append(f.Links, link("claims", "source", id))
	}
	return f
}
