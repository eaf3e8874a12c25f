package snapshot

// limits bound memory and files. They decide where row groups and files end,
// so the bytes of a snapshot depend on them: they are constants of the program
// and differ only in tests.
type limits struct {
	groupRows  int   // rows of a row group
	groupBytes int   // buffered bytes of a row group; the row that passes it is the last
	pageBytes  int   // bytes of a data page, but for a single longer value
	fileBytes  int64 // compressed bytes of a file; the row group that passes it is the last
}

// The usual limits. Twelve tables at the limit of their row groups together
// stay under forty megabytes, which a run reaches after a few thousand articles
// and then holds.
var usual = limits{
	groupRows:  122_880,
	groupBytes: 3 << 20,
	pageBytes:  1 << 20,
	fileBytes:  256 << 20,
}

// longest is the length of the longest value that a column takes, well under
// the 2 GiB that a page of Parquet can hold.
const longest = 1 << 30

func (l limits) orUsual() limits {
	if l == (limits{}) {
		return usual
	}
	return l
}
