package table

import "github.com/sayso-nlp/sayso/models"

// A Claim is a row of claims.
type Claim struct {
	ClaimID         string
	ArticleID       string
	SentenceID      string
	ParentClaimID   string
	SourceText      string
	SourceKind      string
	SourceMentionID string
	SourceActorID   string
	CueText         string
	CueLemma        string
	ContentText     string
	Type            string
	Quote           string
	Negated         bool
	Modality        string
	Confidence      float64
}

const exampleClaim = exampleArticle + "-c4"

// Claims is the table of claims.
var Claims = kind("claims", "a claim: an attitude or utterance that the text attributes to a source, signalled by a cue",
	str(func(r *Claim) *string { return &r.ClaimID }, Column{Name: "claim_id", Key: true, Example: exampleClaim,
		Doc: "the article's id, -c and the claim's number in it, from 1"}),
	article(func(r *Claim) *string { return &r.ArticleID }),
	str(func(r *Claim) *string { return &r.SentenceID }, Column{Name: "sentence_id", Ref: "sentences.sentence_id", Dict: true, Example: exampleArticle + "-n5",
		Doc: "the sentence in which the cue begins"}),
	str(func(r *Claim) *string { return &r.ParentClaimID }, Column{Name: "parent_claim_id", Null: "nested in none", Ref: "claims.claim_id", Dict: true, Example: exampleArticle + "-c3",
		Doc: "the claim in whose content this one stands"}),
	str(func(r *Claim) *string { return &r.SourceText }, Column{Name: "source_text", Null: "the sentence names no source", Withheld: "the text is left out and it is no name or pronoun", Dict: true, Long: true, Example: "The minister",
		Doc: "the words that name the source; several stretches are joined by one space"}),
	str(func(r *Claim) *string { return &r.SourceKind }, Column{Name: "source_kind", Dict: true, Example: "nominal",
		Values: names(models.DocumentSource), Doc: "what form the source has"}),
	str(func(r *Claim) *string { return &r.SourceMentionID }, Column{Name: "source_mention_id", Null: "no mention is the source's head", Ref: "mentions.mention_id", Example: exampleArticle + "-m9",
		Doc: "the mention that is the source's head"}),
	str(func(r *Claim) *string { return &r.SourceActorID }, Column{Name: "source_actor_id", Null: "the source is no known actor", Ref: "actors.actor_id", Dict: true, Example: "person:ada-quill",
		Doc: "the actor that is the source, the first where there are several"}),
	str(func(r *Claim) *string { return &r.CueText }, Column{Name: "cue_text", Withheld: "the text is left out and it is longer than a cue", Dict: true, Long: true, Example: "denied",
		Doc: "the words that signal the claim; several stretches are joined by one space"}),
	str(func(r *Claim) *string { return &r.CueLemma }, Column{Name: "cue_lemma", Null: "not known", Dict: true, Long: true, Example: "deny",
		Doc: "the dictionary form of the cue"}),
	str(func(r *Claim) *string { return &r.ContentText }, Column{Name: "content_text", Null: "nothing of the content is said", Withheld: "the text is left out", Long: true, Example: "that he had signed the letter",
		Doc: "the words that are claimed; several stretches are joined by one space"}),
	str(func(r *Claim) *string { return &r.Type }, Column{Name: "type", Dict: true, Example: "denial",
		Values: models.ClaimTypes(), Doc: "what the cue does"}),
	str(func(r *Claim) *string { return &r.Quote }, Column{Name: "quote", Dict: true, Example: "indirect",
		Values: names(models.Mixed), Doc: "whether the content stands in quotation marks: all, none or part of it"}),
	truth(func(r *Claim) *bool { return &r.Negated }, Column{Name: "negated", Example: "false",
		Doc: "whether the attitude itself is denied, as in “did not say”"}),
	str(func(r *Claim) *string { return &r.Modality }, Column{Name: "modality", Dict: true, Example: "asserted",
		Values: names(models.Alleged), Doc: "how firmly the text attributes the claim to its source"}),
	float(func(r *Claim) *float64 { return &r.Confidence }, 0, 1, Column{Name: "confidence", Example: "0.8",
		Doc: "how sure the extraction is, rounded to thousandths"}),
)

// A ClaimSpan is a row of claim_spans.
type ClaimSpan struct {
	ClaimID   string
	ArticleID string
	Role      string
	Ordinal   int32
	Span
	Text string
}

var claimSpanSpan = span(func(r *ClaimSpan) *Span { return &r.Span })

// ClaimSpans is the table of the stretches that claims are made of.
var ClaimSpans = kind("claim_spans", "a stretch of a claim",
	str(func(r *ClaimSpan) *string { return &r.ClaimID }, Column{Name: "claim_id", Key: true, Ref: "claims.claim_id", Dict: true, Example: exampleClaim,
		Doc: "the claim"}),
	article(func(r *ClaimSpan) *string { return &r.ArticleID }),
	str(func(r *ClaimSpan) *string { return &r.Role }, Column{Name: "role", Key: true, Dict: true, Example: "cue",
		Values: spanRoles, Doc: "what the stretch is in the claim"}),
	number(func(r *ClaimSpan) *int32 { return &r.Ordinal }, Column{Name: "ordinal", Key: true, Low: bound(1), Example: "1",
		Doc: "the stretch's number among those of its claim and role, from 1"}),
	claimSpanSpan[0], claimSpanSpan[1],
	str(func(r *ClaimSpan) *string { return &r.Text }, Column{Name: "text", Withheld: "the text is left out and it is no cue", Quotes: true, Long: true, Example: "denied",
		Doc: "the stretch as it stands in the article"}),
)

// spanRoles are the roles of a stretch, in the order of the rows.
var spanRoles = []string{"source", "cue", "content"}

// A ClaimActor is a row of claim_actors.
type ClaimActor struct {
	ClaimID   string
	ArticleID string
	ActorID   string
	MentionID string
	Role      string
}

// ClaimActors is the table of who has a part in a claim.
var ClaimActors = kind("claim_actors", "an actor that has a part in a claim",
	str(func(r *ClaimActor) *string { return &r.ClaimID }, Column{Name: "claim_id", Key: true, Ref: "claims.claim_id", Dict: true, Example: exampleClaim,
		Doc: "the claim"}),
	article(func(r *ClaimActor) *string { return &r.ArticleID }),
	str(func(r *ClaimActor) *string { return &r.ActorID }, Column{Name: "actor_id", Key: true, Ref: "actors.actor_id", Dict: true, Example: "person:ada-quill",
		Doc: "the actor"}),
	str(func(r *ClaimActor) *string { return &r.MentionID }, Column{Name: "mention_id", Null: "the actor is implied, as an article's author is", Ref: "mentions.mention_id", Example: exampleArticle + "-m9",
		Doc: "the mention by which it has the part"}),
	str(func(r *ClaimActor) *string { return &r.Role }, Column{Name: "role", Key: true, Dict: true, Example: "source",
		Values: names(models.Addressee), Doc: "the part: who claims, whom it is about or against, who is spoken to"}),
)
