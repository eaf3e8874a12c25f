package main

import "github.com/sayso-nlp/sayso/models"

// The views are what annotate prints: a document's records with the ids they
// have in the tables, spans in code points, scores in thousandths.
type (
	spanView struct {
		Start int    `json:"char_start"`
		End   int    `json:"char_end"`
		Text  string `json:"text"`
	}
	documentView struct {
		ArticleID   string         `json:"article_id"`
		SourceURI   string         `json:"source_uri"`
		ExternalID  string         `json:"external_id,omitempty"`
		Title       string         `json:"title,omitempty"`
		Byline      string         `json:"byline,omitempty"`
		Publisher   string         `json:"publisher,omitempty"`
		PublishedOn string         `json:"published_on,omitempty"`
		Language    string         `json:"language,omitempty"`
		Text        string         `json:"text"`
		Sections    []sectionView  `json:"sections"`
		Sentences   []sentenceView `json:"sentences"`
		Actors      []actorView    `json:"actors"`
		Mentions    []mentionView  `json:"mentions"`
		Claims      []claimView    `json:"claims"`
		Stances     []stanceView   `json:"stances"`
	}
	sectionView struct {
		Kind   string `json:"kind"`
		Author string `json:"author,omitempty"`
		Start  int    `json:"char_start"`
		End    int    `json:"char_end"`
	}
	sentenceView struct {
		ID     string      `json:"sentence_id"`
		Start  int         `json:"char_start"`
		End    int         `json:"char_end"`
		Text   string      `json:"text"`
		Tokens []tokenView `json:"tokens,omitempty"`
	}
	tokenView struct {
		spanView
		Lemma  string `json:"lemma,omitempty"`
		UPOS   string `json:"upos,omitempty"`
		XPOS   string `json:"xpos,omitempty"`
		Head   *int   `json:"head,omitempty"` // as in the table of tokens: from 1 within the sentence, 0 for the root
		Deprel string `json:"deprel,omitempty"`
		Name   string `json:"ner,omitempty"`
	}
	actorView struct {
		ActorID string `json:"actor_id"`
		Name    string `json:"name,omitempty"`
		Type    string `json:"type"`
		Country string `json:"country,omitempty"`
	}
	mentionView struct {
		MentionID string `json:"mention_id"`
		spanView
		Kind    string `json:"kind"`
		Type    string `json:"type"`
		ActorID string `json:"actor_id"`
	}
	claimView struct {
		ClaimID    string     `json:"claim_id"`
		Parent     string     `json:"parent_claim_id,omitempty"`
		Type       string     `json:"type"`
		Source     []spanView `json:"source"`
		Cue        []spanView `json:"cue"`
		Content    []spanView `json:"content"`
		SourceKind string     `json:"source_kind"`
		CueLemma   string     `json:"cue_lemma"`
		Quote      string     `json:"quote"`
		Negated    bool       `json:"negated"`
		Modality   string     `json:"modality"`
		Confidence float64    `json:"confidence"`
		Actors     []partView `json:"actors"`
	}
	partView struct {
		Role    string `json:"role"`
		ActorID string `json:"actor_id"`
	}
	stanceView struct {
		StanceID   string       `json:"stance_id"`
		ClaimID    string       `json:"claim_id,omitempty"`
		HolderKind string       `json:"holder_kind"`
		HolderID   string       `json:"holder_id"`
		TargetID   string       `json:"target_id"`
		Label      string       `json:"label"`
		Score      float64      `json:"score"`
		Confidence float64      `json:"confidence"`
		Event      string       `json:"event,omitempty"`
		Evidence   spanView     `json:"evidence"`
		Reasons    []reasonView `json:"reasons"`
	}
	reasonView struct {
		Name  string  `json:"name"`
		Score float64 `json:"score"`
	}
)

