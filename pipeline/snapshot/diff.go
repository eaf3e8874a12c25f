package snapshot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// A Change is a row that came, went, or reads otherwise in a newer snapshot.
type Change struct {
	Table         string
	Change        string // table.Added, Removed or Changed
	Article       string // "" where the table belongs to no article
	Key           string // in the newer snapshot, of a removed row in the older; "" where rows have none
	OldKey        string // of a changed row in the older, "" where it is the same
	Columns       []string
	Before, After map[string]any // by column; of a changed row, those that differ
}

// Row is the change as a row of table.Changes.
func (c *Change) Row() table.Change {
	return table.Change{Table: c.Table, Change: c.Change, ArticleID: c.Article, Key: c.Key, OldKey: c.OldKey, Columns: c.Columns,
		Before: object(c.Before), After: object(c.After)}
}

// object writes values as a JSON object with sorted keys, "" for none.
func object(values map[string]any) string {
	if values == nil {
		return ""
	}
	text, err := canonical(values)
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return string(text)
}

// MarshalJSON writes the change as the row reads, with objects for the JSON in
// it and null for what is not there.
func (c *Change) MarshalJSON() ([]byte, error) {
	orNull := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return canonicalOrder(struct {
		Table     string         `json:"table"`
		Change    string         `json:"change"`
		ArticleID *string        `json:"article_id"`
		Key       *string        `json:"key"`
		OldKey    *string        `json:"old_key"`
		Columns   []string       `json:"columns"`
		Before    map[string]any `json:"before"`
		After     map[string]any `json:"after"`
	}{c.Table, c.Change, orNull(c.Article), orNull(c.Key), orNull(c.OldKey), orEmpty(c.Columns), c.Before, c.After})
}

// canonicalOrder is JSON on one line, without escapes that nobody needs.
func canonicalOrder(v any) (json.RawMessage, error) {
	text, err := encode(v, "")
	return json.RawMessage(strings.TrimSuffix(string(text), "\n")), err
}

// A Comparison sums up what differs between two snapshots.
type Comparison struct {
	Made      []string // what they were made from and with differs so, in words
	Tables    []TableChanges
	Rewritten int64 // changed articles with another text
	// Unpaired counts articles that were removed and added under one URI which
	// several share: nothing says which became which.
	Unpaired int64
}

// Same reports whether all rows are the same.
func (c *Comparison) Same() bool {
	return !slices.ContainsFunc(c.Tables, func(t TableChanges) bool { return t.Added+t.Removed+t.Changed > 0 })
}

// TableChanges counts the changes of one table.
type TableChanges struct {
	Name                    string
	Old, New                int64 // rows
	Added, Removed, Changed int64
	Columns                 map[string]int64 // changed rows by column that differs
	Moves                   map[Move]int64   // changed rows by what became what, in columns of few values
}

// A Move is a value that became another.
type Move struct{ Column, From, To string }

// Diff compares two snapshots, table by table and key by key, and hands each
// change to take, if that is not nil: those of an article together, articles in
// the order of the newer snapshot, a removed one where it would follow in the
// older; then actors by id and skips. Names choose tables; none, all.
//
// Rows of an article are matched by where they stand in its text (see match):
// an id that only counts on is no change. An article's id is made of its URI and
// its text; one whose text changed is the same article if no other in either
// snapshot has its URI, and its rows are then matched by what they say (see
// matchByWords): that they stand elsewhere is no change.
//
// Both snapshots are read side by side. Memory holds one article of each and all
// articles' ids; what stands in another order waits in a temporary file.
func Diff(old, now *Snapshot, names []string, take func(*Change) error) (*Comparison, error) {
	d := &differ{old: old, now: now, take: take, counts: make(map[string]*TableChanges)}
	c := &Comparison{Made: now.Manifest.Against(old.Manifest)}
	for _, t := range table.All() {
		there := old.Has(t.Name) || now.Has(t.Name)
		if there && (len(names) == 0 || slices.Contains(names, t.Name)) {
			d.counts[t.Name] = &TableChanges{Name: t.Name, Old: old.Manifest.Rows(t.Name), New: now.Manifest.Rows(t.Name),
				Columns: make(map[string]int64), Moves: make(map[Move]int64)}
		}
	}
	if !sameTables(old.Manifest, now.Manifest) {
		if err := d.articles(); err != nil {
			return nil, err
		}
		if err := d.actors(); err != nil {
			return nil, err
		}
		if err := d.skips(); err != nil {
			return nil, err
		}
	}
	for _, t := range table.All() {
		if counts, ok := d.counts[t.Name]; ok {
			c.Tables = append(c.Tables, *counts)
		}
	}
	c.Rewritten, c.Unpaired = d.rewritten, d.unpaired
	return c, nil
}

// sameTables reports whether all files are the same.
func sameTables(old, now *Manifest) bool {
	return slices.EqualFunc(old.Tables, now.Tables, func(a, b Table) bool {
		return a.Name == b.Name && slices.Equal(a.Files, b.Files)
	})
}

// A differ is a comparison under way.
type differ struct {
	old, now *Snapshot
	take     func(*Change) error
	counts   map[string]*TableChanges // of the tables that are asked for

	rewritten, unpaired int64 // see Comparison
}

