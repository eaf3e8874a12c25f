package report

const totalsQuery = `select
  (select count(*) from 'articles/*.parquet') as articles,
  (select count(*) from 'articles/*.parquet' where duplicate_of is not null) as copies,
  (select count(distinct publisher) from 'articles/*.parquet') as outlets,
  (select cast(min(published_on) as varchar) from 'articles/*.parquet') as first_day,
  (select cast(max(published_on) as varchar) from 'articles/*.parquet') as last_day,
  (select coalesce(sum(n_tokens), 0)::bigint from 'articles/*.parquet') as tokens,
  (select coalesce(sum(n_sentences), 0)::bigint from 'articles/*.parquet') as sentences,
  (select count(*) from 'sections/*.parquet' where kind = 'comment') as comments,
  (select count(*) from 'actors/*.parquet') as actors,
  (select count(*) from 'claims/*.parquet') as claims,
  (select count(*) from 'claims/*.parquet' join 'articles/*.parquet' using (article_id)
     where published_on is null) as undated_claims,
  (select count(*) from 'stances/*.parquet') as stances,
  (select count(*) from 'skips/*.parquet') as skips`

// totals is one row: how much there is.
func (c *count) totals() figure {
	return figure{
		ID: "totals", Title: "Totals", Query: totalsQuery,
		Columns: []string{"articles", "copies", "outlets", "first_day", "last_day", "tokens", "sentences", "comments",
			"actors", "claims", "undated_claims", "stances", "skips"},
		Rows: [][]any{{c.articles, c.copies, len(c.publishers), orNull(c.first), orNull(c.last), c.tokens, c.sentences,
			c.comments, len(c.who), c.claims, c.undated, c.stances, c.unreadable}},
	}
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

const skipsQuery = `select reason, count(*) as inputs
from 'skips/*.parquet'
group by all
order by inputs desc, reason`

// skipped counts what could not be read, by reason.
func (c *count) skipped() figure {
	f := figure{ID: "skips", Title: "Inputs that could not be used", Query: skipsQuery, Columns: []string{"reason", "inputs"}, Rows: [][]any{}}
	for _, reason := range byCount(c.reasons) {
		f.Rows = append(f.Rows, []any{reason, c.reasons[reason]})
	}
	return f
}
