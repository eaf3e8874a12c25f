package table

import "github.com/sayso-nlp/sayso/models"

// An Article is a row of articles.
type Article struct {
	ArticleID   string
	SourceURI   string
	ExternalID  string
	Title       string
	Byline      string
	Publisher   string
	PublishedOn models.Date
	Language    string
	Text        string
	TextSHA256  string
	NReplaced   int32
	NSentences  int32
	NTokens     int32
	NClaims     int32
	DuplicateOf string
	Metadata    string
}

// Articles is the table of articles.
var Articles = kind("articles", "an article",
	str(func(r *Article) *string { return &r.ArticleID }, Column{Name: "article_id", Key: true, Example: exampleArticle,
		Doc: "the first 16 hexadecimal digits of the SHA-256 of source_uri, a zero byte and text"}),
	str(func(r *Article) *string { return &r.SourceURI }, Column{Name: "source_uri", Sealed: true, Example: "news/2013.jsonl#18",
		Doc: "where the article was read, relative to the input, with slashes; behind # the id of the record in its file, where it has one"}),
	str(func(r *Article) *string { return &r.ExternalID }, Column{Name: "external_id", Sealed: true, Null: "the record carries no id", Example: "18",
		Doc: "the id that the record itself carries"}),
	str(func(r *Article) *string { return &r.Title }, Column{Name: "title", Null: "no title is known", Withheld: "the text is left out", Long: true, Example: "Ministers meet in Geneva",
		Doc: "the headline"}),
	str(func(r *Article) *string { return &r.Byline }, Column{Name: "byline", Null: "no author is known", Withheld: "the text is left out and it is longer than a name", Dict: true, Long: true, Example: "Ada Quill",
		Doc: "the author or authors, as named by the record or the text"}),
	str(func(r *Article) *string { return &r.Publisher }, Column{Name: "publisher", Sealed: true, Null: "no publisher is known", Dict: true, Example: "The Morning Wire",
		Doc: "the outlet"}),
	date(func(r *Article) *models.Date { return &r.PublishedOn }, Column{Name: "published_on", Null: "no date is known", Example: "2013-08-15",
		Doc: "the day of publication, as the article states it"}),
	str(func(r *Article) *string { return &r.Language }, Column{Name: "language", Null: "the language was not detected", Dict: true, Example: "en",
		Doc: "the language of the text, ISO 639-1"}),
	str(func(r *Article) *string { return &r.Text }, Column{Name: "text", Withheld: "the text is left out", Long: true, Example: "Ministers meet in Geneva. …",
		Doc: "the text that every span points into; it is never changed after reading"}),
	str(func(r *Article) *string { return &r.TextSHA256 }, Column{Name: "text_sha256", Example: "b94d27b9934d3e08…",
		Doc: "the SHA-256 of the text's UTF-8 bytes, in hexadecimal; equal for articles of the same text"}),
	count(func(r *Article) *int32 { return &r.NReplaced }, Column{Name: "n_replaced", Example: "0",
		Doc: "how many places were broken, no text in the encoding, and became one U+FFFD each on reading"}),
	count(func(r *Article) *int32 { return &r.NSentences }, Column{Name: "n_sentences", Example: "31",
		Doc: "how many rows of sentences the article has"}),
	count(func(r *Article) *int32 { return &r.NTokens }, Column{Name: "n_tokens", Example: "702",
		Doc: "how many words and marks its sentences hold"}),
	count(func(r *Article) *int32 { return &r.NClaims }, Column{Name: "n_claims", Example: "17",
		Doc: "how many rows of claims the article has"}),
	str(func(r *Article) *string { return &r.DuplicateOf }, Column{Name: "duplicate_of", Null: "the first that tells this story", Ref: "articles.article_id", Example: exampleArticle,
		Doc: "the first article of the same text, or of nearly the same, as another outlet prints a wire story: under another headline, shortened, a few words changed"}),
	str(func(r *Article) *string { return &r.Metadata }, Column{Name: "metadata", Null: "the record holds nothing else", Withheld: "the text is left out", Long: true, Example: `{"section":"world"}`,
		Doc: "the record's other fields, its address (url) among them: a JSON object with sorted keys and no spaces"}),
)

// A Section is a row of sections.
type Section struct {
	SectionID     string
	ArticleID     string
	Kind          string
	Author        string
	AuthorActorID string
	Span
}

var sectionSpan = span(func(r *Section) *Span { return &r.Span })

