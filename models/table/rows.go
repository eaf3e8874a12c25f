package table

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// Rows are the rows of one document, made as they are asked for. A sequence
// hands out the same row again and again with new values: whoever keeps one
// copies it.
type Rows struct {
	doc     *models.Document
	offsets *models.Offsets
}

// Of makes the rows of a document, which must pass its Check and must not
// change while they are read.
func Of(doc *models.Document) *Rows {
	return &Rows{doc: doc, offsets: models.NewOffsets(doc.Article.Text)}
}

// Article makes the row of the article itself.
func (r *Rows) Article() Article {
	a := &r.doc.Article
	sum := sha256.Sum256([]byte(a.Text))
	return Article{
		ArticleID:   string(a.ID),
		SourceURI:   a.SourceURI,
		ExternalID:  a.ExternalID,
		Title:       a.Title,
		Byline:      a.Byline,
		Publisher:   a.Publisher,
		PublishedOn: a.PublishedOn,
		Language:    a.Language,
		Text:        a.Text,
		TextSHA256:  hex.EncodeToString(sum[:]),
		NReplaced:   int32(a.Replaced),
		NSentences:  int32(len(r.doc.Sentences)),
		NTokens:     int32(len(r.doc.Tokens)),
		NClaims:     int32(len(r.doc.Claims)),
		DuplicateOf: string(a.DuplicateOf),
		Metadata:    a.Metadata,
	}
}

// Sections makes the rows of sections.
func (r *Rows) Sections() iter.Seq[*Section] {
	return func(yield func(*Section) bool) {
		row := Section{ArticleID: r.article()}
		for i, sec := range r.doc.Sections {
			row.SectionID = r.id(models.SectionRow, i)
			row.Kind = sec.Kind.String()
			row.Author = sec.Author
			row.AuthorActorID = r.actor(sec.Actor)
			row.Span = r.span(sec.Span)
			if !yield(&row) {
				return
			}
		}
	}
}

// Sentences makes the rows of sentences.
func (r *Rows) Sentences() iter.Seq[*Sentence] {
	return func(yield func(*Sentence) bool) {
		row := Sentence{ArticleID: r.article()}
		for i, sent := range r.doc.Sentences {
			row.SentenceID = r.id(models.SentenceRow, i)
			row.SectionID = r.id(models.SectionRow, sent.Section)
			row.Span = r.span(sent.Span)
			row.Text = r.doc.Text(sent.Span)
			if !yield(&row) {
				return
			}
		}
	}
}

// Tokens makes the rows of tokens.
func (r *Rows) Tokens() iter.Seq[*Token] {
	return func(yield func(*Token) bool) {
		row := Token{ArticleID: r.article()}
		for i := range r.doc.Sentences {
			row.SentenceID = r.id(models.SentenceRow, i)
			for k, tok := range r.doc.Words(i) {
				row.Token = int32(k + 1)
				row.Span = r.span(tok.Span)
				row.Text = r.doc.Text(tok.Span)
				row.Lemma, row.UPOS, row.XPOS, row.Deprel = tok.Lemma, tok.UPOS, tok.XPOS, tok.Deprel
				row.Head = int32(tok.Head + 1) // None is the root's 0
				if tok.Deprel == "" {
					row.Head = models.None
				}
				if !yield(&row) {
					return
				}
			}
		}
	}
}

// Mentions makes the rows of mentions.
func (r *Rows) Mentions() iter.Seq[*Mention] {
	return func(yield func(*Mention) bool) {
		row := Mention{ArticleID: r.article()}
		for i, men := range r.doc.Mentions {
			row.MentionID = r.id(models.MentionRow, i)
			row.SentenceID = r.id(models.SentenceRow, men.Sentence)
			row.Span = r.span(men.Span)
			row.Text = r.doc.Text(men.Span)
			row.Kind = men.Kind.String()
			row.Type = men.Type.String()
			row.ActorID = r.actor(men.Actor)
			if !yield(&row) {
				return
			}
		}
	}
}

// Claims makes the rows of claims.
func (r *Rows) Claims() iter.Seq[*Claim] {
	return func(yield func(*Claim) bool) {
		row := Claim{ArticleID: r.article()}
		for i, clm := range r.doc.Claims {
			row.ClaimID = r.id(models.ClaimRow, i)
			row.SentenceID = r.id(models.SentenceRow, clm.Sentence)
			row.ParentClaimID = r.id(models.ClaimRow, clm.Parent)
			row.SourceText = r.join(clm.Source)
			row.SourceKind = clm.SourceKind.String()
			row.SourceMentionID = r.id(models.MentionRow, clm.SourceMention)
			row.SourceActorID = r.actor(clm.SourceActor())
			row.CueText = r.join(clm.Cue)
			row.CueLemma = clm.CueLemma
			row.ContentText = r.join(clm.Content)
			row.Type = clm.Type.String()
			row.Quote = clm.Quote.String()
			row.Negated = clm.Negated
			row.Modality = clm.Modality.String()
			row.Confidence = models.Thousandths(clm.Confidence)
			if !yield(&row) {
				return
			}
		}
	}
}

