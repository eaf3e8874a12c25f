package report

// A figure is a table of counts with the query that counts the same. The rows
// are what the page shows: charts are drawn from them.
//
// Queries are DuckDB's SQL and run in the folder of the snapshot.
type figure struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Query   string   `json:"query"`
	Columns []string `json:"columns"`
	Rows    [][]any  `json:"rows"`
	Links   []string `json:"-"` // by row: the state of the page that shows what was counted
	Unit    string   `json:"unit,omitempty"`
}
