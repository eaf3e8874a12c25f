package report

import "strings"

// originals makes a query count each story once: of every table it reads the
// rows of articles that are copies of none. How many copies there are is still
// counted over all articles.
var originals = func() *strings.Replacer {
	const copies = "'articles/*.parquet' where duplicate_of is not null"
	pairs := []string{copies, copies}
	for _, name := range []string{"articles", "sections", "sentences", "claims", "claim_actors", "stances"} {
		files := "'" + name + "/*.parquet'"
		pairs = append(pairs, files, "(select * from "+files+" where article_id in\n    (select article_id from 'articles/*.parquet' where duplicate_of is null))")
	}
	return strings.NewReplacer(pairs...)
}()
