package snapshot

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// A gathering is what the tables say of one article, as far as one table repeats
// what another says. Tables are read in the order of the documentation, so that
// what a row is held against was read before it, or is held at the article's end.
type gathering struct {
	v         *verifier
	bare      bool // the text is left out
	lastEnd   map[string]int32
	sections  map[string]table.Span
	sentences map[string]table.Span
	mentions  map[string]string // the actor of each
	claims    []*claimRows
	claim     map[string]*claimRows
	pairs     []*pairRows
	pair      map[[2]string]*pairRows
}

// claimRows are a claim and the rows that belong to it.
type claimRows struct {
	row         int64
	id          string
	sentence    string
	parent      string
	kind        string
	actor       string
	texts       [3]string            // by role, as the claim has them
	parts       [3][]table.ClaimSpan // by role
	sourceActor string               // the first of claim_actors
}

// pairRows are the stances of a holder toward a target.
type pairRows struct {
	holder, target          string
	against, neutral, favor int32
	sum                     int64 // of the scores, in thousandths
	summed                  bool  // stance_summary has it
}

func newGathering(v *verifier, bare bool) *gathering {
	return &gathering{v: v, bare: bare, lastEnd: make(map[string]int32), sections: make(map[string]table.Span), sentences: make(map[string]table.Span),
		mentions: make(map[string]string), claim: make(map[string]*claimRows), pair: make(map[[2]string]*pairRows)}
}

// follows checks that the stretches of a table come one behind the other.
func (g *gathering) follows(name string, n int64, s table.Span) {
	if end := g.lastEnd[name]; s.CharStart < end {
		g.v.tell(name, n, "its span %d:%d begins before the row before it ends, at %d", s.CharStart, s.CharEnd, end)
	}
	g.lastEnd[name] = s.CharEnd
}

// within checks that a row's stretch lies in the stretch of what it names.
func (g *gathering) within(name string, n int64, s table.Span, column, id string, all map[string]table.Span) {
	if in, ok := all[id]; ok && (s.CharStart < in.CharStart || s.CharEnd > in.CharEnd) {
		g.v.tell(name, n, "its span %d:%d leaves that of its %s, %d:%d", s.CharStart, s.CharEnd, strings.TrimSuffix(column, "_id"), in.CharStart, in.CharEnd)
	}
}

func (g *gathering) section(n int64, r *table.Section) {
	g.follows("sections", n, r.Span)
	g.sections[r.SectionID] = r.Span
	g.v.census.in(r.AuthorActorID)
}

func (g *gathering) sentence(n int64, r *table.Sentence) {
	g.follows("sentences", n, r.Span)
	g.within("sentences", n, r.Span, "section_id", r.SectionID, g.sections)
	g.sentences[r.SentenceID] = r.Span
}

func (g *gathering) token(n int64, r *table.Token) {
	g.follows("tokens", n, r.Span)
	g.within("tokens", n, r.Span, "sentence_id", r.SentenceID, g.sentences)
}

func (g *gathering) mention(n int64, r *table.Mention) {
	g.within("mentions", n, r.Span, "sentence_id", r.SentenceID, g.sentences)
	g.mentions[r.MentionID] = r.ActorID
	g.v.census.in(r.ActorID)
	g.v.census.mention(r.ActorID)
}

func (g *gathering) addClaim(n int64, r *table.Claim) {
	c := &claimRows{row: n, id: r.ClaimID, sentence: r.SentenceID, parent: r.ParentClaimID, kind: r.SourceKind, actor: r.SourceActorID,
		texts: [3]string{r.SourceText, r.CueText, r.ContentText}}
	g.claims = append(g.claims, c)
	g.claim[r.ClaimID] = c
}

// roles are the roles of a stretch, as claimRows numbers them.
var roles = [3]string{"source", "cue", "content"}

