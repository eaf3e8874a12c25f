package pipeline

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/journal"
	"github.com/sayso-nlp/sayso/pipeline/pack"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// results are what need not be found again, and where what is found is kept.
//
// Only what extraction finds in one article is kept. Whatever hangs on other
// articles (copies, actors, the order of rows) is worked out anew by every run,
// in the same way whether a document was kept or found: so a run that goes on
// and one that updates end in the bytes of one that does neither.
type results struct {
	now   *journal.Journal // of this run, and of the run that was cut off before it
	older *journal.Journal // of the snapshot to update; nil if there is none

	resumed, reused atomic.Int64 // articles that were not read again

	mu  sync.Mutex
	met map[journal.Key]bool // pages that this run has come upon
}

// meet reports whether this run comes upon a page for the first time. What is
// kept of a page that it met before may be its own find.
func (r *results) meet(key journal.Key) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	first := !r.met[key]
	r.met[key] = true
	return first
}

// keep opens the journals of a run.
func (cfg Config) keep(recipe journal.Recipe) (*results, error) {
	r := &results{met: make(map[journal.Key]bool)}
	if cfg.Update != "" {
		var err error
		if r.older, err = cfg.older(recipe); err != nil {
			return nil, err
		}
	}
	path := snapshot.WorkJournalPath(cfg.Out)
	j, err := journal.Resume(path)
	switch {
	case errors.Is(err, journal.ErrNone):
	case err != nil:
		r.close()
		return nil, err
	case cfg.Restart || j.Len() == 0:
		j.Close()
	case len(recipe.Against(j.Recipe())) > 0:
		cfg.notice("a run was cut off here, but %s: its articles are read again", strings.Join(recipe.Against(j.Recipe()), ", "))
		j.Close()
	default:
		cfg.notice("a run was cut off here: its %s not read again", articlesAre(j.Len(), ""))
		r.now = j
		return r, nil
	}
	if r.now, err = journal.Create(path, recipe); err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

// older opens the journal of the snapshot to update, nil if it is of no use.
func (cfg Config) older(recipe journal.Recipe) (*journal.Journal, error) {
	old, err := snapshot.Open(cfg.Update)
	if err != nil {
		return nil, UsageError{err}
	}
	j, err := journalOf(cfg.Update, old.Manifest.ID)
	switch {
	case errors.Is(err, journal.ErrNone):
		cfg.notice("no journal of %s is left: all articles are read", cfg.Update)
		return nil, nil
	case err != nil:
		return nil, err
	}
	if why := recipe.Against(j.Recipe()); len(why) > 0 {
		cfg.notice("nothing of %s is used, because %s: all articles are read", cfg.Update, strings.Join(why, ", "))
		return nil, j.Close()
	}
	cfg.notice("up to %s not read again", articlesAre(j.Len(), " of "+cfg.Update))
	return j, nil
}

// journalOf opens the journal that led to the snapshot at dir: the one that
// lies beside it, or beside the place from which it was moved within its folder.
func journalOf(dir, id string) (*journal.Journal, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	paths := []string{snapshot.JournalPath(dir), snapshot.WorkJournalPath(dir)}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if path := filepath.Join(filepath.Dir(dir), e.Name()); snapshot.IsJournal(e.Name()) && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	for _, path := range paths {
		j, err := journal.Open(path)
		switch {
		case errors.Is(err, journal.ErrNone):
			continue
		case err != nil:
			return nil, err
		case j.Seal() == id:
			return j, nil
		}
		j.Close()
	}
	return nil, journal.ErrNone
}

// recipe is what the results of this program and some weights hang on.
func recipe(weights []snapshot.NamedHash) journal.Recipe {
	r := journal.Recipe{Build: journal.Build()}
	for _, w := range weights {
		r.Weights = append(r.Weights, journal.File(w))
	}
	for _, l := range lists() {
		r.Lists = append(r.Lists, journal.File(l))
	}
	return r
}

// articlesAre says "2 articles of the old are", or "1 article of the old is".
func articlesAre(n int, of string) string {
	if n == 1 {
		return "1 article" + of + " is"
	}
	return fmt.Sprintf("%d articles%s are", n, of)
}

func (cfg Config) notice(format string, args ...any) {
	if cfg.Notice != nil {
		cfg.Notice(fmt.Sprintf(format, args...))
	}
}

// A kept is a document as the journal has it.
type kept struct {
	key  journal.Key
	text []byte
}

// keyOf is the key of a page: all that extraction is given.
func keyOf(pg page.Page) journal.Key { return journal.KeyOf(pack.Bytes(&pg)) }

// article is what is found in a page, and how it is kept; r may be nil.
func (r *results) article(pg page.Page, find func(page.Page) *models.Document) (*models.Document, kept) {
	if r == nil {
		return find(pg), kept{}
	}
	k := kept{key: keyOf(pg)}
	first := r.meet(k.key)
	for _, from := range []struct {
		journal *journal.Journal
		count   *atomic.Int64
	}{{r.now, &r.resumed}, {r.older, &r.reused}} {
		if from.journal == nil {
			continue
		}
		// What cannot be read back is found again.
		text, err := from.journal.Find(k.key)
		if err != nil || text == nil {
			continue
		}
		doc := new(models.Document)
		if pack.Unpack(text, doc) == nil {
			if first {
				from.count.Add(1)
			}
			doc.Article.Text = pg.Article.Text
			k.text = text
			return doc, k
		}
	}
	doc := find(pg)
	// The text is part of the key: whoever has that has the text.
	bare := *doc
	bare.Article.Text = ""
	k.text = pack.Pack(&bare)
	return doc, k
}

// add keeps a document.
func (r *results) add(k kept) error { return r.now.Add(k.key, k.text) }

// close closes the journals; the second time it does nothing.
func (r *results) close() {
	for _, j := range []*journal.Journal{r.now, r.older} {
		if j != nil {
			j.Close()
		}
	}
}

// Unfinished says that a run failed or was cancelled, and that the next one to
// the same folder need not begin at the beginning.
type Unfinished struct {
	error
	Articles int    // whose results are kept
	Folder   string // where they are
}

func (e Unfinished) Unwrap() error { return e.error }