// Sections is the table of sections.
var Sections = kind("sections", "a stretch of an article with one role and one voice",
	str(func(r *Section) *string { return &r.SectionID }, Column{Name: "section_id", Key: true, Example: exampleArticle + "-s2",
		Doc: "the article's id, -s and the section's number in it, from 1"}),
	article(func(r *Section) *string { return &r.ArticleID }),
	str(func(r *Section) *string { return &r.Kind }, Column{Name: "kind", Dict: true, Example: "body",
		Values: names(models.Boilerplate), Doc: "the role of the section; boilerplate and bylines hold no claims, and boilerplate with an author is the line above that person's comment"}),
	str(func(r *Section) *string { return &r.Author }, Column{Name: "author", Null: "the article's author speaks", Withheld: "the text is left out and it is longer than a name", Long: true, Example: "reader77",
		Doc: "whose words these are, as the text names them"}),
	str(func(r *Section) *string { return &r.AuthorActorID }, Column{Name: "author_actor_id", Null: "the author is no known actor", Ref: "actors.actor_id", Dict: true, Example: "commenter:reader77",
		Doc: "the actor that the author is"}),
	sectionSpan[0], sectionSpan[1],
)

// A Sentence is a row of sentences.
type Sentence struct {
	SentenceID string
	ArticleID  string
	SectionID  string
	Span
	Text string
}

var sentenceSpan = span(func(r *Sentence) *Span { return &r.Span })

// Sentences is the table of sentences.
var Sentences = kind("sentences", "a sentence",
	str(func(r *Sentence) *string { return &r.SentenceID }, Column{Name: "sentence_id", Key: true, Example: exampleArticle + "-n5",
		Doc: "the article's id, -n and the sentence's number in it, from 1"}),
	article(func(r *Sentence) *string { return &r.ArticleID }),
	str(func(r *Sentence) *string { return &r.SectionID }, Column{Name: "section_id", Ref: "sections.section_id", Dict: true, Example: exampleArticle + "-s2",
		Doc: "the section that holds it"}),
	sentenceSpan[0], sentenceSpan[1],
	str(func(r *Sentence) *string { return &r.Text }, Column{Name: "text", Withheld: "the text is left out", Quotes: true, Long: true, Example: "The minister denied it.",
		Doc: "the sentence as it stands in the article, line breaks included"}),
)

// A Token is a row of tokens.
type Token struct {
	ArticleID  string
	SentenceID string
	Token      int32
	Span
	Text   string
	Lemma  string
	UPOS   string
	XPOS   string
	Head   int32
	Deprel string
}

var tokenSpan = span(func(r *Token) *Span { return &r.Span })

// Tokens is the table of tokens, which a run writes only on request.
var Tokens = onRequest(kind("tokens", "a word or a mark of punctuation",
	article(func(r *Token) *string { return &r.ArticleID }),
	str(func(r *Token) *string { return &r.SentenceID }, Column{Name: "sentence_id", Key: true, Ref: "sentences.sentence_id", Dict: true, Example: exampleArticle + "-n5",
		Doc: "the sentence that holds it"}),
	number(func(r *Token) *int32 { return &r.Token }, Column{Name: "token", Key: true, Low: bound(1), Example: "3",
		Doc: "the token's number in the sentence, from 1"}),
	tokenSpan[0], tokenSpan[1],
	str(func(r *Token) *string { return &r.Text }, Column{Name: "text", Quotes: true, Dict: true, Long: true, Example: "denied",
		Doc: "the token as it stands in the article"}),
	str(func(r *Token) *string { return &r.Lemma }, Column{Name: "lemma", Null: "not known", Dict: true, Long: true, Example: "deny",
		Doc: "the dictionary form"}),
	str(func(r *Token) *string { return &r.UPOS }, Column{Name: "upos", Null: "not known", Dict: true, Example: "VERB",
		Doc: "the universal part of speech"}),
	str(func(r *Token) *string { return &r.XPOS }, Column{Name: "xpos", Null: "not known", Dict: true, Example: "VBD",
		Doc: "the Penn Treebank tag"}),
	count(func(r *Token) *int32 { return &r.Head }, Column{Name: "head", Null: "the sentence has no tree", Example: "0",
		Doc: "the number of the token that this one hangs on, 0 for the root"}),
	str(func(r *Token) *string { return &r.Deprel }, Column{Name: "deprel", Null: "the sentence has no tree", Dict: true, Example: "root",
		Doc: "the Universal Dependencies relation to the head"}),
))

func onRequest[R any](k *Kind[R]) *Kind[R] {
	k.OnRequest = true
	return k
}
