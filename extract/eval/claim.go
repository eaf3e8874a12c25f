package eval

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sayso-nlp/sayso/models"
)

// A Claim is a claim as its scorer sees it. Spans may be in any unit, the same
// for gold and found; the design counts in characters, that is, code points.
//
// A gold claim may list several labels, any of which is right, or none where
// its corpus does not say; of a found claim the first counts.
type Claim struct {
	Source, Cue, Content []models.Span
	Types                []models.ClaimType
	Quotes               []models.Quote
	Negated              []bool
	Optional             bool     // gold only: costs nothing to miss and nothing to find
	Confidence           float64  // found only: from 0 to 1, 0 where nothing is said of it
	Quoted               bool     // gold only: the content has quotation marks
	Kinds                []string // under which it is counted by itself as well: "cue: noun"
}

// Claims scores attributions. The zero value is ready.
//
// Spans: for each role the set of contiguous spans of an article, exact. Claims
// that share a source share its span, which counts once; spans that touch are
// one.
//
// Tokens: for each role the set of tokens that overlap one of its spans.
//
// Relations: a found claim is right when cue, source and content each overlap
// the gold ones, source and content with at least half of the characters of
// either in both; a source or content that is absent must be absent in both.
// Each claim pairs with one at most; of all pairings the one with most gold
// claims that are not optional is taken, then with most optional ones, then
// with the greatest overlap.
//
// Quotes: the share of gold quotations with a source of which a found claim has
// a part of the content and a part of the source.
//
// Sure: how the confidence of what was found agrees with how often it is right.
//
// Kinds: relations of the claims of one kind. A right claim is right in the
// kinds of its gold; what was found is counted in the kinds of its own.
//
// An optional claim that is matched leaves the count of the found as well; so
// do the spans and tokens of optional claims alone.
type Claims struct {
	Spans    [3]Count // source, cue, content
	Tokens   [3]Count
	Relation Count
	Kinds    map[string]Count // relations
	Sure     Reliability      // of relations
	Quotes   Ratio
	Type     Ratio // over right claims whose gold says so
	Quote    Ratio
	Negation Ratio
}

// A Pair is a gold record and the found one that stands for it, by their
// indexes.
type Pair struct{ Gold, Pred int }

// Add scores one article, whose tokens are given in order, and returns the
// pairs of the claims that are right, optional ones included.
func (s *Claims) Add(gold, pred []Claim, toks []models.Span) []Pair {
	gs, ps := order(gold), order(pred)
	for role := range 3 {
		s.Spans[role] = s.Spans[role].plus(spanCount(gs, ps, role))
		s.Tokens[role] = s.Tokens[role].plus(tokenCount(gs, ps, role, toks))
	}
	var edges []edge
	for i, g := range gs {
		for j, p := range ps {
			if w := relation(g, p); w > 0 {
				edges = append(edges, edge{i, j, w})
			}
		}
	}
	var pairs []Pair
	s.Relation.Pred += len(ps)
	if s.Kinds == nil {
		s.Kinds = map[string]Count{}
	}
	for _, p := range ps {
		s.count(p, Count{Pred: 1})
	}
	found := match(len(gs), len(ps), edges)
	for i, g := range gs {
		if !g.Optional {
			s.Relation.Gold++
			s.count(g, Count{Gold: 1})
		}
		if g.Quoted && !g.Optional && len(g.roles[0]) > 0 {
			s.Quotes.Add(slices.ContainsFunc(ps, func(p clm) bool {
				return shared(g.roles[0], p.roles[0]) > 0 && shared(g.roles[2], p.roles[2]) > 0
			}))
		}
		if found[i] < 0 {
			continue
		}
		p := ps[found[i]]
		pairs = append(pairs, Pair{g.at, p.at})
		if g.Optional {
			s.Relation.Pred--
			s.count(p, Count{Pred: -1})
			continue
		}
		s.Relation.Right++
		s.count(g, Count{Right: 1})
		agree(&s.Type, g.Types, p.Types)
		agree(&s.Quote, g.Quotes, p.Quotes)
		agree(&s.Negation, g.Negated, p.Negated)
	}
	for _, p := range ps {
		at := slices.IndexFunc(pairs, func(pair Pair) bool { return pair.Pred == p.at })
		if p.Confidence > 0 && (at < 0 || !gold[pairs[at].Gold].Optional) {
			s.Sure.Add(p.Confidence, at >= 0)
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return a.Gold - b.Gold })
	return pairs
}

// count adds to the kinds of a claim.
func (s *Claims) count(c clm, n Count) {
	for _, kind := range c.Kinds {
		s.Kinds[kind] = s.Kinds[kind].plus(n)
	}
}

