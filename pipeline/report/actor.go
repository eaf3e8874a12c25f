package report

import (
	"cmp"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// An actor is what a page says of an actor.
type actor struct {
	name, kind string
	mentions   int32
}

// actors are those of the corpus by their ids.
type actors map[string]actor

func readActors(s *snapshot.Snapshot) (actors, error) {
	all := make(actors)
	for row, err := range snapshot.Rows(s, table.Actors) {
		if err != nil {
			return nil, err
		}
		all[row.ActorID] = actor{models.PlainName(row.Name), row.Type, row.NMentions}
	}
	return all, nil
}

// name is how a page calls an actor: one without a name goes by its id.
func (a actors) name(id string) string { return cmp.Or(a[id].name, id) }

// voices reports whether an actor speaks of the others rather than being one
// of them.
func (a actor) voices() bool {
	return a.kind == "author" || a.kind == "commenter" || a.kind == "document"
}
