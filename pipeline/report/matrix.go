package report

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
)

// maxActors is how many holders the matrix of stances has, and how many targets.
const maxActors = 14

const stancesQuery = `with held as (
  select case holder_kind when 'actor' then holder_id else holder_kind end as holder,
    target_id as target, label, score
  from 'stances/*.parquet'),
known as (
  select actor_id, n_mentions from 'actors/*.parquet'
  where type not in ('author', 'commenter', 'document')),
holders as (
  select actor_id from known where actor_id in (select holder from held)
  order by n_mentions desc, actor_id limit %[1]d),
targets as (
  select actor_id from known where actor_id in (select target from held)
  order by n_mentions desc, actor_id limit %[1]d)
select holder, target, count(*) as stances,
  count(*) filter (label = 'against') as against,
  count(*) filter (label = 'neutral') as neutral,
  count(*) filter (label = 'favor') as favor,
  avg(score) as mean
from held
where (holder in (from holders) or holder in ('author', 'commenter')) and target in (from targets)
group by all
order by holder, target`

// stanceMatrix counts stances of the most mentioned actors that hold any toward
// the most mentioned that meet any; all authors and all commenters are a holder
// each.
func (c *count) stanceMatrix() figure {
	f := figure{ID: "stances", Title: "Who stands how toward whom", Query: fmt.Sprintf(stancesQuery, maxActors),
		Columns: []string{"holder", "target", "stances", "against", "neutral", "favor", "mean"}, Rows: [][]any{}}
	holders, targets := c.top()
	keys := byKey(c.held, func(x, y pair) int { return cmp.Or(cmp.Compare(x.holder, y.holder), cmp.Compare(x.target, y.target)) })
	for _, p := range keys {
		if !slices.Contains(targets, p.target) || !slices.Contains(holders, p.holder) {
			continue
		}
		t := c.held[p]
		f.Rows = append(f.Rows, []any{p.holder, p.target, t.all(), t.against, t.neutral, t.favor, t.mean()})
		f.Links = append(f.Links, link("stances", "holder", p.holder, "target", p.target))
	}
	return f
}

// top lists the holders and targets of the matrix, authors and commenters
// first, then the most mentioned.
func (c *count) top() (holders, targets []string) {
	hold, meet := make(map[string]bool), make(map[string]bool)
	for p := range c.held {
		hold[p.holder], meet[p.target] = true, true
	}
	most := func(in map[string]bool) []string {
		maps.DeleteFunc(in, func(id string, _ bool) bool { a, ok := c.who[id]; return !ok || a.voices() })
		ids := byKey(in, func(x, y string) int {
			return cmp.Or(cmp.Compare(c.who[y].mentions, c.who[x].mentions), cmp.Compare(x, y))
		})
		return firstOf(ids, maxActors)
	}
	return append([]string{"author", "commenter"}, most(hold)...), most(meet)
}

// A grid is the matrix as it is drawn: rows that hold a stance, columns that
// meet one.
type grid struct {
	Targets []party
	Rows    []gridRow
}

type (
	party   struct{ ID, Name string }
	gridRow struct {
		Holder party
		Cells  []cell // by target
	}
	cell struct {
		N     int // 0: none
		Mean  string
		Step  int // of the colour, −4 … 4
		Link  string
		Label string // for those who do not see the colour
	}
)

func (c *count) grid() grid {
	holders, targets := c.top()
	met := func(holder, target string) bool { return c.held[pair{holder, target}] != nil }
	var g grid
	for _, id := range targets {
		if slices.ContainsFunc(holders, func(h string) bool { return met(h, id) }) {
			g.Targets = append(g.Targets, party{id, c.who.name(id)})
		}
	}
	for _, id := range holders {
		if !slices.ContainsFunc(targets, func(t string) bool { return met(id, t) }) {
			continue
		}
		row := gridRow{Holder: party{id, c.holderName(id)}}
		for _, to := range g.Targets {
			row.Cells = append(row.Cells, c.cell(row.Holder, to))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// holderName is how a page calls a holder.
func (c *count) holderName(id string) string {
	switch id {
	case "author":
		return "Articles’ authors"
	case "commenter":
		return "Commenters"
	}
	return c.who.name(id)
}

func (c *count) cell(holder, target party) cell {
	t := c.held[pair{holder.ID, target.ID}]
	if t == nil {
		return cell{}
	}
	mean := t.mean()
	return cell{
		N: t.all(), Mean: signed(mean), Step: int(math.Round(mean * 4)), Link: link("stances", "holder", holder.ID, "target", target.ID),
		Label: fmt.Sprintf("%s toward %s: %d against, %d neutral, %d in favour",
			holder.Name, target.Name, t.against, t.neutral, t.favor),
	}
}

// signed prints a score with a sign, and none for what rounds to zero.
func signed(x float64) string {
	s := fmt.Sprintf("%+.2f", x)
	switch {
	case s == "+0.00" || s == "-0.00":
		return "0.00"
	case s[0] == '-':
		return "−" + s[1:]
	}
	return s
}
