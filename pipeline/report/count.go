package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// A count is what the figures are made of, counted over all articles.
type count struct {
	who actors

	articles, claims, stances                                int
	copies, undated, sentences, tokens, comments, unreadable int
	first, last                                              string // days
	publishers                                               map[string]bool

	voices  map[voiceType]int
	days    map[dayType]int
	sources map[string]*quotes
	edges   map[edge]int
	held    map[pair]*tally
	reasons map[string]int
	weights []weight
}

type (
	voiceType struct{ voice, kind string }
	dayType   struct{ day, kind string }
	edge      struct{ source, target, kind string }
	pair      struct{ holder, target string }

	// quotes counts the claims of a source by the form of their content.
	quotes struct{ all, direct, mixed, indirect int }

	// tally counts the stances of a holder toward a target.
	tally struct {
		against, neutral, favor int
		sum                     int64 // of scores, in thousandths
	}

	// weight is what decides whether an article is in the page.
	weight struct{ number, finds, bytes int }
)

func (t *tally) all() int { return t.against + t.neutral + t.favor }

// mean is the mean score. Scores are thousandths in the tables, so their sum is
// exact and the order of the rows does not matter.
func (t *tally) mean() float64 { return float64(t.sum) / float64(1000*t.all()) }

func newCount(who actors) *count {
	return &count{
		who: who, publishers: make(map[string]bool), voices: make(map[voiceType]int), days: make(map[dayType]int),
		sources: make(map[string]*quotes), edges: make(map[edge]int), held: make(map[pair]*tally), reasons: make(map[string]int),
	}
}

func (c *count) add(d *snapshot.Dossier) {
	c.articles++
	c.claims += len(d.Claims)
	c.stances += len(d.Stances)
	c.sentences += int(d.NSentences)
	c.tokens += int(d.NTokens)
	if d.DuplicateOf != "" {
		c.copies++
	}
	if d.Publisher != "" {
		c.publishers[d.Publisher] = true
	}
	for _, sec := range d.Sections {
		if sec.Kind == "comment" {
			c.comments++
		}
	}
	day := d.PublishedOn.ISO()
	if day == "" {
		c.undated += len(d.Claims)
	} else {
		if c.first == "" || day < c.first {
			c.first = day
		}
		c.last = max(c.last, day)
	}
	c.weights = append(c.weights, weight{d.Number, len(d.Claims) + len(d.Stances), len(d.Text)})

	inside := d.Comments()
	byID := make(map[string]*table.Claim, len(d.Claims))
	for i := range d.Claims {
		clm := &d.Claims[i]
		byID[clm.ClaimID] = clm
		c.voices[voiceType{voiceOf(clm, inside), clm.Type}]++
		if day != "" {
			c.days[dayType{day, clm.Type}]++
		}
	}
	c.addParts(d, byID)
	for _, st := range d.Stances {
		c.addStance(&st)
	}
}

// The voices of claims.
const (
	reported  = "reported" // the text says that somebody says it
	byAuthor  = "author"   // the text says it in its author's own voice
	byComment = "comment"  // it stands in a reader's comment
)

// voiceOf says in whose voice a claim is told; inside holds the sentences of
// comments.
func voiceOf(clm *table.Claim, inside map[string]bool) string {
	switch {
	case inside[clm.SentenceID]:
		return byComment
	case clm.SourceKind == "author":
		return byAuthor
	}
	return reported
}

// addParts counts who claims and, of some types, toward whom.
func (c *count) addParts(d *snapshot.Dossier, byID map[string]*table.Claim) {
	seen := make(map[edge]string) // the last claim counted for an edge
	for i, p := range d.Parts {
		clm := byID[p.ClaimID]
		if clm == nil || p.Role != "source" {
			continue
		}
		if !c.who[p.ActorID].voices() {
			q := c.sources[p.ActorID]
			if q == nil {
				q = new(quotes)
				c.sources[p.ActorID] = q
			}
			q.add(clm.Quote)
		}
		if clm.Negated || !slices.Contains(towardTypes, clm.Type) {
			continue
		}
		for _, to := range sameClaim(d.Parts, i) {
			e := edge{p.ActorID, to.ActorID, clm.Type}
			if to.Role != "source" && to.ActorID != p.ActorID && seen[e] != p.ClaimID {
				seen[e] = p.ClaimID
				c.edges[e]++
			}
		}
	}
}

// sameClaim cuts out the parts of the claim that the i-th part belongs to.
func sameClaim(parts []table.ClaimActor, i int) []table.ClaimActor {
	from, to := i, i
	for from > 0 && parts[from-1].ClaimID == parts[i].ClaimID {
		from--
	}
	for to < len(parts) && parts[to].ClaimID == parts[i].ClaimID {
		to++
	}
	return parts[from:to]
}

func (q *quotes) add(form string) {
	q.all++
	switch form {
	case "direct":
		q.direct++
	case "mixed":
		q.mixed++
	default:
		q.indirect++
	}
}

func (c *count) addStance(st *table.Stance) {
	p := pair{st.HolderID, st.TargetID}
	if st.HolderKind != "actor" {
		p.holder = st.HolderKind
	}
	t := c.held[p]
	if t == nil {
		t = new(tally)
		c.held[p] = t
	}
	switch st.Label {
	case "against":
		t.against++
	case "favor":
		t.favor++
	default:
		t.neutral++
	}
	t.sum += thousandths(st.Score)
}

func (c *count) skips(s *snapshot.Snapshot) error {
	for row, err := range snapshot.Rows(s, table.Skips) {
		if err != nil {
			return err
		}
		c.unreadable++
		c.reasons[row.Reason]++
	}
	return nil
}

// ranks orders articles by how much they show for their length: claims and
// stances a byte, the densest first.
func (c *count) ranks() []weight {
	slices.SortFunc(c.weights, func(x, y weight) int {
		dense := cmp.Compare(int64(y.finds)*int64(x.bytes+1), int64(x.finds)*int64(y.bytes+1))
		return cmp.Or(dense, cmp.Compare(x.number, y.number))
	})
	return c.weights
}

// thousandths is a score of a table, which is rounded to thousandths, as an
// integer.
func thousandths(x float64) int64 {
	if x < 0 {
		return -int64(-x*1000 + 0.5)
	}
	return int64(x*1000 + 0.5)
}

// byKey lists a map's entries in the order of a comparison.
func byKey[K comparable, V any](m map[K]V, order func(x, y K) int) []K {
	return slices.SortedFunc(maps.Keys(m), order)
}

// byCount lists a map's keys, the most frequent first.
func byCount(m map[string]int) []string {
	return byKey(m, func(x, y string) int { return cmp.Or(m[y]-m[x], cmp.Compare(x, y)) })
}

// firstOf cuts a list.
func firstOf[T any](list []T, n int) []T { return slices.Clip(list[:min(n, len(list))]) }