// viewOf shows a document, its tokens only where they are asked for.
func viewOf(doc *models.Document, tokens bool) documentView {
	art := &doc.Article
	at := models.NewOffsets(art.Text)
	span := func(s models.Span) spanView {
		start, end := at.Runes(s)
		return spanView{start, end, doc.Text(s)}
	}
	spans := func(list []models.Span) []spanView {
		views := make([]spanView, 0, len(list))
		for _, s := range list {
			views = append(views, span(s))
		}
		return views
	}
	actor := func(i int) string { return string(doc.Actors[i].ID) }

	v := documentView{
		ArticleID: string(art.ID), SourceURI: art.SourceURI, ExternalID: art.ExternalID, Title: art.Title,
		Byline: art.Byline, Publisher: art.Publisher, PublishedOn: art.PublishedOn.ISO(), Language: art.Language, Text: art.Text,
		Sections: []sectionView{}, Sentences: []sentenceView{}, Actors: []actorView{},
		Mentions: []mentionView{}, Claims: []claimView{}, Stances: []stanceView{},
	}
	for _, sec := range doc.Sections {
		start, end := at.Runes(sec.Span)
		v.Sections = append(v.Sections, sectionView{sec.Kind.String(), sec.Author, start, end})
	}
	for i, sent := range doc.Sentences {
		start, end := at.Runes(sent.Span)
		view := sentenceView{ID: art.ID.Row(models.SentenceRow, i), Start: start, End: end, Text: doc.Text(sent.Span)}
		if tokens {
			for _, tok := range doc.Words(i) {
				word := tokenView{spanView: span(tok.Span), Lemma: tok.Lemma, UPOS: tok.UPOS, XPOS: tok.XPOS, Deprel: tok.Deprel}
				if tok.Deprel != "" {
					head := tok.Head + 1
					word.Head = &head
				}
				if tok.Name != "O" {
					word.Name = tok.Name
				}
				view.Tokens = append(view.Tokens, word)
			}
		}
		v.Sentences = append(v.Sentences, view)
	}
	for _, act := range doc.Actors {
		v.Actors = append(v.Actors, actorView{string(act.ID), act.Name, act.Type.String(), act.Country})
	}
	for i, men := range doc.Mentions {
		v.Mentions = append(v.Mentions, mentionView{art.ID.Row(models.MentionRow, i), span(men.Span), men.Kind.String(), men.Type.String(), actor(men.Actor)})
	}
	for i, clm := range doc.Claims {
		view := claimView{
			ClaimID: art.ID.Row(models.ClaimRow, i), Type: clm.Type.String(),
			Source: spans(clm.Source), Cue: spans(clm.Cue), Content: spans(clm.Content),
			SourceKind: clm.SourceKind.String(), CueLemma: clm.CueLemma, Quote: clm.Quote.String(),
			Negated: clm.Negated, Modality: clm.Modality.String(), Confidence: models.Thousandths(clm.Confidence), Actors: []partView{},
		}
		if clm.Parent != models.None {
			view.Parent = art.ID.Row(models.ClaimRow, clm.Parent)
		}
		for _, p := range clm.Parts {
			view.Actors = append(view.Actors, partView{p.Role.String(), actor(p.Actor)})
		}
		v.Claims = append(v.Claims, view)
	}
	for i, st := range doc.Stances {
		view := stanceView{
			StanceID: art.ID.Row(models.StanceRow, i), HolderKind: st.HolderKind.String(), HolderID: actor(st.Holder), TargetID: actor(st.Target),
			Label: st.Label.String(), Score: models.Thousandths(st.Score), Confidence: models.Thousandths(st.Confidence),
			Event: st.Event, Evidence: span(st.Evidence), Reasons: []reasonView{},
		}
		if st.Claim != models.None {
			view.ClaimID = art.ID.Row(models.ClaimRow, st.Claim)
		}
		for _, r := range st.Reasons {
			view.Reasons = append(view.Reasons, reasonView{r.Name, models.Thousandths(r.Score)})
		}
		v.Stances = append(v.Stances, view)
	}
	return v
}