func (g *gathering) claimSpan(n int64, r *table.ClaimSpan) {
	c := g.claim[r.ClaimID]
	if c == nil {
		return // told already
	}
	for i, role := range roles {
		if role != r.Role {
			continue
		}
		if want := len(c.parts[i]) + 1; int(r.Ordinal) != want {
			g.v.tell("claim_spans", n, "ordinal is %d, but it is stretch %d of the %s of claim %s", r.Ordinal, want, role, r.ClaimID)
		}
		if k := len(c.parts[i]); k > 0 && r.CharStart < c.parts[i][k-1].CharEnd {
			g.v.tell("claim_spans", n, "its span %d:%d begins before the stretch before it ends, at %d", r.CharStart, r.CharEnd, c.parts[i][k-1].CharEnd)
		}
		c.parts[i] = append(c.parts[i], *r)
	}
}

func (g *gathering) claimActor(n int64, r *table.ClaimActor) {
	g.standsFor("claim_actors", n, "mention_id", r.MentionID, "actor_id", r.ActorID)
	g.v.census.in(r.ActorID)
	if r.Role != "source" {
		return
	}
	g.v.census.claim(r.ActorID)
	if c := g.claim[r.ClaimID]; c != nil && c.sourceActor == "" {
		c.sourceActor = r.ActorID
	}
}

// standsFor checks that a mention stands for the actor that a row names beside it.
func (g *gathering) standsFor(name string, n int64, column, mention, actorColumn, actor string) {
	if of, ok := g.mentions[mention]; ok && of != actor {
		g.v.tell(name, n, "%s is %q, but %s %q stands for %q", actorColumn, actor, column, mention, of)
	}
}

func (g *gathering) stance(n int64, r *table.Stance) {
	g.within("stances", n, r.Span, "sentence_id", r.SentenceID, g.sentences)
	g.standsFor("stances", n, "holder_mention_id", r.HolderMentionID, "holder_id", r.HolderID)
	g.standsFor("stances", n, "target_mention_id", r.TargetMentionID, "target_id", r.TargetID)
	g.v.census.in(r.HolderID)
	g.v.census.in(r.TargetID)
	if r.HolderID == r.TargetID {
		g.v.tell("stances", n, "holder_id and target_id are both %q", r.HolderID)
	}
	// A score that rounds to zero may stand beside any label.
	if r.Label == models.Favor.String() && r.Score < 0 || r.Label == models.Against.String() && r.Score > 0 {
		g.v.tell("stances", n, "label is %q, but score is %v", r.Label, r.Score)
	}
	key := [2]string{r.HolderID, r.TargetID}
	p := g.pair[key]
	if p == nil {
		p = &pairRows{holder: r.HolderID, target: r.TargetID}
		g.pair[key] = p
		g.pairs = append(g.pairs, p)
	}
	switch r.Label {
	case models.Against.String():
		p.against++
	case models.Favor.String():
		p.favor++
	default:
		p.neutral++
	}
	p.sum += int64(math.Round(r.Score * 1000))
}

func (g *gathering) summary(n int64, r *table.Summary) {
	p := g.pair[[2]string{r.HolderID, r.TargetID}]
	if p == nil {
		g.v.tell("stance_summary", n, "stances has no row of this article with holder %q and target %q", r.HolderID, r.TargetID)
		return
	}
	p.summed = true
	differs := func(column string, said, there any) {
		if said != there {
			g.v.tell("stance_summary", n, "%s is %v, but the rows of stances give %v", column, said, there)
		}
	}
	differs("n_against", r.NAgainst, p.against)
	differs("n_neutral", r.NNeutral, p.neutral)
	differs("n_favor", r.NFavor, p.favor)
	differs("mean_score", r.MeanScore, models.Thousandths(float64(p.sum)/float64(1000*int64(p.against+p.neutral+p.favor))))
}

// end checks what can be told only when all rows of the article are there.
func (g *gathering) end() {
	for _, c := range g.claims {
		g.endClaim(c)
	}
	for _, p := range g.pairs {
		if !p.summed {
			g.v.tell("stance_summary", 0, "has no row of holder %q and target %q, of whom stances has %d in an article", p.holder, p.target, p.against+p.neutral+p.favor)
		}
	}
}

