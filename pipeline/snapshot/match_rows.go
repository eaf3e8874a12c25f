package snapshot

import (
	"fmt"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
)

// matches give, by table, for each row of an article in the newer snapshot the
// row of the older that it is, or -1.
type matches struct {
	sections, sentences, tokens, mentions, claims, claimSpans, claimActors, stances, summaries []int

	ids *renaming
}

// matchByPlace matches the rows of an article whose text is the same by where
// they stand in it.
func matchByPlace(old, now *Bundle) *matches {
	m := &matches{ids: &renaming{ids: make(map[string]string)}}
	m.sections = match(old.Sections, now.Sections, func(s *table.Section) string { return stretch(s.Span) + s.Kind },
		func(s *table.Section) string { return start(s.Span) })
	learn(m.ids, old.Sections, now.Sections, m.sections, func(s *table.Section) string { return s.SectionID })

	m.sentences = match(old.Sentences, now.Sentences, func(s *table.Sentence) string { return stretch(s.Span) },
		func(s *table.Sentence) string { return start(s.Span) })
	learn(m.ids, old.Sentences, now.Sentences, m.sentences, func(s *table.Sentence) string { return s.SentenceID })

	m.tokens = match(old.Tokens, now.Tokens, func(t *table.Token) string { return stretch(t.Span) },
		func(t *table.Token) string { return start(t.Span) })

	m.mentions = match(old.Mentions, now.Mentions, func(m *table.Mention) string { return stretch(m.Span) + m.ActorID },
		func(m *table.Mention) string { return stretch(m.Span) }, func(m *table.Mention) string { return start(m.Span) })
	learn(m.ids, old.Mentions, now.Mentions, m.mentions, func(m *table.Mention) string { return m.MentionID })

	m.claims = match(placed(old), placed(now), func(c *placedClaim) string { return c.cue + " " + c.SourceText + " " + c.ContentText },
		func(c *placedClaim) string { return c.cue })
	m.parts(old, now)

	m.stances = match(old.Stances, now.Stances, func(s *table.Stance) string { return stretch(s.Span) + s.HolderID + " " + s.TargetID },
		func(s *table.Stance) string { return start(s.Span) + s.HolderID + " " + s.TargetID },
		func(s *table.Stance) string { return stretch(s.Span) })
	m.sums(old, now)
	return m
}

// parts matches what claims are made of.
func (m *matches) parts(old, now *Bundle) {
	learn(m.ids, old.Claims, now.Claims, m.claims, func(c *table.Claim) string { return c.ClaimID })
	m.claimSpans = match(renamed(old.ClaimSpans, m.ids, func(s *table.ClaimSpan) *string { return &s.ClaimID }), now.ClaimSpans,
		func(s *table.ClaimSpan) string { return fmt.Sprint(s.ClaimID, " ", s.Role, " ", s.Ordinal) })
	m.claimActors = match(renamed(old.ClaimActors, m.ids, func(a *table.ClaimActor) *string { return &a.ClaimID }), now.ClaimActors,
		func(a *table.ClaimActor) string { return a.ClaimID + " " + a.Role + " " + a.ActorID })
}

// sums matches what stances come to.
func (m *matches) sums(old, now *Bundle) {
	learn(m.ids, old.Stances, now.Stances, m.stances, func(s *table.Stance) string { return s.StanceID })
	m.summaries = match(old.Summaries, now.Summaries, func(s *table.Summary) string { return s.HolderID + " " + s.TargetID })
}