// tell counts a change and hands it on.
func (d *differ) tell(c *Change) error {
	counts := d.counts[c.Table]
	switch c.Change {
	case table.Added:
		counts.Added++
	case table.Removed:
		counts.Removed++
	default:
		counts.Changed++
		for _, col := range c.Columns {
			counts.Columns[col]++
		}
	}
	if d.take == nil {
		return nil
	}
	return d.take(c)
}

// compare tells the changes of rows of one table; of gives for each new row the
// old one that it is. Ids of the older snapshot are renamed before they are
// compared, and told as they were.
func compare[R any](d *differ, k *table.Kind[R], article string, old, now []R, of []int, ids *renaming) error {
	if d.counts[k.Name] == nil {
		return nil
	}
	stays := make([]bool, len(old))
	for i := range now {
		if of[i] < 0 {
			if err := d.tell(&Change{Table: k.Name, Change: table.Added, Article: article, Key: keyOf(k, &now[i]), After: wholeRow(k, &now[i])}); err != nil {
				return err
			}
			continue
		}
		stays[of[i]] = true
		if err := changed(d, k, article, &old[of[i]], &now[i], ids); err != nil {
			return err
		}
	}
	if ids != nil && ids.from != "" {
		article = ids.from
	}
	for i := range old {
		if !stays[i] {
			if err := d.tell(&Change{Table: k.Name, Change: table.Removed, Article: article, Key: keyOf(k, &old[i]), Before: wholeRow(k, &old[i])}); err != nil {
				return err
			}
		}
	}
	return nil
}

// changed tells of a row if it reads otherwise.
func changed[R any](d *differ, k *table.Kind[R], article string, old, now *R, ids *renaming) error {
	list := differing(k, old, now, ids)
	if len(list) == 0 {
		return nil
	}
	c := &Change{Table: k.Name, Change: table.Changed, Article: article, Key: keyOf(k, now), Before: make(map[string]any), After: make(map[string]any)}
	if key := keyOf(k, old); key != c.Key {
		c.OldKey = key
	}
	for _, i := range list {
		col := k.Columns[i]
		before, after := value(k, i, old), value(k, i, now)
		c.Columns = append(c.Columns, col.Name)
		c.Before[col.Name], c.After[col.Name] = before, after
		if col.Values != nil {
			d.counts[k.Name].Moves[Move{col.Name, word(before), word(after)}]++
		}
	}
	return d.tell(c)
}

func word(v any) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(v)
}

// differing are the columns in which two rows differ.
func differing[R any](k *table.Kind[R], old, now *R, ids *renaming) []int {
	var list []int
	for i, col := range k.Columns {
		if ids.passes(&k.Table, col) {
			continue
		}
		lens := &k.Lens[i]
		same := true
		switch col.Type {
		case table.String:
			a := *lens.String(old)
			if ids != nil && isLocal(&k.Table, col) {
				a = ids.of(a)
			}
			same = a == *lens.String(now)
		case table.Int32:
			same = *lens.Int32(old) == *lens.Int32(now)
		case table.Float64:
			same = *lens.Float64(old) == *lens.Float64(now)
		case table.Bool:
			same = *lens.Bool(old) == *lens.Bool(now)
		case table.Date:
			same = *lens.Date(old) == *lens.Date(now)
		case table.Strings:
			same = slices.Equal(*lens.Strings(old), *lens.Strings(now))
		}
		if !same {
			list = append(list, i)
		}
	}
	return list
}

// isLocal reports whether a column holds ids that count on within an article.
func isLocal(t *table.Table, col table.Column) bool {
	name, _, _ := strings.Cut(col.Ref, ".")
	return local[name] || col.Ref == "" && col.Key && local[t.Name]
}

// value is what a row holds in a column, as JSON has it; nil for a null.
func value[R any](k *table.Kind[R], i int, r *R) any {
	col, lens := k.Columns[i], &k.Lens[i]
	switch col.Type {
	case table.String:
		if s := *lens.String(r); s != "" || !col.Nullable() {
			return s
		}
	case table.Int32:
		if n := *lens.Int32(r); n != models.None || !col.Nullable() {
			return n
		}
	case table.Float64:
		return *lens.Float64(r)
	case table.Bool:
		return *lens.Bool(r)
	case table.Date:
		if d := *lens.Date(r); d != (models.Date{}) {
			return d.ISO()
		}
	case table.Strings:
		return orEmpty(*lens.Strings(r))
	}
	return nil
}

// wholeRow is all that a row holds.
func wholeRow[R any](k *table.Kind[R], r *R) map[string]any {
	values := make(map[string]any)
	for i, col := range k.Columns {
		if v := value(k, i, r); v != nil {
			values[col.Name] = v
		}
	}
	return values
}

// keyOf is a row's key, its columns joined by a space.
func keyOf[R any](k *table.Kind[R], r *R) string {
	var parts []string
	for i, col := range k.Columns {
		switch lens := &k.Lens[i]; {
		case !col.Key:
		case lens.String != nil:
			parts = append(parts, *lens.String(r))
		case lens.Int32 != nil:
			parts = append(parts, strconv.Itoa(int(*lens.Int32(r))))
		}
	}
	return strings.Join(parts, " ")
}
