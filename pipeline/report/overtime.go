package report

import (
	"cmp"
	"fmt"
	"time"
)

const timeQuery = `select cast(cast(date_trunc('%s', a.published_on) as date) as varchar) as since,
  c.type, count(*) as claims
from 'claims/*.parquet' c
join 'articles/*.parquet' a using (article_id)
where a.published_on is not null
group by all
order by since, c.type`

// overTime counts claims by their type and the time of publication, by days,
// weeks, months, quarters or years, whichever gives a few dozen steps over the time in
// which nearly all of them lie.
func (c *count) overTime() figure {
	unit := c.unit()
	f := figure{ID: "time", Title: "Claims over time", Query: fmt.Sprintf(timeQuery, unit), Columns: []string{"since", "type", "claims"}, Rows: [][]any{}, Unit: unit}
	steps := make(map[dayType]int)
	for k, n := range c.days {
		steps[dayType{since(k.day, unit), k.kind}] += n
	}
	keys := byKey(steps, func(x, y dayType) int { return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.kind, y.kind)) })
	for _, k := range keys {
		f.Rows = append(f.Rows, []any{k.day, k.kind, steps[k]})
		f.Links = append(f.Links, link("claims", "type", k.kind, "from", k.day, "to", until(k.day, unit)))
	}
	return f
}

// unit looks at the time between the first and the last hundredth of the claims,
// so that one article of 1970 does not make years of months.
func (c *count) unit() string {
	perDay := make(map[string]int)
	all := 0
	for k, n := range c.days {
		perDay[k.day] += n
		all += n
	}
	var low, high string
	sum := 0
	for _, day := range byKey(perDay, cmp.Compare[string]) {
		sum += perDay[day]
		if low == "" && sum*100 >= all {
			low = day
		}
		if high == "" && sum*100 >= all*99 {
			high = day
		}
	}
	days := int(parseDay(high).Sub(parseDay(low)).Hours() / 24)
	switch {
	case days <= 62:
		return "day"
	case days <= 366:
		return "week"
	case days <= 5*366:
		return "month"
	case days <= 15*366:
		return "quarter"
	}
	return "year"
}

// since is the first day of the step that holds a day.
func since(day, unit string) string {
	t := parseDay(day)
	y, m := t.Year(), t.Month()
	switch unit {
	case "day":
		return day
	case "week":
		return formatDay(t.AddDate(0, 0, -(int(t.Weekday())+6)%7)) // Monday
	case "quarter":
		m = (m-1)/3*3 + 1
	case "year":
		m = 1
	}
	return formatDay(time.Date(y, m, 1, 0, 0, 0, 0, time.UTC))
}

// until is the last day of the step that begins on a day.
func until(first, unit string) string {
	t := parseDay(first)
	switch unit {
	case "day":
		return first
	case "week":
		t = t.AddDate(0, 0, 6)
	case "month":
		t = t.AddDate(0, 1, -1)
	case "quarter":
		t = t.AddDate(0, 3, -1)
	default:
		t = t.AddDate(1, 0, -1)
	}
	return formatDay(t)
}

func parseDay(day string) time.Time {
	t, _ := time.Parse(time.DateOnly, day) // days of the tables are days
	return t
}

func formatDay(t time.Time) string { return t.Format(time.DateOnly) }