func (g *gathering) endClaim(c *claimRows) {
	for i, role := range roles {
		g.reads(c, role, c.texts[i], c.parts[i])
	}
	source, cue := c.parts[0], c.parts[1]
	if len(cue) == 0 {
		g.v.tell("claims", c.row, "claim_spans has no cue of it")
	} else if in, ok := g.sentences[c.sentence]; ok && (cue[0].CharStart < in.CharStart || cue[0].CharStart >= in.CharEnd) {
		g.v.tell("claims", c.row, "its cue begins at %d, outside its sentence, %d:%d", cue[0].CharStart, in.CharStart, in.CharEnd)
	}
	switch c.kind {
	case "none":
		if len(source) > 0 {
			g.v.tell("claims", c.row, "source_kind is %q, but claim_spans has a source of it", c.kind)
		}
	case "named", "nominal", "pronoun", "document":
		if len(source) == 0 {
			g.v.tell("claims", c.row, "source_kind is %q, but claim_spans has no source of it", c.kind)
		}
	}
	if c.actor != c.sourceActor {
		g.v.tell("claims", c.row, "source_actor_id is %q, and the first source in claim_actors is %q", c.actor, c.sourceActor)
	}
	steps := 0
	for at := c; at != nil && steps <= len(g.claims); steps++ {
		at = g.claim[at.parent]
	}
	if steps > len(g.claims) {
		g.v.tell("claims", c.row, "is nested in itself")
	}
}

// reads checks that a claim's text of a role is that of its stretches, joined by
// a space. Where the text is left out, what is there must be as long as they are.
func (g *gathering) reads(c *claimRows, role, text string, parts []table.ClaimSpan) {
	if g.bare && text == "" {
		return
	}
	var texts []string
	length := len(parts) - 1
	known := true
	for _, p := range parts {
		texts = append(texts, p.Text)
		known = known && p.Text != ""
		length += int(p.CharEnd - p.CharStart)
	}
	switch joined := strings.Join(texts, " "); {
	case len(parts) == 0 && text != "":
		g.v.tell("claims", c.row, "%s_text is %.60q, but claim_spans has no %s of it", role, text, role)
	case (known || !g.bare) && text != joined:
		g.v.tell("claims", c.row, "%s_text is %.60q, but its rows of claim_spans read %.60q", role, text, joined)
	case !known && utf8.RuneCountInString(text) != length:
		g.v.tell("claims", c.row, "%s_text is %.60q, which is not as long as its rows of claim_spans", role, text)
	}
}

// A census counts what the tables hold of each actor.
type census struct {
	of      map[string]*headcount
	article int32 // the number of the one being read
}

type headcount struct{ articles, mentions, claims, last int32 }

// in counts an actor as one of the article's.
func (c *census) in(actor string) {
	if n := c.of[actor]; n != nil && n.last != c.article {
		n.last = c.article
		n.articles++
	}
}

func (c *census) mention(actor string) {
	if n := c.of[actor]; n != nil {
		n.mentions++
	}
}

func (c *census) claim(actor string) {
	if n := c.of[actor]; n != nil {
		n.claims++
	}
}

// actor holds a row of actors against what the other tables hold of it. An
// article's author is in it without a row that says so, so only the fewest and
// the most articles of an author are known.
func (c *census) actor(v *verifier, n int64, r *table.Actor) {
	there := c.of[r.ActorID]
	if there == nil {
		return
	}
	if typ, _, _ := strings.Cut(r.ActorID, ":"); typ != r.Type {
		v.tell("actors", n, "type is %q, but actor_id is %q", r.Type, r.ActorID)
	}
	differs := func(column string, said, there int32) {
		if said != there {
			v.tell("actors", n, "%s is %d, but there are %d", column, said, there)
		}
	}
	differs("n_mentions", r.NMentions, there.mentions)
	differs("n_claims", r.NClaims, there.claims)
	switch {
	case r.Type != models.Author.String():
		differs("n_articles", r.NArticles, there.articles)
	case r.NArticles < max(1, there.articles) || r.NArticles > c.article:
		v.tell("actors", n, "n_articles is %d, but there are from %d to %d", r.NArticles, max(1, there.articles), c.article)
	}
}
