package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// ids is a set of ids.
type ids map[string]struct{}

// rows checks the rows of all tables. The tables of what stands in articles
// follow the order of the articles, so each is read along with them: only one
// article's ids are in memory.
func (v *verifier) rows() {
	global := map[string]ids{"articles.article_id": {}, "actors.actor_id": {}}
	copies := make(map[string]string)
	for art, err := range Rows(v.snap, table.Articles) {
		if err != nil {
			v.tell("articles", 0, "%v", err)
			return
		}
		global["articles.article_id"][art.ArticleID] = struct{}{}
		if art.DuplicateOf != "" {
			copies[art.ArticleID] = art.DuplicateOf
		}
	}
	v.census.of = make(map[string]*headcount)
	for act, err := range Rows(v.snap, table.Actors) {
		if err != nil {
			v.tell("actors", 0, "%v", err)
			return
		}
		global["actors.actor_id"][act.ActorID] = struct{}{}
		v.census.of[act.ActorID] = new(headcount)
	}
	whole(v, table.Actors, global)
	whole(v, table.Skips, global)

	strip := newStripper()
	walks := []walk{
		along(v, table.Sections, func(r *table.Section) (*string, *table.Span) { return &r.ArticleID, &r.Span }, bare(v, table.Sections, strip.section), gather((*gathering).section)),
		along(v, table.Sentences, func(r *table.Sentence) (*string, *table.Span) { return &r.ArticleID, &r.Span }, bare(v, table.Sentences, strip.sentence), gather((*gathering).sentence)),
		along(v, table.Tokens, func(r *table.Token) (*string, *table.Span) { return &r.ArticleID, &r.Span }, gather((*gathering).token)),
		along(v, table.Mentions, func(r *table.Mention) (*string, *table.Span) { return &r.ArticleID, &r.Span }, bare(v, table.Mentions, strip.mention), gather((*gathering).mention)),
		along(v, table.Claims, func(r *table.Claim) (*string, *table.Span) { return &r.ArticleID, nil }, bare(v, table.Claims, strip.claim), gather((*gathering).addClaim)),
		along(v, table.ClaimSpans, func(r *table.ClaimSpan) (*string, *table.Span) { return &r.ArticleID, &r.Span }, bare(v, table.ClaimSpans, strip.claimSpan), gather((*gathering).claimSpan)),
		along(v, table.ClaimActors, func(r *table.ClaimActor) (*string, *table.Span) { return &r.ArticleID, nil }, gather((*gathering).claimActor)),
		along(v, table.Stances, func(r *table.Stance) (*string, *table.Span) { return &r.ArticleID, &r.Span }, bare(v, table.Stances, strip.stance), gather((*gathering).stance)),
		along(v, table.StanceSummary, func(r *table.Summary) (*string, *table.Span) { return &r.ArticleID, nil }, func(_ *scope, row int64, r *table.Summary) {
			if r.DuplicateOf != copies[r.ArticleID] {
				v.tell("stance_summary", row, "duplicate_of is %q, and that of the article is %q", r.DuplicateOf, copies[r.ArticleID])
			}
		}, gather((*gathering).summary)),
	}
	for _, w := range walks {
		defer w.stop()
	}
	check := newRowCheck(v, table.Articles, global)
	passed := make(ids)
	for art, err := range Rows(v.snap, table.Articles) {
		if err != nil {
			v.tell("articles", 0, "%v", err)
			return
		}
		check.row(art, nil)
		v.census.article++
		scope := &scope{id: art.ArticleID, text: art.Text, bare: v.snap.Manifest.Text != AllText && art.Text == "", ids: global, local: map[string]ids{}}
		scope.rows = newGathering(v, scope.bare)
		if scope.bare {
			bare(v, table.Articles, strip.article)(scope, check.n, art)
		} else {
			scope.offsets = models.NewOffsets(art.Text)
			v.article(check.n, art)
		}
		passed[art.ArticleID] = struct{}{}
		if first := art.DuplicateOf; first != "" {
			if _, ok := passed[first]; !ok || first == art.ArticleID || copies[first] != "" {
				v.tell("articles", check.n, "duplicate_of is %q, which is no earlier article that is a copy of none", first)
			}
		}
		counts := map[string]int{}
		for _, w := range walks {
			counts[w.name] = w.article(scope)
		}
		scope.rows.end()
		v.counted(check.n, "n_sentences", int(art.NSentences), counts["sentences"])
		v.counted(check.n, "n_claims", int(art.NClaims), counts["claims"])
		if v.snap.Has("tokens") {
			v.counted(check.n, "n_tokens", int(art.NTokens), counts["tokens"])
		}
	}
	for _, w := range walks {
		w.rest(global["articles.article_id"])
	}
	n := int64(0)
	for act, err := range Rows(v.snap, table.Actors) {
		if err != nil {
			return // told already
		}
		n++
		v.census.actor(v, n, act)
	}
}

