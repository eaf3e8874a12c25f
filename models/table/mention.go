package table

import "github.com/sayso-nlp/sayso/models"

// A Mention is a row of mentions.
type Mention struct {
	MentionID  string
	ArticleID  string
	SentenceID string
	Span
	Text    string
	Kind    string
	Type    string
	ActorID string
}

var mentionSpan = span(func(r *Mention) *Span { return &r.Span })

// Mentions is the table of mentions.
var Mentions = kind("mentions", "a mention and an actor it stands for; one that stands for several is a row each, with the same span",
	str(func(r *Mention) *string { return &r.MentionID }, Column{Name: "mention_id", Key: true, Example: exampleArticle + "-m9",
		Doc: "the article's id, -m and the mention's number in it, from 1"}),
	article(func(r *Mention) *string { return &r.ArticleID }),
	str(func(r *Mention) *string { return &r.SentenceID }, Column{Name: "sentence_id", Ref: "sentences.sentence_id", Dict: true, Example: exampleArticle + "-n5",
		Doc: "the sentence that holds it"}),
	mentionSpan[0], mentionSpan[1],
	str(func(r *Mention) *string { return &r.Text }, Column{Name: "text", Withheld: "the text is left out and it is neither name nor pronoun", Quotes: true, Dict: true, Long: true, Example: "the minister",
		Doc: "the mention as it stands in the article"}),
	str(func(r *Mention) *string { return &r.Kind }, Column{Name: "kind", Dict: true, Example: "nominal",
		Values: names(models.Metonym), Doc: "how it refers: by name, by description, by pronoun, or by a place or house that stands for those in it"}),
	str(func(r *Mention) *string { return &r.Type }, Column{Name: "type", Dict: true, Example: "person",
		Values: names(models.Commenter), Doc: "what it refers to in this place"}),
	str(func(r *Mention) *string { return &r.ActorID }, Column{Name: "actor_id", Ref: "actors.actor_id", Dict: true, Example: "person:ada-quill",
		Doc: "the actor it stands for"}),
)

// An Actor is a row of actors.
type Actor struct {
	ActorID   string
	Name      string
	Type      string
	Country   string
	Aliases   []string
	NArticles int32
	NMentions int32
	NClaims   int32
}

// Actors is the table of actors.
var Actors = kind("actors", "an actor of the corpus",
	str(func(r *Actor) *string { return &r.ActorID }, Column{Name: "actor_id", Key: true, Example: "person:ada-quill",
		Doc: "the actor's type, a colon and its fullest name in lower-case ASCII (person:ada-quill); for a country its ISO 3166-1 alpha-3 code (country:RUS); for an author without a name the article's id (author:41f0…)"}),
	str(func(r *Actor) *string { return &r.Name }, Column{Name: "name", Sealed: true, Null: "an author or commenter without a name", Long: true, Example: "Ada Quill",
		Doc: "the fullest name"}),
	str(func(r *Actor) *string { return &r.Type }, Column{Name: "type", Dict: true, Example: "person",
		Values: names(models.Commenter), Doc: "what kind of thing it is"}),
	str(func(r *Actor) *string { return &r.Country }, Column{Name: "country", Null: "not known", Dict: true, Example: "CHE",
		Doc: "the country it belongs to, ISO 3166-1 alpha-3"}),
	list(func(r *Actor) *[]string { return &r.Aliases }, Column{Name: "aliases", Long: true, Example: `["Quill", "Ada Quill"]`,
		Doc: "the forms under which it is mentioned, most frequent first; empty where nothing mentions it"}),
	count(func(r *Actor) *int32 { return &r.NArticles }, Column{Name: "n_articles", Example: "12",
		Doc: "how many articles it is in"}),
	count(func(r *Actor) *int32 { return &r.NMentions }, Column{Name: "n_mentions", Example: "88",
		Doc: "how many rows of mentions stand for it"}),
	count(func(r *Actor) *int32 { return &r.NClaims }, Column{Name: "n_claims", Example: "23",
		Doc: "how many claims it is a source of"}),
)
