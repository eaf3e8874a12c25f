package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/corpus"
	"github.com/sayso-nlp/sayso/pipeline/journal"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// A Config says what to run. Inputs and Out are needed (Out not for a dry run);
// the zero value of the rest works.
type Config struct {
	Inputs        []string
	Out           string         // the snapshot's folder
	Model         *extract.Model // nil: the default one
	Source        source.Options
	AnyLanguage   bool
	Tokens        bool // write the table of tokens
	Format        snapshot.Format
	WithoutText   bool    // leave out the text of articles, all but names and cues
	Force         bool    // replace the snapshot at Out
	Limit         int     // read so many records and no more; 0: all
	MinConfidence float64 // claims below it are not written, nor stances voiced through them
	DryRun        bool    // read and count, extract and write nothing
	FailFast      bool    // the first skip ends the run
	Jobs          int     // workers; 0: one a processor
	Examples      int     // claims to keep for showing

	About snapshot.About // what to say of the snapshot to whoever cites it

	Update  string // a snapshot whose articles need not be read again where nothing changed
	Restart bool   // use nothing of a run to Out that was cut off
	Forget  bool   // leave no journal beside the snapshot: it cannot be updated

	Progress func(Progress) // called after each article or skip, in order
	Notice   func(string)   // called with what the user should know before the run

	results *results // nil: all is found anew and nothing is kept
}

// Progress is how far a run has come.
type Progress struct {
	Articles, Skips int
	Bytes, Total    int64 // of the input files as they are stored
}

// A Result is what a run found.
type Result struct {
	Manifest  *snapshot.Manifest // nil for a dry run
	Files     int
	Articles  int
	Skips     int
	Sentences int
	Tokens    int
	Claims    int
	Stances   int
	Actors    int
	Resumed   int                           // articles that a run that was cut off had read
	Reused    int                           // articles that the snapshot to update held
	Undated   int                           // articles whose record has a date that cannot be read as a day
	BadDate   string                        // where the first of these dates stands, and the date
	Reasons   map[models.Reason]int         // skips by reason
	First     map[models.Reason]models.Skip // the first skip of each reason
	Examples  []Example
}

// A SkipError is a skip that ended a run because of Config.FailFast.
type SkipError struct{ models.Skip }

func (e SkipError) Error() string { return Explain(e.Skip) }

// Explain says in a line what could not be used and why.
func Explain(s models.Skip) string {
	where := s.URI
	if s.Record > 0 {
		where = fmt.Sprintf("%s, record %d", s.URI, s.Record)
	}
	return strings.TrimRight(fmt.Sprintf("%s: %s: %s", where, s.Reason, s.Detail), ": ")
}

// open fills in what was left out of cfg and finds the files.
func (cfg Config) open() (Config, []source.File, error) {
	if cfg.Jobs <= 0 {
		cfg.Jobs = runtime.GOMAXPROCS(0)
	}
	if cfg.Source.MaxText <= 0 {
		cfg.Source.MaxText = source.DefaultMaxText
	}
	if cfg.Source.Tally == nil {
		cfg.Source.Tally = new(source.Tally)
	}
	if err := cfg.About.Check(); err != nil {
		return cfg, nil, UsageError{err}
	}
	if cfg.WithoutText && cfg.Tokens {
		return cfg, nil, UsageError{errors.New("a table of all tokens is the text: it cannot be left out")}
	}
	files, err := source.Find(cfg.Inputs, cfg.Source)
	if err != nil {
		return cfg, nil, UsageError{err}
	}
	if cfg.Model == nil && !cfg.DryRun {
		if cfg.Model, err = extract.Open(""); err != nil {
			return cfg, nil, err
		}
	}
	return cfg, files, nil
}