// gather hands the rows of a walk to what is gathered of their article.
func gather[R any](to func(*gathering, int64, *R)) func(*scope, int64, *R) {
	return func(in *scope, n int64, r *R) { to(in.rows, n, r) }
}

// article checks what a row of articles says of its own text.
func (v *verifier) article(row int64, art *table.Article) {
	if sum := sha256.Sum256([]byte(art.Text)); hex.EncodeToString(sum[:]) != art.TextSHA256 {
		v.tell("articles", row, "text_sha256 is not the text's")
	}
	if id := models.NewArticleID(art.SourceURI, art.Text); string(id) != art.ArticleID {
		v.tell("articles", row, "article_id is %q, and source_uri and text give %q", art.ArticleID, id)
	}
}

func (v *verifier) counted(row int64, column string, said, there int) {
	if said != there {
		v.tell("articles", row, "%s is %d, but there are %d rows", column, said, there)
	}
}

// A scope is the article whose rows are being checked.
type scope struct {
	id      string
	text    string
	bare    bool            // the text is left out
	offsets *models.Offsets // nil if it is
	ids     map[string]ids  // by column, of the whole snapshot
	local   map[string]ids  // by column, of this article
	rows    *gathering      // what its rows are held against each other by
}

// has reports whether a column referred to holds the value.
func (s *scope) has(ref, value string) bool {
	if all, ok := s.ids[ref]; ok {
		_, ok := all[value]
		return ok
	}
	_, ok := s.local[ref][value]
	return ok
}

// whole checks a table that belongs to no article.
func whole[R any](v *verifier, k *table.Kind[R], global map[string]ids) {
	check := newRowCheck(v, k, global)
	for r, err := range Rows(v.snap, k) {
		if err != nil {
			v.tell(k.Name, 0, "%v", err)
			return
		}
		check.row(r, nil)
	}
}

// A rowCheck checks the rows of one table by its definition.
type rowCheck[R any] struct {
	v       *verifier
	kind    *table.Kind[R]
	n       int64 // rows seen
	global  map[string]ids
	keys    ids    // of the rows seen
	key     []int  // columns of the key
	self    string // the column of this table that it refers to itself
	pending []pendingRef
}

// A pendingRef is a reference to a row of the same table, which may come later.
type pendingRef struct {
	row           int64
	column, value string
}

func newRowCheck[R any](v *verifier, k *table.Kind[R], global map[string]ids) *rowCheck[R] {
	k = definition(v.snap.Manifest, k)
	c := &rowCheck[R]{v: v, kind: k, global: global, keys: ids{}}
	for i, col := range k.Columns {
		if col.Key {
			c.key = append(c.key, i)
		}
		if strings.HasPrefix(col.Ref, k.Name+".") && global[col.Ref] == nil {
			c.self = col.Ref
		}
	}
	return c
}

// row checks one row; in is its article, nil for a table that has none.
func (c *rowCheck[R]) row(r *R, in *scope) {
	c.n++
	if in == nil {
		in = &scope{ids: c.global}
	}
	for i, col := range c.kind.Columns {
		lens := &c.kind.Lens[i]
		switch col.Type {
		case table.String:
			c.text(col, *lens.String(r), in)
		case table.Int32:
			x := *lens.Int32(r)
			if !col.Nullable() || x != models.None {
				c.bounds(col, float64(x))
			}
		case table.Float64:
			c.bounds(col, *lens.Float64(r))
		}
	}
	c.unique(r)
}

// text checks one string.
func (c *rowCheck[R]) text(col table.Column, s string, in *scope) {
	if s == "" {
		if !col.Nullable() && !(c.kind.Name == table.Articles.Name && col.Name == "text") {
			c.v.tell(c.kind.Name, c.n, "%s is empty", col.Name)
		}
		return
	}
	if col.Values != nil && !slices.Contains(col.Values, s) {
		c.v.tell(c.kind.Name, c.n, "%s is %q, which is none of its values", col.Name, s)
	}
	switch {
	case col.Ref == "":
	case col.Ref == c.self:
		c.pending = append(c.pending, pendingRef{c.n, col.Name, s})
	case !in.has(col.Ref, s):
		c.v.tell(c.kind.Name, c.n, "%s is %q, which %s does not hold", col.Name, s, col.Ref)
	}
}

func (c *rowCheck[R]) bounds(col table.Column, x float64) {
	if math.IsNaN(x) || col.Low != nil && x < *col.Low || col.Top != nil && x > *col.Top {
		c.v.tell(c.kind.Name, c.n, "%s is %v, which is outside its bounds", col.Name, x)
	}
}

