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

// Settle puts into all rows written so far what is known only after the last
// article: which actors have another id, and which articles are copies, and of
// which. The tables that say so are read back and written anew, a few rows at a
// time. The rows of the actors themselves come after it.
func (w *Writer) Settle(actors map[models.ActorID]models.ActorID, copies map[models.ArticleID]models.ArticleID) error {
	if w.err != nil {
		return w.err
	}
	var err error
	if len(copies) > 0 {
		err = rewrite(w, err, table.Articles, w.articles, func(r *table.Article) { settle(copies, r.ArticleID, &r.DuplicateOf) })
	}
	if len(actors) > 0 {
		err = rewrite(w, err, table.Sections, w.sections, renamer(table.Sections, actors))
		err = rewrite(w, err, table.Mentions, w.mentions, renamer(table.Mentions, actors))
		err = rewrite(w, err, table.Claims, w.claims, renamer(table.Claims, actors))
		err = rewrite(w, err, table.ClaimActors, w.claimActors, renamer(table.ClaimActors, actors))
		err = rewrite(w, err, table.Stances, w.stances, renamer(table.Stances, actors))
	}
	if len(actors)+len(copies) > 0 {
		rename := renamer(table.StanceSummary, actors)
		err = rewrite(w, err, table.StanceSummary, w.summaries, func(r *table.Summary) {
			rename(r)
			settle(copies, r.ArticleID, &r.DuplicateOf)
		})
	}
	return w.fail(err)
}

// settle sets a column of what an id stands for now, if that changed.
func settle[ID ~string](now map[ID]ID, id string, column *string) {
	if to, ok := now[ID(id)]; ok {
		*column = string(to)
	}
}

// renamer gives actors their new ids in a row.
func renamer[R any](k *table.Kind[R], to map[models.ActorID]models.ActorID) func(*R) {
	return func(r *R) {
		for i, col := range k.Columns {
			if col.Ref == actorRef {
				id := k.Lens[i].String(r)
				settle(to, *id, id)
			}
		}
	}
}

// rewrite writes a table anew with its rows changed, unless something failed
// before.
func rewrite[R any](w *Writer, err error, k *table.Kind[R], s sheetOf[R], change func(*R)) error {
	return rewriteAs(w, err, k, k, w.opt, s, change)
}

// rewriteAs is rewrite into another definition of the table or another format.
func rewriteAs[R any](w *Writer, err error, k, as *table.Kind[R], opt Options, s sheetOf[R], change func(*R)) error {
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
	fresh, err := sheetFor(as, w.folder.work, opt)
	if err != nil {
		return err
	}
	for _, f := range written.Files {
		if err := copyRows(filepath.Join(old, path.Base(f.Path)), k, fresh, change); err != nil {
			fresh.drop()
			return fmt.Errorf("writing %s anew: %w", k.Name, err)
		}
	}
	*s.sheet = *fresh.sheet
	return os.RemoveAll(old)
}

// copyRows adds the rows of a file to a sheet, changed.
func copyRows[R any](path string, k *table.Kind[R], s sheetOf[R], change func(*R)) error {
	r, err := openFile(path, Parquet, &k.Table)
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
			for c, v := range r.values() {
				put(&row, &k.Lens[c], v, i)
			}
			change(&row)
			if err := s.add(&row); err != nil {
				return err
			}
		}
	}
}
