package snapshot

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// A Writer writes one snapshot. It is for one goroutine at a time. After an
// error it is good for Abort alone.
type Writer struct {
	opt    Options // of the tables while rows come: all text, in Parquet
	final  Options // of the tables in the end
	folder *folder
	sheets []*sheet // all of them, in the order of the documentation
	err    error    // the first
	done   bool

	articles    sheetOf[table.Article]
	sections    sheetOf[table.Section]
	sentences   sheetOf[table.Sentence]
	tokens      sheetOf[table.Token]
	mentions    sheetOf[table.Mention]
	actors      sheetOf[table.Actor]
	claims      sheetOf[table.Claim]
	claimSpans  sheetOf[table.ClaimSpan]
	claimActors sheetOf[table.ClaimActor]
	stances     sheetOf[table.Stance]
	summaries   sheetOf[table.Summary]
	skips       sheetOf[table.Skip]
}

// Create begins a snapshot that will stand at dir. Until Close nothing is
// there: the work is done in a folder beside it, ".NAME.sayso-work", marked and
// locked. What a killed run left in that folder is removed but for its journal;
// another run that is still at it gives ErrBusy. A dir that is there already gives ErrExists,
// unless opt.Force is set and it is a snapshot or empty; it is then replaced at
// the very end.
func Create(dir string, opt Options) (*Writer, error) {
	opt.limits = opt.limits.orUsual()
	f, err := prepare(dir, opt.Force)
	if err != nil {
		return nil, err
	}
	w := &Writer{opt: opt, final: opt, folder: f}
	w.opt.Format, w.opt.Text = Parquet, AllText
	if err := w.open(); err != nil {
		return nil, errors.Join(err, w.Suspend())
	}
	return w, nil
}

func (w *Writer) open() error {
	var err error
	w.articles, err = begin(w, err, table.Articles)
	w.sections, err = begin(w, err, table.Sections)
	w.sentences, err = begin(w, err, table.Sentences)
	if w.opt.Tokens {
		w.tokens, err = begin(w, err, table.Tokens)
	}
	w.mentions, err = begin(w, err, table.Mentions)
	w.actors, err = begin(w, err, table.Actors)
	w.claims, err = begin(w, err, table.Claims)
	w.claimSpans, err = begin(w, err, table.ClaimSpans)
	w.claimActors, err = begin(w, err, table.ClaimActors)
	w.stances, err = begin(w, err, table.Stances)
	w.summaries, err = begin(w, err, table.StanceSummary)
	w.skips, err = begin(w, err, table.Skips)
	return err
}

// begin makes the sheet of a table, unless something failed before.
func begin[R any](w *Writer, err error, k *table.Kind[R]) (sheetOf[R], error) {
	if err != nil {
		return sheetOf[R]{}, err
	}
	s, err := sheetFor(k, w.folder.work, w.opt)
	if err == nil {
		w.sheets = append(w.sheets, s.sheet)
	}
	return s, err
}

// Add writes all rows of a document. Documents come in the order of the input.
// Nothing of the document is kept.
func (w *Writer) Add(doc *models.Document) error {
	if w.err != nil {
		return w.err
	}
	rows := table.Of(doc)
	art := rows.Article()
	err := w.articles.add(&art)
	err = all(err, w.sections, rows.Sections())
	err = all(err, w.sentences, rows.Sentences())
	if w.opt.Tokens {
		err = all(err, w.tokens, rows.Tokens())
	}
	err = all(err, w.mentions, rows.Mentions())
	err = all(err, w.claims, rows.Claims())
	err = all(err, w.claimSpans, rows.ClaimSpans())
	err = all(err, w.claimActors, rows.ClaimActors())
	err = all(err, w.stances, rows.Stances())
	err = all(err, w.summaries, rows.Summaries())
	return w.fail(err)
}

// all adds the rows of a sequence, unless something failed before.
func all[R any](err error, s sheetOf[R], rows iter.Seq[*R]) error {
	if err != nil {
		return err
	}
	for r := range rows {
		if err := s.add(r); err != nil {
			return err
		}
	}
	return nil
}