// ClaimSpans makes the rows of claim_spans: a claim's source, its cue, its
// content, each in the order of the text.
func (r *Rows) ClaimSpans() iter.Seq[*ClaimSpan] {
	return func(yield func(*ClaimSpan) bool) {
		row := ClaimSpan{ArticleID: r.article()}
		for i, clm := range r.doc.Claims {
			row.ClaimID = r.id(models.ClaimRow, i)
			for role, spans := range [...][]models.Span{clm.Source, clm.Cue, clm.Content} {
				row.Role = spanRoles[role]
				for k, s := range spans {
					row.Ordinal = int32(k + 1)
					row.Span = r.span(s)
					row.Text = r.doc.Text(s)
					if !yield(&row) {
						return
					}
				}
			}
		}
	}
}

// ClaimActors makes the rows of claim_actors.
func (r *Rows) ClaimActors() iter.Seq[*ClaimActor] {
	return func(yield func(*ClaimActor) bool) {
		row := ClaimActor{ArticleID: r.article()}
		for i, clm := range r.doc.Claims {
			row.ClaimID = r.id(models.ClaimRow, i)
			for _, p := range clm.Parts {
				row.ActorID = r.actor(p.Actor)
				row.MentionID = r.id(models.MentionRow, p.Mention)
				row.Role = p.Role.String()
				if !yield(&row) {
					return
				}
			}
		}
	}
}

// Stances makes the rows of stances.
func (r *Rows) Stances() iter.Seq[*Stance] {
	return func(yield func(*Stance) bool) {
		row := Stance{ArticleID: r.article()}
		for i, st := range r.doc.Stances {
			row.StanceID = r.id(models.StanceRow, i)
			row.SentenceID = r.id(models.SentenceRow, st.Sentence)
			row.ClaimID = r.id(models.ClaimRow, st.Claim)
			row.HolderKind = st.HolderKind.String()
			row.HolderID = r.actor(st.Holder)
			row.HolderMentionID = r.id(models.MentionRow, st.HolderMention)
			row.TargetID = r.actor(st.Target)
			row.TargetMentionID = r.id(models.MentionRow, st.TargetMention)
			row.Label = st.Label.String()
			row.Score = models.Thousandths(st.Score)
			row.Confidence = models.Thousandths(st.Confidence)
			row.Event = st.Event
			row.EvidenceText = r.doc.Text(st.Evidence)
			row.Span = r.span(st.Evidence)
			if !yield(&row) {
				return
			}
		}
	}
}

// Summaries makes the rows of stance_summary. The mean is taken of the scores
// as the table of stances shows them, in whole thousandths, so that a reader
// who sums that table finds the same.
func (r *Rows) Summaries() iter.Seq[*Summary] {
	return func(yield func(*Summary) bool) {
		type pair struct{ holder, target int }
		type tally struct {
			Summary
			sum int64 // of thousandths
		}
		at := make(map[pair]int)
		var tallies []tally
		for _, st := range r.doc.Stances {
			p := pair{st.Holder, st.Target}
			i, ok := at[p]
			if !ok {
				i = len(tallies)
				at[p] = i
				tallies = append(tallies, tally{Summary: Summary{ArticleID: r.article(), HolderID: r.actor(st.Holder), TargetID: r.actor(st.Target),
					DuplicateOf: string(r.doc.Article.DuplicateOf)}})
			}
			t := &tallies[i]
			switch st.Label {
			case models.Against:
				t.NAgainst++
			case models.Favor:
				t.NFavor++
			default:
				t.NNeutral++
			}
			t.sum += int64(math.Round(st.Score * 1000))
		}
		for i := range tallies {
			t := &tallies[i]
			n := int64(t.NAgainst) + int64(t.NNeutral) + int64(t.NFavor)
			t.MeanScore = models.Thousandths(float64(t.sum) / float64(n*1000))
			if !yield(&t.Summary) {
				return
			}
		}
	}
}

// OfActor makes the row of an actor. Its names hold nothing that would turn the
// direction of what stands beside them (see models.PlainName); its mentions do.
func OfActor(act models.CorpusActor) Actor {
	row := Actor{
		ActorID:   string(act.ID),
		Name:      models.PlainName(act.Name),
		Type:      act.Type.String(),
		Country:   act.Country,
		NArticles: int32(act.Articles),
		NMentions: int32(act.Mentions),
		NClaims:   int32(act.Claims),
	}
	for _, alias := range act.Aliases {
		if form := models.PlainName(alias.Text); form != "" && !slices.Contains(row.Aliases, form) {
			row.Aliases = append(row.Aliases, form)
		}
	}
	return row
}

// OfSkip makes the row of a skip.
func OfSkip(s models.Skip) Skip {
	row := Skip{
		SourceURI: s.URI,
		Record:    int32(s.Record),
		Stage:     s.Stage.String(),
		Reason:    string(s.Reason),
		Detail:    strings.ToValidUTF8(s.Detail, "\uFFFD"),
	}
	if s.Record == 0 {
		row.Record = models.None
	}
	return row
}

func (r *Rows) article() string { return string(r.doc.Article.ID) }

// id names the i-th record of a kind, "" for no record.
func (r *Rows) id(letter byte, i int) string {
	if i == models.None {
		return ""
	}
	return r.doc.Article.ID.Row(letter, i)
}

// actor names the i-th actor, "" for none.
func (r *Rows) actor(i int) string {
	if i == models.None {
		return ""
	}
	return string(r.doc.Actors[i].ID)
}

func (r *Rows) span(s models.Span) Span {
	start, end := r.offsets.Runes(s)
	return Span{int32(start), int32(end)}
}

// join reads several spans as one text, a space between them.
func (r *Rows) join(spans []models.Span) string {
	if len(spans) == 1 {
		return r.doc.Text(spans[0])
	}
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(r.doc.Text(s))
	}
	return b.String()
}
