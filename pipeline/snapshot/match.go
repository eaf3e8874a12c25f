package snapshot

import (
	"fmt"

	"github.com/sayso-nlp/sayso/models/table"
)

// Ids hold a position: the claim that an older run found as the third of an
// article may be the fourth of a newer one, and all that refers to it moves
// along. So rows of one article are matched by where they stand in its text,
// which is the same in both, and ids are compared by what they refer to.

// An anchor says where a row stands, or "" if it does not know. A row is matched
// by the first of its anchors that is found, the strictest first; of rows with
// equal anchors the first is matched with the first.
type anchor[R any] func(*R) string

// match gives for each new row the old one that it is, or -1.
func match[R any](old, now []R, anchors ...anchor[R]) []int {
	of := make([]int, len(now))
	for i := range of {
		of[i] = -1
	}
	taken := make([]bool, len(old))
	for _, at := range anchors {
		free := make(map[string][]int)
		for i := range old {
			if !taken[i] {
				if key := at(&old[i]); key != "" {
					free[key] = append(free[key], i)
				}
			}
		}
		for i := range now {
			if of[i] >= 0 {
				continue
			}
			key := at(&now[i])
			if list := free[key]; len(list) > 0 {
				of[i], taken[list[0]] = list[0], true
				free[key] = list[1:]
			}
		}
	}
	return of
}

// stretch prints where a row stands.
func stretch(s table.Span) string { return fmt.Sprintf("%d:%d", s.CharStart, s.CharEnd) }

func start(s table.Span) string { return fmt.Sprint(s.CharStart) }

// A placedClaim is a claim that knows where its cue stands.
type placedClaim struct {
	*table.Claim
	cue string
}

func placed(b *Bundle) []placedClaim {
	at := make(map[string]string)
	for _, s := range b.ClaimSpans {
		if s.Role == "cue" && s.Ordinal == 1 {
			at[s.ClaimID] = stretch(s.Span)
		}
	}
	var list []placedClaim
	for i := range b.Claims {
		list = append(list, placedClaim{&b.Claims[i], at[b.Claims[i].ClaimID]})
	}
	return list
}

// A renaming gives the ids of matched rows in the newer snapshot, by those in
// the older.
type renaming struct {
	ids  map[string]string
	from string // the older id of an article whose text changed; "" if it is the same
}

// learn takes the ids of matched rows.
func learn[R any](r *renaming, old, now []R, of []int, id func(*R) string) {
	for i, k := range of {
		if k >= 0 {
			r.ids[id(&old[k])] = id(&now[i])
		}
	}
}

// of renames an id. One that no row of the newer snapshot has becomes what is
// no id at all, for the newer may have given it to another row.
func (r *renaming) of(id string) string {
	if id == "" {
		return ""
	}
	if now, ok := r.ids[id]; ok {
		return now
	}
	return "(gone) " + id
}

// passes reports whether a column says nothing of a row that another text has
// not changed: where it stands, and in which article.
func (r *renaming) passes(t *table.Table, col table.Column) bool {
	if r == nil || r.from == "" || t.Name == table.Articles.Name {
		return false
	}
	return col.Name == "article_id" || col.Name == "char_start" || col.Name == "char_end"
}

// local are the tables whose ids hold a position in an article.
var local = map[string]bool{"sections": true, "sentences": true, "mentions": true, "claims": true, "stances": true}
