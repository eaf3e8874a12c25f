// Package report draws a snapshot as one page: a single HTML file that opens
// from disk, without a network, and shows who says what about whom.
//
// The idea: the figures are counted over all tables and stand in the page as
// plain HTML, each with the query that counts the same; the charts are drawn
// from them. Claims, stances and articles stand in it as packed blocks, which a
// script unpacks and searches. What does not fit into the page's size is left
// out by whole articles, and the page says how much that is.
//
// All that articles say is hostile: it reaches the page escaped by
// html/template or as base64 of packed JSON, is set as text and never as markup,
// and the page's policy lets no script run but its own.
//
// The same snapshot and options give the same bytes. It promises nothing for
// snapshots that sayso verify complains of but that an error or a page comes out.
package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// Options say how to draw. The zero value draws the usual page.
type Options struct {
	MaxSize int64  // bytes the page may have; 0: DefaultMaxSize
	Title   string // "": the snapshot's name
	Once    bool   // leave out copies: each story counts once
}

// DefaultMaxSize is the usual limit of a page: browsers open it in a second.
const DefaultMaxSize = 32 << 20

// MinMaxSize is the least limit that may be asked for: the libraries and the
// figures must fit.
const MinMaxSize = 1 << 20

// A Page says what a page holds of its snapshot.
type Page struct {
	Bytes    int64
	Articles Share // whose claims and stances are in it
	Texts    Share // whose text is in it, too
	Claims   Share
	Stances  Share
}

// A Share is a part of what there is.
type Share struct{ Shown, All int }

// Left is how many are left out.
func (s Share) Left() int { return s.All - s.Shown }

// Write draws the snapshot to w.
func Write(w io.Writer, s *snapshot.Snapshot, opt Options) (*Page, error) {
	if opt.MaxSize == 0 {
		opt.MaxSize = DefaultMaxSize
	}
	if opt.MaxSize < MinMaxSize {
		return nil, fmt.Errorf("a page of %d bytes cannot hold the figures: give it %d at least", opt.MaxSize, MinMaxSize)
	}
	switch m := s.Manifest; {
	case m.Text != snapshot.AllText:
		return nil, fmt.Errorf("%s leaves out the text of articles, which the page shows: sayso rehydrate fills it in", s.Dir)
	case m.Format != snapshot.Parquet:
		return nil, fmt.Errorf("the tables of %s are in the format %s, and the page's queries read parquet: make the snapshot so", s.Dir, m.Format)
	}
	who, err := readActors(s)
	if err != nil {
		return nil, err
	}
	c := newCount(who)
	for d, err := range snapshot.Dossiers(s) {
		if err != nil {
			return nil, err
		}
		if opt.Once && d.DuplicateOf != "" {
			c.copies++
			continue
		}
		c.add(d)
	}
	if err := c.skips(s); err != nil {
		return nil, err
	}
	v := newView(s, opt, c)
	frame, err := v.frame()
	if err != nil {
		return nil, err
	}
	p := &packer{who: who, room: opt.MaxSize - int64(len(frame.head)+len(frame.tail)) - reserve, ranks: c.ranks()}
	if err := p.pack(s); err != nil {
		return nil, err
	}
	page := p.page
	page.Articles.All, page.Texts.All, page.Claims.All, page.Stances.All = c.articles, c.articles, c.claims, c.stances
	contents, err := p.contents(page)
	if err != nil {
		return nil, err
	}
	v.Page = page
	if frame, err = v.frame(); err != nil {
		return nil, err
	}
	out := &counter{w: bufio.NewWriter(w)}
	out.writeString(frame.head)
	for _, b := range p.blocks {
		out.writeString(b)
	}
	out.writeString(contents)
	out.writeString(frame.tail)
	page.Bytes = out.n
	if out.err == nil {
		out.err = out.w.Flush()
	}
	if out.err != nil {
		return nil, fmt.Errorf("writing the page: %w", out.err)
	}
	if page.Bytes > opt.MaxSize {
		return nil, fmt.Errorf("the figures alone take %d bytes and the page may have %d", page.Bytes, opt.MaxSize)
	}
	return &page, nil
}

// A counter writes strings and counts their bytes.
type counter struct {
	w   *bufio.Writer
	n   int64
	err error
}

func (c *counter) writeString(s string) {
	if c.err != nil {
		return
	}
	var n int
	n, c.err = c.w.WriteString(s)
	c.n += int64(n)
}
