package report

import "cmp"

const voicesQuery = `select
  case when e.kind = 'comment' then 'comment'
       when c.source_kind = 'author' then 'author'
       else 'reported' end as voice,
  c.type, count(*) as claims
from 'claims/*.parquet' c
join 'sentences/*.parquet' s using (sentence_id)
join 'sections/*.parquet' e using (section_id)
group by all
order by voice, c.type`

// types counts claims by their type and the voice that tells them.
func (c *count) types() figure {
	f := figure{ID: "types", Title: "Claims by type and voice", Query: voicesQuery, Columns: []string{"voice", "type", "claims"}, Rows: [][]any{}}
	keys := byKey(c.voices, func(x, y voiceType) int { return cmp.Or(cmp.Compare(x.voice, y.voice), cmp.Compare(x.kind, y.kind)) })
	for _, k := range keys {
		f.Rows = append(f.Rows, []any{k.voice, k.kind, c.voices[k]})
		f.Links = append(f.Links, link("claims", "type", k.kind, "voice", k.voice))
	}
	return f
}
