package table

// A Change is a row of what a comparison of two snapshots finds.
type Change struct {
	Table     string
	Change    string
	ArticleID string
	Key       string
	OldKey    string
	Columns   []string
	Before    string
	After     string
}

// The kinds of change.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// Changes is the table of what differs between two snapshots. It is no part of
// either: a comparison writes it.
var Changes = kind("changes", "a row of one of two snapshots that the other does not have so",
	str(func(r *Change) *string { return &r.Table }, Column{Name: "table", Dict: true, Example: "claims",
		Doc: "the table of the row"}),
	str(func(r *Change) *string { return &r.Change }, Column{Name: "change", Dict: true, Example: Changed,
		Values: []string{Added, Removed, Changed}, Doc: "what happened to the row from the older snapshot to the newer"}),
	str(func(r *Change) *string { return &r.ArticleID }, Column{Name: "article_id", Null: "the row belongs to no article", Example: exampleArticle,
		Doc: "the article that the row belongs to"}),
	str(func(r *Change) *string { return &r.Key }, Column{Name: "key", Null: "rows of the table have no key", Example: exampleClaim,
		Doc: "the row's key in the newer snapshot, of a removed row in the older; several columns are joined by one space"}),
	str(func(r *Change) *string { return &r.OldKey }, Column{Name: "old_key", Null: "it is the same", Example: exampleArticle + "-c3",
		Doc: "the key of a changed row in the older snapshot, where other rows before it came or went, or the article's text changed"}),
	list(func(r *Change) *[]string { return &r.Columns }, Column{Name: "columns", Example: `["type"]`,
		Doc: "the columns of a changed row that differ"}),
	str(func(r *Change) *string { return &r.Before }, Column{Name: "before", Null: "the row was not there", Long: true, Example: `{"type":"statement"}`,
		Doc: "a JSON object: of a changed row the columns that differ, of a removed one all that are not null, as they were"}),
	str(func(r *Change) *string { return &r.After }, Column{Name: "after", Null: "the row is not there", Long: true, Example: `{"type":"denial"}`,
		Doc: "a JSON object: of a changed row the columns that differ, of an added one all that are not null, as they are"}),
)