// Run reads the inputs, extracts from every article and writes a snapshot. On
// an error or when ctx is done nothing is left at Out that was not there before;
// what was found until then is kept beside it, the error is of type Unfinished,
// and the next run to Out goes on from there, as after a run that was killed.
func Run(ctx context.Context, cfg Config) (result *Result, err error) {
	cfg, files, err := cfg.open()
	if err != nil {
		return nil, err
	}
	r := &runner{cfg: cfg, result: &Result{Files: len(files), Reasons: make(map[models.Reason]int), First: make(map[models.Reason]models.Skip)}, before: make([]int64, len(files)+1), hashed: -1, copies: corpus.NewCopies(""), shown: showcase{keep: cfg.Examples}}
	for i, f := range files {
		r.before[i+1] = r.before[i] + f.Size
	}
	r.cfg.Source.OnFile = func(d source.Digest) {
		r.inputs = append(r.inputs, snapshot.Input{URI: d.URI, Bytes: d.Bytes, SHA256: d.SHA256})
		r.hashed = d.File
	}
	if !cfg.DryRun {
		go journal.Build() // takes a moment, and is needed soon
		weights := cfg.weights()
		r.out, err = snapshot.Create(cfg.Out, snapshot.Options{Tokens: cfg.Tokens, Force: cfg.Force, Weights: weights, Format: cfg.Format, Text: cfg.text()})
		switch {
		case errors.Is(err, snapshot.ErrExists):
			return nil, UsageError{err}
		case err != nil:
			return nil, err
		}
		r.actors, r.copies = corpus.NewActors(r.out.Scratch()), corpus.NewCopies(r.out.Scratch())
		defer func() { err = r.leave(err) }()
		if r.cfg.results, err = cfg.keep(recipe(weights)); err != nil {
			return nil, err
		}
	}
	if err := Map(ctx, cfg.Jobs, r.read(ctx, files), weigh, r.cfg.work, r.take); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err // cancelled at the last article: nobody waits for the tables
	}
	if err := cfg.Source.Tally.Err(cfg.Source.Fields); err != nil {
		return nil, UsageError{err}
	}
	if cfg.DryRun {
		return r.result, nil
	}
	return r.finish()
}

// text is how much text the tables hold.
func (cfg Config) text() snapshot.Text {
	if cfg.WithoutText {
		return snapshot.NoText
	}
	return snapshot.AllText
}

// A runner is one run under way. Its fields are touched by one goroutine each:
// inputs by the reader, the rest by the taker of outcomes.
type runner struct {
	cfg    Config
	before []int64 // bytes of the files before each file
	inputs []snapshot.Input
	hashed int // the last file of inputs
	result *Result
	out    *snapshot.Writer
	copies *corpus.Copies
	actors *corpus.Actors
	shown  showcase
}

// leave clears up after a run: of one that did not end well, the journal stays.
func (r *runner) leave(err error) error {
	err = errors.Join(err, r.closeScratch())
	if r.cfg.results == nil { // not begun: what another run left is left
		return errors.Join(err, r.out.Suspend())
	}
	r.cfg.results.close()
	n := r.cfg.results.now.Len()
	if err == nil || n == 0 {
		return errors.Join(err, r.out.Abort())
	}
	err = errors.Join(err, r.out.Suspend())
	return Unfinished{err, n, filepath.Dir(snapshot.WorkJournalPath(r.cfg.Out))}
}

// closeScratch ends what keeps files in the work folder, which not every system
// removes while they are open.
func (r *runner) closeScratch() error {
	return errors.Join(r.actors.Close(), r.copies.Close())
}

// finish writes what needs all articles and puts the snapshot in place.
func (r *runner) finish() (*Result, error) {
	folds, err := r.actors.Fold(extract.SpellingKey)
	if err != nil {
		return nil, err
	}
	late, err := r.copies.Near()
	if err != nil {
		return nil, err
	}
	if err := r.out.Settle(folds, late); err != nil {
		return nil, err
	}
	if err := r.out.Actors(r.actors.All()); err != nil {
		return nil, err
	}
	r.result.Actors = r.actors.Len()
	if err := r.closeScratch(); err != nil {
		return nil, err
	}
	manifest, err := r.out.Close(snapshot.Run{Options: r.cfg.recorded(), Inputs: r.inputs, Lists: lists(), About: r.cfg.About,
		Ingredients: r.cfg.ingredients(), Whole: r.seal})
	if err != nil {
		return nil, err
	}
	r.result.Manifest = manifest
	r.result.Resumed = int(r.cfg.results.resumed.Load())
	r.result.Reused = int(r.cfg.results.reused.Load())
	r.result.Examples = r.shown.pick()
	return r.result, nil
}

// seal ends the journal, which then goes beside the snapshot.
func (r *runner) seal(m *snapshot.Manifest) error {
	if err := r.cfg.results.now.Finish(m.ID); err != nil {
		return err
	}
	r.cfg.results.close() // not every system moves an open file
	if r.cfg.Forget {
		return os.Remove(snapshot.WorkJournalPath(r.cfg.Out))
	}
	return nil
}