// Skip writes the row of an input that could not be used.
func (w *Writer) Skip(s models.Skip) error {
	if w.err != nil {
		return w.err
	}
	row := table.OfSkip(s)
	return w.fail(w.skips.add(&row))
}

// Actors writes the rows of the corpus's actors. Every actor of the documents
// must be among them, once. An error of the sequence ends it.
func (w *Writer) Actors(actors iter.Seq2[models.CorpusActor, error]) error {
	if w.err != nil {
		return w.err
	}
	for act, err := range actors {
		row := table.OfActor(act)
		if err == nil {
			err = w.actors.add(&row)
		}
		if err != nil {
			return w.fail(err)
		}
	}
	return nil
}

// Scratch is a folder for what is needed until the end and goes with the work
// folder. Nothing may be open in it, nor be made in it, when Close, Abort or Suspend
// is called.
func (w *Writer) Scratch() string { return w.folder.scratch() }

// Close ends all tables, describes them, and puts the snapshot in its place, and
// the journal at WorkJournalPath, if there is one, at JournalPath. If it fails,
// nothing is there, and Abort clears up.
func (w *Writer) Close(run Run) (*Manifest, error) {
	if w.done {
		return nil, errors.New("the snapshot is closed already")
	}
	if w.err != nil {
		return nil, w.err
	}
	m, err := w.finish(run)
	if err != nil {
		return nil, w.fail(err)
	}
	if run.Whole != nil {
		if err := run.Whole(m); err != nil {
			return nil, w.fail(err)
		}
	}
	if err := w.folder.publish(w.opt.Force); err != nil {
		return nil, w.fail(err)
	}
	w.done = true
	return m, nil
}

func (w *Writer) finish(run Run) (*Manifest, error) {
	m, err := w.describe(run, w.opt)
	if err != nil {
		return nil, err
	}
	if w.final.Format.orUsual() != Parquet || w.final.Text != AllText {
		if run.Origin == "" {
			run.Origin = m.ID
		}
		if err := w.turn(); err != nil {
			return nil, err
		}
		if m, err = w.describe(run, w.final); err != nil {
			return nil, err
		}
	}
	sums := sumsOf(m)
	for _, doc := range m.documents() {
		sum, err := w.write(doc.name, doc.text)
		if err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	if _, err := w.write(sumsFile, formatSums(sums)); err != nil {
		return nil, err
	}
	return m, nil
}

// describe ends all tables and makes the manifest.
func (w *Writer) describe(run Run, opt Options) (*Manifest, error) {
	var tables []Table
	for _, s := range w.sheets {
		t, err := s.close()
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return newManifest(run, opt, tables)
}

// write writes one of the files beside the tables.
func (w *Writer) write(name string, text []byte) (NamedHash, error) {
	s, err := newSink(filepath.Join(w.folder.work, name), w.opt.create)
	if err != nil {
		return NamedHash{}, err
	}
	if _, err := io.Writer(s).Write(text); err != nil {
		return NamedHash{}, err
	}
	if err := s.close(); err != nil {
		return NamedHash{}, err
	}
	return NamedHash{name, s.sum()}, nil
}

// Abort gives the snapshot up and leaves nothing of it. After Close, and the
// second time, it does nothing.
func (w *Writer) Abort() error { return w.giveUp((*folder).discard) }

// Suspend gives the snapshot up and leaves the work folder with its journal to
// the next run. Otherwise it is like Abort.
func (w *Writer) Suspend() error { return w.giveUp((*folder).suspend) }

func (w *Writer) giveUp(clear func(*folder) error) error {
	if w.done {
		return nil
	}
	w.done = true
	w.err = errors.New("the snapshot was given up")
	for _, s := range w.sheets {
		s.drop()
	}
	return clear(w.folder)
}

func (w *Writer) fail(err error) error {
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("snapshot %s: %w", w.folder.dir, err)
	}
	return w.err
}