// Rows gives the figures.
func (s *Claims) Rows(corpus string) []Row {
	var rows []Row
	for role, name := range [...]string{"source", "cue", "content"} {
		rows = append(rows, Row{Measure: name + " span F1", Value: s.Spans[role].F1(), N: s.Spans[role].Gold})
	}
	for role, name := range [...]string{"source", "cue", "content"} {
		rows = append(rows, Row{Measure: name + " token F1", Value: s.Tokens[role].F1(), N: s.Tokens[role].Gold})
	}
	rows = append(rows, s.Relation.prf("relation")...)
	for _, a := range []struct {
		name string
		Ratio
	}{{"quotes with their source", s.Quotes}, {"type accuracy", s.Type}, {"quote accuracy", s.Quote}, {"negation accuracy", s.Negation}} {
		if a.All > 0 {
			rows = append(rows, a.row(a.name))
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Kinds)) {
		rows = append(rows, Row{Measure: "relation F1, " + kind, Value: s.Kinds[kind].F1(), N: s.Kinds[kind].Gold})
	}
	return named("claims", corpus, append(rows, s.Sure.rows()...))
}

// agree counts whether what was found is among what is right, where gold says.
func agree[T comparable](r *Ratio, gold, pred []T) {
	if len(gold) > 0 {
		r.Add(len(pred) > 0 && slices.Contains(gold, pred[0]))
	}
}

// A clm is a claim with merged spans and the place where its caller has it.
type clm struct {
	Claim
	roles [3][]models.Span
	at    int
}

// order merges the spans of claims and sorts the claims by all that they hold,
// so that only equal claims could change places unnoticed.
func order(list []Claim) []clm {
	out := make([]clm, len(list))
	for i, c := range list {
		out[i] = clm{Claim: c, at: i, roles: [3][]models.Span{merge(c.Source), merge(c.Cue), merge(c.Content)}}
	}
	slices.SortStableFunc(out, func(a, b clm) int {
		for _, role := range [...]int{1, 0, 2} {
			if c := slices.CompareFunc(a.roles[role], b.roles[role], models.Span.Compare); c != 0 {
				return c
			}
		}
		return cmp.Or(slices.Compare(a.Types, b.Types), slices.Compare(a.Quotes, b.Quotes),
			slices.CompareFunc(a.Negated, b.Negated, compareBool), compareBool(a.Optional, b.Optional))
	})
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// The weights of a pair: any number of optional claims, and any overlap, is
// worth less than one claim that counts. They leave room for 8,191 pairs.
const (
	required = int64(1) << 44
	optional = int64(1) << 24
)

// relation is what it is worth that p stands for g; 0 if it cannot.
func relation(g, p clm) int64 {
	if shared(g.roles[1], p.roles[1]) == 0 {
		return 0
	}
	w := required
	if g.Optional {
		w = optional
	}
	for _, role := range [...]int{0, 2} {
		a, b := g.roles[role], p.roles[role]
		if len(a) == 0 && len(b) == 0 {
			w += 1000
			continue
		}
		in, all := shared(a, b), union(a, b)
		if 2*in < all {
			return 0
		}
		w += int64(1000 * in / all)
	}
	return w
}

func spanCount(gold, pred []clm, role int) Count {
	need, may, found := map[models.Span]bool{}, map[models.Span]bool{}, map[models.Span]bool{}
	for _, g := range gold {
		for _, s := range g.roles[role] {
			if g.Optional {
				may[s] = true
			} else {
				need[s] = true
			}
		}
	}
	c := Count{Gold: len(need)}
	for _, p := range pred {
		for _, s := range p.roles[role] {
			if found[s] || may[s] && !need[s] {
				continue
			}
			found[s] = true
			c.Pred++
			if need[s] {
				c.Right++
			}
		}
	}
	return c
}

func tokenCount(gold, pred []clm, role int, toks []models.Span) Count {
	marks := func(list []clm, take func(clm) bool) []bool {
		var spans []models.Span
		for _, c := range list {
			if take(c) {
				spans = append(spans, c.roles[role]...)
			}
		}
		return covered(toks, merge(spans))
	}
	need := marks(gold, func(c clm) bool { return !c.Optional })
	may := marks(gold, func(c clm) bool { return c.Optional })
	found := marks(pred, func(clm) bool { return true })
	var c Count
	for i := range toks {
		if need[i] {
			c.Gold++
		}
		if found[i] && (need[i] || !may[i]) {
			c.Pred++
			if need[i] {
				c.Right++
			}
		}
	}
	return c
}