// weights are the trained weights that the extraction reads with.
func (cfg Config) weights() []snapshot.NamedHash {
	return []snapshot.NamedHash{{Name: cfg.Model.Name(), SHA256: cfg.Model.SHA256()}}
}

// ingredients are the licences of what the extraction knows.
func (cfg Config) ingredients() []snapshot.Ingredient {
	var list []snapshot.Ingredient
	for _, l := range slices.Concat(data.WeightsLicences(cfg.Model.Name(), cfg.Model.SHA256()), data.ListLicences()) {
		list = append(list, snapshot.Ingredient(l))
	}
	return list
}

// lists are the word lists that the extraction reads.
func lists() []snapshot.NamedHash {
	var list []snapshot.NamedHash
	for _, h := range data.Hashes() {
		list = append(list, snapshot.NamedHash(h))
	}
	return list
}

// read yields the records and skips of the files in order.
func (r *runner) read(ctx context.Context, files []source.File) iter.Seq2[source.Item, error] {
	return func(yield func(source.Item, error) bool) {
		records := 0
		for item, err := range source.Read(ctx, files, r.cfg.Source) {
			if !yield(item, err) || err != nil {
				return
			}
			if item.Record == nil {
				continue
			}
			if records++; records == r.cfg.Limit {
				if r.hashed < item.File {
					if err := r.hash(files[item.File]); err != nil {
						yield(source.Item{}, fmt.Errorf("hashing an input: %w", err))
					}
				}
				return
			}
		}
	}
}

// hash adds a file to the inputs that a limit left half read. A pipe is not:
// what it would still have held is not waited for.
func (r *runner) hash(f source.File) error {
	info, err := os.Stat(f.Path)
	if f.Path == "-" || err == nil && !info.Mode().IsRegular() {
		return nil
	}
	in, err := os.Open(f.Path)
	if err != nil {
		return err
	}
	defer in.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, in)
	if err != nil {
		return err
	}
	r.inputs = append(r.inputs, snapshot.Input{URI: f.URI, Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// take receives the outcomes in the order of the input.
func (r *runner) take(o outcome) error {
	if o.doc != nil && r.cfg.results != nil {
		if err := r.cfg.results.add(o.kept); err != nil {
			return err
		}
	}
	if o.doc != nil && r.copies.Repeated(o.doc.Article.ID) {
		art := o.doc.Article
		o.doc = nil
		o.skip = &models.Skip{URI: art.SourceURI, Record: o.number, Stage: models.Reading, Reason: models.Repeated,
			Detail: "the same text under the same name is article " + string(art.ID)}
	}
	switch {
	case o.skip != nil:
		if err := r.skip(*o.skip); err != nil {
			return err
		}
	case o.doc != nil:
		if o.date != "" {
			r.result.Undated++
			r.result.BadDate = cmp.Or(r.result.BadDate, o.doc.Article.SourceURI+": "+strings.Join(strings.Fields(o.date), " "))
		}
		if err := r.add(o.doc, o.sign); err != nil {
			return err
		}
	}
	if r.cfg.Progress != nil {
		r.cfg.Progress(Progress{Articles: r.result.Articles, Skips: r.result.Skips, Bytes: r.before[o.file] + o.bytes, Total: r.before[len(r.before)-1]})
	}
	return nil
}

func (r *runner) skip(s models.Skip) error {
	r.result.Skips++
	if r.result.Reasons[s.Reason]++; r.result.Reasons[s.Reason] == 1 {
		r.result.First[s.Reason] = s
	}
	if r.cfg.FailFast {
		return SkipError{s}
	}
	if r.out == nil {
		return nil
	}
	return r.out.Skip(s)
}

func (r *runner) add(doc *models.Document, sign *corpus.Signature) error {
	r.result.Articles++
	if r.out == nil {
		return nil
	}
	var err error
	if doc.Article.DuplicateOf, err = r.copies.Original(&doc.Article, sign); err != nil {
		return err
	}
	r.result.Sentences += len(doc.Sentences)
	r.result.Tokens += len(doc.Tokens)
	r.result.Claims += len(doc.Claims)
	r.result.Stances += len(doc.Stances)
	if err := r.actors.Add(doc); err != nil {
		return err
	}
	r.shown.offer(doc)
	return r.out.Add(doc)
}

// A UsageError is a mistake in what was asked for rather than a failure in doing
// it: an input that is not there, an output that is.
type UsageError struct{ error }

func (e UsageError) Unwrap() error { return e.error }