// unique checks the key and remembers it.
func (c *rowCheck[R]) unique(r *R) {
	if c.key == nil {
		return
	}
	var parts []string
	for _, i := range c.key {
		if lens := &c.kind.Lens[i]; lens.String != nil {
			parts = append(parts, *lens.String(r))
		} else {
			parts = append(parts, strconv.Itoa(int(*lens.Int32(r))))
		}
	}
	key := strings.Join(parts, "\x00")
	if _, ok := c.keys[key]; ok {
		c.v.tell(c.kind.Name, c.n, "its key %q was there before", parts)
	}
	c.keys[key] = struct{}{}
}

// span checks that the row's stretch is inside the text and reads as it says.
func (c *rowCheck[R]) span(r *R, s *table.Span, in *scope) {
	if in.bare {
		if s.CharStart >= s.CharEnd {
			c.v.tell(c.kind.Name, c.n, "its span %d:%d is empty", s.CharStart, s.CharEnd)
		}
		for i, col := range c.kind.Columns {
			if !col.Quotes {
				continue
			}
			if text := *c.kind.Lens[i].String(r); text != "" && utf8.RuneCountInString(text) != int(s.CharEnd-s.CharStart) {
				c.v.tell(c.kind.Name, c.n, "%s is %.60q, which is not as long as its span %d:%d", col.Name, text, s.CharStart, s.CharEnd)
			}
		}
		return
	}
	if !(0 <= s.CharStart && s.CharStart < s.CharEnd && int(s.CharEnd) <= in.offsets.Len()) {
		c.v.tell(c.kind.Name, c.n, "its span %d:%d is empty or outside the text, which ends at %d", s.CharStart, s.CharEnd, in.offsets.Len())
		return
	}
	reads := in.offsets.Span(int(s.CharStart), int(s.CharEnd)).In(in.text)
	for i, col := range c.kind.Columns {
		if col.Quotes && *c.kind.Lens[i].String(r) != reads {
			c.v.tell(c.kind.Name, c.n, "%s is %.60q, but the article reads %.60q at %d:%d", col.Name, *c.kind.Lens[i].String(r), reads, s.CharStart, s.CharEnd)
		}
	}
}

// bare checks that a row of an article whose text is left out has none.
func bare[R any](v *verifier, k *table.Kind[R], strip func(*R)) func(*scope, int64, *R) {
	return func(in *scope, n int64, r *R) {
		if !in.bare {
			return
		}
		left := *r
		strip(&left)
		for _, i := range differing(k, r, &left, nil) {
			v.tell(k.Name, n, "%s holds text of an article whose text is left out", k.Columns[i].Name)
		}
	}
}

// A walk goes through a table along with the articles.
type walk struct {
	name    string
	article func(*scope) int // checks the rows of an article and says how many
	rest    func(articles ids)
	stop    func()
}

// along makes the walk through a table; of gives the article of a row, and its
// span where it has one, and more checks what the definition does not say.
func along[R any](v *verifier, k *table.Kind[R], of func(*R) (*string, *table.Span), more ...func(*scope, int64, *R)) walk {
	next, stop := iter.Pull2(Rows(v.snap, k))
	check := newRowCheck(v, k, map[string]ids{})
	var row *R
	over := false
	// pull makes row the next row, nil at the end.
	pull := func() {
		r, err, ok := next()
		if err != nil {
			v.tell(k.Name, check.n+1, "%v", err)
		}
		row, over = r, !ok || err != nil
		if over {
			row = nil
		}
	}
	article := func(in *scope) int {
		if row == nil && !over {
			pull()
		}
		first := check.n
		check.keys = ids{}
		// A row of an article that is nowhere is told of and passed by.
		for row != nil {
			id, span := of(row)
			if *id != in.id {
				if _, ok := in.ids["articles.article_id"][*id]; ok {
					break
				}
			}
			check.row(row, in)
			if span != nil && *id == in.id {
				check.span(row, span, in)
			}
			for _, f := range more {
				if *id == in.id {
					f(in, check.n, row)
				}
			}
			pull()
		}
		for i, col := range k.Columns {
			if col.Key && len(check.key) == 1 {
				in.local[k.Name+"."+k.Columns[i].Name] = check.keys
			}
		}
		for _, p := range check.pending {
			if !in.has(check.self, p.value) {
				v.tell(k.Name, p.row, "%s is %q, which %s does not hold", p.column, p.value, check.self)
			}
		}
		check.pending = check.pending[:0]
		return int(check.n - first)
	}
	rest := func(articles ids) {
		if row == nil && !over {
			pull()
		}
		if row == nil {
			return
		}
		id, _ := of(row)
		if _, ok := articles[*id]; ok {
			v.tell(k.Name, check.n+1, "belongs to article %s: from here on the rows do not follow the order of the articles", *id)
		} else {
			v.tell(k.Name, check.n+1, "belongs to article %q, which articles does not hold", *id)
		}
	}
	return walk{name: k.Name, article: article, rest: rest, stop: stop}
}