// matchByWords matches the rows of an article whose text changed by what they
// say: sections and sentences by their words, what stands in a sentence by the
// sentence and its words, claims and stances by their words wherever they stand.
// A sentence of other words behind one that is the same is that which was edited,
// if the older has one there, too.
func matchByWords(old, now *Bundle) *matches {
	m := &matches{ids: &renaming{ids: make(map[string]string), from: old.Article.ArticleID}}
	m.sections = match(worded(old), worded(now), func(s *wordedSection) string { return s.key(s.words) },
		func(s *wordedSection) string { return s.key("") })
	learn(m.ids, old.Sections, now.Sections, m.sections, func(s *table.Section) string { return s.SectionID })

	m.sentences = match(old.Sentences, now.Sentences, func(s *table.Sentence) string { return s.Text })
	edited(m.sentences, len(old.Sentences))
	learn(m.ids, old.Sentences, now.Sentences, m.sentences, func(s *table.Sentence) string { return s.SentenceID })

	m.tokens = match(renamed(old.Tokens, m.ids, func(t *table.Token) *string { return &t.SentenceID }), now.Tokens,
		func(t *table.Token) string { return fmt.Sprint(t.SentenceID, " ", t.Token, " ", t.Text) })

	m.mentions = match(renamed(old.Mentions, m.ids, func(m *table.Mention) *string { return &m.SentenceID }), now.Mentions,
		func(m *table.Mention) string { return m.SentenceID + " " + m.ActorID + " " + m.Text },
		func(m *table.Mention) string { return ifBoth(m.SentenceID, m.Text) })
	learn(m.ids, old.Mentions, now.Mentions, m.mentions, func(m *table.Mention) string { return m.MentionID })

	m.claims = match(renamed(old.Claims, m.ids, func(c *table.Claim) *string { return &c.SentenceID }), now.Claims,
		func(c *table.Claim) string {
			return fmt.Sprintf("%s %q %q %q", c.SentenceID, c.CueText, c.SourceText, c.ContentText)
		},
		func(c *table.Claim) string {
			return ifBoth(c.ContentText, fmt.Sprintf("%q %q", c.CueText, c.SourceText))
		},
		func(c *table.Claim) string { return fmt.Sprintf("%s %q %q", c.SentenceID, c.CueText, c.SourceText) },
		func(c *table.Claim) string { return ifBoth(c.ContentText, c.CueText) },
		func(c *table.Claim) string { return ifBoth(c.SentenceID, c.CueText) })
	m.parts(old, now)

	m.stances = match(renamed(old.Stances, m.ids, func(s *table.Stance) *string { return &s.SentenceID }), now.Stances,
		func(s *table.Stance) string {
			return fmt.Sprintf("%s %s %s %q", s.SentenceID, s.HolderID, s.TargetID, s.EvidenceText)
		},
		func(s *table.Stance) string { return ifBoth(s.EvidenceText, s.HolderID+" "+s.TargetID) },
		func(s *table.Stance) string { return fmt.Sprint(s.SentenceID, " ", s.HolderID, " ", s.TargetID) },
		func(s *table.Stance) string { return ifBoth(s.EvidenceText, s.SentenceID) })
	m.sums(old, now)
	return m
}

// ifBoth is an anchor of two parts, "" if one is missing.
func ifBoth(a, b string) string {
	if a == "" || b == "" {
		return ""
	}
	return fmt.Sprintf("%q %s", a, b)
}

// edited matches each row that is not yet matched and follows one that is, or is
// the first, with the one of the older n rows that follows that one, if it is
// free.
func edited(of []int, n int) {
	taken := make([]bool, n)
	for _, k := range of {
		if k >= 0 {
			taken[k] = true
		}
	}
	next := 0
	for i, k := range of {
		if k < 0 && next >= 0 && next < n && !taken[next] {
			of[i], taken[next] = next, true
		}
		if next = -1; of[i] >= 0 {
			next = of[i] + 1
		}
	}
}

// renamed gives copies of rows under the ids of the newer snapshot.
func renamed[R any](rows []R, r *renaming, id func(*R) *string) []R {
	list := make([]R, len(rows))
	for i, row := range rows {
		list[i] = row
		*id(&list[i]) = r.of(*id(&list[i]))
	}
	return list
}

// A wordedSection is a section that knows its words.
type wordedSection struct {
	*table.Section
	words string
}

func (s *wordedSection) key(words string) string {
	return fmt.Sprintf("%s %q %q", s.Kind, s.Author, words)
}

func worded(b *Bundle) []wordedSection {
	r := reading{text: b.Article.Text, offsets: models.NewOffsets(b.Article.Text)}
	var list []wordedSection
	for i := range b.Sections {
		s := &b.Sections[i]
		list = append(list, wordedSection{s, r.at(s.Span)})
	}
	return list
}

// rewrites are articles of one URI whose text changed.
type rewrites struct {
	of  map[string]string // the older id by the newer
	old map[string]bool   // the older ids
}

// rewrites pairs the articles that went with those that came, where no other
// article of either snapshot has their URI, and counts those that may be such
// but share it.
func (d *differ) rewrites(before, after map[string]uri) rewrites {
	type there struct {
		all, alone int64
		id         string // of one that is alone
	}
	of := func(here, other map[string]uri) map[uri]there {
		list := make(map[uri]there)
		for id, at := range here {
			t := list[at]
			t.all++
			if _, ok := other[id]; !ok {
				t.alone++
				t.id = id
			}
			list[at] = t
		}
		return list
	}
	came := of(after, before)
	r := rewrites{make(map[string]string), make(map[string]bool)}
	for at, went := range of(before, after) {
		now := came[at]
		if went.all == 1 && now.all == 1 && went.alone == 1 && now.alone == 1 {
			r.of[now.id], r.old[went.id] = went.id, true
			continue
		}
		d.unpaired += min(went.alone, now.alone)
	}
	d.rewritten = int64(len(r.of))
	return r
}
