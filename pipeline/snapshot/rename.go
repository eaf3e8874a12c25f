package snapshot

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// actorRef is what a column of actors' ids refers to.
const actorRef = "actors.actor_id"

// Rename gives actors other ids in all rows written so far: what is known only
// after the last article. The tables that name actors are read back and written
// anew, a few rows at a time. The rows of the actors themselves come after it.
func (w *Writer) Rename(to map[models.ActorID]models.ActorID) error {
	if w.err != nil || len(to) == 0 {
		return w.err
	}
	err := rename(w, nil, table.Sections, w.sections, to)
	err = rename(w, err, table.Mentions, w.mentions, to)
	err = rename(w, err, table.Claims, w.claims, to)
	err = rename(w, err, table.ClaimActors, w.claimActors, to)
	err = rename(w, err, table.Stances, w.stances, to)
	err = rename(w, err, table.StanceSummary, w.summaries, to)
	return w.fail(err)
}

// rename writes a table anew, unless something failed before.
func rename[R any](w *Writer, err error, k *table.Kind[R], s sheetOf[R], to map[models.ActorID]models.ActorID) error {
	if err != nil {
		return err
	}
	written, err := s.close()
	if err != nil {
		return err
	}
	dir := filepath.Join(w.folder.work, k.Name)
	old := dir + ".old"
	if err := os.Rename(dir, old); err != nil {
		return fmt.Errorf("writing %s anew: %w", k.Name, err)
	}
	fresh, err := sheetFor(k, w.folder.work, w.opt)
	if err != nil {
		return err
	}
	for _, f := range written.Files {
		if err := copyRows(filepath.Join(old, path.Base(f.Path)), k, fresh, to); err != nil {
			fresh.drop()
			return fmt.Errorf("writing %s anew: %w", k.Name, err)
		}
	}
	*s.sheet = *fresh.sheet
	return os.RemoveAll(old)
}

// copyRows adds the rows of a file to a sheet under the new ids.
func copyRows[R any](path string, k *table.Kind[R], s sheetOf[R], to map[models.ActorID]models.ActorID) error {
	r, err := openReader(path, &k.Table)
	if err != nil {
		return err
	}
	defer r.close()
	for {
		n, err := r.next()
		if err != nil || n == 0 {
			return err
		}
		for i := range n {
			var row R
			for c, v := range r.columns {
				put(&row, &k.Lens[c], v, i)
				if v.def.Ref != actorRef {
					continue
				}
				id := k.Lens[c].String(&row)
				if now, ok := to[models.ActorID(*id)]; ok {
					*id = string(now)
				}
			}
			if err := s.add(&row); err != nil {
				return err
			}
		}
	}
}
