package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/corpus"
	"github.com/sayso-nlp/sayso/pipeline/journal"
	"github.com/sayso-nlp/sayso/pipeline/pack"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

// A Rehydrated is what filling in a snapshot's text gave.
type Rehydrated struct {
	Manifest *snapshot.Manifest // nil if nothing was written
	Filled   int                // articles whose text is there now
	Missing  []Missing
}

// A Missing is an article whose text is not to be had.
type Missing struct {
	URI     string
	Changed bool // there is a text of that name, and it is another
}

func (m Missing) String() string {
	if m.Changed {
		return m.URI + ": the text is not the one that the snapshot was made from"
	}
	return m.URI + ": is not among the inputs"
}

// Rehydrate fills the text of articles into a snapshot that leaves it out, from
// the inputs of cfg, and writes the whole to cfg.Out. Articles are found by
// their id, which is made of their URI and text, in whatever order they come. If
// all are there, what comes out is to the last byte the snapshot that the one
// without text was made from, or an error. If some are missing, nothing is
// written unless partial is set: then their text stays left out.
func Rehydrate(ctx context.Context, s *snapshot.Snapshot, cfg Config, partial bool) (r *Rehydrated, err error) {
	m := s.Manifest
	if m.Text == snapshot.AllText {
		return nil, UsageError{fmt.Errorf("%s holds the text of its articles", s.Dir)}
	}
	if cfg, err = cfg.recall(m.Options); err != nil {
		return nil, err
	}
	files, err := source.Find(cfg.Inputs, cfg.Source)
	if err != nil {
		return nil, UsageError{err}
	}
	dir, err := os.MkdirTemp("", "sayso-rehydrate-*")
	if err != nil {
		return nil, fmt.Errorf("filling in text: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	h, err := newHydration(s, filepath.Join(dir, "originals"))
	if err != nil {
		return nil, err
	}
	defer h.originals.Close()
	if cfg.Jobs <= 0 {
		cfg.Jobs = runtime.GOMAXPROCS(0)
	}
	if err := Map(ctx, cfg.Jobs, source.Read(ctx, files, cfg.Source), weigh, readPage, h.keep); err != nil {
		return nil, err
	}
	r = &Rehydrated{Missing: h.missing()}
	if len(r.Missing) > 0 && !partial {
		return r, nil
	}
	return r, h.write(ctx, cfg, r)
}

// readPage is what rehydrating needs of the stages.
func readPage(item source.Item) *page.Page {
	if item.Record == nil {
		return nil
	}
	pg := page.Read(*item.Record)
	return &pg
}

// A hydration is a rehydration under way.
type hydration struct {
	old       *snapshot.Snapshot
	wanted    map[string]string // the URI of each article that lacks its text
	found     map[string]bool   // articles, of those that are wanted
	others    map[string]bool   // URIs of which another text was seen
	uris      map[string]bool   // of those that are wanted
	originals *journal.Journal  // by article
	seals     *snapshot.Seals   // what stands in the place of long names and ids
}

func newHydration(s *snapshot.Snapshot, path string) (*hydration, error) {
	h := &hydration{old: s, wanted: make(map[string]string), found: make(map[string]bool), others: make(map[string]bool), uris: make(map[string]bool)}
	for art, err := range snapshot.Rows(s, table.Articles) {
		if err != nil {
			return nil, err
		}
		if art.Text == "" {
			h.wanted[art.ArticleID] = art.SourceURI
			h.uris[art.SourceURI] = true
		}
	}
	var err error
	if h.seals, err = snapshot.ReadSeals(s); err != nil {
		return nil, err
	}
	h.originals, err = journal.Create(path, journal.Recipe{})
	return h, err
}

func originalKey(id string) journal.Key { return journal.KeyOf([]byte(id)) }

// keep takes a page in the order of the input.
func (h *hydration) keep(pg *page.Page) error {
	if pg == nil {
		return nil
	}
	id, uri := string(pg.Article.ID), snapshot.SealURI(pg.Article.SourceURI)
	h.seals.Read(pg.Article.SourceURI)
	if _, ok := h.wanted[id]; !ok {
		if h.uris[uri] {
			h.others[uri] = true
		}
		return nil
	}
	o := snapshot.Original{SourceURI: pg.Article.SourceURI, ExternalID: pg.Article.ExternalID, Title: pg.Article.Title, Byline: pg.Article.Byline,
		Publisher: pg.Article.Publisher, Text: pg.Article.Text, Metadata: pg.Article.Metadata}
	for _, sec := range pg.Sections {
		o.Authors = append(o.Authors, sec.Author)
	}
	h.found[id] = true
	return h.originals.Add(originalKey(id), pack.Pack(&o))
}

// missing lists the articles that were not found, in the order of the snapshot.
func (h *hydration) missing() []Missing {
	var list []Missing
	for art, err := range snapshot.Rows(h.old, table.Articles) {
		if err != nil {
			break // writing meets it again
		}
		if uri, ok := h.wanted[art.ArticleID]; ok && !h.found[art.ArticleID] {
			list = append(list, Missing{uri, h.others[uri]})
		}
	}
	return list
}

// original is the text of an article, nil if it is not to be had.
func (h *hydration) original(art *table.Article) (*snapshot.Original, error) {
	packed, err := h.originals.Find(originalKey(art.ArticleID))
	if err != nil || packed == nil {
		return nil, err
	}
	o := new(snapshot.Original)
	if err := pack.Unpack(packed, o); err != nil {
		return nil, err
	}
	if sum := sha256.Sum256([]byte(o.Text)); hex.EncodeToString(sum[:]) != art.TextSHA256 {
		return nil, fmt.Errorf("article %s: text_sha256 is not that of the text whose id it has", art.ArticleID)
	}
	return o, nil
}

// write writes the snapshot with what was found.
func (h *hydration) write(ctx context.Context, cfg Config, r *Rehydrated) (err error) {
	old := h.old.Manifest
	text := snapshot.AllText
	if len(r.Missing) > 0 {
		text = snapshot.SomeText
	}
	out, err := snapshot.Create(cfg.Out, snapshot.Options{Force: cfg.Force, Weights: old.Weights, Format: cfg.Format, Text: text})
	if errors.Is(err, snapshot.ErrExists) {
		return UsageError{err}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Abort()) }()
	forms := corpus.NewActors(out.Scratch())
	defer func() { err = errors.Join(err, forms.Close()) }()
	for b, err := range snapshot.Bundles(h.old) {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		o, err := h.original(&b.Article)
		if err != nil {
			return err
		}
		if o != nil {
			if err := b.Fill(o); err != nil {
				return err
			}
			h.seals.Fill(b)
		}
		if b.Article.Text != "" {
			r.Filled++
		}
		if text == snapshot.AllText {
			if err := forms.Add(mentioned(b)); err != nil {
				return err
			}
		}
		if err := out.AddBundle(b); err != nil {
			return err
		}
	}
	if err := h.writeActors(out, forms, text); err != nil {
		return err
	}
	if err := forms.Close(); err != nil {
		return err
	}
	for skip, err := range snapshot.Rows(h.old, table.Skips) {
		if err != nil {
			return err
		}
		h.seals.Skip(skip)
		if err := out.AddSkip(skip); err != nil {
			return err
		}
	}
	run := snapshot.Run{Options: old.Options, Inputs: old.Inputs, Lists: old.Lists, About: old.About, Ingredients: old.Ingredients}
	if text == snapshot.AllText {
		run.Whole = func(m *snapshot.Manifest) error { return sameOrigin(old, m) }
	} else {
		run.Origin = old.Origin
	}
	r.Manifest, err = out.Close(run)
	return err
}

// writeActors writes the actors, with the aliases that the text gives them.
func (h *hydration) writeActors(out *snapshot.Writer, forms *corpus.Actors, text snapshot.Text) error {
	next, stop := iter.Pull2(forms.All())
	defer stop()
	form, err, more := next()
	last := ""
	for act, broken := range snapshot.Rows(h.old, table.Actors) {
		if broken != nil {
			return broken
		}
		if act.ActorID <= last {
			return fmt.Errorf("the table of actors is not in the order of its ids: %s stands behind %s", act.ActorID, last)
		}
		last = strings.Clone(act.ActorID)
		for ; more && err == nil && string(form.ID) < act.ActorID; form, err, more = next() {
		}
		if err != nil {
			return err
		}
		if text == snapshot.AllText {
			act.Aliases = nil
			if more && string(form.ID) == act.ActorID {
				act.Aliases = table.OfActor(form).Aliases
			}
		}
		h.seals.Actor(act)
		if err := out.AddActor(act); err != nil {
			return err
		}
	}
	return nil
}

// sameOrigin checks that a snapshot with all text is the one that a snapshot
// without was made from.
func sameOrigin(old, now *snapshot.Manifest) error {
	id := now.ID
	if now.Origin != "" {
		id = now.Origin
	}
	switch {
	case id == old.Origin:
		return nil
	case old.ToolVersion != now.ToolVersion:
		return fmt.Errorf("the snapshot was made by sayso %s, and this is %s: fill it in with that one", old.ToolVersion, now.ToolVersion)
	}
	return fmt.Errorf("with its text the snapshot is %.16s and not %.16s, from which the text was left out; sayso verify %s", id, old.Origin, "says whether it is sound")
}

// mentioned makes of an article's mentions what the names of actors are counted
// from, as if it had just been read.
func mentioned(b *snapshot.Bundle) *models.Document {
	doc := &models.Document{Article: models.Article{Text: b.Article.Text}}
	offsets := models.NewOffsets(b.Article.Text)
	number := make(map[string]int)
	for i := range b.Mentions {
		men := &b.Mentions[i]
		n, ok := number[men.ActorID]
		if !ok {
			n = len(doc.Actors)
			number[men.ActorID] = n
			// The type is one whose articles are not noted, for nothing is folded here.
			doc.Actors = append(doc.Actors, models.Actor{ID: models.ActorID(strings.Clone(men.ActorID)), Type: models.Country})
		}
		kind := models.Nominal
		if men.Kind == models.Pronoun.String() {
			kind = models.Pronoun
		}
		doc.Mentions = append(doc.Mentions, models.Mention{Span: offsets.Span(int(men.CharStart), int(men.CharEnd)), Kind: kind, Actor: n})
	}
	return doc
}
